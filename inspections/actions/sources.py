"""«Nguồn tin hạn chế»: written once, read by two, each reading logged; no event, no mail, no ask (practice 5).

These acts write to no other table: the chain of events does not know that a source exists.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.exceptions import NotReady, Refused
from inspections.models import Case, ConfidentialSource, SourceRead, User
from inspections.queries.locking import lock_root
from inspections.queries.people import actor_of, local_day
from inspections.queries.records import possible_readers
from inspections.rules.policies import records as policies


def record_source(case: Case, *, by: User, now: datetime, text: str, reader: User) -> ConfidentialSource:
    """Write a source down; the same text sent twice by one person stands once."""
    actor = actor_of(by, local_day(now))
    department = case.department_id
    refusal = policies.refusal_to_record_source(actor, department) or policies.refusal_to_name_reader(
        actor, department, reader.pk
    )
    if refusal:
        raise Refused(refusal)
    if not text.strip():
        raise NotReady([_("Ghi nội dung nguồn tin.")])
    if not possible_readers(department, local_day(now)).filter(pk=reader.pk).exists():
        raise NotReady([_("Người được đọc phải là người của Sở đang giữ chức vụ.")])
    with transaction.atomic():
        lock_root(case.root_case_id)
        row, _made = ConfidentialSource.objects.get_or_create(
            case_id=case.root_case_id,
            text=text.strip(),
            recorded_by=by,
            reader=reader,
            defaults={"recorded_at": now},
        )
    return row


def read_source(case: Case, *, by: User, now: datetime, source_id: int) -> ConfidentialSource:
    """Open the text of a source; who opened it and when is kept."""
    with transaction.atomic():
        row = ConfidentialSource.objects.filter(pk=source_id, case_id=case.root_case_id).first()
        actor = actor_of(by, local_day(now))
        if row is None or policies.refusal_to_read_source(actor, case.department_id, row.reader_id):
            raise Refused(_("Không tìm thấy trang này."))
        SourceRead.objects.create(source=row, read_at=now, read_by=by)
    return row
