"""Snapshot of the supplementary minutes (Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm a; domain 12.1.3)."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, DocumentState
from inspections.exceptions import NotReady
from inspections.models import Document, SupplementaryMinutes

from .contexts_dossier import REPORT_TO_ISSUER, Heading, party_snapshot, person, team_head
from .contexts_party import load_party
from .contexts_session import RECORD_SIGNATURES
from .contexts_text import iso_date, iso_moment, lines_of, sentence, without_closing_mark
from .snapshots import OpinionSnapshot
from .snapshots_supplements import MinutesReference, SupplementSnapshot

COPIES = 2


@translation.override("vi")
def supplement_snapshot(supplement: SupplementaryMinutes, *, today: date, demo: bool) -> SupplementSnapshot:
    """Freeze the correction: which minutes it supplements, why, the text, the opinion of the institution."""
    record = load_party(supplement.party_id, today=today, demo=demo)
    heading = Heading(
        kind="supplementary_minutes",
        type_name="Biên bản bổ sung",
        type_abbr="BB",
        subject=f"Bổ sung, đính chính Biên bản kiểm tra đối với {record.name}",
        recipients=[record.name, REPORT_TO_ISSUER],
        signatures=RECORD_SIGNATURES,
    )
    return {
        **team_head(record.dossier, heading),
        "decision": record.dossier.decision,
        "party": party_snapshot(record.institution),
        "minutes": minutes_reference(supplement.party_id),
        "sequence": supplement.sequence,
        "opened_at": iso_moment(supplement.drafted_at),
        "venue": without_closing_mark(supplement.place),
        "team": [person(member) for member in record.dossier.members],
        "representative": {
            "name": supplement.representative_name,
            "post": supplement.representative_post,
            "authority": "",
            "present": True,
        },
        "reason": sentence(supplement.reason),
        "corrections": [sentence(line) for line in lines_of(supplement.text)],
        "opinion": _opinion(supplement),
        "copies": COPIES,
        "refusal": None,
    }


def minutes_reference(party_id: int) -> MinutesReference:
    """Number and date of the signed minutes."""
    signed = (
        Document.objects.filter(case_id=party_id, kind=DocumentKind.MINUTES, state=DocumentState.ISSUED)
        .only("number", "symbol", "dated_on")
        .first()
    )
    if signed is None:
        raise NotReady([_("Biên bản kiểm tra chưa ký; chưa có gì để bổ sung.")])
    return {
        "number": str(signed.number or ""),
        "symbol": signed.symbol,
        "signed_on": iso_date(signed.dated_on),
    }


def _opinion(supplement: SupplementaryMinutes) -> OpinionSnapshot:
    """What the institution said of it; where the team took down its silence, the representative said nothing."""
    said = supplement.opinion_by
    if said is None:
        return {"state": "not_yet", "text": "", "given_by": "", "given_at": ""}
    return {
        "state": "given",
        "text": sentence(supplement.opinion),
        "given_by": said.full_name,
        "given_at": iso_moment(supplement.opinion_at),
    }
