"""Odd values for every kind of field, and what an answer to them may not do."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import connection

from inspections.forms.files import ExaminedFilesField
from tests.quality.places import Place

ODD = "\u202egnp.exe <script>alert(1)</script> %(name)s %s {0} {{ 7|add:1 }} \u200b\ud83d\ude00"
ODD = ODD.encode("utf-16", "surrogatepass").decode("utf-16")
DECOMPOSED = unicodedata.normalize("NFD", "Trường Cao đẳng nghề Đắk Nông")
LONG = "dài " * 25_000
HUGE = "9" * 40
Values = dict[str, Any]


def _kind(field: forms.Field) -> str:
    if isinstance(field, ExaminedFilesField | forms.BooleanField):
        return "other"
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return "date"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.IntegerField):
        return "number"
    return "text"


def kinds_of(form: Any, body: Values, place: Place) -> dict[str, str]:
    """The fields of a form by their kind; what is sent without a form of ours is text."""
    if form is None:
        return {name: "text" for name, value in body.items() if name != "once" and not hasattr(value, "read")}
    return {bound.html_name: _kind(bound.field) for bound in form}


def _all(kind: str, value: Any) -> Callable[[dict[str, str]], Values]:
    return lambda kinds: {name: value for name, found in kinds.items() if found == kind}


VARIANTS: dict[str, Callable[[dict[str, str]], Values]] = {
    "NUL": _all("text", "a\x00b"),
    "odd signs": _all("text", ODD),
    "decomposed": _all("text", DECOMPOSED),
    "100 kB": _all("text", LONG),
    "NUL in a number": _all("number", "1\x00"),
    "negative": _all("number", "-1"),
    "huge": _all("number", HUGE),
    "year 1": _all("date", "01/01/0001"),
    "year 9999": _all("date", "31/12/9999"),
    "NUL in the mark": lambda kinds: {"once": "x\x00y" * 40},
}


def variants(kinds: dict[str, str]) -> Iterator[tuple[str, Values]]:
    """The odd values that fit this form, by their names."""
    for name, make in VARIANTS.items():
        if changed := make(kinds):
            yield name, changed


PAIRS = (
    ("period_from", "period_to"),
    ("starts_on", "ends_on"),
    ("from_on", "until_on"),
    ("starts_at", "ends_at"),
    ("valid_from", "valid_until"),
    ("decided_on", "announced_on"),
    ("announced_on", "minutes_on"),
    ("issued_on", "valid_until"),
    ("sent_on", "received_on"),
    ("their_date", "arrived_on"),
)


def turned_round(kinds: dict[str, str], today: date) -> Iterator[tuple[str, Values]]:
    """Pairs of days of which the second comes first."""
    for first, second in PAIRS:
        if kinds.get(first) == kinds.get(second) == "date":
            late, early = today, today - timedelta(days=500)
            clock = " 09:00" if first.endswith("_at") else ""
            values = {first: f"{late:%d/%m/%Y}{clock}", second: f"{early:%d/%m/%Y}{clock}"}
            yield f"{second} before {first}", values


def decomposed_rows() -> list[str]:
    """Tables in which a text stands that is not composed (NFC)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'inspections%'"
        )
        names = sorted(name for (name,) in cursor.fetchall())
        parts = [f"SELECT '{name}' FROM \"{name}\" t WHERE t::text IS NOT NFC NORMALIZED" for name in names]
        cursor.execute(" UNION ".join(parts))
        return [name for (name,) in cursor.fetchall()]
