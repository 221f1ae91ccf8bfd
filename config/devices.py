"""Dấu của thiết bị: a random mark in the browser, so that the record shows when two sides used one machine."""

import re
import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from inspections.actions.backfilling import note_sign_in

COOKIE, ONE_YEAR = "thiet_bi", 365 * 24 * 3600
_MARK = re.compile(r"[A-Za-z0-9_-]{43}")


@receiver(user_logged_in)
def remember_device(sender: Any, request: HttpRequest, user: Any, **_given: Any) -> None:
    """Note the sign-in with the hash of the device's mark; the demo's change of roles is no sign-in of a person."""
    if getattr(request, "plays_a_role", False):
        return
    sent = request.COOKIES.get(COOKIE, "")
    mark = sent if _MARK.fullmatch(sent) else secrets.token_urlsafe(32)
    note_sign_in(user, sha256(mark.encode()).hexdigest(), now=timezone.now())
    request.device_mark = mark  # type: ignore[attr-defined]


class DeviceMiddleware(MiddlewareMixin):
    """Leave the mark in the browser where somebody has just signed in."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set it for a year; scripts cannot read it."""
        if mark := getattr(request, "device_mark", ""):
            response.set_cookie(
                COOKIE,
                mark,
                max_age=ONE_YEAR,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response
