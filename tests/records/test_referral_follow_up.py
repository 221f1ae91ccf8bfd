"""What became of matters that were handed over: followed to the other body's own paper, never rendered (trap 10)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import referrals
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Case, Document, Referral, ReferralFollowUp
from inspections.queries.facts import party_facts
from inspections.rules.guards.records import FollowUpFact, follow_up_objections, unsettled_referrals
from tests.records.test_referrals import K, noted, sent


def follow(cast: Cast, row: Referral, now: datetime, outcome: str, **changes: Any) -> ReferralFollowUp:
    """The officer notes what came back."""
    given = {"on": now.date(), "text": "Đã nhận hồ sơ, đang xác minh.", **changes}
    by = cast.people[given.pop("by", "chuyenvien")]
    return referrals.follow_referral(row.party, by=by, now=now, referral_id=row.pk, outcome=outcome, **given)


def listed(cast: Cast, name: str = "giamsat", query: str = "") -> str:
    """The list across dossiers as somebody reads it."""
    client = Client()
    client.force_login(cast.people[name])
    return client.get(reverse("referrals") + query).content.decode()


def unsettled(party: Case) -> list[str]:
    return [blocker.text for blocker in unsettled_referrals(party_facts(Case.objects.get(pk=party.pk)))]


def test_a_matter_is_followed_until_the_other_body_has_decided(
    cast: Cast, party: Case, now: datetime
) -> None:
    papers = Document.objects.filter(case=party).count()
    row = noted(cast, party, now, K.VIOLATION_RECORD)
    assert len(unsettled(party)) == 1, "a party does not close while a matter of it lies about"
    with pytest.raises(NotReady, match="chưa chuyển đi"):
        follow(cast, row, now, "considering")
    sent(cast, row, now)
    assert unsettled(party) == []
    page = listed(cast)
    assert "Công an tỉnh, số 15/SGDĐT" in page and "Chưa có trả lời, đã" in page
    later = now + timedelta(days=3)
    follow(cast, row, later, "considering")
    assert "Đang xem xét" in listed(cast) and "Chưa có trả lời, đã" in listed(cast)
    with pytest.raises(NotReady, match="số và ngày văn bản"):
        follow(cast, row, later, "decided")
    with pytest.raises(Refused):
        follow(cast, row, later, "considering", by="giamsat")
    paper = {"number": "5/QĐ-XPHC", "dated_on": later.date(), "text": "Phạt tiền."}
    news = follow(cast, row, later, "decided", by="vanthu", **paper)
    assert party.code not in listed(cast), "what was answered waits no more"
    assert "5/QĐ-XPHC" in listed(cast, query="?state=answered")
    assert Document.objects.filter(case=party).count() == papers, "nothing of the other law is rendered"
    client = Client()
    client.force_login(cast.people["truongdoan"])
    tab = client.get(f"{party.get_absolute_url()}?tab=records").content.decode()
    assert "Đã có quyết định xử lý, số 5/QĐ-XPHC" in tab and "Ghi trả lời của nơi nhận" in tab
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralFollowUp.objects.filter(pk=news.pk).update(text="Khác")


def test_a_sealed_dossier_takes_news_but_no_file(now: datetime) -> None:
    day = now.date()
    news = FollowUpFact("returned", day, "", None, "Trả lại hồ sơ.", has_file=True)
    known = {"state": "sent", "sent_on": day, "today": day}
    [refused] = follow_up_objections(news, sealed=True, **known)  # type: ignore[arg-type]
    assert "niêm phong" in refused.text
    assert follow_up_objections(news, sealed=False, **known) == []  # type: ignore[arg-type]
    early = FollowUpFact("returned", day - timedelta(days=1), "", None, "")
    assert len(follow_up_objections(early, sealed=False, **known)) == 2  # type: ignore[arg-type]
