"""Forms of frozen figures, and of the keys of the operations centre."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.forms.reference import SettingForm


class FreezeForm(FilesForm):
    """Nothing to type: what is frozen stands above the button."""

    def arguments(self) -> dict[str, Any]:
        """Nothing for the action."""
        return {}


class RestateForm(FilesForm):
    """Why the frozen figure gets another version."""

    reason = forms.CharField(
        label=_("Lý do chốt lại"),
        widget=text_area(),
        max_length=2000,
        help_text=_("Ví dụ: đối chiếu phát hiện thêm một lượt kiểm tra giấy. Lý do in trong báo cáo."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"reason": self.cleaned_data["reason"]}


class KeyForm(SettingForm):
    """Which system reads the indicators, until when."""

    name = forms.CharField(
        label=_("Hệ thống nhận dữ liệu"),
        max_length=200,
        help_text=_("Ví dụ: Trung tâm giám sát, điều hành thông minh của tỉnh (IOC)."),
    )
    valid_until = forms.DateField(label=_("Dùng đến hết ngày"), widget=DateInput())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A year, unless another day is typed."""
        self.initial = {
            "valid_until": self.today.replace(year=self.today.year + 1, day=min(self.today.day, 28))
        }

    def clean_valid_until(self) -> date:
        """A day that has not passed."""
        day: date = self.cleaned_data["valid_until"]
        if day <= self.today:
            raise forms.ValidationError(_("Ngày hết hạn phải sau hôm nay."))
        return day
