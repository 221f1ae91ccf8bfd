"""How a document is signed: only a digital signature or a hand signature counts (Luật Giao dịch điện tử Điều 23)."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import SignatureRoute
from inspections.forms.base import DateInput, StepForm, incoming, text_area
from inspections.forms.files import ExaminedFileField
from inspections.models import Document
from inspections.models.inputs import BY_HAND, TEST_CERTIFICATE, UPLOADED, SigningInput

WAYS = {
    TEST_CERTIFICATE: _("Ký số ngay bằng CHỨNG THƯ THỬ NGHIỆM (chỉ trong bản dùng thử)"),
    UPLOADED: _("Tải lên bản PDF đã ký số"),
    BY_HAND: _("Đã ký tay trên bản giấy: tải lên bản quét"),
}


class SigningForm(StepForm):
    """One signature by one of the lawful routes."""

    way = forms.ChoiceField(label=_("Cách ký"), widget=forms.RadioSelect)
    file = ExaminedFileField(
        label=_("Tệp đã ký"),
        required=False,
        extensions=("pdf",),
        help_text=_("Cần khi chọn tải lên. Ảnh chữ ký dán vào không phải là chữ ký."),
    )
    original_place = forms.CharField(
        label=_("Nơi lưu bản gốc giấy"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Văn thư Sở, hộp 12, cặp 3."),
    )

    def build(self) -> None:
        ways = [(way, label) for way, label in WAYS.items() if way != TEST_CERTIFICATE or settings.DEMO]
        field = self.fields["way"]
        field.choices = ways  # type: ignore[attr-defined]
        field.initial = ways[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way = cleaned.get("way")
        if way in (UPLOADED, BY_HAND) and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _t("Chọn tệp PDF đã ký hoặc bản quét."))
        if way == BY_HAND and not cleaned.get("original_place"):
            self.add_error("original_place", _t("Ghi nơi lưu bản gốc giấy (hộp, cặp, ngăn)."))
        return cleaned

    @property
    def signing(self) -> SigningInput:
        """What the action needs to know of the signature."""
        data = self.cleaned_data
        file = data.get("file")
        return SigningInput(data["way"], incoming(file) if file else None, data["original_place"])

    def arguments(self) -> dict[str, Any]:
        return {"signing": self.signing}


class IssueDecisionForm(SigningForm):
    """Row 4, second deed: date, number of the register, agency signature."""

    on = forms.DateField(label=_("Ngày ban hành"), widget=DateInput())
    number = forms.IntegerField(
        label=_("Số văn bản"),
        min_value=1,
        max_value=99_999,
        required=False,
        help_text=_("Nhập số từ sổ đăng ký văn bản đi; để trống thì hệ thống lấy số tiếp theo của sổ riêng."),
    )
    field_order = ("on", "number", "way", "file", "original_place")

    def build(self) -> None:
        super().build()
        self.fields["on"].initial = self.today
        self.fields["way"].label = _("Chữ ký của cơ quan (dấu)")

    def propose_way(self, document: Document | None) -> None:
        """A paper signed by hand is sealed on paper; a digital one is signed digitally (NĐ 30/2020 Điều 32)."""
        if document is not None and document.route == SignatureRoute.HAND:
            self.fields["way"].initial = BY_HAND

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"on": data["on"], "number": data["number"], "agency_signing": self.signing}


class SignMinutesForm(SigningForm):
    """T10: the minutes as both sides signed them."""

    on = forms.DateField(label=_("Ngày ký biên bản"), widget=DateInput())
    at = forms.TimeField(
        label=_("Giờ ký trên giấy"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "16:40", "autocomplete": "off"}),
        help_text=_("Cần khi ký tay từ hôm trước (ví dụ: mất mạng); hồ sơ ghi cả giờ ký và giờ nhập."),
    )
    late_reason = forms.CharField(
        label=_("Lý do ký sau thời hạn kiểm tra"),
        required=False,
        widget=text_area(2),
        help_text=_("Chỉ cần khi ký muộn."),
    )
    field_order = ("on", "at", "way", "file", "original_place", "late_reason")

    def build(self) -> None:
        super().build()
        self.fields["on"].initial = self.today
        ways = [(way, label) for way, label in WAYS.items() if way != TEST_CERTIFICATE]
        self.fields["way"].choices = list(reversed(ways))  # type: ignore[attr-defined]
        self.fields["way"].initial = BY_HAND

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_t("Ngày ký biên bản không ở tương lai."))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on, earlier_by_hand = cleaned.get("on"), cleaned.get("way") == BY_HAND
        if on and on < self.today and earlier_by_hand and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _t("Ghi giờ ký như trên biên bản giấy."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in ("on", "at", "late_reason")} | {"signing": self.signing}
