"""One complete snapshot a kind of document, invented, for the tests only."""

from copy import deepcopy
from typing import Any

from inspections.documents.snapshots import (
    ActSnapshot,
    AnnouncementRecordSnapshot,
    AnnouncementReference,
    ConductPlanSnapshot,
    DecisionReference,
    DecisionSnapshot,
    InformationRequestSnapshot,
    MinutesFinding,
    MinutesItem,
    MinutesSnapshot,
    PlanItem,
    SignerSnapshot,
)

INSPECTION_DECREE: ActSnapshot = {
    "act_type": "Nghị định",
    "number": "217/2025/NĐ-CP",
    "issued_on": "2025-08-05",
    "issuer": "Chính phủ",
    "name": "quy định về hoạt động kiểm tra chuyên ngành",
    "valid_from": "2025-08-05",
    "valid_until": "",
}
TRAINING_LAW: ActSnapshot = {
    "act_type": "Luật",
    "number": "124/2025/QH15",
    "issued_on": "2025-12-10",
    "issuer": "Quốc hội",
    "name": "Giáo dục nghề nghiệp",
    "valid_from": "2026-01-01",
    "valid_until": "",
}
STANDARD_CIRCULAR: ActSnapshot = {
    "act_type": "Thông tư",
    "number": "38/2026/TT-BGDĐT",
    "issued_on": "2026-04-29",
    "issuer": "Bộ trưởng Bộ Giáo dục và Đào tạo",
    "name": "quy định chuẩn cơ sở giáo dục nghề nghiệp",
    "valid_from": "2026-04-29",
    "valid_until": "",
}
DEPARTMENT = "Sở Giáo dục và Đào tạo"
TEAM_HEAD = "Đoàn kiểm tra theo Quyết định số 15/QĐ-SGDĐT"
SUBJECT = "kiểm tra chuyên ngành về tuyển sinh và cấp văn bằng, chứng chỉ giáo dục nghề nghiệp"
PARTY = "Trường Cao đẳng Minh Hoạ Lâm Viên"
ADDRESS = "12 đường Hoa Dã Quỳ, phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng"
LEAD: SignerSnapshot = {"prefix": "", "head_title": "Trưởng đoàn", "title": "", "name": "Nguyễn Thị Hồng Ánh"}
DEPUTY: SignerSnapshot = {
    "prefix": "KT.",
    "head_title": "Giám đốc",
    "title": "Phó Giám đốc",
    "name": "Trần Quốc Vượng",
}
REFERENCE: DecisionReference = {
    "number": "15",
    "symbol": "QĐ-SGDĐT",
    "signed_on": "2026-11-09",
    "issuer": "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng",
    "subject": SUBJECT,
}
TEAM = [
    {"name": "Nguyễn Thị Hồng Ánh", "post": "Phó Trưởng phòng Giáo dục nghề nghiệp", "duty": "Trưởng đoàn"},
    {"name": "H'Wen Niê Kđăm", "post": "Chuyên viên Phòng Giáo dục nghề nghiệp", "duty": "Thành viên"},
    {"name": "Lê Đức Thắng", "post": "Chuyên viên Phòng Kế hoạch - Tài chính", "duty": "Thư ký Đoàn"},
]
RECRUITING = "Việc thực hiện quy định về tuyển sinh, đăng ký hoạt động giáo dục nghề nghiệp"
DIPLOMAS = "Việc quản lý, cấp phát văn bằng, chứng chỉ"


def _shared(kind: str, type_name: str, symbol: str, signer: SignerSnapshot) -> dict[str, Any]:
    team_paper = signer is LEAD
    return {
        "kind": kind,
        "superior": DEPARTMENT if team_paper else "UBND tỉnh Lâm Đồng",
        "agency": TEAM_HEAD if team_paper else DEPARTMENT,
        "number": "5",
        "symbol": symbol,
        "place": "Lâm Đồng",
        "signed_on": "2026-11-09",
        "type_name": type_name,
        "subject": f"Về việc {SUBJECT}",
        "grounds": [],
        "recipients": [PARTY, "Lãnh đạo Sở (để báo cáo)"],
        "archive": "VT, hồ sơ Đoàn kiểm tra",
        "signer": signer,
        "accepted_signatures": "",
        "signature_state": "",
        "demo": False,
        "check": {"code": "7KQ2M9XTB4R", "url": "https://kiemtra.minhhoa.example.vn/v/7KQ2M9XTB4R/"},
    }


def decision() -> DecisionSnapshot:
    """The decision of the director, signed by the deputy."""
    return {
        **_shared("decision", "Quyết định", "QĐ-SGDĐT", DEPUTY),  # type: ignore[typeddict-item]
        "number": "15",
        "recipients": ["Như Điều 5", "UBND tỉnh (để báo cáo)", "Thanh tra tỉnh"],
        "archive": "VT, GDNN",
        "grounds": [
            {"act": TRAINING_LAW, "text": ""},
            {"act": INSPECTION_DECREE, "text": ""},
            {"act": STANDARD_CIRCULAR, "text": ""},
            {"act": None, "text": "Theo đề nghị của Trưởng phòng Giáo dục nghề nghiệp"},
        ],
        "authority": "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng",
        "team": deepcopy(TEAM),  # type: ignore[typeddict-item]
        "scope": "việc chấp hành pháp luật về giáo dục nghề nghiệp tại các đơn vị có tên tại khoản 4 Điều này",
        "contents": [RECRUITING, DIPLOMAS],
        "period_from": "2026-01-01",
        "period_until": "2026-10-31",
        "parties": [
            {"name": PARTY, "address": ADDRESS},
            {
                "name": "Trung tâm Giáo dục nghề nghiệp Minh Hoạ Đắk Mil",
                "address": "xã Đắk Mil, tỉnh Lâm Đồng",
            },
        ],
        "limit_value": 10,
        "limit_unit": "working_day",
        "team_duties": [
            "Đoàn kiểm tra thực hiện nhiệm vụ, quyền hạn quy định tại Điều 8 và Điều 12 Nghị định số "
            "217/2025/NĐ-CP",
            "Trưởng đoàn xây dựng kế hoạch tiến hành kiểm tra, trình người ra quyết định kiểm tra phê duyệt; "
            "ưu tiên kiểm tra trực tuyến, từ xa dựa trên dữ liệu điện tử",
        ],
        "executors": "Chánh Văn phòng Sở, Trưởng phòng Giáo dục nghề nghiệp, các ông (bà) có tên tại Điều 1 và "
        "đơn vị có tên tại Điều 2",
    }


def _planned_items() -> list[PlanItem]:
    """One item at a distance, one at the place."""
    return [
        {
            "code": "TS01",
            "text": "Thông báo tuyển sinh và điều kiện dự tuyển",
            "method": "online",
            "on_site_only": False,
            "assigned_to": "H'Wen Niê Kđăm",
        },
        {
            "code": "TS07",
            "text": "Xưởng thực hành, thiết bị đào tạo",
            "method": "on_site",
            "on_site_only": True,
            "assigned_to": "Lê Đức Thắng",
        },
    ]


def conduct_plan() -> ConductPlanSnapshot:
    """The plan of the lead, approved by the deputy director."""
    return {
        **_shared("conduct_plan", "Kế hoạch", "KH-ĐKT", LEAD),  # type: ignore[typeddict-item]
        "subject": f"Tiến hành {SUBJECT}",
        "decision": deepcopy(REFERENCE),
        "objectives": [
            "Đánh giá việc chấp hành quy định về tuyển sinh",
            "Hướng dẫn đơn vị khắc phục tồn tại",
        ],
        "requirements": [
            "Đúng nội dung, thời hạn đã ghi trong quyết định",
            "Không cản trở hoạt động bình thường",
        ],
        "parties": [{"name": PARTY, "address": ADDRESS}],
        "contents": [RECRUITING, DIPLOMAS],
        "period_from": "2026-01-01",
        "period_until": "2026-10-31",
        "limit_value": 10,
        "limit_unit": "working_day",
        "expected_from": "2026-11-12",
        "places": ["Trụ sở Sở Giáo dục và Đào tạo", f"Trụ sở {PARTY}"],
        "items": _planned_items(),
        "assignments": [
            {"name": TEAM[0]["name"], "duty": "Trưởng đoàn", "tasks": "Chỉ đạo chung; ký biên bản kiểm tra"},
            {"name": TEAM[1]["name"], "duty": "Thành viên", "tasks": "Nội dung tuyển sinh"},
        ],
        "resources": ["Máy tính, phòng họp trực tuyến của Sở", "Kinh phí chi thường xuyên năm 2026"],
        "schedule": [
            {
                "party": PARTY,
                "from_on": "2026-11-12",
                "until_on": "2026-11-17",
                "place": "Phòng họp trực tuyến số 2",
                "work": "Công bố, đối chiếu dữ liệu, lập biên bản",
            }
        ],
        "report_outline": [
            {"heading": "Khái quát về đơn vị", "points": ["Quyết định thành lập", "Quy mô đào tạo"]},
            {"heading": "Kết quả tuyển sinh", "points": ["Số lượng theo từng nghề, trình độ"]},
        ],
        "approval": {"signer": DEPUTY, "approved_on": "2026-11-10"},
    }


def announcement_record() -> AnnouncementRecordSnapshot:
    """The record of day 0, by video."""
    return {
        **_shared("announcement_record", "Biên bản", "BB-ĐKT", LEAD),  # type: ignore[typeddict-item]
        "subject": "Công bố quyết định kiểm tra chuyên ngành",
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ADDRESS},
        "method": "online",
        "venue": "Phòng họp trực tuyến số 2 của Sở Giáo dục và Đào tạo",
        "started_at": "2026-11-12T08:00:00+07:00",
        "ended_at": "2026-11-12T09:15:00+07:00",
        "team_present": deepcopy(TEAM),  # type: ignore[typeddict-item]
        "party_present": [{"name": "Y Bhăm Êban", "post": "Trưởng phòng Đào tạo", "duty": ""}],
        "representative": {"name": "Phạm Văn Khải", "post": "Hiệu trưởng", "authority": "", "present": True},
        "programme": [{"time": "08:00 - 08:30 ngày 12/11/2026", "work": "Công bố quyết định kiểm tra"}],
        "statements": [{"by": "Ông Phạm Văn Khải", "text": "Nhà trường nhất trí với chương trình làm việc."}],
        "limit_value": 10,
        "limit_unit": "working_day",
        "limit_ends_on": "2026-11-26",
        "recording": "tệp ghi hình TL-003",
        "copies": 2,
        "refusal": None,
    }


def information_request() -> InformationRequestSnapshot:
    """A request with two items."""
    return {
        **_shared("information_request", "Phiếu yêu cầu", "PYC-ĐKT", LEAD),  # type: ignore[typeddict-item]
        "subject": "Cung cấp thông tin, hồ sơ, tài liệu phục vụ kiểm tra",
        "addressed_to": PARTY,
        "decision": deepcopy(REFERENCE),
        "items": [
            {
                "code": "YC01",
                "asked": "Quyết định trúng tuyển các khoá năm 2026",
                "relevance": "Nội dung a khoản 2 Điều 2 của Quyết định",
                "due_at": "2026-11-16T17:00:00+07:00",
            },
            {
                "code": "YC02",
                "asked": "Sổ gốc cấp bằng tốt nghiệp",
                "relevance": "Nội dung b khoản 2 Điều 2 của Quyết định",
                "due_at": "2026-11-17T17:00:00+07:00",
            },
        ],
        "due_at": "2026-11-17T17:00:00+07:00",
        "reply_channel": "mục Hồ sơ của đơn vị trên hệ thống Kiểm tra số",
        "contact": {"name": "Lê Đức Thắng", "post": "Thư ký Đoàn kiểm tra", "duty": "Thư ký Đoàn"},
        "contact_phone": "0200 000 0015",
        "contact_email": "doankiemtra@minhhoa.example.vn",
    }


def _items() -> list[MinutesItem]:
    return [
        {
            "code": "TS01",
            "text": "Thông báo tuyển sinh và điều kiện dự tuyển",
            "citation": {"act": TRAINING_LAW, "locator": "Điều 21"},
            "planned_method": "online",
            "method": "online",
            "result": "Theo báo cáo của đơn vị: đã công khai 12 thông báo. Đoàn đối chiếu: đủ 12 thông báo.",
            "rating": "complies",
            "reason": "",
            "evidence": [
                {"code": "TL-001", "name": "Thông báo tuyển sinh", "origin": "đơn vị nộp qua hệ thống"}
            ],
            "finding_codes": [],
        },
        {
            "code": "VB02",
            "text": "Sổ gốc cấp văn bằng, chứng chỉ",
            "citation": {"act": STANDARD_CIRCULAR, "locator": "Điều 9"},
            "planned_method": "online",
            "method": "online",
            "result": "Theo báo cáo của đơn vị: có sổ gốc. Đoàn đối chiếu: 07 bằng chưa có chữ ký người nhận.",
            "rating": "falls_short",
            "reason": "",
            "evidence": [{"code": "TL-002", "name": "Sổ gốc năm 2026", "origin": "đơn vị nộp qua hệ thống"}],
            "finding_codes": ["TT01"],
        },
    ]


def _told_findings() -> list[MinutesFinding]:
    """One shortcoming, explained and kept."""
    return [
        {
            "code": "TT01",
            "finding_kind": "shortcoming",
            "text": "07 bằng tốt nghiệp cấp ngày 20/7/2026 chưa có chữ ký của người nhận trong sổ gốc.",
            "citations": [{"act": STANDARD_CIRCULAR, "locator": "khoản 2 Điều 9"}],
            "explanation": "Người học nhận bằng qua bưu điện, Nhà trường đang bổ sung giấy báo phát.",
            "lead_answer": "Đoàn ghi nhận giải trình, giữ nguyên nội dung.",
        }
    ]


def _announced() -> AnnouncementReference:
    """Where and when the decision was announced."""
    return {
        "announced_at": "2026-11-12T08:00:00+07:00",
        "channel": "qua phòng họp trực tuyến",
        "decision_number": "15",
        "decision_symbol": "QĐ-SGDĐT",
        "decision_signed_on": "2026-11-09",
    }


def minutes() -> MinutesSnapshot:
    """Minutes of an inspection done wholly at a distance, with one shortcoming."""
    return {
        **_shared("minutes", "Biên bản kiểm tra", "BB-ĐKT", LEAD),  # type: ignore[typeddict-item]
        "recipients": [PARTY, "Người ra quyết định kiểm tra (để báo cáo)"],
        "decision": deepcopy(REFERENCE),
        "decision_team": [person["name"] for person in TEAM],
        "announcement": _announced(),
        "conduct_plan": {
            "number": "1",
            "symbol": "KH-ĐKT",
            "signed_on": "2026-11-10",
            "decision_number": "15",
            "decision_symbol": "QĐ-SGDĐT",
        },
        "party": {"name": PARTY, "address": ADDRESS},
        "representative": {"name": "Phạm Văn Khải", "post": "Hiệu trưởng", "authority": "", "present": True},
        "related_persons": [],
        "team": deepcopy(TEAM),  # type: ignore[typeddict-item]
        "party_present": [],
        "absent": [],
        "period_from": "2026-05-01",
        "period_until": "2026-10-31",
        "contents": [RECRUITING, DIPLOMAS],
        "method": "online",
        "venue": "Phòng họp trực tuyến số 2 của Sở Giáo dục và Đào tạo",
        "opened_at": "2026-11-12T09:15:00+07:00",
        "closed_at": "2026-11-17T16:40:00+07:00",
        "site_visits": [],
        "items": _items(),
        "findings": _told_findings(),
        "counts": {
            "items": 2,
            "complies": 1,
            "falls_short": 1,
            "not_applicable": 0,
            "not_enough": 0,
            "shortcomings": 1,
            "signs_of_violation": 0,
        },
        "related_opinions": [],
        "opinion": {
            "state": "given",
            "text": "Nhà trường nhất trí với biên bản và sẽ hoàn thiện sổ gốc trước ngày 10/12/2026.",
            "given_by": "Phạm Văn Khải",
            "given_at": "2026-11-17T16:20:00+07:00",
        },
        "requests_on_the_spot": ["Gửi bản chụp giấy báo phát trước ngày 19/11/2026."],
        "remarks": [],
        "copies": 2,
        "refusal": None,
    }


BUILDERS = {
    "decision": decision,
    "conduct_plan": conduct_plan,
    "announcement_record": announcement_record,
    "information_request": information_request,
    "minutes": minutes,
}


def example_snapshot(kind: str) -> Any:
    """Return a fresh, complete snapshot of this kind of document."""
    return deepcopy(BUILDERS[kind]())
