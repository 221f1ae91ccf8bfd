"""Rows of other tables read beside a row, in its own statement, so that a deed asks the database once."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, JSONField, Model, QuerySet

M = TypeVar("M", bound=Model)


class RowsBeside(ArraySubquery):
    """An array of rows as JSON; columns are named by place, so that a name may be that of another field.

    The database makes the objects: an expression for each name and value costs Django more than the whole read.
    """

    template = "ARRAY(SELECT TO_JSONB(beside) FROM (%(subquery)s) AS beside (%(names)s))"
    output_field = ArrayField(JSONField())


def rows_beside(queryset: QuerySet[Any], **columns: Any) -> RowsBeside:
    """Named columns of other rows, in their order, as one column."""
    by_place = {
        f"beside_{place}": F(path) if isinstance(path, str) else path
        for place, path in enumerate(columns.values())
    }
    return RowsBeside(queryset.values(**by_place), names=", ".join(f'"{name}"' for name in columns))


def objects_beside(queryset: QuerySet[Any]) -> RowsBeside:
    """Whole rows of another table, to be made into objects by ``objects_of``."""
    names = [field.attname for field in queryset.model._meta.concrete_fields]
    return rows_beside(queryset, **{name: name for name in names})


def objects_of(model: type[M], rows: Iterable[Mapping[str, Any]]) -> list[M]:
    """The objects of rows that were read beside another row."""
    fields = model._meta.concrete_fields
    return [
        model.from_db(None, [f.attname for f in fields], [f.to_python(row[f.attname]) for f in fields])
        for row in rows
    ]
