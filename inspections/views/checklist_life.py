"""Deeds on a version of a checklist: open, copy, publish, approve, end, delete; each asks its reason on one form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inspections.actions import checklists as deeds
from inspections.exceptions import NotReady
from inspections.forms.checklists import (
    ApprovalForm,
    NewChecklistForm,
    PublishForm,
    ReasonedForm,
    WithdrawForm,
)
from inspections.models import Checklist, ChecklistVersion
from inspections.queries.checklists import items_of
from inspections.rules.roles import Permission
from inspections.views.access import demand, person, today
from inspections.views.checklists import check_of, crumbs, done, load, load_draft, open_sentence, url_of
from inspections.views.repeated import even_when_gone

PLAIN: dict[str, Any] = {"tone": "main", "consequence": "", "check": {}}


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a checklist; its first draft is empty and waits for the paste."""
    demand(request, Permission.MANAGE_SETTINGS)
    form = NewChecklistForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = done(request, form, deeds.new_checklist, **form.cleaned_data)
        if isinstance(made, ChecklistVersion):
            return redirect("checklist_paste", made.pk)
        if made:
            return redirect("checklists")
    context = {
        "form": form,
        "heading": _("Lập đề cương mới"),
        "submit": _("Lập đề cương"),
        "consequence": _("Tiếp theo: dán nội dung từ Word hoặc Excel."),
        "cancel_url": reverse("checklists"),
        "crumbs": crumbs(),
    }
    return render(request, "inspections/checklists/form.html", {**PLAIN, **context})


@require_POST
def version_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy the version in use into a draft."""
    demand(request, Permission.MANAGE_SETTINGS)
    checklist = get_object_or_404(Checklist, pk=pk)
    try:
        made = deeds.new_version(checklist, by=person(request), now=timezone.now())
    except NotReady as missing:
        messages.error(request, str(missing))
        return redirect("checklists")
    messages.success(
        request, _("Đã tạo dự thảo phiên bản %(number)s từ phiên bản trước.") % {"number": made.number}
    )
    return redirect(url_of(made))


def _deed(
    request: HttpRequest,
    found: ChecklistVersion,
    form: forms.Form,
    act: Callable[..., Any],
    words: dict[str, Any],
    after: str,
) -> HttpResponse:
    """Ask what a deed on a version needs, do it, say so."""
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, act, version=found, **form.cleaned_data)
    ):
        messages.success(request, words["success"])
        return redirect(after)
    context = {"form": form, "cancel_url": url_of(found), "crumbs": crumbs(found, words["heading"]), **words}
    return render(request, "inspections/checklists/form.html", {**PLAIN, **context})


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@even_when_gone("checklists")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in use; what hinders it and what to look at stand above the form."""
    found = load_draft(request, pk)
    form = PublishForm(_sent(request), initial={"valid_from": today()})
    words = {
        "heading": _("Công bố phiên bản %(number)s") % {"number": found.number},
        "submit": _("Công bố"),
        "consequence": _(
            "Sau khi công bố, nội dung không sửa được nữa. Phiên bản trước hết dùng vào ngày liền trước; "
            "cuộc kiểm tra đang mở vẫn theo phiên bản của mình."
        ),
        "success": _("Đã công bố phiên bản %(number)s.") % {"number": found.number},
        "check": check_of(items_of(found)),
    }
    return _deed(request, found, form, deeds.publish, words, url_of(found))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a version out of use."""
    found = _published(request, pk)
    words = {
        "heading": _("Ngừng dùng phiên bản %(number)s") % {"number": found.number},
        "submit": _("Ngừng dùng"),
        "consequence": _("Đề xuất mới không chọn được phiên bản này sau ngày đó. %(open)s")
        % {"open": open_sentence(found)},
        "success": _("Đã ghi ngày ngừng dùng phiên bản %(number)s.") % {"number": found.number},
        "tone": "danger",
    }
    return _deed(request, found, WithdrawForm(_sent(request)), deeds.withdraw, words, url_of(found))


@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the paper of approval."""
    found = _published(request, pk)
    words = {
        "heading": _("Ghi văn bản phê duyệt phiên bản %(number)s") % {"number": found.number},
        "submit": _("Ghi văn bản phê duyệt"),
        "success": _("Đã ghi văn bản phê duyệt."),
    }
    return _deed(request, found, ApprovalForm(_sent(request)), deeds.note_approval, words, url_of(found))


@require_http_methods(["GET", "POST"])
@even_when_gone("checklists")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = load_draft(request, pk)
    words = {
        "heading": _("Xóa dự thảo phiên bản %(number)s") % {"number": found.number},
        "submit": _("Xóa dự thảo"),
        "consequence": _("Dự thảo và các nội dung của nó bị xóa hẳn, không lấy lại được."),
        "success": _("Đã xóa dự thảo."),
        "tone": "danger",
    }
    return _deed(
        request, found, ReasonedForm(_sent(request)), deeds.delete_draft, words, reverse("checklists")
    )


def _published(request: HttpRequest, pk: int) -> ChecklistVersion:
    found = load(request, pk)
    if found.status != ChecklistVersion.Status.PUBLISHED:
        raise Http404
    return found
