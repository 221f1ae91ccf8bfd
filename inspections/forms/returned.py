"""Forms of a paper that comes back signed: drop the file, then confirm what was read from it (practice.md 2)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, text_area
from inspections.forms.files import ExaminedFileField, FilesForm


class DropForm(FilesForm):
    """One returned PDF."""

    file = ExaminedFileField(
        label=_("Tệp PDF đã ký"),
        extensions=("pdf",),
        help_text=_("Bản đã ký số tải từ hệ thống văn bản, hoặc bản quét của văn bản ký tay, đóng dấu."),
    )


class ConfirmForm(FilesForm):
    """What the person confirms: number and day as read; of a scan also the place of the original and the comparison."""

    number = forms.IntegerField(label=_("Số văn bản"), min_value=1, max_value=99_999, required=False)
    on = forms.DateField(label=_("Ngày ban hành"), widget=DateInput(), required=False)
    original_place = forms.CharField(
        label=_("Nơi lưu bản gốc giấy"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Văn thư Sở, hộp 12, cặp 3."),
    )
    code_seen = forms.CharField(
        label=_("Mã bản in thấy trên bản quét"),
        max_length=12,
        required=False,
        help_text=_("Dòng nhỏ cuối mỗi trang; để trống nếu không đọc được."),
    )
    compared = forms.CharField(
        label=_("Đã so bằng mắt với dự thảo"),
        required=False,
        widget=text_area(2),
        max_length=1000,
        help_text=_("Chỉ khi không thấy mã bản in: ghi ai so, so những gì, vì sao chấp nhận."),
    )

    def __init__(
        self, *args: Any, by_hand: bool, number: int | None, on: date | None, numbered: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not by_hand:
            for name in ("original_place", "code_seen", "compared"):
                del self.fields[name]
        if not numbered:
            del self.fields["number"]
        else:
            self.fields["number"].initial = number
        self.fields["on"].initial = on

    def arguments(self) -> dict[str, Any]:
        """What was typed, with nothing for what was not asked."""
        data = self.cleaned_data
        texts = {name: data.get(name, "") for name in ("original_place", "code_seen", "compared")}
        return {"number": data.get("number"), "on": data.get("on"), **texts}
