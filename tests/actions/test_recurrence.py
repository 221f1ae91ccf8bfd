"""What comes again: told beside a new inspection, on the item under examination, and across years and places."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions.waves import deed
from inspections.enums import Ground
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Finding, PaperInspection
from tests.factories.cases import after, case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def reads(cast: Cast, url: str, name: str = "chuyenvien") -> str:
    """The page as somebody of the department, or of the school, reads it."""
    client = Client()
    client.force_login(cast.people[name])
    return client.get(url).content.decode()


def inspected(cast: Cast, title: str) -> Case:
    """A party whose minutes are signed, with the finding of the story."""
    party = case_after(cast, "sign_minutes", Plot(title=title, ground=Ground.ORDER)).children.get()
    assert party.findings.exists()
    return party


def test_what_was_found_before_is_told_wherever_the_place_is_inspected_again(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    first = inspected(cast, "Kiểm tra lần một")
    PaperInspection.objects.create(
        department=cast.department, institution=first.institution, decision_number="5/QĐ", number_key="5/qd",
        decided_on="2024-03-01", agency="Sở", content="Tuyển sinh năm 2023", ground_text="KH", finding_count=3,
        period_from="2023-01-01", period_to="2023-12-31", announced_on="2024-03-05", lead_name="Ông A",
        kept_at="Kho", entered_at=timezone.now(), entered_by=cast.people["chuyenvien"],
    )  # fmt: skip
    assert "Không có nội dung nào lặp lại" in reads(cast, reverse("recurrence"))
    once = reads(cast, reverse("recurrence") + "?least=1&institution=MH-01&by=law")
    finding = first.findings.select_related("answer__item").first()
    assert finding is not None
    code = finding.answer.item.code
    assert "đã nêu 1 lần (2026)" in once and first.code in once
    second = inspected(cast, "Kiểm tra lần hai")
    page = reads(cast, reverse("recurrence") + "?first_year=2026&last_year=2026&theme=tuyen-sinh")
    assert "đã nêu 2 lần (2026)" in page and first.code in page and second.code in page
    client = Client()
    client.force_login(cast.people["chuyenvien"])
    with django_assert_max_num_queries(9):
        client.get(reverse("recurrence") + "?least=1")
    assert "đã nêu 2 lần" not in reads(cast, reverse("recurrence") + "?last_year=2025")
    again = second.answers.get(item__code=code)
    assert "đã nêu 1 lần (2026)" in reads(cast, reverse("item", args=[second.pk, again.pk]), "truongdoan")
    school = reads(cast, f"{second.get_absolute_url()}?tab=findings", "truonga-hieutruong")
    assert "đã nêu" not in school, "what came before is for the department's own eyes"
    Finding.objects.filter(party=second).update(state="withdrawn", settlement="Rút.")
    assert "đã nêu 2 lần" not in reads(cast, reverse("recurrence"))


def test_a_party_is_inspected_again_from_its_own_page_with_everything_filled_in(cast: Cast) -> None:
    party = inspected(cast, "Kiểm tra lần một")
    door = f"{reverse('propose')}?kiem-tra-lai={party.pk}"
    assert door not in reads(cast, party.get_absolute_url()), "its result is not out yet"
    assert "Kiểm tra lại việc khắc phục" not in reads(cast, door)
    with deed(party, by=cast.people["vanthu"], now=after("sign_minutes", hours=3)) as wave:
        wave.move(wave.case, "complete")
    assert door in reads(cast, party.get_absolute_url())
    assert door not in reads(cast, party.get_absolute_url(), "giamsat")
    assert door not in reads(cast, party.get_absolute_url(), "truonga-hieutruong")
    page = reads(cast, door)
    finding = party.findings.select_related("answer__item").first()
    assert finding is not None and "đã nêu 1 lần (2026)" in page
    assert str(finding.answer.item) in page and "Kiểm tra lại việc khắc phục tại" in page
    client = Client()
    client.force_login(cast.people["chuyenvien"])
    typed = dict(client.get(door).context["form"].initial)
    typed |= {name: f"{typed[name]:%d/%m/%Y}" for name in ("period_from", "period_to")}
    other = typed | {"institutions": [cast.institutions["MH-02"].pk]}
    assert "phải có trong danh sách" in client.post(reverse("propose"), other).content.decode()
    client.post(reverse("propose"), typed)
    new = Case.objects.roots().latest("pk")
    assert new.inspection_details.reinspects_id == party.pk
    assert party.code in reads(cast, new.get_absolute_url())
    assert new.code in reads(cast, f"{party.get_absolute_url()}?tab=overview")
    review = reverse("step", args=[new.pk, "ra-soat-trung-lap"])
    assert "đã nêu 1 lần (2026)" in reads(cast, review)
    assert timezone.now() - new.opened_at < timedelta(minutes=5)
