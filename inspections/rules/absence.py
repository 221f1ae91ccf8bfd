"""Who acts for a person who is away (practice 1: «Vắng từ … đến …» reroutes waiting tasks).

The lead never approves his own plan and never signs his own decision: a turn of the director goes past a delegate who
leads the case, to another signer with a capacity that day. Duties in a team are named by the decision (Điều 12) and
never move with an absence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.rules.posts import days_meet, period_words
from inspections.rules.roles import PERMISSIONS, SIGNING_ROLES, Actor, Permission, Role

_PERSONAL = PERMISSIONS[Role.TEAM_MEMBER]
LONGEST_DAYS = 366


@dataclass(frozen=True)
class AbsenceFact:
    """An absence in force on the day."""

    absence_id: int
    user_id: int
    delegate_id: int | None
    until_on: date


@dataclass(frozen=True)
class Colleague:
    """A person of the department as he stands on the day."""

    user_id: int
    name: str
    roles: frozenset[str]
    capacity_id: int | None = None
    away: bool = False

    @property
    def duties(self) -> frozenset[Permission]:
        """Rights of his posts, without those of a team's member."""
        return frozenset().union(*(PERMISSIONS.get(role, frozenset()) for role in self.roles)) - _PERSONAL

    @property
    def signs(self) -> bool:
        """Is he asked to sign for the agency?"""
        return bool(self.roles & SIGNING_ROLES)


@dataclass(frozen=True)
class Seat:
    """The dossier that a turn belongs to: who leads it, who is in its team."""

    lead_id: int | None
    team: frozenset[int]


def stand_in(
    absent: Colleague, delegate_id: int | None, seat: Seat, people: Iterable[Colleague]
) -> Colleague | None:
    """Who takes a turn of the absent: the delegate; for a signature, past him, the director, then a deputy."""
    if absent.user_id in seat.team:
        return None
    usable = [person for person in people if _may_stand_in(person, absent, seat)]
    chosen = next((person for person in usable if person.user_id == delegate_id), None)
    if chosen is not None or not absent.signs:
        return chosen
    return min(usable, key=_rank, default=None)


def _may_stand_in(person: Colleague, absent: Colleague, seat: Seat) -> bool:
    if person.user_id == absent.user_id or person.away or not absent.duties <= person.duties:
        return False
    return not absent.signs or (person.capacity_id is not None and person.user_id != seat.lead_id)


def _rank(person: Colleague) -> tuple[bool, int]:
    return Role.DIRECTOR not in person.roles, person.user_id


def absence_objections(
    *,
    from_on: date,
    until_on: date,
    today: date,
    delegate: Colleague | None,
    absent: Colleague,
    others: Sequence[tuple[date, date]],
) -> list[str]:
    """Why an absence cannot be recorded as typed."""
    found = []
    if until_on < from_on:
        found.append(_("Ngày cuối phải từ ngày đầu trở đi."))
    if until_on < today:
        found.append(_("Đợt vắng đã qua; chỉ ghi đợt vắng từ hôm nay trở đi."))
    if (until_on - from_on).days > LONGEST_DAYS:
        found.append(
            _("Một đợt vắng không quá một năm; vắng lâu hơn thì kết thúc chức vụ và giao người khác.")
        )
    for first, last in others:
        if days_meet(from_on, until_on, first, last):
            found.append(
                _("Đã ghi đợt vắng %(period)s; kết thúc đợt đó trước hoặc chọn ngày khác.")
                % {"period": period_words(first, last)}
            )
    if delegate is not None:
        found += delegate_objections(absent, delegate)
    return found


def delegate_objections(absent: Colleague, delegate: Colleague) -> list[str]:
    """The delegate holds a post with the same rights, and for signatures a capacity of his own (NĐ 30/2020 Đ.13)."""
    if delegate.user_id == absent.user_id:
        return [_("Người làm thay phải là người khác.")]
    if not absent.duties <= delegate.duties:
        return [_("%(name)s không giữ chức vụ làm được việc của người vắng.") % {"name": delegate.name}]
    if absent.signs and delegate.capacity_id is None:
        return [
            _("%(name)s chưa có quyền hạn ký (KT. GIÁM ĐỐC) trong những ngày đó; ghi quyền ký trước.")
            % {"name": delegate.name}
        ]
    return []


def refusal_to_record_absence(by: Actor, user_id: int, departments: Iterable[int]) -> str | None:
    """The person himself, the head of section, the leaders of the department, or the administrator."""
    if by.user_id == user_id:
        return None
    for department_id in departments:
        rights = (Permission.CONFIRM_OVERLAP, Permission.SIGN_FOR_AGENCY, Permission.MANAGE_SETTINGS)
        if any(by.may_in_department(right, department_id) for right in rights):
            return None
    return _("Chỉ chính người đó, Trưởng phòng, lãnh đạo Sở hoặc quản trị hệ thống ghi đợt vắng.")


def instead_of_words(name: str, until_on: date) -> str:
    """«thay Nguyễn Văn A (vắng đến 27/11)»: who acts for whom is visible."""
    return _("thay %(name)s (vắng đến %(day)s)") % {"name": name, "day": f"{until_on:%d/%m}"}


def rerouted_words(label: str, absent: str, acting: str, until_on: date) -> str:
    """What the history of the case says of a turn that moved."""
    words = {"label": label, "absent": absent, "acting": acting, "day": f"{until_on:%d/%m/%Y}"}
    return _("«%(label)s»: %(absent)s vắng đến hết %(day)s, %(acting)s làm thay") % words


def nobody_words(name: str, count: int) -> str:
    """The warning that heads of section read."""
    return _("Không có người thay %(name)s cho %(count)s việc; giao quyền ký cho người khác hoặc chờ.") % {
        "name": name,
        "count": count,
    }
