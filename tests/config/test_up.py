"""Hai lệnh chạy và khám hệ thống: câu nói cho người dùng, tiến trình con được trông và được dừng."""

import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from inspections.management.commands import doctor, up


def wait_for(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not condition():
        os.sched_yield()
    return condition()


def test_a_busy_port_is_answered_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            CommandError, match=rf"Cổng {port} đang có chương trình khác dùng.*PORT={port + 1}"
        ):
            up.refuse_busy_port("127.0.0.1", port)


def test_the_welcome_names_address_accounts_password_and_first_steps(settings: LazySettings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "mat-khau-chung"
    words = up.welcome("http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/" in words
    assert "mat-khau-chung" in words
    assert "Nên thử trước" in words
    for name in ("quantri", "giamdoc", "truongdoan", "vanthu", "truonga-hieutruong", "trungtamb-canbo"):
        assert name in words


def test_outside_the_demo_no_account_and_no_password_are_printed(settings: LazySettings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = False, "mat-khau-chung"
    words = up.welcome("http://127.0.0.1:8000/")
    assert "mat-khau-chung" not in words
    assert "giamdoc" not in words


def test_a_child_that_ended_is_started_again_and_stops_when_asked() -> None:
    child = up.Child([sys.executable, "-c", "import signal; signal.pause()"])
    child.pause = 0.0
    first = child.process.pid
    child.process.kill()
    assert wait_for(lambda: not child.runs())
    child.restart()
    assert child.runs()
    assert child.process.pid != first
    child.ask_to_stop()
    child.wait_or_kill()
    assert not child.runs()


def test_a_request_to_end_is_treated_like_ctrl_c_and_the_handlers_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), up.stop_by_signal():
        os.kill(os.getpid(), signal.SIGTERM)
        signal.sigtimedwait([], 5)
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_web_server_opens_no_control_socket_and_has_a_connection_for_every_thread(
    settings: LazySettings,
) -> None:
    command = up.web_command("127.0.0.1", 8000)
    assert "--no-control-socket" in command
    assert command[command.index("--threads") + 1] == str(settings.WEB_THREADS)


def test_static_files_are_collected_again_after_a_change(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert up.static_files_changed()
    manifest = tmp_path / "staticfiles.json"
    manifest.write_text("{}")
    later = time.time() + 3600
    os.utime(manifest, (later, later))
    assert not up.static_files_changed()


@pytest.mark.django_db
def test_the_doctor_says_for_each_failure_what_to_do() -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match="điều cần sửa"):
        call_command("doctor", stdout=out)
    lines = out.getvalue().splitlines()
    assert any(line.startswith("ĐẠT      Cơ sở dữ liệu: PostgreSQL") for line in lines)
    assert any(line.startswith("CẦN SỬA  Việc nền") and "hãy chạy" in line for line in lines)


def test_the_doctor_finds_the_libraries_and_fonts_of_official_documents() -> None:
    assert "WeasyPrint" in doctor.pdf_libraries()
    assert "4 tệp" in doctor.pdf_fonts()
    assert doctor.file_types()
