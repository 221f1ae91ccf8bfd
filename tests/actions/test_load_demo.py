"""The demonstration: everybody finds something to do, and a second load changes nothing."""

from datetime import datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from inspections.management.demo.cases import tell_all
from inspections.management.demo.people import ACCOUNTS, Cast
from inspections.models import Case, CaseEvent, Document, Message, Turn, User
from inspections.queries.people import actor_of
from inspections.rules.roles import Role
from tests.factories.cases import story_of

pytestmark = pytest.mark.django_db
IDLE = {Role.ADMINISTRATOR, Role.MONITOR}


def test_the_demonstration_gives_everybody_something_to_do_and_loads_once() -> None:
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert len(out.getvalue().splitlines()) == 1
    for account in ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.check_password(settings.DEMO_PASSWORD)
        asked = Turn.objects.still_open().asked_of(actor_of(user, timezone.localdate()))
        assert asked.exists() == (account.role not in IDLE), account.username
    assert Case.objects.roots().count() == 14
    assert not Document.objects.filter(body_sha256="").exclude(state="replaced").exists()
    assert not Message.objects.filter(sent_at__isnull=True).exists()
    assert Turn.objects.still_open().filter(due_on__lt=timezone.localdate()).exists()
    assert Turn.objects.still_open().filter(due_on=timezone.localdate()).exists()
    assert Turn.objects.still_open().filter(due_on__gt=timezone.localdate()).exists()

    before = Case.objects.count(), User.objects.count()
    call_command("load_demo", stdout=StringIO())
    assert (Case.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize("moment", ["2027-01-03 06:10", "2026-11-30 00:05"])
def test_the_demonstration_can_be_loaded_on_any_day_at_any_hour(cast: Cast, moment: str) -> None:
    now = timezone.make_aware(datetime.fromisoformat(moment))
    assert tell_all(story_of(cast), now) == 14
    assert not CaseEvent.objects.filter(at__gt=now).exists()
    for case in Case.objects.roots():
        told = list(case.dossier_events.order_by("id").values_list("at", flat=True))
        assert told == sorted(told), case
