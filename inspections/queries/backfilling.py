"""What the record keeps of many lượt, for the signs of a record made up afterwards: so many statements for any number."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from inspections.enums import CountState, DocumentKind, Side, SignatureRoute
from inspections.models import (
    Answer,
    BackfillSign,
    Case,
    CaseEvent,
    DocumentSignature,
    EvidenceFile,
    FileAccess,
    InformationRequest,
    LedgerLine,
    Membership,
    SiteVisit,
)
from inspections.queries.people import local_day
from inspections.rules.backfilling import Act, Came, Item, Kept, Traces

ROOT_VERBS = ("submit_conduct_plan", "approve_conduct_plan", "issue_decision")
# Devices on which both a member of the team and somebody of the unit signed in, before the minutes and a month earlier.
_DEVICES = """
    SELECT c.id, count(DISTINCT ours.device)
    FROM inspections_case c
    JOIN inspections_inspectedpartydetails d ON d.case_id = c.id
    JOIN inspections_teammember t ON t.case_id = c.parent_id AND t.user_id IS NOT NULL
    JOIN inspections_signin ours ON ours.user_id = t.user_id
    JOIN inspections_signin theirs ON theirs.device = ours.device AND theirs.user_id <> ours.user_id
    JOIN inspections_membership m ON m.user_id = theirs.user_id AND m.institution_id = c.institution_id
    WHERE c.id = ANY(%(parties)s)
        AND ours.at BETWEEN c.opened_at - interval '31 days' AND COALESCE(d.minutes_signed_at, now())
        AND theirs.at BETWEEN c.opened_at - interval '31 days' AND COALESCE(d.minutes_signed_at, now())
    GROUP BY c.id
"""


@dataclass
class _Heap:
    """What was read of one party, before it is put together."""

    acts: list[Act] = field(default_factory=list)
    files: list[Kept] = field(default_factory=list)
    proofs: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    items: list[tuple[int, datetime]] = field(default_factory=list)
    visits: list[Came] = field(default_factory=list)
    replies: list[tuple[datetime, datetime]] = field(default_factory=list)
    signatures: list[tuple[datetime, bool]] = field(default_factory=list)
    opened: bool = False
    devices: int = 0


def traces_of(party_ids: Collection[int]) -> dict[int, Traces]:
    """The traces of these parties, by party."""
    rows = Case.objects.filter(pk__in=party_ids).values(
        "pk",
        "parent_id",
        "institution_id",
        announced_on=F("party_details__announced_on"),
        began_at=F("party_details__check_began_at"),
        drafted_at=F("party_details__minutes_drafted_at"),
        signed_on=F("party_details__minutes_signed_on"),
    )
    parties: dict[int, dict[str, Any]] = {row["pk"]: dict(row) for row in rows}
    heaps: dict[int, _Heap] = {pk: _Heap() for pk in parties}
    people = _people_of({row["institution_id"] for row in parties.values()})
    of_unit = {pk: people[row["institution_id"]] for pk, row in parties.items()}
    _read_acts(heaps, parties, of_unit)
    _read_files(heaps)
    _read_items(heaps)
    _read_meetings(heaps, of_unit)
    _read_openings(heaps, of_unit)
    return {pk: _traces(heaps[pk], row) for pk, row in parties.items()}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def _people_of(institutions: Collection[int]) -> dict[int, set[int]]:
    """Who ever answered for each institution."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(institution_id__in=institutions).values_list("institution_id", "user_id")
    for institution, user in rows:
        found[institution].add(user)
    return found


def _read_acts(heaps: dict[int, _Heap], parties: dict[int, Any], of_unit: dict[int, set[int]]) -> None:
    by_root: dict[int, list[int]] = defaultdict(list)
    for pk, row in parties.items():
        by_root[row["parent_id"]].append(pk)
    rows = CaseEvent.objects.filter(
        Q(case_id__in=heaps) | Q(case_id__in=by_root, verb__in=ROOT_VERBS), by__isnull=False
    ).order_by("id")
    for case, verb, at, recorded, by in rows.values_list("case_id", "verb", "at", "recorded_at", "by_id"):
        for pk in [case] if case in heaps else by_root[case]:
            heaps[pk].acts.append(Act(verb, _local(at), _local(recorded), by in of_unit[pk]))


def _read_files(heaps: dict[int, _Heap]) -> None:
    elsewhere = EvidenceFile.objects.filter(
        sha256=OuterRef("sha256"), side=Side.INSTITUTION, withdrawn_at__isnull=True, answers__isnull=False
    ).exclude(case__institution_id=OuterRef("case__institution_id"))
    rows = EvidenceFile.objects.filter(case_id__in=heaps, withdrawn_at__isnull=True).annotate(
        elsewhere=Exists(elsewhere),
        proves=ArrayAgg("answers", distinct=True, filter=Q(answers__isnull=False), default=[]),
        replies=ArrayAgg(
            "request_items__answer", distinct=True, filter=Q(request_items__answer__isnull=False), default=[]
        ),
    )
    columns = (
        "case_id", "side", "received_at", "first_opened_at", "check_row__taken_at", "elsewhere", "proves", "replies",
    )  # fmt: skip
    for case, side, received, opened, taken, found, proves, replies in rows.order_by("id").values_list(
        *columns
    ):
        of_unit, answers = side == Side.INSTITUTION, {*proves, *replies}
        heaps[case].files.append(
            Kept(
                received_at=_local(received),
                of_unit=of_unit,
                opened_at=_local(opened) if opened else None,
                is_photo=taken is not None,
                elsewhere=found and of_unit and bool(answers),
                proves=bool(answers),
            )
        )
        for answer in answers:
            heaps[case].proofs[answer].append(_local(received))


def _read_items(heaps: dict[int, _Heap]) -> None:
    rows = Answer.objects.filter(party_id__in=heaps, concluded_at__isnull=False).order_by("id")
    for pk, party, at in rows.values_list("pk", "party_id", "concluded_at"):
        if at is not None:
            heaps[party].items.append((pk, _local(at)))


def _read_meetings(heaps: dict[int, _Heap], of_unit: dict[int, set[int]]) -> None:
    visits = SiteVisit.objects.filter(party_id__in=heaps).order_by("id")
    for party, starts, recorded, gone in visits.values_list(
        "party_id", "starts_at", "recorded_at", "withdrawn_at"
    ):
        heaps[party].visits.append(Came(local_day(starts), local_day(recorded), gone is not None))
    requests = InformationRequest.objects.filter(party_id__in=heaps, answered_at__isnull=False).order_by("id")
    for party, sent, answered in requests.values_list("party_id", "sent_at", "answered_at"):
        if answered is not None:
            heaps[party].replies.append((_local(sent), _local(answered)))
    signed = DocumentSignature.objects.filter(
        document__case_id__in=heaps, document__kind=DocumentKind.MINUTES, route=SignatureRoute.DIGITAL
    ).order_by("id")
    for case, at, role, signer in signed.values_list("document__case_id", "signed_at", "role", "signer_id"):
        theirs = role == "institution" or signer is None or signer in of_unit[case]
        heaps[case].signatures.append((_local(at), theirs))


def _read_openings(heaps: dict[int, _Heap], of_unit: dict[int, set[int]]) -> None:
    rows = FileAccess.objects.filter(case_id__in=heaps).order_by().values_list("case_id", "by_id").distinct()
    for case, by in rows:
        heaps[case].opened |= by in of_unit[case]
    with connection.cursor() as cursor:
        cursor.execute(_DEVICES, {"parties": list(heaps)})
        for party, n in cursor.fetchall():
            heaps[party].devices = n


def _traces(heap: _Heap, row: dict[str, Any]) -> Traces:
    began, drafted = row["began_at"], row["drafted_at"]
    return Traces(
        acts=tuple(heap.acts),
        items=tuple(Item(at, tuple(heap.proofs.get(pk, ()))) for pk, at in heap.items),
        files=tuple(heap.files),
        visits=tuple(heap.visits),
        replies=tuple(heap.replies),
        signatures=tuple(heap.signatures),
        announced_on=row["announced_on"],
        began_at=_local(began) if began else None,
        minutes_drafted_at=_local(drafted) if drafted else None,
        minutes_on=row["signed_on"],
        unit_opened=heap.opened,
        shared_devices=heap.devices,
    )


def lines_to_look_at(after: int, most: int) -> list[tuple[int, int]]:
    """Lines of digital lượt that are not final yet or were never looked at: (line, party), in order."""
    rows = LedgerLine.objects.filter(
        Q(final=False) | Q(signs__isnull=True), pk__gt=after, party__isnull=False
    ).exclude(state=CountState.EXCLUDED)
    found = rows.order_by("pk").distinct().values_list("pk", "party_id")[:most]
    return [(line, party) for line, party in found if party is not None]


def flagged(department_id: int, first: Any, last: Any) -> QuerySet[LedgerLine]:
    """Lượt of these days (or still running) whose record shows a sign today, the newest first."""
    showing = BackfillSign.objects.filter(line_id=OuterRef("pk"), gone_at__isnull=True)
    rows = LedgerLine.objects.filter(Exists(showing), department_id=department_id)
    within = Q(counted_on__range=(first, last)) | Q(counted_on__isnull=True)
    return rows.filter(within).select_related("institution", "party").order_by("-counted_on", "-pk")
