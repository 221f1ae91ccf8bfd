"""Forms of the periodic report: the signed paper with its number, and the Committee's own form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, incoming
from inspections.forms.files import ExaminedFileField, FilesForm


class ReturnReportForm(FilesForm):
    """Number, day and the signed PDF."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ: 125/BC-SGDĐT."))
    dated_on = forms.DateField(label=_("Ngày ký"), widget=DateInput())
    file = ExaminedFileField(label=_("Bản PDF đã ký số"), extensions=("pdf",))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_dated_on(self) -> date:
        """Signed today or before."""
        day: date = self.cleaned_data["dated_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày ký không sau hôm nay."))
        return day

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        values = self.cleaned_data
        return {"number": values["number"], "dated_on": values["dated_on"], "file": incoming(values["file"])}


class CommitteeForm(FilesForm):
    """The workbook that the Committee wants filled in."""

    file = ExaminedFileField(
        label=_("Biểu Excel của Ủy ban (.xlsx)"),
        extensions=("xlsx",),
        help_text=_(
            "Ghi dấu như {{ty_le}}, {{a}}, {{b}} vào ô cần điền. Các dấu dùng được nằm ở trang báo cáo."
        ),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"file": incoming(self.cleaned_data["file"])}
