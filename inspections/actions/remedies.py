"""The unit mends: it plans, prepares its report request by request, prints it once to sign, hands it in (T15, T16).

Source: Nghị định 217/2025/NĐ-CP Điều 9, 16; practice.md 5. The contact person prepares; handing in is the head's act.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, messages
from inspections.actions.files import keep_files, stash
from inspections.actions.receipts import give_receipt
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_remedies import RemedyReportRow, remedy_report_snapshot
from inspections.documents.contexts_replies import HandedRow
from inspections.enums import DocumentKind, DocumentState, RemedyState, Side
from inspections.models import Case, Document, EvidenceFile, RemedyItem, RemedyRequest, StashedFile, User
from inspections.models.inputs import Incoming, RemedyInput, RemedyPlanInput, SigningInput
from inspections.queries.beside import objects_beside, objects_of
from inspections.queries.deadlines import due_by_rule
from inspections.queries.facts import party_facts
from inspections.queries.people import holders, local_day
from inspections.rules.facts import PartyFacts
from inspections.rules.follow_up import URGING_TURNS
from inspections.rules.guards import remedies as guards
from inspections.rules.policies import remedies as policies
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.roles import Role

REVIEW_RULE = "inspection.remedy_review"
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


def _waiting_items(wave: Wave, facts: PartyFacts) -> list[RemedyItem]:
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
        items = _waiting_items(wave, facts)
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
    _notify(
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


def _notify(wave: Wave, person: User | None, *, key: str, subject: str, body: str) -> None:
    people = [person] if person else []
    messages.queue(
        wave.case, people, key=key, subject=subject, body=body, by=wave.by, now=wave.now, jobs=wave.jobs
    )


def save_remedy_report(case: Case, *, by: User, now: datetime, entries: Mapping[int, RemedyInput]) -> Case:
    """«Lưu nháp»: what was done, and its files, stay for the next visit; nobody of the department sees them yet."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_save_remedy_report(wave.who, facts))
        items = _waiting_items(wave, facts)
        _write_measures(wave, items, entries)
        RemedyItem.objects.bulk_update(items, DRAFTED)
        own = {item.pk for item in items}
        _hold_files(wave, {number: entry.files for number, entry in entries.items() if number in own})
        wave.tell(wave.case, PREPARE)
    return wave.case


def _write_measures(wave: Wave, items: Sequence[RemedyItem], entries: Mapping[int, RemedyInput]) -> None:
    for item in items:
        if entry := entries.get(item.pk):
            item.measure, item.measure_done_on = entry.measure.strip(), entry.done_on
            item.saved_at, item.saved_by = wave.now, wave.by


def _hold_files(wave: Wave, files: Mapping[int, Sequence[Incoming]]) -> None:
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


def print_remedy_report(case: Case, *, by: User, now: datetime) -> Document:
    """One paper in the unit's name, to sign and stamp once; a newer print takes the place of the older one."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_save_remedy_report(wave.who, facts))
        items = _waiting_items(wave, facts)
        said = [item for item in items if item.measure]
        if not said:
            wave.demand([_("Báo cáo chưa có nội dung nào: soạn và lưu nháp trước khi in.")])
        rows = [_row(_Answer(item, _held_with(item))) for item in said]
        documents.discard_open(wave.case, DocumentKind.REMEDY_REPORT)
        document = _draw_up(wave, items[0].request, rows, *_head_of(wave))
        wave.tell(wave.case, "print_remedy_report", document=document)
    return document


def _held_with(item: RemedyItem) -> list[StashedFile]:
    return objects_of(StashedFile, item.held_found)  # type: ignore[attr-defined]


@dataclass
class _Answer:
    """What is said about one request, with the files handed in with it now."""

    item: RemedyItem
    held: list[StashedFile]
    new: Sequence[Incoming] = ()
    kept: Sequence[EvidenceFile] = ()

    @property
    def names(self) -> list[str]:
        """The files by name: those that waited, then those that came with the form."""
        return list(dict.fromkeys([*(f.name for f in self.held), *(f.name for f in self.new)]))


def _row(answer: _Answer) -> RemedyReportRow:
    item = answer.item
    return RemedyReportRow(
        item.position,
        item.text,
        item.basis,
        item.root_cause,
        item.measure,
        item.measure_done_on,
        answer.names,
    )


def _head_of(wave: Wave) -> tuple[User | None, str]:
    """Who signs for the unit today, and in what post."""
    place = wave.case.institution_id
    head = holders(local_day(wave.now), Role.INSTITUTION_HEAD, institution_id=place).first()
    post = head.memberships.filter(institution_id=place or 0).first() if head else None
    return head, post.title if post else ""


def _draw_up(
    wave: Wave,
    request: RemedyRequest,
    rows: Sequence[RemedyReportRow],
    head: User | None,
    title: str,
    *,
    printed: bool = False,
) -> Document:
    """The report in the unit's name; ``printed`` keeps what was handed in without a signed paper."""
    return documents.draft(
        wave,
        wave.case,
        DocumentKind.REMEDY_REPORT,
        _("Báo cáo kết quả khắc phục của đơn vị"),
        remedy_report_snapshot(
            wave.case.pk,
            request.document,
            rows,
            head_name=head.full_name if head else "",
            head_title=title,
            today=local_day(wave.now),
            demo=settings.DEMO,
        ),
        signer=head,
        printed=printed,
    )


def report_remedy(
    case: Case,
    *,
    by: User,
    now: datetime,
    entries: Mapping[int, RemedyInput],
    signing: SigningInput | None = None,
    as_of: date | None = None,
    partial: bool = False,
) -> Case:
    """T16: the head hands in what was done with its files; ``partial`` hands in what is ready, the rest goes on.

    The stage moves when nothing waits for the unit any more; the officer then judges all of it together.
    """
    with deed(case, by=by, now=now, verb=REPORT) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_report_remedy(wave.who, facts))
        items = _waiting_items(wave, facts)
        _write_measures(wave, items, entries)
        answers = _ready(wave, facts, items, entries, partial=partial)
        rows = _hand_in(wave, answers, signing, as_of)
        _keep_paper(wave, facts, answers, signing)
        request = items[0].request
        give_receipt(wave, what=_("nộp báo cáo kết quả khắc phục"), rows=rows, due_on=_due(answers))
        wave.turns.close(wave.case, *URGING_TURNS)
        if all(item.state == RemedyState.REPORTED for item in items):
            _whole(wave, request)
        else:
            _rest_goes_on(wave, items, entries)
            wave.tell(wave.case, "report_some_remedies", detail=_places(answers))
    return wave.case


def _rest_goes_on(wave: Wave, items: Sequence[RemedyItem], entries: Mapping[int, RemedyInput]) -> None:
    """What is not ready stays a draft with all that was typed and attached; the unit is asked for it as before."""
    rest = [item for item in items if item.state in WAITING_FOR_UNIT]
    RemedyItem.objects.bulk_update(rest, DRAFTED)
    _hold_files(wave, {item.pk: entries[item.pk].files for item in rest if item.pk in entries})
    ask_unit(wave, wave.case, items[0].request, items)


def _due(answers: Sequence[_Answer]) -> date:
    return min(answer.item.due_on for answer in answers)


def _places(answers: Sequence[_Answer]) -> str:
    return _("yêu cầu %(numbers)s") % {"numbers": ", ".join(str(a.item.position) for a in answers)}


def _ready(
    wave: Wave,
    facts: PartyFacts,
    items: Sequence[RemedyItem],
    entries: Mapping[int, RemedyInput],
    *,
    partial: bool,
) -> list[_Answer]:
    """What can be handed in; where all of it is to go in, the full list of what is missing stops the deed."""
    found, missing = list[_Answer](), list[str]()
    for item in items:
        entry = entries.get(item.pk)
        held = _held_with(item)
        tokens = {file.token for file in entry.files} if entry else {row.token for row in held}
        answer = _Answer(item, [row for row in held if row.token in tokens])
        waiting = {row.token for row in answer.held}
        answer.new = [f for f in (entry.files if entry else ()) if f.token not in waiting]
        known = facts.remedy(item.pk)
        files = len(answer.names) + (known.file_count if known else 0)
        wrong = guards.report_objections(
            item.position,
            measure=item.measure,
            files=files,
            done_on=item.measure_done_on,
            today=local_day(wave.now),
        )
        missing += wrong
        found += [] if wrong else [answer]
    if missing and not (partial and found):
        wave.demand(missing)
    return found


def _hand_in(
    wave: Wave, answers: Sequence[_Answer], signing: SigningInput | None, as_of: date | None
) -> list[HandedRow]:
    """Texts and files become part of the dossier, each under its request; the rows of the receipt."""
    whole = [signing.file] if signing and signing.file else []
    files = [*whole, *(file for answer in answers for file in _all_files(answer))]
    kept = keep_files(
        wave.case,
        files,
        side=Side.INSTITUTION,
        by=wave.person,
        now=wave.now,
        as_of=as_of,
        prepared=[row for answer in answers for row in answer.held],
        jobs=wave.jobs,
    )
    handed, rest = kept[: len(whole)], iter(kept[len(whole) :])
    for answer in answers:
        answer.kept = [next(rest) for _file in _all_files(answer)]
        item = answer.item
        item.state, item.reported_at, item.reported_by = RemedyState.REPORTED, wave.now, wave.by
    columns = [*DRAFTED, "state", "reported_at", "reported_by"]
    RemedyItem.objects.bulk_update([answer.item for answer in answers], columns)
    if dropped := [a.item.pk for a in answers if len(a.held) < len(_held_with(a.item))]:
        RemedyItem.held.through.objects.filter(remedyitem_id__in=dropped).delete()
    link = RemedyItem.files.through
    link.objects.bulk_create(
        link(remedyitem_id=a.item.pk, evidencefile_id=file.pk) for a in answers for file in a.kept
    )
    paper = [HandedRow(_("Báo cáo kết quả khắc phục đã ký"), _("Đã nhận"), handed)] if handed else []
    return [
        *paper,
        *(HandedRow(f"{a.item.position}. {a.item.text}", _("Đã báo cáo"), a.kept) for a in answers),
    ]


def _all_files(answer: _Answer) -> list[Incoming]:
    held = [Incoming(f.name, f.size, f.sha256, f.mime, f.blob, f.token) for f in answer.held]
    return [*held, *answer.new]


def _keep_paper(
    wave: Wave, facts: PartyFacts, answers: Sequence[_Answer], signing: SigningInput | None
) -> None:
    """The paper that was printed here comes back signed, if it says what is handed in; else what came in is printed."""
    rows = [_row(answer) for answer in answers]
    known = facts.documents.get(DocumentKind.REMEDY_REPORT)
    waits = known is not None and known.state == DocumentState.FOR_SIGNATURE
    if signing and signing.file and known and waits:
        paper = Document.objects.get(pk=known.document_id)
        if [row["text"] for row in paper.snapshot["rows"]] != [row.measure for row in rows]:
            wave.demand([_("Nội dung đã sửa sau khi in: in lại báo cáo, ký rồi nộp bản mới.")])
        documents.sign(paper, wave, signing, capacity=wave.who.role_words)
        return
    if waits:
        documents.discard_open(wave.case, DocumentKind.REMEDY_REPORT)
    request = answers[0].item.request
    _draw_up(wave, request, rows, wave.person, wave.who.role_words, printed=True)


def _whole(wave: Wave, request: RemedyRequest) -> None:
    """Nothing waits for the unit any more: the officer has some working days to judge (rule [P])."""
    wave.turns.close(wave.case, PLAN, PREPARE, REPORT)
    limit = due_by_rule(wave.case, REVIEW_RULE, from_on=local_day(wave.now))
    officer = follower_of(wave.case, request)
    wave.turns.open(
        wave.case,
        verb="review_remedy",
        label=noop("Xem xét báo cáo khắc phục"),
        why=noop("Đơn vị đã báo cáo kết quả khắc phục; chấp nhận hoặc trả lại từng yêu cầu (Đ.16)."),
        person_id=officer.pk if officer else None,
        role=Role.OFFICER,
        due_on=limit.end_on if limit else None,
    )
    _notify(
        wave,
        officer,
        key=f"remedy-reported:{wave.case.pk}:{wave.now.timestamp()}",
        subject=_("Đơn vị đã nộp báo cáo khắc phục"),
        body=_("%(name)s đã nộp báo cáo kết quả khắc phục. Mở Kiểm tra số để xem xét.")
        % {"name": wave.case.institution},
    )
    wave.move(wave.case, "report_remedy")
