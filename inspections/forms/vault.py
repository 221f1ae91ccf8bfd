"""Forms of the institution's vault: a document with its validity, a newer version, the end of its use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, incoming, text_area
from inspections.forms.files import ExaminedFileField, FilesForm
from inspections.models.inputs import VaultInput


class VaultWordsForm(FilesForm):
    """What is said of a document; the file itself is there already."""

    title = forms.CharField(
        label=_("Tên tài liệu"),
        max_length=300,
        help_text=_("Ghi như Đoàn kiểm tra thường hỏi, để lần sau hệ thống tự nhận ra."),
    )
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DateInput(), required=False)
    valid_until = forms.DateField(
        label=_("Có giá trị đến hết ngày"),
        widget=DateInput(),
        required=False,
        help_text=_("Để trống khi tài liệu không ghi thời hạn."),
    )

    def typed(self) -> VaultInput:
        """As the deed takes it."""
        data = self.cleaned_data
        return VaultInput(data["title"], data["number"], data["issued_on"], data["valid_until"])

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"typed": self.typed()}


class VaultForm(VaultWordsForm):
    """A document with its file."""

    file = ExaminedFileField(label=_("Tệp"))
    field_order = ("file", "title", "number", "issued_on", "valid_until")

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "file": incoming(self.cleaned_data["file"])}


class RetireForm(FilesForm):
    """Why a document is not used any more (®)."""

    reason = forms.CharField(label=_("Lý do thôi dùng"), widget=text_area(3), max_length=2000)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)
