"""The public page of a paper: what it says, what it never says, and that nobody walks through the codes."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Document
from tests.factories.cases import case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
CODE, OTHER = "7KQ2M9XTB4R", "9KQ2M9XTB4R"
MOST_BYTES = 60_000


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """Misses of another test are forgotten."""
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def coded(document: Document, code: str = CODE) -> Document:
    """Give a paper that was issued in a test a known code (set-up only: an issued row does not change)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE inspections_document SET public_code = %s WHERE id = %s", [code, document.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    document.refresh_from_db()
    return document


def decision(cast: Cast, until: str = "issue_decision") -> Document:
    """A decision with a known code."""
    return coded(case_after(cast, until).documents.get(kind="decision"))


def asked(code: str = CODE) -> tuple[int, str]:
    """What a stranger reads."""
    answer = Client().get(reverse("check_paper", args=[code]))
    return answer.status_code, answer.content.decode()


def test_an_issued_decision_shows_number_date_issuer_and_hash(cast: Cast) -> None:
    paper = decision(cast)
    status, page = asked()
    assert status == 200
    for word in (
        paper.full_number,
        f"{paper.dated_on:%d/%m/%Y}",
        paper.snapshot["agency"],
        paper.final_sha256,
    ):
        assert word in page
    assert "còn hiệu lực" in page


def test_nothing_personal_and_nothing_of_the_dossier_is_shown(cast: Cast) -> None:
    paper = decision(cast)
    _status, page = asked()
    people = [person.full_name for person in cast.people.values()]
    places = [place.name for place in cast.institutions.values()]
    for word in [*people, *places, paper.case.code, paper.case.title, paper.title]:
        assert word not in page, word
    assert len(page.encode()) <= MOST_BYTES


def test_a_draft_says_only_that_it_was_not_issued(cast: Cast) -> None:
    paper = decision(cast, "draft_decision")
    _status, page = asked()
    assert "Văn bản chưa phát hành" in page
    for word in (paper.get_kind_display(), paper.body_sha256, paper.snapshot["agency"], "data-check-file"):
        assert word not in page, word


def test_a_replaced_paper_names_the_one_that_took_its_place(cast: Cast) -> None:
    paper = decision(cast)
    newer = _another(paper, "amendment", number=99, replaces=paper)
    Document.objects.filter(pk=paper.pk).update(state="replaced")
    _status, page = asked()
    assert f"Đã được thay thế bởi văn bản số {newer.full_number}" in page
    assert "còn hiệu lực" not in page


def test_a_letter_of_correction_and_an_amendment_are_named(cast: Cast) -> None:
    paper = decision(cast)
    letter = _another(paper, "correction_letter", number=98, corrects=paper)
    change = _another(paper, "amendment", number=97)
    _status, page = asked()
    assert f"công văn đính chính số {letter.full_number}" in page
    assert f"sửa đổi, bổ sung bởi quyết định số {change.full_number}" in page
    assert "còn hiệu lực" in page


def test_a_revoked_decision_does_not_stand(cast: Cast) -> None:
    paper = decision(cast)
    revoking = _another(paper, "revocation", number=96)
    _status, page = asked()
    assert f"Đã bị bãi bỏ bởi quyết định số {revoking.full_number}" in page
    assert "còn hiệu lực" not in page


def _another(paper: Document, kind: str, *, number: int, **links: Document) -> Document:
    """One more issued paper of the dossier."""
    now = timezone.now()
    return Document.objects.create(
        case=paper.case,
        kind=kind,
        title="Văn bản khác",
        state="issued",
        snapshot={},
        snapshot_sha256="0" * 64,
        final_sha256="1" * 64,
        number=number,
        symbol="QĐ-SGDĐT",
        series="thử",
        year=2026,
        dated_on=date(2026, 12, 1),
        drafted_at=now,
        drafted_by=paper.drafted_by,
        issued_at=now,
        issued_by=paper.drafted_by,
        **links,
    )


@pytest.mark.parametrize("typed", ["7kq2m9xtb4r", "7KQ2 M9XT B4R", "7KQ2-M9XT-B4R"])
def test_the_code_is_read_as_people_type_it(cast: Cast, typed: str) -> None:
    decision(cast)
    answer = Client().get(reverse("check"), {"ma": typed}, follow=True)
    assert "còn hiệu lực" in answer.content.decode()


@pytest.mark.parametrize("code", [OTHER, "1", "x" * 59, "7KQ2M9XTB4", "../../etc", "7KQ2M9XTB4%00"])
def test_every_wrong_code_gives_the_same_page(cast: Cast, code: str) -> None:
    decision(cast)
    expected = asked("222222ZZZZZ")
    assert expected[0] == 404
    answer = Client().get(f"/v/{code}/")
    assert answer.status_code == 404
    if "/" not in code and "%" not in code:
        assert answer.content.decode() == expected[1]


def test_who_walks_through_codes_is_stopped_and_others_are_not(cast: Cast) -> None:
    decision(cast)
    client = Client()
    answers = [
        client.get(reverse("check_paper", args=[f"{OTHER[:-2]}{a}{b}"])).status_code
        for a in "234567"
        for b in "2345678"
    ]
    assert answers[:40] == [404] * 40 and set(answers[40:]) == {429}
    assert (
        client.get(reverse("check_paper", args=[CODE])).status_code == 429
    )  # a hit tells him nothing either
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").get(reverse("check_paper", args=[CODE]))
    assert elsewhere.status_code == 200


def test_the_page_is_no_food_for_search_engines_or_caches(cast: Cast) -> None:
    decision(cast)
    for url in (reverse("check"), reverse("check_paper", args=[CODE]), reverse("check_paper", args=[OTHER])):
        answer = Client().get(url)
        assert "noindex" in answer["X-Robots-Tag"] and "noindex" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
        assert Client().post(url).status_code == 405


def test_a_print_of_the_system_is_named_as_such(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    Document.objects.create(
        case=case,
        kind="submission_receipt",
        title="Giấy xác nhận của Trường Minh Hoạ",
        state="print",
        snapshot={"agency": "SỞ GIÁO DỤC VÀ ĐÀO TẠO"},
        snapshot_sha256="0" * 64,
        body_sha256="2" * 64,
        drafted_at=timezone.now(),
        drafted_by=case.opened_by,
        public_code=OTHER,
    )
    _status, page = asked(OTHER)
    assert "Bản in từ hệ thống" in page and "2" * 64 in page
    assert "Minh Hoạ" not in page
