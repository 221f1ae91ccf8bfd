"""Dates and numbers as Vietnamese official papers write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats

FIFTH_OF_NOVEMBER = dt.date(2026, 11, 5)


class DayForm(forms.Form):
    """One date and one moment."""

    day = forms.DateField(required=False)
    moment = forms.DateTimeField(required=False)


@pytest.mark.parametrize("typed", ["05/11/2026", "5/11/2026", "2026-11-05", "05-11-2026", "05.11.2026"])
def test_the_day_comes_before_the_month(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == FIFTH_OF_NOVEMBER


def test_a_day_above_twelve_is_accepted() -> None:
    form = DayForm({"day": "23/11/2026"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["31/02/2026", "11/23/2026", "hôm nay"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    assert not DayForm({"day": typed}).is_valid()


@pytest.mark.parametrize("typed", ["05/11/2026 14:30", "14:30 05/11/2026", "2026-11-05T14:30"])
def test_a_moment_is_read_day_first_too(typed: str) -> None:
    form = DayForm({"moment": typed})
    assert form.is_valid()
    assert form.cleaned_data["moment"].strftime("%d %m %Y %H:%M") == "05 11 2026 14:30"


def test_a_date_is_shown_and_put_back_into_its_field_day_first() -> None:
    assert formats.date_format(FIFTH_OF_NOVEMBER) == "05/11/2026"
    assert formats.date_format(FIFTH_OF_NOVEMBER, "SHORT_DATE_FORMAT") == "05/11/2026"
    assert 'value="05/11/2026"' in str(DayForm(initial={"day": FIFTH_OF_NOVEMBER})["day"])


def test_a_date_is_shown_day_first_in_a_page() -> None:
    assert Template("{{ day }}").render(Context({"day": FIFTH_OF_NOVEMBER})) == "05/11/2026"


def test_large_numbers_have_dots_and_fractions_a_comma() -> None:
    shown = formats.number_format(Decimal("1234567.5"), force_grouping=True)
    assert shown == "1.234.567,5"


def test_the_week_begins_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
