"""The unit reports what it mended: one paper to sign and stamp, then the head hands it in with its files (T16).

Source: Nghị định 217/2025/NĐ-CP Điều 16; practice.md 5. What is handed in has a receipt and is not written over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.files import keep_files
from inspections.actions.later_dates import lapse_wishes
from inspections.actions.receipts import give_receipt
from inspections.actions.remedies import (
    DRAFTED,
    PLAN,
    PREPARE,
    REPORT,
    ask_unit,
    follower_of,
    hold_files,
    tell_follower,
    waiting_items,
    write_measures,
)
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_remedies import RemedyReportRow, remedy_report_snapshot
from inspections.documents.contexts_replies import HandedRow
from inspections.enums import DocumentKind, DocumentState, RemedyState, Side
from inspections.models import Case, Document, EvidenceFile, RemedyItem, RemedyRequest, StashedFile, User
from inspections.models.inputs import Incoming, RemedyInput, SigningInput
from inspections.queries.beside import objects_of
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


def print_remedy_report(case: Case, *, by: User, now: datetime) -> Document:
    """One paper in the unit's name, to sign and stamp once; a newer print takes the place of the older one."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_save_remedy_report(wave.who, facts))
        items = waiting_items(wave, facts)
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
        items = waiting_items(wave, facts)
        write_measures(wave, items, entries)
        answers = _ready(wave, facts, items, entries, partial=partial)
        rows = _hand_in(wave, answers, signing, as_of)
        _keep_paper(wave, facts, answers, signing)
        request = items[0].request
        give_receipt(wave, what=_("nộp báo cáo kết quả khắc phục"), rows=rows, due_on=_due(answers))
        wave.turns.close(wave.case, *URGING_TURNS)
        lapse_wishes(wave, facts, [answer.item for answer in answers])
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
    hold_files(wave, {item.pk: entries[item.pk].files for item in rest if item.pk in entries})
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
    tell_follower(
        wave,
        officer,
        key=f"remedy-reported:{wave.case.pk}:{wave.now.timestamp()}",
        subject=_("Đơn vị đã nộp báo cáo khắc phục"),
        body=_("%(name)s đã nộp báo cáo kết quả khắc phục. Mở Kiểm tra số để xem xét.")
        % {"name": wave.case.institution},
    )
    wave.move(wave.case, "report_remedy")
