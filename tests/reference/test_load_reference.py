"""The command that loads the reference data: complete, repeatable, respectful of what people edited."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import (
    AgencyProfile,
    CalendarDay,
    CalendarYear,
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    Institution,
    LegalAct,
    Rule,
    User,
)

pytestmark = pytest.mark.django_db

TABLES = (
    AgencyProfile,
    CalendarDay,
    CalendarYear,
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    Institution,
    LegalAct,
    Rule,
)


def load(**options: object) -> None:
    call_command("load_reference", verbosity=0, stdout=StringIO(), **options)


def contents() -> dict[str, list[dict[str, object]]]:
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def test_loading_twice_changes_nothing() -> None:
    load()
    first = contents()
    load()
    load(overwrite=True)
    assert contents() == first
    assert ChecklistItem.objects.count() == 68
    assert Institution.objects.filter(is_fictional=True).count() == 12


def test_loading_takes_few_statements_whatever_the_number_of_rows() -> None:
    with CaptureQueriesContext(connection) as captured:
        load()
    assert len(captured) <= 30


def test_what_people_edited_stays_unless_the_shipped_text_is_asked_for() -> None:
    load()
    Rule.objects.filter(key="inspection.explanation").update(value="7")
    CalendarDay.objects.filter(on=date(2026, 11, 24)).update(pending=False)
    load()
    assert Rule.objects.get(key="inspection.explanation").value == "7"
    assert CalendarDay.objects.get(on=date(2026, 11, 24)).pending is False
    load(overwrite=True)
    assert Rule.objects.get(key="inspection.explanation").value == "3"
    assert CalendarDay.objects.get(on=date(2026, 11, 24)).pending is True


def test_a_year_is_confirmed_only_by_a_named_person() -> None:
    load()
    assert not CalendarYear.objects.filter(confirmed_at__isnull=False).exists()
    person = User.objects.create(username="quantri")
    load(confirmed_by="quantri")
    confirmed = CalendarYear.objects.filter(confirmed_by=person).order_by("year")
    assert [year.year for year in confirmed] == [2025, 2026]
    assert all(year.confirmed_at for year in confirmed)


def test_a_stranger_confirms_nothing_and_nothing_is_loaded() -> None:
    with pytest.raises(CommandError, match="khong-co"):
        load(confirmed_by="khong-co")
    assert not LegalAct.objects.exists()


def test_the_old_law_points_to_the_one_that_replaced_it() -> None:
    load()
    old = LegalAct.objects.select_related("replaced_by").get(code="luat-74-2014")
    assert old.valid_until == date(2025, 12, 31)
    assert old.replaced_by is not None
    assert str(old.replaced_by) == "Luật số 124/2025/QH15"


def test_an_item_is_cited_with_its_place_in_the_act() -> None:
    load()
    item = ChecklistItem.objects.select_related("act").get(code="VB.07")
    assert item.citation == "Điều 32 Nghị định số 30/2020/NĐ-CP"
    assert item.version.status == ChecklistVersion.Status.PUBLISHED


def test_institutions_are_listed_in_vietnamese_order() -> None:
    load()
    names = list(Institution.objects.filter(kind="cao_dang").values_list("name", flat=True))
    assert names == [
        "Trường Cao đẳng Minh Hoạ A",
        "Trường Cao đẳng Minh Hoạ Đà Lạt",
        "Trường Cao đẳng Minh Hoạ Phan Thiết",
    ]
