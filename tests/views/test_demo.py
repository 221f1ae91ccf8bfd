"""Only in the demo: a paper that waits is handed out as it would come back signed, ready to be taken in."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from inspections.documents.signing.returned import read_returned
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Document
from tests.factories.cases import moment_of, story_of
from tests.factories.people import make_people


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people(certificates=True)


@pytest.fixture
def paper(cast: Cast) -> Document:
    told = story_of(cast, real=True).tell(Plot(), until="draft_decision", moment=moment_of)
    return told.documents.get(kind="decision")


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.people[name])
        return client

    return signed_in


def test_a_visitor_of_the_demo_gets_the_signed_file_and_may_take_it_in(
    paper: Document, browser: Callable[[str], Client]
) -> None:
    place = reverse("signed_sample", args=[paper.case_id, paper.pk])
    page = browser("vanthu").get(reverse("returned", args=[paper.case_id, paper.pk]))
    assert place in page.content.decode()
    content = browser("vanthu").get(place).content
    read = read_returned(content, at=timezone.now())
    assert read.verification.problem is None
    assert [s.signer_name for s in read.persons] == ["Nguyễn Thị Ánh Nguyệt"]
    assert len(read.organisations) == 1
    told = read.number_and_date
    assert told is not None
    assert (told.number, told.issued_on) == (1, timezone.localdate())


def test_outside_the_demo_and_for_an_institution_there_is_no_such_file(
    paper: Document, browser: Callable[[str], Client]
) -> None:
    place = reverse("signed_sample", args=[paper.case_id, paper.pk])
    assert browser("truonga-hieutruong").get(place).status_code == 404
    with override_settings(DEMO=False):
        assert browser("vanthu").get(place).status_code == 404
