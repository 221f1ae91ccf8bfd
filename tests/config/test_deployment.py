"""Bản chạy thật từ chối cấu hình hở; đầu trang bảo vệ có ở mọi trang."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config import database, guards
from config.env import EnvError

ROOT = Path(__file__).resolve().parents[2]
OWN_KEY = "k" * 50
OPEN = {
    "debug": False,
    "demo": False,
    "secret_key": OWN_KEY,
    "hosts": ["kiemtra.example.vn"],
    "testing": False,
}


def test_a_properly_closed_production_system_starts() -> None:
    guards.refuse_unsafe(**OPEN)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"debug": True}, "hãy đặt DEBUG=0"),
        ({"secret_key": guards.DEMO_SECRET_KEY}, "Thiếu SECRET_KEY"),
        ({"secret_key": "ngắn"}, "từ 40 ký tự"),
        ({"hosts": ["*"]}, "hãy ghi đúng tên miền"),
        ({"hosts": ["kiemtra.example.vn", "*"]}, "hãy ghi đúng tên miền"),
    ],
)
def test_production_refuses_what_opens_it_to_strangers(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(EnvError, match=sentence):
        guards.refuse_unsafe(**{**OPEN, **changed})


def test_a_demo_starts_with_its_known_secret() -> None:
    guards.refuse_unsafe(**{**OPEN, "demo": True, "secret_key": guards.DEMO_SECRET_KEY})


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEMO": "0"}, "Thiếu SECRET_KEY"),
        ({"SECRET_KEY": OWN_KEY, "DEBUG": "1"}, "hãy đặt DEBUG=0"),
        ({"SECRET_KEY": OWN_KEY, "ALLOWED_HOSTS": "*"}, "hãy ghi đúng tên miền"),
        ({"DATABASE_URL": "postgres://u:p@db/kiemtra"}, "Thiếu SECRET_KEY"),
        ({"DATABASE_URL": "mysql://u:p@db/kiemtra", "DEMO": "1"}, "DATABASE_URL không hợp lệ"),
        ({"WEB_THREADS": "nhiều"}, "WEB_THREADS"),
    ],
)
def test_a_wrong_environment_ends_every_command_with_one_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--plan"],
        cwd=ROOT,
        env={**known, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_address_is_read_with_its_password_decoded() -> None:
    read = database.parse_url("postgres://tai%40khoan:m%3At@may.chu:5433/kiem_tra?sslmode=require")
    assert (read["USER"], read["PASSWORD"]) == ("tai@khoan", "m:t")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("may.chu", "5433", "kiem_tra")
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_a_database_address_may_name_a_socket_folder() -> None:
    read = database.parse_url("postgres:///kiem_tra?host=/run/postgresql")
    assert (read["HOST"], read["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize("url", ["kiem_tra", "postgres://u@h/", "postgres://u@h:cong/x", "sqlite:///x"])
def test_an_unusable_database_address_is_refused_with_the_right_form(url: str) -> None:
    with pytest.raises(EnvError, match="postgres://tài_khoản"):
        database.parse_url(url)


def test_statements_locks_and_idle_transactions_have_time_limits(tmp_path: Path) -> None:
    made = database.settings_for("postgres://u@h/x", data_dir=tmp_path, pool_size=6)
    assert "lock_timeout=5s" in made["OPTIONS"]["options"]
    assert "statement_timeout=30s" in made["OPTIONS"]["options"]
    assert "idle_in_transaction_session_timeout=60s" in made["OPTIONS"]["options"]
    assert made["OPTIONS"]["pool"]["max_size"] == 6
    database.settings_for("", data_dir=settings.DATA_DIR, testing=True)


@pytest.mark.parametrize("command", ["makemessages", "collectstatic", "compilemessages", "help"])
def test_commands_without_records_start_no_server(command: str) -> None:
    assert not database.needs_database(["manage.py", command])
    assert database.needs_database(["manage.py", "migrate"])


@pytest.mark.django_db
def test_every_page_carries_the_protective_headers(client: Client) -> None:
    answer = client.get("/tai-khoan/login/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_browser_set_to_english_still_reads_vietnamese_until_it_chooses(client: Client) -> None:
    answer = client.get("/tai-khoan/login/", headers={"accept-language": "en-US,en"})
    assert answer.headers["Content-Language"] == "vi"
    client.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/login/"})
    assert client.get("/tai-khoan/login/").headers["Content-Language"] == "en"


def test_private_files_have_no_web_address() -> None:
    assert settings.MEDIA_URL in ("", "/")
    assert settings.STORAGES["default"]["OPTIONS"]["base_url"] is None
    assert settings.STATIC_ROOT not in settings.FILES_DIR.parents
    assert all(Path(folder) not in settings.FILES_DIR.parents for folder in settings.STATICFILES_DIRS)


def test_passwords_are_kept_with_argon2_and_checked_for_strength() -> None:
    lasting = [name for name in settings.PASSWORD_HASHERS if "MD5" not in name]
    assert "Argon2" in lasting[0]
    assert len(settings.AUTH_PASSWORD_VALIDATORS) >= 4
