"""W6: an official PDF of about 10 pages and one of about 200, against WeasyPrint alone on the same HTML.

Limits (quality.md W6): 10 pages within 1.2 s CPU, never more than 1.15 times WeasyPrint alone, the same bytes twice;
200 pages, which only the worker makes, at 10 pages a CPU second or more with at most 600 MB.
"""

import io
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from pypdf import PdfReader

from inspections.documents import layout
from inspections.documents.fetcher import own_files_fetcher
from inspections.documents.hashing import snapshot_hash
from tests.documents.examples import example_snapshot

TEMPLATE = "minutes.html"
TEN, TWO_HUNDRED = 56, 1560  # items of the minutes
ROUNDS = 5
MOST_CPU, MOST_RATIO, LEAST_PAGES, MOST_MEMORY = 1.2, 1.15, 10.0, 600


def long_minutes(items: int) -> Any:
    """Minutes with so many items."""
    snapshot = example_snapshot("minutes")
    snapshot["items"] = (snapshot["items"] * items)[:items]
    return snapshot


def alone(html: str, snapshot: Any) -> bytes:
    """The same HTML and style sheet through WeasyPrint, with nothing of ours around it."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), own_files_fetcher()
    style = (layout.TEMPLATE_FOLDER / layout.TEMPLATE_ROOM / layout.STYLE_SHEET).read_text(encoding="utf-8")
    sheet = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
    made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        pdf_identifier=bytes.fromhex(snapshot_hash(snapshot)),
        pdf_variant=layout.PDF_VARIANT,
    )
    return made


def cpu(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """CPU seconds of one print, and its bytes."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def pages(pdf: bytes) -> int:
    """How many pages it has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def ten_pages() -> bool:
    """CPU against the limit and the twin in pairs, so that both see the same machine; the typical pair counts."""
    snapshot = long_minutes(TEN)
    html = layout.render_html(TEMPLATE, snapshot, draft=False)
    alone(html, snapshot)
    ours, twins, prints = [], [], set()
    for _round in range(ROUNDS):
        seconds, made = cpu(lambda: layout.render_pdf(TEMPLATE, snapshot, draft=False))
        ours.append(seconds)
        prints.add(made)
        twins.append(cpu(lambda: alone(html, snapshot))[0])
    ratio = sorted(own / twin for own, twin in zip(ours, twins, strict=True))[ROUNDS // 2]
    kept = max(ours) <= MOST_CPU and ratio <= MOST_RATIO and len(prints) == 1
    print(
        f"W6 {pages(made)} trang: {min(ours):.2f}-{max(ours):.2f} s CPU (trần {MOST_CPU}), x {ratio:.2f} so với "
        f"WeasyPrint (trần {MOST_RATIO}), cùng bytes: {'có' if len(prints) == 1 else 'KHÔNG'}"
    )
    return kept


def two_hundred_pages() -> bool:
    """Speed and peak memory of this whole process."""
    snapshot = long_minutes(TWO_HUNDRED)
    seconds, made = cpu(lambda: layout.render_pdf(TEMPLATE, snapshot, draft=False))
    speed, peak = pages(made) / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"W6 {pages(made)} trang: {speed:.1f} trang/s CPU (sàn {LEAST_PAGES}), đỉnh {peak:.0f} MB (trần {MOST_MEMORY})"
    )
    return speed >= LEAST_PAGES and peak <= MOST_MEMORY


def main() -> int:
    """Both; 1 when a limit is passed. No database is needed: a paper is made of its record alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    kept = [ten_pages(), two_hundred_pages()]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
