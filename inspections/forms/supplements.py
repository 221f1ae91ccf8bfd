"""Forms of the supplementary minutes: draft, opinion, freeze, signatures, refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import WitnessKind
from inspections.forms.base import StepForm, text_area
from inspections.forms.signing import SignMinutesForm
from inspections.models.inputs import WitnessInput


class DraftSupplementForm(StepForm):
    """What the signed minutes got wrong or left out, and why."""

    reason = forms.CharField(label=_("Lý do bổ sung, đính chính"), widget=text_area(3), max_length=4000)
    text = forms.CharField(
        label=_("Nội dung bổ sung, đính chính"),
        widget=text_area(6),
        max_length=20_000,
        help_text=_("Mỗi dòng một nội dung; nêu rõ mục nào của biên bản, ghi gì, nay ghi là gì."),
    )
    place = forms.CharField(label=_("Lập tại (địa điểm, kênh)"), max_length=300)
    representative_name = forms.CharField(label=_("Người đại diện đơn vị"), max_length=150)
    representative_post = forms.CharField(label=_("Chức vụ người đại diện"), max_length=150)

    def build(self) -> None:
        details, minutes = self.case.party_details, self.case.minutes  # type: ignore[attr-defined]
        known = minutes.representative_name
        self.initial.setdefault("place", minutes.place)
        self.initial.setdefault("representative_name", known or details.representative_name)
        post = minutes.representative_post if known else details.representative_post
        self.initial.setdefault("representative_post", post)


class SupplementOpinionForm(StepForm):
    """The institution on the correction."""

    opinion = forms.CharField(
        label=_("Ý kiến của đơn vị về biên bản bổ sung"),
        widget=text_area(4),
        max_length=20_000,
        required=False,
    )
    no_opinion = forms.BooleanField(label=_("Đơn vị không có ý kiến khác"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("opinion") and not cleaned.get("no_opinion") and "opinion" not in self.errors:
            self.add_error("opinion", _t("Ghi ý kiến, hoặc chọn «Đơn vị không có ý kiến khác»."))
        return cleaned


class FreezeSupplementForm(StepForm):
    """The text as it will be signed; silence is written down, never guessed."""

    silence = forms.CharField(
        label=_("Đơn vị không nêu ý kiến: đã mời lúc nào, bằng cách nào"),
        widget=text_area(2),
        max_length=2000,
        required=False,
        help_text=_("Chỉ cần khi đơn vị được mời mà không nêu ý kiến."),
    )


class SignSupplementForm(SignMinutesForm):
    """The supplementary minutes as both sides signed them."""

    def build(self) -> None:
        super().build()
        del self.fields["late_reason"]
        self.fields["on"].label = _t("Ngày ký biên bản bổ sung")

    def arguments(self) -> dict[str, Any]:
        return {"on": self.cleaned_data["on"], "at": self.cleaned_data["at"], "signing": self.signing}


class RefuseSupplementForm(SignSupplementForm):
    """The institution does not sign the supplement: why, and who confirms it."""

    reason = forms.CharField(label=_("Lý do đơn vị không ký"), widget=text_area(2), max_length=4000)
    witness_kind = forms.ChoiceField(
        label=_("Người xác nhận"), choices=WitnessKind.choices, widget=forms.RadioSelect
    )
    witness_name = forms.CharField(label=_("Họ và tên người xác nhận"), max_length=150)
    witness_post = forms.CharField(label=_("Chức vụ hoặc địa chỉ"), max_length=300)
    witness_id = forms.CharField(
        label=_("Số định danh cá nhân (không bắt buộc)"), max_length=20, required=False
    )

    def build(self) -> None:
        super().build()
        self.fields["file"].label = _t(
            "Bản quét biên bản bổ sung có chữ ký của Trưởng đoàn và người xác nhận"
        )
        self.order_fields(["reason", "witness_kind", "witness_name", "witness_post", "witness_id"])

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        witness = WitnessInput(
            data["witness_kind"], data["witness_name"], data["witness_post"], data["witness_id"]
        )
        return {**super().arguments(), "reason": data["reason"], "witnesses": [witness]}
