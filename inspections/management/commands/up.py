"""Chạy thử cả hệ thống bằng một lệnh: cơ sở dữ liệu, web và việc nền; Ctrl-C dừng tất cả."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connections

from inspections.views.context import DEMO_ACCOUNTS

READY_SECONDS = 60
STOP_SECONDS = 15
LONGEST_PAUSE_SECONDS = 10.0
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux' prctl


class Command(BaseCommand):
    """Start everything, tell where it is, keep the worker alive, stop everything."""

    help = "Khởi động cơ sở dữ liệu, máy chủ web và việc nền trên máy này; nạp dữ liệu trình diễn lần đầu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the address; the environment gives the defaults."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="địa chỉ nghe")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="cổng nghe")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Prepare, start the children, watch them until a signal comes."""
        refuse_busy_port(host, port)
        with stop_by_signal():
            try:
                self.prepare()
                self.serve(host, port)
            except KeyboardInterrupt:
                self.stdout.write("Đã dừng Kiểm tra số; dữ liệu được giữ lại cho lần chạy sau.")

    def prepare(self) -> None:
        """Bring tables, cache table, static files and (once, in an empty trial) the demo up to date."""
        collecting = self.collect_static()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.compile_translations()
        if settings.DEMO and not get_user_model()._default_manager.exists():
            self.stdout.write("Đang nạp dữ liệu trình diễn…")
            call_command("load_demo", verbosity=0)
        connections.close_all()
        if collecting and collecting.process.wait() != 0:
            raise CommandError("Không gom được tệp giao diện: hãy đọc các dòng báo lỗi ở trên.")

    def collect_static(self) -> "Child | None":
        """Collect changed static files beside the work on the tables: two cores halve the wait."""
        if settings.DEBUG or not static_files_changed():
            return None
        self.stdout.write("Đang gom tệp giao diện…")
        return Child([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"])

    def compile_translations(self) -> None:
        """Compile catalogues that are newer than their compiled form; Vietnamese, the source, needs none."""
        sources = [entry for folder in settings.LOCALE_PATHS for entry in Path(folder).rglob("*.po")]
        if not any(is_newer(source, source.with_suffix(".mo")) for source in sources):
            return
        try:
            call_command("compilemessages", verbosity=0, ignore_patterns=[".venv"])
        except CommandError:
            self.stderr.write(
                "Chưa biên dịch được bản tiếng Anh: hãy cài gói gettext. Bản tiếng Việt vẫn đủ."
            )

    def serve(self, host: str, port: int) -> None:
        """Run web server and worker; the worker is started again whenever it ends, the web server ends all."""
        web = Child(web_command(host, port))
        worker = Child([sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "2"])
        try:
            wait_until_ready(f"http://{host}:{port}/healthz", web)
            self.stdout.write(welcome(f"http://{host}:{port}/"))
            self.stdout.flush()
            while web.runs():
                if not worker.runs():
                    self.stderr.write("Tiến trình việc nền đã kết thúc, đang khởi động lại…")
                    worker.restart()
                time.sleep(0.5)
            raise CommandError("Máy chủ web đã dừng ngoài ý muốn: hãy đọc các dòng báo lỗi ở trên.")
        finally:
            for child in (web, worker):
                child.ask_to_stop()
            for child in (web, worker):
                child.wait_or_kill()


class Child:
    """A program of ours that dies with us."""

    def __init__(self, command: list[str]) -> None:
        """Start it."""
        self.command = command
        self.pause = 0.5
        self.started = 0.0
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        self.started = time.monotonic()
        return subprocess.Popen(  # noqa: S603 - our own programs
            self.command, cwd=settings.BASE_DIR, start_new_session=True, preexec_fn=parent_death_hook()
        )

    def runs(self) -> bool:
        """Tell whether it still runs."""
        return self.process.poll() is None

    def restart(self) -> None:
        """Start it again, after a pause that grows while it keeps ending at once."""
        lived_well = time.monotonic() - self.started > 60
        self.pause = 0.5 if lived_well else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
        time.sleep(self.pause)
        self.process = self._start()

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does and end."""
        if self.runs():
            self.process.terminate()

    def wait_or_kill(self) -> None:
        """Wait for its end; end its whole group by force when it takes too long."""
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def parent_death_hook() -> Callable[[], None] | None:
    """Return what makes a child end when this program is killed (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)

    def hook() -> None:
        library.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)

    return hook


@contextmanager
def stop_by_signal() -> Iterator[None]:
    """Treat a request to end like Ctrl-C; a second one during the stop is ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def refuse_busy_port(host: str, port: int) -> None:
    """Say what to do when another program listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"Cổng {port} đang có chương trình khác dùng: hãy dừng chương trình đó, "
                f"hoặc chọn cổng khác, ví dụ: PORT={port + 1} make demo"
            ) from None


def web_command(host: str, port: int) -> list[str]:
    """Return the web server's command: threads share a pool of connections."""
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", str(settings.WEB_THREADS)),
        *("--timeout", "60", "--graceful-timeout", "10", "--max-requests", "2000"),
        *("--max-requests-jitter", "200", "--no-control-socket", "--log-level", "warning"),
    ]


def wait_until_ready(address: str, web: Child) -> None:
    """Wait until the web server answers."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and web.runs():
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own http address
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise CommandError("Máy chủ web không trả lời: hãy đọc các dòng báo lỗi ở trên.")


def is_newer(source: Path, made: Path) -> bool:
    """Tell whether ``made`` is missing or older than its source."""
    return not made.is_file() or made.stat().st_mtime < source.stat().st_mtime


def static_files_changed() -> bool:
    """Tell whether a static file is newer than the manifest of the collected ones."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return any(
        is_newer(Path(storage.path(name)), manifest)
        for finder in get_finders()
        for name, storage in finder.list([])
    )


def welcome(address: str) -> str:
    """Return what a person needs to begin: address, accounts, password, first steps."""
    lines = ["", f"Kiểm tra số đã sẵn sàng tại {address}"]
    if settings.DEMO:
        width = max(len(name) for name, _ in DEMO_ACCOUNTS)
        lines += ["", f"Tài khoản trình diễn (mật khẩu chung: {settings.DEMO_PASSWORD})"]
        lines += [f"  {name:<{width}}  {role.label}" for name, role in DEMO_ACCOUNTS]
        lines += [
            "",
            "Nên thử trước:",
            "  1. giamdoc: mở “Việc của tôi”, đọc bản in, ký một quyết định; rồi vanthu cấp số, phát hành.",
            "  2. truongdoan: mở hồ sơ Trường A đang kiểm tra, ghi kết quả, ghi nhận tồn tại.",
            "  3. truonga-canbo: trả lời yêu cầu đến hạn hôm nay, nhận giấy xác nhận đã nộp.",
            "  4. chuyenvien: đề xuất một cuộc kiểm tra mới và đi từ đầu. Thư, mã xác nhận ở “Thư đã gửi”.",
        ]
    return "\n".join([*lines, "", "Nhấn Ctrl-C để dừng; dữ liệu được giữ lại cho lần chạy sau.", ""])
