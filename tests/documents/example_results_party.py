"""One complete snapshot of each result paper of a party, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.examples import (
    ADDRESS,
    DEPUTY,
    INSPECTION_DECREE,
    PARTY,
    REFERENCE,
    STANDARD_CIRCULAR,
    _shared,
)

FINDING = {
    "code": "TT01",
    "finding_kind": "shortcoming",
    "text": "Hồ sơ tuyển sinh khóa 2026 thiếu 12 đơn đăng ký.",
    "citations": [{"act": STANDARD_CIRCULAR, "locator": "khoản 1 Điều 7"}],
    "handling": "Yêu cầu khắc phục",
    "reason": "",
}
SIGN = {
    "code": "DH01",
    "finding_kind": "sign_of_violation",
    "text": "Tuyển sinh vượt quy mô ghi trong giấy chứng nhận.",
    "citations": [{"act": STANDARD_CIRCULAR, "locator": "khoản 2 Điều 9"}],
    "handling": "Không yêu cầu",
    "reason": "đơn vị đã dừng lớp và hoàn học phí trước khi kiểm tra kết thúc",
}
ITEMS = [
    {
        "text": "Bổ sung 12 đơn đăng ký còn thiếu, đối chiếu với sổ gốc",
        "basis": "khoản 1 Điều 7 Thông tư số 38/2026/TT-BGDĐT",
        "finding_code": "TT01",
        "due_on": "2026-12-25",
    },
    {
        "text": "Ban hành quy trình kiểm tra hồ sơ đầu vào",
        "basis": "Điều 12 Thông tư số 38/2026/TT-BGDĐT",
        "finding_code": "",
        "due_on": "2027-01-15",
    },
]


def _paper(kind: str, type_name: str, symbol: str, subject: str) -> dict[str, Any]:
    return {
        **_shared(kind, type_name, symbol, DEPUTY),
        "number": "41",
        "signed_on": "2026-12-04",
        "subject": subject,
        "recipients": ["Như trên", "UBND tỉnh Lâm Đồng (để báo cáo)", "Lãnh đạo Sở", "Trưởng đoàn kiểm tra"],
        "archive": "VT, GDNN",
        "addressed_to": PARTY,
        "party": {"name": PARTY, "address": ADDRESS},
        "decision": deepcopy(REFERENCE),
        "minutes_on": "2026-11-24",
        "findings": deepcopy([FINDING, SIGN]),
        "items": deepcopy(ITEMS),
        "report_due_on": "2027-01-22",
        "contact": "Y Bhăm Êban, Chuyên viên Phòng Giáo dục nghề nghiệp",
        "contact_phone": "0263 3000 111",
        "contact_email": "gdnn@minhhoa.example.vn",
    }


def result_notice() -> dict[str, Any]:
    """One shortcoming to be mended, one sign with the reason why nothing is asked."""
    return {
        **_paper("result_notice", "Thông báo", "TB-SGDĐT", f"Kết quả {REFERENCE['subject']}"),
        "grounds": [
            {"act": INSPECTION_DECREE, "text": ""},
            {"act": None, "text": f"Căn cứ Biên bản kiểm tra ngày 24 tháng 11 năm 2026 tại {PARTY}"},
        ],
        "recipients": [PARTY, "UBND tỉnh Lâm Đồng (để báo cáo)"],
        "letter": False,
        "period_from": "2025-09-01",
        "period_until": "2026-08-31",
        "counts": {
            "items": 18,
            "complies": 14,
            "falls_short": 3,
            "not_applicable": 1,
            "not_enough": 0,
            "shortcomings": 1,
            "signs_of_violation": 1,
        },
        "summary": ["Đơn vị thực hiện cơ bản đúng quy định về tuyển sinh.", "Sổ sách được lưu đầy đủ."],
    }


def remedy_request() -> dict[str, Any]:
    """Two requests with their own days."""
    subject = "V/v yêu cầu chấn chỉnh, khắc phục tồn tại, hạn chế qua kiểm tra"
    return _paper("remedy_request", "Công văn", "SGDĐT-GDNN", subject)


RESULTS_OF_PARTY: dict[str, Callable[[], dict[str, Any]]] = {
    "result_notice": result_notice,
    "remedy_request": remedy_request,
}
