"""Posts over time: one head a day in one place, no day without a head unseen (practice 5: rights belong to the post)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from inspections.rules.roles import INSTITUTION_ROLES, Actor, Permission, Role

SINGLE_ROLES = frozenset({Role.DIRECTOR, Role.INSTITUTION_HEAD})
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tenure:
    """A post held by somebody from a day to a day (no last day: until further notice)."""

    user_id: int
    name: str
    role: str
    valid_from: date
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        """Is the post held on the day?"""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def days_meet(one_from: date, one_until: date | None, other_from: date, other_until: date | None) -> bool:
    """Do two periods share a day?"""
    starts_in_time = other_until is None or one_from <= other_until
    return starts_in_time and (one_until is None or other_from <= one_until)


def period_words(first: date, last: date | None) -> str:
    """«từ 01/12/2026» or «từ 01/12/2026 đến hết 31/12/2026»."""
    if last is None:
        return _("từ %(first)s") % {"first": f"{first:%d/%m/%Y}"}
    return _("từ %(first)s đến hết %(last)s") % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}


def period_objections(first: date, last: date | None) -> list[str]:
    """The last day is not before the first."""
    return [_("Ngày cuối phải từ ngày đầu trở đi.")] if last is not None and last < first else []


def appointment_objections(new: Tenure, held: Iterable[Tenure], *, at_institution: bool) -> list[str]:
    """Why a post cannot be given: wrong place, the same post twice, two heads on one day."""
    found = period_objections(new.valid_from, new.valid_until)
    if (new.role in INSTITUTION_ROLES) != at_institution:
        found.append(
            _(
                "Vai trò «%(role)s» không thuộc nơi đã chọn: chọn cơ sở cho vai trò của đơn vị, chọn Sở cho vai trò khác."
            )
            % {"role": Role(new.role).label}
        )
    for other in held:
        if other.role != new.role:
            continue
        if not days_meet(new.valid_from, new.valid_until, other.valid_from, other.valid_until):
            continue
        words = {"name": other.name, "period": period_words(other.valid_from, other.valid_until)}
        if other.user_id == new.user_id:
            found.append(_("Người này đã giữ vai trò đó %(period)s.") % words)
        elif new.role in SINGLE_ROLES:
            found.append(_two_heads(new.role, words))
    return found


def _two_heads(role: str, words: dict[str, str]) -> str:
    told = {**words, "role": Role(role).label}
    return (
        _(
            "%(name)s đang giữ chức «%(role)s» %(period)s. Mỗi ngày chỉ một người đứng đầu: kết thúc chức vụ đó trước, "
            "hoặc chọn «Thay người đang giữ chức»."
        )
        % told
    )


def vacancies(held: Sequence[Tenure], role: str, *, from_on: date) -> list[tuple[date, date | None]]:
    """Periods from the day on in which nobody holds the role."""
    found: list[tuple[date, date | None]] = []
    day = from_on
    for tenure in sorted((t for t in held if t.role == role), key=lambda t: t.valid_from):
        if tenure.valid_until is not None and tenure.valid_until < day:
            continue
        if tenure.valid_from > day:
            found.append((day, tenure.valid_from - ONE_DAY))
        if tenure.valid_until is None:
            return found
        day = tenure.valid_until + ONE_DAY
    return [*found, (day, None)]


def vacancy_words(role: str, periods: Iterable[tuple[date, date | None]]) -> list[str]:
    """One warning for each period without a holder."""
    text = _("Không có %(role)s %(period)s: việc chờ chức vụ này không có người làm.")
    return [text % {"role": Role(role).label, "period": period_words(*period)} for period in periods]


def refusal_to_manage_people(by: Actor, department_id: int) -> str | None:
    """Posts, capacities and accounts are the administrator's (architecture 6)."""
    if by.may_in_department(Permission.MANAGE_SETTINGS, department_id):
        return None
    return _("Chỉ quản trị hệ thống được giao chức vụ, quyền ký và tài khoản.")


def refusal_to_appoint(by: Actor, user_id: int, department_id: int) -> str | None:
    """Nobody gives a post or a capacity to himself."""
    if refusal := refusal_to_manage_people(by, department_id):
        return refusal
    if by.user_id == user_id:
        return _("Không tự giao chức vụ, quyền ký cho chính mình; đề nghị quản trị viên khác thực hiện.")
    return None


def username_objections(username: str) -> list[str]:
    """A sign-in name is typed on any keyboard."""
    if USERNAME.fullmatch(username):
        return []
    return [
        _(
            "Tên đăng nhập «%(name)s» không dùng được: 3 đến 60 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm, "
            "gạch ngang, gạch dưới; bắt đầu bằng chữ hoặc số."
        )
        % {"name": username}
    ]
