"""What a checklist must be before it is published, and what its author should know.

Practice 3: 8 to 15 items citing the law in force; quality standards (Thông tư 15/2017/TT-BLĐTBXH) are accreditation
and never an inspection checklist; our own texts are samples until the department approves them. Nghị định
217/2025/NĐ-CP Điều 14 khoản 2: the contents of an inspection are those of its decision.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.rules.outline_rows import MAX_ITEMS
from inspections.rules.vietnamese import fold

FEWEST, MOST = 8, 15
ACCREDITATION = frozenset({"15 2017 tt bldtbxh"})
NAMED = 6


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act with its validity, as the legal reference has it."""

    code: str
    number: str
    title: str
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = True

    @property
    def is_accreditation(self) -> bool:
        """The circular on accreditation standards, whatever code it is kept under."""
        return fold(self.number) in ACCREDITATION


@dataclass(frozen=True, slots=True)
class ItemText:
    """One item of a version: what is judged before publication and compared between versions."""

    code: str
    requirement: str
    question: str = ""
    group_title: str = ""
    evidence_hint: str = ""
    act: CitedAct | None = None
    locator: str = ""
    on_site_only: bool = False
    ready_wording: str = ""

    @property
    def citation(self) -> str:
        """The legal basis in words."""
        return f"{self.locator} {self.act.title}".strip() if self.act else self.locator


def publish_blockers(items: Sequence[ItemText], *, valid_from: date) -> list[Blocker]:
    """Everything that hinders publication of these items from this day."""
    return [Blocker(text) for text in _objections(items, valid_from)]


def _objections(items: Sequence[ItemText], valid_from: date) -> Iterator[str]:
    if not items:
        yield _("Đề cương chưa có nội dung nào. Dán hoặc thêm nội dung.")
    if len(items) > MAX_ITEMS:
        yield _("Một đề cương không quá %(limit)s nội dung.") % {"limit": MAX_ITEMS}
    if bare := [item.code for item in items if not item.requirement.strip()]:
        yield _("Thiếu yêu cầu ở nội dung: %(codes)s.") % {"codes": _named(bare)}
    if silent := [item.code for item in items if not item.question.strip()]:
        yield _("Thiếu nội dung cần kiểm tra ở: %(codes)s.") % {"codes": _named(silent)}
    if twice := [code for code, count in Counter(item.code for item in items).items() if count > 1]:
        yield _("Mã nội dung trùng nhau: %(codes)s.") % {"codes": _named(twice)}
    yield from _objections_to_acts(items, valid_from)


def _objections_to_acts(items: Sequence[ItemText], valid_from: date) -> Iterator[str]:
    for act, codes in acts_of(items):
        told = {"act": act.title, "codes": _named(codes)}
        if act.is_accreditation:
            yield (
                _(
                    "%(act)s là tiêu chuẩn kiểm định chất lượng, không dùng làm nội dung kiểm tra "
                    "(nội dung %(codes)s). Dẫn văn bản khác."
                )
                % told
            )
        if act.valid_until and act.valid_until < valid_from:
            yield (
                _(
                    "%(act)s hết hiệu lực sau ngày %(day)s, trước ngày bắt đầu dùng đề cương "
                    "(nội dung %(codes)s). Dẫn văn bản đang có hiệu lực."
                )
                % {**told, "day": f"{act.valid_until:%d/%m/%Y}"}
            )


def publish_warnings(items: Sequence[ItemText], *, valid_from: date) -> list[str]:
    """What does not hinder publication but should be looked at."""
    return list(_doubts(items, valid_from))


def _doubts(items: Sequence[ItemText], valid_from: date) -> Iterator[str]:
    if items and not FEWEST <= len(items) <= MOST:
        yield (
            _("Đề cương có %(count)s nội dung; thông thường từ %(fewest)s đến %(most)s nội dung.")
            % {"count": len(items), "fewest": FEWEST, "most": MOST}
        )
    if uncited := [item.code for item in items if item.act is None]:
        yield _("Chưa dẫn văn bản ở nội dung: %(codes)s.") % {"codes": _named(uncited)}
    for act, codes in acts_of(items):
        told = {"act": act.title, "codes": _named(codes)}
        if not act.confirmed:
            yield _("%(act)s chưa được đối chiếu văn bản gốc (nội dung %(codes)s).") % told
        if act.valid_until and act.valid_until >= valid_from:
            yield (
                _("%(act)s hết hiệu lực sau ngày %(day)s (nội dung %(codes)s).")
                % {**told, "day": f"{act.valid_until:%d/%m/%Y}"}
            )
        if act.valid_from and act.valid_from > valid_from:
            yield (
                _("%(act)s đến ngày %(day)s mới có hiệu lực (nội dung %(codes)s).")
                % {**told, "day": f"{act.valid_from:%d/%m/%Y}"}
            )


def acts_of(items: Sequence[ItemText]) -> list[tuple[CitedAct, list[str]]]:
    """Each cited act with the codes of the items that cite it, in the order of the items."""
    found: dict[CitedAct, list[str]] = {}
    for item in items:
        if item.act:
            found.setdefault(item.act, []).append(item.code)
    return list(found.items())


def _named(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:NAMED])
    more = len(codes) - NAMED
    return shown if more <= 0 else _("%(codes)s và %(more)s nội dung khác") % {"codes": shown, "more": more}
