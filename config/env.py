"""Đọc cấu hình triển khai từ biến môi trường.

Mỗi giá trị sai làm dừng khởi động bằng một câu nói rõ biến nào sai và phải sửa thế nào.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = frozenset({"1", "true", "yes", "on", "co", "có"})
_FALSE = frozenset({"0", "false", "no", "off", "khong", "không"})


class EnvError(ImproperlyConfigured):
    """A setting from the environment that cannot be used; the message says what to do."""


def load_file(path: Path) -> None:
    """Read ``NAME=value`` lines of an .env file; what the environment already holds wins."""
    if not path.is_file():
        return
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator or not name.strip().isidentifier():
            raise EnvError(
                f"Dòng {number} của tệp {path.name} không có dạng TÊN=giá trị: hãy sửa hoặc xóa dòng này."
            )
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def read_str(name: str, default: str = "", *, choices: Iterable[str] = ()) -> str:
    """Return the text of ``name``; an empty variable counts as not given."""
    value = os.environ.get(name, "").strip() or default
    allowed = tuple(choices)
    if allowed and value not in allowed:
        raise EnvError(f"{name}={value!r} không hợp lệ: hãy chọn một trong {', '.join(allowed)}.")
    return value


def read_bool(name: str, default: bool = False) -> bool:
    """Return yes or no."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise EnvError(f"{name}={value!r} không hợp lệ: hãy ghi 1 (bật) hoặc 0 (tắt).")


def read_int(name: str, default: int, *, minimum: int | None = None, maximum: int | None = None) -> int:
    """Return a whole number within its bounds."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        value = int(text)
    except ValueError:
        raise EnvError(f"{name}={text!r} không phải là số nguyên: hãy ghi một số, ví dụ {default}.") from None
    if minimum is not None and value < minimum:
        raise EnvError(f"{name}={value} quá nhỏ: hãy ghi số từ {minimum} trở lên.")
    if maximum is not None and value > maximum:
        raise EnvError(f"{name}={value} quá lớn: hãy ghi số không quá {maximum}.")
    return value


def read_list(name: str, default: Iterable[str] = ()) -> list[str]:
    """Return the comma-separated parts of ``name`` without blanks."""
    text = os.environ.get(name, "").strip()
    if not text:
        return list(default)
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise EnvError(f"{name}={text!r} có phần trống: hãy ghi các giá trị cách nhau bằng một dấu phẩy.")
    return parts
