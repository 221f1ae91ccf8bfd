"""How people of an institution come in: sheets, contact persons, colleagues (practice 5; bar.md O1, O3).

A sheet opens an account once and for a time; the rights come from the post alone. The days are the agency's own
rules ([P], `access.sheet_days`, `access.invitation_days`).
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.rules.posts import USERNAME
from inspections.rules.roles import INSTITUTION_ROLES, Actor, Permission, Post, Role
from inspections.rules.vietnamese import fold

# Letters and digits that nobody mistakes for another: no 0 and O, no 1 and I. Ten of them are 50 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10
SHEET_DAYS_KEY, SHEET_DAYS = "access.sheet_days", 14
INVITATION_DAYS_KEY, INVITATION_DAYS = "access.invitation_days", 7

_NOT_A_DIGIT = re.compile(r"\D")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+")


def clean_code(typed: str) -> str:
    """The code as it was made, however it was typed: small letters, blanks and dashes do not matter."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: CODE_LENGTH * 2]


def shown_code(code: str) -> str:
    """The code as people read it aloud: «ABCDE-FGH23»."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def phone_digits(text: str) -> str:
    """A phone number of Vietnam as its digits, with 0 for the country's +84; nothing when it is none."""
    digits = _NOT_A_DIGIT.sub("", text)
    if digits.startswith("84") and len(digits) >= 11:
        digits = f"0{digits[2:]}"
    return digits if 9 <= len(digits) <= 12 else ""


def proposed_usernames(*, phone: str, email: str, name: str) -> Iterable[str]:
    """Sign-in names to try for a new person: the phone number, the e-mail's own part, the name; then with a number."""
    told = (phone_digits(phone), email.split("@")[0].lower(), fold(name).replace(" ", ""))
    found = [_NOT_IN_A_NAME.sub("", text).strip("._-")[:50] for text in told]
    fitting = [text for text in found if USERNAME.fullmatch(text)] or ["nguoi-dung"]
    yield from fitting
    for number in range(2, 1000):
        yield f"{fitting[-1]}{number}"


def reach_objections(phone: str, email: str) -> list[str]:
    """A person is reached by phone or by e-mail; a number that is none is told."""
    found = []
    if not phone.strip() and not email.strip():
        found.append(_("Ghi thư điện tử hoặc số điện thoại của người nhận tài khoản."))
    if phone.strip() and not phone_digits(phone):
        found.append(
            _("Số điện thoại «%(phone)s» không đúng: ghi từ 9 đến 12 chữ số.") % {"phone": phone.strip()}
        )
    return found


def sheet_objection(
    *, used_at: datetime | None, cancelled_at: datetime | None, expires_at: datetime, now: datetime
) -> str | None:
    """Why a sheet opens nothing any more; None while it is good."""
    if used_at is not None:
        return _(
            "Phiếu này đã được dùng lúc %(at)s. Hãy đăng nhập bằng mật khẩu đã đặt; nếu không phải bạn đặt, báo ngay cho "
            "người giao phiếu."
        ) % {"at": _moment(used_at)}
    if cancelled_at is not None:
        return _("Phiếu này đã hết hiệu lực lúc %(at)s vì có phiếu mới hơn hoặc đã được báo chuyển.") % {
            "at": _moment(cancelled_at)
        }
    return _expiry_objection(expires_at, now)


def invitation_objection(
    *, accepted_at: datetime | None, called_off_at: datetime | None, expires_at: datetime, now: datetime
) -> str | None:
    """Why an invitation lets nobody in any more; None while it is good."""
    if accepted_at is not None:
        return _("Lời mời này đã được nhận lúc %(at)s. Hãy đăng nhập bằng mật khẩu đã đặt.") % {
            "at": _moment(accepted_at)
        }
    if called_off_at is not None:
        return _("Lời mời này đã được thu hồi lúc %(at)s.") % {"at": _moment(called_off_at)}
    return _expiry_objection(expires_at, now)


def _expiry_objection(expires_at: datetime, now: datetime) -> str | None:
    if expires_at >= now:
        return None
    return _("Đã quá hạn dùng (%(at)s). Đề nghị người giao gửi lại.") % {"at": _moment(expires_at)}


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M %d/%m/%Y")


def last_moment(now: datetime, days: int) -> datetime:
    """Until when a link is good."""
    return now + timedelta(days=days)


def refusal_to_name_contact(by: Actor, institution_id: int, department_id: int | None) -> str | None:
    """The head names the contact person; the administrator or the records clerk enters the head's paper letter."""
    if by.may_at_institution(Permission.REPRESENT_INSTITUTION, institution_id):
        return None
    if department_id and may_enter_letters(by, department_id):
        return None
    return _(
        "Thủ trưởng đơn vị cử đầu mối; văn thư hoặc quản trị hệ thống của Sở nhập giấy cử do thủ trưởng đã ký."
    )


def may_enter_letters(by: Actor, department_id: int) -> bool:
    """Who at the department enters a letter that came on paper."""
    rights = (Permission.MANAGE_SETTINGS, Permission.ISSUE_DOCUMENT)
    return any(by.may_in_department(right, department_id) for right in rights)


def refusal_to_give_sheet(by: Actor, user_id: int, posts: Iterable[Post], homes: Iterable[int]) -> str | None:
    """The administrator of the person's department; or the head, for people who only ever served in his own school."""
    if by.user_id == user_id:
        return _("Tự đổi mật khẩu của mình ở mục «Đổi mật khẩu».")
    if any(by.may_in_department(Permission.MANAGE_SETTINGS, home) for home in homes):
        return None
    held = list(posts)
    own = all(
        by.may_at_institution(Permission.REPRESENT_INSTITUTION, post.institution_id)
        and post.role in INSTITUTION_ROLES
        and post.role != Role.INSTITUTION_HEAD
        for post in held
    )
    if held and own:
        return None
    return _(
        "Chỉ quản trị hệ thống của Sở, hoặc thủ trưởng đối với người của đơn vị mình, được giao tài khoản."
    )


def refusal_to_invite(by: Actor, institution_id: int | None) -> str | None:
    """Who answers for the institution shares the work with colleagues; who only helps does not."""
    if by.may_at_institution(Permission.ANSWER_FOR_INSTITUTION, institution_id):
        return None
    return _("Chỉ thủ trưởng và cán bộ đầu mối của đơn vị mời đồng nghiệp, phân công phần việc.")


def helps_at(who: Actor, institution_id: int | None) -> bool:
    """Does the person hold a helper's post at this institution today?"""
    return any(
        post.role == Role.INSTITUTION_HELPER and post.institution_id == institution_id for post in who.posts
    )
