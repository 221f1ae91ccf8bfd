"""Vào hệ thống: không tự đăng ký, phiên có hạn, xác thực hai bước khi bắt buộc, bí mật lưu ở dạng mã hóa."""

import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse

PASSWORD = "mật-khẩu-thử-nghiệm-7"


@pytest.fixture
def person(db: None) -> Any:
    return get_user_model().objects.create_user(
        "nguoidung", PASSWORD, full_name="Nguyễn Thị An", email="an@example.vn"
    )


def sign_in(client: Client) -> Any:
    return client.post("/tai-khoan/login/", {"login": "nguoidung", "password": PASSWORD})


def is_inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_known_person_signs_in_by_name_and_lands_on_the_first_page(client: Client, person: Any) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_inside(client)


def test_the_sixth_wrong_password_is_refused_even_when_it_is_right(client: Client, person: Any) -> None:
    for _ in range(5):
        client.post("/tai-khoan/login/", {"login": "nguoidung", "password": "sai"})
    sign_in(client)
    assert not is_inside(client)


@pytest.mark.django_db
def test_a_stranger_cannot_make_an_account(client: Client) -> None:
    client.post("/tai-khoan/signup/", {"username": "la", "password1": PASSWORD, "password2": PASSWORD})
    assert not get_user_model().objects.filter(username="la").exists()


@pytest.mark.parametrize("name", ["account_email", "account_request_login_code", "socialaccount_connections"])
def test_pages_by_which_a_person_would_change_his_own_address_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert get_resolver() is not None


def test_a_session_ends_twelve_hours_after_sign_in_however_busy(
    client: Client, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(person)
    started = time.time()
    monkeypatch.setattr("config.access.time.time", lambda: started + 11 * 3600)
    client.get("/healthz")
    assert is_inside(client)
    monkeypatch.setattr("config.access.time.time", lambda: started + 12 * 3600 + 5)
    client.get("/healthz")
    assert not is_inside(client)


def test_the_idle_limit_is_thirty_minutes_and_moves_with_use(
    client: Client, person: Any, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    client.force_login(person)
    started = time.time()
    monkeypatch.setattr("config.access.time.time", lambda: started + 90)
    answer = client.get("/healthz")
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 60


def test_reading_within_a_minute_writes_no_session(
    client: Client, person: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(person)
    with django_assert_num_queries(2):
        client.get("/healthz")


@override_settings(REQUIRE_TOTP=True)
def test_where_required_a_person_without_a_second_factor_can_only_set_one_up(
    client: Client, person: Any
) -> None:
    client.force_login(person)
    assert client.get("/tai-khoan/password/change/").headers["Location"] == reverse("mfa_activate_totp")
    assert client.get("/healthz").status_code == 200


@override_settings(REQUIRE_TOTP=True)
def test_a_person_with_a_second_factor_passes_and_cannot_take_it_off(client: Client, person: Any) -> None:
    factor = TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.force_login(person)
    answer = client.get("/tai-khoan/password/change/")
    assert answer.headers.get("Location") != reverse("mfa_activate_totp")
    assert not get_adapter().can_delete_authenticator(factor.instance)


def test_signing_in_with_a_second_factor_asks_for_the_code(client: Client, person: Any) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert sign_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_inside(client)
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_inside(client)


def test_the_secret_of_a_second_factor_is_not_readable_in_the_database(person: Any) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(user=person).data)


def test_a_rotated_secret_key_still_reads_old_second_factors(settings: LazySettings) -> None:
    settings.SECRET_KEY = "c" * 50
    stored = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "m" * 50, ["c" * 50]
    assert get_adapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"
