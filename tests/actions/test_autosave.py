"""One person's form and its own autosave are no conflict; two people's are (practice 10)."""

from datetime import timedelta

import pytest

from inspections.actions.conduct import save_answer
from inspections.enums import Rating
from inspections.exceptions import Conflict
from inspections.management.demo.people import Cast
from inspections.models import Answer
from tests.factories.cases import after, party_at
from tests.factories.people import make_people

NOW = after("begin_check")


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def answer(cast: Cast) -> Answer:
    return Answer.objects.filter(party=party_at(cast, "under_check")).earliest("pk")


@pytest.mark.django_db
def test_a_form_sent_while_its_own_autosave_was_under_way_is_kept(cast: Cast, answer: Answer) -> None:
    member = cast.people["thanhvien1"]
    save_answer(answer, by=member, now=NOW, version=0, result="Tự lưu", rating=Rating.COMPLIES)

    save_answer(
        answer, by=member, now=NOW, version=0, result="Bấm lưu", rating=Rating.FALLS_SHORT, sent_by_hand=True
    )

    answer.refresh_from_db()
    assert (answer.result, answer.rating, answer.version) == ("Bấm lưu", Rating.FALLS_SHORT, 2)


@pytest.mark.django_db
def test_a_colleagues_value_is_never_overwritten_by_an_older_page(cast: Cast, answer: Answer) -> None:
    save_answer(
        answer,
        by=cast.people["thanhvien1"],
        now=NOW,
        version=0,
        result="Người thứ nhất",
        rating=Rating.COMPLIES,
    )

    with pytest.raises(Conflict, match="vừa được"):
        save_answer(
            answer,
            by=cast.people["thanhvien2"],
            now=NOW,
            version=0,
            result="Người thứ hai",
            rating=Rating.COMPLIES,
        )

    answer.refresh_from_db()
    assert answer.result == "Người thứ nhất"


@pytest.mark.django_db
def test_an_old_page_of_the_same_person_shows_both_values(cast: Cast, answer: Answer) -> None:
    member, later = cast.people["thanhvien1"], NOW + timedelta(minutes=5)
    save_answer(answer, by=member, now=NOW, version=0, result="Trên điện thoại", rating=Rating.COMPLIES)

    with pytest.raises(Conflict):
        save_answer(
            answer,
            by=member,
            now=later,
            version=0,
            result="Trên máy tính",
            rating=Rating.COMPLIES,
            sent_by_hand=True,
        )


@pytest.mark.django_db
def test_a_late_autosave_never_overwrites_what_was_sent_by_hand(cast: Cast, answer: Answer) -> None:
    member = cast.people["thanhvien1"]
    save_answer(
        answer, by=member, now=NOW, version=0, result="Bấm lưu", rating=Rating.FALLS_SHORT, sent_by_hand=True
    )

    with pytest.raises(Conflict):
        save_answer(answer, by=member, now=NOW, version=0, result="Tự lưu cũ", rating=Rating.COMPLIES)

    answer.refresh_from_db()
    assert answer.result == "Bấm lưu"
