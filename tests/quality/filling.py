"""Fills a form as somebody does who only wants it to go through: what stands there stays, what is missing is made up."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from inspections.forms.files import ExaminedFileField, ExaminedFilesField
from tests.factories import evil_files

WORDS = "Nội dung ghi theo hồ sơ, đủ để thực hiện."
ONCE = re.compile(r'name="once" value="([^"]+)"')
MADE = {
    "pdf": evil_files.pdf(),
    "jpg": evil_files.jpeg(800, 600),
    "xlsx": evil_files.xlsx(),
    "docx": evil_files.docx(),
}


def upload(extension: str = "pdf") -> SimpleUploadedFile:
    """An honest file as a person chooses it."""
    return SimpleUploadedFile(f"tai-lieu.{extension}", MADE[extension])


def mark_of(page: HttpResponse) -> str:
    """The one-time mark that stands hidden in a page's form; empty when there is none."""
    found = ONCE.search(page.content.decode())
    return found[1] if found else ""


def filled(form: forms.BaseForm) -> dict[str, Any]:
    """The body a browser would send."""
    body = {bound.html_name: _as_sent(bound.value()) for bound in form}
    for bound in form:
        if _empty(body[bound.html_name]) or isinstance(bound.field, ExaminedFilesField):
            body.pop(bound.html_name)
            if bound.field.required:
                body[bound.html_name] = made_up(bound.field)
    return body


def _empty(value: Any) -> bool:
    return value is None or value is False or value == "" or value == []


def made_up(field: forms.Field) -> Any:
    """Something that this kind of field takes."""
    for kind, make in MAKERS:
        if isinstance(field, kind):
            return make(field)
    return WORDS[: getattr(field, "max_length", None) or 4000]


def _as_sent(value: Any) -> Any:
    if isinstance(value, datetime):
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return here.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "on" if value is True else value


def _first(field: Any) -> Any:
    pairs = _flat(field.choices)
    return next((value for value, _label in pairs if value not in ("", None)), "")


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = []
    for value, label in choices:
        nested = isinstance(label, list | tuple)
        pairs += label if nested else [(getattr(value, "value", value), label)]
    return pairs


MAKERS: tuple[tuple[type, Any], ...] = (
    (ExaminedFileField, lambda field: upload(field.extensions[0])),
    (ExaminedFilesField, lambda field: upload(field.extensions[0])),
    (forms.BooleanField, lambda field: "on"),
    (forms.ModelMultipleChoiceField, lambda field: [_first(field)]),
    (forms.MultipleChoiceField, lambda field: [_first(field)]),
    (forms.ChoiceField, _first),
    (forms.DateTimeField, lambda field: f"{timezone.localtime():%d/%m/%Y %H:%M}"),
    (forms.DateField, lambda field: f"{timezone.localdate():%d/%m/%Y}"),
    (forms.IntegerField, lambda field: field.min_value or 1),
    (forms.EmailField, lambda field: "nguoi.moi@example.vn"),
)
