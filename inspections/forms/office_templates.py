"""The form that brings a Word template of the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.documents.word.office import MAX_BYTES
from inspections.documents.word.shapes import SHAPES
from inspections.enums import DocumentKind
from inspections.forms.base import incoming
from inspections.forms.files import ExaminedFileField, FilesForm


class OfficeTemplateForm(FilesForm):
    """For which kind of document, and the .docx."""

    kind = forms.ChoiceField(
        label=_("Loại văn bản"), choices=[(kind, DocumentKind(kind).label) for kind in SHAPES]
    )
    file = ExaminedFileField(
        label=_("Tệp mẫu (.docx)"),
        extensions=("docx",),
        limit_bytes=MAX_BYTES,
        help_text=_("Tệp Word không có macro, tối đa 5 MB; chỗ cần điền ghi trong hai dấu ngoặc nhọn."),
    )
    accept_unknown = forms.BooleanField(
        label=_("Lưu dù có chỗ không nhận ra; chỗ đó sẽ hiện dấu [?…] trong bản Word"), required=False
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "file": incoming(cleaned["file"]),
            "accept_unknown": cleaned["accept_unknown"],
        }
