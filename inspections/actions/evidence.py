"""Files of the dossier after they came in: withdrawn with a reason, replaced by a new version, used for more items.

Each side changes its own files only. Every hand-out leaves a row that says who was handed what, when and how.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from inspections.actions import messages
from inspections.actions.files import keep_files
from inspections.actions.waves import Wave, deed
from inspections.enums import Side
from inspections.models import Answer, Case, Document, EvidenceFile, FileAccess, RequestItem, User
from inspections.models.inputs import Incoming
from inspections.queries.facts import party_facts
from inspections.rules.facts import PartyFacts
from inspections.rules.guards.evidence import FileFact, changed_file_objections
from inspections.rules.policies import evidence as policies
from inspections.rules.roles import Actor


def note_access(
    case: Case,
    *,
    way: str,
    by: User,
    now: datetime,
    file: EvidenceFile | None = None,
    document: Document | None = None,
) -> None:
    """A file or a paper was handed out: to whom, when, how."""
    FileAccess.objects.create(case=case, file=file, document=document, way=way, at=now, by=by)


def withdraw_evidence(case: Case, *, by: User, now: datetime, file_id: int, reason: str) -> EvidenceFile:
    """The team takes back a file of its own, with the reason; the file stays, marked."""
    with deed(case, by=by, now=now) as wave:
        return _withdraw(wave, file_id, Side.TEAM, reason, policies.refusal_to_withdraw_evidence)


def withdraw_own_file(case: Case, *, by: User, now: datetime, file_id: int, reason: str) -> EvidenceFile:
    """The institution takes back a file it handed in, with the reason; the team is told that it did."""
    with deed(case, by=by, now=now) as wave:
        row = _withdraw(wave, file_id, Side.INSTITUTION, reason, policies.refusal_to_withdraw_own_file)
        _tell_lead(wave, row, _("Đơn vị đã rút một tệp đã nộp"))
    return row


_Policy = Callable[[Actor, PartyFacts], str | None]


def _withdraw(wave: Wave, file_id: int, side: Side, reason: str, policy: _Policy) -> EvidenceFile:
    row = _own_standing(wave, file_id, side, policy)
    if not reason.strip():
        wave.demand([_("Ghi lý do rút tệp này.")])
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = wave.now, wave.person, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if before := _standing_before(row):
        before.answers.add(*row.answers.all())
    verb = "withdraw_evidence" if side == Side.TEAM else "withdraw_own_file"
    wave.tell(wave.case, verb, reason=reason.strip(), detail=row.name)
    return row


def _own_standing(wave: Wave, file_id: int, side: Side, policy: _Policy) -> EvidenceFile:
    """The file, if the person's side handed it in and it may still be changed."""
    facts = party_facts(wave.case)
    wave.require(policy(wave.who, facts))
    rows = EvidenceFile.objects.select_related("replaces", "replaced_by").annotate(
        for_items=Exists(EvidenceFile.answers.through.objects.filter(evidencefile=OuterRef("pk"))),
        for_findings=Exists(EvidenceFile.findings.through.objects.filter(evidencefile=OuterRef("pk"))),
    )
    row = rows.get(pk=file_id, case=wave.case, side=side)
    newest = _newest(row)
    fact = FileFact(
        withdrawn=row.withdrawn_at is not None,
        replaced=newest != row and newest.withdrawn_at is None,
        for_items=row.for_items,
        for_findings=row.for_findings,
    )
    wave.demand(changed_file_objections(facts, fact))
    return row


def _newest(row: EvidenceFile) -> EvidenceFile:
    """The last version of a file, withdrawn or not."""
    while hasattr(row, "replaced_by"):
        row = row.replaced_by
    return row


def _standing_before(row: EvidenceFile) -> EvidenceFile | None:
    """The version that stands again when this one is withdrawn."""
    before = row.replaces
    while before is not None and before.withdrawn_at is not None:
        before = before.replaces
    return before


def renew_evidence(
    case: Case, *, by: User, now: datetime, file_id: int, incoming: Incoming, as_of: date | None = None
) -> EvidenceFile:
    """The team hands in a new version of a file it collected."""
    with deed(case, by=by, now=now) as wave:
        old = _own_standing(wave, file_id, Side.TEAM, policies.refusal_to_renew_evidence)
        return _renew(wave, old, incoming, as_of, "renew_evidence")


def renew_own_file(
    case: Case, *, by: User, now: datetime, file_id: int, incoming: Incoming, as_of: date | None = None
) -> EvidenceFile:
    """The institution hands in a new version; the old one stays behind it, both with the moment they came."""
    with deed(case, by=by, now=now) as wave:
        old = _own_standing(wave, file_id, Side.INSTITUTION, policies.refusal_to_renew_own_file)
        row = _renew(wave, old, incoming, as_of, "renew_own_file")
        _tell_lead(wave, row, _("Đơn vị đã nộp bản mới của một tệp"))
    return row


def _renew(wave: Wave, old: EvidenceFile, incoming: Incoming, as_of: date | None, verb: str) -> EvidenceFile:
    if incoming.sha256 == old.sha256:
        wave.demand([_("Tệp này giống hệt bản đã nộp. Hãy chọn bản mới.")])
    [row] = keep_files(
        wave.case,
        [incoming],
        side=old.side,
        by=wave.person,
        now=wave.now,
        as_of=as_of,
        paper=old.paper,
        jobs=wave.jobs,
    )
    row.replaces = _newest(old)
    row.save(update_fields=["replaces"])
    row.request_items.add(*old.request_items.all())
    _follow(old, row)
    wave.tell(wave.case, verb, detail=f"{old.name} → {row.name}"[:500])
    return row


def _follow(old: EvidenceFile, new: EvidenceFile) -> None:
    """The new version stands for the items; an item that was judged by the old one keeps that one too."""
    answers = list(old.answers.all())
    new.answers.add(*answers)
    old.answers.remove(*[answer for answer in answers if not answer.rating])


def reuse_own_file(
    case: Case, *, by: User, now: datetime, file_id: int, items: Sequence[RequestItem]
) -> EvidenceFile:
    """One file for many items: what was handed in once also stands for other things that were asked."""
    with deed(case, by=by, now=now) as wave:
        row = _own_standing(wave, file_id, Side.INSTITUTION, policies.refusal_to_reuse_own_file)
        own = RequestItem.objects.filter(request__party=wave.case, pk__in=[item.pk for item in items])
        chosen = list(own.exclude(files=row))
        if not chosen:
            wave.demand([_("Chọn ít nhất một nội dung chưa có tệp này.")])
        row.request_items.add(*chosen)
        row.answers.add(*Answer.objects.filter(pk__in=[i.answer_id for i in chosen if i.answer_id]))
        labels = "; ".join(item.label for item in chosen)
        wave.tell(wave.case, "reuse_own_file", detail=f"{row.name}: {labels}"[:500])
    return row


def _tell_lead(wave: Wave, row: EvidenceFile, subject: str) -> None:
    lead = User.objects.filter(pk=wave.case.lead_id or 0)
    messages.queue(
        wave.case,
        lead,
        key=f"file-changed:{row.pk}:{'withdrawn' if row.withdrawn_at else 'renewed'}",
        subject=subject,
        body=_("%(what)s trong hồ sơ %(case)s. Đăng nhập Kiểm tra số, mục «Hồ sơ, tài liệu» để xem.")
        % {"what": subject, "case": wave.case.code},
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )
