"""Lists that the ledger is compared with, row by row: what they must say, and what of them the ledger knows.

Source: domain 15 «Against gaming» (numbers with «QĐ» and the subject «kiểm tra»), practice.md 6 (travel orders, lists of
the institutions; a visit renamed «khảo sát» is found here).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.enums import ReconciliationSource
from inspections.rules.past import Known, number_key
from inspections.rules.past_cells import Unreadable, day_in, is_empty, text_in
from inspections.rules.past_sheets import Grid
from inspections.rules.vietnamese import fold

S = ReconciliationSource
HEADER_WITHIN, MOST_TOLD = 20, 50
NEAR = timedelta(days=3)
UNIT, DAY, UNTIL, REFERENCE, WORDS = "unit", "day", "until", "reference", "words"
COLUMNS: dict[ReconciliationSource, dict[str, str | Promise]] = {
    S.REGISTER: {REFERENCE: _l("Số, ký hiệu"), DAY: _l("Ngày văn bản"), WORDS: _l("Trích yếu")},
    S.TRAVEL: {
        REFERENCE: _l("Người đi"), UNIT: _l("Nơi đến"), DAY: _l("Từ ngày"), UNTIL: _l("Đến ngày"), WORDS: _l("Việc"),
    },
    S.UNITS: {
        UNIT: _l("Cơ sở"), DAY: _l("Ngày đến"), REFERENCE: _l("Người đến"), WORDS: _l("Việc"),
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list as it was read."""

    row: int
    institution_id: int | None
    reference: str
    first: date
    last: date
    words: str


@dataclass
class ListRead:
    """What a list says; with problems nothing of it is kept."""

    rows: list[Listed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that the system knows: a decision by its number and day, or days at an institution."""

    words: str
    first: date
    last: date
    number_key: str = ""
    institution_id: int | None = None
    line_id: int | None = None
    is_visit: bool = True


def heads_of(source: ReconciliationSource) -> list[str]:
    """The columns of the workbook to fill in."""
    return [str(words) for words in COLUMNS[source].values()]


def read_list(grid: Grid, source: ReconciliationSource, known: Iterable[Known]) -> ListRead:
    """Read a list; every cell that cannot be read gets its sentence with the row."""
    found = ListRead()
    places, start = _header(grid, source)
    if not places:
        names = ", ".join(f"«{name}»" for name in heads_of(source))
        found.problems.append(
            _("Không thấy dòng tiêu đề có đủ các cột %(names)s. Hãy dùng tệp mẫu.") % {"names": names}
        )
        return found
    units = {fold(name): one.pk for one in known for name in (one.code, one.name)}
    for number, cells in enumerate(grid.rows[start:], start=start + 1):
        picked = {key: cells[place] if place < len(cells) else None for key, place in places.items()}
        if all(is_empty(cell) for cell in picked.values()):
            continue
        _read_row(found, number, picked, source, units.get)
    if not found.rows and not found.problems and not found.skipped:
        found.problems.append(_("Tệp không có dòng nào dưới tiêu đề."))
    return found


def _header(grid: Grid, source: ReconciliationSource) -> tuple[dict[str, int], int]:
    wanted = {fold(str(words)): key for key, words in COLUMNS[source].items()}
    for number, cells in enumerate(grid.rows[:HEADER_WITHIN]):
        places = {
            wanted[name]: place for place, cell in enumerate(cells) if (name := fold(text_in(cell))) in wanted
        }
        if len(places) == len(wanted):
            return places, number + 1
    return {}, 0


def _read_row(
    found: ListRead,
    number: int,
    cells: dict[str, object],
    source: ReconciliationSource,
    unit_of: Callable[[str], int | None],
) -> None:
    reference, words = text_in(cells[REFERENCE])[:300], text_in(cells[WORDS])[:500]
    if source == S.REGISTER and not is_about_inspection(reference, words):
        found.skipped += 1
        return
    wrong = _problems(cells, source, words, unit_of)
    if wrong:
        room = MOST_TOLD - len(found.problems)
        found.problems += [
            _("Dòng %(row)s: %(what)s.") % {"row": number, "what": one} for one in wrong[:room]
        ]
        return
    first = day_in(cells[DAY])
    last = first if UNTIL not in cells or is_empty(cells[UNTIL]) else day_in(cells[UNTIL])
    unit = unit_of(fold(text_in(cells[UNIT]))) if UNIT in cells else None
    found.rows.append(Listed(number, unit, reference, first, max(first, last), words))


def _problems(
    cells: dict[str, object], source: ReconciliationSource, words: str, unit_of: Callable[[str], int | None]
) -> list[str]:
    names, wrong = COLUMNS[source], []
    if not words:
        wrong.append(_("cột «%(name)s» để trống") % {"name": names[WORDS]})
    for key in (DAY, UNTIL):
        if key not in cells or (key == UNTIL and is_empty(cells[key])):
            continue
        try:
            day_in(cells[key])
        except Unreadable as fault:
            wrong.append(_("cột «%(name)s» %(fault)s") % {"name": names[key], "fault": fault})
    if UNIT in cells and unit_of(fold(text_in(cells[UNIT]))) is None:
        given = {"name": names[UNIT], "given": text_in(cells[UNIT])[:80]}
        wrong.append(
            _("cột «%(name)s»: không có cơ sở «%(given)s», ghi tên hoặc mã như trong mục Cơ sở") % given
        )
    return wrong


def is_about_inspection(number: str, subject: str) -> bool:
    """A decision by its symbol, about an inspection by its subject."""
    return "qd" in fold(number) and "kiem tra" in fold(subject)


def matched(row: Listed, source: ReconciliationSource, known: Sequence[Standing]) -> Standing | None:
    """What the system knows of a row: the same number and day, or the same days at the same institution."""
    if source == S.REGISTER:
        key = number_key(row.reference)
        return next((one for one in known if one.number_key == key and one.first == row.first), None)
    there = (one for one in known if one.institution_id == row.institution_id and one.is_visit)
    return next((one for one in there if one.first <= row.last and row.first <= one.last), None)


def near(row: Listed, known: Sequence[Standing]) -> Standing | None:
    """A lượt of the institution under way in these days, of which no such visit is recorded."""
    there = (one for one in known if one.institution_id == row.institution_id and one.line_id is not None)
    return next((one for one in there if one.first - NEAR <= row.last and row.first <= one.last + NEAR), None)
