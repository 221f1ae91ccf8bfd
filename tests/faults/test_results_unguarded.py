"""A wall or a rule around result, remedy and closing is taken away: the check that watches over it fails, each time."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from inspections.actions import closing, disposal, evidence, privacy_erasure, remedy_reviews, urging, waves
from inspections.documents.archive import verifier
from inspections.enums import RemedyOutcome, RemedyState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import (
    Archive,
    Case,
    CaseEvent,
    DisposalList,
    EvidenceFile,
    Membership,
    Referral,
    RemedyUrging,
    ResultReport,
    User,
)
from inspections.queries import remedies as remedy_queries
from inspections.rules.follow_up import Judgement
from inspections.rules.guards import closing as closing_guards
from inspections.rules.guards import remedy_reviews as review_guards
from inspections.rules.guards import result_papers as paper_guards
from inspections.rules.guards import results as result_guards
from inspections.rules.policies import remedies as remedy_policies
from inspections.rules.policies import result_papers as paper_policies
from inspections.rules.policies import results as result_policies
from inspections.rules.roles import Role
from tests.actions import (
    test_closing,
    test_privacy,
    test_remedies_department,
    test_remedies_unit,
    test_result_report,
    test_results,
    test_urging,
)
from tests.actions.conftest import Mending
from tests.documents import test_archive
from tests.factories import closing as closing_factory
from tests.factories.cases import case_at, quick_print
from tests.factories.closing import CLOSED, built, issued_case, propose, seal
from tests.factories.people import make_people
from tests.factories.remedies import ISSUED, ask_to_mend, items_of
from tests.factories.reports import ReportDesk
from tests.factories.results import ResultDesk
from tests.faults.test_interventions_unguarded import drop, fails
from tests.faults.test_walls_torn_down import tear_down
from tests.views.test_dossier_zip import add_file

OVER = CLOSED.replace(year=CLOSED.year + 21)
FIXED = Judgement(RemedyOutcome.FIXED.value)


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[tuple[Cast, int]]:
    """An inspection of one institution with signed minutes, played once and rolled back after the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            people = make_people()
            yield people, case_at(people, "conduct_finished").pk
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def posts_read_anew(cast: Cast) -> None:
    """The posts of the day are read anew by the next deed."""
    for user in cast.people.values():
        user.__dict__.pop("_actors", None)


@pytest.fixture
def cast(played: tuple[Cast, int], db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The people of that inspection; checks that would play one of their own find it played."""

    def found(*asked: Any) -> Case:
        return Case.objects.get(pk=played[1])

    monkeypatch.setattr(closing_factory, "case_at", found)
    monkeypatch.setattr(test_privacy, "case_after", found)
    posts_read_anew(played[0])
    return played[0]


@pytest.fixture
def case(played: tuple[Cast, int], cast: Cast) -> Case:
    """The inspection as it was when the minutes were signed."""
    return Case.objects.get(pk=played[1])


@pytest.fixture
def world(case: Case, cast: Cast) -> Mending:
    """Its institution was asked to mend two things."""
    return Mending(cast, ask_to_mend(case.children.get(), cast))


def refusal(act: Callable[[], object]) -> str:
    """The words with which a policy or a guard of ours stops this; empty where it is done. What it did is undone."""
    with transaction.atomic():
        try:
            act()
        except (Refused, NotReady) as said:
            return str(said)
        finally:
            transaction.set_rollback(True)
    return ""


def test_a_report_approved_by_its_own_lead_is_found(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_result_report.test_nobody_approves_what_he_wrote_but_by_written_assignment
    asked = result_policies.refusal_to_review_report

    def forgetful(by: Any, facts: Any) -> str | None:
        return None if by.user_id == facts.lead_id else asked(by, facts)

    assert not fails(check, ReportDesk(cast), case)
    posts_read_anew(cast)
    monkeypatch.setattr(result_policies, "refusal_to_review_report", forgetful)
    assert fails(check, ReportDesk(cast), case)


def test_a_report_approved_by_a_member_without_a_paper_is_stopped_by_the_table_and_then_found(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_guards, "assignment_objections", lambda **given: [])
    check = test_result_report.test_nobody_approves_what_he_wrote_but_by_written_assignment
    with pytest.raises(IntegrityError, match="report_assigned_in_writing"):
        fails(check, ReportDesk(cast), case)
    posts_read_anew(cast)
    drop(ResultReport, "report_assigned_in_writing")
    assert fails(check, ReportDesk(cast), case)


def test_a_remark_that_nobody_answers_is_missed_once_it_is_not_counted(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, objections = ReportDesk(cast), result_guards.text_objections
    desk.drafted(case)
    desk.submit(case)
    desk.send_back(case)
    monkeypatch.setattr("tests.factories.reports.MENDED", "")
    assert "Còn 2 ý kiến" in refusal(lambda: desk.submit(case))
    monkeypatch.setattr(
        result_guards, "text_objections", lambda *, empty, unanswered: objections(empty=empty, unanswered=0)
    )
    assert refusal(lambda: desk.submit(case)) == ""


def test_the_lead_signs_the_result_only_where_policy_and_name_on_the_print_are_not_asked(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = ResultDesk(cast)
    case = desk.ready(case)
    lead = cast.people[desk.lead]
    assert Membership.objects.filter(user=lead, role=Role.OFFICER).update(role=Role.DEPUTY_DIRECTOR)
    capacity = cast.capacity("phogiamdoc")
    capacity.pk, capacity.user = None, lead
    capacity.save()
    posts_read_anew(cast)

    def sign() -> Case:
        return desk.sign(case, name=desk.lead)

    assert "Trưởng đoàn không ký" in refusal(sign)
    monkeypatch.setattr(paper_policies, "refusal_to_sign_result", lambda by, facts: None)
    assert "ghi tên người ký khác" in refusal(sign)
    monkeypatch.setattr(paper_guards, "result_signer_objections", lambda facts, by: [])
    assert refusal(sign) == ""


def test_an_issue_before_every_paper_is_signed_is_found(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_results.test_traps_21_22_and_47_name_signature_and_number_come_in_their_order
    for party in case.children.all():
        ResultDesk(cast).draft(party)
    assert not fails(check, ResultDesk(cast), case)
    monkeypatch.setattr(paper_guards, "issue_result_blockers", lambda facts: [])
    assert fails(check, ResultDesk(cast), case)


def test_what_was_never_reported_is_accepted_only_where_two_walls_are_gone(
    world: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {item.pk: FIXED for item in items_of(world.party)}
    officer, read = world.cast.people["chuyenvien"], remedy_queries.items_with_paper

    def accepted() -> bool:
        with transaction.atomic():
            try:
                remedy_reviews.review_remedy(world.party, by=officer, now=ISSUED, judgements=given)
            except NotReady:
                return False
            found = RemedyState.ACCEPTED in {item.state for item in items_of(world.party)}
            transaction.set_rollback(True)
            return found

    assert not accepted()
    monkeypatch.setattr(review_guards, "review_blockers", lambda facts: [])
    assert not accepted()
    monkeypatch.setattr(remedy_reviews, "items_with_paper", lambda party, *states: read(party))
    assert accepted()


def test_a_judgement_before_everything_was_reported_is_found(
    world: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_remedies_department
    part = check.test_what_was_reported_before_the_rest_was_ended_is_judged_without_a_second_report
    assert not fails(part, world)
    monkeypatch.setattr(review_guards, "review_blockers", lambda facts: [])
    assert fails(part, world)


def test_a_unit_confirmed_with_an_open_request_is_found(
    world: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_remedies_department
    confirmed = check.test_all_mended_is_confirmed_by_the_section_and_the_lead_is_asked_to_close
    reported = Mending(world.cast, check.report_all(world.party, world.cast, now=check.REPORTED))
    assert not fails(confirmed, reported)
    monkeypatch.setattr(review_guards, "confirm_blockers", lambda facts: [])
    assert fails(confirmed, reported)


def test_a_later_day_granted_by_somebody_else_than_the_issuer_is_found(
    world: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_remedies_unit.test_a_refusal_has_its_reason_and_leaves_the_day
    assert not fails(check, world.cast, world.party)
    monkeypatch.setattr(remedy_policies, "refusal_to_decide_later_date", lambda by, facts: None)
    assert fails(check, world.cast, world.party)


def test_an_urging_given_twice_for_one_day_is_stopped_by_the_table_and_then_found(
    world: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_urging.test_a_machine_that_stood_makes_up_for_all_of_it_with_one_notice
    after = date(2026, 12, 18)
    monkeypatch.setattr(test_urging, "urged_until", lambda on: [])
    assert not fails(check, world)
    assert test_urging.run(after) == 1 and test_urging.run(after) == 0
    monkeypatch.setattr(remedy_queries, "_done", lambda ids: defaultdict(set))
    monkeypatch.setattr(urging.queries, "offsets_done", lambda *given: set())
    with pytest.raises(IntegrityError, match="urging_once"), transaction.atomic():
        test_urging.run(after)
    connection.check_constraints()
    drop(RemedyUrging, "urging_once")
    assert test_urging.run(after) == 1


def test_a_dossier_with_an_open_request_is_sealed_only_where_nobody_asks(
    world: Mending, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for paper in case.documents.filter(body_sha256=""):
        quick_print(paper.pk)

    def act() -> Archive:
        return seal(world.cast, Case.objects.get(pk=case.pk))

    assert "chưa hoàn thành" in refusal(act)
    monkeypatch.setattr(closing_guards, "propose_closing_blockers", lambda facts: [])
    assert "chưa hoàn thành" in refusal(act)
    monkeypatch.setattr(closing_guards, "seal_dossier_blockers", lambda facts: [])
    assert refusal(act) == ""


def test_a_matter_for_others_that_comes_up_after_the_proposal_stops_the_seal_while_it_is_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = issued_case(cast)
    propose(cast, case)
    Referral.objects.create(
        party=case.children.get(),
        kind="ask_inspectorate",
        facts="x",
        legal_basis="Điều 15",
        noted_at=CLOSED,
        noted_by=cast.people["truongdoan"],
    )

    def act() -> Archive:
        return closing.seal_dossier(case, by=cast.people["vanthu"], now=CLOSED)

    assert "chưa chuyển" in refusal(act)
    monkeypatch.setattr(closing_guards, "_proposable", lambda facts: [])
    assert refusal(act) == ""


def test_a_term_shorter_than_the_rule_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check = test_closing.test_a_dossier_is_proposed_returned_proposed_again_sealed_and_then_only_read
    assert not fails(check, cast)
    monkeypatch.setattr(closing, "term_objections", lambda given, by_rules: [])
    assert fails(check, cast)


def test_a_file_of_the_unit_goes_into_a_sealed_dossier_only_where_the_seal_is_not_seen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, head = issued_case(cast), cast.people["truonga-hieutruong"]
    party, lock = case.children.get(), waves.lock_case
    old = add_file(party, head, "Sổ cấp bằng.txt", b"cu")
    new = incoming("Sổ cấp bằng.txt", b"moi")
    seal(cast, case)

    def act() -> EvidenceFile:
        return evidence.renew_own_file(party, by=head, now=test_closing.LATER, file_id=old.pk, incoming=new)

    def unseen(case: Case, on: date) -> Case:
        locked = lock(case, on=on)
        locked.__dict__["sealed_found"] = False
        return locked

    assert "đã niêm phong" in refusal(act)
    monkeypatch.setattr(waves, "lock_case", unseen)
    assert refusal(act) == ""


def test_disposal_without_a_decision_is_stopped_by_the_deed_and_by_the_table(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, clerk = issued_case(cast), cast.people["vanthu"]
    seal(cast, case)
    listed = disposal.propose_disposal(
        cast.department, by=clerk, now=OVER, title="Danh sách", case_ids=[case.pk]
    )

    def act() -> DisposalList:
        return disposal.carry_out_disposal(listed, by=clerk, now=OVER, on=OVER.date())

    assert "Chưa có quyết định tiêu hủy" in refusal(act)
    monkeypatch.setattr(disposal, "carrying_out_objections", lambda **given: [])
    with pytest.raises(DatabaseError, match="pgtrigger"):
        refusal(act)
    tear_down(DisposalList, "disposal_edges")
    with pytest.raises(IntegrityError, match="disposal_decided_on_paper"):
        refusal(act)
    drop(DisposalList, "disposal_decided_on_paper")
    assert refusal(act) == ""


def test_a_verifier_that_skips_the_chain_is_found(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = built(seal(cast, issued_case(cast)))
    given = (test_archive.bytes_of(row), tmp_path, row)
    assert not fails(test_archive._changes_events_and_manifest, *given)
    for name in ("check_events", "check_chain"):
        with monkeypatch.context() as flaw:
            flaw.setattr(verifier, name, lambda *told: [])
            assert fails(test_archive._changes_events_and_manifest, *given), name


def test_an_erasure_that_touches_the_record_is_stopped_by_its_wall_and_then_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_privacy.test_an_erasure_takes_two_people_replaces_the_person_and_leaves_the_record_whole
    erase_fields = privacy_erasure._erase_fields

    def thorough(subject: User) -> None:
        other = User.objects.exclude(pk=subject.pk).earliest("pk")
        CaseEvent.objects.filter(by=subject).update(by=other)
        erase_fields(subject)

    assert not fails(check, cast)
    posts_read_anew(cast)
    monkeypatch.setattr(privacy_erasure, "_erase_fields", thorough)
    with pytest.raises(DatabaseError, match="pgtrigger"):
        fails(check, cast)
    posts_read_anew(cast)
    tear_down(CaseEvent, "append_only")
    assert fails(check, cast)
