"""The records clerk's books and what he has to do today; where each issued paper went and who opened it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from inspections.enums import DocumentKind, DocumentState
from inspections.models import Case, Complaint, Dispatch, Document, FileAccess, IncomingPaper, Turn
from inspections.queries.beside import rows_beside
from inspections.rules.roles import Role

SENT_WITHIN = timedelta(days=30)
# Papers for people outside the agency; plans, records and minutes are handed over where they are made.
OUTGOING = (
    DocumentKind.DECISION,
    DocumentKind.INFORMATION_REQUEST,
    DocumentKind.SCHEDULE_NOTICE,
    DocumentKind.EXTENSION,
    DocumentKind.PAUSE,
    DocumentKind.RESUMPTION,
    DocumentKind.TERMINATION,
    DocumentKind.PARTY_TERMINATION,
    DocumentKind.REVOCATION,
    DocumentKind.AMENDMENT,
    DocumentKind.REPLACEMENT,
    DocumentKind.REFERRAL_HANDOVER,
    DocumentKind.CORRECTION_LETTER,
)
FIRST_YEAR = 2020


@dataclass(frozen=True)
class DayList:
    """What the records clerk numbers, sends and enters on a day."""

    waiting: list[Turn]
    unnumbered: list[Complaint]
    to_send: list[Document]
    unconfirmed: list[Dispatch]
    arrived: list[IncomingPaper]
    without_scan: list[IncomingPaper]


def next_arrival_number(department_id: int, year: int) -> int:
    """The number after the highest of the department's year; the book begins with 1 each 1 January."""
    rows = IncomingPaper.objects.filter(department_id=department_id, year=year)
    last = rows.aggregate(last=Max("arrival_number"))["last"]
    return (last or 0) + 1


def incoming_of(department_ids: frozenset[int], year: int) -> QuerySet[IncomingPaper]:
    """«Sổ văn bản đến» of a year, the newest number first."""
    rows = IncomingPaper.objects.filter(department_id__in=sorted(department_ids), year=year)
    return rows.select_related("case", "institution", "entered_by").order_by("-arrival_number", "-id")


def outgoing_of(department_ids: frozenset[int], year: int) -> QuerySet[Document]:
    """«Sổ văn bản đi» of a year: every issued paper with where it was sent, in one statement."""
    rows = Document.objects.filter(
        case__department_id__in=sorted(department_ids), year=year, issued_at__isnull=False
    ).exclude(kind=DocumentKind.OUTLINE_REPORT)
    rows = rows.defer("snapshot").select_related("case", "issued_by")
    return rows.annotate(sendings=_sendings()).order_by("-dated_on", "-number", "-id")


def _sendings() -> object:
    rows = Dispatch.objects.filter(document=OuterRef("pk")).order_by("sent_on", "id")
    names = ("id", "channel", "receiver", "number", "sent_on", "received_on", "proof_name")
    return rows_beside(rows, **{name: name for name in names})


def _openings() -> object:
    """When each institution concerned was first handed the paper."""
    post = "by__memberships__institution"
    rows = FileAccess.objects.filter(document=OuterRef("pk"), **{f"{post}__isnull": False})
    rows = rows.order_by().values(f"{post}__name").annotate(first_at=Min("at")).order_by("first_at")
    return rows_beside(rows, name=f"{post}__name", first_at="first_at")


def with_delivery(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Papers with ``sendings`` and ``openings`` beside them; no statement more."""
    return rows.annotate(sendings=_sendings(), openings=_openings())


def years_of_books(department_ids: frozenset[int], today: date) -> list[int]:
    """Years of which there is something to read, the newest first."""
    places = sorted(department_ids)
    came = IncomingPaper.objects.filter(department_id__in=places).order_by().values_list("year", flat=True)
    went = Document.objects.filter(
        case__department_id__in=places, issued_at__isnull=False, year__isnull=False
    )
    found = {*came.distinct(), *went.order_by().values_list("year", flat=True).distinct(), today.year}
    return sorted((year for year in found if year is not None and year >= FIRST_YEAR), reverse=True)


def day_list(department_ids: frozenset[int], on: date) -> DayList:
    """Everything that waits for the records clerk, in six statements whatever its length."""
    places = sorted(department_ids)
    sent = Dispatch.objects.filter(document=OuterRef("pk"))
    issued = Document.objects.filter(
        case__department_id__in=places,
        state=DocumentState.ISSUED,
        kind__in=OUTGOING,
        dated_on__gte=on - SENT_WITHIN,
    )
    papers = IncomingPaper.objects.filter(department_id__in=places).select_related("case").order_by("id")
    complaints = Complaint.objects.filter(case__department_id__in=places, number_in="").select_related("case")
    unconfirmed = Dispatch.objects.filter(
        document__case__department_id__in=places, received_on__isnull=True
    ).select_related("document__case")
    return DayList(
        waiting=list(_clerk_turns(places)),
        unnumbered=list(complaints.defer("summary", "from_whom").order_by("received_on", "id")),
        to_send=list(
            with_delivery(issued.filter(~Exists(sent)))
            .defer("snapshot")
            .select_related("case")
            .order_by("dated_on", "id")
        ),
        unconfirmed=list(unconfirmed.defer("document__snapshot").order_by("sent_on", "id")),
        arrived=list(papers.filter(Q(arrived_on=on) | Q(entered_at__range=_whole(on)))),
        without_scan=list(papers.filter(scan="", arrived_on__gte=on - SENT_WITHIN)),
    )


def _clerk_turns(places: list[int]) -> QuerySet[Turn]:
    """Asks of the post of the records clerk; those of an inspection that stands still wait with it."""
    rows = Turn.objects.still_open().filter(
        role=Role.RECORDS_CLERK, department_id__in=places, paused_due_on__isnull=True
    )
    return rows.select_related("case__institution").order_by("due_on", "id")


def _whole(day: date) -> tuple[datetime, datetime]:
    """The moments at which a day of Vietnam begins and ends."""
    begin = timezone.make_aware(datetime(day.year, day.month, day.day))
    return begin, begin + timedelta(days=1) - timedelta(microseconds=1)


def sendable(case: Case) -> QuerySet[Document]:
    """Issued papers of the case, of which a sending can be noted."""
    return Document.objects.filter(case=case, issued_at__isnull=False).defer("snapshot")


def awaiting_receipt(case: Case) -> QuerySet[Dispatch]:
    """Sendings that nobody has confirmed."""
    rows = Dispatch.objects.filter(document__case=case, received_on__isnull=True)
    return rows.select_related("document").defer("document__snapshot")
