"""«Giấy cử đầu mối»: named by the head, or entered by the department from the head's letter (practice 5)."""

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions import access as actions
from inspections.actions.access import Named
from inspections.documents.formatting import long_date
from inspections.forms.access import ContactForm, LetterForm
from inspections.models import ContactAppointment, Institution, Membership, User
from inspections.queries.access import appointments_of
from inspections.rules.access import may_enter_letters
from inspections.rules.roles import INSTITUTION_ROLES, Permission, Role
from inspections.views.access import actor, demand, person, today
from inspections.views.access_sheets import FORM, printed
from inspections.views.one_form import act_once
from inspections.views.steps import stash_of, unstash_of


def name_contact(request: HttpRequest) -> HttpResponse:
    """The head names the contact person of his institution."""
    who = demand(request, Permission.REPRESENT_INSTITUTION)
    places = [post.institution_id for post in who.posts if post.role == Role.INSTITUTION_HEAD]
    institution = get_object_or_404(Institution, pk=places[0])
    return _naming(
        request,
        institution,
        ContactForm,
        crumbs=[(_("Người dùng"), reverse("institution_people"))],
        go=reverse("institution_people"),
        consequence=_(
            "Người được cử chuẩn bị và nộp hồ sơ cho đơn vị; không xác nhận, không ký thay thủ trưởng. In giấy cử để ký."
        ),
    )


def enter_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator or the records clerk enters the head's letter that came on paper."""
    who = actor(request)
    institution = get_object_or_404(Institution, pk=pk)
    home = institution.department_id
    if home is None or home not in {post.department_id for post in who.posts}:
        raise Http404
    if not may_enter_letters(who, home):
        raise PermissionDenied
    may_read = home in who.department_ids
    go = reverse("institution", args=[pk]) if may_read else reverse("registered_institution", args=[pk])
    return _naming(
        request,
        institution,
        LetterForm,
        crumbs=[(institution.name, go)],
        go=go,
        consequence=_("Quyền của đầu mối theo giấy cử: có từ ngày ghi trên giấy; người nhập được ghi lại."),
    )


def _naming(
    request: HttpRequest, institution: Institution, kind: type[ContactForm], *, go: str, **context: Any
) -> HttpResponse:
    held = Membership.objects.filter(institution=institution, role__in=INSTITUTION_ROLES)
    held = held.exclude(role=Role.INSTITUTION_HEAD)
    form = kind(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        people=User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("sort_name"),
        initial={"valid_from": today()},
        stash=stash_of(person(request)),
        unstash=unstash_of(person(request)),
    )
    made: list[Named] = []

    def act() -> str:
        made.append(
            actions.name_contact(institution, by=person(request), now=timezone.now(), **form.arguments())
        )
        return _("Đã cử đầu mối.")

    with form:
        if request.method == "POST" and form.is_valid():
            answer = act_once(request, form, act, go=go)
            if answer:
                return _after(request, made[0], go=go, crumbs=context["crumbs"]) if made else answer
        heading = _("Cử đầu mối")
        return render(
            request,
            FORM,
            {"form": form, "heading": heading, "subject": institution.name, "cancel_url": go, **context},
        )


def _after(request: HttpRequest, named: Named, *, go: str, crumbs: list[tuple[str, str]]) -> HttpResponse:
    own = bool(actor(request).institution_ids)
    letter_url = reverse("contact_letter", args=[named.appointment.pk]) if own else ""
    if named.handed is None:
        return redirect(letter_url or go)
    return printed(request, named.handed, crumbs=crumbs, go=go, letter_url=letter_url)


def _appointment(request: HttpRequest, pk: int) -> ContactAppointment:
    """A letter of one's own institution, or of one whose letters one enters; anything else does not exist."""
    who = actor(request)
    found = ContactAppointment.objects.select_related(
        "institution__department", "user", "appointed_by"
    ).filter(pk=pk)
    row = found.first()
    if row is None:
        raise Http404
    home = row.institution.department_id
    if row.institution_id not in who.institution_ids and not (home and may_enter_letters(who, home)):
        raise Http404
    return row


@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter in the form of Decree 30/2020 (Phụ lục I), to print and sign by hand."""
    row = _appointment(request, pk)
    head = Membership.objects.filter(
        institution=row.institution, role=Role.INSTITUTION_HEAD, valid_from__lte=row.valid_from
    ).select_related("user")
    context = {
        "row": row,
        "dateline": long_date(timezone.localtime(row.appointed_at).date().isoformat()),
        "head": head.order_by("-valid_from").first(),
        "others": appointments_of([row.institution_id]).exclude(pk=pk).count(),
        "crumbs": [(_("Người dùng"), reverse("institution_people"))]
        if actor(request).institution_ids
        else [],
    }
    return render(request, "portal/contact_letter.html", context)


@require_GET
def scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan of the head's letter, as an attachment."""
    row = _appointment(request, pk)
    if not row.scan:
        raise Http404
    return attachment(row.scan.open("rb"), row.scan_name)


def attachment(stream: object, name: str) -> FileResponse:
    """A file as the browser must take it: saved, never run, never kept by a proxy."""
    response = FileResponse(stream, content_type="application/octet-stream")  # type: ignore[arg-type]
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
