"""How a form is drawn: labels, help, errors and the summary that leads to them."""

import re

from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory

from inspections.templatetags.ui import page_link, theme
from tests.templates.sample_frame import StepForm
from tests.templates.samples import step_page
from tests.templates.test_pages import Page


def drawn(form: forms.Form) -> Page:
    """Draw a form alone."""
    return Page(str(form))


def test_what_must_be_filled_in_says_so_in_words() -> None:
    page = drawn(StepForm())
    assert page.text.count("(bắt buộc)") == 6


def test_help_is_tied_to_its_field() -> None:
    page = drawn(StepForm())
    number = next(attrs for attrs in page.all("input") if attrs.get("name") == "number")
    assert number["aria-describedby"] == "id_number_helptext"
    assert page.ids()["id_number_helptext"] == 1


def test_a_wrong_field_is_marked_and_tied_to_its_error() -> None:
    page = drawn(StepForm({"number": ""}))
    number = next(attrs for attrs in page.all("input") if attrs.get("name") == "number")
    assert number["aria-invalid"] == "true"
    assert "id_number_error" in str(number["aria-describedby"])
    assert page.ids()["id_number_error"] == 1


def test_the_summary_leads_to_every_wrong_field_first_the_whole_form() -> None:
    form = StepForm({"issued_on": "31/02/2026"})
    form.add_error(None, "Ngày ký phải không trước ngày lập kế hoạch.")
    page = drawn(form)
    summary = page.html.split("</ul>")[0]
    assert "Ngày ký phải không trước ngày lập kế hoạch." in summary
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_number", "id_issued_on", "id_route", "id_signer", "id_scan", "id_heard"]
    assert set(targets) <= set(page.ids())


def test_the_summary_stands_once_on_a_page() -> None:
    page = Page(render_to_string("inspections/step.html", step_page(wrong=True)))
    assert page.html.count("data-error-summary") == 1


def test_what_was_typed_is_still_there_after_a_refusal() -> None:
    assert 'value="31/02/2026"' in drawn(StepForm({"issued_on": "31/02/2026"})).html


def test_choices_are_a_group_with_a_name() -> None:
    page = drawn(StepForm())
    assert len(page.all("fieldset")) == 1
    assert "<legend>Cách ký" in page.html


def test_what_a_person_typed_is_never_taken_for_markup() -> None:
    assert "<script>" not in drawn(StepForm({"number": "<script>alert(1)</script>"})).html


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    page = Page(render_to_string("inspections/step.html", step_page()))
    form = next(attrs for attrs in page.all("form") if "data-guard" in attrs)
    assert form["enctype"] == "multipart/form-data"


def test_another_page_of_a_list_keeps_its_filter() -> None:
    request = RequestFactory().get("/", {"q": "tuyển sinh", "page": "1"})
    assert page_link(Context({"request": request}), 2) == "?q=tuy%E1%BB%83n+sinh&page=2"


def test_only_known_themes_reach_the_page() -> None:
    request = RequestFactory().get("/")
    for cookie, shown in (("dark", "dark"), ("light", "light"), ('"><script>', "auto"), ("", "auto")):
        request.COOKIES["theme"] = cookie
        assert theme(Context({"request": request})) == shown
