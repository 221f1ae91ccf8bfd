"""Biên bản up to its frozen text: drafted, answered, settled, confirmed by both (rows T7, T8; Điều 15.3a)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, files, messages
from inspections.actions.minutes_signing import invite_to_sign as invite_to_sign
from inspections.actions.minutes_signing import record_refusal as record_refusal
from inspections.actions.minutes_signing import sign_minutes as sign_minutes
from inspections.actions.party import people_of_institution
from inspections.actions.receipts import receipt_for_files
from inspections.actions.related import take_in_related
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import minutes_snapshot
from inspections.documents.lint import lint_minutes
from inspections.documents.snapshots import MinutesSnapshot
from inspections.enums import DocumentKind, DocumentState, FindingState, Side
from inspections.exceptions import Refused
from inspections.kinds import PartyStage
from inspections.models import (
    Case,
    Document,
    Finding,
    InspectedParty,
    Minutes,
    MinutesConfirmation,
    User,
)
from inspections.models.inputs import Incoming
from inspections.queries.deadlines import due_by_rule
from inspections.queries.facts import party_facts
from inspections.queries.people import actor_of, local_day
from inspections.rules.guards import party as guards
from inspections.rules.policies import party as policies
from inspections.rules.roles import Permission, Role

CONFIRM = "confirm_minutes"
SESSION_CONTENTS = ("opened_at", "opened_by", "place", "requests_on_the_spot")
# What only the work on items can mend is found before the items lock.
MENDED_UNDER_CHECK = frozenset({"items", "shortfall", "method", "citation"})


def _text(party: Case, on: date) -> MinutesSnapshot:
    return minutes_snapshot(cast(InspectedParty, party), today=on, demo=settings.DEMO)


def _contradictions(text: MinutesSnapshot, *, only: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(c.text for c in lint_minutes(text) if not only or c.code in only)


def draft_minutes(
    case: Case,
    *,
    by: User,
    now: datetime,
    place: str,
    related_persons: str = "",
    requests_on_the_spot: str = "",
) -> Case:
    """T7: every item concluded; findings go to the institution for its explanation."""
    with deed(case, by=by, now=now, verb="draft_minutes") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_draft_minutes(wave.who, facts))
        wave.demand(guards.draft_minutes_blockers(facts))
        opened = Minutes(
            party=wave.case,
            opened_at=now,
            opened_by=by,
            place=place.strip(),
            requests_on_the_spot=requests_on_the_spot.strip(),
        )
        Minutes.objects.bulk_create(
            [opened], update_conflicts=True, unique_fields=["party"], update_fields=SESSION_CONTENTS
        )
        take_in_related(wave, related_persons)
        wave.turns.close(wave.case, "conclude_items")
        Finding.objects.filter(party=wave.case, state=FindingState.NOTED).update(state=FindingState.SENT)
        _ask_for_opinion(wave, bool(facts.findings))
        wave.move(wave.case, "draft_minutes")
        text = _text(wave.case, local_day(now))
        wave.demand(_contradictions(text, only=MENDED_UNDER_CHECK))
        _draft_paper(wave, text, for_reading=True)
    return wave.case


def _draft_paper(wave: Wave, text: MinutesSnapshot, *, for_reading: bool) -> Document:
    """The minutes on paper: «BẢN NHÁP» while opinions are gathered, the text to sign once both may confirm it."""
    return documents.draft(
        wave,
        wave.case,
        DocumentKind.MINUTES,
        _("Biên bản kiểm tra: %(name)s") % {"name": str(wave.case.institution)},
        text,
        signer=wave.case.lead,
        for_reading=for_reading,
    )


def _ask_for_opinion(wave: Wave, has_findings: bool) -> None:
    due = due_by_rule(wave.case, "inspection.explanation", from_on=local_day(wave.now))
    limit = wave.case.parent.inspection_details.limit_end_on if wave.case.parent else None
    due_on = min(d for d in (due.end_on if due else None, limit) if d) if due or limit else None
    for verb, label, role, wanted in (
        (
            "explain_finding",
            noop("Giải trình các tồn tại, hạn chế"),
            Role.INSTITUTION_CLERK,
            has_findings,
        ),
        ("give_opinion", noop("Nêu ý kiến về dự thảo biên bản"), Role.INSTITUTION_HEAD, True),
    ):
        if wanted:
            wave.turns.open(
                wave.case,
                verb=verb,
                label=label,
                why=noop(
                    "Đoàn đã gửi dự thảo biên bản; giải trình, nêu ý kiến là quyền của đơn vị (Đ.9.1a, 15.3a)."
                ),
                role=role,
                institution_id=wave.case.institution_id,
                due_on=due_on,
            )
    messages.queue(
        wave.case,
        people_of_institution(wave.case, local_day(wave.now)),
        key=f"opinion:{wave.case.pk}",
        subject=_("Có dự thảo biên bản kiểm tra để đơn vị nêu ý kiến"),
        body=_("Đoàn kiểm tra đã gửi dự thảo biên bản. Đăng nhập Kiểm tra số để giải trình, nêu ý kiến."),
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def explain_finding(
    case: Case,
    *,
    by: User,
    now: datetime,
    finding_id: int,
    agrees: bool,
    explanation: str,
    incoming: Sequence[Incoming] = (),
    as_of: date | None = None,
) -> Finding:
    """T8: agree, or disagree with text and files; the judgement itself stays the lead's."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_explain_finding(wave.who, facts))
        wave.demand(guards.explain_finding_blockers(facts))
        finding = Finding.objects.get(pk=finding_id, party=wave.case)
        if finding.state not in (FindingState.SENT, FindingState.EXPLAINED):
            wave.demand([_("Trưởng đoàn đã có ý kiến về tồn tại này; không giải trình thêm ở đây.")])
        if not agrees and not explanation.strip():
            wave.demand([_("Không đồng ý thì ghi giải trình.")])
        finding.agrees, finding.explanation = agrees, explanation.strip()
        finding.state = FindingState.EXPLAINED
        finding.explained_at, finding.explained_by = now, by
        finding.save(update_fields=["agrees", "explanation", "state", "explained_at", "explained_by"])
        kept = files.keep_files(
            wave.case, incoming, side=Side.INSTITUTION, by=by, now=now, as_of=as_of, jobs=wave.jobs
        )
        finding.files.add(*kept)
        what = _("giải trình tồn tại, hạn chế %(code)s") % {"code": finding.code}
        receipt_for_files(wave, what=what, asked=finding.text, files=kept)
        if not Finding.objects.filter(party=wave.case, state=FindingState.SENT).exists():
            wave.turns.close(wave.case, "explain_finding")
        wave.tell(wave.case, "explain_finding", detail=finding.code)
    return finding


def give_opinion(case: Case, *, by: User, now: datetime, opinion: str, no_opinion: bool) -> Minutes:
    """The opinion of the inspected is a content of the minutes, even if it is «không có ý kiến khác» (trap 9)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_give_opinion(wave.who, facts))
        wave.demand(guards.give_opinion_blockers(facts))
        if not opinion.strip() and not no_opinion:
            wave.demand([_("Ghi ý kiến của đơn vị, hoặc chọn «Đơn vị không có ý kiến khác».")])
        minutes = Minutes.objects.get(party=wave.case)
        minutes.opinion, minutes.no_opinion = opinion.strip(), no_opinion and not opinion.strip()
        minutes.opinion_at, minutes.opinion_by = now, by
        minutes.save(update_fields=["opinion", "no_opinion", "opinion_at", "opinion_by"])
        wave.turns.close(wave.case, "give_opinion")
        wave.tell(wave.case, "give_opinion")
    return minutes


def note_silence(case: Case, *, by: User, now: datetime, reason: str) -> Minutes:
    """The institution was asked and gave no opinion: the lead writes that down, so that minutes close (trap 8)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_note_silence(wave.who, facts))
        wave.demand(guards.note_silence_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi rõ đã mời đơn vị nêu ý kiến lúc nào, bằng cách nào.")])
        minutes = Minutes.objects.get(party=wave.case)
        minutes.opinion = _("Đoàn kiểm tra ghi nhận: đơn vị không nêu ý kiến. %(reason)s") % {
            "reason": reason.strip()
        }
        minutes.opinion_at, minutes.opinion_by = now, by
        minutes.save(update_fields=["opinion", "opinion_at", "opinion_by"])
        wave.tell(wave.case, "note_silence", reason=reason.strip())
    return minutes


def settle_finding(
    case: Case, *, by: User, now: datetime, finding_id: int, decision: str, reason: str, text: str = ""
) -> Finding:
    """12.1.3: the lead keeps, adjusts (with the new text) or withdraws a finding, each with a reason."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_settle_finding(wave.who, facts))
        wave.demand(guards.settle_finding_blockers(facts))
        finding = Finding.objects.get(pk=finding_id, party=wave.case)
        if finding.state == FindingState.IN_MINUTES:
            wave.demand([_("Tồn tại đã vào biên bản ký; chỉ sửa bằng biên bản bổ sung.")])
        if not reason.strip():
            wave.demand([_("Ghi lý do giữ, điều chỉnh hoặc rút tồn tại.")])
        if decision == FindingState.ADJUSTED:
            if not text.strip():
                wave.demand([_("Ghi nội dung tồn tại sau điều chỉnh.")])
            finding.text = text.strip()
        finding.state, finding.settlement = decision, reason.strip()
        finding.settled_at, finding.settled_by = now, by
        finding.save(update_fields=["text", "state", "settlement", "settled_at", "settled_by"])
        wave.tell(
            wave.case,
            "settle_finding",
            reason=reason.strip(),
            detail=f"{finding.code} · {finding.get_state_display()}",
        )
    return finding


def ask_code(case: Case, *, by: User, now: datetime) -> None:
    """Send the one-time code for «xác nhận nội dung» to whoever may confirm."""
    if refusal := policies.refusal_to_confirm_minutes(actor_of(by, local_day(now)), party_facts(case)):
        raise Refused(refusal)
    messages.send_code(by, purpose=f"{CONFIRM}:{case.pk}", case=case, now=now)


def confirm_minutes(case: Case, *, by: User, now: datetime, password: str, code: str) -> MinutesConfirmation:
    """«Xác nhận nội dung»: password and code freeze the text; it shows agreement and is not a signature (practice 1)."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_confirm_minutes(wave.who, facts))
        wave.demand(guards.confirm_minutes_blockers(facts))
        side = _side_of(wave)
        confirmed = facts.minutes.confirmed_sides if facts.minutes else frozenset()
        if side in confirmed:
            wave.demand([_("Bên này đã xác nhận nội dung biên bản.")])
        minutes = Minutes.objects.get(party=wave.case)
        document = _frozen_document(wave, minutes)
        if not by.check_password(password):
            wave.demand([_("Mật khẩu không đúng.")])
        messages.use_code(by, purpose=f"{CONFIRM}:{wave.case.pk}", code=code, now=now)
        confirmation = MinutesConfirmation.objects.create(
            minutes=minutes,
            side=side,
            text_sha256=document.snapshot_sha256,
            confirmed_at=now,
            confirmed_by=by,
        )
        wave.turns.close(wave.case, CONFIRM, person_id=by.pk)
        _ask_other_side(wave, side, confirmed)
        wave.tell(wave.case, CONFIRM, document=document, detail=str(Side(side).label))
    return confirmation


def _side_of(wave: Wave) -> str:
    if wave.who.may_at_institution(Permission.REPRESENT_INSTITUTION, wave.case.institution_id):
        return Side.INSTITUTION
    return Side.TEAM


def _frozen_document(wave: Wave, minutes: Minutes) -> Document:
    """The first confirmation freezes the text; the second confirms the very same text."""
    existing = Document.objects.filter(
        case=wave.case, kind=DocumentKind.MINUTES, state=DocumentState.FOR_SIGNATURE
    ).first()
    if not existing:
        minutes.frozen_at, minutes.frozen_by = wave.now, wave.person
        minutes.save(update_fields=["frozen_at", "frozen_by"])
    text = _text(wave.case, local_day(wave.now))
    wave.demand(_contradictions(text))
    if existing:
        return existing
    documents.discard_open(wave.case, DocumentKind.MINUTES)
    return _draft_paper(wave, text, for_reading=False)


def _ask_other_side(wave: Wave, side: str, confirmed: Collection[str]) -> None:
    if side == Side.TEAM and Side.INSTITUTION not in confirmed:
        wave.turns.open(
            wave.case,
            verb=CONFIRM,
            label=noop("Xác nhận nội dung biên bản"),
            why=noop("Trưởng đoàn đã xác nhận; đại diện đơn vị xác nhận trước khi hai bên ký."),
            role=Role.INSTITUTION_HEAD,
            institution_id=wave.case.institution_id,
            due_on=wave.case.parent.inspection_details.limit_end_on if wave.case.parent else None,
        )
    else:
        wave.turns.close(wave.case, CONFIRM)


def reopen_minutes(case: Case, *, by: User, now: datetime, reason: str) -> Minutes:
    """Before anybody signed, the lead may unlock the text; confirmations fall and the frozen print is replaced."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        if wave.case.stage != PartyStage.MINUTES_DRAFTED:
            wave.demand([_("Biên bản đã ký thì không mở lại; chỉ bổ sung bằng biên bản bổ sung.")])
        wave.demand(guards.reopen_minutes_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi lý do mở lại nội dung biên bản.")])
        minutes = _unlock(wave)
        wave.turns.close(wave.case, CONFIRM)
        wave.tell(wave.case, "reopen_minutes", reason=reason.strip())
    return minutes


def _unlock(wave: Wave, *, heard_again: bool = False) -> Minutes:
    """Confirmations fall, the frozen print is replaced; what was typed stays, an opinion to be asked again is open."""
    minutes = Minutes.objects.get(party=wave.case)
    minutes.confirmations.all().delete()
    minutes.frozen_at = minutes.frozen_by = None
    if heard_again:
        minutes.opinion_at = minutes.opinion_by = None
    minutes.save(update_fields=["frozen_at", "frozen_by", "opinion_at", "opinion_by"])
    documents.discard_open(wave.case, DocumentKind.MINUTES)
    return minutes


def take_up_again(case: Case, *, by: User, now: datetime, reason: str) -> Case:
    """T9: new facts came up; the check goes on, the institution is heard again on the new draft."""
    with deed(case, by=by, now=now, verb="take_up_again") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
        wave.demand(guards.take_up_again_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi tình tiết mới khiến phải kiểm tra tiếp.")])
        _unlock(wave, heard_again=True)
        wave.turns.close(wave.case, CONFIRM, "explain_finding", "give_opinion")
        wave.move(wave.case, "take_up_again", reason=reason.strip())
        messages.queue(
            wave.case,
            people_of_institution(wave.case, local_day(now)),
            key=f"again:{wave.case.pk}:{now:%Y%m%d%H%M%S}",
            subject=_("Đoàn kiểm tra tiếp tục làm việc với đơn vị"),
            body=_("Có tình tiết mới; dự thảo biên bản được lập lại và gửi đơn vị nêu ý kiến."),
            by=by,
            now=now,
            jobs=wave.jobs,
        )
    return wave.case
