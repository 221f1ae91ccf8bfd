"""Sharing what is asked among colleagues of the institution: each sees and prepares only his part (bar.md O3).

How an institution divides its work is its own matter: nothing of it stands in the dossier's events, and nothing a
colleague prepares reaches the team before who answers for the institution sends it (practice 5).
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions import files as file_actions
from inspections.actions import messages
from inspections.actions.invitations import invite
from inspections.actions.jobs import JobBook
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Case, Invitation, ItemShare, Membership, RequestItem, StashedFile, User
from inspections.models.inputs import Incoming
from inspections.queries.access import WAITING, helpers_of, living_shares
from inspections.queries.people import actor_of, local_day, valid_on
from inspections.rules.access import helps_at, refusal_to_invite
from inspections.rules.roles import INSTITUTION_READERS


def share_items(
    case: Case,
    *,
    by: User,
    now: datetime,
    request_id: int,
    item_ids: Collection[int],
    person: User | None = None,
    address: str = "",
    name: str = "",
    note: str = "",
) -> Invitation | None:
    """Give things that are asked to one colleague; one without an account is invited by mail at the same time."""
    _require(case, by=by, now=now)
    today = local_day(now)
    with transaction.atomic():
        items = RequestItem.objects.select_for_update().filter(
            request_id=request_id, request__party=case, state__in=WAITING, pk__in=list(item_ids)
        )
        found = list(items.order_by("pk"))
        person = person or _known(case, address, now)
        missing = []
        if not found:
            missing.append(_("Chọn ít nhất một nội dung còn chờ trả lời."))
        if person is None and not address.strip():
            missing.append(_("Chọn đồng nghiệp hoặc ghi thư điện tử của đồng nghiệp."))
        if person is not None and not helpers_of(case.institution_id, today).filter(pk=person.pk).exists():
            missing.append(_("Người này không phải đồng nghiệp được chia phần việc của đơn vị."))
        if missing:
            raise NotReady(missing)
        assert case.institution is not None
        invitation = None
        if person is None:
            invitation = invite(case.institution, by=by, now=now, address=address, name=name)
        new = _new_shares(case, found, person, invitation, by=by, now=now, note=note)
        if person is not None and new:
            _tell_colleague(person, new, by=by, now=now)
    return invitation


def _require(case: Case, *, by: User, now: datetime) -> None:
    if refusal := refusal_to_invite(actor_of(by, local_day(now)), case.institution_id):
        raise Refused(refusal)
    if case.closed_at is not None:
        raise NotReady([_("Hồ sơ đã kết thúc.")])


def _known(case: Case, address: str, now: datetime) -> User | None:
    """A colleague who has an account already is not invited a second time; who answers himself is told so."""
    if not address.strip():
        return None
    on = local_day(now)
    readers = Membership.objects.filter(valid_on(on), institution=case.institution)
    readers = readers.filter(role__in=INSTITUTION_READERS, user__email__iexact=address.strip())
    if readers.exists():
        raise NotReady([_("Người này là đầu mối hoặc thủ trưởng của đơn vị, đã thấy toàn bộ yêu cầu.")])
    return helpers_of(case.institution_id, on).filter(email__iexact=address.strip()).first()


def _new_shares(
    case: Case,
    items: Sequence[RequestItem],
    person: User | None,
    invitation: Invitation | None,
    *,
    by: User,
    now: datetime,
    note: str,
) -> list[ItemShare]:
    held = ItemShare.objects.filter(item__in=items, ended_at__isnull=True)
    held = held.filter(person=person) if person else held.filter(invitation=invitation)
    already = set(held.values_list("item_id", flat=True))
    rows = [
        ItemShare(
            case=case,
            item=item,
            person=person,
            invitation=invitation,
            note=note.strip(),
            shared_at=now,
            shared_by=by,
        )
        for item in items
        if item.pk not in already
    ]
    return ItemShare.objects.bulk_create(rows)


def _tell_colleague(person: User, shares: Sequence[ItemShare], *, by: User, now: datetime) -> None:
    jobs = JobBook()
    messages.queue(
        None,
        [person],
        key=f"share:{shares[0].pk}",
        subject=_("Bạn được chia phần việc chuẩn bị hồ sơ"),
        body=_("%(name)s chia cho bạn %(count)s nội dung cần chuẩn bị. Đăng nhập Kiểm tra số để xem.")
        % {"name": by.full_name, "count": len(shares)},
        by=by,
        now=now,
        jobs=jobs,
    )
    jobs.write()


def prepare(
    share: ItemShare,
    *,
    by: User,
    now: datetime,
    reply: str,
    incoming: Sequence[Incoming] = (),
    dropped: Collection[int] = (),
    done: bool = False,
) -> ItemShare:
    """The colleague writes and adds files; marked as ready, it stands in the answer form of who shared it."""
    with transaction.atomic():
        rows = ItemShare.objects.select_for_update(of=("self",))
        row = rows.select_related("item", "case", "shared_by").get(pk=share.pk)
        who = actor_of(by, local_day(now))
        if row.person_id != by.pk or not helps_at(who, row.case.institution_id):
            raise Refused(_("Phần việc này không được chia cho bạn."))
        if not living_shares().filter(pk=row.pk).exists():
            raise AlreadyDone(_("Phần việc này đã được thu lại hoặc đơn vị đã trả lời."))
        _put_files(row, incoming, dropped, by=by, now=now)
        if done and not reply.strip() and not row.files.exists():
            raise NotReady([_("Ghi nội dung hoặc gửi ít nhất một tệp trước khi báo đã chuẩn bị xong.")])
        row.reply = reply.strip()
        row.prepared_at, row.prepared_by = (now, by) if done else (None, None)
        row.save(update_fields=["reply", "prepared_at", "prepared_by"])
        if done:
            _tell_sharer(row, by=by, now=now)
    return row


def _put_files(
    row: ItemShare, incoming: Sequence[Incoming], dropped: Collection[int], *, by: User, now: datetime
) -> None:
    for held in row.files.filter(pk__in=list(dropped)):
        file_actions.drop_stashed([held.token], owner=held.owner)
    for new in incoming:
        token = file_actions.stash(
            row.shared_by, new.name, new.size, new.sha256, new.mime, new.content, now=now
        )
        row.files.add(StashedFile.objects.get(token=token))
    file_actions.drop_stashed([new.token for new in incoming if new.token], owner=by)


def _tell_sharer(row: ItemShare, *, by: User, now: datetime) -> None:
    jobs = JobBook()
    messages.queue(
        row.case,
        [row.shared_by],
        key=f"prepared:{row.pk}:{int(now.timestamp())}",
        subject=_("Đồng nghiệp đã chuẩn bị xong một nội dung"),
        body=_(
            "%(name)s đã chuẩn bị xong một nội dung của phiếu yêu cầu. Mở phiếu để xem lại và gửi trả lời: phần chuẩn bị "
            "đã điền sẵn."
        )
        % {"name": by.full_name},
        by=by,
        now=now,
        jobs=jobs,
    )
    jobs.write()


def take_back(share: ItemShare, *, by: User, now: datetime) -> None:
    """The colleague sees it no more; files he had added go with it."""
    _require(share.case, by=by, now=now)
    with transaction.atomic():
        row = ItemShare.objects.select_for_update(of=("self",)).get(pk=share.pk)
        if row.ended_at is not None:
            raise AlreadyDone(_("Phần việc này đã được thu lại."))
        row.ended_at, row.ended_by = now, by
        row.save(update_fields=["ended_at", "ended_by"])
        for held in row.files.all():
            file_actions.drop_stashed([held.token], owner=held.owner)
