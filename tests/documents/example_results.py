"""One complete snapshot of the result report, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.examples import LEAD, PARTY, REFERENCE, _shared

CHAPTERS = [
    {
        "heading": "Khái quát cuộc kiểm tra",
        "lines": [
            f"Thực hiện Quyết định số 15/QĐ-SGDĐT, Đoàn kiểm tra đã kiểm tra 01 đơn vị được kiểm tra: {PARTY}.",
            "Thời kỳ kiểm tra: từ ngày 01/01/2026 đến ngày 31/10/2026.",
        ],
        "parts": [],
    },
    {"heading": "Việc tiến hành kiểm tra", "lines": ["Đoàn đã kiểm tra 12 nội dung."], "parts": []},
    {
        "heading": "Kết quả kiểm tra",
        "lines": [],
        "parts": [
            {
                "heading": f"Kết quả kiểm tra đối với {PARTY}",
                "lines": ["Đoàn đã kiểm tra 12 nội dung kiểm tra.", "- TT01: Hồ sơ thiếu 12 đơn đăng ký."],
            }
        ],
    },
    {"heading": "Ưu điểm", "lines": ["Đơn vị cung cấp hồ sơ đầy đủ."], "parts": []},
    {"heading": "Tồn tại, hạn chế, dấu hiệu vi phạm", "lines": ["Có 01 tồn tại, hạn chế."], "parts": []},
    {"heading": "Nguyên nhân", "lines": ["Cán bộ phụ trách mới nhận việc."], "parts": []},
    {"heading": "Việc xử lý", "lines": ["01 yêu cầu khắc phục."], "parts": []},
    {
        "heading": "Kiến nghị",
        "lines": [],
        "parts": [
            {
                "heading": "Kiến nghị đối với đơn vị được kiểm tra",
                "lines": ["- Bổ sung 12 đơn đăng ký còn thiếu."],
            },
            {"heading": "Kiến nghị đối với Sở", "lines": ["Ban hành thông báo kết quả kiểm tra."]},
            {"heading": "Kiến nghị đối với cấp trên", "lines": ["Không có."]},
        ],
    },
]


def result_report() -> dict[str, Any]:
    """One party, one shortcoming, one request."""
    return {
        **_shared("result_report", "Báo cáo", "BC-ĐKT", LEAD),
        "subject": f"Kết quả {REFERENCE['subject']}",
        "addressed_to": "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng",
        "decision": deepcopy(REFERENCE),
        "chapters": deepcopy(CHAPTERS),
        "rows": [
            {
                "party": PARTY,
                "minutes_on": "2026-11-17",
                "items": 12,
                "complies": 10,
                "falls_short": 1,
                "not_applicable": 1,
                "not_enough": 0,
                "shortcomings": 1,
                "signs_of_violation": 0,
                "findings": ["TT01: Hồ sơ thiếu 12 đơn đăng ký"],
                "requests": ["Bổ sung 12 đơn đăng ký (đến hết ngày 25/12/2026)"],
            }
        ],
    }


RESULTS: dict[str, Callable[[], dict[str, Any]]] = {"result_report": result_report}
