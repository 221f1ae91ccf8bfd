"""A Vietnamese page holds no English; a person who chose English reads the frame in English."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from inspections.kinds import PartyStage
from inspections.management.demo.story import Plot
from inspections.models import Case
from tests.factories.cases import case_after, party_at
from tests.factories.people import make_people

# Words that no Vietnamese text holds, the ones forms and libraries say most, and what a programme says by mistake.
ENGLISH = frozenset(
    """the and for you your are was were have has been this that these those with without from into please required
    field invalid valid enter select choose submit save cancel delete remove edit search page next previous error
    warning success sign login logout password username email date time file files upload download yes none true false
    null unknown view open close case cases status list details name title created updated user users home settings
    help more back must should cannot only not found forbidden draft signed issued deadline today tomorrow yesterday
    day days week month january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday tue wed fri""".split()
)
# Names of formats and licences, and parts of addresses, are nobody's English.
SPOKEN_OF = re.compile(r"AGPL[-\w.]*|\S+@\S+|https?://\S+|\b[\w-]+\.(?:pdf|docx|xlsx|jpg|png)\b")
HIDDEN = frozenset({"script", "style", "code", "svg"})
READ_ALOUD = frozenset({"aria-label", "title", "alt", "placeholder"})


class Reader(HTMLParser):
    """Collects what a person reads or hears on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[str] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden.append(tag)
        foreign = dict(attrs).get("lang") == "en"
        self.parts += [value for name, value in attrs if name in READ_ALOUD and value and not foreign]

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def english_words(html: str) -> set[str]:
    """English words a person would read on the page."""
    reader = Reader()
    reader.feed(html)
    text = SPOKEN_OF.sub(" ", " ".join(reader.parts))
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text)} & ENGLISH


def addresses(inspection: Case, checked: Case, drafted: Case) -> list[str]:
    """Pages that show most of the words: lists, every tab, the minutes, and deeds with their forms."""
    tabs = ("overview", "items", "team", "findings", "exchange", "documents", "files", "history")
    return [
        *("/", "/ho-so/", "/ho-so/moi/", "/co-so/", "/danh-muc/", "/tim-kiem/?q=minh", "/thu-da-gui/"),
        *(f"{case.get_absolute_url()}?tab={tab}" for case in (inspection, checked, drafted) for tab in tabs),
        f"{drafted.get_absolute_url()}bien-ban/",
        f"{inspection.get_absolute_url()}viec/ra-soat-trung-lap/",
        f"{checked.get_absolute_url()}viec/yeu-cau-ho-so/",
        f"{checked.get_absolute_url()}noi-dung/{checked.answers.earliest('id').pk}/",
        f"{drafted.get_absolute_url()}viec/xac-nhan-noi-dung/",
        f"{drafted.get_absolute_url()}viec/y-kien-bien-ban/",
        f"{drafted.get_absolute_url()}viec/don-vi-khong-ky/",
        *("/tai-khoan/password/change/", "/tai-khoan/2fa/", "/khong-co-trang-nay/"),
    ]


@pytest.mark.django_db
def test_no_page_in_vietnamese_says_a_word_of_english() -> None:
    cast = make_people()
    inspection = case_after(cast, "propose", Plot(codes=("MH-02",)))
    checked = party_at(cast, PartyStage.UNDER_CHECK, Plot(theme="van-bang-chung-chi"))
    drafted = party_at(cast, PartyStage.MINUTES_DRAFTED)
    found, read = {}, 0
    for username in ("truongdoan", "chuyenvien", "giamdoc", "quantri", "truonga-hieutruong"):
        client = Client()
        client.force_login(cast.people[username])
        for address in addresses(inspection, checked, drafted):
            answer = client.get(address)
            read += answer.status_code == 200
            if words := english_words(answer.content.decode()):
                found[f"{username} {address}"] = words
    assert found == {}
    assert read > 60


@pytest.mark.django_db
def test_signing_in_with_a_wrong_password_is_refused_in_vietnamese() -> None:
    answer = Client().post("/tai-khoan/login/", {"login": "khong-co", "password": "sai"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()
    assert english_words(answer.content.decode()) == set()


@pytest.mark.django_db
def test_a_person_who_chose_english_reads_english() -> None:
    cast = make_people()
    case_after(cast, "propose")
    client = Client()
    client.force_login(cast.people["chuyenvien"])
    assert 'value="en" lang="en"' in client.get("/").content.decode()
    client.post("/ngon-ngu/", {"language": "en"})
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "My work" in page and "Review overlap" in page
    assert "Việc của tôi" not in page and 'value="vi" lang="vi"' in page
