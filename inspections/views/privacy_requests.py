"""The desk of requests of data subjects: the list with its clocks, one request, its answer, the erasure carried out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions import privacy as actions
from inspections.actions.privacy_erasure import carry_out_erasure, erasure_facts
from inspections.enums import DataPage, DataRequestKind, DataRequestState
from inspections.forms.privacy import AnswerRequestForm, EraseForm, PaperRequestForm, RequestFilter
from inspections.models import Department, PersonalDataRequest
from inspections.queries.posts import people_of
from inspections.queries.privacy import data_requests, open_data_requests
from inspections.rules import privacy as rules
from inspections.rules.roles import PERMISSIONS, Actor
from inspections.views.access import actor, person, today
from inspections.views.one_form import form_page
from inspections.views.portal import moment
from inspections.views.privacy import request_rows
from inspections.views.privacy_reads import note_reading

PAGE = 25


def places(who: Actor, rights: Any) -> frozenset[int]:
    """The departments in which this person holds one of the rights."""
    held = ((post.department_id, PERMISSIONS.get(post.role, frozenset())) for post in who.posts)
    return frozenset(place for place, found in held if place and found & set(rights))


def desk_of(who: Actor) -> list[dict[str, Any]]:
    """What waits for an answer, for the first page of those who answer; no statement for anybody else."""
    answering = places(who, rules.ANSWERING)
    return request_rows(open_data_requests(answering)[:PAGE]) if answering else []


def _demand(request: HttpRequest, rights: Any) -> frozenset[int]:
    found = places(actor(request), rights)
    if not found:
        raise PermissionDenied(
            _("Chỉ Quản trị hệ thống hoặc Văn thư xem, trả lời yêu cầu về dữ liệu cá nhân.")
        )
    return found


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Yêu cầu về dữ liệu cá nhân"), reverse("data_requests")), *more]


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """The list: what waits first, or all."""
    answering = _demand(request, rules.ANSWERING)
    form = RequestFilter(request.GET or None)
    everything = form.is_valid() and form.cleaned_data["state"] == "all"
    found = data_requests(answering) if everything else open_data_requests(answering)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": request_rows(page.object_list),
        "page_obj": page,
        "filter_form": form,
        "crumbs": [(_("Yêu cầu về dữ liệu cá nhân"), "")],
    }
    return render(request, "privacy/requests.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """A request that came on paper."""
    who = actor(request)
    entering = places(who, rules.ENTERING)
    if not entering:
        raise PermissionDenied
    department = Department.objects.get(pk=min(entering))
    form = PaperRequestForm(
        request.POST or None, people=people_of(entering), initial={"received_on": today()}
    )

    def act() -> str:
        row = actions.enter_data_request(
            by=person(request), now=timezone.now(), department=department, **form.arguments()
        )
        return _("Đã ghi yêu cầu. Hạn trả lời: %(day)s.") % {"day": f"{row.due_on:%d/%m/%Y}"}

    answers = bool(places(who, rules.ANSWERING))
    return form_page(
        request,
        form,
        act,
        go=reverse("data_requests") if answers else reverse("home"),
        heading=_("Ghi yêu cầu về dữ liệu cá nhân nhận trên giấy"),
        crumbs=_crumbs() if answers else [],
        submit=_("Ghi yêu cầu"),
        law="NĐ 356/2025/NĐ-CP",
        consequence=_(
            "Thời hạn trả lời chạy từ ngày nhận; quản trị hệ thống và văn thư nhận thông báo ngay."
        ),
    )


def _found(request: HttpRequest, pk: int) -> PersonalDataRequest:
    row = data_requests(_demand(request, rules.ANSWERING)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with what may be done; opening it is a reading of the person's data."""
    row = _found(request, pk)
    if row.subject is not None:
        note_reading(request, [row.subject], DataPage.REQUEST)
    who = actor(request)
    waits = row.state == DataRequestState.RECEIVED
    erases = row.state == DataRequestState.DECIDED
    refusal = (
        rules.refusal_to_answer_data_request(who, row.department_id, row.subject_id)
        if waits
        else rules.refusal_to_erase(who, row.department_id, row.answered_by_id)
        if erases
        else ""
    )
    context = {
        "row": request_rows([row])[0],
        "facts": _facts(row),
        "refusal": refusal or "",
        "answer_url": reverse("answer_data_request", args=[pk]) if waits and not refusal else "",
        "erase_url": reverse("carry_out_erasure", args=[pk]) if erases and not refusal else "",
        "erased": rules.ERASED if row.kind == DataRequestKind.ERASE else [],
        "kept": rules.kept_words() if row.kind == DataRequestKind.ERASE else [],
        "crumbs": _crumbs((str(row), "")),
    }
    return render(request, "privacy/request.html", context)


def _facts(row: PersonalDataRequest) -> list[tuple[str, str]]:
    carried_out = ""
    if row.carried_out_by:
        words = {"name": row.carried_out_by.full_name, "at": moment(row.carried_out_at)}
        carried_out = _("%(name)s thực hiện lúc %(at)s") % words
    told = [
        (_("Người yêu cầu"), row.who),
        (_("Tên đăng nhập"), row.subject.username if row.subject else ""),
        (_("Văn bản, đơn"), row.paper_reference),
        (_("Người ghi nhận"), row.received_by.full_name),
        (_("Nội dung yêu cầu"), row.text),
        (_("Nội dung trả lời"), row.answer),
        (_("Thực hiện"), carried_out),
    ]
    return [(label, value) for label, value in told if value]


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with a reason; a copy is made, data are corrected, an erasure is decided."""
    row = _found(request, pk)
    who = actor(request)
    if refusal := rules.refusal_to_answer_data_request(who, row.department_id, row.subject_id):
        raise PermissionDenied(refusal)
    form = AnswerRequestForm(request.POST or None, row=row)
    return form_page(
        request,
        form,
        lambda: _answered(
            actions.answer_data_request(row, by=person(request), now=timezone.now(), **form.arguments())
        ),
        go=reverse("data_request", args=[pk]),
        heading=_("Trả lời yêu cầu về dữ liệu cá nhân"),
        subject=f"{row.get_kind_display()} · {row.who}",
        crumbs=_crumbs((row.who, reverse("data_request", args=[pk]))),
        submit=_("Trả lời"),
        law="NĐ 356/2025/NĐ-CP",
        consequence=_("Người yêu cầu nhận thông báo và xem được nội dung trả lời; trả lời một lần."),
    )


def _answered(row: PersonalDataRequest) -> str:
    if row.state == DataRequestState.DECIDED:
        return _("Đã chấp thuận. Người quản trị khác thực hiện việc xóa.")
    return _("Đã trả lời yêu cầu.")


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry the erasure out: by a second person, with the sign-in name typed again."""
    row = _found(request, pk)
    if refusal := rules.refusal_to_erase(actor(request), row.department_id, row.answered_by_id):
        raise PermissionDenied(refusal)
    if row.subject is None:
        raise Http404
    form = EraseForm(request.POST or None)
    missing = rules.erasure_objections(erasure_facts(row.subject, at=timezone.now()))
    context = {
        "heading": _("Xóa dữ liệu cá nhân"),
        "subject": f"{row.subject.full_name} · {row.subject.username}",
        "crumbs": _crumbs((row.who, reverse("data_request", args=[pk]))),
        "submit": _("Xóa, không lấy lại được"),
        "warning": " ".join(blocker.text for blocker in missing),
        "consequence": _(
            "Họ tên, tên đăng nhập, điện thoại, thư điện tử được thay, tài khoản đóng, mọi phiên đăng nhập kết thúc; "
            "không lấy lại được. Hồ sơ kiểm tra giữ nguyên."
        ),
        "law": _("Luật số 91/2025/QH15; phần giữ lại: Luật Lưu trữ số 33/2024/QH15, Đ.5 NĐ 217/2025/NĐ-CP"),
    }

    def act() -> str:
        carry_out_erasure(row, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã xóa dữ liệu cá nhân và đóng tài khoản.")

    return form_page(request, form, act, go=reverse("data_request", args=[pk]), **context)
