"""The records clerk's desk: what to number, send and enter today, the two books, their export, scans and proofs."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions import correspondence as actions
from inspections.documents.book_sheets import Cell, write_book
from inspections.forms.correspondence import IncomingForm
from inspections.models import Department, Dispatch, Document, IncomingPaper
from inspections.queries import correspondence as queries
from inspections.rules.roles import Permission
from inspections.views.access import actor, demand, person, today, visible_case
from inspections.views.deliveries import day, sending_lines
from inspections.views.links import deed_url
from inspections.views.one_form import form_page
from inspections.views.papers import _hand_out
from inspections.views.steps import stash_of, unstash_of

PAGE = 25
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kept(request: HttpRequest) -> frozenset[int]:
    """The departments whose books this person keeps; everybody else is refused."""
    who = demand(request, Permission.ISSUE_DOCUMENT)
    return frozenset(
        place for place in who.department_ids if who.may_in_department(Permission.ISSUE_DOCUMENT, place)
    )


@require_GET
def today_page(request: HttpRequest) -> HttpResponse:
    """What must be numbered, sent and entered today, on one sheet that prints."""
    found = queries.day_list(_kept(request), today())
    context = {
        "on": day(today()),
        "waiting": [_turn_row(turn) for turn in found.waiting],
        "unnumbered": [_complaint_row(row) for row in found.unnumbered],
        "to_send": [_outgoing_row(row) for row in found.to_send],
        "unconfirmed": [_dispatch_row(row) for row in found.unconfirmed],
        "arrived": [_incoming_row(row) for row in found.arrived],
        "without_scan": [_incoming_row(row) for row in found.without_scan],
    }
    return render(request, "inspections/correspondence/today.html", context)


def _turn_row(turn: Any) -> dict[str, str]:
    return {
        "what": _(turn.label),
        "code": turn.case.code,
        "title": turn.case.title,
        "due": day(turn.due_on),
        "url": deed_url(turn.case_id, turn.case.kind, turn.verb, turn.subject),
    }


def _complaint_row(row: Any) -> dict[str, str]:
    """The kind, the receipt and the day: never who sent it (practice 10)."""
    return {
        "what": f"{row.get_kind_display()} · {row.receipt_number}",
        "code": row.case.code,
        "day": day(row.received_on),
        "url": deed_url(row.case_id, row.case.kind, "number_complaint", row.pk),
    }


def _dispatch_row(row: Dispatch) -> dict[str, str]:
    case = row.document.case
    return {
        "number": row.document.full_number,
        "title": row.document.title,
        "code": case.code,
        "receiver": row.receiver,
        "sent": f"{row.get_channel_display()} · {day(row.sent_on)}",
        "url": deed_url(case.pk, case.kind, "note_received", row.pk),
    }


def _incoming_row(row: IncomingPaper) -> dict[str, str]:
    return {
        "number": f"{row.arrival_number}/{row.year}",
        "arrived": day(row.arrived_on),
        "sender": row.sender,
        "theirs": " ".join(filter(None, [row.their_number, day(row.their_date)])),
        "summary": row.summary,
        "code": row.case.code if row.case else "",
        "case_url": row.case.get_absolute_url() if row.case else "",
        "scan_url": reverse("incoming_scan", args=[row.pk]) if row.scan else "",
    }


def _outgoing_row(row: Document) -> dict[str, Any]:
    return {
        "number": row.full_number,
        "day": day(row.dated_on),
        "kind": row.get_kind_display(),
        "title": row.title,
        "code": row.case.code,
        "case_url": f"{row.case.get_absolute_url()}?tab=documents",
        "replaced": row.state == "replaced",
        "sendings": sending_lines(row),
        "url": deed_url(row.case_id, row.case.kind, "note_dispatch", row.pk),
    }


def _year(request: HttpRequest, years: list[int]) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked in {str(year) for year in years} else years[0]


@require_GET
def incoming_book(request: HttpRequest) -> HttpResponse:
    """«Sổ văn bản đến» of a year."""
    places = _kept(request)
    years = queries.years_of_books(places, today())
    year = _year(request, years)
    page = Paginator(queries.incoming_of(places, year), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_incoming_row(row) for row in page],
        "page_obj": page,
        "years": years,
        "year": year,
        "export_url": reverse("book_export", args=["den", year]),
    }
    return render(request, "inspections/correspondence/incoming.html", context)


@require_GET
def outgoing_book(request: HttpRequest) -> HttpResponse:
    """«Sổ văn bản đi» of a year, each paper with its sendings."""
    places = _kept(request)
    years = queries.years_of_books(places, today())
    year = _year(request, years)
    page = Paginator(queries.outgoing_of(places, year), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_outgoing_row(row) for row in page],
        "page_obj": page,
        "years": years,
        "year": year,
        "export_url": reverse("book_export", args=["di", year]),
    }
    return render(request, "inspections/correspondence/outgoing.html", context)


def enter_incoming(request: HttpRequest) -> HttpResponse:
    """One line of the book; after it the next one."""
    places = _kept(request)
    department = get_object_or_404(Department, pk=min(places, default=0))
    user = person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with IncomingForm(
        *bound,
        department_id=department.pk,
        next_number=queries.next_arrival_number(department.pk, today().year),
        today=today(),
        stash=stash_of(user),
        unstash=unstash_of(user),
    ) as form:

        def act() -> str:
            paper = actions.enter_incoming(
                department=department, by=user, now=timezone.now(), **form.arguments()
            )
            return _("Đã ghi sổ: số đến %(number)s.") % {"number": f"{paper.arrival_number}/{paper.year}"}

        return form_page(
            request,
            form,
            act,
            go=reverse("incoming_book"),
            heading=_("Ghi văn bản đến"),
            crumbs=[(_("Sổ văn bản"), reverse("daily_papers")), (_("Ghi văn bản đến"), "")],
            consequence=_("Dòng đã ghi không xóa được; số đến không lặp lại trong năm, có thể cách quãng."),
            law="Đ.22 NĐ 30/2020/NĐ-CP",
        )


IN_HEADS = ("Số đến", "Ngày đến", "Nơi gửi", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Hồ sơ", "Người ghi")
OUT_HEADS = (
    *("Số, ký hiệu", "Ngày", "Loại văn bản", "Tên văn bản", "Hồ sơ", "Người phát hành"),
    *("Nơi nhận", "Đã gửi", "Đã nhận"),
)
DAY_HEADS = ("Việc", "Văn bản", "Hồ sơ", "Ngày, hạn")


@require_GET
def book_export(request: HttpRequest, book: str, year: int) -> HttpResponseBase:
    """The book of a year as a workbook."""
    places = _kept(request)
    if book == "den":
        return _workbook(f"so-van-ban-den-{year}", IN_HEADS, _in_cells(places, year))
    if book == "di":
        return _workbook(f"so-van-ban-di-{year}", OUT_HEADS, _out_cells(places, year))
    raise Http404


@require_GET
def today_export(request: HttpRequest) -> HttpResponseBase:
    """The day's list as a workbook."""
    found = queries.day_list(_kept(request), today())
    rows: list[tuple[Cell, ...]] = [(_(t.label), "", t.case.code, t.due_on) for t in found.waiting]
    entered = [
        (_("Ghi số đến"), row.receipt_number, row.case.code, row.received_on) for row in found.unnumbered
    ]
    sent = [(_("Gửi đi"), row.full_number, row.case.code, row.dated_on) for row in found.to_send]
    asked = [
        (_("Hỏi nơi nhận"), row.document.full_number, row.document.case.code, row.sent_on)
        for row in found.unconfirmed
    ]
    scans = [
        (
            _("Quét văn bản đến"),
            f"{row.arrival_number}/{row.year}",
            row.case.code if row.case else "",
            row.arrived_on,
        )
        for row in found.without_scan
    ]
    return _workbook(
        f"viec-van-thu-{today():%Y-%m-%d}", DAY_HEADS, iter([*rows, *entered, *sent, *asked, *scans])
    )


def _in_cells(places: frozenset[int], year: int) -> Iterator[tuple[Cell, ...]]:
    for row in queries.incoming_of(places, year)[:MOST_ROWS].iterator(chunk_size=500):
        yield (
            *(row.arrival_number, row.arrived_on, row.sender, row.their_number, row.their_date),
            *(row.summary, row.case.code if row.case else "", row.entered_by.full_name),
        )


def _out_cells(places: frozenset[int], year: int) -> Iterator[tuple[Cell, ...]]:
    """A line for each sending; a paper that was not sent has one line."""
    for row in queries.outgoing_of(places, year)[:MOST_ROWS].iterator(chunk_size=500):
        by = row.issued_by.full_name if row.issued_by else ""
        head = (row.full_number, row.dated_on, row.get_kind_display(), row.title, row.case.code, by)
        for line in sending_lines(row) or [{"text": "", "sent": "", "received": ""}]:
            yield (*head, line["text"], line["sent"], line["received"])


def _workbook(name: str, heads: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> FileResponse:
    target = BytesIO()
    write_book(target, name, heads, rows)
    target.seek(0)
    answer = FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_GET
def incoming_scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan of an incoming paper: for who keeps the book, and for the people of its dossier inside the department."""
    who = actor(request)
    paper = IncomingPaper.objects.filter(pk=pk).exclude(scan="").first()
    if paper is None or who.is_institution_side:
        raise Http404
    if not who.may_in_department(Permission.ISSUE_DOCUMENT, paper.department_id):
        if paper.case_id is None:
            raise Http404
        visible_case(request, paper.case_id)
    return _hand_out(paper.scan.open("rb"), paper.scan_name, "", inline=False)


@require_GET
def dispatch_proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The proof of a sending, for the people of the dossier inside the department."""
    row = (
        Dispatch.objects.filter(pk=pk)
        .exclude(proof="")
        .select_related("document")
        .defer("document__snapshot")
        .first()
    )
    if row is None:
        raise Http404
    visible_case(request, row.document.case_id)
    if actor(request).is_institution_side:
        raise PermissionDenied
    return _hand_out(row.proof.open("rb"), row.proof_name, "", inline=False)
