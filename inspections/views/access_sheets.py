"""«Phiếu giao tài khoản»: printed by the administrator or the head, opened by whoever holds it (practice 5; O1)."""

from typing import Any

import segno
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import access as actions
from inspections.actions.access import Handed
from inspections.exceptions import AlreadyDone
from inspections.forms.access import CodeForm, FirstPasswordForm, WrongPersonForm
from inspections.forms.posts import WhyForm
from inspections.models import AccessSheet, Membership, Turn, User
from inspections.queries.access import sheet_of_code, sheet_of_link, sign_in_name
from inspections.queries.people import actor_of
from inspections.rules.access import phone_digits, sheet_objection, shown_code
from inspections.rules.roles import INSTITUTION_ROLES, Permission
from inspections.views.access import demand, person, today
from inspections.views.links import deed_url
from inspections.views.one_form import act_once
from inspections.views.people import managed_person

FORM, SHEET, OPEN = (
    "inspections/posts/form.html",
    "inspections/posts/access_sheet.html",
    "account/first_access.html",
)


def give_access(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator prints a sheet for a person of the department or of its institutions."""
    user, _reach = managed_person(request, pk)
    crumbs = [(_("Nhân sự"), reverse("people")), (user.full_name, reverse("person", args=[pk]))]
    return _printing(request, user, crumbs, go=reverse("person", args=[pk]))


def contact_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The head prints a sheet for a person of his own institution."""
    who = demand(request, Permission.REPRESENT_INSTITUTION)
    held = Membership.objects.filter(institution_id__in=who.institution_ids, role__in=INSTITUTION_ROLES)
    user = User.objects.filter(pk=pk, pk__in=held.values("user_id")).first()
    if user is None:
        raise Http404
    crumbs = [(_("Người dùng"), reverse("institution_people"))]
    return _printing(request, user, crumbs, go=reverse("institution_people"))


def _printing(request: HttpRequest, user: User, crumbs: list[tuple[str, str]], *, go: str) -> HttpResponse:
    initial = {"reason": _("Giao tài khoản lần đầu")} if user.last_login is None else {}
    form = WhyForm(*((request.POST, request.FILES) if request.method == "POST" else ()), initial=initial)
    made: list[Handed] = []

    def act() -> str:
        made.append(actions.give_access(user, by=person(request), now=timezone.now(), **form.arguments()))
        return _("Đã lập phiếu giao tài khoản cho %(name)s.") % {"name": user.full_name}

    if request.method == "POST" and form.is_valid():
        answer = act_once(request, form, act, go=go)
        if answer:
            return printed(request, made[0], crumbs=crumbs, go=go) if made else answer
    context = {
        "form": form,
        "heading": _("Phiếu giao tài khoản"),
        "subject": user.full_name,
        "crumbs": crumbs,
        "submit": _("Lập phiếu"),
        "cancel_url": go,
        "consequence": _(
            "Phiếu chỉ hiện một lần để in; phiếu cũ và mật khẩu đang dùng (nếu có) hết hiệu lực ngay."
        ),
    }
    return render(request, FORM, context)


def printed(
    request: HttpRequest, handed: Handed, *, crumbs: list[tuple[str, str]], go: str, **more: Any
) -> HttpResponse:
    """The sheet itself: the only page that ever shows its link and its code."""
    user = handed.sheet.user
    link = request.build_absolute_uri(reverse("receive_account_link", args=[handed.link]))
    context = {
        "person": user,
        "ways": _sign_in_ways(user),
        "institution": handed.sheet.institution,
        "link": link,
        "qr": segno.make(link, error="m").svg_data_uri(border=2, scale=6),
        "code": shown_code(handed.code),
        "code_page": request.build_absolute_uri(reverse("receive_account")),
        "site": request.build_absolute_uri("/"),
        "until": timezone.localtime(handed.sheet.expires_at).strftime("%H:%M %d/%m/%Y"),
        "day": f"{today():%d/%m/%Y}",
        "giver": handed.sheet.made_by.full_name,
        "back_url": go,
        "crumbs": crumbs,
        "letter_url": "",
    }
    return render(request, SHEET, context | more)


def _sign_in_ways(user: User) -> list[str]:
    """Phone and e-mail beside the sign-in name, as far as they are this person's alone."""
    told = [text for text in (user.phone, user.email) if text and phone_digits(text) != user.username]
    return [text for text in told if sign_in_name(text) == user.username]


@login_not_required
def enter_code(request: HttpRequest) -> HttpResponse:
    """The page on which the short code of the sheet is typed; at most twelve tries a minute from one address."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/access_code.html", {"form": form})
    if not ratelimit.consume(request, action="access_sheet"):
        form.add_error(
            None, _("Thử quá nhiều lần trong một phút. Chờ một phút rồi gõ lại; phiếu vẫn còn hiệu lực.")
        )
        return render(request, "account/access_code.html", {"form": form}, status=429)
    sheet = sheet_of_code(form.cleaned_data["code"])
    if sheet is None:
        form.add_error("code", _("Không có phiếu nào mang mã này. Xem lại từng chữ trên phiếu rồi gõ lại."))
        return render(request, "account/access_code.html", {"form": form})
    return _opened(request, sheet, typed=form.cleaned_data["code"])


@login_not_required
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the QR code."""
    sheet = sheet_of_link(token)
    if sheet is not None:
        return _opened(request, sheet)
    if not ratelimit.consume(request, action="access_sheet"):
        return render(
            request, OPEN, {"objection": _("Thử quá nhiều lần. Chờ một phút rồi mở lại.")}, status=429
        )
    raise Http404


def _opened(request: HttpRequest, sheet: AccessSheet, *, typed: str = "") -> HttpResponse:
    """Who gives what to whom; the password is chosen here, or the sheet is reported as another's."""
    context = {
        "sheet": sheet,
        "code": typed,
        "ways": _sign_in_ways(sheet.user),
        "signed_in": request.user.get_username() if request.user.is_authenticated else "",
    }
    objection = sheet_objection(
        used_at=sheet.used_at,
        cancelled_at=sheet.cancelled_at,
        expires_at=sheet.expires_at,
        now=timezone.now(),
    )
    if objection:
        return render(request, OPEN, context | {"objection": objection}, status=410)
    if request.method == "POST" and "wrong_person" in request.POST:
        return _reported(request, sheet, context)
    filled = request.method == "POST" and "password1" in request.POST
    form = FirstPasswordForm(request.POST if filled else None, user=sheet.user)
    if filled and form.is_valid():
        try:
            user = actions.use_sheet(sheet, password=form.cleaned_data["password1"], now=timezone.now())
        except AlreadyDone as late:
            return render(request, OPEN, context | {"objection": str(late)}, status=410)
        return enter(request, user)
    return render(request, OPEN, context | {"form": form, "other": WrongPersonForm()})


def _reported(request: HttpRequest, sheet: AccessSheet, context: dict[str, Any]) -> HttpResponse:
    form = WrongPersonForm(request.POST)
    if not form.is_valid():
        fresh = FirstPasswordForm(user=sheet.user)
        return render(request, OPEN, context | {"form": fresh, "other": form})
    try:
        actions.report_wrong_person(sheet, instead=form.cleaned_data["instead"], now=timezone.now())
    except AlreadyDone as late:
        return render(request, OPEN, context | {"objection": str(late)}, status=410)
    return render(request, OPEN, context | {"reported": True})


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in (a second factor is still asked of who has one) and see at once what is asked."""
    if request.user.is_authenticated:
        logout(request)
    name = next(iter(_sign_in_ways(user)), user.username)
    told = _("Đã nhận tài khoản. Lần sau đăng nhập bằng «%(name)s» và mật khẩu vừa đặt.") % {"name": name}
    messages.success(request, told)
    answer: HttpResponse = perform_login(request, user, redirect_url=what_is_asked(user))
    return answer


def what_is_asked(user: User) -> str:
    """The page of the one thing that waits for this person; with none or several, the first page lists them."""
    waiting = Turn.objects.still_open().asked_of(actor_of(user, today())).select_related("case")
    found = list(waiting.order_by("due_on", "id")[:2])
    if len(found) != 1:
        return reverse("home")
    turn = found[0]
    return deed_url(turn.case_id, turn.case.kind, turn.verb, turn.subject)
