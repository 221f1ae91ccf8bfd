"""What deeds write into the record is Vietnamese, whatever language the person reads."""

import pytest
from django.utils import translation

from inspections.kinds import PartyStage
from inspections.models import CaseEvent, Document, Message, Turn
from tests.factories.cases import party_at
from tests.factories.people import make_people


@pytest.mark.django_db
def test_people_who_read_english_write_a_vietnamese_record() -> None:
    cast = make_people()
    with translation.override("en"):
        party_at(cast, PartyStage.MINUTES_SIGNED)
        assert translation.get_language() == "en"
    titles = " ".join(Document.objects.values_list("title", flat=True))
    assert "Quyết định kiểm tra" in titles and "Kế hoạch tiến hành kiểm tra" in titles
    stored = [
        titles,
        *Message.objects.values_list("subject", flat=True),
        *Message.objects.exclude(key__startswith="code:").values_list("body", flat=True),
        *Turn.objects.values_list("label", flat=True),
        *CaseEvent.objects.values_list("detail", flat=True),
    ]
    for word in ("The ", "Decision", "Minutes", "Inspection", "decision", "team", "Sign in"):
        assert [text for text in stored if word in text] == []
