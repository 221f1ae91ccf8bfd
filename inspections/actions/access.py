"""First access by a printed sheet, and the contact person an institution names (practice 5; bar.md O1).

The sheet carries a link and a short code, good once and for a time; only their fingerprints are kept. It opens an
account, never a right: rights come from the post, which starts and ends by its own dates.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions import messages
from inspections.actions.jobs import JobBook
from inspections.actions.posts import ONE_DAY, close_post, note_person, post_in_words
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import AccessSheet, ContactAppointment, Institution, Membership, User
from inspections.models.inputs import ContactInput
from inspections.queries.access import days_of, fingerprint
from inspections.queries.people import actor_of, holders, local_day, valid_on
from inspections.queries.posts import homes_of, tenures
from inspections.rules.access import (
    ALPHABET,
    CODE_LENGTH,
    SHEET_DAYS,
    SHEET_DAYS_KEY,
    last_moment,
    proposed_usernames,
    reach_objections,
    refusal_to_give_sheet,
    refusal_to_name_contact,
    sheet_objection,
)
from inspections.rules.posts import Tenure, appointment_objections
from inspections.rules.roles import Permission, Post, Role
from inspections.rules.vietnamese import normalise


@dataclass(frozen=True)
class Handed:
    """A sheet as it is printed: the only moment in which its link and its code are known."""

    sheet: AccessSheet
    link: str
    code: str


@dataclass(frozen=True)
class Named:
    """A contact person named: the letter, and the sheet when the person has no way in yet."""

    appointment: ContactAppointment
    handed: Handed | None


def give_access(user: User, *, by: User, now: datetime, reason: str) -> Handed:
    """Print a sheet: older sheets and a password in use end at once, only this sheet sets a new one."""
    held = Membership.objects.filter(user=user).values_list("role", "department_id", "institution_id")
    posts = [Post(*row) for row in held]
    who = actor_of(by, local_day(now))
    if refusal := refusal_to_give_sheet(who, user.pk, posts, homes_of(user.pk)):
        raise NotReady([refusal]) if user.pk == by.pk else Refused(refusal)
    if not reason.strip():
        raise NotReady([_("Ghi lý do.")])
    if not user.is_active:
        raise NotReady([_("Tài khoản đang khóa; mở khóa trước khi giao.")])
    with transaction.atomic():
        after = _("Giao phiếu tài khoản ngày %(day)s") % {"day": f"{local_day(now):%d/%m/%Y}"}
        note_person(user, by=by, now=now, before="", after=after, reason=reason.strip())
        user.set_unusable_password()
        user.save(update_fields=["password"])
        return _hand_out(user, by=by, now=now)


def _hand_out(user: User, *, by: User, now: datetime) -> Handed:
    waiting = AccessSheet.objects.filter(user=user, used_at__isnull=True, cancelled_at__isnull=True)
    waiting.update(cancelled_at=now)
    link = secrets.token_urlsafe(24)
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    post = (
        Membership.objects.filter(user=user, institution__isnull=False).order_by("-valid_from", "-id").first()
    )
    days = days_of(SHEET_DAYS_KEY, SHEET_DAYS, local_day(now))
    sheet = AccessSheet.objects.create(
        user=user,
        institution_id=post.institution_id if post else None,
        link_hash=fingerprint(link),
        code_hash=fingerprint(code),
        made_at=now,
        made_by=by,
        expires_at=last_moment(now, days),
    )
    return Handed(sheet, link, code)


def _take(sheet: AccessSheet, now: datetime) -> AccessSheet:
    """The sheet under lock, still good; of two people who hold it the slower one is told."""
    held = AccessSheet.objects.select_for_update(of=("self",)).select_related("user").get(pk=sheet.pk)
    objection = sheet_objection(
        used_at=held.used_at, cancelled_at=held.cancelled_at, expires_at=held.expires_at, now=now
    )
    if objection:
        raise AlreadyDone(objection)
    return held


def use_sheet(sheet: AccessSheet, *, password: str, now: datetime) -> User:
    """The person sets the password; the sheet is spent."""
    with transaction.atomic():
        held = _take(sheet, now)
        held.used_at = now
        held.save(update_fields=["used_at"])
        user = held.user
        user.set_password(password)
        user.save(update_fields=["password"])
        words = _("Đã nhận tài khoản, tự đặt mật khẩu")
        note_person(user, by=user, now=now, before="", after=words, reason=_("Phiếu giao tài khoản"))
    return user


def report_wrong_person(sheet: AccessSheet, *, instead: str, now: datetime) -> None:
    """Whoever holds the sheet is not in charge any more: it ends, and who can name another person is told (O1)."""
    with transaction.atomic():
        held = _take(sheet, now)
        held.cancelled_at = now
        held.save(update_fields=["cancelled_at"])
        words = _("Người giữ phiếu báo không còn phụ trách")
        reason = normalise(instead) or _("Không ghi người phụ trách hiện nay")
        note_person(held.user, by=held.user, now=now, before="", after=words, reason=reason)
        jobs = JobBook()
        messages.queue(
            None,
            _who_can_name_another(held, now),
            key=f"wrong-person:{held.pk}",
            subject=_("Người nhận phiếu giao tài khoản không còn phụ trách"),
            body=_(
                "Phiếu giao tài khoản của %(name)s%(place)s được báo là không đúng người phụ trách và đã hết hiệu lực. "
                "Người phụ trách hiện nay theo người báo: %(instead)s. Chưa ai được cấp quyền; đề nghị cử đầu mối mới."
            )
            % {
                "name": held.user.full_name,
                "place": f" ({held.institution})" if held.institution else "",
                "instead": reason,
            },
            by=held.user,
            now=now,
            jobs=jobs,
        )
        jobs.write()


def _who_can_name_another(sheet: AccessSheet, now: datetime) -> Iterable[User]:
    """The head of the institution and who made the sheet; without a head the administrators of the department."""
    today = local_day(now)
    told = {sheet.made_by_id: sheet.made_by}
    heads: list[User] = []
    if sheet.institution_id:
        heads = list(holders(today, Role.INSTITUTION_HEAD, institution_id=sheet.institution_id))
        heads = [head for head in heads if head.pk != sheet.user_id]
    if not heads:
        for home in homes_of(sheet.user_id):
            heads += holders(today, Role.ADMINISTRATOR, department_id=home)
    return (told | {head.pk: head for head in heads}).values()


def name_contact(institution: Institution, *, by: User, now: datetime, given: ContactInput) -> Named:
    """«Giấy cử đầu mối»: the head names, or the department enters the head's letter with its number and scan."""
    who = actor_of(by, local_day(now))
    if refusal := refusal_to_name_contact(who, institution.pk, institution.department_id):
        raise Refused(refusal)
    on_paper = not who.may_at_institution(Permission.REPRESENT_INSTITUTION, institution.pk)
    _demand(institution, given, on_paper=on_paper)
    with transaction.atomic():
        Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        user = given.person or _new_person(given)
        row = _letter(institution, user, given, by=by, now=now)
        reference = _reference(row)
        if given.ends_present:
            _end_present(institution, user, given, by=by, now=now, reason=reference)
        _give_post(institution, user, given, by=by, now=now, reason=reference)
        handed = None if user.has_usable_password() else _hand_out(user, by=by, now=now)
    return Named(row, handed)


def _demand(institution: Institution, given: ContactInput, *, on_paper: bool) -> None:
    found = []
    if given.person is None:
        if not normalise(given.name):
            found.append(_("Ghi họ và tên."))
        found += reach_objections(given.phone, given.email)
    elif not Membership.objects.filter(user=given.person, institution=institution).exists():
        found.append(_("Người được chọn không thuộc đơn vị."))
    if not normalise(given.title):
        found.append(_("Ghi chức vụ của người được cử."))
    if on_paper and not (given.number.strip() and given.scan):
        found.append(_("Ghi số, ký hiệu giấy cử và gửi kèm bản quét có chữ ký của thủ trưởng đơn vị."))
    if found:
        raise NotReady(found)


def _new_person(given: ContactInput) -> User:
    names = proposed_usernames(phone=given.phone, email=given.email, name=given.name)
    username = next(name for name in names if not User.objects.filter(username=name).exists())
    return User.objects.create_user(
        username, full_name=given.name, email=given.email.strip(), phone=given.phone.strip()
    )


def _letter(
    institution: Institution, user: User, given: ContactInput, *, by: User, now: datetime
) -> ContactAppointment:
    row = ContactAppointment(
        institution=institution,
        user=user,
        title=normalise(given.title),
        number=given.number.strip(),
        valid_from=given.valid_from,
        appointed_at=now,
        appointed_by=by,
    )
    if given.scan is not None:
        given.scan.content.seek(0)
        row.scan_name, row.scan_sha256 = given.scan.name, given.scan.sha256
        row.scan.save(given.scan.name, given.scan.content, save=False)
    row.save()
    return row


def _reference(row: ContactAppointment) -> str:
    if row.number:
        return _("Giấy cử đầu mối số %(number)s") % {"number": row.number}
    return _("Giấy cử đầu mối ngày %(day)s") % {"day": f"{local_day(row.appointed_at):%d/%m/%Y}"}


def _end_present(
    institution: Institution, user: User, given: ContactInput, *, by: User, now: datetime, reason: str
) -> None:
    rows = Membership.objects.filter(
        valid_on(given.valid_from), institution=institution, role=Role.INSTITUTION_CLERK
    )
    for row in rows.exclude(user=user).select_related("user", "institution", "department"):
        close_post(row, max(given.valid_from - ONE_DAY, row.valid_from), by=by, now=now, reason=reason)


def _give_post(
    institution: Institution, user: User, given: ContactInput, *, by: User, now: datetime, reason: str
) -> None:
    held = tenures(institution_id=institution.pk, roles=[Role.INSTITUTION_CLERK])
    new = Tenure(user.pk, user.full_name, Role.INSTITUTION_CLERK, given.valid_from)
    if objections := appointment_objections(new, held, at_institution=True):
        raise NotReady(objections)
    row = Membership.objects.create(
        user=user,
        role=Role.INSTITUTION_CLERK,
        title=normalise(given.title),
        institution=institution,
        valid_from=given.valid_from,
        appointment_ref=reason,
    )
    note_person(user, by=by, now=now, before="", after=post_in_words(row), reason=reason)
