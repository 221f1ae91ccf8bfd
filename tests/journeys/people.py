"""People of a journey before their browsers: they read pages, follow links, fill in forms, and send them."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inspections.management.demo.paper import code_in_mail
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, User
from inspections.models.inputs import BY_HAND
from tests.factories.evil_files import pdf
from tests.factories.people import PASSWORD
from tests.journeys.clock import Clock
from tests.journeys.page import Page


def scan(name: str = "ban-quet.pdf") -> SimpleUploadedFile:
    """A scan as a person uploads it."""
    return SimpleUploadedFile(name, pdf(), "application/pdf")


def by_hand(place: str = "Tủ hồ sơ, cặp 1") -> dict[str, Any]:
    """Signed on paper: the scan and where the original lies."""
    return {"way": BY_HAND, "file": scan(), "original_place": place}


def words_of(document: Document) -> str:
    """What the printed paper says."""
    with document.body.open("rb") as stream:
        read = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=stream.read(), capture_output=True, check=True
        )
    return " ".join(read.stdout.decode().split())


class Town:
    """Everybody of a journey, one clock, and the worker that prints."""

    def __init__(self, cast: Cast, clock: Clock, printer: Callable[[int], None]) -> None:
        self.cast, self.clock, self.printer = cast, clock, printer
        self.people: dict[str, Person] = {}

    def __call__(self, username: str) -> "Person":
        """Somebody, by the name of the account."""
        if username not in self.people:
            self.people[username] = Person(self, User.objects.get(username=username))
        return self.people[username]

    def at(self, day: str, hour: str = "08:00") -> None:
        """Time passes."""
        self.clock.set(day, hour)

    def print_waiting(self) -> None:
        """What the worker does between two deeds."""
        for document in Document.objects.filter(body_sha256="").exclude(state="replaced"):
            self.printer(document.pk)


class Person:
    """One account in its own browser."""

    def __init__(self, town: Town, user: User) -> None:
        self.town, self.user = town, user
        self._since: datetime | None = None
        self._client = Client(enforce_csrf_checks=True)

    @property
    def client(self) -> Client:
        """The browser, signed in since the clock was moved last: sessions end by themselves."""
        if self._since != self.town.clock.now:
            self._since, self._client = self.town.clock.now, Client(enforce_csrf_checks=True)
            self._client.force_login(User.objects.get(pk=self.user.pk))
        return self._client

    # ---- reading -----------------------------------------------------------------------------------------

    def open(self, url: str, status: int = 200) -> Page:
        """A page that is shown, or refused with this status."""
        answer = self.client.get(url, follow=True)
        assert answer.status_code == status, f"{self.user} · {url}: {answer.status_code}"
        return _page(answer)

    def case(self, case: Case, tab: str = "") -> Page:
        """The page of a dossier."""
        return self.open(case.get_absolute_url() + (f"?tab={tab}" if tab else ""))

    def paper(self, url: str) -> bytes:
        """The bytes of a paper that is handed out."""
        answer = self.client.get(url)
        assert answer.headers["Content-Type"] == "application/pdf", f"{self.user} · {url}"
        return b"".join(answer.streaming_content)  # type: ignore[arg-type]

    def inbox(self) -> Page:
        """«Việc của tôi»."""
        return self.open(reverse("home"))

    # ---- doing -------------------------------------------------------------------------------------------

    def _post(self, place: Page | str, button: str, given: dict[str, Any]) -> tuple[Page, bool]:
        """Send what the browser would send: the page that answers, and whether the form was taken."""
        page = place if isinstance(place, Page) else self.open(place)
        form = page.form(button)
        answer = self.client.post(form.action or page.url, form.filled(given, button), follow=True)
        self.town.print_waiting()
        told = _page(answer)
        assert answer.status_code == 200, f"{self.user} · {page.url}: {answer.status_code} {told.words}"
        return told, bool(answer.redirect_chain)

    def send(self, place: Page | str, button: str = "", /, **given: Any) -> Page:
        """Fill in a form and send it; the page that says it is done."""
        told, taken = self._post(place, button, given)
        assert taken, f"{self.user} · {told.url}: {told.words}"
        return told

    def refused(self, place: Page | str, button: str = "", /, **given: Any) -> Page:
        """Send a form that comes back with what is wrong."""
        told, taken = self._post(place, button, given)
        assert not taken, f"{self.user} · {told.url}: được ghi, lẽ ra phải trả lại"
        return told

    def deed(self, case: Case, label: str, /, *more: str, **given: Any) -> Page:
        """From the page of the dossier, by the link with these words, to the form, and send it."""
        return self.send(self.case(case).link(label, *more), **given)

    def turn(self, label: str, code: str, /, **given: Any) -> Page:
        """From the work list, by the row that asks for this on this dossier."""
        return self.send(self.inbox().link(label, code), **given)

    def confirm(self, party: Case) -> Page:
        """«Xác nhận nội dung»: ask for the code, read the mail, type it with the password."""
        url = self.open(reverse("minutes", args=[party.pk])).link("Xác nhận nội dung biên bản")
        self.send(url, "Gửi mã xác nhận")
        code = code_in_mail(self.user)
        return self.send(url, "Xác nhận nội dung biên bản", password=PASSWORD, code=code)


def _page(answer: Any) -> Page:
    query = answer.request["QUERY_STRING"]
    return Page(answer.content.decode(), answer.request["PATH_INFO"] + (f"?{query}" if query else ""))
