"""The words that stand for the state of a document's signatures, on the screen and in print: exactly one of three.

Source: practice.md 1; Law on Electronic Transactions 20/2023 Art. 23 (only a verified digital signature, or a hand
signature, is a signature; a click, a code or a picture is not).
"""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def moment_words(moment: datetime) -> str:
    """A moment as people read it, in Vietnamese time: "09:14 ngày 26/11/2026"."""
    return _("%(time)s ngày %(date)s") % {
        "time": moment.astimezone(HANOI).strftime("%H:%M"),
        "date": moment.astimezone(HANOI).strftime("%d/%m/%Y"),
    }


def signature_words(*, valid: int, required: int, checked_at: datetime | None, paper_place: str = "") -> str:
    """What a document may say of its signatures; paper counts once the place of its original is known."""
    if valid > 0 and checked_at is not None:
        return _("Đã ký số (%(valid)s/%(required)s), kiểm tra lúc %(moment)s") % {
            "valid": valid,
            "required": max(required, valid),
            "moment": moment_words(checked_at),
        }
    if paper_place:
        return _("Đã ký tay, bản gốc lưu tại %(place)s") % {"place": paper_place}
    return _("Mới xác nhận điện tử, chưa phải chữ ký")
