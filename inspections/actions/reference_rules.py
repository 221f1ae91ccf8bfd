"""Numbers of the law and internal rules: a new value is a new row from a later day, the old row ends the day before.

A row that was in force is never edited: cases whose decision was issued keep the value of that day (practice 4).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.reference import demand, record, setting
from inspections.models import Rule, SettingChange, User
from inspections.queries.people import local_day
from inspections.rules.settings_values import (
    DAY_UNITS,
    clean_value,
    source_problem,
    start_problem,
    value_problem,
)
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import ONE_DAY


@dataclass(frozen=True, slots=True)
class _Timeline:
    """The rows of one key, oldest first, locked: those that were in force, and the one that is still to come."""

    past: list[Rule]
    coming: Rule | None

    @property
    def last(self) -> Rule | None:
        """The newest row that has been in force."""
        return self.past[-1] if self.past else None


def _timeline(key: str, today: date) -> _Timeline:
    rows = list(Rule.objects.select_for_update().filter(key=key).order_by("valid_from"))
    past = [row for row in rows if row.valid_from <= today]
    coming = [row for row in rows if row.valid_from > today]
    return _Timeline(past, coming[-1] if coming else None)


def in_words(rule: Rule) -> str:
    """A value with its source and its first day, as the record of changes tells it."""
    return _("%(value)s, từ ngày %(day)s, nguồn: %(source)s") % {
        "value": rule.in_words,
        "day": f"{rule.valid_from:%d/%m/%Y}",
        "source": rule.source_in_words,
    }


def change_rule(
    key: str, *, by: User, now: datetime, value: str, source: str, from_on: date, reason: str, unit: str = ""
) -> Rule:
    """Give a rule another value from a later day."""
    with setting(by=by, now=now):
        line = _timeline(key, local_day(now))
        if line.coming:
            demand(
                _(
                    "Đã có giá trị sẽ áp dụng từ ngày %(day)s. Sửa hoặc rút giá trị đó trước khi thêm giá trị khác."
                )
                % {"day": f"{line.coming.valid_from:%d/%m/%Y}"}
            )
        old = line.last
        assert old is not None
        new = _written(Rule(key=key, label=old.label), old, value, source, from_on, unit)
        _demand_lawful(new, old, today=local_day(now))
        if old.valid_until is None or old.valid_until >= from_on:
            old.valid_until = from_on - ONE_DAY
            old.save(update_fields=["valid_until"])
        new.save()
        _record(key, before=in_words(old), after=in_words(new), reason=reason, by=by, now=now)
    return new


def correct_coming_rule(
    key: str, *, by: User, now: datetime, value: str, source: str, from_on: date, reason: str, unit: str = ""
) -> Rule:
    """Mend a value that has not come into force yet."""
    with setting(by=by, now=now):
        line = _timeline(key, local_day(now))
        coming, old = _coming(line), line.last
        before = in_words(coming)
        follows = old is not None and old.valid_until == coming.valid_from - ONE_DAY
        _written(coming, old or coming, value, source, from_on, unit)
        _demand_lawful(coming, old, today=local_day(now))
        if follows and old is not None:
            old.valid_until = from_on - ONE_DAY
            old.save(update_fields=["valid_until"])
        coming.save()
        _record(key, before=before, after=in_words(coming), reason=reason, by=by, now=now)
    return coming


def withdraw_coming_rule(key: str, *, by: User, now: datetime, reason: str) -> None:
    """Take back a value that has not come into force; the present one goes on."""
    with setting(by=by, now=now):
        line = _timeline(key, local_day(now))
        coming, old = _coming(line), line.last
        if old is None:
            demand(_("Tham số này chưa có giá trị nào đang áp dụng: sửa giá trị sắp áp dụng, không rút."))
        elif old.valid_until == coming.valid_from - ONE_DAY:
            old.valid_until = None
            old.save(update_fields=["valid_until"])
        _record(key, before=in_words(coming), after="", reason=reason, by=by, now=now)
        coming.delete()


def _coming(line: _Timeline) -> Rule:
    if line.coming is None:
        demand(_("Không còn giá trị nào sắp áp dụng: giá trị đã áp dụng không sửa hay rút lại được."))
    assert line.coming is not None
    return line.coming


def _written(rule: Rule, old: Rule, value: str, source: str, from_on: date, unit: str) -> Rule:
    """Put what was typed into the row, in its one spelling."""
    rule.unit = unit if unit in DAY_UNITS and old.unit in DAY_UNITS else old.unit
    rule.value, rule.source = clean_value(rule.unit, value), normalise(source)
    rule.valid_from, rule.valid_until = from_on, None
    return rule


def _demand_lawful(new: Rule, old: Rule | None, *, today: date) -> None:
    before = old or new
    same = old is not None and (new.value, new.unit, new.source) == (old.value, old.unit, old.source)
    demand(
        value_problem(new.key, new.unit, new.value),
        source_problem(new.key, new.value, before.source, new.source),
        start_problem(new.valid_from, today=today, earlier_from=old.valid_from if old else None),
        _("Giá trị và nguồn không khác giá trị đang áp dụng.") if same else None,
    )


def _record(key: str, *, before: str, after: str, reason: str, by: User, now: datetime) -> None:
    record(SettingChange.Subject.RULE, key, before=before, after=after, reason=reason, by=by, now=now)
