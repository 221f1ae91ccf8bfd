"""«Đã nêu N lần»: the same item of the same theme, or the same provision of law, one inspection counted once."""

from datetime import date

from inspections.rules.recurrence import (
    Content,
    PastFinding,
    recurrence_of,
    reinspection_objections,
    repeated_contents,
)

ITEM = Content("tuyen-sinh", "2.1", act_id=7, locator="Điều 5  khoản 1")


def past(party: int, year: int, content: Content, cited: Content | None = None) -> PastFinding:
    return PastFinding(1, party, date(year, 5, 4), content, finding_provision=cited)


def test_an_inspection_counts_once_however_many_findings_it_had() -> None:
    rows = [past(1, 2025, ITEM), past(1, 2025, ITEM), past(2, 2026, ITEM), past(3, 2026, ITEM)]
    assert recurrence_of(ITEM, rows).words == "đã nêu 3 lần (2025, 2026)"
    assert recurrence_of(ITEM, []).words == ""


def test_where_codes_differ_the_provision_of_law_tells_that_it_is_the_same() -> None:
    renamed = Content("tuyen-sinh-2026", "1.3", act_id=7, locator="điều 5 Khoản 1")
    other = Content("tuyen-sinh-2026", "2.2", act_id=7, locator="Điều 6")
    whole_act = Content("van-bang", "1.1", act_id=7)
    assert recurrence_of(ITEM, [past(1, 2024, renamed)]).times == 1
    assert recurrence_of(ITEM, [past(1, 2024, other), past(2, 2024, whole_act)]).times == 0
    cited = past(3, 2023, other, Content("", "", 7, "Điều 5 khoản 1"))
    assert recurrence_of(ITEM, [cited]).years == (2023,)
    assert recurrence_of(Content("x", "1"), [past(1, 2024, Content("y", "1"))]).times == 0


def test_only_what_came_before_is_listed() -> None:
    new = Content("tuyen-sinh", "9.9")
    assert list(repeated_contents([new, ITEM], [past(1, 2025, ITEM)])) == [ITEM]


def test_what_is_inspected_again_had_its_result_and_is_among_the_places_proposed() -> None:
    assert reinspection_objections(stage="completed", institution_id=1, institution_ids=[2, 1]) == []
    assert len(reinspection_objections(stage="under_check", institution_id=1, institution_ids=[2])) == 2
