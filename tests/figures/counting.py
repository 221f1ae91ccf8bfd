"""Count the statements of one request, without those that only mark a transaction; each knows who asked."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = str(Path(__file__).resolve().parents[2])
ROOMS = tuple(f"{ROOT}/{room}/" for room in ("config", "inspections", "workflows"))
MARKS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
UPKEEP = ("/inspections/actions/ledger.py", "/inspections/queries/ledger_facts.py")
WRITES = ("INSERT", "UPDATE", "DELETE")


class Statements(list[tuple[str, str]]):
    """What was executed: the line of ours that asked, and the statement."""

    @property
    def writes(self) -> list[str]:
        """The statements that change a row."""
        return [sql for _place, sql in self if sql.lstrip().upper().startswith(WRITES)]

    @property
    def of_the_ledger(self) -> int:
        """Those of the upkeep of the ledger: facts read, line written, a fall noted."""
        return sum(place.split(":")[0] in UPKEEP for place, _sql in self)

    def told(self) -> str:
        """A numbered list for the message of a test that failed."""
        rows = (f"{n:3} {place:50} {_short(sql)}" for n, (place, sql) in enumerate(self, start=1))
        return "\n" + "\n".join(rows)


def _short(sql: str) -> str:
    head, _from, tail = sql.partition(" FROM ")
    return f"{head.split(' ')[0]} FROM {tail[:150]}" if _from and head.startswith("SELECT") else sql[:150]


def _who_asked() -> str:
    frame = sys._getframe(2)
    while frame.f_back is not None and not frame.f_code.co_filename.startswith(ROOMS):
        frame = frame.f_back
    return f"{frame.f_code.co_filename.removeprefix(ROOT)}:{frame.f_lineno}"


@contextmanager
def counted() -> Iterator[Statements]:
    """Collect every statement that reads or writes, in its order."""
    found = Statements()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not str(sql).startswith(MARKS):
            found.append((_who_asked(), str(sql)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found
