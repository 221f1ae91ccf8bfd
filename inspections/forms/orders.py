"""Forms of the interventions: what changes, why, and who signs (domain rows 9-14, T6, T14; documents no. 11)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import ExtensionGround, TerminationCause
from inspections.forms.base import DateInput, StepForm, text_area
from inspections.forms.signing import IssueDecisionForm, SigningForm
from inspections.kinds import PartyStage
from inspections.models import Answer, Capacity, Case, Institution, TeamMember, User
from inspections.models.inputs import ReviewInput
from inspections.queries.orders import extended_ends, extension_max, signer_by_default, signers
from inspections.queries.people import holders
from inspections.rules.roles import Role

ELIGIBLE = (Role.OFFICER, Role.TEAM_MEMBER, Role.SECTION_HEAD, Role.DEPUTY_DIRECTOR)
NOT_ANNOUNCED = (PartyStage.LISTED, PartyStage.NOTIFIED, PartyStage.REPORT_RECEIVED)


class OrderForm(StepForm):
    """The reason (marked ® in the tables) and the person whose name is printed under the paper."""

    reason = forms.CharField(
        label=_("Lý do"),
        widget=text_area(4),
        max_length=4000,
        help_text=_("Được in trong văn bản và lưu trong quá trình xử lý."),
    )
    signer = forms.ModelChoiceField(
        label=_("Người ký"),
        queryset=Capacity.objects.none(),
        empty_label=_("Chọn người ký"),
        help_text=_("Người đã ký quyết định kiểm tra, hoặc người ký thay hôm nay; Trưởng đoàn không ký."),
    )

    @property
    def inspection(self) -> Case:
        """The inspection that the paper touches."""
        return self.case.parent if self.case.parent is not None else self.case

    def build(self) -> None:
        field = self.fields["signer"]
        field.queryset = signers(self.inspection, self.today)  # type: ignore[attr-defined]
        field.label_from_instance = lambda c: f"{c.user.full_name} · {c}"  # type: ignore[attr-defined]
        if not self.is_bound:
            field.initial = signer_by_default(self.inspection, self.today)
        self.order_fields([name for name in self.fields if name not in ("reason", "signer")])


class ExtensionForm(OrderForm):
    """Row 9: ground and days; each choice says where the limit would then end."""

    ground = forms.ChoiceField(
        label=_("Căn cứ gia hạn"), choices=ExtensionGround.choices, widget=forms.RadioSelect
    )
    days = forms.TypedChoiceField(label=_("Số ngày gia hạn"), coerce=int, widget=forms.RadioSelect)

    def build(self) -> None:
        super().build()
        if self.is_bound:
            choices = [(n, str(n)) for n in range(1, extension_max(self.case, self.today) + 1)]
        else:
            text = _t("%(days)s ngày: thời hạn kiểm tra đến hết ngày %(end)s")
            choices = [
                (days, text % {"days": days, "end": f"{end:%d/%m/%Y}"})
                for days, end in extended_ends(self.case, self.today).items()
            ]
        self.fields["days"].choices = choices  # type: ignore[attr-defined]


class PauseForm(OrderForm):
    """Row 10."""

    from_on = forms.DateField(label=_("Tạm dừng từ ngày"), widget=DateInput())

    def build(self) -> None:
        super().build()
        self.fields["from_on"].initial = self.today


class ResumptionForm(OrderForm):
    """Row 11."""

    again_on = forms.DateField(label=_("Tiếp tục từ ngày"), widget=DateInput())

    def build(self) -> None:
        super().build()
        self.fields["again_on"].initial = self.today


class TerminationForm(OrderForm):
    """Row 12 and T14: one of four causes; convenience is none (trap 6)."""

    cause = forms.ChoiceField(
        label=_("Căn cứ đình chỉ"), choices=TerminationCause.choices, widget=forms.RadioSelect
    )

    def build(self) -> None:
        super().build()
        institution = self.case.institution
        if institution is not None and institution.valid_until is not None:
            self.fields["cause"].initial = TerminationCause.GONE


class AmendmentForm(OrderForm):
    """Units off and on the list, scope, period; what stays empty stays as it is (practice 4)."""

    drops = forms.ModelMultipleChoiceField(
        label=_("Đưa ra khỏi danh sách"),
        queryset=Case.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chỉ gồm đơn vị chưa được công bố quyết định; đã công bố thì chỉ đình chỉ."),
    )
    adds = forms.ModelMultipleChoiceField(
        label=_("Bổ sung đơn vị"),
        queryset=Institution.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Kết luận rà soát trùng lặp đối với đơn vị bổ sung"), widget=text_area(2), required=False
    )
    other_body = forms.CharField(
        label=_("Cơ quan khác đã hoặc sẽ kiểm tra, thanh tra cùng nội dung"),
        max_length=200,
        required=False,
        help_text=_("Để trống khi không có."),
    )
    other_is_state_inspectorate = forms.BooleanField(
        label=_("Cơ quan đó là cơ quan thanh tra"), required=False
    )
    exchange = forms.CharField(label=_("Kết quả trao đổi, thống nhất"), widget=text_area(2), required=False)
    agreed = forms.BooleanField(label=_("Hai bên đã thống nhất để Sở tiến hành"), required=False)
    scope = forms.CharField(
        label=_("Phạm vi, nội dung kiểm tra sau sửa đổi"),
        widget=text_area(3),
        required=False,
        help_text=_("Để trống khi không đổi."),
    )
    period_from = forms.DateField(
        label=_("Thời kỳ kiểm tra sau sửa đổi, từ ngày"), widget=DateInput(), required=False
    )
    period_to = forms.DateField(label=_("đến ngày"), widget=DateInput(), required=False)

    def build(self) -> None:
        super().build()
        there = self.case.children.exclude(stage=PartyStage.WITHDRAWN)
        open_to_drop = there.filter(stage__in=NOT_ANNOUNCED).select_related("institution").order_by("id")
        self.fields["drops"].queryset = open_to_drop  # type: ignore[attr-defined]
        self.fields["drops"].label_from_instance = lambda c: str(c.institution)  # type: ignore[attr-defined]
        if not self.is_bound and not open_to_drop:
            del self.fields["drops"]
        others = Institution.objects.filter(department_id=self.case.department_id)
        others = others.exclude(pk__in=there.values("institution_id")).order_by("sort_name")
        self.fields["adds"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if bool(first) != bool(last):
            self.add_error("period_to", _t("Ghi đủ ngày đầu và ngày cuối của thời kỳ kiểm tra."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        names = ("other_body", "other_is_state_inspectorate", "exchange", "agreed", "note")
        data["review"] = ReviewInput(**{name: data.pop(name) for name in names})
        data["adds"], data["drops"] = list(data["adds"]), list(data["drops"])
        return data


class ReplacementForm(OrderForm):
    """Who leaves the team and who joins."""

    leaving = forms.ModelChoiceField(
        label=_("Người thôi tham gia"),
        queryset=TeamMember.objects.none(),
        empty_label=_("Chọn thành viên Đoàn"),
    )
    joining = forms.ModelChoiceField(
        label=_("Người tham gia thay"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Không cử người thay"),
        help_text=_("Người tham gia thay nhận nhiệm vụ và việc đang làm của người thôi tham gia."),
    )

    def build(self) -> None:
        super().build()
        team = self.case.team.serving().select_related("user")  # type: ignore[attr-defined]
        self.fields["leaving"].queryset = team  # type: ignore[attr-defined]
        people = holders(self.today, *ELIGIBLE, department_id=self.case.department_id)
        self.fields["joining"].queryset = people  # type: ignore[attr-defined]


class PlanAdjustmentForm(OrderForm):
    """T6: items that have to be seen; only from remote to on site."""

    answers = forms.ModelMultipleChoiceField(
        label=_("Nội dung chuyển sang kiểm tra trực tiếp"),
        queryset=Answer.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def build(self) -> None:
        super().build()
        remote = Answer.objects.filter(party_id=self.case.pk, method="online").select_related("item")
        field = self.fields["answers"]
        field.queryset = remote.order_by("item__position")  # type: ignore[attr-defined]
        field.label_from_instance = lambda a: f"{a.item.code}. {a.item.requirement}"  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "answers": list(self.cleaned_data["answers"])}


class SignOrderForm(SigningForm):
    """The signature of the person named on the print."""

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "order": self.subject}


class IssueOrderForm(IssueDecisionForm):
    """Day, number of the register, signature of the agency."""

    def build(self) -> None:
        super().build()
        self.propose_way(self.subject.document)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "order": self.subject}


class DropOrderForm(StepForm):
    """Why a draft is taken back (®)."""

    reason = forms.CharField(label=_("Lý do không ban hành"), widget=text_area(3), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "order": self.subject}
