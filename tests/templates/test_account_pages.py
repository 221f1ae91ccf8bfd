"""Signing in and out, passwords and codes: in Vietnamese and in our frame."""

from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

import polib
import pytest
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.template.loader import render_to_string
from django.urls import include, path
from django.utils.translation import override

from tests.templates.sample_frame import frame
from tests.templates.test_pages import Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "account/login.html": "Đăng nhập",
    "account/logout.html": "Đăng xuất",
    "account/password_change.html": "Đổi mật khẩu",
    "account/password_set.html": "Đặt mật khẩu",
    "account/password_reset.html": "Đặt lại mật khẩu",
    "account/password_reset_done.html": "Đã gửi thư",
    "account/password_reset_from_key.html": "Đặt mật khẩu mới",
    "account/password_reset_from_key_done.html": "Đã đổi mật khẩu",
    "account/account_inactive.html": "Tài khoản đã khóa",
    "account/signup_closed.html": "Không tự đăng ký được",
    "account/reauthenticate.html": "Xác nhận lại mật khẩu",
    "mfa/authenticate.html": "Nhập mã xác thực",
    "mfa/reauthenticate.html": "Xác nhận lại bằng mã",
    "mfa/trust.html": "Tin thiết bị này?",
    "mfa/index.html": "Mã xác thực hai lớp",
    "mfa/totp/activate_form.html": "Bật ứng dụng xác thực",
    "mfa/totp/deactivate_form.html": "Ngừng dùng ứng dụng xác thực",
    "mfa/recovery_codes/index.html": "Mã khôi phục",
    "mfa/recovery_codes/generate.html": "Tạo mã khôi phục mới",
}


urlpatterns = [path("", include("allauth.urls")), path("", include("inspections.urls.access"))]


@pytest.fixture(autouse=True)
def account_addresses_only(settings: Any) -> None:
    """These pages need only the addresses of the accounts and of receiving one."""
    settings.ROOT_URLCONF = __name__


def stranger(**more: Any) -> dict[str, Any]:
    """Answer the context of somebody who has not signed in."""
    return {**frame(menu=[], crumbs=None), "frame": Thing(agency="Sở"), **more}


class CodeForm(forms.Form):
    """One code."""

    code = forms.CharField(label="Mã")


@pytest.mark.parametrize("template", sorted(PAGES))
def test_an_account_page_is_ours_and_vietnamese(template: str) -> None:
    context = stranger(form=CodeForm(), authenticators={}, unused_codes=["12345678"], total_count=10)
    page = Page(render_to_string(template, context))
    assert len(page.all("h1")) == 1
    assert f"<h1>{PAGES[template]}</h1>" in page.html
    assert "Kiểm tra số" in page.text


def test_recovery_codes_are_shown_only_to_who_may_see_them() -> None:
    context = stranger(unused_codes=["12345678"], total_count=10, can_view_codes=False)
    assert "12345678" not in render_to_string("mfa/recovery_codes/index.html", context)
    assert "12345678" in render_to_string(
        "mfa/recovery_codes/index.html", {**context, "can_view_codes": True}
    )


def test_a_used_reset_link_offers_a_new_one() -> None:
    page = Page(render_to_string("account/password_reset_from_key.html", stranger(token_fail=True)))
    assert "không còn dùng được" in page.text
    assert "Xin đường dẫn mới" in page.text


def test_the_mail_that_resets_a_password_carries_the_link_and_nothing_about_a_case() -> None:
    context = {"password_reset_url": "/dat-lai/abc", "username": "truonga-canbo"}
    text = render_to_string("account/email/password_reset_key_message.txt", context)
    assert "/dat-lai/abc" in text
    assert "truonga-canbo" in text


def test_what_the_sign_in_library_says_in_english_has_its_vietnamese() -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    known = {entry.msgid for entry in catalogue if entry.msgstr}
    fields = {
        **LoginForm.base_fields,
        **ChangePasswordForm.base_fields,
        **ResetPasswordForm.base_fields,
        **ReauthenticateForm.base_fields,
        **ActivateTOTPForm.base_fields,
    }
    with override("en"):
        assert {str(field.label) for field in fields.values()} <= known
