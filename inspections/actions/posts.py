"""Posts over time, capacities to sign, accounts: what the administrator keeps (practice 1, 5; architecture 6).

Each change is noted with its reason; no dossier is shown to who makes it.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.succession import follow_successor
from inspections.exceptions import NotReady, Refused
from inspections.models import (
    Capacity,
    Department,
    DocumentSignature,
    Institution,
    Membership,
    SettingChange,
    User,
)
from inspections.models.inputs import CapacityInput, PostInput
from inspections.queries.people import actor_of, local_day
from inspections.queries.posts import tenures
from inspections.rules.capacity import capacity_objections, printed_lines
from inspections.rules.posts import (
    SINGLE_ROLES,
    Tenure,
    appointment_objections,
    period_words,
    refusal_to_appoint,
    refusal_to_manage_people,
    username_objections,
)
from inspections.rules.vietnamese import normalise

ONE_DAY = timedelta(days=1)


def note_person(user: User, *, by: User, now: datetime, before: str, after: str, reason: str) -> None:
    """One change about a person, in words; never edited afterwards."""
    SettingChange.objects.create(
        subject=SettingChange.Subject.PEOPLE,
        key=user.username,
        before=before,
        after=after,
        reason=reason,
        by=by,
        at=now,
    )


def _require(refusal: str | None) -> None:
    if refusal:
        raise Refused(refusal)


def _demand_reason(reason: str) -> str:
    if not reason.strip():
        raise NotReady([_("Ghi lý do hoặc số, ngày văn bản.")])
    return reason.strip()


def create_account(
    *, by: User, now: datetime, username: str, full_name: str, email: str, phone: str, post: PostInput
) -> User:
    """An account with its first post; the password is set by the person himself, from the printed sheet."""
    _require(refusal_to_manage_people(actor_of(by, local_day(now)), post.home))
    found = username_objections(username)
    if User.objects.filter(username=username).exists():
        found.append(_("Tên đăng nhập «%(name)s» đã có người dùng.") % {"name": username})
    if not normalise(full_name):
        found.append(_("Ghi họ và tên."))
    if not email.strip() and not phone.strip():
        found.append(_("Ghi thư điện tử hoặc số điện thoại của người nhận tài khoản."))
    if found:
        raise NotReady(found)
    with transaction.atomic():
        user = User.objects.create_user(
            username, full_name=full_name, email=email.strip(), phone=phone.strip()
        )
        appoint(user, by=by, now=now, post=post)
    return user


def appoint(user: User, *, by: User, now: datetime, post: PostInput) -> Membership:
    """Give a post from a day; who takes over ends the post of the holder the day before and gets what waits by name."""
    _require(refusal_to_appoint(actor_of(by, local_day(now)), user.pk, post.home))
    reason = _demand_reason(post.appointment_ref)
    with transaction.atomic():
        _lock_place(post)
        if post.takes_over:
            _end_present_holder(post, by=by, now=now, reason=reason)
        new = Tenure(user.pk, user.full_name, post.role, post.valid_from, post.valid_until)
        held = tenures(
            department_id=post.department.pk if post.department else None,
            institution_id=post.institution.pk if post.institution else None,
            roles=[post.role],
        )
        objections = appointment_objections(new, held, at_institution=post.institution is not None)
        if objections:
            raise NotReady(objections)
        row = Membership.objects.create(
            user=user,
            role=post.role,
            title=normalise(post.title),
            department=post.department,
            institution=post.institution,
            valid_from=post.valid_from,
            valid_until=post.valid_until,
            appointment_ref=reason,
        )
        note_person(user, by=by, now=now, before="", after=post_in_words(row), reason=reason)
        if post.role in SINGLE_ROLES:
            follow_successor(row, by=by, now=now)
    return row


def _lock_place(post: PostInput) -> None:
    """Two administrators at once do not appoint two heads."""
    if post.department is not None:
        Department.objects.select_for_update(of=("self",)).get(pk=post.department.pk)
    if post.institution is not None:
        Institution.objects.select_for_update(of=("self",)).get(pk=post.institution.pk)


def _end_present_holder(post: PostInput, *, by: User, now: datetime, reason: str) -> None:
    last = post.valid_from - ONE_DAY
    rows = Membership.objects.filter(
        role=post.role, department=post.department, institution=post.institution, valid_from__lte=last
    )
    for row in rows.select_related("user"):
        if row.valid_until is None or row.valid_until > last:
            close_post(row, last, by=by, now=now, reason=reason)


def close_post(row: Membership, last_day: date, *, by: User, now: datetime, reason: str) -> None:
    """Set the last day of a post and note it; who may and whether the day fits was asked before."""
    before = post_in_words(row)
    row.valid_until = last_day
    row.save(update_fields=["valid_until"])
    note_person(row.user, by=by, now=now, before=before, after=post_in_words(row), reason=reason)


def end_post(post: Membership, *, by: User, now: datetime, last_day: date, reason: str) -> None:
    """The last day of a post; papers signed after it forbid an earlier one."""
    home = post.department_id or (post.institution and post.institution.department_id) or 0
    _require(refusal_to_manage_people(actor_of(by, local_day(now)), home))
    reason = _demand_reason(reason)
    with transaction.atomic():
        row = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=post.pk)
        found = []
        if last_day < row.valid_from:
            found.append(
                _("Ngày cuối phải từ ngày nhận chức vụ (%(day)s).") % {"day": f"{row.valid_from:%d/%m/%Y}"}
            )
        if row.valid_until is not None and last_day >= row.valid_until:
            found.append(_("Chức vụ đã kết thúc ngày %(day)s.") % {"day": f"{row.valid_until:%d/%m/%Y}"})
        signed = DocumentSignature.objects.filter(signer=row.user, signed_at__date__gt=last_day).order_by(
            "-id"
        )
        if last := signed.first():
            found.append(
                _("Người này đã ký văn bản ngày %(day)s; chức vụ kết thúc từ ngày đó trở đi.")
                % {"day": f"{local_day(last.signed_at):%d/%m/%Y}"}
            )
        if found:
            raise NotReady(found)
        close_post(row, last_day, by=by, now=now, reason=reason)


def give_capacity(
    user: User, *, by: User, now: datetime, department: Department, given: CapacityInput
) -> Capacity:
    """In what capacity somebody signs, from a day, by which paper (Nghị định 30/2020/NĐ-CP Điều 13; trap 47)."""
    _require(refusal_to_appoint(actor_of(by, local_day(now)), user.pk, department.pk))
    held = tenures(department_id=department.pk)
    roles = {post.role for post in held if post.user_id == user.pk and post.covers(given.valid_from)}
    objections = capacity_objections(
        given.kind,
        own_title=given.own_title,
        scope=given.scope,
        basis=given.basis,
        valid_from=given.valid_from,
        valid_until=given.valid_until,
        roles=roles,
    )
    if objections:
        raise NotReady(objections)
    with transaction.atomic():
        row = Capacity.objects.create(
            user=user,
            department=department,
            lines=printed_lines(given.kind, normalise(given.own_title)),
            scope=given.scope.strip(),
            basis=given.basis.strip(),
            valid_from=given.valid_from,
            valid_until=given.valid_until,
        )
        after = f"{row} {period_words(row.valid_from, row.valid_until)}"
        note_person(user, by=by, now=now, before="", after=after, reason=row.basis)
    return row


def end_capacity(capacity: Capacity, *, by: User, now: datetime, last_day: date, reason: str) -> None:
    """The last day on which somebody signs in this capacity."""
    _require(refusal_to_manage_people(actor_of(by, local_day(now)), capacity.department_id))
    reason = _demand_reason(reason)
    if last_day < capacity.valid_from:
        raise NotReady([_("Ngày cuối phải từ ngày đầu trở đi.")])
    if capacity.valid_until is not None and last_day >= capacity.valid_until:
        raise NotReady(
            [_("Quyền ký đã kết thúc ngày %(day)s.") % {"day": f"{capacity.valid_until:%d/%m/%Y}"}]
        )
    with transaction.atomic():
        before = f"{capacity} {period_words(capacity.valid_from, capacity.valid_until)}"
        capacity.valid_until = last_day
        capacity.save(update_fields=["valid_until"])
        after = f"{capacity} {period_words(capacity.valid_from, capacity.valid_until)}"
        note_person(capacity.user, by=by, now=now, before=before, after=after, reason=reason)


def post_in_words(row: Membership) -> str:
    """«Trưởng phòng Đào tạo, Trường …, từ 01/12/2026»."""
    place = row.department or row.institution
    period = period_words(row.valid_from, row.valid_until)
    return f"{row.title or row.get_role_display()}, {place}, {period}"
