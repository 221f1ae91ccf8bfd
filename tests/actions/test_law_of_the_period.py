"""An inspection holds a party only to law in force in the period inspected (practice 3)."""

from datetime import date

import pytest
from django.utils import timezone

from inspections.actions.inspection import propose
from inspections.enums import Ground
from inspections.exceptions import NotReady
from inspections.models import Case
from tests.factories.cases import FIRST
from tests.factories.people import make_people


@pytest.mark.django_db
def test_a_checklist_of_later_law_is_refused_for_an_earlier_period_and_the_sentence_names_the_act() -> None:
    cast = make_people()

    with pytest.raises(NotReady) as refused:
        propose(
            by=cast.people["chuyenvien"],
            now=timezone.make_aware(FIRST),
            department=cast.department,
            title="Kiểm tra việc áp dụng chuẩn",
            ground=Ground.ORDER,
            ground_text="Công văn minh hoạ số 12.",
            institutions=[cast.institutions["MH-01"]],
            checklist_version=cast.checklists["chuan-co-so"],
            period_from=date(2024, 1, 1),
            period_to=date(2024, 12, 31),
        )

    assert "Thông tư số 38/2026/TT-BGDĐT" in str(refused.value)
    assert "01/01/2024 - 31/12/2024" in str(refused.value)
    assert not Case.objects.exists()
