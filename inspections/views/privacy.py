"""«Dữ liệu của tôi»: what is kept about me, who looked at it, a copy to take away, my requests and their answers."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions import privacy as actions
from inspections.actions.privacy_export import GIVEN_UP_AFTER, KEPT_DAYS, ask_own_export
from inspections.enums import DataPage
from inspections.forms.privacy import OwnRequestForm
from inspections.models import PersonalDataExport, PersonalDataRequest, User
from inspections.queries.deadlines import work_calendar
from inspections.queries.privacy import OPEN, reads_of
from inspections.rules.deadlines import time_left
from inspections.rules.dossier_names import safe_name
from inspections.views.access import person, today
from inspections.views.dossier import attached
from inspections.views.one_form import form_page
from inspections.views.people import managed_person
from inspections.views.portal import moment
from inspections.views.privacy_reads import note_reading

PAGE, LATEST = 25, 5
ZIP = "application/zip"


@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    """One page for everybody who has an account."""
    user = person(request)
    page = Paginator(reads_of(user.pk), PAGE).get_page(request.GET.get("page"))
    own = PersonalDataRequest.objects.filter(subject=user).select_related("answered_by", "subject")
    exports = [_export_row(row) for row in _exports_of(user)]
    context = {
        "facts": [
            (_("Họ và tên"), user.full_name),
            (_("Tên đăng nhập"), user.username),
            (_("Thư điện tử"), user.email or "–"),
            (_("Điện thoại"), user.phone or "–"),
        ],
        "requests": request_rows(own[:PAGE]),
        "exports": exports,
        "kept_days": KEPT_DAYS,
        "reads": [read_row(row) for row in page.object_list],
        "page_obj": page,
        "crumbs": [(_("Dữ liệu của tôi"), "")],
    }
    answer = render(request, "privacy/own.html", context)
    if any(row["making"] for row in exports):
        answer["Refresh"] = "3"
    return answer


def read_row(row: Any) -> dict[str, str]:
    """Who looked, when, on which page."""
    return {"who": row.by.full_name, "at": moment(row.at), "page": row.get_page_display()}


def request_rows(rows: Any) -> list[dict[str, Any]]:
    """Requests with their clocks."""
    found = list(rows)
    calendar = work_calendar(today()) if found else None
    return [_request_row(row, calendar) for row in found]


def _request_row(row: PersonalDataRequest, calendar: Any) -> dict[str, Any]:
    left = time_left(row.due_on, today(), calendar) if row.state in OPEN else None
    return {
        "pk": row.pk,
        "kind": row.get_kind_display(),
        "who": row.who,
        "text": row.text,
        "received_on": f"{row.received_on:%d/%m/%Y}",
        "due": f"{row.due_on:%d/%m/%Y}",
        "left": left.text if left else "",
        "tone": {"late": "late", "soon": "soon"}.get(left.state, "info") if left else "done",
        "state": row.get_state_display(),
        "answer": row.answer,
        "answered": _("%(name)s trả lời lúc %(at)s")
        % {"name": row.answered_by.full_name, "at": moment(row.answered_at)}
        if row.answered_by
        else "",
        "url": reverse("data_request", args=[row.pk]),
    }


def _exports_of(user: User) -> Any:
    young = timezone.now() - timedelta(days=KEPT_DAYS)
    return PersonalDataExport.objects.filter(subject=user, asked_at__gte=young)[:LATEST]


def _export_row(row: PersonalDataExport) -> dict[str, Any]:
    fresh = row.asked_at > timezone.now() - GIVEN_UP_AFTER
    return {
        "asked_at": moment(row.asked_at),
        "sha256": row.sha256,
        "making": row.made_at is None and fresh,
        "failed": row.made_at is None and not fresh,
        "url": reverse("own_export", args=[row.pk]) if row.made_at else "",
    }


@require_POST
def ask_export(request: HttpRequest) -> HttpResponse:
    """Ask for a copy; the page shows how far it is."""
    ask_own_export(by=person(request), now=timezone.now())
    return redirect("own_data")


@require_GET
def own_export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The copy itself: for the person alone; that it was fetched is noted."""
    user = person(request)
    row = PersonalDataExport.objects.filter(pk=pk, subject=user, made_at__isnull=False).first()
    if row is None:
        raise Http404
    note_reading(request, [user], DataPage.EXPORT)
    name = safe_name(f"{_('Dữ liệu của')} {user.full_name}.zip")
    return attached(FileResponse(row.blob.open("rb")), name, ZIP)


def ask_data_request(request: HttpRequest) -> HttpResponse:
    """Ask to see, correct or erase one's own data."""
    form = OwnRequestForm(request.POST or None)

    def act() -> str:
        row = actions.ask_about_own_data(by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã gửi yêu cầu. Hạn trả lời: %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}

    return form_page(
        request,
        form,
        act,
        go=reverse("own_data"),
        heading=_("Gửi yêu cầu về dữ liệu của tôi"),
        crumbs=[(_("Dữ liệu của tôi"), reverse("own_data"))],
        submit=_("Gửi yêu cầu"),
        law="NĐ 356/2025/NĐ-CP",
        consequence=_(
            "Người được trả lời trong 2 ngày làm việc. Xóa dữ liệu không xóa hồ sơ kiểm tra, văn bản đã ký: "
            "pháp luật về lưu trữ buộc phải giữ."
        ),
    )


@require_GET
def data_reads(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looked at one person's data, for the administrator."""
    user, _reach = managed_person(request, pk)
    page = Paginator(reads_of(pk), PAGE).get_page(request.GET.get("page"))
    context = {
        "name": user.full_name,
        "reads": [read_row(row) for row in page.object_list],
        "page_obj": page,
        "crumbs": [
            (_("Nhân sự"), reverse("people")),
            (user.full_name, reverse("person", args=[pk])),
            (_("Ai đã xem dữ liệu"), ""),
        ],
    }
    return render(request, "privacy/reads.html", context)
