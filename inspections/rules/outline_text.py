"""From pasted text to the items of a checklist, each with what hinders it: all may be saved, or nothing is.

Practice 3: a checklist of 8 to 15 items is made in ten minutes by pasting from Word. Whatever is pasted, the reader
answers with rows, sentences and the lines it could not use; it never fails and never guesses an act of law.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inspections.rules.citations import ActIndex, Citation, read_citation, take_from_sentence
from inspections.rules.outline_lines import read_lines
from inspections.rules.outline_rows import LIMITS, MAX_ITEMS, MAX_PASTE, OutlineRow, Reading, plain
from inspections.rules.outline_table import read_table
from inspections.rules.vietnamese import fold

NO_ACT = "none"
_YES = {"x", "co", "v", "✓", "✔", "yes", "y", "1", "true", "bat buoc", "dung"}
_NO = {"", "0", "khong", "no", "n", "false", "ko"}
_PREFIX_END = re.compile(r"^(.*?)(\d+)$")


@dataclass(frozen=True, slots=True)
class UnknownCitation:
    """A citation whose act is not in the reference: a person chooses once for all rows that write it so."""

    key: str
    text: str
    chosen: str = ""


@dataclass(slots=True)
class Outline:
    """Everything understood from a paste."""

    rows: list[OutlineRow] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[UnknownCitation] = field(default_factory=list)
    is_table: bool = False

    @property
    def is_clean(self) -> bool:
        """Nothing hinders saving."""
        return bool(self.rows) and not self.problems and not any(row.problems for row in self.rows)


def key_of(citation: str) -> str:
    """Name a citation for the form that asks which act it means."""
    return hashlib.sha256(fold(citation).encode()).hexdigest()[:12]


def read_outline(
    text: str,
    acts: ActIndex,
    *,
    choices: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
    prefix: str = "",
) -> Outline:
    """Read a paste; ``choices`` answers unknown citations, ``taken`` are codes already in the draft.

    With a ``prefix`` all rows are numbered anew ("TS.01"), after the highest number the draft has with it.
    """
    if len(text) > MAX_PASTE:
        limit = _("Nội dung dán dài quá %(limit)s ký tự. Chia thành nhiều lần dán.")
        return Outline(problems=[limit % {"limit": MAX_PASTE}])
    cleaned = plain(text)
    reading = read_table(cleaned) or read_lines(cleaned)
    outline = Outline(
        reading.rows, reading.ignored, list(reading.problems), reading.notes, is_table=reading.is_table
    )
    _judge_number(outline, reading, len(taken))
    for row in outline.rows:
        _settle_site(row)
        _settle_citation(row, acts, choices or {})
    outline.unknown = _unknown(outline.rows[:MAX_ITEMS], choices or {})
    _settle_codes(outline.rows, taken, prefix)
    for row in outline.rows:
        _judge_lengths(row)
    _judge_codes(outline.rows, taken)
    return outline


def _judge_number(outline: Outline, reading: Reading, there: int) -> None:
    if not reading.rows and not reading.problems:
        outline.problems.append(
            _(
                "Không đọc được nội dung nào. Mỗi nội dung ở một dòng, đánh số 1., 2., hoặc dán bảng có tiêu đề."
            )
        )
    if len(reading.rows) + there > MAX_ITEMS:
        outline.problems.append(
            _("Một đề cương không quá %(limit)s nội dung; đang có %(there)s, dán thêm %(more)s.")
            % {"limit": MAX_ITEMS, "there": there, "more": len(reading.rows)}
        )


def _settle_site(row: OutlineRow) -> None:
    word = fold(row.on_site) if row.on_site not in ("✓", "✔") else row.on_site
    if word in _YES:
        row.on_site_only = True
    elif word not in _NO:
        row.problems.append(
            _("Cột «Xem thực tế» ghi «%(word)s»: ghi x khi bắt buộc, để trống khi không.")
            % {"word": row.on_site[:40]}
        )


def _settle_citation(row: OutlineRow, acts: ActIndex, choices: Mapping[str, str]) -> None:
    if not row.cited:
        row.requirement, row.cited = take_from_sentence(row.requirement, acts)
    found = read_citation(row.cited, acts) if row.cited else _place_alone(row)
    row.locator = row.locator or found.locator
    row.act_code = found.act_code
    if found.has_more and row.cited not in row.requirement:
        row.add("question", row.cited)
        row.notes.append(
            _("Mỗi nội dung gắn một văn bản; cả dòng căn cứ được giữ ở cuối nội dung cần kiểm tra.")
        )
    if found.unresolved:
        row.unresolved = found.unresolved
        _ask_for_act(row, choices.get(key_of(found.unresolved), ""))


def _place_alone(row: OutlineRow) -> Citation:
    return Citation(unresolved=row.locator, locator=row.locator) if row.locator else Citation()


def _ask_for_act(row: OutlineRow, chosen: str) -> None:
    if chosen == NO_ACT:
        row.locator = ""
    elif chosen:
        row.act_code = chosen
    elif row.unresolved == row.locator:
        row.problems.append(
            _("Có «%(place)s» nhưng chưa có văn bản. Chọn ở mục «Văn bản chưa nhận ra».")
            % {"place": row.locator[:80]}
        )
    else:
        row.problems.append(
            _("Chưa rõ «%(text)s» là văn bản nào trong danh mục. Chọn ở mục «Văn bản chưa nhận ra».")
            % {"text": row.unresolved[:120]}
        )


def _unknown(rows: Sequence[OutlineRow], choices: Mapping[str, str]) -> list[UnknownCitation]:
    texts = dict.fromkeys(row.unresolved for row in rows if row.unresolved)
    found = {key_of(text): text for text in texts}
    return [UnknownCitation(key, text, choices.get(key, "")) for key, text in found.items()]


def _settle_codes(rows: Sequence[OutlineRow], taken: Collection[str], prefix: str) -> None:
    """Codes as typed; with a prefix all anew; a row without one takes the next free number."""
    if prefix:
        for row, code in zip(rows, numbered_codes(prefix, len(rows), taken), strict=True):
            row.code = code
        return
    used = {row.code for row in rows} | set(taken)
    number = 0
    for row in rows:
        while not row.code:
            number += 1
            row.code = f"{number:02d}" if f"{number:02d}" not in used else ""
        used.add(row.code)


def numbered_codes(prefix: str, count: int, taken: Collection[str] = ()) -> list[str]:
    """Return so many codes "TS.01", "TS.02", … after the highest that is taken with this prefix."""
    stem = f"{prefix.strip().rstrip('.')}."
    numbers = [int(m[2]) for code in taken if (m := _PREFIX_END.match(code)) and m[1] == stem]
    first = max(numbers, default=0) + 1
    return [f"{stem}{number:02d}" for number in range(first, first + count)]


def _judge_lengths(row: OutlineRow) -> None:
    if not row.requirement:
        row.problems.append(_("Thiếu yêu cầu. Ghi yêu cầu của nội dung này, hoặc bỏ hàng."))
    if not row.question:
        row.notes.append(_("Chưa có nội dung cần kiểm tra; phải bổ sung trước khi công bố."))
    for name, limit in LIMITS.items():
        if len(getattr(row, name)) > limit:
            row.problems.append(
                _("%(field)s dài quá %(limit)s ký tự. Rút gọn.")
                % {"field": field_label(name), "limit": limit}
            )


def field_label(name: str) -> str:
    """Say the name of a field of an item."""
    return {
        "code": _("Mã"),
        "group_title": _("Nhóm nội dung"),
        "requirement": _("Yêu cầu"),
        "question": _("Nội dung cần kiểm tra"),
        "evidence_hint": _("Hồ sơ, tài liệu cần xem"),
        "citation": _("Căn cứ"),
        "locator": _("Điều, khoản"),
        "on_site_only": _("Bắt buộc xem thực tế"),
        "ready_wording": _("Câu mẫu"),
    }[name]


def _judge_codes(rows: Sequence[OutlineRow], taken: Collection[str]) -> None:
    first_at: dict[str, int] = {}
    for row in rows:
        if row.code in taken:
            row.problems.append(
                _("Mã «%(code)s» đã có trong dự thảo. Sửa mã hoặc ghi «Đánh lại mã».") % {"code": row.code}
            )
        elif row.code in first_at:
            row.problems.append(
                _("Mã «%(code)s» trùng với dòng %(line)s. Sửa mã hoặc ghi «Đánh lại mã».")
                % {"code": row.code, "line": first_at[row.code]}
            )
        first_at.setdefault(row.code, row.first_line)
