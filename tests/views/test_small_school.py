"""A small school may have a head and no clerk: nothing that is asked of it may wait unseen (practice 5)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.models import Membership
from tests.factories.cases import after, case_after, story_of
from tests.factories.people import make_people


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


def test_the_head_finds_in_the_inbox_what_is_asked_of_the_clerk(cast: Cast) -> None:
    Membership.objects.filter(user=cast.people["truonga-canbo"]).delete()
    party = case_after(cast, "begin_check").children.get()
    now = after("begin_check")
    story_of(cast).ask(party, "thanhvien1", now, due_on=timezone.localtime(now).date())
    head = Client()
    head.force_login(cast.people["truonga-hieutruong"])
    assert "Trả lời yêu cầu cung cấp hồ sơ" in head.get(reverse("home")).content.decode()
