"""One complete snapshot of each paper of the follow-up, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.examples import ADDRESS, DEPUTY, INSPECTION_DECREE, PARTY, REFERENCE, _shared

ASKED = {
    "title": "Văn bản yêu cầu chấn chỉnh, khắc phục",
    "number": "12/SGDĐT-GDNN",
    "dated_on": "2026-11-27",
}
LETTER = {"title": "Công văn đôn đốc khắc phục", "number": "31/SGDĐT-GDNN", "dated_on": "2027-01-08"}
LATE_ITEM = {
    "position": 2,
    "text": "Bổ sung sổ gốc cấp văn bằng, chứng chỉ của khoá 2023 cho đủ chữ ký của người nhận",
    "due_on": "2026-12-31",
    "state": "Chưa báo cáo; quá hạn 8 ngày",
    "note": "",
}


def _paper(kind: str, type_name: str, symbol: str, subject: str) -> dict[str, Any]:
    return {
        **_shared(kind, type_name, symbol, DEPUTY),
        "subject": subject,
        "archive": "VT, GDNN",
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ADDRESS},
        "asked": dict(ASKED),
        "items": [dict(LATE_ITEM)],
    }


def urging_letter() -> dict[str, Any]:
    """After a report of which one thing was not accepted."""
    return {
        **_paper(
            "urging_letter", "Công văn", "SGDĐT-GDNN", "V/v tiếp tục chấn chỉnh, khắc phục sau kiểm tra"
        ),
        "recipients": ["Như trên", "Lãnh đạo Sở (để báo cáo)"],
        "items": [
            {
                **LATE_ITEM,
                "state": "Khắc phục một phần; quá hạn 8 ngày",
                "note": "Còn 14 người nhận chưa ký",
            }
        ],
        "returned": True,
        "reported_on": "2026-12-30",
        "answer_by": "2027-01-22",
    }


def superior_report() -> dict[str, Any]:
    """One letter went out before it."""
    return {
        **_paper(
            "superior_report",
            "Báo cáo",
            "BC-SGDĐT",
            f"Về việc chậm chấn chỉnh, khắc phục sau kiểm tra của {PARTY}",
        ),
        "recipients": ["UBND tỉnh Lâm Đồng (để báo cáo)", "Lãnh đạo Sở"],
        "addressed_to": "UBND tỉnh Lâm Đồng",
        "letters": [dict(LETTER)],
        "proposal": "Đề nghị UBND tỉnh chỉ đạo cơ quan chủ quản đôn đốc đơn vị",
    }


def completion_notice() -> dict[str, Any]:
    """One thing mended, one handed over."""
    return {
        **_paper(
            "completion_notice",
            "Thông báo",
            "TB-SGDĐT",
            f"Xác nhận hoàn thành chấn chỉnh, khắc phục sau kiểm tra đối với {PARTY}",
        ),
        "recipients": [PARTY, "Lãnh đạo Sở (để báo cáo)", "Đoàn kiểm tra"],
        "grounds": [{"act": INSPECTION_DECREE, "text": ""}],
        "items": [
            {
                "position": 1,
                "text": "Công khai mức thu học phí trên trang thông tin điện tử",
                "due_on": "2026-12-31",
                "state": "Đã khắc phục",
                "note": "Đã công khai từ ngày 15/12/2026",
            },
            {
                **LATE_ITEM,
                "state": "Kết thúc theo dõi, chuyển xử lý",
                "note": "Đã chuyển cơ quan có thẩm quyền theo Công văn số 35/SGDĐT-GDNN",
            },
        ],
        "reported_on": "2027-01-20",
        "confirmed_on": "2027-01-25",
        "ended": True,
    }


FOLLOW_UP: dict[str, Callable[[], Any]] = {
    "urging_letter": urging_letter,
    "superior_report": superior_report,
    "completion_notice": completion_notice,
}
