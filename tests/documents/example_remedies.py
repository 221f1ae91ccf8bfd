"""One complete snapshot of the unit's report on its remedies, invented, for the tests only."""

from copy import deepcopy
from typing import Any

from tests.documents.example_replies import HEAD
from tests.documents.examples import LEAD, PARTY, REFERENCE, _shared


def remedy_report() -> dict[str, Any]:
    """One thing mended with its cause and file, one described only."""
    return {
        **_shared("remedy_report", "Báo cáo", "BC", LEAD),
        "superior": "",
        "agency": PARTY,
        "number": "",
        "subject": "Kết quả chấn chỉnh, khắc phục sau kiểm tra",
        "signer": HEAD,
        "recipients": ["Như trên"],
        "archive": "VT",
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ""},
        "addressed_to": "Sở Giáo dục và Đào tạo",
        "request_label": "27/SGDĐT-GDNN",
        "request_on": "2026-11-24",
        "rows": [
            {
                "place": 1,
                "asked": "Hoàn thiện hồ sơ tuyển sinh khóa 2026",
                "basis": "Điều 12 Thông tư tuyển sinh",
                "cause": "Chưa phân công người giữ hồ sơ.",
                "text": "Đã bổ sung đủ 12 hồ sơ.\nĐã phân công người giữ sổ.",
                "done_on": "2026-12-10",
                "files": ["Danh sách hồ sơ.pdf"],
            },
            {
                "place": 2,
                "asked": "Công khai học phí trên trang thông tin",
                "basis": "",
                "cause": "",
                "text": "Đã công khai.",
                "done_on": "",
                "files": [],
            },
        ],
    }


REMEDIES = {"remedy_report": remedy_report}
