"""Deeds with one inspected party up to the start of the check (rows T1-T4 and row 8)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.db.models import BigIntegerField, Value, When
from django.db.models import Case as DatabaseCase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, messages
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import announcement_record_snapshot
from inspections.documents.contexts_notice import schedule_notice_snapshot
from inspections.enums import DocumentKind, Side
from inspections.kinds import InspectionStage
from inspections.models import Answer, Attendee, Case, InspectedParty, Inspection, User
from inspections.models.inputs import Present
from inspections.queries.deadlines import limit_deadline, work_calendar
from inspections.queries.facts import party_facts
from inspections.queries.people import holders, local_day
from inspections.rules.guards import party as guards
from inspections.rules.policies import party as policies
from inspections.rules.roles import Role


def people_of_institution(party: Case, on: date) -> list[User]:
    """Everybody who acts for the institution on the day."""
    roles = (Role.INSTITUTION_HEAD, Role.INSTITUTION_CLERK)
    return list(holders(on, *roles, institution_id=party.institution_id))


def notify_schedule(
    case: Case, *, by: User, now: datetime, session_at: datetime, session_channel: str, report_due_on: date
) -> Case:
    """T1: the institution learns day, channel and outline; practice, not law. The notice is drawn up for the lead."""
    with deed(case, by=by, now=now, verb="notify_schedule") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_notify_schedule(wave.who, facts))
        wave.demand(guards.notify_schedule_blockers(facts))
        if session_at <= now:
            wave.demand([_("Buổi làm việc phải ở sau thời điểm thông báo.")])
        if report_due_on > local_day(session_at):
            wave.demand([_("Hạn nộp báo cáo theo đề cương không sau ngày làm việc.")])
        details = wave.case.party_details
        details.session_at, details.session_channel = session_at, session_channel.strip()
        details.report_due_on = report_due_on
        wave.move(wave.case, "notify_schedule")
        documents.draft(
            wave,
            wave.case,
            DocumentKind.SCHEDULE_NOTICE,
            _("Thông báo lịch kiểm tra"),
            schedule_notice_snapshot(
                cast(InspectedParty, wave.case), today=local_day(now), demo=settings.DEMO
            ),
        )
        _tell_schedule(wave, session_at, session_channel, report_due_on)
    return wave.case


def _tell_schedule(wave: Wave, session_at: datetime, session_channel: str, report_due_on: date) -> None:
    """The contact person prepares the report, the head hands it in; everybody there hears when and by which channel."""
    wave.turns.open(
        wave.case,
        verb="submit_outline_report",
        label=noop("Nộp báo cáo theo đề cương"),
        why=noop("Trưởng đoàn đã thông báo lịch kiểm tra và đề cương báo cáo."),
        role=Role.INSTITUTION_HEAD,
        institution_id=wave.case.institution_id,
        due_on=report_due_on,
    )
    wave.turns.open(
        wave.case,
        verb="prepare_outline_report",
        label=noop("Soạn báo cáo theo đề cương"),
        why=noop("Trưởng đoàn đã thông báo lịch kiểm tra và đề cương báo cáo."),
        role=Role.INSTITUTION_CLERK,
        institution_id=wave.case.institution_id,
        due_on=report_due_on,
    )
    messages.queue(
        wave.case,
        people_of_institution(wave.case, local_day(wave.now)),
        key=f"schedule:{wave.case.pk}",
        subject=_("Thông báo lịch kiểm tra"),
        body=_(
            "Đơn vị có lịch làm việc lúc %(when)s, kênh: %(channel)s. Đăng nhập Kiểm tra số để xem đề cương báo cáo."
        )
        % {
            "when": timezone.localtime(session_at).strftime("%H:%M ngày %d/%m/%Y"),
            "channel": session_channel,
        },
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def announce_decision(
    case: Case,
    *,
    by: User,
    now: datetime,
    announced_at: datetime,
    channel: str,
    representative_name: str,
    representative_post: str,
    present: Sequence[Present],
) -> Case:
    """T3, day 0: a session with a named representative; a read receipt alone is no announcement (practice 4)."""
    with deed(case, by=by, now=now, verb="announce_decision") as wave:
        facts = party_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_announce_decision(wave.who, facts))
        wave.demand(guards.announce_decision_blockers(facts))
        on = _lawful_announcement_day(wave, announced_at)
        if not representative_name.strip():
            wave.demand([_("Ghi họ tên người đại diện đơn vị dự buổi công bố.")])
        details = wave.case.party_details
        details.session_channel = channel.strip()
        details.representative_name = representative_name.strip()
        details.representative_post = representative_post.strip()
        rows = [Present(Side.INSTITUTION, representative_name, representative_post), *present]
        _keep_attendees(wave, rows)
        wave.happened_at = announced_at if on < local_day(now) else None
        wave.move(wave.case, "announce_decision", on=on, announced_at=announced_at)
        wave.turns.close(wave.case, "submit_outline_report", "prepare_outline_report")
        _begin_inspection(wave, on)
        documents.draft(
            wave,
            wave.case,
            DocumentKind.ANNOUNCEMENT_RECORD,
            _("Biên bản công bố quyết định kiểm tra"),
            announcement_record_snapshot(cast(InspectedParty, wave.case), today=on, demo=settings.DEMO),
        )
    return wave.case


def _lawful_announcement_day(wave: Wave, announced_at: datetime) -> date:
    assert wave.case.parent is not None
    on = local_day(announced_at)
    decided_on = wave.case.parent.inspection_details.decided_on
    if announced_at > wave.now:
        wave.demand([_("Buổi công bố chưa diễn ra; ghi sau khi đã công bố.")])
    if decided_on and on < decided_on:
        wave.demand(
            [
                _("Ngày công bố không trước ngày ban hành quyết định (%(day)s).")
                % {"day": f"{decided_on:%d/%m/%Y}"}
            ]
        )
    return on


def _begin_inspection(wave: Wave, on: date) -> None:
    """Row 8: the first announcement to any party starts the inspection's clock, in the same wave."""
    inspection = wave.case.parent
    assert isinstance(inspection, Inspection)
    if inspection.stage != InspectionStage.CONDUCT_PLAN_APPROVED:
        return
    limit = limit_deadline(inspection.inspection_details, announced_on=on, calendar=work_calendar(on))
    wave.move(inspection, "begin_conduct", announced_on=on, limit_end_on=limit.end_on)


def begin_check_unannounced(
    case: Case,
    *,
    by: User,
    now: datetime,
    began_at: datetime,
    representative_name: str,
    representative_post: str,
    channel: str,
    reason: str,
    present: Sequence[Present] = (),
) -> Case:
    """Caught in the act: no announcement; day 0 is the day on which the check began (Điều 11; practice 4)."""
    with deed(case, by=by, now=now, verb="begin_check_unannounced") as wave:
        facts = party_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_announce_decision(wave.who, facts))
        wave.demand(guards.begin_check_unannounced_blockers(facts))
        if not reason.strip():
            wave.demand([_("Ghi rõ hành vi bắt quả tang; lý do được in trong biên bản.")])
        on = _lawful_announcement_day(wave, began_at)
        details = wave.case.party_details
        details.session_channel = channel.strip()
        details.representative_name = representative_name.strip() or None
        details.representative_post = representative_post.strip()
        _keep_attendees(wave, [Present(Side.INSTITUTION, representative_name, representative_post), *present])
        Answer.objects.filter(party=wave.case, assigned_to__isnull=True).update(assigned_to=by)
        wave.happened_at = began_at
        wave.move_with_reason(wave.case, "begin_check_unannounced", reason=reason.strip(), on=on)
        _begin_inspection(wave, on)
    return wave.case


def _keep_attendees(wave: Wave, rows: Sequence[Present]) -> None:
    Attendee.objects.bulk_create(
        Attendee(
            party=wave.case, occasion="announcement", side=p.side, name=p.name.strip(), post=p.post.strip()
        )
        for p in rows
        if p.name.strip()
    )


def begin_check(case: Case, *, by: User, now: datetime, assignment: Mapping[int, User | None]) -> Case:
    """T4: items are assigned to members (answer -> member) and the check begins."""
    with deed(case, by=by, now=now, verb="begin_check") as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_begin_check(wave.who, facts))
        wave.demand(guards.begin_check_blockers(facts))
        if any(member and facts.member(member.pk) is None for member in assignment.values()):
            wave.demand([_("Chỉ phân công nội dung cho Trưởng đoàn và thành viên Đoàn.")])
        given = {answer_id: member.pk for answer_id, member in assignment.items() if member is not None}
        _assign(wave.case, given)
        for member_id in dict.fromkeys(given.values()):
            if member_id != by.pk:
                wave.turns.open(
                    wave.case,
                    verb="conclude_items",
                    label=noop("Kiểm tra các nội dung được phân công"),
                    why=noop("Trưởng đoàn đã phân công nội dung kiểm tra cho bạn."),
                    person_id=member_id,
                    due_on=facts.limit_end_on,
                )
        wave.move(wave.case, "begin_check")
    return wave.case


def _assign(party: Case, given: Mapping[int, int]) -> None:
    """Answer -> member, in one statement; answers of another party stay as they are."""
    whens = [When(pk=answer_id, then=Value(member_id)) for answer_id, member_id in given.items()]
    if whens:
        rows = Answer.objects.filter(party=party, pk__in=given)
        rows.update(assigned_to_id=DatabaseCase(*whens, output_field=BigIntegerField()))
