"""Forms with one inspected party: schedule, outline report, announcement, assignment."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.enums import Side
from inspections.forms.base import DateInput, DateTimeInput, StepForm, text_area
from inspections.models import Answer, User
from inspections.models.inputs import Present
from inspections.queries.people import holders
from inspections.rules.roles import Role


class NotifyScheduleForm(StepForm):
    """T1: when, by which channel, and by when the report is due."""

    session_at = forms.DateTimeField(label=_("Buổi làm việc lúc"), widget=DateTimeInput())
    session_channel = forms.CharField(label=_("Kênh hoặc địa điểm"), max_length=300)
    report_due_on = forms.DateField(label=_("Hạn nộp báo cáo theo đề cương"), widget=DateInput())

    def build(self) -> None:
        if self.is_bound:
            return
        assert self.case.parent is not None
        plan = getattr(self.case.parent, "conduct_plan", None)
        day = max(plan.starts_on if plan else self.today, self.today + timedelta(days=1))
        self.initial.setdefault("session_at", timezone.make_aware(datetime.combine(day, time(8, 30))))
        self.initial.setdefault("session_channel", plan.place if plan else "")
        self.initial.setdefault("report_due_on", day)


class AnnounceForm(StepForm):
    """T3: a session with a named representative, recorded."""

    announced_at = forms.DateTimeField(label=_("Công bố lúc"), widget=DateTimeInput())
    channel = forms.CharField(label=_("Kênh hoặc địa điểm"), max_length=300)
    representative_name = forms.CharField(label=_("Người đại diện đơn vị: họ và tên"), max_length=150)
    representative_post = forms.CharField(label=_("Chức vụ"), max_length=150)
    others = forms.CharField(
        label=_("Người khác của đơn vị cùng dự"),
        widget=text_area(3),
        required=False,
        help_text=_("Mỗi dòng một người: Họ và tên - chức vụ."),
    )
    team_present = forms.ModelMultipleChoiceField(
        label=_("Thành viên Đoàn có mặt"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def build(self) -> None:
        team = User.objects.filter(team_duties__case_id=self.case.root_id, team_duties__left_on__isnull=True)
        self.fields["team_present"].queryset = team  # type: ignore[attr-defined]
        if not self.is_bound:
            self._propose(team)

    def _propose(self, team: Iterable[User]) -> None:
        """What the lead finds filled in."""
        self.initial.setdefault("team_present", [user.pk for user in team])
        self.initial.setdefault("channel", self.case.party_details.session_channel)
        self.initial.setdefault("announced_at", timezone.localtime().replace(second=0, microsecond=0))
        head = holders(self.today, Role.INSTITUTION_HEAD, institution_id=self.case.institution_id).first()
        if head:
            self.initial.setdefault("representative_name", head.full_name)
            post = head.memberships.filter(institution_id=self.case.institution_id).first()
            self.initial.setdefault("representative_post", post.title if post else "")

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        present = [
            Present(Side.INSTITUTION, *split_person(line))
            for line in data.pop("others").splitlines()
            if line.strip()
        ]
        present += [Present(Side.TEAM, user.full_name) for user in data.pop("team_present")]
        return {**data, "present": present}


class CaughtForm(StepForm):
    """Caught in the act: when the check began, what was seen, who was there (no announcement)."""

    began_at = forms.DateTimeField(label=_("Bắt đầu kiểm tra lúc"), widget=DateTimeInput())
    channel = forms.CharField(label=_("Địa điểm"), max_length=300)
    reason = forms.CharField(label=_("Hành vi bắt quả tang"), widget=text_area(3))
    representative_name = forms.CharField(
        label=_("Người của đơn vị có mặt: họ và tên"), max_length=150, required=False
    )
    representative_post = forms.CharField(label=_("Chức vụ"), max_length=150, required=False)

    def build(self) -> None:
        self.initial.setdefault("began_at", timezone.localtime().replace(second=0, microsecond=0))


def split_person(line: str) -> tuple[str, str]:
    """«Họ và tên - chức vụ» -> the two parts."""
    name, _dash, post = line.partition(" - ")
    return name.strip(), post.strip()


class BeginCheckForm(StepForm):
    """T4: who examines which item."""

    def build(self) -> None:
        team = list(
            User.objects.filter(
                team_duties__case_id=self.case.root_id, team_duties__left_on__isnull=True
            ).order_by("team_duties__id")
        )
        choices = [(user.pk, user.full_name) for user in team]
        self.people = {user.pk: user for user in team}
        self.answer_rows = list(Answer.objects.filter(party=self.case).select_related("item"))
        for position, answer in enumerate(self.answer_rows):
            self.fields[f"member_{answer.pk}"] = forms.TypedChoiceField(
                label=f"{answer.item.code}. {answer.item.requirement}",
                choices=choices,
                coerce=int,
                initial=choices[position % len(choices)][0] if choices else None,
                help_text=answer.get_method_display(),
            )

    def arguments(self) -> dict[str, Any]:
        chosen = {answer.pk: self.cleaned_data[f"member_{answer.pk}"] for answer in self.answer_rows}
        return {"assignment": {answer_id: self.people[user_id] for answer_id, user_id in chosen.items()}}
