"""What the result report is made of: its sections in order, and the record that its prose is drawn up from (row 16).

Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm đ asks for a report; it knows neither a form nor a time limit of it, and no
«kết luận kiểm tra» (trap 1). The sections are those of domain 13, no. 13.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

OVERVIEW, CONDUCT, PARTY = "overview", "conduct", "party"
STRENGTHS, SHORTCOMINGS, CAUSES = "strengths", "shortcomings", "causes"
HANDLING, FOR_PARTIES = "handling", "for_parties"
FOR_DEPARTMENT, FOR_SUPERIOR = "for_department", "for_superior"
BEFORE_PARTIES = (OVERVIEW, CONDUCT)
AFTER_PARTIES = (
    STRENGTHS,
    SHORTCOMINGS,
    CAUSES,
    HANDLING,
    FOR_PARTIES,
    FOR_DEPARTMENT,
    FOR_SUPERIOR,
)
TITLES: dict[str, str | Promise] = {
    OVERVIEW: _l("Khái quát cuộc kiểm tra"),
    CONDUCT: _l("Việc tiến hành kiểm tra"),
    STRENGTHS: _l("Ưu điểm"),
    SHORTCOMINGS: _l("Tồn tại, hạn chế, dấu hiệu vi phạm"),
    CAUSES: _l("Nguyên nhân"),
    HANDLING: _l("Việc xử lý"),
    FOR_PARTIES: _l("Kiến nghị đối với đơn vị được kiểm tra"),
    FOR_DEPARTMENT: _l("Kiến nghị đối với Sở"),
    FOR_SUPERIOR: _l("Kiến nghị đối với cấp trên"),
}


@dataclass(frozen=True)
class ReportedFinding:
    """A finding of signed minutes: what, by which law, what the party said, what follows."""

    code: str
    sign: bool
    text: str
    place: str
    handling: str = ""
    explanation: str = ""
    agrees: bool | None = None


@dataclass(frozen=True)
class ReportedParty:
    """One party with minutes, in figures and lists of the record."""

    party_id: int
    name: str
    announced_on: date | None
    minutes_on: date | None
    refused: bool = False
    items: int = 0
    complies: int = 0
    falls_short: int = 0
    not_applicable: int = 0
    not_enough: int = 0
    online: int = 0
    visits: int = 0
    files: int = 0
    good: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    findings: tuple[ReportedFinding, ...] = ()
    opinion: str = ""
    asked: tuple[tuple[str, date], ...] = ()
    nothing_asked: bool = False
    referrals: tuple[str, ...] = ()

    @property
    def shortcomings(self) -> int:
        """How many tồn tại, hạn chế."""
        return sum(not finding.sign for finding in self.findings)

    @property
    def signs(self) -> int:
        """How many dấu hiệu vi phạm."""
        return sum(finding.sign for finding in self.findings)


@dataclass(frozen=True)
class ReportedInspection:
    """One inspection as its report tells it."""

    decision: str
    ground: str
    scope: str
    period_from: date
    period_to: date
    announced_on: date | None
    finished_on: date | None
    limit_end_on: date | None
    extended: bool
    plan: str
    team: tuple[tuple[str, str], ...]
    contents: tuple[str, ...]
    parties: tuple[ReportedParty, ...]
    ended: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", _sum_of(self.parties))

    def party(self, party_id: int | None) -> ReportedParty | None:
        """A party by its number."""
        return next((row for row in self.parties if row.party_id == party_id), None)

    def places(self) -> Iterator[tuple[str, int | None]]:
        """Every section with its party, in the order of the paper."""
        yield from ((key, None) for key in BEFORE_PARTIES)
        yield from ((PARTY, row.party_id) for row in self.parties)
        yield from ((key, None) for key in AFTER_PARTIES)


def counts_of(party: ReportedParty) -> dict[str, int]:
    """The figures of one party, under the words by which a report counts them."""
    return {
        "nội dung kiểm tra": party.items,
        "nội dung đúng quy định": party.complies,
        "nội dung chưa đúng, chưa đủ": party.falls_short,
        "nội dung không áp dụng": party.not_applicable,
        "nội dung chưa đủ căn cứ": party.not_enough,
        "tồn tại, hạn chế": party.shortcomings,
        "dấu hiệu vi phạm": party.signs,
        "yêu cầu khắc phục": len(party.asked),
    }


def _sum_of(parties: tuple[ReportedParty, ...]) -> dict[str, int]:
    total = {"đơn vị được kiểm tra": len(parties)}
    for party in parties:
        for words, number in counts_of(party).items():
            total[words] = total.get(words, 0) + number
    return total


def section_title(key: str, party_name: str = "") -> str:
    """The heading of a section; that of a party names it."""
    if key == PARTY:
        return _("Kết quả kiểm tra đối với %(name)s") % {"name": party_name}
    return str(TITLES[key])


def anchor_of(key: str, party_id: int | None) -> str:
    """The name of a section by which a remark finds it again in every version."""
    return f"{key}-{party_id}" if party_id else key
