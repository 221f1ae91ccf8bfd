"""Địa chỉ của toàn hệ thống."""

from allauth.account import urls as account_urls
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from inspections.views import health

# Of allauth's pages only these: accounts and addresses are given by the administrator.
ACCOUNT_PAGES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("tai-khoan/", include([page for page in account_urls.urlpatterns if page.name in ACCOUNT_PAGES])),
    path("tai-khoan/2fa/", include("allauth.mfa.urls")),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("", include("inspections.urls")),
]
if settings.MOUNT_ADMIN:
    urlpatterns.append(path("quan-tri/", admin.site.urls))
