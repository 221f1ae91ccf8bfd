"""Forms before the decision: proposal, overlap review, team, declaration, draft decision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import ConflictCase, Ground, TeamDuty
from inspections.forms.base import DateInput, StepForm, all_incoming, text_area
from inspections.forms.files import ExaminedFilesField, FilesForm
from inspections.forms.party import split_person
from inspections.models import Capacity, Case, ChecklistVersion, Institution, User
from inspections.models.inputs import MemberInput, ReviewInput
from inspections.queries.checklists import offered_on
from inspections.queries.people import holders, valid_on
from inspections.rules.recurrence import REINSPECTED_FROM
from inspections.rules.roles import Role

OUTSIDE_LENGTHS = (150, 200)


class ProposeForm(FilesForm):
    """Row 1: what, why, whom, which đề cương, which period."""

    title = forms.CharField(
        label=_("Tên cuộc kiểm tra"),
        max_length=200,
        help_text=_("Ví dụ: Kiểm tra công tác tuyển sinh năm 2026."),
    )
    checklist_version = forms.ModelChoiceField(
        label=_("Đề cương kiểm tra"), queryset=ChecklistVersion.objects.none(), empty_label=_("Chọn đề cương")
    )
    institutions = forms.ModelMultipleChoiceField(
        label=_("Đơn vị được kiểm tra"),
        queryset=Institution.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    ground = forms.ChoiceField(label=_("Căn cứ (Đ.11.2)"), choices=Ground.choices, widget=forms.RadioSelect)
    ground_text = forms.CharField(
        label=_("Nội dung căn cứ"),
        widget=text_area(),
        help_text=_(
            "Mô tả dấu hiệu vi phạm, hoặc số, ngày văn bản chỉ đạo, hoặc dòng kế hoạch kiểm tra chuyên đề."
        ),
    )
    ground_files = ExaminedFilesField(
        label=_("Tệp kèm căn cứ"), required=False, help_text=_("Bắt buộc khi căn cứ là dấu hiệu vi phạm.")
    )
    period_from = forms.DateField(label=_("Thời kỳ kiểm tra từ ngày"), widget=DateInput())
    period_to = forms.DateField(label=_("đến ngày"), widget=DateInput())
    secrecy = forms.BooleanField(
        label=_("Cần giữ bí mật, không thông báo lịch trước (chỉ khi có dấu hiệu vi phạm)"), required=False
    )

    reinspects = forms.ModelChoiceField(
        queryset=Case.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, department_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = Case.objects.filter(department_id=department_id, stage__in=REINSPECTED_FROM)
        self.fields["reinspects"].queryset = again  # type: ignore[attr-defined]
        choices = self.fields["checklist_version"]
        choices.queryset = offered_on(on)  # type: ignore[attr-defined]
        choices.label_from_instance = lambda v: f"{v.checklist.title} (bản {v.number})"  # type: ignore[attr-defined]
        self.fields["institutions"].queryset = Institution.objects.filter(  # type: ignore[attr-defined]
            department_id=department_id
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _t("Ngày cuối của thời kỳ kiểm tra phải từ ngày đầu trở đi."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = dict(self.cleaned_data)
        data["institutions"] = list(data["institutions"])
        data["ground_files"] = all_incoming(data["ground_files"])
        return data


class ReviewOverlapForm(StepForm):
    """Row 2: for each party what other bodies do, the exchange with them, the conclusion."""

    def build(self) -> None:
        self.parties = list(self.case.children.select_related("institution").order_by("id"))
        for party in self.parties:
            name, key = str(party.institution), party.pk
            self.fields[f"other_body_{key}"] = forms.CharField(
                label=_t("%(name)s: cơ quan khác đã hoặc sẽ kiểm tra, thanh tra cùng nội dung")
                % {"name": name},
                required=False,
                max_length=200,
                help_text=_t("Để trống khi không có."),
            )
            self.fields[f"inspectorate_{key}"] = forms.BooleanField(
                label=_t("Cơ quan đó là cơ quan thanh tra"), required=False
            )
            self.fields[f"exchange_{key}"] = forms.CharField(
                label=_t("Kết quả trao đổi, thống nhất"), required=False, widget=text_area(2)
            )
            self.fields[f"agreed_{key}"] = forms.BooleanField(
                label=_t("Hai bên đã thống nhất để Sở tiến hành"), required=False
            )
            self.fields[f"note_{key}"] = forms.CharField(
                label=_t("%(name)s: kết luận rà soát") % {"name": name},
                widget=text_area(2),
                initial=_t(
                    "Không trùng lặp, chồng chéo với hoạt động thanh tra, kiểm toán nhà nước, kiểm tra khác."
                ),
            )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "reviews": {
                party.pk: ReviewInput(
                    other_body=data[f"other_body_{party.pk}"],
                    other_is_state_inspectorate=data[f"inspectorate_{party.pk}"],
                    exchange=data[f"exchange_{party.pk}"],
                    agreed=data[f"agreed_{party.pk}"],
                    note=data[f"note_{party.pk}"],
                )
                for party in self.parties
            }
        }


class NominateTeamForm(StepForm):
    """Lead and members; everyone named is then asked to declare conflicts."""

    lead = forms.ModelChoiceField(
        label=_("Trưởng đoàn"), queryset=User.objects.none(), empty_label=_("Chọn Trưởng đoàn")
    )
    lead_trained = forms.BooleanField(
        label=_("Trưởng đoàn đã được bồi dưỡng nghiệp vụ kiểm tra"), required=False, initial=True
    )
    deputy = forms.ModelChoiceField(
        label=_("Phó Trưởng đoàn"), queryset=User.objects.none(), required=False, empty_label=_("Không có")
    )
    secretary = forms.ModelChoiceField(
        label=_("Thư ký Đoàn"), queryset=User.objects.none(), required=False, empty_label=_("Không có")
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Thành viên"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    outside = forms.CharField(
        label=_("Thành viên mời từ cơ quan khác, không có tài khoản"),
        widget=text_area(2),
        required=False,
        help_text=_(
            "Mỗi dòng một người: Họ và tên - đơn vị công tác. Bản kê khai của người đó ký trên giấy."
        ),
    )

    def build(self) -> None:
        roles = (Role.OFFICER, Role.TEAM_MEMBER, Role.SECTION_HEAD, Role.DEPUTY_DIRECTOR)
        people = holders(self.today, *roles, department_id=self.case.department_id)
        for name in ("lead", "deputy", "secretary", "members"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        if not self.is_bound:
            self._propose()

    def _propose(self) -> None:
        """The team as it was named last."""
        team = list(self.case.team.all())
        for name in ("lead", "deputy", "secretary"):
            self.fields[name].initial = next((m.user_id for m in team if m.duty == name), None)
        self.fields["members"].initial = [
            m.user_id for m in team if m.duty == TeamDuty.MEMBER and m.user_id is not None
        ]
        outside = [f"{m.outside_name} - {m.outside_body}" for m in team if m.user_id is None]
        self.fields["outside"].initial = "\n".join(outside)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = [cleaned.get(name) for name in ("lead", "deputy", "secretary") if cleaned.get(name)]
        if cleaned.get("lead") and cleaned["lead"] in (cleaned.get("members") or []):
            self.add_error("members", _t("Trưởng đoàn không chọn lại ở mục thành viên."))
        if len(set(named)) != len(named):
            self.add_error("lead", _t("Một người chỉ có một nhiệm vụ trong Đoàn."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        lead = MemberInput(data["lead"], TeamDuty.LEAD, trained=data["lead_trained"])
        named = [
            MemberInput(data[name], duty)
            for name, duty in (("deputy", TeamDuty.DEPUTY), ("secretary", TeamDuty.SECRETARY))
            if data[name]
        ]
        taken = {member.user for member in named}
        members = [MemberInput(user, TeamDuty.MEMBER) for user in data["members"] if user not in taken]
        return {"members": [lead, *named, *members, *self._outside()]}

    def clean_outside(self) -> str:
        """Name and body of each line must fit where they are kept and printed."""
        lines: str = self.cleaned_data["outside"]
        for line in filter(str.strip, lines.splitlines()):
            if any(len(part) > most for part, most in zip(split_person(line), OUTSIDE_LENGTHS, strict=True)):
                raise forms.ValidationError(
                    _t(
                        "Dòng «%(line)s…» quá dài: họ và tên tối đa %(name)s ký tự, cơ quan tối đa %(body)s ký tự."
                    )
                    % {"line": line[:40], "name": OUTSIDE_LENGTHS[0], "body": OUTSIDE_LENGTHS[1]}
                )
        return lines

    def _outside(self) -> list[MemberInput]:
        people = [split_person(line) for line in self.cleaned_data["outside"].splitlines() if line.strip()]
        return [
            MemberInput(None, TeamDuty.MEMBER, outside_name=name, outside_body=body) for name, body in people
        ]


class DeclareConflictsForm(StepForm):
    """One sheet of nine cases; nothing ticked means nothing to declare."""

    conflicts = forms.MultipleChoiceField(
        label=_("Tôi thuộc các trường hợp sau với đơn vị được kiểm tra"),
        choices=ConflictCase.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không thuộc trường hợp nào thì để trống."),
    )
    note = forms.CharField(label=_("Nói rõ"), widget=text_area(2), required=False)
    disciplined = forms.BooleanField(
        label=_("Tôi đang trong thời gian bị xem xét kỷ luật hoặc trách nhiệm hình sự"), required=False
    )
    truthful = forms.BooleanField(label=_("Tôi cam kết nội dung kê khai là đúng sự thật"))

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data.pop("truthful")
        return data


class PaperDeclarationForm(DeclareConflictsForm):
    """The same nine cases, from the paper sheet of a member without an account."""

    conflicts = forms.MultipleChoiceField(
        label=_("Trường hợp đã đánh dấu trên bản kê khai giấy"),
        choices=ConflictCase.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không đánh dấu trường hợp nào thì để trống."),
    )
    disciplined = forms.BooleanField(
        label=_("Đang trong thời gian bị xem xét kỷ luật hoặc trách nhiệm hình sự"), required=False
    )
    truthful = forms.BooleanField(label=_("Đã đối chiếu với bản giấy có chữ ký của thành viên"))

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "member": self.subject}


class DraftDecisionForm(StepForm):
    """Row 3: scope, limit, who signs and in what capacity."""

    scope = forms.CharField(label=_("Phạm vi, nội dung kiểm tra"), widget=text_area(4))
    limit_days = forms.IntegerField(
        label=_("Thời hạn kiểm tra (ngày)"),
        min_value=1,
        max_value=365,
        initial=10,
        help_text=_("Tính từ ngày công bố quyết định; của Sở không quá 10 ngày (Đ.13.2b)."),
    )
    capacity = forms.ModelChoiceField(
        label=_("Người ký quyết định"), queryset=Capacity.objects.none(), empty_label=_("Chọn người ký")
    )

    def build(self) -> None:
        rows = (
            Capacity.objects.filter(valid_on(self.today), department_id=self.case.department_id)
            .exclude(lines__istartswith="TUQ.")
            .select_related("user")
        )
        field = self.fields["capacity"]
        field.queryset = rows.exclude(user_id=self.case.lead_id).order_by("id")  # type: ignore[attr-defined]
        field.label_from_instance = lambda c: f"{c.user.full_name} · {c}"  # type: ignore[attr-defined]
        version = self.case.inspection_details.checklist_version
        if version and not self.is_bound:
            groups = dict.fromkeys(version.items.values_list("group_title", flat=True))
            self.fields["scope"].initial = "\n".join(group for group in groups if group)

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["issuer"] = data["capacity"].user
        return data
