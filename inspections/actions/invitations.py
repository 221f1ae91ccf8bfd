"""Colleagues invited to prepare a part: a link by mail, good once; it gives a helper's post and nothing else (O3)."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.actions.posts import ONE_DAY, close_post, note_person, post_in_words
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Institution, Invitation, ItemShare, Membership, User
from inspections.queries.access import days_of, fingerprint
from inspections.queries.people import actor_of, local_day, valid_on
from inspections.queries.quarantine import stands_apart
from inspections.rules.access import (
    INVITATION_DAYS,
    INVITATION_DAYS_KEY,
    invitation_objection,
    last_moment,
    proposed_usernames,
    refusal_to_invite,
)
from inspections.rules.roles import Role
from inspections.rules.vietnamese import normalise

_SIGNER = Signer(salt="inspections.invitation")


def token_of(invitation: Invitation) -> str:
    """The link's secret: made anew from the row with the server's key, so that no table holds it."""
    signed = _SIGNER.sign(f"{invitation.pk}.{int(invitation.expires_at.timestamp() * 1000)}")
    return signed.replace(":", "~")


def link_of(invitation: Invitation) -> str:
    """The whole address that goes out by mail, or by hand."""
    return settings.SITE_URL.rstrip("/") + reverse("accept_invitation", args=[token_of(invitation)])


def _require(institution_id: int, *, by: User, now: datetime) -> None:
    if refusal := refusal_to_invite(actor_of(by, local_day(now)), institution_id):
        raise Refused(refusal)


def invite(institution: Institution, *, by: User, now: datetime, address: str, name: str = "") -> Invitation:
    """Invite a colleague; one who was invited to the same address and has not come yet gets that invitation again."""
    _require(institution.pk, by=by, now=now)
    if not address.strip():
        raise NotReady([_("Ghi thư điện tử của đồng nghiệp.")])
    with transaction.atomic():
        waiting = Invitation.objects.select_for_update().filter(
            institution=institution,
            address__iexact=address.strip(),
            accepted_at__isnull=True,
            called_off_at__isnull=True,
        )
        if found := waiting.first():
            return _send(found, now=now)
        row = Invitation.objects.create(
            institution=institution,
            name=normalise(name),
            address=address.strip(),
            link_hash=fingerprint(f"{institution.pk}|{address}|{now.timestamp()}"),
            invited_at=now,
            invited_by=by,
            expires_at=now,
        )
        return _send(row, now=now)


def _send(row: Invitation, *, now: datetime) -> Invitation:
    days = days_of(INVITATION_DAYS_KEY, INVITATION_DAYS, local_day(now))
    row.expires_at = last_moment(now, days)
    row.link_hash = fingerprint(token_of(row))
    row.save(update_fields=["expires_at", "link_hash"])
    jobs = JobBook()
    jobs.add("inspections.send_invitation", invitation_id=row.pk)
    jobs.write()
    return row


def _open(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation under lock, not taken up and not called off."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("institution", "invited_by")
    row = rows.get(pk=invitation.pk)
    objection = invitation_objection(
        accepted_at=row.accepted_at, called_off_at=row.called_off_at, expires_at=now, now=now
    )
    if objection:
        raise AlreadyDone(objection)
    return row


def send_again(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    """A new link with a new time; the old link is dead."""
    _require(invitation.institution_id, by=by, now=now)
    with transaction.atomic():
        return _send(_open(invitation, now), now=now)


def call_off(invitation: Invitation, *, by: User, now: datetime) -> None:
    """The link is dead; what was shared by it is shared no more."""
    _require(invitation.institution_id, by=by, now=now)
    with transaction.atomic():
        row = _open(invitation, now)
        row.called_off_at, row.called_off_by = now, by
        row.save(update_fields=["called_off_at", "called_off_by"])
        ItemShare.objects.filter(invitation=row, ended_at__isnull=True).update(ended_at=now, ended_by=by)


def accept(invitation: Invitation, *, name: str, password: str, now: datetime) -> User:
    """The colleague makes his account: a helper's post from today, and what was shared with him."""
    with transaction.atomic():
        row = _open(invitation, now)
        if row.expires_at < now:
            raise AlreadyDone(_("Lời mời đã quá hạn. Đề nghị người mời gửi lại."))
        if not normalise(name):
            raise NotReady([_("Ghi họ và tên.")])
        names = proposed_usernames(phone="", email=row.address, name=name)
        username = next(text for text in names if not User.objects.filter(username=text).exists())
        user = User.objects.create_user(username, password, full_name=name, email=row.address)
        _give_post(row, user, now)
        row.accepted_at, row.accepted_by = now, user
        row.save(update_fields=["accepted_at", "accepted_by"])
        ItemShare.objects.filter(invitation=row, ended_at__isnull=True).update(person=user)
    return user


def _give_post(row: Invitation, user: User, now: datetime) -> None:
    reason = _("Lời mời của %(name)s ngày %(day)s") % {
        "name": row.invited_by.full_name,
        "day": f"{local_day(row.invited_at):%d/%m/%Y}",
    }
    post = Membership.objects.create(
        user=user,
        role=Role.INSTITUTION_HELPER,
        title=str(Role.INSTITUTION_HELPER.label),
        institution=row.institution,
        valid_from=local_day(now),
        appointment_ref=reason[:200],
    )
    note_person(user, by=row.invited_by, now=now, before="", after=post_in_words(post), reason=reason)


def end_helper(post: Membership, *, by: User, now: datetime) -> None:
    """A colleague helps no more: his post ends with yesterday (or today, its first day), his shares at once."""
    if post.institution_id is None or post.role != Role.INSTITUTION_HELPER:
        raise Refused(_("Chỉ kết thúc được phần việc của đồng nghiệp được mời."))
    _require(post.institution_id, by=by, now=now)
    today = local_day(now)
    with transaction.atomic():
        rows = Membership.objects.filter(valid_on(today)).select_for_update(of=("self",))
        row = rows.select_related("user", "institution", "department").filter(pk=post.pk).first()
        if row is None:
            raise AlreadyDone(_("Phần việc của đồng nghiệp này đã kết thúc."))
        reason = _("Đơn vị kết thúc việc chia phần cho đồng nghiệp")
        close_post(row, max(today - ONE_DAY, row.valid_from), by=by, now=now, reason=reason)
        shares = ItemShare.objects.filter(person=row.user_id, case__institution=row.institution_id)
        shares.filter(ended_at__isnull=True).update(ended_at=now, ended_by=by)


def send_invitation(invitation_id: int, *, now: datetime) -> bool:
    """Mail the link of an invitation that still waits; sent twice it is the same mail with the same Message-ID."""
    rows = Invitation.objects.select_related("institution", "invited_by")
    row = rows.filter(pk=invitation_id, accepted_at__isnull=True, called_off_at__isnull=True).first()
    if row is None or row.expires_at < now or stands_apart():
        return False
    identity = f"<loi-moi-{row.pk}-{int(row.expires_at.timestamp())}@kiemtraso.local>"
    body = _(
        "%(inviter)s, %(place)s, mời bạn chuẩn bị một phần hồ sơ trên Kiểm tra số. Mở đường dẫn sau để đặt mật khẩu và "
        "xem phần việc, dùng một lần, đến %(until)s:\n\n%(link)s\n\nNếu bạn không làm việc tại đơn vị này, bỏ qua thư."
    ) % {
        "inviter": row.invited_by.full_name,
        "place": row.institution.name,
        "until": f"{local_day(row.expires_at):%d/%m/%Y}",
        "link": link_of(row),
    }
    subject = _("Lời mời chuẩn bị hồ sơ của %(place)s") % {"place": row.institution.name}
    EmailMessage(subject, body, to=[row.address], headers={"Message-ID": identity}).send()
    return True
