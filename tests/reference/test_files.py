"""The shipped data: every file has source and date, every code is unique, every citation is in force."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
import yaml

from inspections.enums import InstitutionKind, LegalForm
from inspections.reference import reader
from inspections.rules.working_days import DayKind

ALL_NAMES = [*reader.NAMES, "signatures", *reader.checklist_names()]
CHECKLISTS = reader.checklist_names()
ACTS = {row["code"]: row for row in reader.read("legal_acts")["acts"]}


def twice(values: list[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def day_rows(year: int) -> list[dict[str, Any]]:
    return next(row["days"] for row in reader.read("calendar")["years"] if row["year"] == year)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_file_says_where_it_comes_from_and_as_of_which_day(name: str) -> None:
    sheet = reader.read(name)
    assert sheet["source"].strip()
    assert isinstance(sheet["as_of"], date)


def test_every_file_in_the_folder_is_read() -> None:
    found = {str(path.relative_to(reader.FOLDER).with_suffix("")) for path in reader.FOLDER.rglob("*.yaml")}
    assert found == set(ALL_NAMES)


def test_a_file_without_source_is_refused(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"as_of": date(2026, 11, 23), "rules": []}), "utf-8")
    monkeypatch.setattr(reader, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="thiếu nguồn"):
        reader.read("rules")


def test_codes_are_unique() -> None:
    assert twice([row["code"] for row in reader.read("legal_acts")["acts"]]) == []
    assert twice([row["number"] for row in reader.read("legal_acts")["acts"]]) == []
    assert twice([row["code"] for row in reader.read("institutions")["institutions"]]) == []
    assert twice([row["key"] for row in reader.read("rules")["rules"]]) == []


def test_a_confirmed_act_has_its_day_of_effect_and_an_unsure_one_says_what_is_unsure() -> None:
    for act in ACTS.values():
        assert act.get("valid_from") if act["confirmed"] else act["note"], act["code"]


def test_an_act_that_was_replaced_ends_the_day_before_its_successor_starts() -> None:
    for act in ACTS.values():
        if act.get("replaced_by"):
            successor = ACTS[act["replaced_by"]]
            assert (successor["valid_from"] - act["valid_until"]).days == 1, act["code"]


def test_every_rule_names_law_or_says_that_it_is_internal() -> None:
    for rule in reader.read("rules")["rules"]:
        assert rule["source"].startswith(("[P] nội bộ", "NĐ ", "Luật ")), rule["key"]


def test_the_limit_of_the_decree_is_ten_days_and_one_extension_of_five() -> None:
    rules = {row["key"]: row for row in reader.read("rules")["rules"]}
    assert [rules[f"inspection.{key}"]["value"] for key in ("limit", "extension_max", "extension_count")] == [
        10,
        5,
        1,
    ]
    assert rules["inspection.day_kind"]["value"] == "day"
    assert rules["inspection.day_kind"]["source"].startswith("[P]")


def test_the_swaps_of_2026_are_in_the_calendar() -> None:
    kinds = {row["on"]: row["kind"] for row in day_rows(2026)}
    assert kinds[date(2026, 1, 2)] == kinds[date(2026, 8, 31)] == DayKind.SWAPPED_OFF
    assert kinds[date(2026, 1, 10)] == kinds[date(2026, 8, 22)] == DayKind.MAKE_UP
    assert kinds[date(2026, 4, 27)] == DayKind.COMPENSATORY


def test_culture_day_is_pending_in_every_year() -> None:
    pending = [row["on"] for year in (2025, 2026, 2027) for row in day_rows(year) if row.get("pending")]
    assert pending == [date(2026, 11, 24), date(2027, 11, 24)]


def test_calendar_days_lie_in_their_year_and_swaps_balance() -> None:
    for sheet in reader.read("calendar")["years"]:
        days = sheet["days"]
        assert twice([row["on"] for row in days]) == []
        assert {row["on"].year for row in days} == {sheet["year"]}
        kinds = Counter(DayKind(row["kind"]) for row in days)
        assert kinds[DayKind.SWAPPED_OFF] == kinds[DayKind.MAKE_UP]
        assert all(row["on"].weekday() == 5 for row in days if row["kind"] == DayKind.MAKE_UP)


def test_2027_is_not_confirmed_before_its_notice() -> None:
    assert {row["year"]: row["confirmed"] for row in reader.read("calendar")["years"]} == {
        2025: True,
        2026: True,
        2027: False,
    }


def test_the_names_of_the_agency_follow_each_other_without_gap() -> None:
    profiles = reader.read("agency_profiles")["profiles"]
    for earlier, later in zip(profiles, profiles[1:], strict=False):
        assert (later["valid_from"] - earlier["valid_until"]).days == 1
    assert "valid_until" not in profiles[-1]


def test_twelve_institutions_are_visibly_invented() -> None:
    sheet = reader.read("institutions")
    assert sheet["is_fictional"] is True
    assert len(sheet["institutions"]) == 12
    for row in sheet["institutions"]:
        assert "Minh Hoạ" in row["name"]
        assert row["phone"].startswith("0200")
        assert row["email"].endswith("@minhhoa.example.vn")
        assert row["kind"] in InstitutionKind
        assert row["legal_form"] in LegalForm


def test_public_private_and_enterprise_institutions_are_there_to_show_the_yearly_limit() -> None:
    forms = {row["legal_form"] for row in reader.read("institutions")["institutions"]}
    assert forms == {"public", "private", "enterprise", "other"}


@pytest.mark.parametrize(
    ("name", "count"), [("tuyen-sinh", 12), ("van-bang-chung-chi", 10), ("chuan-co-so", 20)]
)
def test_each_checklist_has_its_items_with_unique_codes(name: str, count: int) -> None:
    codes = [row["code"] for row in reader.read(f"checklists/{name}")["items"]]
    assert len(codes) == count
    assert twice(codes) == []


@pytest.mark.parametrize("name", CHECKLISTS)
def test_every_item_is_complete_and_cites_an_act_in_force_from_the_first_day_of_its_version(
    name: str,
) -> None:
    sheet = reader.read(name)
    start = sheet["version"]["valid_from"]
    for item in sheet["items"]:
        for field in ("group", "requirement", "question", "evidence", "ready_wording"):
            assert item[field].strip(), (item["code"], field)
        act = ACTS[item["act"]]
        assert act["valid_from"] <= start, item["code"]
        assert act.get("valid_until") is None, item["code"]


@pytest.mark.parametrize("name", CHECKLISTS)
def test_every_checklist_is_marked_as_a_sample(name: str) -> None:
    assert reader.read(name)["version"]["approval_note"] == "mẫu, cần Sở duyệt"


def test_some_themes_can_be_examined_wholly_from_afar_and_some_must_be_seen() -> None:
    seen = {name: any(item.get("on_site_only") for item in reader.read(name)["items"]) for name in CHECKLISTS}
    assert not seen["checklists/cong-khai-thu-chi"] and not seen["checklists/nha-giao"]
    assert seen["checklists/tuyen-sinh"] and seen["checklists/van-bang-chung-chi"]


@pytest.mark.parametrize("name", CHECKLISTS)
def test_accreditation_standards_are_never_an_inspection_checklist(name: str) -> None:
    assert all(item["act"] not in ("tt-15-2017", "tt-28-2017") for item in reader.read(name)["items"])


def test_the_words_of_the_old_activity_do_not_appear_in_a_checklist() -> None:
    for name in CHECKLISTS:
        assert "thanh tra" not in (reader.FOLDER / f"{name}.yaml").read_text("utf-8").lower()
