"""«Người dùng» of an institution: who holds what, who was invited and has not come yet (bar.md complaints 1, 2)."""

from collections.abc import Callable
from typing import Any

import segno
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions import invitations as actions
from inspections.enums import DataPage
from inspections.exceptions import AlreadyDone, NotReady
from inspections.forms.access import ColleagueForm, InviteForm
from inspections.forms.posts import PeopleForm
from inspections.models import AccessSheet, ContactAppointment, Institution, Invitation, Membership
from inspections.queries.access import (
    appointments_of,
    invitation_of_link,
    invitations_of,
    open_sheets,
    posts_at,
)
from inspections.rules.access import invitation_objection
from inspections.rules.posts import period_words
from inspections.rules.roles import Actor, Permission, Role
from inspections.views.access import actor, demand, person, today
from inspections.views.access_sheets import enter
from inspections.views.one_form import act_once, form_page
from inspections.views.portal import moment
from inspections.views.privacy_reads import note_reading
from inspections.views.repeated import told_again

ACCEPT = "account/invitation.html"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People with their posts, letters, invitations; what may be done stands beside each."""
    who = demand(request, Permission.ANSWER_FOR_INSTITUTION)
    posts = list(posts_at(who.institution_ids, today()))
    sheets = open_sheets([post.user_id for post in posts])
    note_reading(request, [post.user for post in posts], DataPage.COLLEAGUES)
    is_head = Permission.REPRESENT_INSTITUTION in who.permissions
    context = {
        "rows": [_post_row(post, sheets.get(post.user_id), who) for post in posts],
        "letters": [_letter_row(row) for row in appointments_of(who.institution_ids)],
        "invitations": [_invitation_row(row) for row in invitations_of(who.institution_ids)],
        "is_head": is_head,
        "institutions": ", ".join(sorted({str(post.institution) for post in posts})),
    }
    return render(request, "portal/people.html", context)


def _post_row(post: Membership, sheet: AccessSheet | None, who: Actor) -> dict[str, Any]:
    is_head = who.may_at_institution(Permission.REPRESENT_INSTITUTION, post.institution_id)
    gives = is_head and post.role != Role.INSTITUTION_HEAD and post.user_id != who.user_id
    ends = post.role == Role.INSTITUTION_HELPER
    return {
        "name": post.user.full_name,
        "title": post.title or post.get_role_display(),
        "role": post.get_role_display(),
        "period": period_words(post.valid_from, post.valid_until),
        "reference": post.appointment_ref,
        "reach": " · ".join(text for text in (post.user.phone, post.user.email) if text),
        "state": _state(post, sheet),
        "tone": "done" if post.user.last_login else "soon",
        "sheet_url": reverse("contact_sheet", args=[post.user_id]) if gives else "",
        "end_url": reverse("end_helper", args=[post.pk]) if ends else "",
    }


def _state(post: Membership, sheet: AccessSheet | None) -> str:
    if not post.user.is_active:
        return _("Tài khoản bị khóa")
    if sheet is not None:
        late = sheet.expires_at < timezone.now()
        text = (
            _("Phiếu giao đã quá hạn %(at)s") if late else _("Đã giao phiếu, chưa mở; dùng được đến %(at)s")
        )
        return text % {"at": moment(sheet.expires_at)}
    if post.user.last_login:
        return _("Đăng nhập lần cuối %(at)s") % {"at": moment(post.user.last_login)}
    return _("Chưa đăng nhập lần nào")


def _letter_row(row: ContactAppointment) -> dict[str, Any]:
    return {
        "name": row.user.full_name,
        "title": row.title,
        "number": row.number,
        "from_on": f"{row.valid_from:%d/%m/%Y}",
        "by": row.appointed_by.full_name,
        "url": reverse("contact_letter", args=[row.pk]),
        "scan_url": reverse("contact_scan", args=[row.pk]) if row.scan else "",
    }


def _invitation_row(row: Invitation) -> dict[str, Any]:
    gone = row.called_off_at is not None
    late = row.expires_at < timezone.now()
    state = _("Đã mời, chưa mở; đến %(at)s") % {"at": moment(row.expires_at)}
    if gone or late:
        state = _("Đã thu hồi lúc %(at)s") % {"at": moment(row.called_off_at)} if gone else _("Đã quá hạn")
    return {
        "name": row.name,
        "address": row.address,
        "by": row.invited_by.full_name,
        "at": moment(row.invited_at),
        "state": state,
        "tone": "late" if gone or late else "soon",
        "url": "" if gone else reverse("invitation", args=[row.pk]),
    }


def _own_place(who: Actor) -> Institution:
    return get_object_or_404(Institution, pk=min(who.institution_ids, default=0))


def invite(request: HttpRequest) -> HttpResponse:
    """A colleague invited without a part yet."""
    who = demand(request, Permission.ANSWER_FOR_INSTITUTION)
    institution = _own_place(who)
    form = InviteForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    made: list[int] = []

    def act() -> str:
        row = actions.invite(institution, by=person(request), now=timezone.now(), **form.arguments())
        made.append(row.pk)
        return _("Đã gửi lời mời.")

    go = reverse("institution_people")
    if request.method == "POST" and form.is_valid() and (answer := act_once(request, form, act, go=go)):
        return redirect("invitation", made[0]) if made else answer
    context = {
        "form": form,
        "heading": _("Mời đồng nghiệp"),
        "subject": institution.name,
        "crumbs": [(_("Người dùng"), go)],
        "submit": _("Gửi lời mời"),
        "cancel_url": go,
        "consequence": _(
            "Người được mời chỉ thấy và chuẩn bị phần việc được chia; không thấy hồ sơ của đơn vị."
        ),
    }
    return render(request, "inspections/posts/form.html", context)


def _own_invitation(request: HttpRequest, pk: int) -> Invitation:
    who = actor(request)
    rows = Invitation.objects.filter(institution_id__in=who.institution_ids)
    found = rows.select_related("institution", "invited_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    if Permission.ANSWER_FOR_INSTITUTION not in who.permissions:
        raise PermissionDenied
    return found


@require_GET
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation: its link to hand on by other ways, what was shared by it, sending again, calling off."""
    row = _own_invitation(request, pk)
    still_open = row.accepted_at is None and row.called_off_at is None
    usable = still_open and row.expires_at >= timezone.now()
    link = (
        request.build_absolute_uri(reverse("accept_invitation", args=[actions.token_of(row)]))
        if usable
        else ""
    )
    shared = row.shares.filter(ended_at__isnull=True).select_related("item")
    context = {
        "row": _invitation_row(row),
        "accepted": moment(row.accepted_at),
        "still_open": still_open,
        "link": link,
        "qr": segno.make(link, error="m").svg_data_uri(border=2, scale=5) if link else "",
        "shared": [share.item.label for share in shared],
        "pk": row.pk,
        "crumbs": [(_("Người dùng"), reverse("institution_people"))],
    }
    return render(request, "portal/invitation.html", context)


def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link by mail; the old one is dead."""
    return _about(
        request,
        pk,
        actions.send_again,
        heading=_("Gửi lại lời mời"),
        consequence=_("Đường dẫn cũ hết hiệu lực; thư mới có đường dẫn mới."),
    )


def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation is called off."""
    return _about(
        request,
        pk,
        actions.call_off,
        heading=_("Thu hồi lời mời"),
        consequence=_("Đường dẫn hết hiệu lực ngay; phần việc đã chia theo lời mời này cũng được thu lại."),
    )


def _about(request: HttpRequest, pk: int, act: Callable[..., Any], **context: Any) -> HttpResponse:
    row = _own_invitation(request, pk)
    form = PeopleForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    return form_page(
        request,
        form,
        lambda: act(row, by=person(request), now=timezone.now()) and None,
        go=reverse("institution_people"),
        subject=row.address,
        crumbs=[(_("Người dùng"), reverse("institution_people"))],
        **context,
    )


def end_helper(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague helps no more."""
    who = demand(request, Permission.ANSWER_FOR_INSTITUTION)
    post = posts_at(who.institution_ids, today()).filter(role=Role.INSTITUTION_HELPER, pk=pk).first()
    if post is None:
        if told := told_again(request, reverse("institution_people")):
            return told
        raise Http404
    form = PeopleForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    return form_page(
        request,
        form,
        lambda: actions.end_helper(post, by=person(request), now=timezone.now()),
        go=reverse("institution_people"),
        heading=_("Kết thúc việc chia phần cho đồng nghiệp"),
        subject=post.user.full_name,
        crumbs=[(_("Người dùng"), reverse("institution_people"))],
        consequence=_(
            "Người này không còn thấy phần việc nào của đơn vị; những gì đã chuẩn bị xong đã gửi vẫn còn."
        ),
    )


@login_not_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, to which institution; name and password make the account, and the shared parts are seen at once."""
    row = invitation_of_link(token)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "signed_in": request.user.get_username() if request.user.is_authenticated else "",
        "count": row.shares.filter(ended_at__isnull=True).count(),
    }
    objection = invitation_objection(
        accepted_at=row.accepted_at,
        called_off_at=row.called_off_at,
        expires_at=row.expires_at,
        now=timezone.now(),
    )
    if objection:
        return render(request, ACCEPT, context | {"objection": objection}, status=410)
    form = ColleagueForm(request.POST or None, initial={"name": row.name})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = actions.accept(row, name=data["name"], password=data["password1"], now=timezone.now())
        except AlreadyDone as late:
            return render(request, ACCEPT, context | {"objection": str(late)}, status=410)
        except NotReady as missing:
            form.add_error(None, str(missing))
        else:
            return enter(request, user)
    return render(request, ACCEPT, context | {"form": form})
