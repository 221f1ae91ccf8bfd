"""Overlap, and the once-a-year limit of Nghị quyết 198/2025/QH15 Điều 4."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.enums import Ground, LegalForm
from inspections.rules.overlap import (
    Exchange,
    OtherBody,
    OverlapJudgement,
    PastInspection,
    PastStatus,
    Proposal,
    relevant_history,
    review_overlap,
)

PROPOSAL = Proposal(
    institution_id=1,
    legal_form=LegalForm.PRIVATE,
    content_key="tuyen-sinh",
    on=date(2026, 11, 12),
    ground=Ground.PLAN,
)
PAST = PastInspection(
    institution_id=1,
    title="Kiểm tra văn bằng",
    year=2026,
    decided_on=date(2026, 3, 2),
    conducted_on=date(2026, 3, 10),
    content_key="van-bang",
    status=PastStatus.DONE,
)
SIGNS = replace(
    PROPOSAL, ground=Ground.SIGNS, sign_description="Thu học phí ngoài quy định", has_sign_attachment=True
)


def thanh_tra(status: PastStatus) -> PastInspection:
    return replace(
        PAST,
        title="Thanh tra tỉnh",
        content_key="tuyen-sinh",
        status=status,
        by_other_body=OtherBody.INSPECTORATE,
    )


def test_an_institution_without_history_is_clear() -> None:
    assert review_overlap(PROPOSAL, []) == OverlapJudgement()
    assert review_overlap(PROPOSAL, []).is_clear


@pytest.mark.parametrize("form", [LegalForm.PRIVATE, LegalForm.ENTERPRISE])
def test_a_business_is_not_inspected_twice_in_a_calendar_year(form: LegalForm) -> None:
    judgement = review_overlap(replace(PROPOSAL, legal_form=form), [PAST])
    assert not judgement.is_clear
    assert "Nghị quyết 198/2025/QH15" in judgement.blocks[0]
    assert "Kiểm tra văn bằng" in judgement.blocks[0]


@pytest.mark.parametrize("form", [LegalForm.PUBLIC, LegalForm.OTHER])
def test_a_second_inspection_of_a_public_school_is_only_a_warning(form: LegalForm) -> None:
    judgement = review_overlap(replace(PROPOSAL, legal_form=form), [PAST])
    assert judgement.is_clear
    assert len(judgement.warnings) == 1


def test_clear_signs_of_violation_with_description_and_file_allow_a_second_inspection() -> None:
    judgement = review_overlap(SIGNS, [PAST])
    assert judgement.is_clear
    assert "dấu hiệu vi phạm rõ ràng" in judgement.warnings[0]


@pytest.mark.parametrize(
    "proposal",
    [
        replace(SIGNS, sign_description="  "),
        replace(SIGNS, has_sign_attachment=False),
        replace(SIGNS, ground=Ground.ORDER),
    ],
)
def test_signs_without_words_without_file_or_under_another_ground_do_not_count(proposal: Proposal) -> None:
    assert not review_overlap(proposal, [PAST]).is_clear


def test_a_new_calendar_year_opens_the_limit_again() -> None:
    assert review_overlap(replace(PROPOSAL, on=date(2027, 1, 4)), [PAST]) == OverlapJudgement()


def test_an_inspection_by_another_inspecting_body_uses_up_the_year_too() -> None:
    other = replace(PAST, by_other_body=OtherBody.OTHER_INSPECTOR)
    assert not review_overlap(PROPOSAL, [other]).is_clear


@pytest.mark.parametrize("status", [PastStatus.CANCELLED, PastStatus.PLANNED])
def test_a_cancelled_or_merely_planned_inspection_does_not_use_up_the_year(status: PastStatus) -> None:
    assert review_overlap(PROPOSAL, [replace(PAST, status=status, conducted_on=None)]).is_clear


def test_another_institutions_history_does_not_matter() -> None:
    assert review_overlap(PROPOSAL, [replace(PAST, institution_id=2)]) == OverlapJudgement()


@pytest.mark.parametrize("status", [PastStatus.PLANNED, PastStatus.OPEN])
@pytest.mark.parametrize("exchange", [Exchange.NONE, Exchange.NOT_AGREED, Exchange.SUPERIOR_DECIDED])
def test_the_thanh_tra_body_proceeds_and_the_department_may_not_override(
    status: PastStatus, exchange: Exchange
) -> None:
    judgement = review_overlap(replace(SIGNS, exchange=exchange), [thanh_tra(status)])
    assert "Luật Thanh tra Điều 58" in judgement.blocks[0]


def test_an_agreement_with_the_thanh_tra_body_lifts_the_block() -> None:
    judgement = review_overlap(replace(SIGNS, exchange=Exchange.AGREED), [thanh_tra(PastStatus.OPEN)])
    assert judgement.is_clear
    assert judgement.warnings


def test_content_already_covered_this_year_by_thanh_tra_is_not_inspected_again() -> None:
    judgement = review_overlap(replace(SIGNS, legal_form=LegalForm.PUBLIC), [thanh_tra(PastStatus.DONE)])
    assert "đã được thanh tra trong năm" in judgement.blocks[0]


def test_thanh_tra_of_other_content_does_not_stand_in_the_way() -> None:
    assert review_overlap(PROPOSAL, [replace(thanh_tra(PastStatus.OPEN), content_key="van-bang")]).is_clear


def test_audit_of_the_same_content_asks_for_an_exchange_first() -> None:
    audit = replace(PAST, content_key="tuyen-sinh", by_other_body=OtherBody.STATE_AUDIT)
    assert not review_overlap(PROPOSAL, [audit]).is_clear
    for settled in (Exchange.AGREED, Exchange.SUPERIOR_DECIDED):
        assert review_overlap(replace(PROPOSAL, exchange=settled), [audit]).is_clear


def test_the_same_content_checked_by_us_last_year_is_told_with_its_date() -> None:
    past = replace(PAST, content_key="tuyen-sinh", year=2025, conducted_on=date(2025, 10, 6))
    judgement = review_overlap(PROPOSAL, [past])
    assert judgement.blocks == ()
    assert judgement.warnings == (
        "Sở đã hoặc đang kiểm tra cùng nội dung trong 24 tháng: Kiểm tra văn bằng (06/10/2025).",
    )


def test_our_own_open_inspection_of_the_same_content_blocks_a_second_one() -> None:
    past = replace(PAST, content_key="tuyen-sinh", status=PastStatus.OPEN)
    assert not review_overlap(replace(PROPOSAL, legal_form=LegalForm.PUBLIC), [past]).is_clear


def test_history_reaches_back_exactly_24_months() -> None:
    inside = replace(PAST, conducted_on=date(2024, 11, 12))
    outside = replace(PAST, conducted_on=date(2024, 11, 11))
    assert relevant_history(PROPOSAL, [inside, outside]) == (inside,)


def test_history_from_the_last_day_of_february_reaches_back_to_a_day_that_exists() -> None:
    leap = replace(PROPOSAL, on=date(2028, 2, 29))
    inside = replace(PAST, conducted_on=date(2026, 2, 28))
    assert relevant_history(leap, [inside]) == (inside,)


def test_an_undated_planned_inspection_counts_on_the_last_day_of_its_year() -> None:
    assert replace(PAST, decided_on=None, conducted_on=None).on == date(2026, 12, 31)
