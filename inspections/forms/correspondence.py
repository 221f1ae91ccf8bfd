"""Forms of the records clerk: a line of the book of incoming papers, a sending, its confirmation."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import DispatchChannel
from inspections.forms.base import DateInput, StepForm, incoming, text_area
from inspections.forms.files import ExaminedFileField, FilesForm
from inspections.models import Case

SCANS = ("pdf", "jpg", "jpeg", "png")
LAST_NUMBER = 999_999


class IncomingForm(FilesForm):
    """One paper that arrived, as «Sổ đăng ký văn bản đến» asks for it (NĐ 30/2020/NĐ-CP Phụ lục IV)."""

    arrived_on = forms.DateField(label=_("Ngày đến"), widget=DateInput())
    arrival_number = forms.IntegerField(
        label=_("Số đến"), min_value=1, max_value=LAST_NUMBER, required=False, localize=False
    )
    sender = forms.CharField(label=_("Nơi gửi"), max_length=300)
    their_number = forms.CharField(
        label=_("Số, ký hiệu của văn bản"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: 45/BC-TCĐLĐ."),
    )
    their_date = forms.DateField(label=_("Ngày của văn bản"), widget=DateInput(), required=False)
    summary = forms.CharField(
        label=_("Trích yếu"),
        widget=text_area(2),
        max_length=500,
        help_text=_("Với đơn tố cáo không ghi ở đây người gửi và nội dung; ghi đơn tại hồ sơ kiểm tra."),
    )
    case = forms.CharField(
        label=_("Thuộc hồ sơ (mã)"),
        max_length=60,
        required=False,
        help_text=_("Mã ghi ở đầu trang hồ sơ. Để trống nếu văn bản không thuộc hồ sơ nào."),
    )
    scan = ExaminedFileField(label=_("Bản quét"), extensions=SCANS, required=False)

    def __init__(self, *args: Any, department_id: int, next_number: int, today: date, **kwargs: Any) -> None:
        self.department_id = department_id
        super().__init__(*args, **kwargs)
        self.fields["arrival_number"].help_text = _t(
            "Số trong sổ đăng ký văn bản đến của cơ quan; để trống thì lấy số tiếp theo là %(number)s."
        ) % {"number": next_number}
        self.initial.setdefault("arrived_on", today)

    def clean_case(self) -> Case | None:
        """The dossier of this department with the code that was typed."""
        code = str(self.cleaned_data["case"]).strip()
        if not code:
            return None
        found = Case.objects.filter(department_id=self.department_id, code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(_t("Không có hồ sơ nào của cơ quan mang mã này. Kiểm tra lại mã."))
        return found

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        scan = self.cleaned_data["scan"]
        return {**self.cleaned_data, "scan": incoming(scan) if scan else None}


class DispatchForm(StepForm):
    """By which road an issued paper left, to whom, with what number and proof."""

    channel = forms.ChoiceField(
        label=_("Cách gửi"), choices=DispatchChannel.choices, widget=forms.RadioSelect
    )
    receiver = forms.CharField(label=_("Nơi nhận"), max_length=300)
    number = forms.CharField(label=_("Số gửi, mã gói tin, số hiệu bưu gửi"), max_length=80, required=False)
    sent_on = forms.DateField(label=_("Ngày gửi"), widget=DateInput())
    received_on = forms.DateField(
        label=_("Ngày nơi nhận xác nhận"),
        widget=DateInput(),
        required=False,
        help_text=_("Để trống khi chưa có xác nhận; ghi sau được."),
    )
    proof = ExaminedFileField(
        label=_("Giấy tờ chứng minh đã gửi, đã nhận"),
        extensions=SCANS,
        required=False,
        help_text=_("Ảnh chụp màn hình trục liên thông, phiếu bưu điện, sổ ký nhận."),
    )

    def build(self) -> None:
        self.initial.setdefault("sent_on", self.today)
        self.initial.setdefault("channel", DispatchChannel.QLVB)
        if self.case.institution:
            self.initial.setdefault("receiver", self.case.institution.name)

    def arguments(self) -> dict[str, Any]:
        proof = self.cleaned_data["proof"]
        return {
            **self.cleaned_data,
            "document_id": self.subject.pk,
            "proof": incoming(proof) if proof else None,
        }


class ReceivedForm(StepForm):
    """The day on which the receiver confirmed, and the proof."""

    received_on = forms.DateField(label=_("Ngày nơi nhận xác nhận"), widget=DateInput())
    proof = ExaminedFileField(label=_("Giấy tờ chứng minh đã nhận"), extensions=SCANS, required=False)

    def build(self) -> None:
        self.initial.setdefault("received_on", self.today)

    def arguments(self) -> dict[str, Any]:
        proof = self.cleaned_data["proof"]
        return {
            "received_on": self.cleaned_data["received_on"],
            "dispatch_id": self.subject.pk,
            "proof": incoming(proof) if proof else None,
        }
