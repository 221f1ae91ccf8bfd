"""An outline pasted from Excel, or from a table of Word: cells between tabs, columns known by the head row.

Cells that hold line breaks or tabs come in double quotes with inner quotes doubled, as spreadsheets copy them.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from inspections.rules.outline_rows import OutlineRow, Reading, field_named, one_line, several_lines

HEAD_WITHIN = 10
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=\t|\n|\Z)|([^\t\n]*))(\t|\n|\Z)')
_SECTION = re.compile(r"^(?:[IVXLC]{1,5}|[A-ZĐ])[.)]?$")
_SECTION_HEAD = re.compile(r"^(?:[IVXLC]{1,5}|[A-ZĐ])\s*[.)]\s+")
_SEVERAL = ("question", "evidence_hint", "ready_wording")

Cells = tuple[int, int, list[str]]


def split_cells(text: str) -> list[Cells]:
    """Return rows of cells, each with its first and last line in the pasted text."""
    rows: list[Cells] = []
    cells: list[str] = []
    line = first = 1
    at = 0
    while at < len(text):
        found = _CELL.match(text, at)
        if found is None or found.end() == at:
            break
        quoted, bare, stop = found.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        line += found[0].count("\n")
        at = found.end()
        if stop != "\t":
            last = line - 1 if stop == "\n" else line
            rows.append((first, last, cells))
            cells, first = [], line
    if cells:
        rows.append((first, line, cells))
    return rows


def read_table(text: str) -> Reading | None:
    """Read cells under a head row; nothing when the text is not a table."""
    if "\t" not in text:
        return None
    rows = split_cells(text)
    head = next((place for place, row in enumerate(rows[:HEAD_WITHIN]) if _is_head(row[2])), None)
    if head is None:
        return _headless(rows)
    columns = [field_named(one_line(cell)) for cell in rows[head][2]]
    reading = Reading(is_table=True)
    reading.ignored = [(first, text) for first, _last, cells in rows[:head] if (text := _joined(cells))]
    _judge_columns(columns, rows[head][2], reading)
    group = ""
    for row in rows[head + 1 :]:
        group = _read_row(row, columns, group, reading)
    return reading


def _is_head(cells: Sequence[str]) -> bool:
    named = {field_named(one_line(cell)) for cell in cells} - {""}
    return len(named) >= 2 and bool(named & {"requirement", "question"})


def _headless(rows: Sequence[Cells]) -> Reading | None:
    """Several cells in most rows and no head row: what a column means is not guessed."""
    wide = [row for row in rows if sum(bool(cell.strip()) for cell in row[2]) >= 3]
    if len(wide) * 2 <= len(rows):
        return None
    text = _(
        "Nội dung dán có nhiều cột nhưng không có hàng tiêu đề. Dán kèm hàng tiêu đề, ví dụ: "
        "STT, Nhóm, Yêu cầu, Nội dung cần kiểm tra, Hồ sơ cần xem, Căn cứ, Điều khoản, Xem thực tế, Câu mẫu."
    )
    return Reading(is_table=True, problems=[text])


def _judge_columns(columns: list[str], head: Sequence[str], reading: Reading) -> None:
    if "requirement" not in columns:
        reading.problems.append(_("Bảng dán thiếu cột «Yêu cầu». Thêm cột này vào hàng tiêu đề."))
    seen: set[str] = set()
    for place, name in enumerate(columns):
        words = one_line(head[place])
        if name and name in seen:
            reading.problems.append(
                _("Hai cột cùng nghĩa trong hàng tiêu đề: «%(name)s». Bỏ bớt một cột.") % {"name": words}
            )
        elif not name and words:
            reading.notes.append(_("Cột «%(name)s» không được dùng.") % {"name": words})
        seen.add(name)


def _joined(cells: Sequence[str]) -> str:
    return one_line(" ".join(cells))


def _read_row(row: Cells, columns: Sequence[str], group: str, reading: Reading) -> str:
    """Add the item of a row; a row that only names a group gives the next ones their group."""
    first, last, cells = row
    if not _joined(cells):
        return group
    if title := _group_title(columns, cells):
        return title
    item = OutlineRow(first, last)
    for name, cell in zip(columns, cells, strict=False):
        if name:
            setattr(item, name, several_lines(cell) if name in _SEVERAL else one_line(cell))
    if extra := _joined(cells[len(columns) :]):
        item.notes.append(_("Ô thừa ở cuối hàng không được dùng: «%(text)s».") % {"text": extra[:80]})
    item.group_title = item.group_title or group
    reading.rows.append(item)
    return item.group_title


def _group_title(columns: Sequence[str], cells: Sequence[str]) -> str:
    filled = [(name, one_line(cell)) for name, cell in zip(columns, cells, strict=False) if cell.strip()]
    code = next((text for name, text in filled if name == "code"), "")
    rest = [text for name, text in filled if name != "code"]
    if len(rest) == 1 and "code" in columns and (not code or _SECTION.match(code)):
        return _SECTION_HEAD.sub("", rest[0])
    if not rest and _SECTION_HEAD.match(code):
        return _SECTION_HEAD.sub("", code)
    return ""
