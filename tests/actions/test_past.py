"""The register of past paper inspections: whole or not at all, kept for ever, seen by the rules."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inspections.actions import past
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import LegalAct, PaperImport, PaperInspection, User
from inspections.models.inputs import Incoming
from inspections.queries.history import past_inspections, past_visits
from inspections.queries.past import known_institutions
from inspections.rules.overlap import PastStatus, Proposal, review_overlap
from inspections.rules.past import Known, PaperFacts
from inspections.rules.past_cells import period_in
from inspections.rules.past_rows import COLUMNS
from inspections.rules.uploads import examine
from tests.factories.cases import case_after
from tests.factories.past import many, visit, workbook
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def officer(cast: Cast) -> User:
    """The one who records."""
    return cast.people["chuyenvien"]


def incoming(content: bytes) -> Incoming:
    """A workbook as the form hands it on."""
    seen = examine("so-kiem-tra.xlsx", io.BytesIO(content), limit_bytes=25 * 1024 * 1024)
    assert seen.refusal is None
    return Incoming(seen.name, seen.size, seen.sha256, seen.mime, ContentFile(content))


def sent(cast: Cast, *rows: Any) -> PaperImport:
    """A workbook sent in by the officer."""
    book = past.receive_workbook(
        department=cast.department, file=incoming(workbook(*rows)), by=cast.people["chuyenvien"], now=NOW
    )
    book.refresh_from_db()
    return book


def facts(**changed: Any) -> PaperFacts:
    """One visit as the form hands it on."""
    cells = dict(zip((column.key for column in COLUMNS), visit(), strict=True)) | changed
    first, last = period_in(cells.pop("period"))
    cells.pop("institution")
    return PaperFacts(**cells, period_from=first, period_to=last)


def known(cast: Cast, code: str = "MH-01") -> Known:
    """An institution as the register knows it."""
    return next(one for one in known_institutions(cast.department.pk) if one.code == code)


def recorded(cast: Cast, code: str = "MH-01", **changed: Any) -> PaperInspection:
    """One visit recorded by hand."""
    return past.record_paper(
        department=cast.department,
        institution=known(cast, code),
        facts=facts(**changed),
        by=cast.people["chuyenvien"],
        now=NOW,
    )


def test_a_workbook_is_examined_then_saved_only_after_a_second_yes(cast: Cast, officer: User) -> None:
    book = sent(cast, visit(), visit(institution="MH-02"))
    assert (book.state, book.row_count, PaperInspection.objects.count()) == ("ready", 2, 0)
    past.confirm_import(book, by=officer, now=NOW)
    rows = list(PaperInspection.objects.order_by("source_row"))
    assert [(row.institution.code, row.source_row, row.source_id) for row in rows] == [
        ("MH-01", 2, book.pk),
        ("MH-02", 3, book.pk),
    ]
    assert {(row.entered_by, row.entered_at, row.ground, row.themes) for row in rows} == {
        (officer, NOW, "plan", "tuyen-sinh")
    }
    with pytest.raises(AlreadyDone):
        past.confirm_import(book, by=officer, now=NOW)
    assert PaperInspection.objects.count() == 2


def test_one_wrong_row_and_nothing_is_saved(cast: Cast, officer: User) -> None:
    book = sent(cast, *many(20), visit(decided_on="31/02/2024"))
    assert (book.state, book.problem_count) == ("faulty", 1)
    assert book.report["problems"][0]["cell"] == "B22"
    with pytest.raises(AlreadyDone):
        past.confirm_import(book, by=officer, now=NOW)
    assert not PaperInspection.objects.exists()


def test_ten_thousand_rows_go_through_the_job_in_at_most_25_statements_each(
    cast: Cast, officer: User
) -> None:
    book = sent(cast, *many(10_000))
    assert book.state == "waiting"
    with CaptureQueriesContext(connection) as examining:
        past.examine_import(book.pk, now=NOW)
    book.refresh_from_db()
    assert (book.state, book.row_count, book.problem_count) == ("ready", 10_000, 0)
    past.confirm_import(book, by=officer, now=NOW)
    assert not PaperInspection.objects.exists()
    with CaptureQueriesContext(connection) as saving:
        past.save_import(book.pk, now=NOW)
    assert PaperInspection.objects.count() == 10_000
    assert len(examining) <= 25 and len(saving) <= 25
    past.save_import(book.pk, now=NOW)
    assert PaperInspection.objects.count() == 10_000


def test_ten_thousand_wrong_rows_are_all_counted_and_none_is_saved(cast: Cast, officer: User) -> None:
    book = sent(
        cast, *(visit(decided_on="31/02/2024", institution="Trường nào đó") for _row in range(10_000))
    )
    past.examine_import(book.pk, now=NOW)
    book.refresh_from_db()
    assert (book.state, book.problem_count) == ("faulty", 10_000)
    assert not PaperInspection.objects.exists()


def test_a_saved_import_costs_the_same_for_one_row_and_for_three_hundred(cast: Cast, officer: User) -> None:
    counts = []
    for rows in (many(1), [visit(decision_number=f"B{number}") for number in range(300)]):
        book = sent(cast, *rows)
        with CaptureQueriesContext(connection) as seen:
            past.confirm_import(book, by=officer, now=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 25


def test_a_visit_recorded_between_preview_and_yes_stops_the_whole_workbook(cast: Cast, officer: User) -> None:
    book = sent(cast, visit(), visit(institution="MH-02"))
    recorded(cast)
    past.confirm_import(book, by=officer, now=NOW)
    book.refresh_from_db()
    assert book.state == "faulty" and "đã có trong sổ" in book.report["problems"][0]["text"]
    assert PaperInspection.objects.count() == 1


def test_an_inspection_that_ran_in_the_system_is_no_paper_inspection(cast: Cast) -> None:
    details = case_after(cast, "issue_decision").inspection_details
    assert details.decision_number and details.decided_on
    day = details.decided_on
    book = sent(
        cast,
        visit(decision_number=details.decision_number, decided_on=day, announced_on=day, minutes_on=day),
    )
    [problem] = book.report["problems"]
    assert "đã có trong sổ (hồ sơ" in problem["text"]


def test_a_workbook_that_cannot_be_read_is_told_and_kept(cast: Cast) -> None:
    far = workbook(visit(), dress=lambda sheet: sheet.write(1_048_575, 16_383, "xa"))
    book = past.receive_workbook(
        department=cast.department, file=incoming(far), by=cast.people["chuyenvien"], now=NOW
    )
    assert book.state == "faulty" and "vượt quá 20.000 dòng hoặc 60 cột" in book.report["problems"][0]["text"]


@pytest.mark.parametrize(
    "username", ["giamdoc", "giamsat", "vanthu", "truonga-hieutruong", "thanhvien1", "quantri"]
)
def test_only_officers_and_section_heads_record(cast: Cast, username: str) -> None:
    paper = recorded(cast)
    stranger = cast.people[username] if username in cast.people else User.objects.get(username=username)
    with pytest.raises(Refused):
        past.withdraw_paper(paper, by=stranger, now=NOW, reason="Ghi nhầm")
    with pytest.raises(Refused):
        past.record_paper(
            department=cast.department, institution=known(cast), facts=facts(), by=stranger, now=NOW
        )


def test_a_visit_by_hand_obeys_the_same_rules_as_a_row(cast: Cast) -> None:
    with pytest.raises(NotReady, match="Ngày công bố 01/03/2024 ở trước ngày quyết định"):
        recorded(cast, announced_on=date(2024, 3, 1))
    recorded(cast)
    with pytest.raises(NotReady, match="đã có trong sổ"):
        recorded(cast)
    assert PaperInspection.objects.count() == 1


def test_a_withdrawal_needs_a_reason_and_leaves_room_for_the_right_row(cast: Cast, officer: User) -> None:
    paper = recorded(cast)
    with pytest.raises(NotReady, match="Ghi lý do"):
        past.withdraw_paper(paper, by=officer, now=NOW, reason="  ")
    past.withdraw_paper(paper, by=officer, now=NOW, reason="Ghi nhầm ngày")
    with pytest.raises(AlreadyDone):
        past.withdraw_paper(paper, by=officer, now=NOW, reason="Lần nữa")
    recorded(cast, minutes_on=date(2024, 3, 16))
    assert PaperInspection.objects.count() == 2


@pytest.mark.parametrize(
    "break_in",
    [
        lambda row: PaperInspection.objects.filter(pk=row.pk).update(minutes_on=date(2024, 4, 1)),
        lambda row: PaperInspection.objects.filter(pk=row.pk).update(
            withdrawn_reason="không người, không lúc"
        ),
        lambda row: PaperInspection.objects.filter(pk=row.pk).delete(),
    ],
    ids=["edited", "withdrawn by nobody", "deleted"],
)
def test_the_database_itself_keeps_a_recorded_visit(cast: Cast, break_in: Any) -> None:
    row = recorded(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        break_in(row)


def test_a_withdrawn_visit_cannot_come_back(cast: Cast, officer: User) -> None:
    row = past.withdraw_paper(recorded(cast), by=officer, now=NOW, reason="Ghi nhầm")
    with pytest.raises(DatabaseError), transaction.atomic():
        PaperInspection.objects.filter(pk=row.pk).update(
            withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""
        )


def test_trap_13_a_business_inspected_on_paper_this_year_is_not_inspected_again(
    cast: Cast, officer: User
) -> None:
    spring = {
        "decided_on": date(2026, 2, 2),
        "announced_on": date(2026, 3, 2),
        "minutes_on": date(2026, 3, 6),
    }
    row = recorded(cast, "MH-07", **spring)
    school = cast.institutions["MH-07"]
    proposal = Proposal(school.pk, school.legal_form, "chuan-co-so", NOW.date(), "plan")

    history = past_inspections([school.pk], before=NOW.date())[school.pk]
    assert [(one.conducted_on, one.content_key, one.status) for one in history] == [
        (date(2026, 3, 2), "tuyen-sinh", PastStatus.DONE)
    ]
    [block] = review_overlap(proposal, history).blocks
    assert "Nghị quyết 198/2025/QH15 Điều 4" in block

    past.withdraw_paper(row, by=officer, now=NOW, reason="Ghi nhầm cơ sở")
    assert review_overlap(proposal, past_inspections([school.pk], before=NOW.date())[school.pk]).is_clear


def test_paper_and_digital_visits_of_an_institution_are_one_list_in_one_statement(cast: Cast) -> None:
    case_after(cast, "announce_decision", Plot("tuyen-sinh"))
    recorded(cast, decided_on=date(2026, 2, 2), announced_on=date(2026, 3, 2), minutes_on=None)
    with CaptureQueriesContext(connection) as seen:
        visits = past_visits([cast.institutions["MH-01"].pk], before=NOW.date())
    assert len(seen) == 1
    assert sorted(one.is_on_paper for one in visits) == [False, True]
    assert [one.on for one in visits] == sorted((one.on for one in visits), reverse=True)


def test_a_visit_before_the_decree_names_no_act_of_today(cast: Cast) -> None:
    assert LegalAct.objects.filter(number="217/2025/NĐ-CP").exists()
    assert recorded(cast).is_before_the_decree
