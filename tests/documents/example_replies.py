"""One complete snapshot of each paper that answers, adds or corrects, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.example_sheets import FILE_HASH
from tests.documents.examples import (
    ADDRESS,
    DEPARTMENT,
    DEPUTY,
    DIPLOMAS,
    LEAD,
    PARTY,
    REFERENCE,
    TEAM,
    _shared,
)

UNIT = {"name": PARTY, "address": ADDRESS}
HEAD = {"prefix": "", "head_title": "Hiệu trưởng", "title": "", "name": "Phạm Văn Khải"}


def submission_receipt() -> dict[str, Any]:
    """Two things handed in, one taken from the vault."""
    files = [
        {"name": "Sổ gốc năm 2026.pdf", "size": "1,2 MB", "sha256": FILE_HASH, "from_vault": False},
        {"name": "Quyết định thành lập.pdf", "size": "310 KB", "sha256": FILE_HASH, "from_vault": True},
    ]
    return {
        **_shared("submission_receipt", "Giấy xác nhận đã nộp", "GXN-ĐKT", LEAD),
        "number": "",
        "signer": {**LEAD, "head_title": "", "name": ""},
        "recipients": [],
        "archive": "",
        "subject": "Về việc trả lời Phiếu yêu cầu số 1",
        "receipt_number": "GXN-2026-0012",
        "decision": deepcopy(REFERENCE),
        "party": deepcopy(UNIT),
        "what": "trả lời Phiếu yêu cầu số 1",
        "handed_at": "2026-11-16T15:40:00+07:00",
        "handed_by": {"name": "Y Bhăm Êban", "post": "Trưởng phòng Đào tạo", "duty": ""},
        "due_at": "2026-11-16T23:59:00+07:00",
        "late": False,
        "rows": [{"asked": DIPLOMAS, "outcome": "Đã trả lời", "files": files}],
        "file_count": 2,
        "digest": FILE_HASH[::-1],
    }


def outline_report() -> dict[str, Any]:
    """The institution's own paper."""
    return {
        **_shared("outline_report", "Báo cáo", "BC", LEAD),
        "superior": "",
        "agency": PARTY,
        "number": "",
        "subject": "Theo đề cương kiểm tra chuyên ngành",
        "signer": HEAD,
        "recipients": ["Như trên"],
        "archive": "VT",
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ""},
        "addressed_to": "Đoàn kiểm tra theo Quyết định số 15/QĐ-SGDĐT",
        "period_from": "2026-01-01",
        "period_until": "2026-10-31",
        "rows": [
            {
                "code": "TS01",
                "requirement": "Thông báo tuyển sinh và điều kiện dự tuyển",
                "text": "Nhà trường đã công khai 12 thông báo.",
                "files": ["Thông báo tuyển sinh.pdf"],
            }
        ],
        "general": "Nhà trường kiến nghị hướng dẫn mẫu sổ gốc.",
    }


def supplementary_minutes() -> dict[str, Any]:
    """A figure is put right after the minutes were signed."""
    return {
        **_shared("supplementary_minutes", "Biên bản bổ sung", "BB-ĐKT", LEAD),
        "subject": "Bổ sung Biên bản kiểm tra",
        "decision": deepcopy(REFERENCE),
        "party": deepcopy(UNIT),
        "minutes": {"number": "3", "symbol": "BB-ĐKT", "signed_on": "2026-11-17"},
        "sequence": 1,
        "opened_at": "2026-11-19T08:30:00+07:00",
        "venue": "Phòng họp trực tuyến số 2 của Sở Giáo dục và Đào tạo",
        "team": deepcopy(TEAM),
        "representative": {"name": "Phạm Văn Khải", "post": "Hiệu trưởng", "authority": "", "present": True},
        "reason": "Ghi nhầm số bằng chưa có chữ ký người nhận.",
        "corrections": ["Mục TT01: 07 bằng sửa thành 06 bằng."],
        "opinion": {
            "state": "given",
            "text": "Nhà trường nhất trí.",
            "given_by": "Phạm Văn Khải",
            "given_at": "2026-11-19T09:00:00+07:00",
        },
        "copies": 2,
        "refusal": None,
    }


def correction_letter() -> dict[str, Any]:
    """A wrong name in an issued decision."""
    return {
        **_shared("correction_letter", "Công văn", "SGDĐT-GDNN", DEPUTY),
        "agency": DEPARTMENT,
        "subject": "V/v đính chính Quyết định số 15/QĐ-SGDĐT",
        "recipients": ["Như trên"],
        "archive": "VT, GDNN",
        "corrected_title": "Quyết định kiểm tra chuyên ngành",
        "corrected_number": "15/QĐ-SGDĐT",
        "corrected_on": "2026-11-09",
        "corrected_place": "khoản 4 Điều 2",
        "printed": "Trường Cao đẳng Minh Hoạ Lâm Vien",
        "correct": PARTY,
    }


REPLIES: dict[str, Callable[[], dict[str, Any]]] = {
    make.__name__: make
    for make in (submission_receipt, outline_report, supplementary_minutes, correction_letter)
}
