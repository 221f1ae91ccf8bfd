"""Interventions carried from their draft into force, as the people of the department do it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from inspections.actions import order_drafts, orders
from inspections.enums import ExtensionGround, TerminationCause
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Order
from tests.factories.cases import after, moment_of, story_of

WHY = "Ba xưởng thực hành ở hai xã cách nhau 40 km; số liệu hai hệ đào tạo phải đối chiếu từng lớp."
BEFORE_TET = timedelta(days=82)  # the announcement of the usual story falls on Thursday 28/01/2027


def before_tet(deed: str) -> datetime:
    """The moments of the usual story, moved so that Tết 2027 falls into the limit."""
    return moment_of(deed) + BEFORE_TET


def told_before_tet(cast: Cast, until: str, plot: Plot | None = None) -> Case:
    """An inspection announced on 28/01/2027."""
    told = story_of(cast).tell(plot or Plot(), until=until, moment=before_tet)
    return Case.objects.get(pk=told.pk)


def told_until_now(cast: Cast, deed: str, plot: Plot) -> Case:
    """An inspection whose last deed was done an hour ago."""
    shift = timezone.now() - after(deed)
    told = story_of(cast).tell(plot, until=deed, moment=lambda name: moment_of(name) + shift)
    return Case.objects.get(pk=told.pk)


@dataclass
class Desk:
    """The lead drafts, the director signs, the records clerk issues."""

    cast: Cast
    lead: str = "truongdoan"
    signer: str = "giamdoc"

    def draft(self, kind: str, case: Case, now: datetime, *, name: str = "", **given: Any) -> Order:
        """A draft with its print."""
        given.setdefault("reason", WHY)
        person = self.cast.people[name or self.lead]
        order: Order = getattr(order_drafts, f"draft_{kind}")(case, by=person, now=now, **given)
        story_of(self.cast).print_open(order.case)
        return Order.objects.get(pk=order.pk)

    def sign(self, order: Order, now: datetime, *, name: str = "") -> Order:
        """Signed by hand, scanned."""
        person = self.cast.people[name or self.signer]
        orders.sign_order(order.case, by=person, now=now, order=order, signing=story_of(self.cast).signing())
        return Order.objects.get(pk=order.pk)

    def issue(self, order: Order, now: datetime, *, name: str = "vanthu", **given: Any) -> Order:
        """Numbered on the day of the deed."""
        given.setdefault("on", timezone.localtime(now).date())
        orders.issue_order(order.case, by=self.cast.people[name], now=now, order=order, **given)
        return Order.objects.get(pk=order.pk)

    def carry(self, kind: str, case: Case, now: datetime, **given: Any) -> Order:
        """Draft, signature and issue within the hour."""
        order = self.sign(self.draft(kind, case, now, **given), now + timedelta(minutes=10))
        return order if kind == "plan_adjustment" else self.issue(order, now + timedelta(minutes=20))


EXTENSION: dict[str, Any] = {"days": 5, "ground": ExtensionGround.COMPLEX}
GONE: dict[str, Any] = {"cause": TerminationCause.GONE}
