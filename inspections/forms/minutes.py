"""Forms of the minutes: draft, explanation, opinion, settlement, confirmation, refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import FindingState, WitnessKind
from inspections.forms.base import StepForm, all_incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import ExaminedFilesField
from inspections.forms.meeting import named_people
from inspections.forms.signing import SignMinutesForm
from inspections.models.inputs import WitnessInput


class DraftMinutesForm(StepForm):
    """T7: where the minutes are drawn up and who else is concerned."""

    place = forms.CharField(label=_("Lập tại (địa điểm, kênh)"), max_length=300)
    related_persons = forms.CharField(
        label=_("Người có liên quan"),
        widget=text_area(2),
        required=False,
        help_text=_(
            "Mỗi dòng một người: Họ và tên - chức vụ. Ý kiến của từng người ghi trên trang biên bản."
        ),
    )
    requests_on_the_spot = forms.CharField(
        label=_("Yêu cầu tại chỗ đối với đơn vị"),
        widget=text_area(2),
        required=False,
        help_text=_("Mỗi dòng một yêu cầu."),
    )

    def build(self) -> None:
        self.initial.setdefault("place", self.case.party_details.session_channel)

    def clean_related_persons(self) -> str:
        typed: str = self.cleaned_data["related_persons"]
        named_people(typed)
        return typed


class ExplainFindingForm(StepForm):
    """T8: agree or disagree, with text and files."""

    agrees = forms.TypedChoiceField(
        label=_("Ý kiến của đơn vị"),
        choices=[("yes", _("Đồng ý")), ("no", _("Không đồng ý"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    explanation = forms.CharField(label=_("Giải trình"), widget=text_area(4), required=False)
    files = ExaminedFilesField(label=_("Tài liệu kèm giải trình"), required=False)
    as_of = as_of_field()

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "finding_id": self.subject.pk,
            "agrees": data["agrees"],
            "explanation": data["explanation"],
            "incoming": all_incoming(data["files"]),
            "as_of": data["as_of"],
        }


class OpinionForm(StepForm):
    """The opinion of the inspected party, a content of the minutes (Điều 15.3a)."""

    opinion = forms.CharField(label=_("Ý kiến của đơn vị về biên bản"), widget=text_area(4), required=False)
    no_opinion = forms.BooleanField(label=_("Đơn vị không có ý kiến khác"), required=False)

    def build(self) -> None:
        minutes = getattr(self.case, "minutes", None)
        if minutes:
            self.initial.setdefault("opinion", minutes.opinion)
            self.initial.setdefault("no_opinion", minutes.no_opinion)


class SettleFindingForm(StepForm):
    """The lead keeps, adjusts or withdraws, with a reason."""

    decision = forms.ChoiceField(
        label=_("Trưởng đoàn quyết định"),
        choices=[
            (FindingState.KEPT, FindingState.KEPT.label),
            (FindingState.ADJUSTED, FindingState.ADJUSTED.label),
            (FindingState.WITHDRAWN, FindingState.WITHDRAWN.label),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Lý do"), widget=text_area(3))
    text = forms.CharField(
        label=_("Nội dung sau điều chỉnh"),
        widget=text_area(3),
        required=False,
        help_text=_("Chỉ cần khi điều chỉnh."),
    )

    def build(self) -> None:
        self.initial.setdefault("text", self.subject.text)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "finding_id": self.subject.pk}


class ConfirmMinutesForm(StepForm):
    """«Xác nhận nội dung»: password and one-time code; this is not a signature."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=6,
        min_length=6,
        help_text=_("Mã sáu chữ số gửi vào thư của bạn, dùng trong 10 phút."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class MinutesSignedForm(SignMinutesForm):
    """The minutes as all who are to sign did; a person concerned who would not is written down with his reason."""

    def build(self) -> None:
        super().build()
        self.asked = list(self.case.related_persons.filter(signs=True))
        for row in self.asked:
            self.fields[f"not_signed_{row.pk}"] = forms.CharField(
                label=_t("%(name)s (người có liên quan) không ký: lý do") % {"name": row.name},
                required=False,
                max_length=500,
                help_text=_t("Để trống nếu người này đã ký."),
            )

    def arguments(self) -> dict[str, Any]:
        said = {row.pk: self.cleaned_data[f"not_signed_{row.pk}"] for row in self.asked}
        return {**super().arguments(), "related_refusals": {pk: text for pk, text in said.items() if text}}


class RefusalForm(MinutesSignedForm):
    """T10 when the institution does not sign: who witnessed it, and the signed paper."""

    outcome = forms.ChoiceField(
        label=_("Diễn biến"),
        choices=[
            ("refused", _("Đơn vị từ chối ký")),
            ("invited", _("Đã mời ký, không ký (sau thời gian chờ)")),
        ],
        initial="refused",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Lý do đơn vị không ký"), widget=text_area(2))
    witness_kind = forms.ChoiceField(
        label=_("Người xác nhận"), choices=WitnessKind.choices, widget=forms.RadioSelect
    )
    witness_name = forms.CharField(label=_("Họ và tên người xác nhận"), max_length=150, required=False)
    witness_post = forms.CharField(label=_("Chức vụ hoặc địa chỉ"), max_length=300, required=False)
    witness_id = forms.CharField(
        label=_("Số định danh cá nhân (không bắt buộc)"), max_length=20, required=False
    )
    field_order = (
        "outcome",
        "reason",
        "witness_kind",
        "witness_name",
        "witness_post",
        "witness_id",
        "on",
        "at",
        "way",
        "file",
        "original_place",
        "late_reason",
    )

    def build(self) -> None:
        super().build()
        self.fields["file"].label = _t("Bản quét biên bản có chữ ký của Trưởng đoàn và người xác nhận")
        self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        witness = WitnessInput(
            data["witness_kind"], data["witness_name"], data["witness_post"], data["witness_id"]
        )
        return {
            **super().arguments(),
            "reason": data["reason"],
            "witnesses": [witness],
            "invited": data["outcome"] == "invited",
        }
