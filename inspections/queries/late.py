"""What is open in a department, who has it, what is late and why; load of people; days that inspections took.

The ask is the turn, the limit is that of the inspection under way: the same facts as inbox, case page and reminders.
A denunciation is told to nobody but whom it is asked of (Luật Tố cáo 2018 Điều 8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inspections.enums import ComplaintKind, Phase
from inspections.kinds import INSPECTED_PARTY, KINDS, InspectionStage
from inspections.models import Answer, Case, Complaint, InspectedPartyDetails, TeamMember, Turn, User
from inspections.queries.people import local_day
from inspections.rules.durations import Course

LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Ask:
    """One open ask, or the limit of an inspection that is still under way."""

    pk: int
    case_id: int
    kind: str
    stage: str
    code: str
    place: str
    department_id: int
    verb: str
    subject: int | None
    label: str
    why: str
    due_on: date | None
    person_id: int | None
    person: str
    role: str
    absent: str
    absent_until: date | None
    opened_on: date | None = None

    @property
    def phase(self) -> Phase:
        """Where its case stands."""
        return KINDS[self.kind].phase_of(self.stage)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A dossier or a unit of it that is not finished."""

    pk: int
    kind: str
    stage: str
    code: str
    title: str
    place: str
    lead_id: int | None
    lead: str
    limit_end_on: date | None

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        return KINDS[self.kind].phase_of(self.stage)

    @property
    def is_unit(self) -> bool:
        """A unit of a dossier, not the dossier."""
        return self.kind == INSPECTED_PARTY.code


def open_cases(department_id: int) -> list[OpenCase]:
    """Dossiers and units that are not finished, the oldest first; one statement."""
    rows = Case.objects.filter(department_id=department_id, closed_at__isnull=True)
    columns = ("pk", "kind", "stage", "code", "title", "institution__name", "lead_id")
    return [
        OpenCase(
            pk=row["pk"],
            kind=row["kind"],
            stage=row["stage"],
            code=row["code"],
            title=row["title"],
            place=row["institution__name"] or "",
            lead_id=row["lead_id"],
            lead=row["lead__full_name"] or "",
            limit_end_on=row["inspection_details__limit_end_on"],
        )
        for row in rows.order_by("opened_at", "pk").values(
            *columns, "lead__full_name", "inspection_details__limit_end_on"
        )
    ]


def open_asks(department_id: int) -> list[Ask]:
    """Open turns in the dossiers of a department, the longest due first; what is paused is asked of nobody."""
    denounced = Complaint.objects.filter(kind=ComplaintKind.DENUNCIATION).values("pk")
    rows = Turn.objects.still_open().filter(case__department_id=department_id, paused_due_on__isnull=True)
    rows = rows.exclude(verb="answer_complaint", subject__in=denounced)
    columns = ("pk", "case_id", "case__kind", "case__stage", "case__code", "case__institution__name")
    more = (
        "verb",
        "subject",
        "label",
        "why",
        "due_on",
        "person_id",
        "person__full_name",
        "role",
        "opened_at",
    )
    away = ("absence__user__full_name", "absence__until_on")
    return [
        Ask(
            pk=row["pk"],
            case_id=row["case_id"],
            kind=row["case__kind"],
            stage=row["case__stage"],
            code=row["case__code"],
            place=row["case__institution__name"] or "",
            department_id=department_id,
            verb=row["verb"],
            subject=row["subject"],
            label=row["label"],
            why=row["why"],
            due_on=row["due_on"],
            person_id=row["person_id"],
            person=row["person__full_name"] or "",
            role=row["role"],
            absent=row["absence__user__full_name"] or "",
            absent_until=row["absence__until_on"],
            opened_on=local_day(row["opened_at"]),
        )
        for row in rows.order_by("due_on", "pk").values(*columns, *more, *away)
    ]


def late_of(asks: Iterable[Ask], cases: Iterable[OpenCase], department_id: int, today: date) -> list[Ask]:
    """Asks whose day has passed, and limits of inspections that have passed, the oldest first."""
    late = [ask for ask in asks if ask.due_on is not None and ask.due_on < today]
    late += [_limit(case, department_id) for case in cases if _over_limit(case, today)]
    return sorted(late, key=lambda ask: (ask.due_on or today, ask.pk))


def _over_limit(case: OpenCase, today: date) -> bool:
    under_way = case.stage == InspectionStage.UNDER_WAY
    return under_way and case.limit_end_on is not None and case.limit_end_on < today


def _limit(case: OpenCase, department_id: int) -> Ask:
    return Ask(
        pk=0,
        case_id=case.pk,
        kind=case.kind,
        stage=case.stage,
        code=case.code,
        place=case.title,
        department_id=department_id,
        verb=LIMIT,
        subject=None,
        label=_("Kết thúc kiểm tra trong thời hạn"),
        why=_("Đã hết thời hạn kiểm tra mà chưa kết thúc (Đ.13 Nghị định 217/2025/NĐ-CP)."),
        due_on=case.limit_end_on,
        person_id=case.lead_id,
        person=case.lead,
        role="",
        absent="",
        absent_until=None,
    )


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in open inspections."""

    user_id: int
    name: str
    leads: int
    serves: int
    items: int


def load_of_people(department_id: int) -> list[Load]:
    """People who serve in open inspections: led, served in, items not concluded yet; one statement."""
    here = {"case__department_id": department_id, "case__closed_at__isnull": True}
    serving = TeamMember.objects.serving().filter(**here)
    led = Case.objects.roots().filter(department_id=department_id, closed_at__isnull=True)
    items = Answer.objects.filter(
        party__department_id=department_id,
        party__closed_at__isnull=True,
        party__party_details__minutes_signed_at__isnull=True,
        concluded_at__isnull=True,
    )
    asked = Turn.objects.still_open().filter(case__department_id=department_id, paused_due_on__isnull=True)
    busy = (
        Q(pk__in=serving.filter(user__isnull=False).values("user_id"))
        | Q(pk__in=led.filter(lead__isnull=False).values("lead_id"))
        | Q(pk__in=asked.filter(person__isnull=False, institution__isnull=True).values("person_id"))
    )
    rows = User.objects.filter(busy).annotate(
        leads=_count(led, "lead_id"),
        serves=_count(serving.exclude(case__lead_id=OuterRef("pk")), "user_id"),
        items=_count(items, "assigned_to_id"),
    )
    columns = ("pk", "full_name", "leads", "serves", "items")
    return [Load(*row) for row in rows.order_by("sort_name", "pk").values_list(*columns)]


def served_by(department_id: int, user_id: int) -> set[int]:
    """Open dossiers in whose team a person serves without leading it."""
    rows = TeamMember.objects.serving().filter(case__department_id=department_id, user_id=user_id)
    return set(rows.exclude(case__lead_id=user_id).values_list("case_id", flat=True))


def courses(department_id: int, year: int) -> list[Course]:
    """The days of the parties of which some stretch ended in the year; remedy only where it was asked for."""
    ended = (
        Q(minutes_signed_on__year=year)
        | Q(case__root__inspection_details__result_issued_on__year=year)
        | Q(completed_at__year=year, remedying_at__isnull=False)
    )
    rows = InspectedPartyDetails.objects.filter(ended, case__department_id=department_id)
    result = "case__root__inspection_details__result_issued_on"
    columns = ("case_id", "case__institution__name", "case__code", "announced_on", "minutes_signed_on")
    return [
        Course(
            row["case_id"],
            row["case__institution__name"] or row["case__code"],
            row["announced_on"],
            row["minutes_signed_on"],
            row[result],
            local_day(row["completed_at"]) if row["completed_at"] and row["remedying_at"] else None,
        )
        for row in rows.order_by("case_id").values(*columns, result, "completed_at", "remedying_at")
    ]
