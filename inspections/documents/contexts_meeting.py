"""The meeting at which the minutes are drawn up: present, absent, by what right the representative signs, who else is
concerned (Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm a; practice.md 1)."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from inspections.enums import ScanState, Side, SignerAuthority
from inspections.models import EvidenceFile, Minutes

from .contexts_party import SIDE_OF_PARTY, PartyRecord, team_at
from .contexts_text import iso_date, lines_of, sentence, without_closing_mark
from .snapshots import PersonSnapshot, RepresentativeSnapshot, StatementSnapshot
from .snapshots_meeting import AbsentSnapshot, AuthorityWord, RelatedSnapshot

MINUTES_MEETING = "minutes"
RELATED_POST = "người có liên quan"
DEPUTY_WORDS = "cấp phó của thủ trưởng đơn vị"
ATTORNEY_WORDS = "theo giấy ủy quyền"


def file_code(file_id: int) -> str:
    """A file as papers cite it: "TL-012"."""
    return f"TL-{file_id:03d}"


def minutes_team(record: PartyRecord) -> list[PersonSnapshot]:
    """The members who were there, each with his duty; where attendance was not taken, the team of the decision."""
    return team_at(record, record.present_at(MINUTES_MEETING))


def absent_people(record: PartyRecord) -> list[AbsentSnapshot]:
    """Who was expected and did not come, with the reason."""
    return [
        {
            "name": row.name,
            "post": row.post,
            "side": "team" if row.side == Side.TEAM else "institution",
            "reason": without_closing_mark(row.absent_reason),
        }
        for row in record.absent_from(MINUTES_MEETING)
    ]


def party_present(record: PartyRecord, session: Minutes) -> list[PersonSnapshot]:
    """People of the party beside its representative, who has a line of his own."""
    own = _representative_name(record, session).casefold()
    return [
        {"name": row.name, "post": row.post or SIDE_OF_PARTY, "duty": ""}
        for row in record.present_at(MINUTES_MEETING)
        if row.side == Side.INSTITUTION and row.name.casefold() != own
    ]


def _representative_name(record: PartyRecord, session: Minutes) -> str:
    return session.representative_name or record.details.representative_name or ""


def minutes_representative(record: PartyRecord, session: Minutes) -> RepresentativeSnapshot:
    """Who signs for the party, whether he was there, and by what right: head, deputy, or a power of attorney."""
    name = _representative_name(record, session)
    there = [
        row.name.casefold() for row in record.present_at(MINUTES_MEETING) if row.side == Side.INSTITUTION
    ]
    away = [row.name.casefold() for row in record.absent_from(MINUTES_MEETING)]
    post = session.representative_post if session.representative_name else record.details.representative_post
    told: RepresentativeSnapshot = {
        "name": name,
        "post": post,
        "authority": "",
        "present": bool(name) and name.casefold() not in away and (not there or name.casefold() in there),
    }
    if session.authority:
        told["authority"] = _authority_words(session)
        told["authority_kind"] = cast(AuthorityWord, session.authority)
        told["authority_file"] = _standing(session.authority_file)
        told["post_ended_on"] = _post_ended_on(record, name)
    return told


def _authority_words(session: Minutes) -> str:
    if session.authority == SignerAuthority.ATTORNEY:
        paper = without_closing_mark(session.authority_paper)
        file = f" ({file_code(session.authority_file_id)})" if session.authority_file_id else ""
        return f"{ATTORNEY_WORDS} {paper}".strip() + file
    return DEPUTY_WORDS if session.authority == SignerAuthority.DEPUTY else ""


def _standing(file: EvidenceFile | None) -> str:
    """The paper's file as cited, unless it was withdrawn since."""
    return file_code(file.pk) if file is not None and file.withdrawn_at is None else ""


def _post_ended_on(record: PartyRecord, name: str) -> str:
    """The last day of the person's post at the institution where every post recorded for him has ended (practice 5)."""
    own = [post for post in record.posts if str(post["name"]).casefold() == name.casefold()]
    today = record.dossier.today
    ends = [date.fromisoformat(post["until"]) if post["until"] else date.max for post in own]
    last = max(ends, default=date.max)
    return iso_date(last) if last < today else ""


def related_people(record: PartyRecord, session: Minutes) -> list[RelatedSnapshot]:
    """The persons concerned: their rows, then what older minutes have as text ("Họ tên - chức vụ")."""
    rows: list[RelatedSnapshot] = [
        {"name": row.name, "post": row.post or RELATED_POST, "duty": "", "signs": row.signs}
        for row in record.related
    ]
    known = {row["name"].casefold() for row in rows}
    typed = [_related(line) for line in lines_of(session.related_persons)]
    return rows + [person for person in typed if person["name"].casefold() not in known]


def _related(line: str) -> RelatedSnapshot:
    name, _dash, post = line.replace(" – ", " - ").partition(" - ")
    return {"name": name.strip(), "post": post.strip() or RELATED_POST, "duty": ""}


def related_opinions(record: PartyRecord) -> list[StatementSnapshot]:
    """What the persons concerned said."""
    return [
        {"by": row.name, "text": sentence(row.statement)} for row in record.related if row.statement.strip()
    ]


def quarantined(files: Iterable[EvidenceFile]) -> set[int]:
    """Files found to carry a threat: no basis of a result."""
    return {file.pk for file in files if getattr(file, "scan_state", None) == ScanState.INFECTED}
