"""W6 without a clock: a paper costs as many statements however long it is, and no page ever lays one out.

CPU, memory and the comparison with the library alone are measured by ``python -m bench.paper``.
"""

import hashlib
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions.documents import render_body
from inspections.documents.hashing import snapshot_hash
from inspections.models import Document
from tests.documents.every_kind import any_example
from tests.documents.recorded import ANNOUNCED, Record, make_record

ROOT = Path(__file__).resolve().parents[2] / "inspections"
MOST_STATEMENTS = 15


@pytest.fixture
def record(db: None) -> Record:
    return make_record()


def printed(record: Record, items: int) -> tuple[Document, int]:
    """Minutes with so many items, printed by the job; how many statements it took."""
    snapshot = any_example("minutes")
    snapshot["items"] = (snapshot["items"] * items)[:items]
    paper = Document.objects.create(
        case=record.first, kind="minutes", title="Biên bản", state="print", snapshot=snapshot,
        snapshot_sha256=snapshot_hash(snapshot), drafted_at=ANNOUNCED, drafted_by=record.lead,
    )  # fmt: skip
    with CaptureQueriesContext(
        connection,
    ) as statements:
        render_body(paper.pk)
    paper.refresh_from_db()
    return paper, len(statements)


def test_a_long_paper_costs_as_many_statements_as_a_short_one(record: Record) -> None:
    _short, few = printed(record, 1)
    _long, many = printed(record, 60)

    assert few == many <= MOST_STATEMENTS


def test_the_job_gives_the_same_bytes_again_and_the_row_holds_their_hash(record: Record) -> None:
    first, _few = printed(record, 20)
    second, _again = printed(record, 20)

    with first.body.open("rb") as content:
        assert hashlib.sha256(content.read()).hexdigest() == first.body_sha256 == second.body_sha256


def test_no_page_and_no_form_lays_out_a_paper() -> None:
    rooms = ("views", "steps", "forms", "urls", "templatetags")
    callers = {
        path for room in rooms for path in (ROOT / room).rglob("*.py") if "render_pdf" in path.read_text()
    }

    assert callers == set()
