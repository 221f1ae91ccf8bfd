"""A signed-in person in front of the pages: opens the form of a deed, types, sends, and the statements are counted."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Case, User
from inspections.steps import STEPS
from tests.factories.evil_files import pdf
from tests.figures.counting import Statements, counted


def browser_of(user: User) -> Client:
    """A browser that already has a session, as after the first page of a working day."""
    client = Client()
    client.force_login(user)
    client.get(reverse("home"))
    return client


def scan() -> SimpleUploadedFile:
    """A scan as a person uploads it."""
    return SimpleUploadedFile("ban-quet.pdf", pdf(), "application/pdf")


def step_url(case: Case, verb: str, subject: int | None = None) -> str:
    """Where a deed is done."""
    place = [case.pk, STEPS[case.kind][verb].slug]
    return reverse("step", args=place if subject is None else [*place, subject])


def typed(form: forms.Form) -> dict[str, Any]:
    """What the browser sends when nothing on the form was changed."""
    values = {bound.html_name: _as_sent(bound.value()) for bound in form}
    return {name: value for name, value in values.items() if value or value == 0 and value is not False}


def _as_sent(value: Any) -> Any:
    if isinstance(value, datetime):
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return here.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if value is True:
        return "on"
    return value


class Office:
    """The people of the cast, each before an own browser."""

    def __init__(self, cast: Cast) -> None:
        self.people = {name: User.objects.get(pk=user.pk) for name, user in cast.people.items()}
        self.browsers: dict[str, Client] = {}

    def browser(self, name: str) -> Client:
        """The browser of a person."""
        if name not in self.browsers:
            self.browsers[name] = browser_of(self.people[name])
        return self.browsers[name]

    def send(self, name: str, url: str, **changed: Any) -> Statements:
        """Open the form, change fields, send it; the statements of the sending."""
        browser = self.browser(name)
        page = browser.get(url)
        assert page.status_code == 200, f"{name} cannot open {url}: {page.status_code}"
        form = page.context["form"]
        assert form is not None, f"{name} is told at {url}: {page.context['blockers']}"
        data = {**typed(form), **changed}
        with counted() as statements:
            answer = browser.post(url, data)
        assert answer.status_code == 302, f"{url}: {_complaints(answer)}"
        return statements


def _complaints(answer: Any) -> Any:
    form = answer.context and answer.context.get("form")
    return form.errors if form is not None else answer.status_code
