"""Matters handed over to other bodies, across dossiers: what went where, what came back, what still waits."""

from django.db.models import CharField, DateField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from inspections.enums import REFERRAL_ANSWERED, ReferralState
from inspections.models import Referral, ReferralFollowUp
from inspections.models.case import within_reach
from inspections.rules.roles import Actor

WAITING, ANSWERED, NOT_SENT = "waiting", "answered", "not_sent"
GONE = (ReferralState.SENT, ReferralState.RECEIVED)


def referrals_across(who: Actor) -> QuerySet[Referral]:
    """Every matter of the dossiers in reach with the last news of it, the longest unanswered first."""
    last = ReferralFollowUp.objects.filter(referral=OuterRef("pk")).order_by("-id")
    rows = Referral.objects.filter(within_reach(who, to="party__")).exclude(state=ReferralState.DROPPED)
    rows = rows.select_related("party__institution").annotate(
        last_outcome=Coalesce(Subquery(last.values("outcome")[:1]), Value(""), output_field=CharField()),
        last_on=Subquery(last.values("on")[:1], output_field=DateField()),
        last_number=Subquery(last.values("number")[:1], output_field=CharField()),
        last_dated_on=Subquery(last.values("dated_on")[:1], output_field=DateField()),
    )
    return rows.order_by("sent_on", "id")


def narrowed(rows: QuerySet[Referral], *, state: str, kind: str) -> QuerySet[Referral]:
    """By how far the matter is and by its kind."""
    answered = Q(last_outcome__in=REFERRAL_ANSWERED)
    if state == WAITING:
        rows = rows.filter(state__in=GONE).exclude(answered)
    elif state == ANSWERED:
        rows = rows.filter(answered)
    elif state == NOT_SENT:
        rows = rows.exclude(state__in=GONE)
    return rows.filter(kind=kind) if kind else rows
