"""Snapshot of the inspection minutes (Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm a)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from django.db.models import F, Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.enums import FindingState, Rating, Side
from inspections.exceptions import NotReady
from inspections.models import Answer, EvidenceFile, Finding, InspectedParty, Minutes, SiteVisit, Witness
from inspections.queries.evidence import NEWEST
from inspections.rules.numbering import team_symbol

from .contexts_dossier import REPORT_TO_ISSUER, Heading, party_snapshot, team_head
from .contexts_law import citation, contents
from .contexts_meeting import (
    MINUTES_MEETING,
    absent_people,
    file_code,
    minutes_representative,
    minutes_team,
    party_present,
    quarantined,
    related_opinions,
    related_people,
)
from .contexts_party import PartyRecord, load_party, session_method
from .contexts_plan import item_method
from .contexts_session import RECORD_SIGNATURES
from .contexts_text import day_of, iso_date, iso_moment, lines_of, sentence, without_closing_mark
from .contexts_visits import carried_out, recorded_visits, site_visits
from .snapshots import (
    AnnouncementReference,
    EvidenceSnapshot,
    FindingCounts,
    FindingKindWord,
    Method,
    MinutesFinding,
    MinutesItem,
    MinutesSnapshot,
    OpinionSnapshot,
    PlanReference,
    RatingWord,
    RefusalSnapshot,
    WitnessKind,
    WitnessSnapshot,
)

ORIGIN = {Side.INSTITUTION.value: "đơn vị nộp qua hệ thống", Side.TEAM.value: "Đoàn thu thập"}
SESSION = {"online": "hình thức trực tuyến", "on_site": "hình thức trực tiếp"}
AGREED = "Đơn vị nhất trí với nội dung ghi nhận, không giải trình thêm."
WITHDRAWN_BY_LEAD = "Trưởng đoàn đã rút mục ghi nhận"
NOT_ENOUGH = "Chưa đủ căn cứ để đánh giá."
REASON = re.compile(r"\s*\blý do\s*:\s*", re.IGNORECASE)
INVITED = ("đã mời", "không đến", "vắng mặt")


@translation.override("vi")
def minutes_snapshot(party: InspectedParty, *, today: date, demo: bool) -> MinutesSnapshot:
    """Freeze the minutes: team, party, contents, results, findings, opinion of the party, refusal (Điều 15.3a)."""
    record = load_party(party.pk, today=today, demo=demo)
    session = _session(record)
    answers = _answers(party.pk)
    raised = list(Finding.objects.filter(party_id=party.pk).select_related("act"))
    findings = [finding for finding in raised if finding.state != FindingState.WITHDRAWN]
    attendees = record.present_at(MINUTES_MEETING)
    visits = recorded_visits(record)
    items = [_item(answer, raised, record, visits) for answer in answers]
    told = [_finding(finding) for finding in findings]
    dossier = record.dossier
    return {
        **team_head(dossier, _heading(record)),
        "decision": dossier.decision,
        "decision_team": [member.name for member in dossier.members],
        "announcement": _announcement(record),
        "conduct_plan": _plan_reference(record),
        "party": party_snapshot(record.institution),
        "representative": minutes_representative(record, session),
        "related_persons": related_people(record, session),
        "team": minutes_team(record),
        "party_present": party_present(record, session),
        "absent": absent_people(record),
        "period_from": iso_date(dossier.details.period_from),
        "period_until": iso_date(dossier.details.period_to),
        "contents": contents(answer.item for answer in answers),
        "method": _method(items, record),
        "venue": without_closing_mark(session.place),
        "opened_at": iso_moment(session.opened_at),
        "closed_at": iso_moment(session.frozen_at),
        "site_visits": site_visits(record, visits, session, attendees),
        "items": items,
        "findings": told,
        "counts": _counts(items, told),
        "related_opinions": related_opinions(record),
        "opinion": _opinion(session, record),
        "requests_on_the_spot": [sentence(line) for line in lines_of(session.requests_on_the_spot)],
        "remarks": _remarks(record),
        "copies": session.copies,
        "refusal": _refusal(record, record.witnesses),
    }


def _session(record: PartyRecord) -> Minutes:
    session = cast(Minutes | None, getattr(record.case, "minutes", None))
    if session is None:
        raise NotReady([_("Chưa có dự thảo biên bản.")])
    return session


def _answers(party_id: int) -> list[Answer]:
    """The items in their order, with the files they rest on: the newest of each, a withdrawn one is no basis any more."""
    standing = EvidenceFile.objects.filter(NEWEST, withdrawn_at__isnull=True).order_by("id")
    standing = standing.annotate(scan_state=F("check_row__scan"))
    answers = Answer.objects.filter(party_id=party_id).select_related(
        "item__act", "concluded_by", "assigned_to"
    )
    return list(answers.prefetch_related(Prefetch("files", standing)).order_by("item__position", "id"))


def _heading(record: PartyRecord) -> Heading:
    return Heading(
        kind="minutes",
        type_name="Biên bản kiểm tra",
        type_abbr="BB",
        subject=f"{record.dossier.decision['subject'][:1].upper()}{record.dossier.decision['subject'][1:]}",
        recipients=[record.name, REPORT_TO_ISSUER],
        signatures=RECORD_SIGNATURES,
        signed_on=record.details.minutes_signed_on,
    )


def _announcement(record: PartyRecord) -> AnnouncementReference:
    decision, channel = record.dossier.decision, record.channel
    how = SESSION[session_method(record, channel)]
    return {
        "announced_at": iso_moment(record.details.announced_at),
        "channel": f"{how}: {channel}" if channel else how,
        "decision_number": decision["number"],
        "decision_symbol": decision["symbol"],
        "decision_signed_on": decision["signed_on"],
    }


def _plan_reference(record: PartyRecord) -> PlanReference:
    decision = record.dossier.decision
    approved_on = day_of(record.dossier.details.plan_approved_at)
    return {
        "number": record.plan_number,
        "symbol": team_symbol("KH"),
        "signed_on": iso_date(record.plan_dated_on or approved_on),
        "decision_number": decision["number"],
        "decision_symbol": decision["symbol"],
    }


def _item(
    answer: Answer, raised: Iterable[Finding], record: PartyRecord, visits: Iterable[SiteVisit]
) -> MinutesItem:
    planned = item_method(answer, answer.item, record.dossier.plan)
    act = answer.item.act
    result, reason = _result(answer)
    own = [finding for finding in raised if finding.answer_id == answer.pk]
    codes = [finding.code for finding in own if finding.state != FindingState.WITHDRAWN]
    if own and not codes and not reason:
        reason = "; ".join(f"{WITHDRAWN_BY_LEAD}: {finding.settlement.strip()}" for finding in own)
    return {
        "code": answer.item.code,
        "text": without_closing_mark(answer.item.requirement),
        "citation": citation(act, answer.item.locator) if act else None,
        "planned_method": planned,
        "method": carried_out(planned, answer.pk, visits),
        "result": result,
        "rating": cast(RatingWord, answer.rating) if answer.concluded_at else "",
        "reason": reason,
        "evidence": _evidence(answer.files.all()),
        "finding_codes": codes,
    }


def _result(answer: Answer) -> tuple[str, str]:
    """Result and reason: what follows "Lý do:" is the reason; of "chưa đủ căn cứ" the whole result is."""
    result, *after = REASON.split(answer.result.strip(), maxsplit=1)
    if after:
        return result or NOT_ENOUGH, after[0].strip()
    return (NOT_ENOUGH, result) if result and answer.rating == Rating.NOT_ENOUGH else (result, "")


def _evidence(files: Iterable[EvidenceFile]) -> list[EvidenceSnapshot]:
    """The files an item rests on; one that carries a threat is marked, so that the lead is told."""
    unsafe, told = quarantined(files), list[EvidenceSnapshot]()
    for file in files:
        row: EvidenceSnapshot = {"code": file_code(file.pk), "name": file.name, "origin": ORIGIN[file.side]}
        if file.pk in unsafe:
            row["quarantined"] = True
        told.append(row)
    return told


def _finding(finding: Finding) -> MinutesFinding:
    explanation = finding.explanation.strip() or (AGREED if finding.agrees else "")
    return {
        "code": finding.code,
        "finding_kind": cast(FindingKindWord, finding.kind),
        "text": sentence(finding.text),
        "citations": [citation(finding.act, finding.locator)],
        "explanation": explanation,
        "lead_answer": finding.settlement.strip(),
    }


def _method(items: Sequence[MinutesItem], record: PartyRecord) -> Method:
    """The method of the whole party follows from its items; without items it is the one announced or planned."""
    used = {item["method"] for item in items}
    if used:
        return used.pop() if len(used) == 1 else "mixed"
    plan = record.dossier.plan
    return cast(Method, record.details.method or (plan.method if plan else "mixed"))


def _counts(items: Sequence[MinutesItem], findings: Sequence[MinutesFinding]) -> FindingCounts:
    rated = Counter(item["rating"] for item in items)
    kinds = Counter(finding["finding_kind"] for finding in findings)
    return {
        "items": len(items),
        "complies": rated["complies"],
        "falls_short": rated["falls_short"],
        "not_applicable": rated["not_applicable"],
        "not_enough": rated["not_enough"],
        "shortcomings": kinds["shortcoming"],
        "signs_of_violation": kinds["sign_of_violation"],
    }


def _opinion(session: Minutes, record: PartyRecord) -> OpinionSnapshot:
    """The party's opinion; "none" only where the party itself said it has none: silence is never agreement."""
    text = session.opinion.strip()
    spoke = bool(text) or session.no_opinion
    return {
        "state": "given" if text else "none" if session.no_opinion else "not_yet",
        "text": text,
        "given_by": _speaker(session, record) if spoke else "",
        "given_at": iso_moment(session.opinion_at) if spoke else "",
    }


def _speaker(session: Minutes, record: PartyRecord) -> str:
    """Who spoke for the party: the account of the party, or its representative where the team took it down."""
    team = {member.user_id for member in record.dossier.members}
    if session.opinion_by is None or session.opinion_by_id in team:
        return session.representative_name or record.details.representative_name or ""
    return session.opinion_by.full_name


def _remarks(record: PartyRecord) -> list[str]:
    """Signing after the limit is marked with its reason (Điều 13 sets the limit, practice does not block it)."""
    if not record.details.signed_late:
        return []
    return [sentence(f"Biên bản được ký sau thời hạn kiểm tra. Lý do: {record.details.late_reason}")]


def _refusal(record: PartyRecord, witnesses: Sequence[Witness]) -> RefusalSnapshot | None:
    """The party did not sign: reason, and who confirms it (commune authority or at least one witness)."""
    details = record.details
    if not (details.signing_refused or witnesses):
        return None
    reason = without_closing_mark(details.refusal_reason)
    invited = details.invited_not_signed or any(word in reason.casefold() for word in INVITED)
    return {
        "outcome": "invited_not_signed" if invited else "refused",
        "reason": reason,
        "recorded_at": iso_moment(details.minutes_signed_at),
        "witnesses": [_witness(witness) for witness in witnesses],
    }


def _witness(witness: Witness) -> WitnessSnapshot:
    return {
        "kind": cast(WitnessKind, witness.kind),
        "name": witness.name,
        "post_or_address": witness.post,
        "identity_number": witness.id_number,
    }
