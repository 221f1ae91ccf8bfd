"""Count the statements of one request, without those that only mark a transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

MARKS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement that reads or writes, in its order."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not str(sql).startswith(MARKS):
            found.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def writes(statements: list[str]) -> list[str]:
    """The statements that change a row."""
    return [sql for sql in statements if sql.lstrip().upper().startswith(WRITES)]


def told(statements: list[str]) -> str:
    """A numbered list for the message of a test that failed."""
    return "\n" + "\n".join(f"{place:3} {sql[:220]}" for place, sql in enumerate(statements, start=1))
