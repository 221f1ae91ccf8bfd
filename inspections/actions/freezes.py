"""«Chốt số liệu»: the figure of a period with its list is kept as it stands; a correction is another version (®).

Source: domain 15 «Freeze» and practice.md 6: snapshot of figure, list, rule version, hash and who took it; what is
corrected later never moves it: a new version says why, and both stay.
"""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inspections.actions import ledger
from inspections.actions.figure_reports import draft_report
from inspections.actions.reference import demand
from inspections.enums import Headline, PeriodKind
from inspections.exceptions import AlreadyDone, Refused
from inspections.models import Department, Freeze, FrozenLine, User
from inspections.queries import freezes as queries
from inspections.queries.counting import rule_on
from inspections.queries.figure_contents import contents_of
from inspections.queries.people import actor_of, local_day
from inspections.rules.figure_periods import FigurePeriod
from inspections.rules.frozen import Frozen, difference, figure_of, list_hash
from inspections.rules.roles import Actor, Role
from inspections.rules.share import chosen
from inspections.rules.vietnamese import normalise

WHO = frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.SECTION_HEAD})
BATCH = 2_000


def may_freeze(who: Actor, department_id: int) -> bool:
    """The director, a deputy or a section head of the department."""
    return any(post.role in WHO and post.department_id == department_id for post in who.posts)


def freeze(department: Department, period: FigurePeriod, *, by: User, now: datetime) -> Freeze:
    """The first version of a period that is over."""
    _require(department, by, now)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        _lock(department)
        if known := queries.newest_freezes(department.pk, [period]).get(period.code):
            raise AlreadyDone(_taken(known))
        demand(_not_over(period, now))
        return _take(department, period, by=by, now=now)


def restate(before: Freeze, *, by: User, now: datetime, reason: str) -> Freeze:
    """Another version of a frozen period, with the reason; the version before stays as it is."""
    _require(before.department, by, now)
    words = normalise(reason)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        _lock(before.department)
        newest = queries.versions_of(before)[0]
        if newest.pk != before.pk:
            raise AlreadyDone(_taken(newest))
        demand(None if words else _("Ghi lý do chốt lại."))
        period = period_of(before)
        made = _take(before.department, period, by=by, now=now, previous=before, reason=words)
        if made.rule_id == before.rule_id and made.trial == before.trial:
            differs = difference(queries.frozen_lines(before), queries.frozen_lines(made))
            demand(None if differs else _("Số liệu hiện tại không khác số đã chốt: không có gì để chốt lại."))
    return made


def period_of(known: Freeze) -> FigurePeriod:
    """The period of a frozen figure, with the days it was frozen for."""
    return FigurePeriod(PeriodKind(known.kind), known.year, known.number, known.first, known.last)


def _take(
    department: Department,
    period: FigurePeriod,
    *,
    by: User,
    now: datetime,
    previous: Freeze | None = None,
    reason: str = "",
) -> Freeze:
    ledger.count_passed_limits(now=now)
    rule = rule_on(department.pk, period.last)
    found = queries.lines_now(department.pk, period.first, period.last)
    share = figure_of(found)
    excluded, running = queries.beside(department.pk, period.first, period.last)
    head = {"period": period.code, "first": period.first.isoformat(), "last": period.last.isoformat()}
    counted = {"rule": rule.version, "headline": rule.headline, "excluded": excluded, "running": running}
    version = previous.version + 1 if previous else 1
    contents = contents_of(
        department.pk, period, rule, found, version=version, excluded=excluded, running=running
    )
    made = Freeze.objects.create(
        department=department,
        kind=period.kind,
        year=period.year,
        number=period.number,
        first=period.first,
        last=period.last,
        version=version,
        previous=previous,
        reason=reason,
        rule=rule,
        headline=rule.headline,
        trial=rule.is_trial,
        a=chosen(share, Headline(rule.headline)),
        b=share.b,
        classes=list(share.m),
        final_classes=list(share.final_m),
        late=sum(line.late for line in found),
        excluded=excluded,
        running=running,
        contents=contents,
        list_sha256=list_hash(head | counted | {"figures": contents["figures"]}, found),
        chain_head=queries.chain_head(department.pk),
        taken_at=now,
        taken_by=by,
    )
    FrozenLine.objects.bulk_create([_frozen(made, line) for line in found], batch_size=BATCH)
    draft_report(made, period)
    return made


def _frozen(made: Freeze, line: Frozen) -> FrozenLine:
    return FrozenLine(freeze=made, **asdict(line))


def _lock(department: Department) -> None:
    Department.objects.select_for_update().get(pk=department.pk)


def _require(department: Department, by: User, now: datetime) -> None:
    if not may_freeze(actor_of(by, local_day(now)), department.pk):
        raise Refused(_("Chỉ Giám đốc, Phó Giám đốc, Trưởng phòng của Sở được chốt số liệu."))


def _not_over(period: FigurePeriod, now: datetime) -> str | None:
    if period.last < local_day(now):
        return None
    return _("Kỳ này đến hết ngày %(day)s mới kết thúc, chưa chốt được.") % {"day": f"{period.last:%d/%m/%Y}"}


def _taken(known: Freeze) -> str:
    return _("%(who)s đã chốt kỳ này lúc %(at)s (lần %(n)s).") % {
        "who": known.taken_by.full_name,
        "at": f"{timezone.localtime(known.taken_at):%H:%M %d/%m/%Y}",
        "n": known.version,
    }
