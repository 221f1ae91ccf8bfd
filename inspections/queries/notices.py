"""What a person was told, how much of it is unread, and what stands in the person's calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inspections.kinds import InspectionStage, PartyStage
from inspections.models import (
    AgencyProfile,
    InspectedPartyDetails,
    Message,
    NoticeChoice,
    Quarantine,
    SiteVisit,
    TeamMember,
    Turn,
    User,
)
from inspections.models.case import within_reach
from inspections.queries.people import actor_of, valid_on
from inspections.rules.roles import Actor

KEPT_BACK = timedelta(days=60)
SESSION_LASTS = timedelta(hours=1)
NOT_HELD = (PartyStage.WITHDRAWN, PartyStage.TERMINATED)


@dataclass(frozen=True)
class Appointment:
    """One entry of a calendar: what and of which dossier, never what it is about."""

    uid: str
    title: str
    case_id: int
    told_at: datetime
    begins: date | datetime
    ends: date | datetime | None = None


def inbox_of(user: User) -> QuerySet[Message]:
    """Notices of a person, the newest first; codes are no notices."""
    return Message.objects.filter(to=user, in_app=True).select_related("case").order_by("-id")


def choice_of(user: User) -> NoticeChoice:
    """What the person wishes; who never said gets mail at once."""
    return NoticeChoice.objects.filter(user=user).first() or NoticeChoice(user=user)


def agency_and_unread(user: User, on: date) -> tuple[str, int, bool]:
    """What the frame of every page shows, in one statement: the agency's name of the day, how many notices are unread,
    and whether this is a restored system that still stands apart.
    """
    agency = AgencyProfile.objects.filter(valid_on(on)).order_by("-valid_from").values("name")[:1]
    unread = Message.objects.filter(
        to=OuterRef("pk"), in_app=True, id__gt=Coalesce(OuterRef("notice_choice__read_until"), 0)
    )
    counted = unread.order_by().values("to").annotate(found=Count("pk")).values("found")
    apart = Exists(Quarantine.objects.filter(lifted_at__isnull=True))
    rows = User.objects.filter(pk=user.pk)
    row = rows.values_list(Subquery(agency), Coalesce(Subquery(counted), 0), apart).first()
    return (row[0] or "", row[1], row[2]) if row else ("", 0, False)


def owner_of_feed(token: str) -> User | None:
    """Whose calendar stands at this secret address; a locked account has none."""
    found = NoticeChoice.objects.filter(feed_token=token, user__is_active=True).select_related("user").first()
    return found.user if found else None


def appointments(user: User, today: date) -> Iterator[Appointment]:
    """Dates of a person: what is asked with its day, sessions with a party, days on site."""
    who = actor_of(user, today)
    since = today - KEPT_BACK
    yield from _asked(who)
    yield from _sessions(who, since)
    yield from _days_with_parties(who, since)
    if not who.is_institution_side:
        yield from _visits(who, since)


def _asked(who: Actor) -> Iterator[Appointment]:
    rows = Turn.objects.still_open().asked_of(who).filter(within_reach(who, to="case__"))
    rows = rows.filter(due_on__isnull=False, paused_due_on__isnull=True).order_by("due_on", "id")
    for pk, label, case_id, code, opened_at, due_on in rows.values_list(
        "pk", "label", "case_id", "case__code", "opened_at", "due_on"
    ):
        assert due_on is not None
        title = _("Hạn: %(what)s · %(code)s") % {"what": _(label), "code": code}
        yield Appointment(f"viec-{pk}", title, case_id, opened_at, due_on)


def _own_parties(who: Actor) -> QuerySet[InspectedPartyDetails]:
    """Parties that concern this person: of the teams he serves in, and his own institution's."""
    served = TeamMember.objects.serving().filter(user_id=who.user_id).values("case_id")
    own = Q(case__parent_id__in=served) | Q(case__parent__lead_id=who.user_id)
    own |= Q(case__institution_id__in=sorted(who.institution_ids))
    rows = InspectedPartyDetails.objects.filter(own).filter(within_reach(who, to="case__"))
    rows = rows.exclude(case__stage__in=NOT_HELD).exclude(case__parent__stage=InspectionStage.PAUSED)
    return rows.select_related("case").order_by("case_id")


def _sessions(who: Actor, since: date) -> Iterator[Appointment]:
    for row in _own_parties(who).filter(session_at__date__gte=since):
        if row.session_at is None:
            continue
        title = _("Buổi làm việc, công bố quyết định · %(code)s") % {"code": row.case.code}
        told = row.notified_at or row.session_at
        ends = row.session_at + SESSION_LASTS
        yield Appointment(f"buoi-{row.case_id}", title, row.case_id, told, row.session_at, ends)


def _days_with_parties(who: Actor, since: date) -> Iterator[Appointment]:
    """The days of the approved plan; the institution learns them when it is told of its session."""
    rows = _own_parties(who).filter(starts_on__gte=since, ends_on__isnull=False)
    if who.is_institution_side:
        rows = rows.filter(notified_at__isnull=False)
    for row in rows:
        assert row.starts_on is not None and row.ends_on is not None
        title = _("Ngày làm việc với đơn vị · %(code)s") % {"code": row.case.code}
        after = row.ends_on + timedelta(days=1)  # the end of whole days is the day after
        yield Appointment(f"ngay-{row.case_id}", title, row.case_id, row.case.opened_at, row.starts_on, after)


def _visits(who: Actor, since: date) -> Iterator[Appointment]:
    rows = SiteVisit.objects.filter(members__user_id=who.user_id, withdrawn_at__isnull=True)
    rows = rows.filter(starts_at__date__gte=since).filter(within_reach(who, to="party__"))
    for row in rows.select_related("party").order_by("starts_at", "id"):
        title = _("Làm việc trực tiếp tại đơn vị · %(code)s") % {"code": row.party.code}
        yield Appointment(f"den-{row.pk}", title, row.party_id, row.recorded_at, row.starts_at, row.ends_at)
