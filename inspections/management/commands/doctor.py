"""Khám hệ thống: từng điều kiện để chạy được, kèm việc phải làm khi chưa đạt."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from inspections.views.health import migrations_applied, worker_alive

FREE_GIGABYTES = 2
FONT_FAMILY = "Tinos"
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")


class Unwell(Exception):
    """A condition that does not hold; the message says what to do."""


class Command(BaseCommand):
    """Ask every condition and print one line each."""

    help = "Khám hệ thống và nói phải làm gì với từng điều chưa đạt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all examinations; end with an error when one of them failed."""
        failures = 0
        for title, examine in EXAMINATIONS:
            try:
                self.stdout.write(f"ĐẠT      {title}: {examine()}")
            except Unwell as advice:
                failures += 1
                self.stdout.write(f"CẦN SỬA  {title}: {advice}")
        if failures:
            raise CommandError(f"Có {failures} điều cần sửa.")
        self.stdout.write("Hệ thống đủ điều kiện hoạt động.")


def python_version() -> str:
    """Name the version that runs; the packages refuse older ones."""
    return ".".join(str(part) for part in sys.version_info[:3])


def deployment() -> str:
    """Name the kind of deployment; unsafe production settings have already stopped the start."""
    if settings.DEBUG:
        return "bản phát triển"
    return "bản trình diễn" if settings.DEMO else "bản chạy thật"


def database_answers() -> str:
    """The server answers, is new enough and folds Vietnamese letters."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int, lower('ĐẮK')")
            version, folded = cursor.fetchone()
    except DatabaseError as error:
        raise Unwell(f"không kết nối được ({error}): hãy kiểm tra DATABASE_URL.") from error
    if version < 150000:
        raise Unwell(f"phiên bản {version // 10000} quá cũ: hãy dùng PostgreSQL 15 trở lên.")
    if folded != "đắk":
        raise Unwell("không đổi được chữ hoa tiếng Việt: hãy tạo cơ sở dữ liệu với locale C.UTF-8.")
    return f"PostgreSQL {version // 10000}.{version % 10000}"


def database_extensions() -> str:
    """The extensions that search and overlap need can be installed."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_available_extensions")
            available = {name for (name,) in cursor.fetchall()}
    except DatabaseError as error:
        raise Unwell("chưa hỏi được vì cơ sở dữ liệu không trả lời.") from error
    missing = [name for name in EXTENSIONS if name not in available]
    if missing:
        raise Unwell(f"thiếu {', '.join(missing)}: hãy cài gói postgresql-contrib.")
    return ", ".join(EXTENSIONS)


def tables() -> str:
    """Every migration is applied."""
    try:
        applied = migrations_applied()
    except DatabaseError as error:
        raise Unwell("chưa đọc được vì cơ sở dữ liệu không trả lời.") from error
    if not applied:
        raise Unwell("bảng chưa theo kịp mã: hãy chạy python manage.py migrate.")
    return "theo kịp mã"


def worker() -> str:
    """A worker has reported lately."""
    try:
        alive = worker_alive()
    except DatabaseError as error:
        raise Unwell("chưa hỏi được vì thiếu bảng: hãy chạy python manage.py migrate.") from error
    if not alive:
        raise Unwell("không có tiến trình nào báo: hãy chạy python manage.py procrastinate worker.")
    return "đang hoạt động"


def pdf_libraries() -> str:
    """WeasyPrint finds Pango and its companions."""
    try:
        import weasyprint
    except OSError as error:
        raise Unwell(
            "thiếu thư viện: hãy chạy tools/system-packages.sh, "
            "hoặc apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
        ) from error
    return f"WeasyPrint {weasyprint.__version__}"


def pdf_fonts() -> str:
    """The font family of official documents ships with the product."""
    fonts = sorted(Path(settings.BASE_DIR, "assets", "fonts").rglob(f"{FONT_FAMILY}*.ttf"))
    if len(fonts) < 4:
        raise Unwell("thiếu tệp trong assets/fonts: hãy lấy lại đầy đủ mã nguồn.")
    return f"{FONT_FAMILY}, {len(fonts)} tệp"


def file_types() -> str:
    """libmagic recognises a file by its content."""
    try:
        import magic

        found = magic.from_buffer(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", mime=True)
    except ImportError as error:
        raise Unwell("thiếu thư viện: hãy chạy apt-get install libmagic1.") from error
    if found != "application/pdf":
        raise Unwell("không nhận ra tệp PDF: hãy cài lại gói libmagic1.")
    return "nhận biết theo nội dung"


def storage() -> str:
    """Evidence can be written and there is room."""
    folder = Path(settings.FILES_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unwell(f"không ghi được vào {folder}: hãy cấp quyền ghi hoặc đổi FILES_DIR.") from error
    free = shutil.disk_usage(folder).free // 2**30
    if free < FREE_GIGABYTES:
        raise Unwell(f"chỉ còn {free} GB trống: hãy dọn đĩa, cần ít nhất {FREE_GIGABYTES} GB.")
    return f"ghi được, còn {free} GB"


def static_files() -> str:
    """The collected static files have their manifest."""
    if settings.DEBUG:
        return "đọc thẳng từ mã nguồn"
    if not Path(settings.STATIC_ROOT, "staticfiles.json").is_file():
        raise Unwell("chưa gom: hãy chạy python manage.py collectstatic.")
    return "đã gom"


EXAMINATIONS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", python_version),
    ("Loại bản chạy", deployment),
    ("Cơ sở dữ liệu", database_answers),
    ("Phần mở rộng", database_extensions),
    ("Bảng dữ liệu", tables),
    ("Việc nền", worker),
    ("In PDF", pdf_libraries),
    ("Phông chữ", pdf_fonts),
    ("Loại tệp", file_types),
    ("Nơi lưu tệp", storage),
    ("Tệp giao diện", static_files),
)
