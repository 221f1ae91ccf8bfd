"""Links of the figure: every number to its list, and to the other pages of the indicators that this build has."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from inspections.rules.roles import Actor


def list_url(year: int, **chosen: str) -> str:
    """The list of exactly the lượt that a number counts."""
    asked = {"nam": str(year), **{name: value for name, value in chosen.items() if value}}
    return f"{reverse('share_lines')}?{urlencode(asked)}"


def other_pages(year: int) -> list[dict[str, str]]:
    """The other pages of the indicators."""
    offered: Iterable[tuple[str, str, str]] = (
        ("coverage", _("Cơ sở đã, chưa được kiểm tra"), "building"),
        ("late_board", _("Bảng theo dõi"), "hourglass-split"),
        ("counting_rules", _("Cách tính"), "journal-check"),
        ("freezes", _("Chốt số liệu"), "lock-fill"),
        ("figure_export", _("Xuất dữ liệu"), "download"),
        ("backfilling", _("Dấu hiệu cần xem lại"), "search"),
        ("reconciliation", _("Đối chiếu"), "journal-check"),
        ("past", _("Kiểm tra giấy đã làm"), "archive"),
    )
    found = []
    for name, label, icon in offered:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        asked = f"?nam={year}" if name == "coverage" else ""
        found.append({"label": label, "url": url + asked, "icon": icon})
    return found


def own_department_id(who: Actor) -> int:
    """The department whose figure a person reads."""
    return min(who.department_ids)


def crumbs_of_list(year: int) -> list[tuple[str, Any]]:
    """Back to the board of the same year."""
    return [(_("Chỉ tiêu"), f"{reverse('share')}?nam={year}")]
