"""An inspection is opened on a checklist version that is in use on the day of its decision, however it is opened."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from inspections.actions.inspection import propose
from inspections.actions.urgent import open_urgent
from inspections.enums import Ground
from inspections.management.demo.people import Cast
from inspections.models import Case, ChecklistVersion
from inspections.queries.checklists import is_offered, offered_on
from tests.actions.refusals import sentences
from tests.actions.test_urgent import MONDAY, SATURDAY, decision, matter, plan
from tests.factories.cases import FIRST

NOW = timezone.make_aware(FIRST)


@pytest.fixture
def version(cast: Cast) -> ChecklistVersion:
    """The version in use of one theme."""
    return cast.checklists["tuyen-sinh"]


def last_day(version: ChecklistVersion, on: date) -> None:
    """The version is used to the end of this day."""
    version.valid_until = on
    version.save(update_fields=["valid_until"])


def proposed(cast: Cast, version: ChecklistVersion) -> Case:
    """The officer proposes an inspection on this version."""
    return propose(
        by=cast.people["chuyenvien"],
        now=NOW,
        department=cast.department,
        title="Kiểm tra tuyển sinh",
        ground=Ground.ORDER,
        ground_text="Công văn minh hoạ số 12.",
        institutions=[cast.institutions["MH-01"]],
        checklist_version=version,
        period_from=date(2026, 1, 1),
        period_to=date(2026, 8, 31),
    )


def entered(cast: Cast) -> Case:
    """The officer enters on Monday what was signed on paper on Saturday."""
    given: dict[str, Any] = {"matter": matter(cast), "decision": decision(cast), "plan": plan()}
    return open_urgent(by=cast.people["chuyenvien"], now=MONDAY, department=cast.department, **given)


def test_a_proposal_on_a_version_that_ended_yesterday_is_refused_with_its_name_and_the_day(
    cast: Cast, version: ChecklistVersion
) -> None:
    last_day(version, FIRST.date() - timedelta(days=1))
    said = sentences(lambda: proposed(cast, version))
    assert str(version) in said and f"không dùng trong ngày {FIRST:%d/%m/%Y}" in said
    assert not Case.objects.exists()
    last_day(version, FIRST.date())
    assert proposed(cast, version).pk


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_version_is_judged_like_the_list_from_which_it_is_chosen(
    cast: Cast, version: ChecklistVersion, days: int
) -> None:
    last_day(version, FIRST.date())
    for edge in (version.valid_from, FIRST.date()):
        day = edge + timedelta(days=days)
        assert is_offered(version, day) == offered_on(day).filter(pk=version.pk).exists()


def test_a_proposal_on_a_draft_is_refused(cast: Cast, version: ChecklistVersion) -> None:
    draft = ChecklistVersion.objects.create(
        checklist=version.checklist, number=version.number + 1, valid_from=date(2026, 1, 1)
    )
    assert "chọn phiên bản đề cương đang dùng" in sentences(lambda: proposed(cast, draft))


def test_an_urgent_inspection_asks_for_the_version_of_the_day_of_its_decision(
    cast: Cast, version: ChecklistVersion
) -> None:
    last_day(version, SATURDAY.date() - timedelta(days=1))
    said = sentences(lambda: entered(cast))
    assert str(version) in said and "không dùng trong ngày 07/11/2026" in said
    assert not Case.objects.exists()
    last_day(version, SATURDAY.date())
    assert entered(cast).inspection_details.checklist_version == version
