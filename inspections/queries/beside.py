"""Rows of other tables read beside a row, in its own statement, so that a deed asks the database once."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def rows_beside(queryset: QuerySet[Any], **columns: Any) -> ArraySubquery:
    """Named columns of other rows, in their order, as one column."""
    return ArraySubquery(queryset.values(row=JSONObject(**columns)))


def objects_beside(queryset: QuerySet[Any]) -> ArraySubquery:
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
