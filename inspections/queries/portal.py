"""All that one institution has with the department: its files, what was asked, papers shown to it, receipts."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from inspections.enums import DocumentKind, DocumentState, MoreTimeState, RequestItemState
from inspections.models import Case, Document, InformationRequest, Receipt
from inspections.queries.orders import shown_to_institution
from inspections.rules.roles import Actor

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)


def cases_of(who: Actor, *, words: str = "", closed: bool | None = None) -> QuerySet[Case]:
    """The institution's files, newest first, narrowed by words and by whether they are over."""
    rows = Case.objects.visible_to(who).select_related("institution", "parent")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(code__icontains=word))
    if closed is not None:
        rows = rows.filter(closed_at__isnull=not closed)
    return rows.order_by("-opened_at", "-id")


def requests_of(cases: Sequence[Case]) -> QuerySet[InformationRequest]:
    """What was asked in these files, with how much still waits; those that wait first."""
    waiting = Count("items", filter=Q(items__state__in=WAITING), distinct=True)
    wished = Count("more_time", filter=Q(more_time__state=MoreTimeState.ASKED), distinct=True)
    rows = InformationRequest.objects.filter(party__in=[case.pk for case in cases])
    rows = rows.annotate(waiting=waiting, asked=Count("items", distinct=True), wished=wished)
    return rows.select_related("party").order_by(F("answered_at").asc(nulls_first=True), "due_on", "id")


def papers_of(cases: Sequence[Case]) -> QuerySet[Document]:
    """Papers that the institution may read in these files, newest first."""
    if not cases:
        return Document.objects.none()
    shown = reduce(or_, (shown_to_institution(case) for case in cases))
    rows = Document.objects.filter(shown).exclude(state__in=[DocumentState.DRAFT, DocumentState.REPLACED])
    rows = rows.exclude(kind=DocumentKind.SUBMISSION_RECEIPT)  # receipts have a list of their own
    return rows.exclude(body_sha256="").defer("snapshot").order_by("-drafted_at", "-id")


def receipts_of(cases: Sequence[Case]) -> QuerySet[Receipt]:
    """What the institution handed in, each with its receipt, newest first."""
    ids = [case.pk for case in cases]
    rows = Receipt.objects.filter(Q(case__in=ids) | Q(request__party__in=ids))
    return rows.select_related("issued_by", "request").order_by("-issued_at", "-id")
