"""Counting rules and targets as data people keep: nothing is edited, a change is a new version with its reason (®).

Source: practice.md 6 and domain 15: the rule is a version with validity, a trial until the number of the decision that
issues it is entered. A version that counted lượt keeps its text for ever; the database holds it.
"""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspections.actions.reference import demand, demand_none, record
from inspections.enums import Indicator
from inspections.exceptions import Refused
from inspections.models import CountingRule, Department, LegalAct, SettingChange, Target, User
from inspections.queries.counting import rule_on
from inspections.queries.counting_versions import text_of, versions_of
from inspections.queries.people import actor_of, local_day
from inspections.rules.counting import RuleText, asks, number_problems, target_problems, text_problems
from inspections.rules.roles import Actor, Permission, Role
from inspections.rules.settings_values import start_problem
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import ONE_DAY

SUBJECT = SettingChange.Subject.COUNTING


def keeps_rules(who: Actor, department_id: int) -> bool:
    """May this person make versions and targets?"""
    return who.may_in_department(Permission.MANAGE_SETTINGS, department_id)


def enters_number(who: Actor, department_id: int) -> bool:
    """May this person enter the number of the decision? The director, who signs it, and who keeps the settings."""
    signs = any(post.role == Role.DIRECTOR and post.department_id == department_id for post in who.posts)
    return signs or keeps_rules(who, department_id)


def enter_number(
    rule: CountingRule,
    department: Department,
    *,
    by: User,
    now: datetime,
    number: str,
    decided_on: date,
    reason: str,
) -> CountingRule:
    """The decision that issues the rule: from now on its figures are no trial any more.

    A shipped version holds for every department, so the number goes to a version of this department that says the same.
    """
    day = local_day(now)
    if not enters_number(actor_of(by, day), department.pk):
        raise Refused(_("Chỉ quản trị hệ thống hoặc Giám đốc được nhập số quyết định ban hành cách tính."))
    number = normalise(number)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        found = _version(rule.version, department)
        demand_none(number_problems(number, decided_on, today=day))
        if found.department_id is None:
            demand(None if found == rule_on(department.pk, day) else _not_in_force())
            found.pk, found.department = None, department
            found._state.adding = True
        before = _number_words(found)
        found.decision_number, found.decided_on = number, decided_on
        found.save()
        _record(found, department, before=before, after=_number_words(found), reason=reason, by=by, now=now)
    return found


def _not_in_force() -> str:
    return _("Chỉ nhập số quyết định cho cách tính đang áp dụng hoặc do Sở lập.")


def add_version(
    department: Department, *, by: User, now: datetime, text: RuleText, from_on: date, reason: str
) -> CountingRule:
    """Another version from a later day; the one before ends the day before and stays as it is."""
    _require(by, department, now)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        last = _locked(department)[0]
        new = CountingRule(
            **{**asdict(text), "name": normalise(text.name), "source": normalise(text.source)},
            department=department,
            version=last.version + 1,
            valid_from=from_on,
        )
        demand_none(text_problems(text_of(new)))
        demand(
            start_problem(from_on, today=local_day(now), earlier_from=last.valid_from),
            _("Nội dung không khác phiên bản liền trước.") if _same(text_of(new), text_of(last)) else None,
        )
        if last.department_id and (last.valid_until is None or last.valid_until >= from_on):
            last.valid_until = from_on - ONE_DAY
            last.save(update_fields=["valid_until"])
        new.save()
        _record(
            new, department, before=_rule_words(last), after=_rule_words(new), reason=reason, by=by, now=now
        )
    return new


def _same(one: RuleText, other: RuleText) -> bool:
    return asks(one) == asks(other)


def _locked(department: Department) -> list[CountingRule]:
    """The versions, the newest first, while nobody else changes them."""
    Department.objects.select_for_update().get(pk=department.pk)
    return versions_of(department.pk)


def _version(number: int, department: Department) -> CountingRule:
    found = next((rule for rule in _locked(department) if rule.version == number), None)
    if found is None:
        raise Refused(_("Phiên bản cách tính này không phải của Sở."))
    return found


def _number_words(rule: CountingRule) -> str:
    if not rule.decision_number or rule.decided_on is None:
        return _("chưa có số quyết định")
    return _("Quyết định số %(number)s ngày %(day)s") % {
        "number": rule.decision_number,
        "day": f"{rule.decided_on:%d/%m/%Y}",
    }


def _rule_words(rule: CountingRule) -> str:
    start = _("áp dụng từ ngày %(day)s") % {"day": f"{rule.valid_from:%d/%m/%Y}"}
    return " ".join([f"{rule.name}, {start}.", *asks(text_of(rule)), rule.source])


def _record(
    rule: CountingRule,
    department: Department,
    *,
    before: str,
    after: str,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    key = f"{department.code}/{rule.version}"
    record(SUBJECT, key, before=before, after=after, reason=reason, by=by, now=now)


def _require(by: User, department: Department, now: datetime) -> None:
    if not keeps_rules(actor_of(by, local_day(now)), department.pk):
        raise Refused(_("Chỉ quản trị hệ thống của Sở được lập cách tính, chỉ tiêu."))


def add_target(
    department: Department,
    *,
    by: User,
    now: datetime,
    indicator: str,
    year: int,
    value: Decimal,
    source: str,
    act: LegalAct | None,
    reason: str,
) -> Target:
    """A target for a year that has none; the act that sets it is named."""
    _require(by, department, now)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        row = Target(
            indicator=Indicator(indicator), year=year, value=value, source=normalise(source), act=act
        )
        there = Target.objects.filter(indicator=row.indicator, year=year).exists()
        demand_none(target_problems(value, row.source))
        demand(_("Năm này đã có chỉ tiêu: sửa chỉ tiêu đó, kèm lý do.") if there else None)
        row.save()
        _record_target(row, before="", reason=reason, by=by, now=now)
    return row


def change_target(
    target: Target,
    department: Department,
    *,
    by: User,
    now: datetime,
    value: Decimal,
    source: str,
    act: LegalAct | None,
    reason: str,
) -> Target:
    """Another value or act of the same year; what stood before stays on the record with the reason."""
    _require(by, department, now)
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        row = Target.objects.select_for_update().get(pk=target.pk)
        before = target_words(row)
        row.value, row.source, row.act = value, normalise(source), act
        demand_none(target_problems(value, row.source))
        row.save()
        _record_target(row, before=before, reason=reason, by=by, now=now)
    return row


def target_words(row: Target) -> str:
    """A target as the record of changes tells it."""
    value = f"{row.value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    cited = f" ({row.act})" if row.act else ""
    return f"{row.get_indicator_display()}, {row.year}: {value}%; {row.source}{cited}"


def _record_target(row: Target, *, before: str, reason: str, by: User, now: datetime) -> None:
    key = f"{row.indicator}/{row.year}"
    record(SUBJECT, key, before=before, after=target_words(row), reason=reason, by=by, now=now)
