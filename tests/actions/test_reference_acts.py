"""Acts and names of the agency: dates in order, one follows the other, and what rests on them is counted."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from inspections.actions import (
    reference_acts,
    reference_agency,
)
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import (
    AgencyProfile,
    LegalAct,
    SettingChange,
    User,
)
from inspections.queries.agency import agency_on
from inspections.queries.reference import touched_by
from inspections.rules.legal_acts import ActText
from inspections.rules.periods import AgencyText
from tests.actions.refusals import sentences
from tests.factories.cases import case_at

NOW = timezone.make_aware(datetime(2026, 11, 23, 9, 0))
FROM = date(2027, 1, 1)


@pytest.fixture
def admin(cast: Cast) -> User:
    """The administrator."""
    return User.objects.get(username="quantri")


def act_text(**typed: Any) -> ActText:
    """A lawful act, every part of which a test may spoil."""
    lawful: dict[str, Any] = {
        "act_type": "nghi_dinh",
        "number": "9999/2027/NĐ-CP",
        "name": "quy định về hoạt động kiểm tra chuyên ngành",
        "issuer": "Chính phủ",
        "issued_on": date(2027, 1, 5),
        "valid_from": date(2027, 2, 20),
        "confirmed": True,
    }
    return ActText(**{**lawful, **typed})


def as_typed(act: LegalAct, **typed: Any) -> ActText:
    """An act as its form would send it back."""
    names = (
        "act_type",
        "number",
        "name",
        "issuer",
        "issued_on",
        "valid_from",
        "valid_until",
        "confirmed",
        "note",
    )
    return ActText(**{**{name: getattr(act, name) for name in names}, **typed})


def test_an_act_that_is_replaced_ends_the_day_before_its_successor_begins(admin: User) -> None:
    new = reference_acts.add_act(by=admin, now=NOW, text=act_text(), reason="Nghị định mới")
    old = LegalAct.objects.get(code="nd-217-2025")
    text = as_typed(old, replaced_by=new.code)
    reference_acts.change_act(old, by=admin, now=NOW, text=text, reason="Được thay thế")
    old.refresh_from_db()
    assert (old.replaced_by, old.valid_until) == (new, date(2027, 2, 19))
    assert new.code == "nd-9999-2027"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_from": date(2027, 1, 1)}, "từ ngày ban hành"),
        ({"valid_until": date(2027, 2, 1)}, "hết hiệu lực phải từ ngày có hiệu lực"),
        ({"valid_from": None}, "phải có ngày hiệu lực"),
        ({"number": "9999"}, "như in trên văn bản"),
        ({"number": "217/2025/nđ-cp"}, "đã có trong danh mục"),
        ({"name": "  "}, "trích yếu"),
    ],
)
def test_an_act_with_dates_out_of_order_or_entered_twice_is_refused(
    admin: User, typed: dict[str, Any], said: str
) -> None:
    count = LegalAct.objects.count()
    assert said in sentences(
        lambda: reference_acts.add_act(by=admin, now=NOW, text=act_text(**typed), reason="Thêm")
    )
    assert LegalAct.objects.count() == count


def test_acts_do_not_replace_each_other_in_a_circle(admin: User) -> None:
    new = LegalAct.objects.get(code="luat-124-2025")
    said = sentences(
        lambda: reference_acts.change_act(
            new, by=admin, now=NOW, text=as_typed(new, replaced_by="luat-74-2014"), reason="Nhầm"
        )
    )
    assert "tự thay thế" in said and "hiệu lực sau" in said


def test_what_an_act_touches_is_counted(cast: Cast) -> None:
    case = case_at(cast, InspectionStage.DECIDED)
    version = case.inspection_details.checklist_version
    assert version is not None
    item = version.items.filter(act__isnull=False).first()
    assert item is not None and item.act is not None
    touched = touched_by(item.act, date(2026, 11, 23))
    own = next(row for row in touched.versions if row["version_id"] == version.pk)
    assert own["inspections"] == 1 and touched.inspections == 1
    decree = LegalAct.objects.get(code="nd-217-2025")
    assert "inspection.limit" in {rule.key for rule in touched_by(decree, date(2026, 11, 23)).rules}


def agency_text(**typed: str) -> AgencyText:
    """A lawful name, every part of which a test may spoil."""
    lawful = {
        "name": "Sở Giáo dục, Đào tạo và Khoa học",
        "short_name": "SGDKH",
        "superior": "UBND TỈNH LÂM ĐỒNG",
        "place": "Lâm Đồng",
    }
    return AgencyText(**{**lawful, **typed})


def test_a_merged_agency_bears_its_new_name_from_its_day_and_the_old_one_before(admin: User) -> None:
    reference_agency.change_name(by=admin, now=NOW, text=agency_text(), from_on=FROM, reason="Sáp nhập")
    assert agency_on(date(2026, 12, 31)).short_name == "SGDĐT"
    assert agency_on(FROM).short_name == "SGDKH"
    assert SettingChange.objects.get(subject="agency").reason == "Sáp nhập"


def test_names_never_overlap_and_symbols_are_letters(admin: User) -> None:
    def rename(from_on: date = FROM, **typed: str) -> AgencyProfile:
        return reference_agency.change_name(
            by=admin, now=NOW, text=agency_text(**typed), from_on=from_on, reason="Đổi tên"
        )

    assert "không được chồng ngày" in sentences(lambda: rename(date(2025, 7, 1)))
    assert "dấu cách" in sentences(lambda: rename(short_name="SGD KH"))
    assert "thư điện tử" in sentences(lambda: rename(email="không phải thư"))
    assert "Ghi đủ tên" in sentences(lambda: rename(place=" "))
    assert AgencyProfile.objects.filter(valid_until__isnull=True).get().short_name == "SGDĐT"


def test_a_name_in_use_keeps_its_words_and_a_coming_one_can_be_taken_back(admin: User) -> None:
    present = AgencyProfile.objects.get(valid_until__isnull=True)
    said = sentences(
        lambda: reference_agency.correct_profile(present, by=admin, now=NOW, text=agency_text(), reason="Đổi")
    )
    assert "Đổi tên, sáp nhập từ ngày" in said
    kept = agency_text(name=present.name, short_name="SGDĐT", superior=present.superior, phone="0263 000 000")
    reference_agency.correct_profile(present, by=admin, now=NOW, text=kept, reason="Số máy mới")
    present.refresh_from_db()
    assert present.phone == "0263 000 000"
    coming = reference_agency.change_name(
        by=admin, now=NOW, text=agency_text(), from_on=FROM, reason="Sáp nhập"
    )
    reference_agency.withdraw_profile(coming, by=admin, now=NOW, reason="Hoãn sáp nhập")
    present.refresh_from_db()
    assert present.valid_until is None and AgencyProfile.objects.filter(valid_from=FROM).count() == 0
