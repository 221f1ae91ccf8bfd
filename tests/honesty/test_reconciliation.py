"""Lists from outside the ledger: what it does not know is told, decided with a reason, and moves the figure (scene 8)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import reconciliation as actions
from inspections.enums import LuotClass, ReconciliationSource
from inspections.management.demo.people import Cast
from inspections.management.demo.plot import Plot, Unit
from inspections.models import ClassChange, Freeze, LedgerLine, PaperInspection, ReconciliationRow
from tests.factories import ledger
from tests.factories.cases import after, case_after, moment_of
from tests.factories.lists import book
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
OF_2025 = {"announced_on": "2025-03-02", "signed_on": "2025-03-20", "limit_end_on": "2025-12-31"}
S = ReconciliationSource


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    made = make_people()
    ledger.rule_of(made.department.pk)
    return made


def browser(cast: Cast, name: str) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def send(client: Client, source: str, file: SimpleUploadedFile) -> str:
    """What the page of comparing answers."""
    answer = client.post(reverse("compare"), {"source": source, "file": file}, follow=True)
    return answer.content.decode()


def test_scene_8_a_visit_renamed_survey_is_found_counted_and_the_frozen_figure_restated(cast: Cast) -> None:
    case, unit = case_after(cast, "draft_decision"), cast.institutions["MH-01"]
    kinds = (ledger.SEALED, ledger.MIXED, ledger.ON_SITE)
    for facts, party in zip(kinds, ledger.parties(case, unit, 3), strict=True):
        ledger.line_of(facts | OF_2025, unit, party=party)
    head, officer = browser(cast, "truongphong"), browser(cast, "chuyenvien")
    head.post(reverse("freeze_period", args=["BC2025"]), {})
    first = Freeze.objects.get()
    assert (first.a, first.b) == (2, 3)

    row = ["MH-02", date(2025, 9, 9), "Đoàn của Sở, ba người", "Khảo sát công tác tuyển sinh"]
    assert "Đã đối chiếu 1 dòng: 1 dòng hệ thống chưa biết." in send(officer, "units", book("units", row))
    listed = ReconciliationRow.objects.get()
    shown = officer.get(reverse("compared_list", args=[listed.reconciliation_id])).content.decode()
    assert "Khảo sát công tác tuyển sinh" in shown and "chưa biết" in shown
    empty = officer.post(reverse("decide_row", args=[listed.pk]), {"verdict": "inspection", "reason": ""})
    assert empty.status_code == 200 and not PaperInspection.objects.exists()
    reason = "Trường cho biết Đoàn đã kiểm tra sổ tuyển sinh, có ghi nhận bằng văn bản."
    officer.post(reverse("decide_row", args=[listed.pk]), {"verdict": "inspection", "reason": reason})
    paper = PaperInspection.objects.get()
    assert LedgerLine.objects.get(paper=paper).class_value == LuotClass.M0

    periods = head.get(reverse("freezes") + "?nam=2025").content.decode()
    assert "50% (2/4)" in periods and "67% (2/3)" in periods and "khác số đã chốt" in periods
    frozen = head.get(reverse("freeze", args=[first.pk])).content.decode()
    assert paper.decision_number in frozen and "Thêm vào mẫu số" in frozen
    head.post(reverse("restate", args=[first.pk]), {"reason": "Đối chiếu danh sách năm của các trường."})
    second = Freeze.objects.get(version=2)
    assert (second.a, second.b) == (2, 4)
    again = head.get(reverse("freeze", args=[second.pk])).content.decode()
    assert "Đối chiếu danh sách năm của các trường." in again and "67% (2/3)" in again


def test_the_register_is_read_for_decisions_about_inspections_and_matched_by_number_and_day(
    cast: Cast,
) -> None:
    paper = ledger.paper_visit(cast.institutions["MH-01"], cast.people["chuyenvien"], date(2025, 4, 5))
    client = browser(cast, "chuyenvien")
    told = send(
        client,
        "register",
        book(
            "register",
            [paper.decision_number, date(2025, 4, 5), "Về việc kiểm tra công tác tuyển sinh"],
            ["77/QĐ-SGDĐT", date(2025, 4, 8), "Quyết định kiểm tra liên kết đào tạo"],
            ["78/QĐ-SGDĐT", date(2025, 4, 9), "Quyết định bổ nhiệm viên chức"],
            ["12/TB-SGDĐT", date(2025, 4, 9), "Thông báo lịch kiểm tra"],
        ),
    )
    assert "Đã đối chiếu 2 dòng: 1 dòng hệ thống chưa biết." in told
    rows = ReconciliationRow.objects.order_by("row")
    assert [bool(row.found) for row in rows] == [True, False]
    assert rows[0].reconciliation.skipped == 2
    unknown = rows[1]
    decided = {"verdict": "inspection", "reason": "Có biên bản giấy."}
    shown = client.post(reverse("decide_row", args=[unknown.pk]), decided).content.decode()
    assert "Chọn cơ sở đã được kiểm tra" in shown
    decided["institution"] = str(cast.institutions["MH-02"].pk)
    client.post(reverse("decide_row", args=[unknown.pk]), decided)
    made = PaperInspection.objects.get(decision_number="77/QĐ-SGDĐT")
    assert made.institution == cast.institutions["MH-02"]


def test_one_unreadable_cell_keeps_nothing_and_is_named_by_its_row(cast: Cast) -> None:
    client = browser(cast, "chuyenvien")
    told = send(
        client,
        "travel",
        book(
            "travel",
            ["Ông A", "MH-01", date(2025, 4, 5), None, "Kiểm tra"],
            ["Bà B", "Trường Không Có", "hôm qua", None, "Khảo sát"],
        ),
    )
    assert "Dòng 3" in told and "Trường Không Có" in told and "hôm qua" in told
    assert not ReconciliationRow.objects.exists()
    told = send(client, "travel", book("travel", ["x"], head=["Cột khác"]))
    assert "Không thấy dòng tiêu đề" in told


def test_a_travel_order_to_a_remote_inspection_takes_its_highest_class(cast: Cast) -> None:
    plot = Plot(theme="nha-giao", units={"MH-01": Unit("online")})
    case = case_after(cast, "conclude_items", plot)
    line = LedgerLine.objects.get(party__parent=case)
    assert line.class_value == LuotClass.M3
    day = moment_of("begin_check").date() + timedelta(days=1)
    client = browser(cast, "truongphong")
    send(client, "travel", book("travel", ["Ông A", "MH-01", day, day, "Công tác"]))
    row = ReconciliationRow.objects.get()
    assert row.near == line and not row.found
    now = after("conclude_items")
    reason = "Người đi xác nhận đã xem sổ tại trường."
    actions.decide(row, by=cast.people["truongphong"], now=now, verdict="visit", reason=reason)
    line.refresh_from_db()
    assert line.class_value == LuotClass.M2
    fall = ClassChange.objects.get(line=line)
    assert (fall.verb, fall.reason) == ("reconcile", reason)
    for deed in ({"reason": "khác"}, {"words": "khác"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ReconciliationRow.objects.filter(pk=row.pk).update(**deed)
