"""Records inside a dossier as pages and papers read them: visits, diary, complaints, hand-overs, sources."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from inspections.models import (
    Case,
    Complaint,
    ConfidentialSource,
    DiaryLine,
    Membership,
    Referral,
    SiteVisit,
    TeamMember,
    User,
)
from inspections.queries.facts import seen_on_a_visit
from inspections.queries.people import valid_on
from inspections.rules.guards.records import JUDGED
from inspections.rules.policies.records import is_director
from inspections.rules.roles import INSTITUTION_ROLES, Actor


def visits_of(party_id: int) -> QuerySet[SiteVisit]:
    """Visits to a party with the names of who came and the codes of what was seen, in one statement."""
    came = TeamMember.objects.filter(site_visits=OuterRef("pk")).order_by("id")
    came = came.annotate(shown_name=Coalesce("user__full_name", "outside_name"))
    seen = SiteVisit.items.through.objects.filter(sitevisit_id=OuterRef("pk")).order_by(
        "answer__item__position"
    )
    rows = SiteVisit.objects.filter(party_id=party_id).select_related("recorded_by", "withdrawn_by")
    return rows.annotate(
        names=ArraySubquery(came.values("shown_name")),
        codes=ArraySubquery(seen.values("answer__item__code")),
        answer_ids=ArraySubquery(seen.values("answer_id")),
    )


def standing_visits(party_id: int) -> list[SiteVisit]:
    """Visits that were not withdrawn, oldest first."""
    return list(visits_of(party_id).filter(withdrawn_at__isnull=True).order_by("starts_at", "id"))


def seen_where_it_must_be(rating: str) -> Q:
    """An item bound to be seen is judged only once a visit names it; «chưa đủ căn cứ» needs none (practice 3)."""
    if rating not in JUDGED:
        return Q()
    return Q(item__on_site_only=False) | Q(seen_on_a_visit())


def diary_of(root_id: int) -> QuerySet[DiaryLine]:
    """The team's diary, newest day first, within a day in the order of writing."""
    return DiaryLine.objects.filter(case_id=root_id).select_related("written_by").order_by("-on", "id")


def complaints_of(case: Case) -> QuerySet[Complaint]:
    """Papers about a party; for an inspection also those about its parties."""
    reach = Q(case=case)
    if case.parent_id is None:
        reach |= Q(case__parent=case)
    rows = Complaint.objects.filter(reach).select_related("case__institution", "recorded_by", "settled_by")
    return rows.prefetch_related("files").order_by("-received_on", "-id")


def referrals_of(case: Case) -> QuerySet[Referral]:
    """Matters handed over of a party; for an inspection those of all its parties."""
    reach = Q(party__parent=case) if case.parent_id is None else Q(party=case)
    rows = Referral.objects.filter(reach).select_related("party__institution", "noted_by", "approved_by")
    return rows.prefetch_related("files", "follow_ups").order_by("id")


def sources_for(case: Case, actor: Actor) -> QuerySet[ConfidentialSource]:
    """Confidential sources this person may know of: all for the director of the day, else his own; never the text."""
    rows = ConfidentialSource.objects.filter(case_id=case.root_case_id).defer("text")
    if not is_director(actor, case.department_id):
        rows = rows.filter(reader_id=actor.user_id)
    return rows.select_related("reader", "recorded_by").annotate(read_count=Count("reads")).order_by("id")


def possible_readers(department_id: int, on: date) -> QuerySet[User]:
    """People of the department on the day, of whom the director names one."""
    posts = Membership.objects.filter(valid_on(on), department_id=department_id)
    posts = posts.exclude(role__in=INSTITUTION_ROLES)
    return User.objects.filter(is_active=True, pk__in=posts.values("user_id"))
