"""The unit mends: it plans, and prepares its report request by request over several visits (T15).

Source: Nghị định 217/2025/NĐ-CP Điều 9, 16; practice.md 5. The contact person prepares; ``remedy_reports`` hands in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import messages
from inspections.actions.files import stash
from inspections.actions.waves import Wave, deed
from inspections.models import Case, RemedyItem, RemedyRequest, StashedFile, User
from inspections.models.inputs import Incoming, RemedyInput, RemedyPlanInput
from inspections.queries.beside import objects_beside
from inspections.queries.facts import party_facts
from inspections.queries.people import local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.guards import remedies as guards
from inspections.rules.policies import remedies as policies
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.roles import Role

DRAFTED = ("measure", "measure_done_on", "saved_at", "saved_by")
PLAN, PREPARE, REPORT = "submit_remedy_plan", "save_remedy_report", "report_remedy"


def ask_unit(wave: Wave, party: Case, request: RemedyRequest, items: Iterable[RemedyItem]) -> None:
    """Whose turn it is at the unit while something waits: plan or prepare, and the head reports (T15, T17).

    Called whenever a due day or what waits changes; the day asked for is the first that still runs.
    """
    waiting = {item.pk: item.due_on for item in items if item.state in WAITING_FOR_UNIT}
    due_on = guards.first_due_on(waiting, request.report_due_on)
    wave.turns.close(party, PLAN, PREPARE, REPORT)
    if not waiting:
        return
    if request.planned_at is None:
        verb, label = PLAN, noop("Lập kế hoạch khắc phục")
    else:
        verb, label = PREPARE, noop("Soạn báo cáo kết quả khắc phục")
    why = noop("Sở yêu cầu chấn chỉnh, khắc phục sau kiểm tra (Đ.16 NĐ 217/2025/NĐ-CP).")
    for name, words, role in (
        (verb, label, Role.INSTITUTION_CLERK),
        (REPORT, noop("Nộp báo cáo kết quả khắc phục"), Role.INSTITUTION_HEAD),
    ):
        wave.turns.open(
            party,
            verb=name,
            label=words,
            why=why,
            role=role,
            institution_id=party.institution_id,
            due_on=due_on,
        )


def waiting_items(wave: Wave, facts: PartyFacts) -> list[RemedyItem]:
    """What still waits for the unit, each with its request and the files that wait with its draft."""
    wave.demand(guards.waiting_blockers(facts))
    held = StashedFile.objects.filter(remedy_items=OuterRef("pk")).order_by("pk")
    rows = RemedyItem.objects.filter(request__party=wave.case, state__in=WAITING_FOR_UNIT)
    return list(
        rows.select_related("request__document", "request__officer").annotate(held_found=objects_beside(held))
    )


def submit_remedy_plan(
    case: Case, *, by: User, now: datetime, plans: Mapping[int, RemedyPlanInput], draft: bool = False
) -> Case:
    """T15: who mends each thing, by what steps, until when, and what caused it; a draft stays for the next visit."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_submit_remedy_plan(wave.who, facts))
        items = waiting_items(wave, facts)
        for item in items:
            plan = plans.get(item.pk, RemedyPlanInput())
            item.plan_person, item.plan_steps = plan.person.strip(), plan.steps.strip()
            item.plan_done_on, item.root_cause = plan.done_on, plan.root_cause.strip()
            item.saved_at, item.saved_by = now, by
        if not draft:
            rows = ((i.position, i.plan_person, i.plan_steps, i.plan_done_on) for i in items)
            wave.demand(guards.plan_objections(rows, today=local_day(now)))
        columns = ["plan_person", "plan_steps", "plan_done_on", "root_cause", "saved_at", "saved_by"]
        RemedyItem.objects.bulk_update(items, columns)
        if draft:
            wave.tell(wave.case, "save_remedy_plan")
        else:
            _plan_is_in(wave, items)
    return wave.case


def _plan_is_in(wave: Wave, items: Sequence[RemedyItem]) -> None:
    request = items[0].request
    request.planned_at, request.planned_by = wave.now, wave.by
    request.save(update_fields=["planned_at", "planned_by"])
    ask_unit(wave, wave.case, request, items)
    wave.tell(wave.case, PLAN)
    tell_follower(
        wave,
        follower_of(wave.case, request),
        key=f"remedy-plan:{wave.case.pk}:{wave.now.timestamp()}",
        subject=_("Đơn vị đã gửi kế hoạch khắc phục"),
        body=_("%(name)s đã gửi kế hoạch khắc phục. Mở Kiểm tra số để xem.")
        % {"name": wave.case.institution},
    )


def follower_of(case: Case, request: RemedyRequest) -> User | None:
    """Who follows the unit: the officer named with the result, else the lead of the team (Điều 16)."""
    return request.officer or case.lead


def tell_follower(wave: Wave, person: User | None, *, key: str, subject: str, body: str) -> None:
    """A notice that says that something came, and nothing of what it says."""
    people = [person] if person else []
    messages.queue(
        wave.case, people, key=key, subject=subject, body=body, by=wave.by, now=wave.now, jobs=wave.jobs
    )


def save_remedy_report(case: Case, *, by: User, now: datetime, entries: Mapping[int, RemedyInput]) -> Case:
    """«Lưu nháp»: what was done, and its files, stay for the next visit; nobody of the department sees them yet."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_save_remedy_report(wave.who, facts))
        items = waiting_items(wave, facts)
        write_measures(wave, items, entries)
        RemedyItem.objects.bulk_update(items, DRAFTED)
        own = {item.pk for item in items}
        hold_files(wave, {number: entry.files for number, entry in entries.items() if number in own})
        wave.tell(wave.case, PREPARE)
    return wave.case


def write_measures(wave: Wave, items: Sequence[RemedyItem], entries: Mapping[int, RemedyInput]) -> None:
    """What was typed of each request stands on its row, and by whom; saved by the caller."""
    for item in items:
        if entry := entries.get(item.pk):
            item.measure, item.measure_done_on = entry.measure.strip(), entry.done_on
            item.saved_at, item.saved_by = wave.now, wave.by


def hold_files(wave: Wave, files: Mapping[int, Sequence[Incoming]]) -> None:
    """Files of a draft wait with it, whoever of the institution put them there."""
    tokens = {number: [f.token or _held(wave, f) for f in given] for number, given in files.items()}
    wanted = [token for given in tokens.values() for token in given]
    held = dict(StashedFile.objects.filter(token__in=wanted).values_list("token", "pk")) if wanted else {}
    through = RemedyItem.held.through
    through.objects.filter(remedyitem_id__in=files).delete()
    through.objects.bulk_create(
        through(remedyitem_id=number, stashedfile_id=held[token])
        for number, given in tokens.items()
        for token in dict.fromkeys(given)
        if token in held
    )


def _held(wave: Wave, file: Incoming) -> str:
    return stash(wave.person, file.name, file.size, file.sha256, file.mime, file.content, now=wave.now)
