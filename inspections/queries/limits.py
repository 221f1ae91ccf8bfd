"""Every dated limit of a case with how it was counted: what the page «Thời hạn» shows (domain 14; practice 4).

Internal dates of the team are marked so; an institution is shown only what binds it and the inspection's own limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.enums import ComplaintKind, Side
from inspections.kinds import InspectionStage
from inspections.models import Case, CaseRule, Complaint, InformationRequest, Minutes, Rule
from inspections.queries.deadlines import (
    in_other_unit,
    inspection_details_of,
    limit_as_of,
    limit_rule,
    pauses_of,
    work_calendar,
)
from inspections.queries.people import local_day
from inspections.queries.rules import as_deadline_rule
from inspections.rules.deadlines import (
    DayUnit,
    Deadline,
    DeadlineRule,
    Pause,
    due_on,
    latest_start_before,
    length_in_words,
)
from inspections.rules.timelines import Timeline, timeline_before, timeline_between, timeline_of
from inspections.rules.working_days import WorkCalendar

OF_THE_LIMIT = (
    "inspection.limit",
    "inspection.day_kind",
    "inspection.extension_max",
    "inspection.pause_stops_clock",
)


@dataclass(frozen=True)
class RuleThenAndNow:
    """A rule as the case keeps it beside what it says today."""

    label: str
    then: str
    now: str
    source: str

    @property
    def differs(self) -> bool:
        """Was the rule changed after it was frozen onto the case?"""
        return self.then != self.now


@dataclass(frozen=True)
class CaseLimit:
    """One dated limit: one sentence, its source, its steps, its days; ``end_on`` is empty while it does not run."""

    slug: str
    label: str
    sentence: str
    source: str
    end_on: date | None = None
    done_on: date | None = None
    steps: tuple[str, ...] = ()
    provisional: bool = False
    internal: bool = True
    timeline: Timeline | None = None
    both_units: tuple[Deadline, ...] = ()
    rules: tuple[RuleThenAndNow, ...] = ()


@dataclass
class CaseLimits:
    """What was read for one case: details, calendar, the inspection's limit, rules frozen and of every day."""

    case: Case
    today: date
    calendar: WorkCalendar = field(init=False)
    limit: Deadline | None = field(init=False)
    pauses: tuple[Pause, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.details = inspection_details_of(self.case)
        found = limit_as_of(self.case, self.details, today=self.today)
        self.limit, self.calendar = found or (None, work_calendar(self.today))
        self.pauses = self.limit.pauses if self.limit else pauses_of(self.case, today=self.today)
        frozen = CaseRule.objects.filter(case_id=self.case.root_case_id)
        self.frozen = {row.key: Rule(**_said(row)) for row in frozen}
        self.ruled = list(Rule.objects.order_by("key", "-valid_from"))

    def rule(self, key: str, on: date) -> Rule | None:
        """The rule the case keeps, else the one valid on the day."""
        return self.frozen.get(key) or self.rule_valid(key, on)

    def rule_valid(self, key: str, on: date) -> Rule | None:
        """The rule valid on the day, whatever the case keeps."""
        fitting = (
            row
            for row in self.ruled
            if row.key == key and row.valid_from <= on and (row.valid_until is None or row.valid_until >= on)
        )
        return next(fitting, None)

    def beside_today(self, key: str, on: date) -> RuleThenAndNow | None:
        """The rule of the case and the rule of today, in words."""
        then, now = self.rule(key, on), self.rule_valid(key, self.today)
        if then is None:
            return None
        return RuleThenAndNow(
            then.label, then.in_words, now.in_words if now else _("đã bãi bỏ"), then.source_in_words
        )

    def by_rule(
        self,
        slug: str,
        key: str,
        from_at: datetime | None,
        done_at: datetime | None,
        *,
        internal: bool = True,
    ) -> CaseLimit | None:
        """A limit counted by a rule from the day of an event; None while the event is still to come.

        While the inspection is paused nobody's day runs, whatever the switch says of the inspection's own limit.
        """
        if from_at is None:
            return None
        from_on = local_day(from_at)
        rule = self.rule(key, from_on)
        if rule is None:
            return None
        deadline = due_on(as_deadline_rule(_said(rule)), from_on, calendar=self.calendar, pauses=self.pauses)
        compared = self.beside_today(key, from_on)
        return replace(
            _counted(slug, deadline, self.calendar),
            done_on=local_day(done_at) if done_at else None,
            internal=internal,
            rules=(compared,) if compared else (),
        )

    def fixed(
        self, slug: str, label: str, from_at: datetime, end_on: date, done_at: datetime | None, *, by: str
    ) -> CaseLimit:
        """A day that a person fixed: no rule counted it, the page says who did."""
        start_on = local_day(from_at)
        words = {"label": label, "end": f"{end_on:%d/%m/%Y}", "by": by}
        return CaseLimit(
            slug=slug,
            label=label,
            sentence=_("%(label)s: đến hết ngày %(end)s, theo %(by)s.") % words,
            source=by,
            end_on=end_on,
            done_on=local_day(done_at) if done_at else None,
            provisional=not self.calendar.is_confirmed(start_on, end_on),
            internal=False,
            timeline=timeline_between(
                min(start_on, end_on), end_on, self.calendar, _("Ngày gửi, không tính"), _("Hết thời hạn")
            ),
        )


def _said(row: Rule | CaseRule) -> dict[str, str]:
    names = ("key", "value", "unit", "label", "source")
    return {name: getattr(row, name) for name in names}


def _counted(slug: str, deadline: Deadline, calendar: WorkCalendar) -> CaseLimit:
    return CaseLimit(
        slug=slug,
        label=deadline.rule.label,
        sentence=deadline.sentence,
        source=deadline.rule.source_in_words,
        end_on=deadline.end_on,
        steps=deadline.steps,
        provisional=deadline.provisional,
        timeline=timeline_of(deadline, calendar),
    )


def limits_of(read: CaseLimits, *, for_institution: bool) -> list[CaseLimit]:
    """Every limit of the case; for an institution the inspection's own and those that bind it."""
    found = [_inspection_limit(read)]
    found += _of_party(read) if read.case.parent_id else _of_inspection(read)
    found += _complaints(read, for_institution=for_institution)
    shown = [row for row in found if row is not None]
    return [row for row in shown if not (for_institution and row.internal)]


def _inspection_limit(read: CaseLimits) -> CaseLimit | None:
    details, limit = read.details, read.limit
    if not details.limit_days:
        return None
    rule = limit_rule(details)
    said = [read.beside_today(key, details.decided_on or read.today) for key in OF_THE_LIMIT]
    rules = tuple(row for row in said if row is not None)
    if limit is None:
        text = _("%(label)s: %(length)s, tính từ ngày công bố quyết định; chưa công bố nên chưa chạy.")
        words = {"label": rule.label, "length": length_in_words(rule.value, rule.unit)}
        return CaseLimit(
            "kiem-tra", rule.label, text % words, rule.source, steps=(), internal=False, rules=rules
        )
    done = details.conduct_finished_at
    return replace(
        _counted("kiem-tra", limit, read.calendar),
        steps=(*limit.steps, *_while_paused(read)),
        done_on=local_day(done) if done else None,
        internal=False,
        both_units=(limit, in_other_unit(limit, read.calendar)),
        rules=rules,
    )


def _while_paused(read: CaseLimits) -> Iterator[str]:
    root = read.case.parent or read.case
    if root.stage == InspectionStage.PAUSED:
        yield _("Cuộc kiểm tra đang tạm dừng, tính đến hôm nay; ngày hết hạn được tính lại khi tiếp tục.")


def _of_inspection(read: CaseLimits) -> Iterator[CaseLimit | None]:
    case, details = read.case, read.details
    if not details.urgent:
        yield read.by_rule(
            "ra-soat", "inspection.overlap_review", case.opened_at, details.overlap_reviewed_at
        )
    yield read.by_rule(
        "trinh-ke-hoach", "inspection.conduct_plan", details.decided_at, details.plan_submitted_at
    )
    yield read.by_rule(
        "phe-duyet-ke-hoach", "inspection.plan_approval", details.plan_submitted_at, details.plan_approved_at
    )


def _of_party(read: CaseLimits) -> Iterator[CaseLimit | None]:
    party = read.case.party_details
    yield _notice(read)
    if party.report_due_on and party.notified_at:
        yield read.fixed(
            "bao-cao-de-cuong",
            _("Nộp báo cáo theo đề cương"),
            party.notified_at,
            party.report_due_on,
            party.report_received_at,
            by=_("thông báo lịch kiểm tra"),
        )
    for row in InformationRequest.objects.filter(party=read.case).order_by("sequence"):
        yield read.fixed(
            f"phieu-yeu-cau-{row.sequence}",
            _("Trả lời phiếu yêu cầu số %(n)s") % {"n": row.sequence},
            row.sent_at,
            row.due_on,
            row.answered_at,
            by=_("phiếu yêu cầu của Đoàn kiểm tra (Đ.8, Đ.9 NĐ 217/2025/NĐ-CP)"),
        )
    yield _opinion(read)
    yield read.by_rule(
        "ky-bien-ban",
        "inspection.signing_invitation",
        party.invited_to_sign_at,
        party.minutes_signed_at,
        internal=False,
    )


def _notice(read: CaseLimits) -> CaseLimit | None:
    """T1 counts backward from the session; on a day off it falls earlier, never later (domain 14, rule 5)."""
    party = read.case.party_details
    rule = read.rule("inspection.notice_before", read.details.decided_on or read.today)
    if party.session_at is None or rule is None or party.caught_in_act:
        return None
    counted: DeadlineRule = as_deadline_rule(_said(rule))
    session_on = local_day(party.session_at)
    end_on = latest_start_before(counted.value, session_on, counted.unit, read.calendar)
    words = {
        "label": counted.label,
        "length": length_in_words(counted.value, counted.unit),
        "session": f"{session_on:%d/%m/%Y}",
        "end": f"{end_on:%d/%m/%Y}",
        "source": counted.source_in_words,
    }
    text = _(
        "%(label)s: ít nhất %(length)s trước buổi làm việc ngày %(session)s, chậm nhất hết ngày %(end)s, "
        "theo %(source)s."
    )
    compared = read.beside_today("inspection.notice_before", read.details.decided_on or read.today)
    return CaseLimit(
        slug="thong-bao-lich",
        label=counted.label,
        sentence=text % words,
        source=counted.source_in_words,
        end_on=end_on,
        done_on=local_day(party.notified_at) if party.notified_at else None,
        steps=(
            _(
                "Đếm lùi từ ngày %(session)s, không tính ngày đó; gặp ngày nghỉ thì lấy ngày làm việc trước đó."
            )
            % words,
        ),
        provisional=not read.calendar.is_confirmed(end_on, session_on),
        timeline=timeline_before(
            end_on,
            session_on,
            counted.unit,
            read.calendar,
            _("Chậm nhất phải thông báo"),
            _("Buổi làm việc, không tính"),
        ),
        rules=(compared,) if compared else (),
    )


def _opinion(read: CaseLimits) -> CaseLimit | None:
    """T8: a right of the institution that never goes beyond the inspection's own limit."""
    minutes = Minutes.objects.filter(party=read.case).first()
    drafted_at = read.case.party_details.minutes_drafted_at
    if minutes is None or drafted_at is None:
        return None
    found = read.by_rule("y-kien", "inspection.explanation", drafted_at, minutes.opinion_at, internal=False)
    limit = read.details.limit_end_on
    if found is None or found.end_on is None or limit is None or limit >= found.end_on:
        return found
    capped = _("Không quá thời hạn kiểm tra: đến hết ngày %(end)s.") % {"end": f"{limit:%d/%m/%Y}"}
    start_on = local_day(drafted_at)
    return replace(
        found,
        end_on=limit,
        sentence=f"{found.sentence} {capped}",
        steps=(*found.steps, capped),
        timeline=timeline_between(
            min(start_on, limit), limit, read.calendar, _("Ngày gửi, không tính"), _("Hết thời hạn")
        ),
    )


def _complaints(read: CaseLimits, *, for_institution: bool) -> Iterator[CaseLimit]:
    """Papers that came in, by their receipt number only; a denunciation is nobody's business here."""
    rows = Complaint.objects.filter(case=read.case, due_on__isnull=False)
    rows = rows.exclude(kind=ComplaintKind.DENUNCIATION)
    if for_institution:
        rows = rows.filter(side=Side.INSTITUTION)
    for row in rows.order_by("received_on", "pk"):
        found = read.fixed(
            f"don-{row.pk}",
            _("Trả lời %(paper)s") % {"paper": str(row)},
            row.recorded_at,
            row.due_on or row.received_on,
            row.settled_at,
            by=_("quy định về thời hạn trả lời"),
        )
        yield replace(found, sentence=row.due_words) if row.due_words else found


def both_units_in_words(limit: CaseLimit) -> list[tuple[str, Deadline]]:
    """The two readings of "ngày", that of the case first."""
    words = {DayUnit.DAY: _("Tính mọi ngày, kể cả ngày nghỉ"), DayUnit.WORKING_DAY: _("Tính ngày làm việc")}
    return [(words[deadline.rule.unit], deadline) for deadline in limit.both_units]
