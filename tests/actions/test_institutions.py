"""The register of institutions: every change has its reason, an end moves no file, a new name changes no paper."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from inspections.actions import institutions as actions
from inspections.enums import InstitutionKind, LegalForm
from inspections.exceptions import NotReady, Refused
from inspections.kinds import InspectionStage
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, Institution, SettingChange, User
from inspections.queries.institutions import issued_about, open_counts, register, register_counts
from inspections.rules.institutions import InstitutionText, text_problems
from tests.actions.refusals import sentences
from tests.factories.cases import case_at
from tests.factories.people import other_department

NOW = timezone.make_aware(datetime(2026, 11, 23, 9, 0))
TODAY = NOW.date()
BASIS = "Quyết định số 9999/QĐ-UBND ngày 20/11/2026 của UBND tỉnh"
LAWFUL = InstitutionText(
    name="Trường Trung cấp Minh Hoạ Di Linh",
    kind=InstitutionKind.SECONDARY,
    legal_form=LegalForm.PRIVATE,
    address="Số 13 đường Minh Hoạ",
    commune="Xã Di Linh",
    province="Tỉnh Lâm Đồng",
    phone="0200 100 0013",
    email="dilinh@minhhoa.example.vn",
    latitude=Decimal("11.58"),
    longitude=Decimal("108.07"),
)


@pytest.fixture
def admin(cast: Cast) -> User:
    """The administrator."""
    return cast.people["quantri"]


def as_typed(row: Institution, **typed: Any) -> InstitutionText:
    """An institution as its form would send it back."""
    names = InstitutionText.__dataclass_fields__
    return InstitutionText(**{**{name: getattr(row, name) for name in names}, **typed})


def end(row: Institution, by: User, from_on: date, **typed: Any) -> Institution:
    """End an institution by a decision."""
    return actions.end_institution(row, **{"by": by, "now": NOW, "from_on": from_on, "basis": BASIS, **typed})


def add(cast: Cast, code: str = "GDNN-013", **typed: Any) -> Institution:
    """Enter a lawful institution, every part of which a test may spoil."""
    return actions.add_institution(
        by=cast.people["quantri"],
        now=NOW,
        department_id=cast.department.pk,
        code=code,
        text=replace(LAWFUL, **typed),
        reason="Mới được cấp phép",
    )


def test_a_new_institution_is_entered_in_one_spelling_and_the_record_tells_all_of_it(cast: Cast) -> None:
    row = add(cast, name=unicodedata.normalize("NFD", "  Trường  Trung cấp Minh Hoạ Di Linh "))
    assert (row.name, row.department, row.code) == (LAWFUL.name, cast.department, "GDNN-013")
    assert row.pk in {found.pk for found in register([cast.department.pk], words="di LINH", on=TODAY)}
    change = SettingChange.objects.get(subject="institution", key="GDNN-013")
    assert (change.before, change.reason, change.by) == ("", "Mới được cấp phép", cast.people["quantri"])
    for words in (LAWFUL.name, "Tư thục", "Xã Di Linh", "0200 100 0013", "11.580000; 108.070000"):
        assert words in change.after


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Ghi tên cơ sở."),
        ({"kind": "dai_hoc"}, "Chọn loại hình."),
        ({"legal_form": ""}, "Chọn hình thức pháp lý."),
        ({"address": "Số 1, huyện Di Linh"}, "không còn cấp huyện"),
        ({"address": unicodedata.normalize("NFD", "Số 1, Thị xã Bảo Lộc")}, "không còn cấp huyện"),
        ({"address": "Q.1"}, "không còn cấp huyện"),
        ({"commune": "Di Linh"}, "Ghi một xã, phường hoặc đặc khu"),
        ({"commune": "Xã Di Linh, huyện Di Linh"}, "Ghi một xã, phường hoặc đặc khu"),
        ({"province": "Lâm Đồng"}, "ví dụ Tỉnh Lâm Đồng"),
        ({"phone": "xin số"}, "Ghi số điện thoại"),
        ({"email": "dilinh.example.vn"}, "Địa chỉ thư điện tử chưa đúng dạng"),
        ({"longitude": None}, "Ghi cả vĩ độ và kinh độ"),
        ({"latitude": Decimal("108.07"), "longitude": Decimal("11.58")}, "ghi ngược hai số"),
    ],
)
def test_what_is_not_in_order_is_named(typed: dict[str, Any], said: str) -> None:
    (problem,) = text_problems(replace(LAWFUL, **typed)).values()
    assert said in problem


def test_streets_that_sound_like_a_district_are_streets() -> None:
    for address in ("Số 5 đường Quận Công", "Số 1 Nguyễn Huệ, thôn Huyện Sĩ", "Tổ 3, phố Thị Xã Cũ"):
        assert not text_problems(replace(LAWFUL, address=address)), address


def test_one_institution_is_not_entered_twice(cast: Cast) -> None:
    assert "Mã mh-01 đã có" in sentences(lambda: add(cast, code="mh-01"))
    assert "Ghi mã liền nhau" in sentences(lambda: add(cast, code="GDNN 13"))
    school = cast.institutions["MH-01"]
    assert "mã MH-01" in sentences(lambda: add(cast, name=school.name.upper()))
    end(school, cast.people["quantri"], TODAY)
    assert add(cast, name=school.name).name == school.name


def test_nothing_is_changed_without_a_reason_or_without_a_difference(cast: Cast, admin: User) -> None:
    school, private = cast.institutions["MH-01"], cast.institutions["MH-06"]
    who: dict[str, Any] = {"by": admin, "now": NOW}
    deeds: list[Callable[[], Any]] = [
        lambda: actions.change_institution(
            school, **who, text=as_typed(school, phone="02001234567"), reason=" "
        ),
        lambda: end(school, admin, TODAY, basis="\n"),
        lambda: actions.exempt_from_visits(private, **who, basis=" "),
    ]
    for deed in deeds:
        assert "Ghi lý do" in sentences(deed)
    same = as_typed(school)
    assert "không thay đổi" in sentences(
        lambda: actions.change_institution(school, **who, text=same, reason="Rà soát")
    )
    assert not SettingChange.objects.filter(subject="institution").exists()
    for row in (school, private):
        row.refresh_from_db()
        assert (row.valid_until, row.exempt_from_visits) == (None, False)


def test_trap_26_a_new_name_changes_no_issued_paper(cast: Cast, admin: User) -> None:
    case = case_at(cast, InspectionStage.UNDER_WAY)
    school = case.children.get().institution
    assert school is not None
    old, papers = school.name, Document.objects.filter(case__in=[case, case.children.get()], state="issued")
    before = {paper.pk: (paper.snapshot, paper.body_sha256) for paper in papers}
    assert before and issued_about(school) == len(before)
    text = as_typed(school, name="Trường Cao đẳng Minh Hoạ Tây Nguyên")
    renamed = actions.change_institution(school, by=admin, now=NOW, text=text, reason="QĐ đổi tên")
    assert renamed.name == text.name
    assert {paper.pk: (paper.snapshot, paper.body_sha256) for paper in papers.all()} == before
    assert any(old in str(snapshot) for snapshot, _digest in before.values())
    told = SettingChange.objects.get(subject="institution")
    assert old in told.before and text.name in told.after


def test_trap_48_a_merger_in_the_middle_of_an_inspection_moves_no_file(cast: Cast, admin: User) -> None:
    case = case_at(cast, InspectionStage.UNDER_WAY)
    party = case.children.get()
    school, heir = party.institution, cast.institutions["MH-09"]
    assert school is not None
    end(school, admin, TODAY, successor=heir)
    school.refresh_from_db()
    assert (school.valid_until, school.merged_into) == (TODAY - timedelta(days=1), heir)
    assert Case.objects.get(pk=party.pk).institution == school
    assert open_counts([school.pk, heir.pk]) == {school.pk: 1}
    told = SettingChange.objects.get(subject="institution")
    assert told.reason == BASIS and told.before == "đang hoạt động"
    assert told.after == f"ngừng hoạt động từ ngày 23/11/2026, sáp nhập vào {heir.name} (MH-09)"


def test_an_end_before_the_beginning_or_without_a_living_heir_is_refused(cast: Cast, admin: User) -> None:
    school, heir, third = (cast.institutions[code] for code in ("MH-01", "MH-02", "MH-09"))
    assert "phải trước ngày ngừng" in sentences(lambda: end(school, admin, date(2025, 7, 1)))
    assert "một cơ sở khác" in sentences(lambda: end(school, admin, TODAY, successor=school))
    end(heir, admin, TODAY)
    heir.refresh_from_db()
    assert "đã ngừng hoạt động sau ngày 22/11/2026" in sentences(
        lambda: end(school, admin, TODAY + timedelta(days=9), successor=heir)
    )
    Institution.objects.filter(pk=third.pk).update(valid_from=date(2027, 1, 1))
    third.refresh_from_db()
    assert "chỉ hoạt động từ ngày 01/01/2027" in sentences(lambda: end(school, admin, TODAY, successor=third))


def test_two_institutions_never_merge_into_each_other(cast: Cast, admin: User) -> None:
    first, second = cast.institutions["MH-01"], cast.institutions["MH-02"]
    end(first, admin, date(2027, 6, 1), successor=second)
    said = sentences(lambda: end(second, admin, date(2027, 1, 1), successor=first))
    assert f"{first.name} sẽ sáp nhập vào đơn vị này" in said


def test_an_end_that_was_wrong_is_taken_back_with_a_reason(cast: Cast, admin: User) -> None:
    school = cast.institutions["MH-01"]
    who: dict[str, Any] = {"by": admin, "now": NOW, "reason": "Quyết định bị thu hồi"}
    assert "đang hoạt động" in sentences(lambda: actions.restore_institution(school, **who))
    end(school, admin, TODAY, successor=cast.institutions["MH-02"])
    back = actions.restore_institution(school, **who)
    assert (back.valid_until, back.merged_into) == (None, None)
    assert SettingChange.objects.filter(subject="institution", key="MH-01").count() == 2


@pytest.mark.parametrize("form", [LegalForm.PUBLIC, LegalForm.OTHER])
def test_only_a_business_is_exempt_from_visits(cast: Cast, admin: User, form: str) -> None:
    row = cast.institutions["MH-06"]
    Institution.objects.filter(pk=row.pk).update(legal_form=form)
    said = sentences(lambda: actions.exempt_from_visits(row, by=admin, now=NOW, basis="Chấp hành tốt"))
    assert "Chỉ tư thục và doanh nghiệp" in said and "Đ.4.6" in said


def test_an_exemption_has_its_basis_and_ends_before_the_legal_form_changes(cast: Cast, admin: User) -> None:
    row = cast.institutions["MH-06"]
    exempt = actions.exempt_from_visits(row, by=admin, now=NOW, basis="Kết quả xếp loại năm 2025")
    assert (exempt.exempt_from_visits, exempt.exemption_basis) == (True, "Kết quả xếp loại năm 2025")
    public = as_typed(exempt, legal_form=LegalForm.PUBLIC)
    assert "bỏ diện miễn trước" in sentences(
        lambda: actions.change_institution(exempt, by=admin, now=NOW, text=public, reason="Chuyển đổi")
    )
    assert register_counts(TODAY).exempt == 1
    ended = actions.end_exemption(exempt, by=admin, now=NOW, reason="Có dấu hiệu vi phạm")
    assert (ended.exempt_from_visits, ended.exemption_basis) == (False, "")
    after = actions.change_institution(ended, by=admin, now=NOW, text=public, reason="Chuyển đổi")
    assert after.legal_form == LegalForm.PUBLIC
    assert SettingChange.objects.filter(key="MH-06").count() == 3


@pytest.mark.parametrize("name", ["giamdoc", "truongphong", "chuyenvien", "truonga-hieutruong"])
def test_only_the_administrator_of_the_department_keeps_the_register(cast: Cast, name: str) -> None:
    school = cast.institutions["MH-01"]
    with pytest.raises(Refused):
        end(school, cast.people[name], TODAY)


def test_the_institutions_of_another_department_are_not_touched(cast: Cast, admin: User) -> None:
    foreign = Institution.objects.create(
        code="SK-9", name="Trường khác", kind="cao_dang", legal_form="public", department=other_department()
    )
    for deed in (
        lambda: end(foreign, admin, TODAY),
        lambda: actions.add_institution(
            by=admin, now=NOW, department_id=foreign.department_id or 0, code="X-1", text=LAWFUL, reason="Thử"
        ),
    ):
        with pytest.raises(Refused, match="cơ quan quản lý"):
            deed()
    with pytest.raises(NotReady, match="một cơ sở khác"):
        end(cast.institutions["MH-01"], admin, TODAY, successor=foreign)
