"""Freezing by the page; the export equals the screen; the operations centre reads indicators by its key alone."""

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from inspections.actions import ledger as upkeep
from inspections.management.demo.people import Cast
from inspections.models import Freeze, IndicatorKey
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.factories.people import make_people
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
OF_2025 = {"announced_on": "2025-03-02", "signed_on": "2025-03-20", "limit_end_on": "2025-12-31"}
CODE = "BC2025"
MOST = 12


@pytest.fixture
def cast() -> Cast:
    """A department with four lượt of 2025: two of them count."""
    made = make_people()
    ledger.rule_of(made.department.pk)
    case, unit = case_after(made, "draft_decision"), made.institutions["MH-01"]
    kinds = (ledger.SEALED, ledger.MIXED, ledger.ON_SITE)
    for facts, party in zip(kinds, ledger.parties(case, unit, len(kinds)), strict=True):
        ledger.line_of(facts | OF_2025, unit, party=party)
    add_paper(made, date(2025, 4, 5))
    return made


def add_paper(cast: Cast, day: date) -> None:
    """A visit that ran on paper."""
    paper = ledger.paper_visit(cast.institutions["MH-02"], cast.people["chuyenvien"], day)
    upkeep.count_papers([paper], now=ledger.moment(day), by=None)


def browser(cast: Cast, name: str) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def page(client: Client, name: str, *args: Any, query: str = "") -> str:
    """A page that opens."""
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_a_year_is_frozen_in_two_clicks_and_restated_with_its_reason(cast: Cast) -> None:
    head = browser(cast, "truongphong")
    assert "Xem trước rồi chốt" in page(head, "freezes", query="?nam=2025")
    preview = page(head, "freeze_period", CODE)
    assert "50% (2/4)" in preview and "TÍNH THỬ" in preview
    answer = head.post(reverse("freeze_period", args=[CODE]), {}, follow=True)
    assert "Đã chốt Năm 2025: 50% (2/4)." in answer.content.decode()
    made = Freeze.objects.get()
    shown = page(head, "freeze", made.pk)
    assert made.list_sha256 in shown and made.chain_head in shown and "Danh sách 4 lượt" in shown
    assert "khác số đã chốt" not in shown

    add_paper(cast, date(2025, 6, 7))
    assert "khác số đã chốt" in page(head, "freezes", query="?nam=2025")
    shown = page(head, "freeze", made.pk)
    assert "Thêm vào mẫu số" in shown and reverse("restate", args=[made.pk]) in shown
    empty = head.post(reverse("restate", args=[made.pk]), {"reason": ""})
    assert empty.status_code == 200 and Freeze.objects.count() == 1
    reason = "Danh sách năm của trường ghi một lần «khảo sát»."
    answer = head.post(reverse("restate", args=[made.pk]), {"reason": reason}, follow=True)
    assert "Đã chốt lại lần 2: 40% (2/5)." in answer.content.decode()
    both = page(head, "freeze", made.pk)
    assert reason in both and "50% (2/4)" in both and "40% (2/5)" in both


def test_officers_read_and_only_heads_freeze(cast: Cast) -> None:
    officer = browser(cast, "chuyenvien")
    assert "Xem trước rồi chốt" not in page(officer, "freezes", query="?nam=2025")
    assert officer.post(reverse("freeze_period", args=[CODE]), {}).status_code == 403
    assert officer.get(reverse("freeze_period", args=["XX"])).status_code in (403, 404)
    assert not Freeze.objects.exists()


def figures_of(found: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """The counts of an export by code."""
    return {one["code"]: (one["numerator"], one["denominator"]) for one in found["indicators"]}


def test_the_export_says_what_the_screen_says_with_the_day_of_the_data(cast: Cast) -> None:
    monitor = browser(cast, "giamsat")
    shown = page(monitor, "figure_export", query=f"?ky={CODE}")
    assert "2/4" in shown and "50%" in shown and "Số liệu tạm tính, chưa chốt" in shown
    answer = monitor.get(reverse("figure_export") + f"?ky={CODE}&dang=json")
    found = json.loads(answer.content)
    assert figures_of(found)["online_share_headline"] == (2, 4)
    assert figures_of(found)["online_share_strict"] == (1, 4)
    assert found["rule"]["trial"] is True and found["as_of"] and found["frozen"] is None
    book = monitor.get(reverse("figure_export") + f"?ky={CODE}&dang=xlsx")
    cells = CalamineWorkbook.from_filelike(BytesIO(b"".join(book.streaming_content))).get_sheet_by_index(0)  # type: ignore[arg-type]
    rows = {row[0]: row for row in cells.to_python()}
    assert rows["online_share_headline"][2:5] == [2, 4, 50]
    assert rows["Quyết định ban hành cách tính"][1].startswith("TÍNH THỬ")
    assert rows["Ngày dữ liệu"][1]


def test_the_operations_centre_reads_by_its_key_and_writes_nothing(cast: Cast) -> None:
    keeper = browser(cast, "quantri")
    typed = {"name": "IOC của tỉnh", "valid_until": "31/12/2099", "reason": "Theo kế hoạch kết nối"}
    answer = keeper.post(reverse("make_indicator_key"), typed, follow=True).content.decode()
    token = re.findall(r"kts_[\w-]{40,}", answer)[0]
    assert token not in page(keeper, "indicator_keys")
    row = IndicatorKey.objects.get()
    assert token not in (row.digest, row.name)

    machine, url = Client(headers={"Authorization": f"Bearer {token}"}), reverse("indicators_api")
    with CaptureQueriesContext(connection) as asked:
        found = machine.get(f"{url}?period={CODE}")
    assert found.status_code == 200 and figures_of(found.json())["online_share_broad"] == (3, 4)
    assert not [one for one in asked if not one["sql"].lstrip().startswith(("SELECT", "WITH"))]
    assert len(asked) <= MOST
    assert machine.post(url).status_code == 405
    assert machine.get(f"{url}?period=xyz").status_code == 400
    assert Client().get(url).status_code == 401

    back = keeper.post(reverse("revoke_indicator_key", args=[row.pk]), {"reason": "Hết nhu cầu"})
    assert back.status_code == 302
    assert machine.get(url).status_code == 401


def test_the_pages_cost_the_same_for_any_number_of_lines(cast: Cast) -> None:
    head = browser(cast, "truongphong")
    head.post(reverse("freeze_period", args=[CODE]), {})
    made = Freeze.objects.get()
    for url in (
        reverse("freezes") + "?nam=2025",
        reverse("freeze", args=[made.pk]),
        reverse("figure_export") + f"?ky={CODE}",
    ):
        head.get(url)
        with counted() as asked:
            assert head.get(url).status_code == 200
        assert len(asked) <= MOST, (url, asked)
