"""What the frame of every page shows: agency of the day, person and role, the menu of the role, the demo bar."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import User
from inspections.queries.notices import agency_and_unread
from inspections.queries.quarantine import stands_apart
from inspections.rules.roles import Actor, Permission, Role
from inspections.views.access import actor, today

DEMO_ACCOUNTS = (
    ("giamdoc", Role.DIRECTOR),
    ("phogiamdoc", Role.DEPUTY_DIRECTOR),
    ("truongphong", Role.SECTION_HEAD),
    ("chuyenvien", Role.OFFICER),
    ("truongdoan", Role.OFFICER),
    ("thanhvien1", Role.TEAM_MEMBER),
    ("thanhvien2", Role.TEAM_MEMBER),
    ("vanthu", Role.RECORDS_CLERK),
    ("giamsat", Role.MONITOR),
    ("quantri", Role.ADMINISTRATOR),
    ("truonga-hieutruong", Role.INSTITUTION_HEAD),
    ("truonga-canbo", Role.INSTITUTION_CLERK),
    ("truonga-giaovien", Role.INSTITUTION_HELPER),
    ("trungtamb-giamdoc", Role.INSTITUTION_HEAD),
    ("trungtamb-canbo", Role.INSTITUTION_CLERK),
)
PEOPLE_RIGHTS = frozenset(
    {Permission.MANAGE_SETTINGS, Permission.CONFIRM_OVERLAP, Permission.SIGN_FOR_AGENCY}
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; nothing personal for a visitor who has not signed in."""
    demo = settings.DEMO
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {
            "demo": demo,
            "quarantine": stands_apart,
            "frame": {"switch_url": reverse("switch_account") if demo else ""},
        }
    who = actor(request)
    agency, unread, apart = agency_and_unread(user, today())
    return {
        "demo": demo,
        "quarantine": apart,
        "menu": menu(who, request.path, demo=demo),
        "demo_accounts": _demo_accounts(user) if demo else [],
        "frame": {
            "agency": agency,
            "quarantine_url": reverse("quarantine") if Permission.MANAGE_SETTINGS in who.permissions else "",
            "notifications_url": reverse("notices"),
            "unread": unread,
            "notice_choice_url": reverse("notice_choice"),
            "own_data_url": reverse("own_data"),
            "person": user.full_name,
            "role": who.role_words,
            "home_url": reverse("home"),
            "person_url": reverse("person", args=[user.pk]) if who.posts else "",
            "search_url": reverse("search") if who.department_ids else "",
            "switch_url": reverse("switch_account") if demo else "",
        },
    }


def _demo_accounts(user: User) -> list[dict[str, Any]]:
    return [
        {"username": name, "label": name, "role": role.label, "current": name == user.username}
        for name, role in DEMO_ACCOUNTS
    ]


def _department_menu(who: Actor) -> list[tuple[str, str, str]]:
    manages = Permission.MANAGE_SETTINGS in who.permissions
    offered = [
        (True, _("Việc của tôi"), "home", "check2-square"),
        (Permission.READ_CASES in who.permissions, _("Hồ sơ kiểm tra"), "cases", "folder2-open"),
        (
            bool(who.department_ids) and Permission.ISSUE_DOCUMENT not in who.permissions,
            _("Theo dõi khắc phục"),
            "follow_up",
            "hourglass-split",
        ),
        (bool(who.department_ids), _("Cơ sở"), "institutions", "building"),
        (bool(who.department_ids), _("Chỉ tiêu"), "share", "bar-chart"),
        (Permission.ISSUE_DOCUMENT in who.permissions, _("Sổ văn bản"), "daily_papers", "send"),
        (
            Permission.ISSUE_DOCUMENT in who.permissions,
            _("Nhận lại văn bản"),
            "returned_drop",
            "file-earmark-text",
        ),
        (
            bool(who.department_ids) and Permission.KEEP_ARCHIVE not in who.permissions,
            _("Kiểm tra giấy đã làm"),
            "past",
            "archive",
        ),
        (Permission.KEEP_ARCHIVE in who.permissions, _("Hồ sơ lưu"), "archives", "archive"),
        (bool(who.permissions & PEOPLE_RIGHTS), _("Nhân sự"), "people", "people"),
        (manages, _("Danh mục pháp lý"), "reference", "journal-check"),
        (manages, _("Đề cương kiểm tra"), "checklists", "file-earmark-text"),
    ]
    return [(label, reverse(name), icon) for shown, label, name, icon in offered if shown]


def menu(who: Actor, path: str, *, demo: bool) -> list[dict[str, Any]]:
    """At most seven entries, by role."""
    if who.is_institution_side:
        entries = [(_("Việc cần làm"), reverse("home"), "check2-square")]
        if who.institution_ids:
            entries.append((_("Hồ sơ của đơn vị"), reverse("own_page"), "folder2-open"))
            entries.append((_("Kho tài liệu"), reverse("vault"), "archive"))
            entries.append((_("Người dùng"), reverse("institution_people"), "people"))
    else:
        entries = _department_menu(who) if who.posts else []
    if demo and entries:
        entries.append((_("Thư đã gửi"), reverse("sent_mail"), "envelope"))
    return [
        {
            "label": label,
            "url": url,
            "icon": icon,
            "current": path == url or (url != "/" and path.startswith(url)),
        }
        for label, url, icon in entries
    ]
