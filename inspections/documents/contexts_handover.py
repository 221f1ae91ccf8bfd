"""Snapshots of what leaves the dossier or lists it: record of a hand-over, contents (domain 13, nos. 12, 17, 19)."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation

from inspections.models import Case, InspectedParty, Inspection, Referral
from inspections.queries.people import local_day

from .contexts_decision import load_inspection
from .contexts_dossier import REPORT_TO_ISSUER, Heading, party_snapshot, team_head
from .contexts_party import load_party
from .contexts_sheets import KEPT, section_head
from .contexts_text import iso_date, without_closing_mark
from .snapshots_sheets import ContentsRow, ContentsSnapshot, HandedFile, ReferralHandoverSnapshot

HANDOVER_SIGNATURES = (
    "Biên bản có giá trị khi bên giao và bên nhận ký trên bản giấy và ghi nơi lưu bản gốc, hoặc ký số."
)
COPIES = 2


@translation.override("vi")
def referral_handover_snapshot(
    party: InspectedParty, referral: Referral, *, today: date, demo: bool
) -> ReferralHandoverSnapshot:
    """Freeze the record of a hand-over: which matter by which law, to whom, when, which files (Điều 15.3b-d).

    The matter itself and the papers of the other procedure are not told here: they belong to whoever handles them.
    """
    record = load_party(party.pk, today=today, demo=demo)
    heading = Heading(
        kind="referral_handover",
        type_name="Biên bản",
        type_abbr="BB",
        subject="Bàn giao hồ sơ, tài liệu",
        recipients=[referral.recipient or "Bên nhận", REPORT_TO_ISSUER],
        signatures=HANDOVER_SIGNATURES,
        signed_on=today,
    )
    return {
        **team_head(record.dossier, heading),
        "decision": record.dossier.decision,
        "party": party_snapshot(record.institution),
        "matter": str(referral.get_kind_display()),
        "legal_basis": without_closing_mark(referral.legal_basis),
        "noted_on": iso_date(local_day(referral.noted_at)),
        "recipient": without_closing_mark(referral.recipient),
        "sent_number": referral.sent_number,
        "sent_on": iso_date(referral.sent_on),
        "received_reference": without_closing_mark(referral.received_reference),
        "received_on": iso_date(referral.received_on),
        "state": str(referral.get_state_display()),
        "files": _handed(referral),
        "copies": COPIES,
    }


def _handed(referral: Referral) -> list[HandedFile]:
    files = referral.files.filter(withdrawn_at__isnull=True).order_by("id")
    return [{"code": f"TL-{file.pk:03d}", "name": file.name, "sha256": file.sha256} for file in files]


@translation.override("vi")
def contents_snapshot(
    case: Inspection, of: Case, rows: Iterable[ContentsRow], *, today: date, demo: bool
) -> ContentsSnapshot:
    """Freeze the contents of a dossier, or of one institution's part of it (Nghị định 30/2020/NĐ-CP Điều 29)."""
    dossier = load_inspection(case, today=today, demo=demo)
    heading = Heading(
        kind="contents",
        type_name="Mục lục hồ sơ",
        type_abbr="ML",
        subject=without_closing_mark(of.title),
        recipients=[],
        signatures="",
        archive=f"{KEPT} {of.code}",
        signed_on=today,
    )
    return {
        **section_head(dossier, heading, head_name=""),
        "dossier": of.code,
        "inspection": without_closing_mark(case.title),
        "rows": list(rows),
    }
