"""A frozen figure never moves; what is corrected later is another version with its reason (domain 15 «Freeze»)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from inspections.actions import freezes as actions
from inspections.actions import ledger as upkeep
from inspections.enums import LuotClass, PeriodKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Freeze, FrozenLine, LedgerLine, LedgerVersion
from inspections.queries import freezes as queries
from inspections.rules.figure_periods import Close, period
from inspections.rules.frozen import difference
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.factories.people import make_people

TODAY = date(2026, 12, 16)
NOW = ledger.moment(TODAY)
YEAR = period(PeriodKind.REPORT_YEAR, 2026, 0, Close())


def year_of_lines(cast: Cast) -> list[LedgerLine]:
    """Four lượt of 2026: two in the numerator, one on site, one on paper."""
    case, unit = case_after(cast, "draft_decision"), cast.institutions["MH-01"]
    kinds = (ledger.SEALED, ledger.MIXED, ledger.ON_SITE)
    made = [
        ledger.line_of(facts, unit, party=party, today=TODAY)
        for facts, party in zip(kinds, ledger.parties(case, unit, len(kinds)), strict=True)
    ]
    paper = ledger.paper_visit(unit, cast.people["chuyenvien"], date(2026, 2, 3))
    upkeep.count_papers([paper], now=NOW, by=None)
    return [*made, LedgerLine.objects.get(paper=paper)]


@pytest.mark.django_db
class TestFreezing:
    """One department, one year."""

    @pytest.fixture
    def cast(self) -> Cast:
        return make_people()

    @pytest.fixture
    def lines(self, cast: Cast) -> list[LedgerLine]:
        ledger.rule_of(cast.department.pk)
        return year_of_lines(cast)

    def test_trap_17_freezing_then_correcting_is_a_restatement_never_a_silent_change(
        self, cast: Cast, lines: list[LedgerLine]
    ) -> None:
        head = cast.people["truongphong"]
        first = actions.freeze(cast.department, YEAR, by=head, now=NOW)
        assert (first.a, first.b, first.classes, first.version) == (2, 4, [1, 1, 1, 1], 1)
        assert first.trial and first.final_classes == [1, 0, 0, 1]
        with pytest.raises(AlreadyDone, match="đã chốt kỳ này"):
            actions.freeze(cast.department, YEAR, by=head, now=NOW)
        with pytest.raises(NotReady, match="không khác số đã chốt"):
            actions.restate(first, by=head, now=NOW, reason="Chốt thử lần nữa")

        found = ledger.paper_visit(cast.institutions["MH-02"], head, date(2026, 5, 6))
        later = NOW + timedelta(days=20)
        upkeep.count_papers([found], now=later, by=head)
        first.refresh_from_db()
        assert (first.a, first.b) == (2, 4), "the frozen figure stands although the ledger moved"
        now = queries.lines_now(cast.department.pk, *first.days)
        differs = difference(queries.frozen_lines(first), now)
        assert [line.code for line in differs.added] == [found.decision_number]

        with pytest.raises(NotReady, match="lý do"):
            actions.restate(first, by=head, now=later, reason=" ")
        second = actions.restate(first, by=head, now=later, reason="Trường báo thêm một lần «khảo sát».")
        assert (second.a, second.b, second.version, second.previous) == (2, 5, 2, first)
        assert second.list_sha256 != first.list_sha256
        assert FrozenLine.objects.filter(freeze=first).count() == 4
        with pytest.raises(AlreadyDone):
            actions.restate(first, by=head, now=later, reason="Từ bản cũ")
        assert queries.share_as_of(cast.department.pk, *first.days, NOW).m == first.share.m
        assert queries.share_as_of(cast.department.pk, *first.days, later).m == second.share.m

    def test_what_is_frozen_cannot_be_changed_in_the_database(
        self, cast: Cast, lines: list[LedgerLine]
    ) -> None:
        made = actions.freeze(cast.department, YEAR, by=cast.people["giamdoc"], now=NOW)
        for rows in (
            Freeze.objects.filter(pk=made.pk),
            FrozenLine.objects.filter(freeze=made),
            LedgerVersion.objects.filter(line=lines[0]),
        ):
            for deed in (rows.delete, lambda rows=rows: rows.update(id=-1)):
                with pytest.raises(DatabaseError), transaction.atomic():
                    deed()

    def test_a_period_that_runs_and_a_person_without_the_post_are_refused(
        self, cast: Cast, lines: list[LedgerLine]
    ) -> None:
        with pytest.raises(NotReady, match="mới kết thúc"):
            actions.freeze(cast.department, YEAR, by=cast.people["truongphong"], now=ledger.moment(YEAR.last))
        with pytest.raises(Refused, match="được chốt số liệu"):
            actions.freeze(cast.department, YEAR, by=cast.people["chuyenvien"], now=NOW)

    def test_every_state_of_a_line_is_kept_with_its_moment(self, cast: Cast, lines: list[LedgerLine]) -> None:
        line = lines[1]
        line.class_value, line.counted_at = LuotClass.M1, NOW + timedelta(days=1)
        line.save()
        line.facts = {**line.facts, "findings": 3}
        line.save()
        kept = list(LedgerVersion.objects.filter(line=line).order_by("pk").values_list("class_value", "at"))
        assert [value for value, _at in kept] == [LuotClass.M2, LuotClass.M1]
        assert kept[1][1] == line.counted_at


@pytest.mark.django_db(transaction=True)
def test_two_people_freezing_at_once_make_one_figure() -> None:
    cast = make_people()
    ledger.rule_of(cast.department.pk)
    gate = Barrier(2)

    def run(name: str) -> object:
        gate.wait(timeout=20)
        try:
            return actions.freeze(cast.department, YEAR, by=cast.people[name], now=NOW)
        except AlreadyDone as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(run, ("giamdoc", "truongphong")))
    assert sum(isinstance(one, Freeze) for one in answers) == 1
    assert sum(isinstance(one, AlreadyDone) for one in answers) == 1
    assert Freeze.objects.get().version == 1
