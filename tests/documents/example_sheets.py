"""One complete snapshot of each sheet around an inspection, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from inspections.enums import ConflictCase
from tests.documents.examples import ADDRESS, LEAD, PARTY, RECRUITING, REFERENCE, SUBJECT, TEAM, _shared

FILE_HASH = "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea"
HEAD_OF_SECTION = {"prefix": "", "head_title": "Trưởng phòng", "title": "", "name": "Phan Thị Hoài Thương"}


def _section(kind: str, type_name: str, subject: str) -> dict[str, Any]:
    """A sheet kept inside: no number, no code to look it up."""
    shared = _shared(kind, type_name, "", LEAD)
    del shared["check"]
    return {
        **shared,
        "agency": "Phòng Giáo dục nghề nghiệp",
        "number": "",
        "subject": subject,
        "recipients": ["Lãnh đạo Sở (để xem xét)"],
        "archive": "hồ sơ KT-2026-007",
        "signer": HEAD_OF_SECTION,
    }


def _prepared() -> dict[str, Any]:
    return {
        "prepared_by": {"name": TEAM[1]["name"], "post": TEAM[1]["post"], "duty": ""},
        "parties": [{"name": PARTY, "address": ADDRESS}],
        "history": [
            {
                "party": PARTY,
                "on": "2025-03-18",
                "title": "Kiểm tra liên kết đào tạo năm 2025",
                "body": "Sở Giáo dục và Đào tạo",
                "outcome": "Ghi sau từ hồ sơ giấy",
            }
        ],
    }


def proposal_sheet() -> dict[str, Any]:
    """Proposed for a sign of violation."""
    return {
        **_section("proposal_sheet", "Phiếu đề xuất", f"Về việc {SUBJECT}"),
        **_prepared(),
        "ground": "Có dấu hiệu vi phạm pháp luật (điểm a)",
        "ground_text": ["Phản ánh của người học về việc chậm cấp bằng tốt nghiệp khoá 2023"],
        "ground_files": ["Phản ánh 12-10-2026.pdf"],
        "theme": "Kiểm tra công tác tuyển sinh",
        "period_from": "2026-01-01",
        "period_until": "2026-10-31",
        "review": "Đã rà soát 1 đơn vị: Không phát hiện trùng lặp, chồng chéo",
        "proposal": "Đề nghị lãnh đạo Sở xem xét, ban hành quyết định kiểm tra chuyên ngành",
    }


def overlap_sheet() -> dict[str, Any]:
    """One institution that another body looks at too."""
    return {
        **_section("overlap_sheet", "Phiếu rà soát", f"Trùng lặp, chồng chéo trước khi {SUBJECT}"),
        **_prepared(),
        "reviews": [
            {
                "party": PARTY,
                "result": "Có trùng lặp, chồng chéo với Kiểm toán nhà nước khu vực",
                "exchange": "Hai bên thống nhất tách nội dung tài chính, không trùng thời gian",
                "warnings": ["Đơn vị đã được kiểm tra trong năm 2025"],
                "note": "Không trùng nội dung",
                "reviewed_on": "2026-11-02",
                "reviewed_by": TEAM[1]["name"],
            }
        ],
        "confirmed_by": HEAD_OF_SECTION["name"],
        "confirmed_on": "2026-11-03",
    }


def pledge_sheet() -> dict[str, Any]:
    """Three members: one has something to declare, one has not declared yet."""
    answers = ["Không"] * 7 + ["Có", "Không"]
    rows = [
        {"answers": answers, "note": "Dạy hợp đồng đến năm 2021", "declared_on": "2026-11-04", "on_paper": False},
        {"answers": ["Không"] * 9, "note": "", "declared_on": "2026-11-05", "on_paper": True},
        {"answers": [""] * 9, "note": "", "declared_on": "", "on_paper": False},
    ]  # fmt: skip
    return {
        **_section("pledge_sheet", "Bản cam kết", "Không xung đột lợi ích của người tham gia Đoàn kiểm tra"),
        "inspection": "Kiểm tra tuyển sinh và cấp văn bằng, chứng chỉ năm 2026",
        "parties": [{"name": PARTY, "address": ADDRESS}],
        "cases": [str(label) for label in ConflictCase.labels],
        "rows": [{**person, **row} for person, row in zip(TEAM, rows, strict=True)],
        "signer": {**HEAD_OF_SECTION, "name": ""},
    }


def schedule_notice() -> dict[str, Any]:
    """A session by video."""
    return {
        **_shared("schedule_notice", "Thông báo", "TB-ĐKT", LEAD),
        "subject": f"Lịch kiểm tra tại {PARTY}",
        "addressed_to": PARTY,
        "decision": deepcopy(REFERENCE),
        "session_at": "2026-11-12T08:00:00+07:00",
        "method": "mixed",
        "venue": "phòng họp trực tuyến số 2 của Sở Giáo dục và Đào tạo",
        "team": deepcopy(TEAM),
        "people_needed": [
            "Người đại diện theo pháp luật của đơn vị hoặc người được ủy quyền bằng văn bản",
            "Người phụ trách các bộ phận liên quan đến nội dung kiểm tra",
        ],
        "report_due_on": "2026-11-11",
        "outline": [
            {"heading": "Khái quát về đơn vị", "points": ["Quyết định thành lập", "Quy mô đào tạo"]},
            {"heading": "Kết quả tuyển sinh", "points": [f"(TS01) {RECRUITING}"]},
        ],
        "contact": {"name": TEAM[0]["name"], "post": TEAM[0]["post"], "duty": "Trưởng đoàn"},
        "contact_phone": "0200 000 0015",
        "contact_email": "doankiemtra@minhhoa.example.vn",
    }


def referral_handover() -> dict[str, Any]:
    """Sent and taken in."""
    return {
        **_shared("referral_handover", "Biên bản", "BB-ĐKT", LEAD),
        "subject": "Bàn giao hồ sơ, tài liệu",
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ADDRESS},
        "matter": "Chuyển lập biên bản vi phạm hành chính",
        "legal_basis": "điểm b khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP",
        "noted_on": "2026-11-17",
        "recipient": "Chánh Văn phòng Sở Giáo dục và Đào tạo",
        "sent_number": "31/ĐKT",
        "sent_on": "2026-11-18",
        "received_reference": "Phiếu tiếp nhận 07/PTN",
        "received_on": "2026-11-19",
        "state": "Nơi nhận đã tiếp nhận",
        "files": [{"code": "TL-012", "name": "Sổ gốc năm 2026.pdf", "sha256": FILE_HASH}],
        "copies": 2,
    }


def contents() -> dict[str, Any]:
    """A numbered paper and a file."""
    return {
        **_section("contents", "Mục lục hồ sơ", "Kiểm tra tuyển sinh năm 2026"),
        "recipients": [],
        "signer": {**HEAD_OF_SECTION, "name": ""},
        "dossier": "KT-2026-007",
        "inspection": "Kiểm tra tuyển sinh năm 2026",
        "rows": [
            {"title": "Quyết định kiểm tra chuyên ngành", "number": "15/QĐ-SGDĐT", "dated_on": "2026-11-09",
             "pages": 2, "file": "01 Quyết định.pdf", "sha256": FILE_HASH},
            {"title": "TL-012 Sổ gốc năm 2026", "number": "", "dated_on": "", "pages": 0, "file": "So goc.xlsx",
             "sha256": FILE_HASH},
        ],
    }  # fmt: skip


SHEETS: dict[str, Callable[[], dict[str, Any]]] = {
    make.__name__: make
    for make in (proposal_sheet, overlap_sheet, pledge_sheet, schedule_notice, referral_handover, contents)
}
