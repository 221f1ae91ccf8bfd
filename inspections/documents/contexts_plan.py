"""Snapshot of the conduct plan (Nghị định 217/2025/NĐ-CP Điều 14 khoản 2: nine contents, two annexes)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.exceptions import NotReady
from inspections.models import Answer, Case, ChecklistItem, ConductPlan, Inspection
from inspections.queries.beside import objects_of, rows_beside

from .contexts_decision import load_inspection
from .contexts_dossier import (
    TEAM_ARCHIVE,
    Dossier,
    Heading,
    account,
    issuer_signer,
    limit,
    listed_parties,
    party_snapshot,
    person,
    team_head,
)
from .contexts_law import checklist_items, contents, report_outline
from .contexts_text import day_of, iso_date, lines_of, without_closing_mark
from .formatting import capital_first
from .snapshots import Assignment, ConductPlanSnapshot, ItemMethod, PlanItem, ScheduleRow

WHOLE_TEAM = "Đoàn kiểm tra"
BY_LEAD = "Thực hiện nhiệm vụ theo phân công của Trưởng đoàn"
SIGNATURES = "Kế hoạch có giá trị khi Trưởng đoàn ký và người ra quyết định kiểm tra phê duyệt bằng chữ ký số hoặc ký tay."
WORK = {
    "online": "Công bố quyết định, đối chiếu dữ liệu trực tuyến, lập biên bản kiểm tra",
    "on_site": "Công bố quyết định, kiểm tra trực tiếp, lập biên bản kiểm tra",
    "mixed": "Công bố quyết định, đối chiếu dữ liệu trực tuyến, xem thực tế nội dung kiểm tra trực tiếp, lập biên bản",
}


@dataclass
class Way:
    """One method for an item: the parties it is fixed for and the members who do it."""

    parties: list[str]
    members: dict[str, None]


def plan_of(dossier: Dossier) -> ConductPlan:
    """Return the plan; its absence is told in a sentence."""
    if dossier.plan is None:
        raise NotReady([_("Chưa có kế hoạch tiến hành kiểm tra.")])
    return dossier.plan


def item_method(answer: Answer | None, item: ChecklistItem, plan: ConductPlan | None) -> ItemMethod:
    """The method fixed for an item; while none is: on site where that is bound, else remote first (Điều 4 khoản 5)."""
    if answer is not None and answer.method:
        return cast(ItemMethod, answer.method)
    on_site = item.on_site_only or (plan is not None and plan.method == "on_site")
    return "on_site" if on_site else "online"


@translation.override("vi")
def conduct_plan_snapshot(case: Inspection, *, today: date, demo: bool) -> ConductPlanSnapshot:
    """Freeze the plan of the lead, to be approved by the person who issued the decision (Điều 14)."""
    dossier = load_inspection(case, today=today, demo=demo)
    plan, details = plan_of(dossier), dossier.details
    items = checklist_items(details)
    parties, answers = _planned(case)
    days, unit = limit(details)
    return {
        **team_head(dossier, _heading(dossier)),
        "decision": dossier.decision,
        "objectives": lines_of(plan.objective),
        "requirements": lines_of(plan.requirement),
        "parties": [party_snapshot(party.institution) for party in parties],
        "contents": contents(items),
        "period_from": iso_date(details.period_from),
        "period_until": iso_date(details.period_to),
        "limit_value": days,
        "limit_unit": unit,
        "expected_from": iso_date(plan.starts_on),
        "places": [capital_first(place) for place in lines_of(plan.place, also=";")],
        "items": _plan_items(items, parties, answers, plan),
        "assignments": _assignments(dossier, plan, items, answers),
        "resources": lines_of(plan.resources),
        "schedule": [_schedule_row(party, plan) for party in parties],
        "report_outline": report_outline(items),
        "approval": {
            "signer": issuer_signer(details),
            "approved_on": iso_date(day_of(details.plan_approved_at)),
        },
    }


def _planned(case: Case) -> tuple[list[Case], list[Answer]]:
    """The parties with what is planned for each item and who does it, in one statement."""
    columns = {field.attname: field.attname for field in Answer._meta.concrete_fields}
    planned = Answer.objects.filter(party_id=OuterRef("pk")).order_by("id")
    planned_found = rows_beside(planned, **columns, who="assigned_to__full_name")
    parties = list(listed_parties(case).annotate(planned_found=planned_found))
    rows = [row for party in parties for row in party.planned_found]
    answers = objects_of(Answer, rows)
    for answer, row in zip(answers, rows, strict=True):
        answer.assigned_to = account(answer.assigned_to_id, full_name=row["who"])
    return parties, answers


def _heading(dossier: Dossier) -> Heading:
    return Heading(
        kind="conduct_plan",
        type_name="Kế hoạch",
        type_abbr="KH",
        subject=f"Tiến hành {dossier.decision['subject']}",
        recipients=[
            "Người ra quyết định kiểm tra (để phê duyệt)",
            "Các đơn vị được kiểm tra",
            "Thành viên Đoàn kiểm tra",
        ],
        signatures=SIGNATURES,
        archive=f"VT, {TEAM_ARCHIVE}",
    )


def _plan_items(
    items: Sequence[ChecklistItem], parties: Sequence[Case], answers: Iterable[Answer], plan: ConductPlan
) -> list[PlanItem]:
    """One row an item; where parties differ in method, one row each method, naming its parties."""
    chosen = {(answer.party_id, answer.item_id): answer for answer in answers}
    rows: list[PlanItem] = []
    for item in items:
        ways: dict[ItemMethod, Way] = {}
        for party in parties:
            answer = chosen.get((party.pk, item.pk))
            way = ways.setdefault(item_method(answer, item, plan), Way([], {}))
            way.parties.append(_name(party))
            if answer is not None and answer.assigned_to is not None:
                way.members[answer.assigned_to.full_name] = None
        rows += [_plan_item(item, method, way, split=len(ways) > 1) for method, way in ways.items()]
    return rows


def _name(party: Case) -> str:
    return party.institution.name if party.institution else party.title


def _plan_item(item: ChecklistItem, method: ItemMethod, way: Way, *, split: bool) -> PlanItem:
    text = without_closing_mark(item.requirement)
    return {
        "code": item.code,
        "text": f"{text} (đối với {', '.join(way.parties)})" if split else text,
        "method": method,
        "on_site_only": item.on_site_only,
        "assigned_to": ", ".join(way.members),
    }


def _assignments(
    dossier: Dossier, plan: ConductPlan, items: Sequence[ChecklistItem], answers: Iterable[Answer]
) -> list[Assignment]:
    """What each member does: the task named with him, the plan's line that opens with his name, his items."""
    codes = {item.pk: item.code for item in items}
    of_member: dict[int | None, dict[str, None]] = {}
    for answer in sorted(answers, key=lambda answer: codes.get(answer.item_id, "")):
        if answer.item_id in codes:
            of_member.setdefault(answer.assigned_to_id, {})[codes[answer.item_id]] = None
    names = [member.name for member in dossier.members]
    lines = lines_of(plan.assignment)
    rows: list[Assignment] = []
    for member in dossier.members:
        tasks = [without_closing_mark(member.task), *_lines_for(member.name, lines)]
        if member.user_id in of_member:
            tasks.append(f"Kiểm tra nội dung {', '.join(of_member[member.user_id])}")
        named = person(member)
        told = capital_first("; ".join(filter(None, tasks))) or BY_LEAD
        rows.append({"name": named["name"], "duty": named["duty"], "tasks": told})
    shared = [line for line in lines if not any(_opens_with(line, name) for name in names)]
    return rows + ([{"name": WHOLE_TEAM, "duty": "", "tasks": "; ".join(shared)}] if shared else [])


def _opens_with(line: str, name: str) -> bool:
    return line.casefold().startswith(name.casefold())


def _lines_for(name: str, lines: Iterable[str]) -> list[str]:
    return [line[len(name) :].lstrip(" :-–,") for line in lines if _opens_with(line, name)]


def _schedule_row(party: Case, plan: ConductPlan) -> ScheduleRow:
    """The days of one party: from its session if one is set, inside the days of the plan."""
    details = party.party_details
    return {
        "party": _name(party),
        "from_on": iso_date(details.starts_on or day_of(details.session_at) or plan.starts_on),
        "until_on": iso_date(details.ends_on or plan.ends_on),
        "place": details.session_channel or plan.place,
        "work": WORK[details.method or plan.method],
    }
