"""W5: the figure, each of its drill-downs, coverage and the late board over 100,000 and 1,000,000 lượt of ten years.

Limits (quality.md W5): at most 8 statements and 10 ms of the database's CPU a page, growing with no exponent above 0.1;
the class of one lượt within 1 ms; 100,000 lượt recomputed within 60 s (the rate is measured on fewer).
"""

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bench.room import room

SIZES = (100_000, 1_000_000)
OPEN_CASES, ROUNDS, YEAR = 400, 5, 2026
MOST_STATEMENTS, MOST_MS, GROWTH = 8, 10.0, 0.1
MOST_CLASS_MS, MOST_RECOMPUTED, RECOMPUTED_OF = 1.0, 60.0, 100_000
# Below so much the clock of the database's process says nothing about growth.
NOISE_MS = 1.0


@dataclass(frozen=True)
class Page:
    """One page as measured: statements, milliseconds of the database and of this program."""

    statements: int
    base: float
    program: float


def measure(sizes: list[int], *, explain: bool) -> bool:
    """One table a size, the exponents, then the rules and the recount."""
    from bench.clones import Multiplier
    from bench.lines import Lines, counters
    from inspections.models import Case
    from tests.factories import ledger
    from tests.factories.cases import case_after
    from tests.factories.people import make_people
    from tests.figures.browsing import browser_of

    cast = make_people()
    root = case_after(cast, "sign_minutes")
    many = Multiplier(root)
    many.grow_to(OPEN_CASES)
    here = cast.institutions["MH-01"]
    paper = ledger.paper_line(here, cast.people["giamdoc"], date(2026, 3, 20)).paper
    assert paper is not None
    lines = Lines(root.children.get(), paper)
    browser = browser_of(cast.people["giamsat"])
    found: dict[str, list[Page]] = {}
    kept = True
    for size in sizes:
        began = time.monotonic()
        lines.grow_to(size)
        spent = time.monotonic() - began
        print(
            f"W5 {size:,} lượt, {lines.institutions:,} cơ sở, {counters():,} bộ đếm (nhân trong SQL: {spent:.0f} s)",
            flush=True,
        )
        for name, address in addresses(here.pk):
            page = opened(browser, address, explain=explain and size == sizes[-1])
            found.setdefault(name, []).append(page)
            within = page.statements <= MOST_STATEMENTS and page.base <= MOST_MS
            kept = kept and within
            print(
                f"  {name:38} {page.statements:2} câu  {page.base:6.1f} ms CSDL + {page.program:6.1f} ms"
                f"{'' if within else '  vượt'}",
                flush=True,
            )
    kept = grown(found, sizes) and kept
    del many
    return all([rules(), recounted(Case.objects.filter(pk__gt=0)), kept])


def addresses(institution_id: int) -> list[tuple[str, str]]:
    """The board and every way down from it."""
    from django.urls import reverse

    from inspections.models import LedgerLine

    line = LedgerLine.objects.filter(institution_id=institution_id, party__isnull=False).latest("pk")
    board, listed = f"{reverse('share')}?nam={YEAR}", f"{reverse('share_lines')}?nam={YEAR}"
    coverage, places, late = reverse("coverage"), reverse("coverage_places"), reverse("late_board")
    return [
        ("chỉ tiêu", board),
        ("chỉ tiêu, năm trước", f"{reverse('share')}?nam={YEAR - 1}"),
        ("danh sách: mẫu số", listed),
        ("danh sách: tử số", f"{listed}&muc=tu-so"),
        ("danh sách: một mức", f"{listed}&muc=m1"),
        ("danh sách: chưa được tính", f"{listed}&muc=ngoai"),
        ("danh sách: loại hình, tử số", f"{listed}&muc=tu-so&loai={line.kind}"),
        ("danh sách: địa bàn", f"{listed}&dia_ban={line.area}"),
        ("danh sách: địa bàn, mức", f"{listed}&dia_ban={line.area}&muc=m3"),
        ("danh sách: quý", f"{listed}&ky=q2"),
        ("danh sách: điều kiện", f"{listed}&muc=ngoai&dieu_kien=c5"),
        ("danh sách: không tính", f"{listed}&trang_thai=excluded&ly_do=terminated"),
        ("một lượt", reverse("share_line", args=[line.pk])),
        ("cơ sở đã, chưa được kiểm tra", coverage),
        ("danh sách cơ sở", f"{places}?xem=chua&so_nam=1"),
        ("bảng theo dõi", late),
        ("bảng theo dõi: người", f"{late}?phan=nguoi"),
    ]


def opened(browser: Any, address: str, *, explain: bool) -> Page:
    """The typical of five openings, after two that are not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.clock import Clock, Side

    def call() -> None:
        page = browser.get(address)
        assert page.status_code == 200, (address, page.status_code)

    call()
    with CaptureQueriesContext(connection) as asked:
        call()
    statements = len(asked)
    if explain:
        for row in asked.captured_queries:
            if float(row["time"]) >= MOST_MS / 2000:
                print(f"    {float(row['time']) * 1000:.0f} ms {row['sql'][:1500]}")
    clock = Clock()
    rounds = [clock.measure(Side(call)) for _round in range(ROUNDS)]
    program, base = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    return Page(statements, base, program)


def grown(found: dict[str, list[Page]], sizes: list[int]) -> bool:
    """How the database's time grows with the ledger, page by page."""
    from bench.clock import exponent

    if len(sizes) < 2:
        return True
    print(
        f"Số mũ tăng từ {sizes[0]:,} lên {sizes[-1]:,} lượt (không quá {GROWTH}; dưới {NOISE_MS:.0f} ms không tính)"
    )
    kept = True
    for name, pages in found.items():
        small, large = (max(page.base, NOISE_MS) for page in (pages[0], pages[-1]))
        value = exponent(small, large, sizes[-1] / sizes[0])
        kept = kept and value <= GROWTH
        print(f"  {name:38} {value:5.2f}{'' if value <= GROWTH else '  vượt'}")
    return kept


def rules() -> bool:
    """The class of one lượt from its stored facts."""
    from bench.lines import SORTS
    from inspections.rules.online_share import CountedBy, LuotFacts, judge

    stored = [LuotFacts(**facts).as_json() for facts, _number in SORTS] * 2000
    began = time.process_time()
    for facts in stored:
        judge(LuotFacts.of(facts), CountedBy())
    each = (time.process_time() - began) / len(stored) * 1000
    print(f"Mức của một lượt: {each:.3f} ms (không quá {MOST_CLASS_MS:.0f})")
    return each <= MOST_CLASS_MS


def recounted(cases: Any) -> bool:
    """Recount parties of real dossiers from their rows, twice: when all differ and when none does."""
    from django.db import transaction
    from django.utils import timezone

    from inspections.actions.ledger import BATCH, recount
    from inspections.models import LedgerLine

    parties = list(
        cases.filter(kind="inspected_party", party_details__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    now, seconds = timezone.now() + timedelta(minutes=1), []
    for _turn in range(2):
        began = time.monotonic()
        for first in range(0, len(parties), BATCH):
            with transaction.atomic():
                recount(parties[first : first + BATCH], now=now, verb="recount", by=None)
        seconds.append((time.monotonic() - began) / len(parties) * RECOMPUTED_OF)
    assert LedgerLine.objects.filter(party_id__in=parties).count() == len(parties)
    print(
        f"Tính lại {RECOMPUTED_OF:,} lượt: {seconds[0]:.0f} s khi mọi lượt khác đi, {seconds[1]:.0f} s khi không lượt nào "
        f"khác (đo trên {len(parties):,} lượt; không quá {MOST_RECOMPUTED:.0f})"
    )
    return max(seconds) <= MOST_RECOMPUTED


def main() -> int:
    """1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m bench.share", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="so many lượt, one table each")
    parser.add_argument("--explain", action="store_true", help="show the slow statements of the largest size")
    asked = parser.parse_args()
    with room("share"):
        return 0 if measure(sorted(asked.sizes), explain=asked.explain) else 1


if __name__ == "__main__":
    sys.exit(main())
