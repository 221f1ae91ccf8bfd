"""Past inspections kept on paper: what one recorded visit (lượt) must say, and what cannot be true.

Sources: practice.md 6 and 8 (paper inspections enter the denominator, always class M0); Nghị định 217/2025/NĐ-CP
Điều 11 khoản 2 (grounds), Điều 14 (decision, then announcement) and Điều 15 (minutes after the announcement). The
decree starts on 05/8/2025: an earlier visit is lawful under the acts of its own day and is labelled so.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import Ground
from inspections.rules.roles import Actor, Permission
from inspections.rules.vietnamese import fold, normalise

DECREE_217_FROM = date(2025, 8, 5)
EARLIEST = date(2000, 1, 1)
MOST_FINDINGS = 1_000
LONGEST = {
    "decision_number": 60,
    "agency": 200,
    "content": 500,
    "ground_text": 500,
    "lead_name": 150,
    "kept_at": 300,
}
_GROUND_LETTERS = {"a": Ground.SIGNS, "b": Ground.ORDER, "c": Ground.PLAN}
_GROUND_WORDS = (("dau hieu", Ground.SIGNS), ("chi dao", Ground.ORDER), ("yeu cau", Ground.ORDER))
_LETTER = re.compile(r"^(?:can cu )?(?:diem )?([abc])\b")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One visit as it stands in the paper file; the institution is found beside it."""

    decision_number: str
    decided_on: date
    agency: str
    content: str
    ground_text: str
    period_from: date
    period_to: date
    announced_on: date
    minutes_on: date | None
    lead_name: str
    finding_count: int | None
    kept_at: str

    @property
    def ground(self) -> str:
        """The ground of Điều 11 khoản 2 that the words mean; empty when they name none of the three."""
        return ground_of(self.ground_text)

    @property
    def number_key(self) -> str:
        """The number as it is compared: «12/QĐ-SGDĐT» and «12/qd - sgddt» are one number."""
        return number_key(self.decision_number)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one thing that was written: which column, the rule broken and the mend."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """An institution as the paper names it: found by code or by name; open until a day."""

    pk: int
    code: str
    name: str
    valid_until: date | None = None


def refusal_to_record_paper(actor: Actor, department_id: int) -> str | None:
    """Officers and section heads record for their own department (the right to propose, Điều 11)."""
    if actor.may_in_department(Permission.PROPOSE, department_id):
        return None
    return _("Chỉ chuyên viên, Trưởng phòng của Sở được ghi lượt kiểm tra từ hồ sơ giấy.")


def clean_text(text: str) -> str:
    """One spelling: NFC, single plain spaces, no invisible sign that turns or hides letters."""
    if text.isprintable():
        return normalise(text)
    visible = (" " if unicodedata.category(c) == "Cc" else c for c in text)
    return normalise("".join(c for c in visible if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")))


def number_key(number: str) -> str:
    """A decision number as it is compared: without marks, spaces, signs and the zero before a single figure."""
    return fold(number).lstrip("0 ")


def ground_of(words: str) -> str:
    """«a», «điểm b» or words of the ground; other words name none of the three grounds."""
    plain = fold(words)
    if letter := _LETTER.match(plain):
        return _GROUND_LETTERS[letter.group(1)]
    for mark, ground in _GROUND_WORDS:
        if mark in plain:
            return ground
    return Ground.PLAN if "ke hoach" in plain else ""


def themes_in(content: str, theme_keys: Iterable[str]) -> str:
    """The themes that the words of the content name, so that the overlap rule compares like with like."""
    plain = f" {fold(content)} "
    return " ".join(key for key in sorted(set(theme_keys)) if f" {fold(key)} " in plain)


def before_the_decree(decided_on: date) -> bool:
    """A decision before 05/8/2025 rests on the acts in force then, not on Nghị định 217/2025/NĐ-CP."""
    return decided_on < DECREE_217_FROM


def legal_basis(decided_on: date) -> str:
    """The legal basis as it is shown beside a recorded visit."""
    if before_the_decree(decided_on):
        return _("Theo quy định trước Nghị định 217/2025/NĐ-CP (quyết định trước ngày 05/8/2025)")
    return _("Nghị định 217/2025/NĐ-CP")


def faults_of(facts: PaperFacts, today: date) -> list[Fault]:
    """Everything that cannot be true of one visit; an empty list means it may be recorded."""
    return [*_text_faults(facts), *_range_faults(facts, today), *_order_faults(facts)]


def _text_faults(facts: PaperFacts) -> Iterator[Fault]:
    for column, longest in LONGEST.items():
        if len(getattr(facts, column)) > longest:
            yield Fault(column, _("dài hơn %(most)s chữ: viết gọn lại") % {"most": longest})
    if not any(char.isdigit() for char in facts.decision_number):
        yield Fault(
            "decision_number",
            _("«%(value)s» không có chữ số: nhập số, ký hiệu như 125/QĐ-SGDĐT")
            % {"value": facts.decision_number[:40]},
        )
    if facts.finding_count is not None and not 0 <= facts.finding_count <= MOST_FINDINGS:
        yield Fault(
            "finding_count",
            _("là %(value)s: nhập số nguyên từ 0 đến %(most)s")
            % {"value": facts.finding_count, "most": MOST_FINDINGS},
        )


def _range_faults(facts: PaperFacts, today: date) -> Iterator[Fault]:
    days = (
        ("decided_on", facts.decided_on),
        ("announced_on", facts.announced_on),
        ("minutes_on", facts.minutes_on),
        ("period", facts.period_from),
        ("period", facts.period_to),
    )
    for column, day in days:
        if day is not None and day > today:
            yield Fault(
                column,
                _("%(day)s ở sau hôm nay: chỉ ghi việc đã làm, xem lại năm") % {"day": shown(day)},
            )
        elif day is not None and day < EARLIEST:
            yield Fault(column, _("%(day)s ở trước năm 2000: xem lại năm") % {"day": shown(day)})


def _order_faults(facts: PaperFacts) -> Iterator[Fault]:
    if facts.announced_on < facts.decided_on:
        yield Fault(
            "announced_on",
            _(
                "%(day)s ở trước ngày quyết định %(first)s: quyết định có trước, công bố sau; sửa một trong hai ngày"
            )
            % {"day": shown(facts.announced_on), "first": shown(facts.decided_on)},
        )
    if facts.minutes_on is not None and facts.minutes_on < facts.announced_on:
        yield Fault(
            "minutes_on",
            _("%(day)s ở trước ngày công bố %(first)s: biên bản ký sau khi công bố; sửa một trong hai ngày")
            % {"day": shown(facts.minutes_on), "first": shown(facts.announced_on)},
        )
    if facts.period_to < facts.period_from:
        yield Fault(
            "period",
            _("kết thúc %(last)s trước khi bắt đầu %(first)s: đổi lại hai ngày")
            % {"last": shown(facts.period_to), "first": shown(facts.period_from)},
        )


def warnings_of(facts: PaperFacts, institution: Known) -> list[Fault]:
    """What is odd but possible; it is shown and does not stop anything."""
    found = []
    day = facts.announced_on
    if institution.valid_until is not None and institution.valid_until < day:
        found.append(
            Fault(
                "institution",
                _("%(name)s chỉ hoạt động đến %(last)s, trước ngày công bố %(day)s: xem lại tên cơ sở khi đó")
                % {"name": institution.name, "last": shown(institution.valid_until), "day": shown(day)},
            )
        )
    if facts.minutes_on is None:
        found.append(Fault("minutes_on", _("còn trống: lượt này chưa có biên bản đã ký")))
    if not facts.ground:
        found.append(
            Fault("ground_text", _("không rõ là điểm a, b hay c của Điều 11 khoản 2: giữ nguyên chữ"))
        )
    return found


def shown(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d/%m/%Y}"
