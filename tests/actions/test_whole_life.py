"""The whole life of an inspection through the deeds: whose turn it is, which task stands, what was told."""

import pytest

from inspections.actions import minutes
from inspections.enums import FindingState, WitnessKind
from inspections.management.demo.people import Cast
from inspections.management.demo.result_story import RESULT_DEEDS, Ending
from inspections.management.demo.story import DEEDS, Plot
from inspections.models import Case, CaseEvent, Finding, Turn
from inspections.models.inputs import WitnessInput
from tests.factories.cases import after, case_after, moment_of, party_at, story_of
from tests.factories.chain import broken_link
from tests.factories.people import make_people
from workflows.models import CaseProcess, CaseTask

LEAD, OFFICER, DIRECTOR = "truongdoan", "chuyenvien", "giamdoc"
MEMBERS = {("conclude_items", "thanhvien1"), ("conclude_items", "thanhvien2")}

# deed -> stage and task of the inspection, stage and task of the party, everybody who is asked for something
AFTER_EACH_DEED: dict[str, tuple[str, str, str, str, set[tuple[str, str]]]] = {
    "propose": ("proposed", "review_overlap", "listed", "await_plan", {("review_overlap", OFFICER)}),
    "review_overlap": (
        "overlap_reviewed",
        "draft_decision",
        "listed",
        "await_plan",
        {("draft_decision", OFFICER)},
    ),
    "nominate_team": (
        "overlap_reviewed",
        "draft_decision",
        "listed",
        "await_plan",
        {("draft_decision", OFFICER)}
        | {("declare_conflicts", name) for name in (LEAD, "thanhvien1", "thanhvien2")},
    ),
    "declare_conflicts": (
        "overlap_reviewed",
        "draft_decision",
        "listed",
        "await_plan",
        {("draft_decision", OFFICER)},
    ),
    "draft_decision": (
        "decision_drafted",
        "await_signature",
        "listed",
        "await_plan",
        {("sign_decision", DIRECTOR)},
    ),
    "sign_decision": (
        "decision_drafted",
        "issue_decision",
        "listed",
        "await_plan",
        {("issue_decision", "records_clerk")},
    ),
    "issue_decision": (
        "decided",
        "submit_conduct_plan",
        "listed",
        "await_plan",
        {("submit_conduct_plan", LEAD)},
    ),
    "submit_conduct_plan": (
        "conduct_plan_submitted",
        "approve_conduct_plan",
        "listed",
        "await_plan",
        {("approve_conduct_plan", DIRECTOR)},
    ),
    "approve_conduct_plan": (
        "conduct_plan_approved",
        "await_announcement",
        "listed",
        "notify_schedule",
        {("notify_schedule", LEAD)},
    ),
    "notify_schedule": (
        "conduct_plan_approved",
        "await_announcement",
        "notified",
        "announce_decision",
        {
            ("announce_decision", LEAD),
            ("submit_outline_report", "institution_head"),
            ("prepare_outline_report", "institution_clerk"),
        },
    ),
    "submit_outline_report": (
        "conduct_plan_approved",
        "await_announcement",
        "report_received",
        "announce_decision",
        {("announce_decision", LEAD)},
    ),
    "announce_decision": ("under_way", "await_minutes", "announced", "begin_check", {("begin_check", LEAD)}),
    "begin_check": (
        "under_way",
        "await_minutes",
        "under_check",
        "draft_minutes",
        {("draft_minutes", LEAD)} | MEMBERS,
    ),
    "gather_files": (
        "under_way",
        "await_minutes",
        "under_check",
        "draft_minutes",
        {("draft_minutes", LEAD)} | MEMBERS,
    ),
    "conclude_items": (
        "under_way",
        "await_minutes",
        "under_check",
        "draft_minutes",
        {("draft_minutes", LEAD)} | MEMBERS,
    ),
    "draft_minutes": (
        "under_way",
        "await_minutes",
        "minutes_drafted",
        "sign_minutes",
        {
            ("sign_minutes", LEAD),
            ("explain_finding", "institution_clerk"),
            ("give_opinion", "institution_head"),
        },
    ),
    "give_opinion": (
        "under_way",
        "await_minutes",
        "minutes_drafted",
        "sign_minutes",
        {("sign_minutes", LEAD)},
    ),
    "confirm_minutes": (
        "under_way",
        "await_minutes",
        "minutes_drafted",
        "sign_minutes",
        {("sign_minutes", LEAD)},
    ),
    "sign_minutes": (
        "conduct_finished",
        "submit_result_report",
        "minutes_signed",
        "await_result",
        {("submit_result_report", LEAD)},
    ),
    "draft_results": (
        "conduct_finished",
        "submit_result_report",
        "minutes_signed",
        "await_result",
        {("submit_result_report", LEAD)},
    ),
    "draft_result_report": (
        "conduct_finished",
        "submit_result_report",
        "minutes_signed",
        "await_result",
        {("submit_result_report", LEAD)},
    ),
    "submit_result_report": (
        "reported",
        "await_result",
        "minutes_signed",
        "await_result",
        {("approve_result_report", "section_head")},
    ),
    "approve_result_report": (
        "reported",
        "await_result",
        "minutes_signed",
        "await_result",
        {("sign_paper", LEAD)},
    ),
    "sign_result_report": (
        "reported",
        "await_result",
        "minutes_signed",
        "await_result",
        {("sign_result", DIRECTOR)},
    ),
    "sign_result": (
        "reported",
        "issue_result",
        "minutes_signed",
        "await_result",
        {("issue_result", "records_clerk")},
    ),
    "issue_result": (
        "remedy_followed",
        "await_closing",
        "remedying",
        "await_report",
        {("submit_remedy_plan", "institution_clerk"), ("report_remedy", "institution_head")},
    ),
    "submit_remedy_plan": (
        "remedy_followed",
        "await_closing",
        "remedying",
        "await_report",
        {("save_remedy_report", "institution_clerk"), ("report_remedy", "institution_head")},
    ),
    "report_remedy": (
        "remedy_followed",
        "await_closing",
        "remedy_reported",
        "await_acceptance",
        {("review_remedy", OFFICER)},
    ),
    "review_remedy": (
        "remedy_followed",
        "await_closing",
        "remedy_reported",
        "confirm_remedy",
        {("confirm_remedy", "section_head")},
    ),
    "confirm_remedy": ("remedy_followed", "await_closing", "completed", "", {("propose_closing", LEAD)}),
    "propose_closing": (
        "remedy_followed",
        "seal_dossier",
        "completed",
        "",
        {("seal_dossier", "records_clerk")},
    ),
    "seal_dossier": ("closed", "", "completed", "", {("sign_paper", LEAD)}),
}


def open_task(case: Case) -> str:
    tasks = CaseTask.objects.filter(process__case=case, finished__isnull=True, process__finished__isnull=True)
    return ",".join(task.flow_task.name for task in tasks)


def asked(case: Case) -> set[tuple[str, str]]:
    rows = Turn.objects.still_open().filter(case__in=[case, *case.children.all()]).select_related("person")
    found = [(row.verb, row.person.username if row.person else row.role) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


def moves(case: Case) -> list[tuple[str, str]]:
    rows = CaseEvent.objects.filter(case=case).exclude(after="").order_by("id")
    return [(row.before, row.after) for row in rows]


def test_after_every_deed_the_right_people_are_asked_and_the_flow_stands_where_the_case_stands(
    cast: Cast,
) -> None:
    told = story_of(cast)
    story, plot = Ending(told.cast, told.password, told.printer, told.way), Plot()
    case = story.propose(plot, moment_of("propose"))
    for deed in (*DEEDS, *RESULT_DEEDS):
        if deed != "propose":
            getattr(story, deed)(case, plot, moment_of(deed))
        case = Case.objects.get(pk=case.pk)
        party = case.children.get()
        seen = (case.stage, open_task(case), party.stage, open_task(party), asked(case))
        assert seen == AFTER_EACH_DEED[deed], deed
        assert broken_link(case) is None, deed
    for one in (case, party):
        told = moves(one)
        assert [before for before, _ in told[1:]] == [after for _, after in told[:-1]]
        assert told[-1][1] == one.stage
        assert len(told) == len(set(told))
        assert not CaseProcess.objects.filter(case=one, finished__isnull=True).exists()


def test_two_institutions_finish_one_by_one_and_the_inspection_ends_with_the_last(cast: Cast) -> None:
    story, plot = story_of(cast), Plot(codes=("MH-01", "MH-02"))
    case = story.tell(plot, until="confirm_minutes", moment=moment_of)
    first, second = story.parties(case)
    for row, stage in ((first, "under_way"), (second, "conduct_finished")):
        minutes.sign_minutes(
            row,
            by=cast.people[LEAD],
            now=moment_of("sign_minutes"),
            signing=story.signing(),
            on=moment_of("sign_minutes").date(),
        )
        assert Case.objects.get(pk=case.pk).stage == stage
    assert asked(case) == {("submit_result_report", LEAD)}


def test_an_institution_that_refuses_to_sign_gets_its_minutes_before_a_witness(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    story, lead, now = story_of(cast), cast.people[LEAD], after("draft_minutes")
    minutes.give_opinion(
        party, by=cast.people["truonga-hieutruong"], now=now, opinion="Không nhất trí.", no_opinion=False
    )
    for finding in party.findings.all():
        minutes.settle_finding(
            party, by=lead, now=now, finding_id=finding.pk, decision=FindingState.KEPT, reason="Đủ căn cứ."
        )
    story.confirm(party, lead, now)
    story.print_open(party)
    minutes.record_refusal(
        party,
        by=lead,
        now=now,
        signing=story.signing(),
        on=now.date(),
        reason="Thủ trưởng đơn vị không ký",
        witnesses=[WitnessInput(WitnessKind.COMMUNE, "Trần Văn Chứng", "Phó Chủ tịch UBND phường")],
    )
    fresh = Case.objects.get(pk=party.pk)
    assert (fresh.stage, fresh.party_details.signing_refused) == ("minutes_signed", True)
    assert party.minutes.witnesses.get().name == "Trần Văn Chứng"
    assert set(Finding.objects.filter(party=party).values_list("state", flat=True)) == {
        FindingState.IN_MINUTES
    }
    assert Case.objects.get(pk=party.parent_id).stage == "conduct_finished"
    assert broken_link(party) is None


def test_a_conduct_plan_that_goes_back_is_submitted_again(cast: Cast) -> None:
    from inspections.actions import decision

    case = case_after(cast, "submit_conduct_plan")
    decision.return_conduct_plan(
        case, by=cast.people[DIRECTOR], now=after("submit_conduct_plan"), reason="Nêu rõ địa điểm."
    )
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, open_task(case)) == ("decided", "submit_conduct_plan")
    assert asked(case) == {("submit_conduct_plan", LEAD)}
    story_of(cast).submit_conduct_plan(case, Plot(), after("submit_conduct_plan", hours=2))
    assert Case.objects.get(pk=case.pk).stage == "conduct_plan_submitted"
    assert asked(case) == {("approve_conduct_plan", DIRECTOR)}


@pytest.mark.django_db
def test_a_life_with_real_prints_and_test_certificates_ends_in_verified_papers() -> None:
    cast = make_people(certificates=True)
    case = story_of(cast, real=True).tell(Plot(), until="sign_minutes", moment=moment_of)
    decision = case.documents.get(kind="decision")
    assert decision.full_number == "01/QĐ-SGDĐT"
    assert [row.role for row in decision.signatures.all()] == ["personal", "agency"]
    assert "Đã ký số (2/2)" in decision.signatures.last().verdict
    signed = case.children.get().documents.get(kind="minutes", state="issued")
    assert ["Đã ký số (2/2)" in row.verdict for row in signed.signatures.all()] == [True, True]
