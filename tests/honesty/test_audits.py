"""The figure is audited by people who neither made the lượt nor froze it; a lower class takes the ledger down."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import freezes
from inspections.actions.audits import audit_line
from inspections.enums import LuotClass, PeriodKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import AuditedLine, ClassChange, CountingRule, Freeze, LedgerLine
from inspections.queries.audits import audit_of
from inspections.rules.figure_periods import Close, period
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.factories.people import make_people
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
YEAR = period(PeriodKind.REPORT_YEAR, 2026, 0, Close())
NOW = ledger.moment(date(2026, 12, 16))
MOST = 12


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def frozen(cast: Cast, *, number: int = 3) -> Freeze:
    """A year of lượt of the highest class, frozen by the section head."""
    ledger.rule_of(cast.department.pk)
    case, unit = case_after(cast, "draft_decision"), cast.institutions["MH-01"]
    for party in ledger.parties(case, unit, number):
        ledger.line_of(ledger.SEALED, unit, party=party, today=NOW.date())
    return freezes.freeze(cast.department, YEAR, by=cast.people["truongphong"], now=NOW)


def test_with_few_all_are_looked_at_and_a_lower_class_moves_the_ledger(cast: Cast) -> None:
    made = frozen(cast)
    audit = audit_of(made)
    assert len(audit.asked) == 3 and not audit.is_sample and not audit.outcome.complete
    first, *rest = audit.asked
    with pytest.raises(Refused, match="không phải người chốt số liệu"):
        audit_line(first, by=cast.people["truongphong"], now=NOW, found=3, reason="Đúng")
    with pytest.raises(NotReady, match="lý do"):
        audit_line(first, by=cast.people["giamsat"], now=NOW, found=3, reason=" ")
    reason = "Giấy đi đường cho thấy Đoàn đã đến trường."
    audit_line(first, by=cast.people["giamsat"], now=NOW, found=1, reason=reason)
    line = LedgerLine.objects.get(pk=first.line_id)
    assert line.class_value == LuotClass.M1
    fall = ClassChange.objects.get(line=line)
    assert (fall.verb, fall.reason, fall.by) == ("audit", reason, cast.people["giamsat"])
    with pytest.raises(AlreadyDone):
        audit_line(first, by=cast.people["giamsat"], now=NOW, found=1, reason=reason)
    for row in rest:
        audit_line(row, by=cast.people["giamsat"], now=NOW, found=3, reason="Đúng hồ sơ.")
    done = audit_of(made)
    assert done.outcome.complete and (done.outcome.online, done.outcome.looked_at) == (2, 3)
    assert done.outcome.interval is None

    client = Client()
    client.force_login(cast.people["giamdoc"])
    shown = client.get(reverse("figure_audit", args=[made.pk])).content.decode()
    assert "Soát xét thấy 67% (2/3)" in shown and reason in shown and "khoảng tin cậy" not in shown
    assert (
        "Số liệu hiện tại khác số đã chốt" in client.get(reverse("freeze", args=[made.pk])).content.decode()
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditedLine.objects.update(found=0)


def test_of_many_a_sample_is_drawn_that_anybody_draws_again_and_its_share_has_bounds(cast: Cast) -> None:
    rule = ledger.rule_of(cast.department.pk)
    small = CountingRule.objects.get(pk=rule.pk)
    small.pk, small.version, small.audit_all_up_to = None, rule.version + 1, 4
    small._state.adding = True
    small.save()
    made = frozen(cast, number=7)
    audit = audit_of(made)
    assert audit.is_sample and len(audit.asked) == 4 and audit.whole == 7
    assert [row.pk for row in audit_of(made).asked] == [row.pk for row in audit.asked]
    outside = made.lines.exclude(pk__in=[row.pk for row in audit.asked]).first()
    assert outside is not None
    with pytest.raises(NotReady, match="không nằm trong mẫu"):
        audit_line(outside, by=cast.people["giamdoc"], now=NOW, found=3, reason="Đúng")
    for row in audit.asked:
        at = NOW + timedelta(minutes=row.pk)
        audit_line(row, by=cast.people["giamdoc"], now=at, found=3, reason="Đúng hồ sơ.")
    client = Client()
    client.force_login(cast.people["giamdoc"])
    url = reverse("figure_audit", args=[made.pk])
    client.get(url)
    with counted() as asked:
        shown = client.get(url).content.decode()
    assert "khoảng tin cậy 95%: 51,0% đến 100,0%" in shown
    assert len(asked) <= MOST and not asked.writes
