"""«Kiểm tra ngay»: the decision was signed on paper first; the dossier is entered after it, with both times.

Ground (a) only, no wait for the overlap review (it is judged at once), entry within one working day (practice 4).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from inspections.actions import documents, files
from inspections.actions.decision import freeze_rules
from inspections.actions.inspection import (
    list_parties,
    next_code,
    objections_to_list,
    objections_to_version,
    write_reviews,
)
from inspections.actions.numbers import next_number, note_used
from inspections.actions.waves import Wave
from inspections.documents.contexts import conduct_plan_snapshot, decision_snapshot
from inspections.enums import DocumentKind, Ground, ItemMethod, Method, TeamDuty
from inspections.exceptions import NotReady, Refused
from inspections.kinds import INSPECTION
from inspections.models import (
    Answer,
    Case,
    ConductPlan,
    Department,
    InspectedPartyDetails,
    Inspection,
    InspectionDetails,
    TeamMember,
    User,
)
from inspections.models.inputs import PaperDecision, PaperPlan, UrgentMatter
from inspections.queries.agency import agency_on
from inspections.queries.deadlines import work_calendar
from inspections.queries.facts import inspection_facts
from inspections.queries.people import actor_of, actors_of, local_day
from inspections.queries.rules import rule_on
from inspections.rules.deadlines import DayUnit, DeadlineRule, due_on
from inspections.rules.guards import urgent as guards
from inspections.rules.numbering import document_symbol, team_symbol
from inspections.rules.policies import inspection as policies


def open_urgent(
    *,
    by: User,
    now: datetime,
    department: Department,
    matter: UrgentMatter,
    decision: PaperDecision,
    plan: PaperPlan | None = None,
    late_reason: str = "",
) -> Inspection:
    """Enter an inspection whose decision was signed on paper: marked «ghi sau», with the real and the server's time."""
    actor = actor_of(by, local_day(now))
    if refusal := policies.refusal_to_propose(actor, department.pk):
        raise Refused(refusal)
    on = local_day(decision.signed_at)
    missing = guards.urgent_objections(
        ground_text=matter.ground_text,
        has_ground_file=bool(matter.ground_files),
        conflict_free=matter.conflict_free,
        team_size=len({matter.lead.pk, *(member.pk for member in matter.members)}),
        signs_own_lead=decision.capacity.user_id == matter.lead.pk,
        signed_at=decision.signed_at,
        approved_at=plan.approved_at if plan else None,
        now=now,
    )
    missing += guards.entry_objections(
        entered_on=local_day(now), due_on=_entry_due(on), late_reason=late_reason
    )
    missing += objections_to_list(matter.institutions, on) + objections_to_version(
        matter.checklist_version, on
    )
    if missing:
        raise NotReady(missing)
    with transaction.atomic():
        case = _open(by, now, department, matter, late_reason)
        wave = Wave(case, by, actor, now, happened_at=decision.signed_at)
        wave.tell(case, "propose", after=case.stage)
        list_parties(wave, case, matter.institutions)
        files.keep_files(case, matter.ground_files, side=files.TEAM, by=by, now=now, jobs=wave.jobs)
        _name_team(case, matter, [party for party, _verb in wave.moves], by=by, now=now)
        facts = inspection_facts(case, today=on)
        wave.demand(write_reviews(wave, facts, {}))
        _decide(wave, case, matter, decision)
        if plan is not None:
            wave.happened_at = plan.approved_at
            _approve_plan(wave, case, matter, plan)
        wave.finish()
    return case


def _entry_due(on: date) -> date:
    rule = rule_on("inspection.urgent_entry", on)
    days = int(rule.value) if rule else 1
    limit = DeadlineRule(
        "inspection.urgent_entry", days, DayUnit.WORKING_DAY, rule.source if rule else "", ""
    )
    return due_on(limit, on, calendar=work_calendar(on)).end_on


def _open(
    by: User, now: datetime, department: Department, matter: UrgentMatter, late_reason: str
) -> Inspection:
    case = Inspection.objects.create(
        kind=INSPECTION.code,
        code=next_code(department, local_day(now).year),
        title=matter.title.strip(),
        department=department,
        stage=INSPECTION.first,
        opened_at=now,
        opened_by=by,
    )
    InspectionDetails.objects.create(
        case=case,
        ground=Ground.SIGNS,
        ground_text=matter.ground_text.strip(),
        urgent=True,
        secrecy=True,
        period_from=matter.period_from,
        period_to=matter.period_to,
        checklist_version=matter.checklist_version,
        limit_days=matter.limit_days,
        entered_late_reason=late_reason.strip(),
    )
    return case


def _name_team(
    case: Inspection, matter: UrgentMatter, parties: Sequence[Case], *, by: User, now: datetime
) -> None:
    """One sheet for the whole team was signed on paper (practice 5)."""
    people = list(dict.fromkeys([matter.lead, *matter.members]))
    posts = actors_of(people, local_day(now))
    units = ",".join(str(n) for n in sorted(institution.pk for institution in matter.institutions))
    TeamMember.objects.bulk_create(
        TeamMember(
            case=case,
            user=user,
            duty=TeamDuty.LEAD if user == matter.lead else TeamDuty.MEMBER,
            post_title=posts[user.pk].role_words,
            trained=user == matter.lead,
            declared_for=units,
            declared_at=now,
            declared_by=by,
            declared_on_paper=True,
        )
        for user in people
    )
    Case.objects.filter(Q(pk=case.pk) | Q(root=case)).update(lead=matter.lead)
    for row in (case, *parties):
        row.lead = matter.lead


def _decide(wave: Wave, case: Inspection, matter: UrgentMatter, decision: PaperDecision) -> None:
    on = local_day(decision.signed_at)
    details = case.inspection_details
    details.issuer, details.issuer_capacity = decision.capacity.user, decision.capacity
    rule = rule_on("inspection.day_kind", on)
    details.day_unit = rule.value if rule else DayUnit.DAY
    details.save()
    agency = agency_on(on)
    symbol, series = document_symbol("QĐ", agency.short_name), f"{case.department.code}:{agency.short_name}"
    documents.refuse_taken_number(series, on.year, decision.number)
    note_used(case.department_id, series, on.year, decision.number)
    document = documents.draft(
        wave,
        case,
        DocumentKind.DECISION,
        _("Quyết định: %(title)s") % {"title": case.title},
        decision_snapshot(case, today=on, demo=settings.DEMO),
        signer=decision.capacity.user,
    )
    documents.keep_paper_act(
        document,
        wave,
        decision.signing,
        signer=decision.capacity.user,
        capacity=str(decision.capacity),
        signed_at=decision.signed_at,
    )
    documents.issue(document, wave, number=decision.number, symbol=symbol, series=series, on=on)
    freeze_rules(wave, on)
    wave.move(case, "decide_urgently", document=document, number=document.full_number, on=on)


def _approve_plan(wave: Wave, case: Inspection, matter: UrgentMatter, plan: PaperPlan) -> None:
    """Every item on site: nothing but an approved plan may say «từ xa» (trap 16)."""
    on = local_day(plan.approved_at)
    ConductPlan.objects.create(
        case=case,
        objective=_("Xác minh dấu hiệu vi phạm nêu tại quyết định kiểm tra."),
        requirement=_("Kịp thời, khách quan, đúng pháp luật."),
        starts_on=on,
        ends_on=work_calendar(on).next_working_day(on),
        place=plan.place.strip(),
        method=Method.ON_SITE,
        assignment=_("Theo phân công của Trưởng đoàn."),
        resources=_("Phương tiện, kinh phí của Sở."),
    )
    items = list(matter.checklist_version.items.values_list("pk", flat=True))
    parties = list(case.children.values_list("pk", flat=True))
    Answer.objects.bulk_create(
        Answer(party_id=party, item_id=item, method=ItemMethod.ON_SITE) for party in parties for item in items
    )
    InspectedPartyDetails.objects.filter(case_id__in=parties).update(method=Method.ON_SITE)
    document = documents.draft(
        wave,
        case,
        DocumentKind.CONDUCT_PLAN,
        _("Kế hoạch tiến hành kiểm tra: %(title)s") % {"title": case.title},
        conduct_plan_snapshot(case, today=on, demo=settings.DEMO),
        signer=case.inspection_details.issuer,
    )
    details = case.inspection_details
    assert details.issuer is not None
    documents.keep_paper_act(
        document,
        wave,
        plan.signing,
        signer=details.issuer,
        capacity=str(details.issuer_capacity or ""),
        signed_at=plan.approved_at,
    )
    series = f"team:{case.code}"
    number = next_number(case.department_id, series, on.year)
    documents.issue(document, wave, number=number, symbol=team_symbol("KH"), series=series, on=on)
    wave.move(case, "enter_approved_plan", document=document)
