"""Interventions on the pages: offered where they are lawful, told where they are not, read by those they concern."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Order
from tests.factories.orders import EXTENSION, GONE, WHY, Desk, told_until_now
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
TWO = Plot(codes=("MH-01", "MH-02"))


@pytest.fixture
def cast() -> Cast:
    return make_people()


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name])
    return client


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, f"{url}: {answer.status_code}"
    return answer.content.decode()


def step(case: Case, slug: str, subject: int | None = None) -> str:
    return reverse("step", args=[case.pk, slug, *([subject] if subject else [])])


def test_the_lead_finds_every_intervention_in_one_menu_with_the_reason_where_it_is_not_lawful(
    cast: Cast,
) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    text = page(browser(cast, "truongdoan"), case.get_absolute_url())
    assert "Can thiệp" in text
    for slug in ("gia-han", "tam-dung", "dinh-chi", "sua-doi-quyet-dinh", "thay-thanh-vien"):
        assert f'href="{step(case, slug)}"' in text
    for slug, reason in (
        ("bai-bo", "đã công bố thì xem xét đình chỉ"),
        ("tiep-tuc", "không ở trạng thái tạm dừng"),
    ):
        assert f'href="{step(case, slug)}"' not in text
        assert reason in text


def test_a_member_of_the_team_is_offered_no_intervention(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    assert "Can thiệp" not in page(browser(cast, "thanhvien1"), case.get_absolute_url())
    assert browser(cast, "thanhvien1").get(step(case, "gia-han")).status_code == 403


def test_the_form_of_an_extension_says_where_the_limit_would_end_for_each_choice(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    text = page(browser(cast, "truongdoan"), step(case, "gia-han"))
    details = case.inspection_details
    assert details.limit_end_on is not None
    assert f"{details.limit_end_on:%d/%m/%Y}" in text
    for days in range(1, 6):
        assert f"{days} ngày: thời hạn kiểm tra đến hết ngày" in text
    assert "6 ngày: thời hạn" not in text


def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    client = browser(cast, "truongdoan")
    answer = client.post(step(case, "gia-han"), {"reason": "Vì nhiều số liệu", "days": "3"})
    text = answer.content.decode()
    assert "Vì nhiều số liệu" in text
    assert not Order.objects.exists()


def test_the_director_who_drafts_reads_the_paper_to_sign_next_and_the_lead_the_dossier(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    signer = cast.capacity("giamdoc").pk
    sent = {"reason": WHY, "signer": signer}
    answer = browser(cast, "giamdoc").post(step(case, "dinh-chi"), {**sent, "cause": "prosecuted"})
    order = Order.objects.get()
    assert answer["Location"] == step(case, "ky-van-ban", order.pk)
    assert "Đang tạo bản in" in page(browser(cast, "giamdoc"), answer["Location"])
    again = browser(cast, "truongdoan").post(
        step(case, "gia-han"), {**sent, "days": "3", "ground": "complex"}
    )
    assert again["Location"] == case.get_absolute_url()


def test_the_inbox_of_the_signer_leads_to_the_paper(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    order = Desk(cast).draft("extension", case, timezone.now(), **EXTENSION)
    url = step(case, "ky-van-ban", order.pk)
    assert f'href="{url}"' in page(browser(cast, "giamdoc"), reverse("home"))
    text = page(browser(cast, "giamdoc"), url)
    assert WHY in text and "Nguyễn Thị Ánh Nguyệt" in text
    assert "bạn không ký được bản này" in page(browser(cast, "phogiamdoc"), url)


def test_the_head_of_the_case_says_that_it_is_paused_and_its_parties_can_only_be_read(cast: Cast) -> None:
    case = told_until_now(cast, "begin_check", Plot())
    now = timezone.now()
    Desk(cast).carry("pause", case, now, from_on=timezone.localdate(now))
    sentence = f"Tạm dừng từ ngày {timezone.localdate(now):%d/%m/%Y}"
    party = case.children.get()
    for name, url in (
        ("truongdoan", case.get_absolute_url()),
        ("truongdoan", party.get_absolute_url()),
        ("truonga-hieutruong", party.get_absolute_url()),
    ):
        assert sentence in page(browser(cast, name), url)
    text = page(browser(cast, "truongdoan"), step(party, "du-thao-bien-ban"))
    assert "đang tạm dừng" in text and "<textarea" not in text


def test_the_head_of_the_case_tells_of_extension_and_termination_with_the_papers(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", Plot())
    desk, now = Desk(cast), timezone.now()
    extended = desk.carry("extension", case, now - timedelta(minutes=40), **EXTENSION)
    text = page(browser(cast, "giamdoc"), case.get_absolute_url())
    assert "Đã gia hạn 5 ngày: thời hạn kiểm tra đến hết ngày" in text
    assert extended.document is not None
    assert extended.document.full_number in text
    assert reverse("document", args=[case.pk, extended.document.pk]) in text
    desk.carry("termination", case, now, **GONE)
    text = page(browser(cast, "giamdoc"), case.get_absolute_url())
    assert "Đã đình chỉ: Đối tượng kiểm tra không còn tồn tại" in text
    history = page(browser(cast, "giamdoc"), f"{case.get_absolute_url()}?tab=history")
    for words in ("Dự thảo quyết định gia hạn", "Ký văn bản can thiệp", "Đình chỉ kiểm tra"):
        assert words in history
    assert "draft_" not in history


def test_an_institution_reads_what_concerns_it_and_nothing_of_another_one(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", TWO)
    first, second = case.children.order_by("pk")
    now = timezone.now()
    order = Desk(cast).carry("party_termination", second, now, **GONE)
    assert order.document is not None
    own, other = browser(cast, "trungtamb-giamdoc"), browser(cast, "truonga-hieutruong")
    paper = own.get(reverse("document", args=[second.pk, order.document.pk]))
    assert b"%PDF" in b"".join(paper.streaming_content)  # type: ignore[attr-defined]
    assert other.get(reverse("document", args=[first.pk, order.document.pk])).status_code == 404
    assert "đình chỉ" in page(own, f"{second.get_absolute_url()}?tab=documents").lower()
    assert "đình chỉ" not in page(other, f"{first.get_absolute_url()}?tab=documents").lower()


def test_a_school_taken_off_the_list_gets_404(cast: Cast) -> None:
    case = told_until_now(cast, "notify_schedule", TWO)
    wrong = case.children.get(institution__code="MH-02")
    client = browser(cast, "trungtamb-canbo")
    page(client, wrong.get_absolute_url())
    Desk(cast).carry("amendment", case, timezone.now(), drops=[wrong])
    page(client, wrong.get_absolute_url(), status=404)


def test_the_forms_of_amendment_and_replacement_offer_only_what_is_lawful(cast: Cast) -> None:
    case = told_until_now(cast, "announce_decision", TWO)
    client = browser(cast, "truongdoan")
    answer = client.get(step(case, "sua-doi-quyet-dinh"))
    form = answer.context["form"]
    assert "drops" not in form.fields
    listed = {cast.institutions[code].pk for code in TWO.codes}
    assert not form.fields["adds"].queryset.filter(pk__in=listed).exists()
    form = client.get(step(case, "thay-thanh-vien")).context["form"]
    assert form.fields["leaving"].queryset.count() == 3
    half = {"reason": WHY, "signer": cast.capacity("giamdoc").pk, "period_from": "01/01/2026"}
    answer = client.post(step(case, "sua-doi-quyet-dinh"), half)
    assert "Ghi đủ ngày đầu và ngày cuối" in answer.content.decode()
