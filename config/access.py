"""Ai được vào: thời hạn phiên làm việc, xác thực hai bước, tài khoản do quản trị cấp, ngôn ngữ người dùng chọn."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from inspections.queries.access import sign_in_name

SEEN, SINCE, TOTP_KNOWN = "seen", "since", "totp_known"
SEEN_STEP_SECONDS = 60
PUBLIC_DURING_ENROLMENT = (
    "mfa_",
    "account_logout",
    "account_reauthenticate",
    "set_language",
    "healthz",
    "readyz",
)


class ChosenLanguageMiddleware(MiddlewareMixin):
    """Speak Vietnamese unless the person chose another language here; the browser's own language does not decide."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the chosen language for this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Name the language of the page."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class PrivatePagesMiddleware(MiddlewareMixin):
    """No browser and no proxy keeps a page: whoever sits down next must not read it with the back button."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Forbid keeping, unless the page says itself how long it may be kept."""
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


@receiver(user_logged_in, dispatch_uid="config.access.start_clock")
def start_clock(request: HttpRequest | None, **kwargs: Any) -> None:
    """Note when this session began and was last used."""
    if request is not None:
        request.session[SINCE] = request.session[SEEN] = int(time.time())


class SessionLimitMiddleware(MiddlewareMixin):
    """End a session after the idle limit (by its cookie and row) and after the absolute limit.

    The row is written at most once a minute, so that reading pages does not cost a write each.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Sign out after the absolute limit; otherwise push the idle limit forward."""
        if not request.session.session_key or not request.user.is_authenticated:
            return
        now = int(time.time())
        if now - request.session.get(SINCE, now) > settings.SESSION_MAX_HOURS * 3600:
            logout(request)
            return
        request.session.setdefault(SINCE, now)
        if now - request.session.get(SEEN, 0) > SEEN_STEP_SECONDS:
            request.session[SEEN] = now


class RequireTotpMiddleware(MiddlewareMixin):
    """Send a person without a second factor to set one up first, where REQUIRE_TOTP is on."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let the request through, or answer with the page that sets up the second factor."""
        if not settings.REQUIRE_TOTP or not request.user.is_authenticated or request.session.get(TOTP_KNOWN):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(PUBLIC_DURING_ENROLMENT):
            return None
        if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            request.session[TOTP_KNOWN] = True
            return None
        return redirect("mfa_activate_totp")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the administrator: strangers cannot sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by himself."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """People of institutions sign in with their phone number or e-mail too, when it is theirs alone."""
        typed = credentials.get("username", "")
        if typed:
            credentials["username"] = sign_in_name(typed)
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return found


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keep the secrets of second factors encrypted with keys derived from SECRET_KEY and its fallbacks."""

    def encrypt(self, text: str) -> str:
        """Return the text as stored in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was stored."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A required second factor is not taken off."""
        return not settings.REQUIRE_TOTP


def _cipher() -> MultiFernet:
    """Derive the keys: the first one encrypts, all of them decrypt, so that SECRET_KEY can be rotated."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"kiemtraso.second-factor:" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
