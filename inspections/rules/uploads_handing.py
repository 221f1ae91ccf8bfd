"""When a stored file is kept back: quarantined for good, or for the minutes until it has been scanned.

Source: quality.md 3 no. 8 (what came from outside is not handed on unseen); the state is shown, also when there is no
scanner. Kept back is not deleted: the file, its hash and its receipt stay.
"""

from django.utils.translation import gettext as _

from inspections.enums import ScanState


def kept_back_words(scan: str, *, scanned_here: bool, is_sender: bool) -> str:
    """Why this file is not handed out now; empty when it is."""
    if scan == ScanState.INFECTED:
        return _(
            "Tệp có mã độc, đã cách ly: không mở được, không bị xóa. Người nộp gửi bản sạch thay tệp này."
        )
    if scanned_here and scan == ScanState.WAITING and not is_sender:
        return _("Tệp đang được quét mã độc. Chờ ít phút rồi mở lại.")
    return ""


def scan_words(scan: str, *, scanned_here: bool) -> str:
    """What a list says of a file's safety; without a scanner it says so and promises nothing."""
    if scan == ScanState.WAITING and not scanned_here:
        return str(ScanState.NOT_SCANNED.label)
    return str(ScanState(scan).label)
