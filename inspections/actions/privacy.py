"""Requests of data subjects, and the note of who read whose personal data.

Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Nghị định 356/2025/NĐ-CP: answered within 2 working days, with a reason.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions import messages
from inspections.actions.jobs import JobBook
from inspections.actions.posts import note_person
from inspections.actions.privacy_export import new_export
from inspections.enums import DataPage, DataRequestKind, DataRequestState
from inspections.exceptions import NotReady, Refused
from inspections.models import Department, PersonalDataRead, PersonalDataRequest, User
from inspections.models.inputs import ContactData
from inspections.queries.deadlines import work_calendar
from inspections.queries.people import actor_of, holders, local_day
from inspections.queries.privacy import home_of
from inspections.queries.rules import rule_on
from inspections.rules import privacy as rules
from inspections.rules.vietnamese import normalise


def note_reads(subjects: Iterable[User], *, page: DataPage, session: str, by: User, now: datetime) -> None:
    """Somebody reads other people's data: one row for each of them, each page, reading session and day."""
    mark, own = hashlib.sha256(session.encode()).hexdigest(), page == DataPage.EXPORT
    rows = [
        PersonalDataRead(subject_id=pk, page=page, on=local_day(now), session=mark, at=now, by=by)
        for pk in dict.fromkeys(subject.pk for subject in subjects)
        if own or pk != by.pk
    ]
    PersonalDataRead.objects.bulk_create(rows, ignore_conflicts=True)


def due_on(received_on: date) -> date:
    """Two working days by the law, or what the rule in force on the day says."""
    rule = rule_on(rules.REQUEST_KEY, received_on)
    days = int(rule.value) if rule else rules.REQUEST_DAYS
    return work_calendar(received_on).add_working_days(received_on, days)


def ask_about_own_data(*, by: User, now: datetime, kind: str, text: str) -> PersonalDataRequest:
    """The person asks in the app."""
    today = local_day(now)
    home = home_of(by, today)
    if home is None:
        raise Refused(_("Tài khoản chưa thuộc cơ quan, đơn vị nào; gửi yêu cầu bằng văn bản đến Sở."))
    if missing := rules.request_objections(text=text, received_on=today, today=today):
        raise NotReady(missing)
    return _received(
        PersonalDataRequest(department_id=home, subject=by, kind=kind, text=text.strip()),
        received_on=today,
        by=by,
        now=now,
    )


def enter_data_request(
    *,
    by: User,
    now: datetime,
    department: Department,
    kind: str,
    text: str,
    received_on: date,
    paper_reference: str,
    subject: User | None = None,
    about: str = "",
) -> PersonalDataRequest:
    """An officer enters a request that came on paper, of somebody with or without an account."""
    if refusal := rules.refusal_to_enter_data_request(actor_of(by, local_day(now)), department.pk):
        raise Refused(refusal)
    missing = rules.request_objections(text=text, received_on=received_on, today=local_day(now))
    missing += rules.paper_objections(about=about, has_subject=subject is not None, reference=paper_reference)
    if missing:
        raise NotReady(missing)
    row = PersonalDataRequest(
        department=department,
        subject=subject,
        about="" if subject else normalise(about),
        kind=kind,
        text=text.strip(),
        paper_reference=paper_reference.strip(),
    )
    return _received(row, received_on=received_on, by=by, now=now)


def _received(row: PersonalDataRequest, *, received_on: date, by: User, now: datetime) -> PersonalDataRequest:
    """The clock runs from the day it came; who answers is told at once."""
    row.received_on, row.received_at, row.received_by = received_on, now, by
    row.due_on = due_on(received_on)
    with transaction.atomic():
        row.save()
        answering = holders(local_day(now), *rules.WHO_ANSWERS, department_id=row.department_id)
        _tell(
            row,
            [person for person in answering if person.pk != row.subject_id],
            key=f"data-request:{row.pk}",
            subject=_("Có yêu cầu về dữ liệu cá nhân cần trả lời"),
            body=_(
                "Yêu cầu «%(kind)s» nhận ngày %(day)s, hạn trả lời %(due)s. Đăng nhập Kiểm tra số, "
                "«Yêu cầu về dữ liệu cá nhân» để xem và trả lời."
            )
            % {
                "kind": row.get_kind_display(),
                "day": f"{received_on:%d/%m/%Y}",
                "due": f"{row.due_on:%d/%m/%Y}",
            },
            by=by,
            now=now,
        )
    return row


def answer_data_request(
    row: PersonalDataRequest,
    *,
    by: User,
    now: datetime,
    granted: bool,
    answer: str,
    data: ContactData | None = None,
) -> PersonalDataRequest:
    """Answered once with its reason: a copy is made, data are corrected, an erasure is decided, or why not."""
    who = actor_of(by, local_day(now))
    if refusal := rules.refusal_to_answer_data_request(who, row.department_id, row.subject_id):
        raise Refused(refusal)
    with transaction.atomic():
        held = PersonalDataRequest.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if missing := rules.answer_objections(state=held.state, answer=answer):
            raise NotReady(missing)
        held.state = rules.state_after(held.kind, granted=granted, has_account=held.subject_id is not None)
        held.answer, held.answered_at, held.answered_by = answer.strip(), now, by
        if granted and held.subject is not None:
            _carry_out(held, held.subject, data, by=by, now=now)
        held.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        _tell_subject(held, by=by, now=now)
    return held


def _carry_out(
    row: PersonalDataRequest, subject: User, data: ContactData | None, *, by: User, now: datetime
) -> None:
    if row.kind == DataRequestKind.COPY:
        new_export(subject, by=by, now=now)
    if row.kind == DataRequestKind.CORRECT and data is not None:
        _correct(row, subject, data, by=by, now=now)


def _correct(row: PersonalDataRequest, subject: User, data: ContactData, *, by: User, now: datetime) -> None:
    """New contact data of the account; signed papers keep what they said (Nghị định 30/2020/NĐ-CP Điều 18)."""
    if not normalise(data.full_name):
        raise NotReady([_("Ghi họ và tên.")])
    changed = [
        (str(User._meta.get_field(name).verbose_name), getattr(subject, name), value.strip())  # type: ignore[union-attr]
        for name, value in (("full_name", data.full_name), ("email", data.email), ("phone", data.phone))
        if getattr(subject, name) != value.strip()
    ]
    if not changed:
        raise NotReady([_("Chưa có thông tin nào được sửa; sửa ít nhất một ô hoặc trả lời không thực hiện.")])
    subject.full_name, subject.email, subject.phone = data.full_name, data.email.strip(), data.phone.strip()
    subject.save(update_fields=["full_name", "sort_name", "email", "phone"])
    words = ", ".join(label for label, _before, _after in changed)
    note_person(
        subject,
        by=by,
        now=now,
        before="",
        after=_("Sửa dữ liệu cá nhân: %(what)s") % {"what": words},
        reason=_("Yêu cầu về dữ liệu cá nhân số %(n)s") % {"n": row.pk},
    )


def _tell_subject(row: PersonalDataRequest, *, by: User, now: datetime) -> None:
    if row.subject is None or row.state == DataRequestState.RECEIVED:
        return
    _tell(
        row,
        [row.subject],
        key=f"data-request-answered:{row.pk}",
        subject=_("Yêu cầu về dữ liệu cá nhân của bạn đã được trả lời"),
        body=_("Đăng nhập Kiểm tra số, «Dữ liệu của tôi» để xem nội dung trả lời."),
        by=by,
        now=now,
    )


def _tell(
    row: PersonalDataRequest,
    to: list[User],
    *,
    key: str,
    subject: str,
    body: str,
    by: User,
    now: datetime,
) -> None:
    jobs = JobBook()
    messages.queue(None, to, key=key, subject=subject, body=body, by=by, now=now, jobs=jobs)
    jobs.write()
