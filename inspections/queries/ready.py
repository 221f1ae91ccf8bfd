"""Statements whose text never changes: built once, then asked again and again with other values.

Django writes a statement anew each time; for the widest ones of a deed that costs more than the database does.
Blanks stand for the values while the statement is built. It is built twice with different blanks, so that a value
which is worked out from a blank (a day a week later) is refused at once and not frozen.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

R = TypeVar("R")
BLANKS: dict[type, tuple[Callable[[int], Any], Callable[[int], Any]]] = {
    int: (lambda place: 2_000_000_001 + place, lambda place: 2_100_000_001 + place),
    str: ("first blank {}".format, "second blank {}".format),
    date: (
        lambda place: date(2011, 2, 3) + timedelta(days=place),
        lambda place: date(2012, 5, 6) + timedelta(days=place),
    ),
    datetime: (
        lambda place: datetime(2011, 2, 3, 4, 5, place, tzinfo=UTC),
        lambda place: datetime(2012, 5, 6, 7, 8, place, tzinfo=UTC),
    ),
}


@dataclass(frozen=True)
class Text:
    """A statement with the place of each value; a part without a place is the same every time."""

    compiler: Any
    sql: str
    parts: tuple[tuple[int | None, Any], ...]

    def filled(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The parameters for these values."""
        return tuple(constant if place is None else values[place] for place, constant in self.parts)


def _text(compiler_for: Callable[..., Any], kinds: Sequence[type]) -> Text:
    first, second = ([BLANKS[kind][turn](place) for place, kind in enumerate(kinds)] for turn in (0, 1))
    compiler = compiler_for(*first)
    sql, parameters = compiler.as_sql()
    other_sql, others = compiler_for(*second).as_sql()
    if sql != other_sql:
        raise ValueError("the text of a ready statement depends on its values")
    pairs = list(zip(parameters, others, strict=True))
    return Text(compiler, sql, tuple(_places(pairs, list(zip(first, second, strict=True)))))


def _places(pairs: Sequence[Any], blanks: list[Any]) -> Iterator[tuple[int | None, Any]]:
    """Which parameter is which blank; all others are constants."""
    for pair in pairs:
        if pair in blanks:
            yield blanks.index(pair), None
        elif pair[0] == pair[1]:
            yield None, pair[0]
        else:
            raise ValueError("a value of a ready statement is worked out from a blank; pass it as a value")


class Ready(Generic[R]):
    """A queryset as a function of plain values: ``build`` gets them in order, ``kinds`` names their types."""

    def __init__(self, build: Callable[..., "QuerySet[Any, R]"], *kinds: type) -> None:
        self.build, self.kinds = build, kinds

    @cached_property
    def _known(self) -> "tuple[QuerySet[Any, R], Text] | None":
        try:
            text = _text(lambda *blanks: self.build(*blanks).query.get_compiler(DEFAULT_DB_ALIAS), self.kinds)
        except EmptyResultSet:  # whatever the values are, no row fits
            return None
        return self.build(*(BLANKS[kind][0](place) for place, kind in enumerate(self.kinds))), text

    def ask(self, *values: Any) -> list[R]:
        """The rows for these values."""
        if self._known is None:
            return []
        known, text = self._known
        parameters = text.filled(values)
        compiler, asked = copy(text.compiler), known.all()
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_kwargs: (text.sql, parameters)
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(asked)


class ReadyUpdate:
    """An UPDATE as a function of plain values: ``build`` answers the rows and the columns to set."""

    def __init__(self, build: Callable[..., "tuple[QuerySet[Any], dict[str, Any]]"], *kinds: type) -> None:
        self.build, self.kinds = build, kinds

    @cached_property
    def _text(self) -> Text:
        return _text(self._compiler, self.kinds)

    def _compiler(self, *blanks: Any) -> Any:
        rows, columns = self.build(*blanks)
        query: Any = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(columns)
        return query.get_compiler(DEFAULT_DB_ALIAS)

    def run(self, *values: Any) -> int:
        """How many rows were changed."""
        with connection.cursor() as cursor:
            cursor.execute(self._text.sql, self._text.filled(values))
            return int(cursor.rowcount)
