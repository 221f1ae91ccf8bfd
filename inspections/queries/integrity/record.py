"""What is examined, and what is found: one database, one store of files, all dossiers or one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.files.storage import Storage, default_storage
from django.db import DEFAULT_DB_ALIAS, connections


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing found: a stable code, the row it stands in, one sentence; a notice breaks nothing."""

    code: str
    row: str
    words: str
    is_notice: bool = False


class Edge(NamedTuple):
    """A lawful change of stage of a kind."""

    kind: str
    verb: str
    before: str
    after: str


@dataclass(frozen=True)
class Record:
    """The database and the files to look at; ``root`` narrows to one dossier (none: all)."""

    using: str = DEFAULT_DB_ALIAS
    storage: Storage = field(default_factory=lambda: default_storage)
    root: int | None = None
    with_files: bool = True

    def rows(self, statement: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement; ``%(root)s`` is the dossier asked for, or NULL."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement, {"root": self.root, **values} if "%(" in statement else None)
            yield from cursor.fetchall()

    def within(self, column: str) -> str:
        """The condition that a case (by its number in ``column``) belongs to what is examined."""
        if self.root is None:
            return "TRUE"
        dossier = "SELECT id FROM inspections_case WHERE %(root)s::bigint IN (id, root_id)"
        return f"{column} IN ({dossier})"
