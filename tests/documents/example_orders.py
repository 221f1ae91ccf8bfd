"""One complete snapshot of each intervention, invented, for the tests only."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.documents.examples import (
    ADDRESS,
    DEPUTY,
    INSPECTION_DECREE,
    LEAD,
    PARTY,
    REFERENCE,
    TEAM,
    _shared,
)

WHY = "Ba xưởng thực hành ở hai xã cách nhau 40 km; số liệu hai hệ đào tạo phải đối chiếu từng lớp"
DECISION = "Quyết định số 15/QĐ-SGDĐT"
OTHER = {"name": "Trung tâm Giáo dục nghề nghiệp Minh Hoạ Đắk Mil", "address": "xã Đắk Mil, tỉnh Lâm Đồng"}


def _order(kind: str, subject: str, consequence: str, **own: Any) -> dict[str, Any]:
    return {
        **_shared(kind, "Quyết định", "QĐ-SGDĐT", DEPUTY),
        "number": "18",
        "signed_on": "2026-11-16",
        "subject": f"Về việc {subject} {DECISION}",
        "grounds": [
            {"act": INSPECTION_DECREE, "text": ""},
            {
                "act": None,
                "text": f"Căn cứ {DECISION} ngày 09 tháng 11 năm 2026 của {REFERENCE['issuer']} về việc "
                f"{REFERENCE['subject']}",
            },
            {"act": None, "text": f"Xét đề nghị của Trưởng đoàn kiểm tra theo {DECISION}"},
        ],
        "recipients": ["Như Điều 3", "UBND tỉnh Lâm Đồng (để báo cáo)", "Lãnh đạo Sở"],
        "archive": "VT, GDNN",
        "authority": REFERENCE["issuer"],
        "decision": deepcopy(REFERENCE),
        "reason": WHY,
        "consequence": consequence,
        "executors": "Chánh Văn phòng Sở, Trưởng phòng Giáo dục nghề nghiệp, Trưởng đoàn, thành viên Đoàn kiểm tra và các "
        "đơn vị được kiểm tra",
        **own,
    }


def extension() -> dict[str, Any]:
    """Five working days more, for a complex matter."""
    return _order(
        "extension",
        "gia hạn thời hạn kiểm tra theo",
        f"Các nội dung khác của {DECISION} không thay đổi",
        days=5,
        limit_unit="working_day",
        limit_value=10,
        announced_on="2026-11-12",
        ground="nội dung kiểm tra phức tạp",
        former_end_on="2026-11-26",
        new_end_on="2026-12-03",
        counting=["Ngày 12/11/2026 không tính; đếm từ ngày liền sau.", "Gia hạn thêm 5 ngày làm việc."],
    )


def pause() -> dict[str, Any]:
    """A flood."""
    return _order(
        "pause",
        "tạm dừng kiểm tra theo",
        "Trong thời gian tạm dừng, Đoàn kiểm tra không làm việc với đơn vị",
        from_on="2026-11-16",
    )


def resumption() -> dict[str, Any]:
    """Both ends of the limit."""
    return _order(
        "resumption",
        "tiếp tục kiểm tra theo",
        f"Đoàn kiểm tra và đơn vị được kiểm tra tiếp tục thực hiện {DECISION}",
        again_on="2026-11-23",
        paused_from="2026-11-16",
        paused_until="2026-11-22",
        ends={
            "counted_out_on": "2026-12-03",
            "counted_in_on": "2026-11-26",
            "stops_clock": True,
            "source": "nội bộ: NĐ 217/2025 không quy định",
        },
    )


def termination() -> dict[str, Any]:
    """One of four causes."""
    return _order(
        "termination",
        "đình chỉ cuộc kiểm tra theo",
        "Đoàn kiểm tra chấm dứt hoạt động kiểm tra",
        cause="đã có quyết định khởi tố về cùng nội dung",
    )


def party_termination() -> dict[str, Any]:
    """One party was merged away."""
    return _order(
        "party_termination",
        "đình chỉ kiểm tra đối với một đơn vị theo",
        "Hồ sơ kiểm tra đối với đơn vị nêu tại Điều 1 được lưu theo tên đơn vị đó, không chuyển cho tổ chức khác",
        cause="đối tượng kiểm tra không còn tồn tại",
        party={"name": PARTY, "address": ADDRESS},
    )


def revocation() -> dict[str, Any]:
    """Before anybody heard of it."""
    return _order("revocation", "bãi bỏ", f"{DECISION} chưa được công bố với đơn vị nào và hết hiệu lực")


def amendment() -> dict[str, Any]:
    """One unit off, one on; scope and period."""
    return _order(
        "amendment",
        "sửa đổi, bổ sung",
        f"Các nội dung khác của {DECISION} không thay đổi",
        adds=[deepcopy(OTHER)],
        drops=[{"name": PARTY, "address": ADDRESS}],
        scope=["Việc tuyển sinh năm 2026", "Việc quản lý phôi văn bằng"],
        period_from="2026-01-01",
        period_until="2026-10-31",
    )


def replacement() -> dict[str, Any]:
    """A member leaves, another joins."""
    return _order(
        "replacement",
        "thay đổi thành viên Đoàn kiểm tra theo",
        "Người thôi tham gia bàn giao hồ sơ, tài liệu",
        leaving=deepcopy(TEAM[1]),
        joining={"name": "Y Bhăm Êban", "post": "Chuyên viên", "duty": "Thành viên"},
    )


def plan_adjustment() -> dict[str, Any]:
    """Two items to be seen."""
    return {
        **_shared("plan_adjustment", "Kế hoạch", "KH-ĐKT", LEAD),
        "subject": f"Điều chỉnh phương thức kiểm tra theo {DECISION}",
        "recipients": ["Người ra quyết định kiểm tra (để phê duyệt)", PARTY, "Thành viên Đoàn kiểm tra"],
        "decision": deepcopy(REFERENCE),
        "party": {"name": PARTY, "address": ADDRESS},
        "reason": WHY,
        "items": [
            {
                "code": "TS01",
                "text": "Thông báo tuyển sinh và điều kiện dự tuyển",
                "former_method": "online",
                "method": "on_site",
            },
            {
                "code": "TS03",
                "text": "Hồ sơ trúng tuyển của từng lớp",
                "former_method": "online",
                "method": "on_site",
            },
        ],
        "approval": {"signer": DEPUTY, "approved_on": "2026-11-16"},
    }


ORDERS: dict[str, Callable[[], dict[str, Any]]] = {
    make.__name__: make
    for make in (
        extension,
        pause,
        resumption,
        termination,
        party_termination,
        revocation,
        amendment,
        replacement,
        plan_adjustment,
    )
}
