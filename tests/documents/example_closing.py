"""The record of closing, with the contents of a small dossier."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.example_sheets import FILE_HASH, LEAD, PARTY, TEAM, _shared


def closing_record() -> dict[str, Any]:
    """Kept for twenty years, one file of a denunciation kept apart."""
    return {
        **deepcopy(_shared("closing_record", "Biên bản", "BB-ĐKT", LEAD)),
        "subject": "Kết thúc hồ sơ",
        "dossier": "KT-2026-007",
        "inspection": "Kiểm tra tuyển sinh năm 2026",
        "decision_label": "15/QĐ-SGDĐT",
        "decided_on": "2026-11-09",
        "stage": "Kết thúc, lưu hồ sơ",
        "parties": [{"name": PARTY, "stage": "Hoàn thành"}],
        "statement": ["Bản gốc biên bản có chữ ký tay, lưu kèm"],
        "retention": "Có thời hạn",
        "years": 20,
        "keep_until_on": "2046-12-31",
        "basis": "Quy tắc lưu hồ sơ của Sở",
        "kept_at": "kho lưu trữ, giá 2, hộp 15",
        "proposed_by": TEAM[0]["name"],
        "sealed_at": "2026-12-15T09:30:00+07:00",
        "sealed_by": "Đinh Thị Văn",
        "paper_count": 1,
        "file_count": 1,
        "apart_count": 1,
        "event_count": 64,
        "manifest_sha256": FILE_HASH,
        "chain_head": FILE_HASH[::-1],
        "rows": [
            {"title": "Quyết định kiểm tra chuyên ngành", "number": "15/QĐ-SGDĐT", "dated_on": "2026-11-09",
             "pages": 0, "file": "van-ban/001 15-QĐ-SGDĐT.pdf", "sha256": FILE_HASH},
            {"title": "TL-012 Sổ gốc năm 2026.xlsx", "number": "", "dated_on": "2026-11-12", "pages": 0,
             "file": "tai-lieu/TL-012 Sổ gốc năm 2026.xlsx", "sha256": FILE_HASH},
        ],
    }  # fmt: skip


CLOSING: dict[str, Callable[[], dict[str, Any]]] = {"closing_record": closing_record}
