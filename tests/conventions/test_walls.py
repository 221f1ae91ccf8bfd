"""The walls of the database against the Python graph: what the deeds forbid, no statement gets past either."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from inspections.kinds import KINDS, PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Case, Document
from inspections.models.walls import edges
from tests.factories.cases import case_after, case_at
from tests.factories.chain import broken_link
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_people()


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> bool:
    """Whether the database refuses; what it lets through is undone as well."""
    point = transaction.savepoint()
    try:
        sql(statement, *values)
    except DatabaseError:
        return True
    finally:
        transaction.savepoint_rollback(point)
    return False


@contextmanager
def undone() -> Iterator[None]:
    """Take back everything that was forced past the walls, so that the end of the test finds a lawful record."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def place_at(case: Case, stage: str) -> None:
    """Put a case at a stage past all walls: set-up only, nothing is asserted of it."""
    kind = KINDS[case.kind]
    closing = ", closed_at = now()" if stage in kind.final else ", closed_at = NULL, closed_by_id = NULL"
    sql("SET LOCAL session_replication_role = replica")
    sql(f"UPDATE inspections_case SET stage = %s{closing} WHERE id = %s", stage, case.pk)
    sql("SET LOCAL session_replication_role = DEFAULT")


def move_by_sql(case: Case, stage: str) -> bool:
    """Try the bare change of stage, closing it where the stage is final; tell whether it went through."""
    closing = ", closed_at = now()" if stage in KINDS[case.kind].final else ", closed_at = NULL"
    return not refused(f"UPDATE inspections_case SET stage = %s{closing} WHERE id = %s", stage, case.pk)


def lawful_by_sql(case: Case) -> set[tuple[str, str]]:
    """Every (from, to) that the database lets through, with all required columns filled."""
    kind = KINDS[case.kind]
    missing = {
        "not_pursued_at": "now()",
        "not_pursued_reason": "'lý do'",
        "withdrawn_at": "now()",
        "paused_at": "now()",
        "paused_on": "current_date",
        "paused_from": "'decided'",
        "terminated_at": "now()",
        "terminated_cause": "'gone'",
        "terminated_reason": "'lý do'",
        "revoked_at": "now()",
        "revoked_reason": "'lý do'",
        "completed_at": "now()",
        "remedying_at": "now()",
        "remedy_reported_at": "now()",
        "reported_at": "now()",
        "result_issued_at": "now()",
        "result_issued_on": "current_date",
        "remedy_followed_at": "now()",
        "sealed_at": "now()",
    }
    wanted = {column for columns in kind.requires.values() for column in columns} & missing.keys()
    changes = ", ".join(f"{column} = {missing[column]}" for column in sorted(wanted))
    sql("SET LOCAL session_replication_role = replica")
    sql(f"UPDATE {kind.details_table} SET {changes} WHERE case_id = %s", case.pk)
    sql("SET LOCAL session_replication_role = DEFAULT")
    found = set()
    for before in kind.stages.values:
        place_at(case, before)
        found |= {
            (before, after) for after in kind.stages.values if after != before and move_by_sql(case, after)
        }
    return found


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_pair_of_stages_moves_by_sql_exactly_where_the_python_graph_has_an_edge(
    cast: Cast, code: str
) -> None:
    case = case_at(cast, "conduct_finished")
    if code == "inspected_party":
        case = case.children.get()
    with undone():
        found = lawful_by_sql(case)
    assert found == set(edges(Case.proxies[code]))


@pytest.mark.parametrize(
    ("deed", "stage", "column"),
    [
        ("issue_decision", "decided", "decision_number"),
        ("issue_decision", "decided", "decided_on"),
        ("approve_conduct_plan", "conduct_plan_approved", "plan_approved_at"),
        ("announce_decision", "under_way", "limit_end_on"),
    ],
)
def test_a_stage_never_loses_what_it_requires(cast: Cast, deed: str, stage: str, column: str) -> None:
    case = case_after(cast, deed)
    assert case.stage == stage
    assert refused(f"UPDATE inspections_inspectiondetails SET {column} = NULL WHERE case_id = %s", case.pk)


def test_minutes_are_not_signed_by_a_bare_change_of_stage(cast: Cast) -> None:
    party = case_after(cast, "draft_minutes").children.get()
    assert refused(
        "UPDATE inspections_case SET stage = %s WHERE id = %s", PartyStage.MINUTES_SIGNED, party.pk
    )


def test_details_of_another_kind_are_refused(cast: Cast) -> None:
    case = case_at(cast, "proposed")
    statement = (
        "INSERT INTO inspections_inspectedpartydetails (case_id, method, session_channel, outline_report, "
        "representative_post, signing_refused, refusal_reason, signed_late, late_reason) "
        "VALUES (%s, '', '', '', '', false, '', false, '')"
    )
    assert refused(statement, case.pk)


def test_a_case_begins_at_its_first_stage_keeps_its_kind_and_is_never_deleted(cast: Cast) -> None:
    case = case_at(cast, "proposed")
    copy = (
        "INSERT INTO inspections_case (kind, code, title, department_id, stage, opened_at, opened_by_id) "
        "SELECT kind, code || 'x', title, department_id, %s, opened_at, opened_by_id FROM inspections_case WHERE id = %s"
    )
    assert refused(copy, "decided", case.pk)
    assert not refused(copy, "proposed", case.pk)
    assert refused("UPDATE inspections_case SET kind = 'inspected_party' WHERE id = %s", case.pk)
    assert refused("DELETE FROM inspections_case WHERE id = %s", case.pk)


def test_a_stage_that_no_event_tells_is_refused_at_the_end_of_the_transaction(cast: Cast) -> None:
    case = case_after(cast, "review_overlap")
    point = transaction.savepoint()
    sql(
        "UPDATE inspections_inspectiondetails SET not_pursued_at = now(), not_pursued_reason = 'x' WHERE case_id = %s",
        case.pk,
    )
    sql("UPDATE inspections_case SET stage = 'not_pursued', closed_at = now() WHERE id = %s", case.pk)
    with pytest.raises(DatabaseError, match="is not told by its last event"):
        sql("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.savepoint_rollback(point)


def test_events_are_only_added(cast: Cast) -> None:
    case = case_at(cast, "proposed")
    assert refused("UPDATE inspections_caseevent SET reason = 'khác' WHERE root_id = %s", case.pk)
    assert refused("DELETE FROM inspections_caseevent WHERE root_id = %s", case.pk)
    assert refused("TRUNCATE inspections_caseevent CASCADE")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE inspections_caseevent SET reason = 'sửa lén' WHERE id = %s",
        "UPDATE inspections_caseevent SET by_id = NULL WHERE id = %s",
        "UPDATE inspections_caseevent SET at = at - interval '1 day' WHERE id = %s",
        "DELETE FROM inspections_caseevent WHERE id = %s",
    ],
)
def test_tampering_past_the_walls_shows_in_the_chain(cast: Cast, tampering: str) -> None:
    case = case_after(cast, "review_overlap")
    assert broken_link(case) is None
    event = case.dossier_events.order_by("id")[1]
    with undone():
        sql("SET LOCAL session_replication_role = replica")
        sql(tampering, event.pk)
        sql("SET LOCAL session_replication_role = DEFAULT")
        assert broken_link(case) is not None


def test_a_number_is_given_once_a_year_in_its_series(cast: Cast) -> None:
    case = case_after(cast, "approve_conduct_plan")
    plan = Document.objects.get(case=case, kind="conduct_plan")
    decision = Document.objects.get(case=case, kind="decision")
    sql("SET LOCAL session_replication_role = replica")
    taken = (decision.series, decision.year, decision.number, plan.pk)
    assert refused(
        "UPDATE inspections_document SET series = %s, year = %s, number = %s WHERE id = %s", *taken
    )
    sql("SET LOCAL session_replication_role = DEFAULT")


def test_an_issued_paper_and_its_signatures_stay_as_they_are(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    paper = Document.objects.get(case=case, kind="decision")
    for change in (
        "title = 'khác'",
        "number = 9",
        "final = 'khac'",
        "dated_on = dated_on - 1",
        "state = 'signed'",
    ):
        assert refused(f"UPDATE inspections_document SET {change} WHERE id = %s", paper.pk), change
    assert refused("DELETE FROM inspections_document WHERE id = %s", paper.pk)
    assert refused(
        "UPDATE inspections_documentsignature SET signer_name = 'Khác' WHERE document_id = %s", paper.pk
    )
    assert refused("DELETE FROM inspections_documentsignature WHERE document_id = %s", paper.pk)


def test_a_draft_keeps_its_snapshot_and_its_print(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    paper = Document.objects.get(case=case, kind="decision")
    assert refused("UPDATE inspections_document SET snapshot = '{}' WHERE id = %s", paper.pk)
    assert refused("UPDATE inspections_document SET body = 'khac' WHERE id = %s", paper.pk)
    assert not refused("UPDATE inspections_document SET state = 'replaced' WHERE id = %s", paper.pk)
