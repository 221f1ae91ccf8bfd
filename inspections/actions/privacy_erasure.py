"""The erasure of an account's personal data: decided by one person, carried out by another, never undone.

Names, addresses and ways in are replaced; the record of inspections stays whole (Luật Lưu trữ số 33/2024/QH15, Nghị
định 217/2025/NĐ-CP Điều 5): no event, no signed paper, no file of a dossier is touched.
"""

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.posts import note_person
from inspections.actions.privacy_export import drop_export
from inspections.enums import DataRequestKind, DataRequestState
from inspections.exceptions import NotReady, Refused
from inspections.models import (
    AccessSheet,
    Invitation,
    NoticeChoice,
    OneTimeCode,
    PersonalDataExport,
    PersonalDataRequest,
    StashedFile,
    Upload,
    User,
)
from inspections.queries.people import actor_of, local_day
from inspections.queries.posts import open_turns_of
from inspections.queries.privacy import has_post_from
from inspections.rules import privacy as rules

NO_ADDRESS = "da-xoa@invalid"
SESSION_KEY = "_auth_user_id"


def erasure_facts(subject: User, *, at: datetime) -> rules.ErasureFacts:
    """What stands against an erasure now."""
    return rules.ErasureFacts(
        has_post=has_post_from(subject.pk, local_day(at)),
        open_turns=open_turns_of(subject.pk).count(),
        already=subject.username == rules.erased_username(subject.pk),
    )


def carry_out_erasure(
    row: PersonalDataRequest, *, by: User, now: datetime, username: str
) -> PersonalDataRequest:
    """The second step: replace the personal fields, close the account, end its sessions; the request is the record."""
    if refusal := rules.refusal_to_erase(actor_of(by, local_day(now)), row.department_id, row.answered_by_id):
        raise Refused(refusal)
    with transaction.atomic():
        held = PersonalDataRequest.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if held.subject_id is None:
            raise NotReady([_("Người yêu cầu không có tài khoản; không có gì để xóa tự động.")])
        subject = User.objects.select_for_update(of=("self",)).get(pk=held.subject_id)
        missing = rules.erasure_step_objections(
            kind=held.kind, state=held.state, typed=username, username=subject.username
        )
        if missing := missing or rules.erasure_objections(erasure_facts(subject, at=now)):
            raise NotReady(missing)
        _erase_ways_in(subject, now)
        _erase_fields(subject)
        _forget_unfinished(subject)
        held.state, held.carried_out_at, held.carried_out_by = DataRequestState.DONE, now, by
        held.save(update_fields=["state", "carried_out_at", "carried_out_by"])
        note_person(
            subject,
            by=by,
            now=now,
            before="",
            after=_("Xóa dữ liệu cá nhân, đóng tài khoản"),
            reason=_("Yêu cầu về dữ liệu cá nhân số %(n)s: %(kind)s")
            % {"n": held.pk, "kind": DataRequestKind.ERASE.label},
        )
    return held


def _erase_fields(subject: User) -> None:
    subject.username = rules.erased_username(subject.pk)
    subject.full_name = rules.erased_name(subject.pk)
    subject.email = subject.phone = ""
    subject.is_active = subject.is_staff = subject.is_superuser = False
    subject.last_login = None
    subject.set_unusable_password()
    subject.save()
    Invitation.objects.filter(accepted_by=subject).update(name="", address=NO_ADDRESS)


def _erase_ways_in(subject: User, now: datetime) -> None:
    """Passwords, second factors, sheets, sessions: nobody comes in under this account again."""
    EmailAddress.objects.filter(user=subject).delete()
    Authenticator.objects.filter(user=subject).delete()
    OneTimeCode.objects.filter(user=subject).delete()
    waiting = AccessSheet.objects.filter(user=subject, used_at__isnull=True, cancelled_at__isnull=True)
    waiting.update(cancelled_at=now)
    own = [
        one.pk for one in Session.objects.iterator() if one.get_decoded().get(SESSION_KEY) == str(subject.pk)
    ]
    Session.objects.filter(pk__in=own).delete()


def _forget_unfinished(subject: User) -> None:
    """Choices, copies, and files that no form took; what was prepared for an institution's answer stays with it."""
    NoticeChoice.objects.filter(user=subject).delete()
    for export in PersonalDataExport.objects.filter(subject=subject):
        drop_export(export)
    unused = StashedFile.objects.filter(
        owner=subject, shares__isnull=True, outline_entries__isnull=True, remedy_items__isnull=True
    )
    rows: list[Upload | StashedFile] = [*Upload.objects.filter(owner=subject), *unused]
    for row in rows:
        if row.blob:
            transaction.on_commit(partial(row.blob.storage.delete, str(row.blob.name)))
        row.delete()
