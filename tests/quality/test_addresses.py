"""P13: odd values in addresses and questions; decomposed Vietnamese is stored composed, found and unique."""

import unicodedata

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from inspections.management.demo.people import Cast
from inspections.models import Case, PaperInspection, User
from tests.crawl.doors import addresses
from tests.crawl.table import OWN, PUBLIC
from tests.quality import desks, scenes
from tests.quality.oddities import DECOMPOSED, HUGE, LONG, ODD
from tests.quality.world import Office, complaints_of, places_of

QUESTIONS = (
    *("q", "page", "phase", "tab", "viec", "theo", "on", "state", "year", "institution", "ground"),
    *("nam", "moc", "ma"),
)
LISTS = (
    "cases",
    "institutions",
    "search",
    "past",
    "past_new",
    "people",
    "legal_acts",
    "agency_profiles",
    "sent_mail",
    "daily_papers",
    "incoming_book",
    "outgoing_book",
    "returned_drop",
    "notices",
    "vault",
    "own_page",
    "check",
)
VALUES = ("\x00", "a\x00b", ODD, LONG[:4000], HUGE, "-1", "31/02/2026", "01/01/0001", "' OR 1=1 --", "%", "_")
PEOPLE = ("chuyenvien", "quantri", "giamdoc", "vanthu", "truonga-canbo")
TO_MACHINES = {"uploads"}
ANSWERS = {200, 302, 403, 404}


def decomposed(text: str) -> str:
    """As a Macintosh or some telephones send it."""
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("name", LISTS)
def test_no_question_to_a_list_brings_a_page_down(office: Office, name: str) -> None:
    for person in PEOPLE:
        for value in VALUES:
            for asked in ({key: value for key in QUESTIONS}, {"q": value}, {"page": value}):
                answer = office.browser(person).get(reverse(name), asked)
                assert answer.status_code in ANSWERS, (person, asked, answer.status_code)


def test_no_address_with_an_impossible_number_or_word_brings_a_page_down(office: Office) -> None:
    resolver = get_resolver()
    tried = 0
    for name in addresses():
        if name in PUBLIC | OWN or name.startswith("admin:"):
            continue
        for _address, parameters in [
            place for found in resolver.reverse_dict.getlist(name) for place in found[0]
        ]:
            for number, word in ((HUGE, "x" * 3000), (str(2**63), "\x00"), ("1", "\u202e")):
                values = {key: _value(resolver, name, key, number, word) for key in parameters}
                url = "/" + _address % {key: str(value) for key, value in values.items()}
                for person in ("chuyenvien", "quantri"):
                    for method in ("get", "post"):
                        answer = getattr(office.browser(person), method)(url)
                        told = ANSWERS | {405, 409} | ({400} if name in TO_MACHINES else set())
                        assert answer.status_code in told, (method, url, answer.status_code)
                        tried += 1
    assert tried > 500


def _value(resolver: object, name: str, key: str, number: str, word: str) -> str:
    numbers = {"pk", "subject", "version", "other", "year"}
    return number if key in numbers or key.endswith("_id") else word


def test_decomposed_words_are_stored_composed_and_found_either_way(office: Office) -> None:
    place = next(place for place in places_of(scenes.opening, office.cast) if place.name == "propose")
    title = "Kiểm tra Đắk Nông, trường nghề"
    body = {**office.body(place), "title": decomposed(title)}
    assert office.send(place, body).status_code == 302
    assert Case.objects.roots().latest("pk").title == title
    for query in (title, decomposed(title), decomposed("Đắk Nông")):
        assert title in office.browser("chuyenvien").get(reverse("search"), {"q": query}).content.decode()
        assert title in office.browser("chuyenvien").get(reverse("cases"), {"q": query}).content.decode()
    institution = office.cast.institutions["MH-01"].name
    page = office.browser("chuyenvien").get(reverse("institutions"), {"q": decomposed(institution)})
    assert institution in page.content.decode()


def test_the_same_decision_typed_decomposed_is_the_same_decision(office: Office) -> None:
    place = next(place for place in places_of(desks.past, office.cast) if place.name == "past_new")
    assert office.send(place, office.body(place)).status_code == 302
    number = PaperInspection.objects.latest("pk").decision_number
    body = {**office.body(place), "decision_number": decomposed(number)}
    again = office.send(place, body)
    assert again.status_code == 200, complaints_of(again)
    assert PaperInspection.objects.filter(decision_number=number).count() == 1


def test_bytes_that_are_no_text_are_no_traceback(office: Office) -> None:
    kind = "application/x-www-form-urlencoded"
    for body in (b"title=%ff%fe%00&once=%c0%80", b"\xff\xfe\x00", b"title=" + b"%F0%9F" * 1000):
        answer = office.browser("chuyenvien").post(reverse("propose"), body, content_type=kind)
        assert answer.status_code == 200
    broken = office.browser("chuyenvien").post(
        reverse("propose"), b"--x\r\nbroken", content_type="multipart/form-data; boundary=x"
    )
    assert broken.status_code in (200, 400)
    assert (
        office.browser("chuyenvien").post(reverse("propose"), {f"n{k}": "1" for k in range(3100)}).status_code
        == 400
    )


def test_somebody_typed_decomposed_signs_in_composed_or_not(office: Office, built_cast: Cast) -> None:
    password = "Mật khẩu của Đắk Nông"
    user = User.objects.get(pk=built_cast.people["chuyenvien"].pk)
    user.set_password(password)
    user.save()
    for typed in (password, decomposed(password)):
        client = Client()
        answer = client.post(reverse("account_login"), {"login": user.username, "password": typed})
        assert answer.status_code == 302, complaints_of(answer)


def test_the_oddities_are_odd() -> None:
    assert not unicodedata.is_normalized("NFC", DECOMPOSED)
    assert "\u202e" in ODD and len(LONG) == 100_000
