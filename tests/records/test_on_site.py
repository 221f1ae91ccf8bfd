"""«Việc tại đơn vị»: one page for a phone, without a script; result and photographs hold together."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from inspections.actions import conduct, visits
from inspections.management.demo.people import Cast
from inspections.models import Answer, Case, EvidenceFile, TeamMember


def photo() -> SimpleUploadedFile:
    """What a camera hands over."""
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(stream, "JPEG")
    return SimpleUploadedFile("xuong.jpg", stream.getvalue(), "image/jpeg")


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name])
    return client


def typed(answer: Answer, **values: object) -> dict[str, object]:
    """What the form of one item sends."""
    given = {"version": answer.version, "result": "Xưởng có đủ máy.", "rating": "complies", **values}
    return {f"nd{answer.pk}-{name}": value for name, value in given.items()}


@pytest.fixture
def visited(cast: Cast, party: Case, must_see: Answer, now: datetime) -> None:
    """The second member was there this morning."""
    visits.record_visit(
        party,
        by=cast.people["thanhvien1"],
        now=now,
        starts_at=now - timedelta(hours=3),
        ends_at=now - timedelta(hours=1),
        place="Xưởng",
        members=list(TeamMember.objects.filter(case_id=party.root_case_id, user=cast.people["thanhvien1"])),
        items=[must_see],
        work_done="Xem xưởng.",
    )


def test_the_page_lists_what_must_be_seen_here_with_the_camera(
    cast: Cast, party: Case, must_see: Answer, remote: Answer
) -> None:
    page = browser(cast, "thanhvien1").get(reverse("on_site", args=[party.pk])).content.decode()
    assert must_see.item.requirement in page and remote.item.requirement not in page
    assert 'accept="image/*"' in page and 'capture="environment"' in page and "multiple" in page
    assert "Bắt buộc xem thực tế" in page


def test_a_photograph_may_be_kept_before_the_visit_is_written_down(
    cast: Cast, party: Case, must_see: Answer
) -> None:
    url = reverse("on_site_item", args=[party.pk, must_see.pk])
    data = typed(must_see, result="", rating="", photos=[photo(), photo()])
    assert browser(cast, "thanhvien1").post(url, data).status_code == 302
    kept = EvidenceFile.objects.filter(answers=must_see, side="team")
    assert [row.name for row in kept] == ["xuong.jpg"]


def test_an_unseen_item_is_not_judged_and_nothing_typed_is_lost(
    cast: Cast, party: Case, must_see: Answer
) -> None:
    url = reverse("on_site_item", args=[party.pk, must_see.pk])
    before = EvidenceFile.objects.count()
    page = browser(cast, "thanhvien1").post(url, typed(must_see, photos=[photo()]))
    body = page.content.decode()
    assert page.status_code == 200 and "phải xem thực tế" in body
    assert "Xưởng có đủ máy." in body and "xuong.jpg" in body
    assert EvidenceFile.objects.count() == before
    assert Answer.objects.get(pk=must_see.pk).rating == ""


@pytest.mark.usefixtures("visited")
def test_after_the_visit_result_rating_and_photograph_are_saved_together(
    cast: Cast, party: Case, must_see: Answer
) -> None:
    url = reverse("on_site_item", args=[party.pk, must_see.pk])
    answer = browser(cast, "thanhvien1").post(url, typed(must_see, photos=[photo()]))
    assert answer.headers["Location"].endswith(f"#nd{must_see.pk}")
    saved = Answer.objects.get(pk=must_see.pk)
    assert (saved.result, saved.rating, saved.files.count()) == ("Xưởng có đủ máy.", "complies", 1)


@pytest.mark.usefixtures("visited")
def test_who_writes_second_reads_what_the_first_wrote(cast: Cast, party: Case, must_see: Answer) -> None:
    conduct.save_answer(
        must_see, by=cast.people["truongdoan"], now=timezone.now(), version=0, result="Bản khác", rating=""
    )
    url = reverse("on_site_item", args=[party.pk, must_see.pk])
    page = browser(cast, "thanhvien1").post(url, {**typed(must_see), f"nd{must_see.pk}-version": 0})
    body = page.content.decode()
    assert page.status_code == 409
    assert "Bản khác" in body and "Xưởng có đủ máy." in body


def test_only_the_team_writes_here_and_the_institution_has_no_such_page(
    cast: Cast, party: Case, must_see: Answer, remote: Answer
) -> None:
    url, page = reverse("on_site_item", args=[party.pk, must_see.pk]), reverse("on_site", args=[party.pk])
    for name in ("chuyenvien", "giamdoc", "giamsat"):
        assert "Chỉ xem" in browser(cast, name).get(page).content.decode()
        assert browser(cast, name).post(url, typed(must_see)).status_code == 403
    assert browser(cast, "truonga-canbo").get(page).status_code == 403
    other = reverse("on_site_item", args=[party.pk, remote.pk])
    assert browser(cast, "thanhvien1").post(other, typed(remote)).status_code == 404
