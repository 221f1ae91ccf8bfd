"""Where the prose of a result report disagrees with the record, and how two versions differ (row 16; bar.md I8).

A warning names the section and both numbers; it never stops the lead, who may count differently and say so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspections.rules.outline_diff import Segment, marked
from inspections.rules.result_report import ReportedInspection, ReportedParty, counts_of

COUNTED = (
    "đơn vị được kiểm tra",
    "nội dung chưa đúng, chưa đủ",
    "nội dung đúng quy định",
    "nội dung không áp dụng",
    "nội dung chưa đủ căn cứ",
    "nội dung kiểm tra",
    "tồn tại, hạn chế",
    "dấu hiệu vi phạm",
    "yêu cầu khắc phục",
)
_NUMBER = re.compile(rf"(?<![\d/])(\d{{1,4}})(?:\s*\([^)]{{1,40}}\))?\s+({'|'.join(COUNTED)})", re.IGNORECASE)
# «Kết luận thanh tra» of another body may be quoted; our own activity has no «kết luận kiểm tra» (trap 1).
_CONCLUSION = re.compile(r"kết\s+luận\s+kiểm\s+tra", re.IGNORECASE)


@dataclass(frozen=True)
class SectionText:
    """A section as it stands: its name, its heading, its party, its words."""

    anchor: str
    title: str
    party_id: int | None
    text: str


@dataclass(frozen=True)
class SectionChange:
    """One section in two versions, word by word; a side that lacks it is empty."""

    anchor: str
    title: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]

    @property
    def changed(self) -> bool:
        """Anything but the same words."""
        return any(op != "same" for op, _words in (*self.before, *self.after))


def count_warnings(sections: Iterable[SectionText], record: ReportedInspection) -> list[str]:
    """A number typed in the prose that is not the number of the record: of the party told of, else of the whole."""
    found = []
    for section in sections:
        for line in section.text.splitlines():
            known = _counts_for(line, record.party(section.party_id), record)
            found += [
                _("%(title)s: ghi %(said)s %(what)s, trong hồ sơ là %(there)s.")
                % {"title": section.title, "said": said, "what": what.lower(), "there": known[what.lower()]}
                for said, what in _NUMBER.findall(line)
                if what.lower() in known and int(said) != known[what.lower()]
            ]
    return found


def _counts_for(line: str, party: ReportedParty | None, record: ReportedInspection) -> Mapping[str, int]:
    """Which figures a line is held to: of its section's party, of the one party it names, of the whole inspection."""
    if party is not None:
        return counts_of(party)
    named = [row for row in record.parties if row.name in line]
    if len(named) == 1 and len(record.parties) > 1:
        return counts_of(named[0])
    return record.counts


def conclusion_objections(texts: Iterable[str]) -> list[str]:
    """The decree knows a report and a result, no «kết luận kiểm tra» (trap 1)."""
    if not any(_CONCLUSION.search(text) for text in texts):
        return []
    return [
        _("Bỏ cụm từ «kết luận kiểm tra»: NĐ 217/2025/NĐ-CP chỉ có báo cáo và thông báo kết quả kiểm tra.")
    ]


def side_by_side(before: Sequence[SectionText], after: Sequence[SectionText]) -> list[SectionChange]:
    """The sections of two versions in the order of the later one; what only the earlier had comes last."""
    old = {section.anchor: section for section in before}
    new = {section.anchor for section in after}
    rows = [_change(old.get(section.anchor), section) for section in after]
    return rows + [_change(section, None) for section in before if section.anchor not in new]


def _change(before: SectionText | None, after: SectionText | None) -> SectionChange:
    told = after or before
    assert told is not None
    segments = list(marked(before.text if before else "", after.text if after else ""))
    return SectionChange(
        told.anchor,
        told.title,
        tuple(one for one in segments if one[0] != "ins"),
        tuple(one for one in segments if one[0] != "del"),
    )


def passage_stands(quote: str, text: str) -> bool:
    """A remark is about words that are in the section (spaces and case aside)."""
    return " ".join(quote.casefold().split()) in " ".join(text.casefold().split())
