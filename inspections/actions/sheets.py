"""Sheets made on demand: proposal, review of overlap, pledge of the team, record of a hand-over (domain 13, nos. 3, 4, 17).

A sheet is a print of what the record says at that moment; the same record asked for twice is the same sheet.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

from inspections.actions import documents
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_handover import referral_handover_snapshot
from inspections.documents.contexts_sheets import (
    overlap_sheet_snapshot,
    pledge_sheet_snapshot,
    proposal_sheet_snapshot,
)
from inspections.documents.snapshots import snapshot_hash
from inspections.enums import SECTION_SHEETS, DocumentKind, DocumentState, ReferralState
from inspections.models import Case, Document, InspectedParty, Inspection, Referral, User
from inspections.queries.facts import inspection_facts, party_facts
from inspections.queries.people import local_day
from inspections.rules.policies import sheets as policies

HANDED_OVER_IN = frozenset({ReferralState.APPROVED, ReferralState.SENT, ReferralState.RECEIVED})


def print_sheet(case: Case, *, by: User, now: datetime, sheet: str) -> Document:
    """Print one of the section's own sheets; none of them waits for a signature here."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_print_sheet(wave.who, facts))
        if sheet not in SECTION_SHEETS:
            wave.demand([_("Chọn phiếu cần in.")])
        if sheet == DocumentKind.PLEDGE_SHEET and not facts.team:
            wave.demand([_("Chưa cử Đoàn nên chưa có ai cam kết; cử Đoàn trước khi in bản cam kết.")])
        kind = DocumentKind(sheet)
        snapshot = _sheet_snapshot(wave, kind)
        document = _printed_before(wave.case, kind, snapshot)
        if document is None:
            document = documents.draft(wave, wave.case, kind, str(kind.label), snapshot, printed=True)
            wave.tell(wave.case, "print_sheet", document=document, detail=str(kind.label))
    return document


def _sheet_snapshot(wave: Wave, kind: DocumentKind) -> Mapping[str, Any]:
    case, today = cast(Inspection, wave.case), local_day(wave.now)
    if kind == DocumentKind.PLEDGE_SHEET:
        return pledge_sheet_snapshot(case, today=today, demo=settings.DEMO)
    build = proposal_sheet_snapshot if kind == DocumentKind.PROPOSAL_SHEET else overlap_sheet_snapshot
    return build(case, by=wave.person, today=today, demo=settings.DEMO)


def _printed_before(case: Case, kind: str, snapshot: Mapping[str, Any]) -> Document | None:
    """The last print of the sheet, if it says the same."""
    rows = Document.objects.filter(case=case, kind=kind, state=DocumentState.PRINT)
    return rows.filter(snapshot_sha256=snapshot_hash(snapshot)).order_by("-id").first()


def draft_handover(case: Case, *, by: User, now: datetime, referral_id: int) -> Document:
    """Draw up the record by which both sides sign for the files of a matter that goes to another body."""
    with deed(case, by=by, now=now, even_paused=True) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_draft_handover(wave.who, facts))
        referral = Referral.objects.get(pk=referral_id, party=wave.case)
        if referral.state not in HANDED_OVER_IN and not _goes_at_once(referral):
            wave.demand([_("Việc này chưa được đồng ý chuyển nên chưa lập biên bản bàn giao.")])
        snapshot = referral_handover_snapshot(
            cast(InspectedParty, wave.case), referral, today=local_day(now), demo=settings.DEMO
        )
        document = _waiting_record(wave.case, snapshot)
        if document is None:
            kind = DocumentKind.REFERRAL_HANDOVER
            title = _("Biên bản bàn giao hồ sơ: %(matter)s") % {"matter": snapshot["matter"]}
            document = documents.draft(wave, wave.case, kind, title, snapshot)
            wave.tell(wave.case, "draft_handover", document=document, detail=title)
    return document


def _goes_at_once(referral: Referral) -> bool:
    """An administrative violation goes at once, without anybody's leave (Điều 15.3b)."""
    return referral.kind == "violation_record" and referral.state == ReferralState.NOTED


def _waiting_record(case: Case, snapshot: Mapping[str, Any]) -> Document | None:
    """A record not yet signed that says the same, apart from its own code."""
    rows = Document.objects.filter(
        case=case, kind=DocumentKind.REFERRAL_HANDOVER, state=DocumentState.FOR_SIGNATURE
    )
    wanted = dict(snapshot)
    return next(
        (row for row in rows if {k: v for k, v in row.snapshot.items() if k != "check"} == wanted), None
    )
