"""Journey C: «Kiểm tra ngay» on a Saturday, entered on Monday."""

from typing import Any

import pytest
from django.urls import reverse

from inspections.models import Case, Document
from tests.factories.chain import broken_link
from tests.journeys.life import LEAD, MEMBERS, OFFICER, Life
from tests.journeys.people import Town, scan, words_of

pytestmark = pytest.mark.django_db
SATURDAY, MONDAY = "14/11/2026", "16/11/2026"


def paper(town: Town) -> dict[str, Any]:
    """The matter, the paper decision with its real time, the plan approved on paper."""
    cast = town.cast
    return dict(
        title="Kiểm tra ngay việc tuyển sinh không phép",
        checklist_version=cast.checklists["tuyen-sinh"].pk,
        institutions=[cast.institutions["MH-01"].pk],
        ground_text="Tin báo có lớp tuyển sinh ngoài giấy chứng nhận đang học vào thứ Bảy.",
        ground_files=scan("don-phan-anh.pdf"),
        period_from="01/01/2026",
        period_to="31/10/2026",
        signed_at=f"{SATURDAY} 07:30",
        number=412,
        capacity=cast.capacity("giamdoc").pk,
        scan=scan("quyet-dinh.pdf"),
        original_place="Văn thư Sở, hộp 3",
        lead=cast.people[LEAD].pk,
        members=[cast.people[name].pk for name in MEMBERS],
        conflict_free="on",
        approved_at=f"{SATURDAY} 08:00",
        plan_scan=scan("ke-hoach.pdf"),
        place="Trụ sở đơn vị",
    )


def enter(town: Town) -> Life:
    """One screen, opened from the list of dossiers."""
    life = Life(town, ["MH-01"], theme="tuyen-sinh", heads={"MH-01": "truonga-hieutruong"})
    cases = town(OFFICER).open(reverse("cases"))
    town(OFFICER).send(cases.link("Kiểm tra ngay"), **paper(town))
    life.case = Case.objects.roots().latest("pk")
    return life


def test_an_inspection_of_saturday_is_entered_on_monday_with_both_times(printing_town: Town) -> None:
    town = printing_town
    town.at(MONDAY, "08:10")
    life = enter(town)
    entered = f"Ghi sau, lúc 08:10 ngày {MONDAY}"
    told = town(OFFICER).case(life.case, "history")
    told.sees(f"07:30 ngày {SATURDAY}", f"08:00 ngày {SATURDAY}", entered)
    papers = town(OFFICER).case(life.case, "documents").sees("412/QĐ-SGDĐT", "Văn thư Sở, hộp 3")
    assert town(OFFICER).paper(papers.link("Tải bản PDF")).startswith(b"%PDF")

    town.at(MONDAY, "09:00")
    life.announce("MH-01", announced_at=f"{SATURDAY} 09:15", channel="Trụ sở đơn vị")
    party = life.party("MH-01")
    life.leader.case(party, "history").sees(f"09:15 ngày {SATURDAY}", f"Ghi sau, lúc 09:00 ngày {MONDAY}")
    # Saturday 14/11 is day 0; ten days end with Tuesday 24/11 (no day off as long as nothing of it is in force).
    assert life.limits(party)["Thời hạn kiểm tra"] == "24/11/2026"
    assert life.limits(life.case)["Thời hạn kiểm tra"] == "24/11/2026"
    record = Document.objects.get(case=party, kind="announcement_record")
    assert "9 giờ 15" in words_of(record) and "14/11/2026" in words_of(record)

    life.visit("MH-01", f"{SATURDAY} 09:15", f"{SATURDAY} 11:30")
    life.leader.case(party, "records").sees(f"{SATURDAY}, từ 09:15 đến 11:30", f"ghi lúc 09:00 ngày {MONDAY}")
    assert broken_link(life.case) is None


def test_entered_on_tuesday_it_needs_the_reason_for_being_late(town: Town) -> None:
    town.at("17/11/2026", "08:10")
    url = town(OFFICER).open(reverse("cases")).link("Kiểm tra ngay")
    told = town(OFFICER).refused(url, **paper(town))
    told.sees("Đã quá hạn ghi vào hệ thống (hết ngày 16/11/2026): ghi lý do ghi muộn.")
    assert not Case.objects.exists()
