"""Files that come piece by piece over a bad line: what may begin, how large a piece may be, what is said.

Source: quality.md W8 (100 MB, flat memory), practice.md 11 scene 5 (a telephone at 3G speed). A file is known by the
hash of its content, so that choosing it again goes on where it stopped.
"""

import re
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from inspections.rules.uploads import megabytes

MEGABYTE: Final = 1024 * 1024
MOST_A_PIECE: Final = MEGABYTE
MOST_OPEN: Final = 40
MOST_OPEN_BYTES: Final = 2 * 1024 * MEGABYTE
KEPT_UNFINISHED: Final = timedelta(days=7)
KEPT_UNUSED: Final = timedelta(days=14)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def refusal_to_begin(name: str, size: int, sha256: str, *, limit: int) -> str | None:
    """Why this file is not begun; known before the first byte is on its way."""
    if not _SHA256.fullmatch(sha256):
        return _("Thiếu mã kiểm chứng của tệp. Hãy tải lại trang rồi chọn lại tệp.")
    if size <= 0:
        return _('Tệp "%(name)s" không có nội dung (0 byte). Hãy kiểm tra lại tệp trên máy rồi gửi lại.') % {
            "name": name
        }
    if size > limit:
        return _('Tệp "%(name)s" nặng %(size)s, tối đa %(limit)s. Hãy nén hoặc tách tệp.') % {
            "name": name,
            "size": megabytes(size, above=limit),
            "limit": megabytes(limit),
        }
    return None


def refusal_to_open_more(count: int, announced: int, size: int) -> str | None:
    """One person fills neither the disk nor the table with files that never arrive."""
    if count < MOST_OPEN and announced + size <= MOST_OPEN_BYTES:
        return None
    return _("Bạn đang có quá nhiều tệp tải dở. Hãy tải xong hoặc bỏ bớt rồi chọn lại tệp này.")


def damaged_words(name: str) -> str:
    """What arrived is not what was announced."""
    return _('Tệp "%(name)s" bị hỏng trên đường truyền, hãy tải lại.') % {"name": name}


def wrong_piece_words(size: int) -> str:
    """A piece larger than the server takes at once, or of no size at all."""
    if size <= 0:
        return _(
            "Phần tệp gửi lên không có nội dung. Hãy tải lại trang rồi chọn lại tệp; phần đã tải vẫn còn."
        )
    return _(
        "Phần tệp gửi lên lớn quá %(limit)s. Hãy tải lại trang rồi chọn lại tệp; phần đã tải vẫn còn."
    ) % {"limit": megabytes(MOST_A_PIECE)}


def wrong_place_words(received: int, size: int) -> str:
    """A piece that does not follow what has arrived."""
    return _("Phần tệp gửi lên không nối tiếp phần đã nhận (%(received)s trên %(size)s).") % {
        "received": megabytes(received),
        "size": megabytes(size),
    }


def percent(received: int, size: int) -> int:
    """How much has arrived, in whole percent; never 100 before the last byte."""
    return received * 100 // size if size else 0
