"""Recurrence: how often the same content was found short at one institution before («đã nêu N lần (2025, 2026)»).

Nghị định 217/2025/NĐ-CP Điều 16 asks that shortcomings be remedied: one that comes again was not. The same content is
the same code of the same theme of the đề cương, or the same provision of law where codes differ between outlines.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker

# A party may be inspected again once its result is out: its remedy goes on, or it is over (Điều 16).
REINSPECTED_FROM = frozenset({"remedying", "remedy_reported", "completed"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Content:
    """What was, or is to be, looked at: the theme and the code of the item, the provision it rests on."""

    theme: str
    code: str
    act_id: int | None = None
    locator: str = ""

    @property
    def provision(self) -> tuple[int, str] | None:
        """The provision of law, spelled one way; a whole act without an article is no provision."""
        words = _SPACES.sub(" ", self.locator).strip().casefold()
        return (self.act_id, words) if self.act_id and words else None

    def is_same(self, other: "Content") -> bool:
        """The same item of the same theme, or the same provision of law."""
        if (self.theme, self.code) == (other.theme, other.code):
            return True
        return self.provision is not None and self.provision == other.provision


@dataclass(frozen=True, slots=True)
class PastFinding:
    """One shortcoming of signed minutes: where, in which inspection, when, on what."""

    institution_id: int
    party_id: int
    on: date
    content: Content
    text: str = ""
    finding_provision: Content | None = None

    def is_about(self, content: Content) -> bool:
        """By its item, or by the provision that the finding itself cites."""
        if self.content.is_same(content):
            return True
        return self.finding_provision is not None and self.finding_provision.is_same(content)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In how many earlier inspections, and in which years."""

    times: int = 0
    years: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """«đã nêu 2 lần (2025, 2026)»; nothing when it is new."""
        if not self.times:
            return ""
        years = ", ".join(str(year) for year in self.years)
        return _("đã nêu %(n)s lần (%(years)s)") % {"n": self.times, "years": years}


def recurrence_of(content: Content, past: Iterable[PastFinding]) -> Recurrence:
    """Inspections count once each, however many findings each of them had on this content."""
    seen = {row.party_id: row.on.year for row in past if row.is_about(content)}
    return Recurrence(len(seen), tuple(sorted(set(seen.values()))))


def repeated_contents(
    contents: Iterable[Content], past: Collection[PastFinding]
) -> dict[Content, Recurrence]:
    """Of these contents the ones that were found short before, with how often."""
    found = {content: recurrence_of(content, past) for content in contents}
    return {content: seen for content, seen in found.items() if seen.times}


def reinspection_objections(
    *, stage: str, institution_id: int | None, institution_ids: Collection[int]
) -> list[Blocker]:
    """What is inspected again is one institution whose result was issued, and it is among those proposed."""
    found = []
    if stage not in REINSPECTED_FROM:
        found.append(Blocker(_("Chỉ kiểm tra lại đơn vị đã có thông báo kết quả, yêu cầu khắc phục.")))
    if institution_id not in institution_ids:
        found.append(Blocker(_("Đơn vị của hồ sơ kiểm tra trước phải có trong danh sách đề xuất.")))
    return found
