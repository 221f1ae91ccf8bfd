"""Requests to remedy across dossiers: the list of follow-up, one unit with all its items, what the clock looks at.

Each answers in a fixed number of statements for any number of dossiers (Điều 16 NĐ 217/2025/NĐ-CP; rows T15-T19).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Sum

from inspections.enums import DocumentKind, MoreTimeState, RemedyState
from inspections.kinds import PartyStage
from inspections.models import (
    Case,
    Document,
    EvidenceFile,
    LaterDate,
    RemedyItem,
    RemedyRequest,
    RemedyReview,
    RemedyUrging,
    Rule,
    Turn,
)
from inspections.queries.people import valid_on
from inspections.rules.follow_up import SUPERIOR_AFTER, URGE_AFTER, URGE_BEFORE, UrgingDays, Waiting
from inspections.rules.remedies import WAITING_FOR_UNIT
from inspections.rules.roles import Actor

FOLLOWED = (PartyStage.REMEDYING, PartyStage.REMEDY_REPORTED)
AHEAD = timedelta(days=60)
LATE, WEEK, OURS, EFFECT, OPEN, DONE = "late", "week", "ours", "effect", "open", "done"


def followed(who: Actor, today: date) -> QuerySet[RemedyRequest]:
    """Units that were asked to mend something, as far as the person sees them, with how far each is."""
    waiting = Q(items__state__in=WAITING_FOR_UNIT)
    wishes = LaterDate.objects.filter(item__request_id=OuterRef("pk"), state=MoreTimeState.ASKED)
    rows = RemedyRequest.objects.filter(issued_at__isnull=False, nothing_asked=False)
    return rows.filter(party__in=Case.objects.visible_to(who)).annotate(
        asked=Count("items"),
        fixed=Count("items", filter=Q(items__state=RemedyState.ACCEPTED)),
        reported=Count("items", filter=Q(items__state=RemedyState.REPORTED)),
        late=Count("items", filter=waiting & Q(items__due_on__lt=today)),
        next_due_on=Min("items__due_on", filter=waiting),
        wished=Exists(wishes),
        effect_on=Min(
            "items__effect_due_on",
            filter=Q(items__state=RemedyState.ACCEPTED, items__effect_checked_at__isnull=True),
        ),
    )


def narrowed(rows: QuerySet[RemedyRequest], choice: str, today: date) -> QuerySet[RemedyRequest]:
    """One of the lists of the follow-up page, the most urgent first."""
    found = rows.filter(lists_on(today)[choice]).select_related(
        "party__institution", "officer", "party__lead"
    )
    order = F("effect_on") if choice == EFFECT else F("next_due_on")
    return found.order_by(order.asc(nulls_last=True), "pk")


def lists_on(today: date) -> dict[str, Q]:
    """Which rows each list shows on the day."""
    week = today + timedelta(days=6 - today.weekday())
    open_ = Q(party__stage__in=FOLLOWED)
    return {
        OPEN: open_,
        LATE: open_ & Q(late__gt=0),
        WEEK: open_ & Q(next_due_on__range=(today, week)),
        OURS: open_ & (Q(party__stage=PartyStage.REMEDY_REPORTED) | Q(wished=True)),
        EFFECT: Q(party__stage=PartyStage.COMPLETED, effect_on__lte=week),
        DONE: Q(party__stage=PartyStage.COMPLETED),
    }


def totals(rows: QuerySet[RemedyRequest], today: date) -> dict[str, int]:
    """How many units each list has, and of all items how many were asked and how many are mended; one statement."""
    counts = {f"in_{name}": Count("pk", filter=reach) for name, reach in lists_on(today).items()}
    found = rows.aggregate(**counts, all_asked=Sum("asked"), all_fixed=Sum("fixed"))
    return {name.removeprefix("in_"): number or 0 for name, number in found.items()}


def request_of(party_id: int) -> RemedyRequest | None:
    """One unit's request with its items, their files, judgements and wishes, and the urgings."""
    items = (
        RemedyItem.objects.select_related("finding__act", "judged_by", "ended_by", "effect_checked_by")
        .prefetch_related(
            Prefetch("files", EvidenceFile.objects.order_by("pk")),
            Prefetch("reviews", RemedyReview.objects.select_related("reviewed_by").order_by("pk")),
            Prefetch("later_dates", LaterDate.objects.select_related("decided_by").order_by("pk")),
        )
        .order_by("position", "pk")
    )
    urgings = RemedyUrging.objects.select_related("document").order_by("pk")
    rows = RemedyRequest.objects.filter(party_id=party_id, issued_at__isnull=False)
    return (
        rows.select_related("document", "notice", "officer", "planned_by")
        .prefetch_related(Prefetch("items", items), Prefetch("urgings", urgings))
        .first()
    )


def urging_letters(party: Case) -> list[Document]:
    """Letters that urged this unit and were issued, in their order, for the report to the superior."""
    rows = Document.objects.filter(case=party, kind=DocumentKind.URGING_LETTER, number__isnull=False)
    return list(rows.defer("snapshot").order_by("dated_on", "pk"))


def urging_days(on: date) -> UrgingDays:
    """When a due day is urged, as the rules stand on the day; each absent rule has its usual number."""
    keys = {URGE_BEFORE: "before", URGE_AFTER: "after", SUPERIOR_AFTER: "superior"}
    rows = Rule.objects.filter(valid_on(on), key__in=keys).order_by("valid_from")
    return UrgingDays(**{keys[row.key]: int(row.value) for row in rows})


def waiting_for_units(today: date) -> list[Waiting]:
    """What institutions are still to mend around a day: one row a request and due day, with the urgings given."""
    items = RemedyItem.objects.filter(
        state__in=WAITING_FOR_UNIT,
        due_on__lte=today + AHEAD,
        request__issued_on__isnull=False,
        request__party__stage=PartyStage.REMEDYING,
    )
    columns = ("request_id", "request__party_id", "due_on", "request__issued_on")
    rows = list(items.order_by("due_on", "request_id").values_list(*columns).distinct())
    done = _done({row[0] for row in rows})
    return [
        Waiting(request_id, party_id, due_on, issued_on, frozenset(done[request_id, due_on]))
        for request_id, party_id, due_on, issued_on in rows
    ]


def _done(request_ids: set[int]) -> dict[tuple[int, date], set[int]]:
    found: dict[tuple[int, date], set[int]] = defaultdict(set)
    for row in RemedyUrging.objects.filter(request_id__in=request_ids):
        found[row.request_id, row.due_on].add(row.offset)
    return found


def offsets_done(request_id: int, due_on: date) -> set[int]:
    """The urgings of one due day that were given, read again under the dossier's lock."""
    rows = RemedyUrging.objects.filter(request_id=request_id, due_on=due_on)
    return set(rows.values_list("offset", flat=True))


@dataclass(frozen=True)
class EffectDue:
    """An accepted item whose effect is to be looked at again, and who followed it."""

    item_id: int
    party_id: int
    due_on: date
    officer_id: int | None


def effects_due(today: date) -> list[EffectDue]:
    """Items of completed units whose day has come and that nobody is asked about yet."""
    asked = Turn.objects.still_open().filter(verb="check_effect", subject=OuterRef("pk"))
    rows = RemedyItem.objects.filter(
        state=RemedyState.ACCEPTED, effect_due_on__lte=today, effect_checked_at__isnull=True
    ).filter(~Exists(asked.filter(case_id=OuterRef("request__party_id"))))
    columns = ("pk", "request__party_id", "effect_due_on", "request__officer_id", "request__party__lead_id")
    return [
        EffectDue(pk, party_id, due_on, officer_id or lead_id)
        for pk, party_id, due_on, officer_id, lead_id in rows.order_by("pk").values_list(*columns)
    ]


def items_with_paper(party: Case, *states: str) -> list[RemedyItem]:
    """What was asked of one unit, all of it or what stands so, with the issued request; in one statement."""
    rows = RemedyItem.objects.filter(request__party=party).select_related("request__document")
    return list((rows.filter(state__in=states) if states else rows).order_by("position", "pk"))
