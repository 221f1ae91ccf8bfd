"""The tab of records costs the same for one record as for many, and shows each person what is his."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions import complaints, diary, referrals, visits
from inspections.management.demo.people import Cast
from inspections.models import Answer, Case, TeamMember
from tests.figures.browsing import browser_of
from tests.figures.counting import Statements, counted
from tests.records.conftest import NOW

MOST = 16


def one_more(cast: Cast, party: Case, item: Answer, place: int) -> None:
    """One more record of each sort, on the next day."""
    now, lead = NOW + timedelta(days=place), cast.people["truongdoan"]
    visits.record_visit(
        party,
        by=lead,
        now=now,
        starts_at=now - timedelta(hours=2),
        ends_at=now - timedelta(hours=1),
        place="Trụ sở",
        members=list(TeamMember.objects.filter(case_id=party.root_case_id)),
        items=[item],
        work_done="Xem sổ gốc",
    )
    referrals.note_referral(
        party, by=lead, now=now, kind="violation_record", facts_text="Sự việc", legal_basis="Luật"
    )
    complaints.hand_in_complaint(
        party, by=cast.people["truonga-canbo"], now=now, kind="petition", summary="Đề nghị"
    )
    root = Case.objects.get(pk=party.root_case_id)
    diary.write_diary(root, by=lead, now=now, on=now.date(), text="Đối chiếu")


def opened(browser: Client, case: Case) -> Statements:
    with counted() as statements:
        page = browser.get(reverse("case", args=[case.pk]), {"tab": "records"})
    assert page.status_code == 200
    return statements


@pytest.mark.parametrize("name", ["truongdoan", "giamdoc", "truonga-canbo"])
def test_many_records_cost_as_many_statements_as_one(
    cast: Cast, party: Case, must_see: Answer, name: str
) -> None:
    browser = browser_of(cast.people[name])
    cases = [party] if name.startswith("truonga") else [party, Case.objects.get(pk=party.root_case_id)]
    one_more(cast, party, must_see, 0)
    one = [len(opened(browser, case)) for case in cases]
    for place in range(1, 4):
        one_more(cast, party, must_see, place)
    for case, before in zip(cases, one, strict=True):
        many = opened(browser, case)
        assert len(many) == before, many.told()
        assert len(many) <= MOST, many.told()
        assert not many.writes


def test_the_institution_reads_who_came_and_not_what_the_team_wrote_of_it(
    cast: Cast, party: Case, must_see: Answer
) -> None:
    one_more(cast, party, must_see, 0)
    client = browser_of(cast.people["truonga-hieutruong"])
    page = client.get(reverse("case", args=[party.pk]), {"tab": "records"}).content.decode()
    assert "Trụ sở" in page and cast.people["thanhvien2"].full_name in page
    assert "Xem sổ gốc" not in page and "Sự việc" not in page and "Nguồn tin" not in page
    assert "Gửi khiếu nại, kiến nghị, phản ánh" in page
