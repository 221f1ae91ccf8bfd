"""A person's notices, how to be told, and the calendar that a phone reads at a secret address."""

import hashlib
from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_POST, require_safe
from icalendar import Calendar, Event

from inspections.actions import notices as actions
from inspections.enums import MailMode
from inspections.models import Message
from inspections.queries import notices as queries
from inspections.views.access import person, today
from inspections.views.misses import may_ask, note_miss
from inspections.views.portal import moment

PAGE = 25
FEED_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=4)


class MailForm(forms.Form):
    """When mails come."""

    mail = forms.ChoiceField(label=_l("Thư điện tử"), choices=MailMode.choices, widget=forms.RadioSelect)


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """«Thông báo»: what changed, in which dossier, when; the newest first, what is new marked."""
    user = person(request)
    read_until = queries.choice_of(user).read_until
    page = Paginator(queries.inbox_of(user), PAGE).get_page(request.GET.get("page"))
    rows = [_row(message, read_until) for message in page]
    context = {
        "rows": rows,
        "page_obj": page,
        "newest": max((message.pk for message in page), default=0),
        "has_unread": any(row["unread"] for row in rows),
    }
    return render(request, "inspections/notices/inbox.html", context)


def _row(message: Message, read_until: int) -> dict[str, object]:
    return {
        "subject": message.subject,
        "body": message.body,
        "at": moment(message.queued_at),
        "unread": message.pk > read_until,
        "code": message.case.code if message.case else "",
        "url": message.case.get_absolute_url() if message.case else "",
    }


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Everything shown was read."""
    until = request.POST.get("until", "")
    if until.isdecimal() and until.isascii() and len(until) < 19:
        newest = queries.inbox_of(person(request)).values_list("pk", flat=True).first() or 0
        actions.mark_read(person(request), until=min(int(until), newest))
    return redirect("notices")


def choice(request: HttpRequest) -> HttpResponse:
    """«Cách nhận thông báo»: mail at once, one a day, none; the calendar's address."""
    held = queries.choice_of(person(request))
    form = MailForm(request.POST if request.method == "POST" else None, initial={"mail": held.mail})
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(person(request), mail=form.cleaned_data["mail"])
        messages.success(request, _("Đã ghi cách nhận thông báo."))
        return redirect("notice_choice")
    context = {
        "form": form,
        "feed_url": _address(held.feed_token) if held.feed_token else "",
        "feed_made_at": moment(held.feed_made_at),
        "crumbs": [(_("Thông báo"), reverse("notices")), (_("Cách nhận thông báo"), "")],
    }
    return render(request, "inspections/notices/choice.html", context)


def _address(token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("calendar_feed", args=[token])


@require_POST
def feed_made(request: HttpRequest) -> HttpResponse:
    """A new secret address; the old one ends."""
    actions.new_feed(person(request), now=timezone.now())
    messages.success(request, _("Đã tạo địa chỉ lịch mới; địa chỉ cũ không còn dùng được."))
    return redirect("notice_choice")


@require_POST
def feed_ended(request: HttpRequest) -> HttpResponse:
    """No calendar any more."""
    actions.end_feed(person(request))
    messages.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("notice_choice")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar of who holds the secret address: dates and codes, never contents."""
    owner = queries.owner_of_feed(token.replace("\x00", "")) if may_ask(request) else None
    if owner is None:
        note_miss(request)
        raise Http404
    body = _calendar(list(queries.appointments(owner, today())))
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    answer = HttpResponse(body, content_type=FEED_TYPE)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = 'inline; filename="kiem-tra-so.ics"'
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _calendar(found: list[queries.Appointment]) -> bytes:
    """The same bytes for the same dates, so that a phone learns cheaply that nothing changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kiem tra so//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Kiểm tra số"))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for row in found:
        event = Event()
        event.add("uid", f"{row.uid}@kiemtraso")
        event.add("dtstamp", row.told_at)
        event.add("summary", row.title)
        event.add("dtstart", _local(row.begins))
        if row.ends is not None:
            event.add("dtend", _local(row.ends))
        event.add("url", settings.SITE_URL.rstrip("/") + reverse("case", args=[row.case_id]))
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _local(value: object) -> object:
    return timezone.localtime(value) if isinstance(value, datetime) else value
