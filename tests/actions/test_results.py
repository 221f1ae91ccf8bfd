"""Result papers from the draft of each party to their issue: rows 17, 18, T15, T20; traps 1, 21, 22, 47."""

from datetime import timedelta

import pytest

from inspections.actions import results, results_signing
from inspections.actions.results_signing import files_of
from inspections.actions.returned import take_returned
from inspections.actions.returned_checks import print_code
from inspections.enums import FindingHandling, FindingKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Finding, Message, RemedyItem, Rule, Turn
from inspections.models.inputs import BY_HAND, UPLOADED, Handling, PackageSigning
from inspections.queries.orders import shown_to_institution
from inspections.queries.result_papers import result_papers
from tests.factories.cases import after, case_at, story_of
from tests.factories.chain import broken_link
from tests.factories.results import NOW, REMEDY, SUMMARY, ResultDesk, due
from tests.factories.returned import returned, scan
from workflows.models import CaseTask

TWO = Plot(codes=("MH-01", "MH-02"))
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def desk(cast: Cast) -> ResultDesk:
    return ResultDesk(cast)


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_at(cast, "conduct_finished", TWO)


def asked(case: Case, verb: str) -> list[str]:
    """Who is asked for a deed: people by their account, else the role."""
    turns = Turn.objects.still_open().filter(case=case, verb=verb).select_related("person")
    return [turn.person.username if turn.person else turn.role for turn in turns]


def node_of(case: Case) -> str:
    tasks = CaseTask.objects.filter(process__case=case, finished__isnull=True, process__finished__isnull=True)
    return ", ".join(task.flow_task.name for task in tasks)


def each_file_goes_to_its_own_paper(desk: ResultDesk, case: Case) -> None:
    """Signed PDFs are known by the code of the print, scans by the paper they were given for."""
    papers = list(result_papers(case, "for_signature"))
    scans = desk.scans(papers[:1])
    with pytest.raises(NotReady, match=r"Chưa có tệp đã ký của: .*Yêu cầu"):
        files_of(papers, scans)
    stranger = PackageSigning(UPLOADED, [incoming("la.pdf", story_of(desk.cast).scan)])
    with pytest.raises(NotReady, match=r"không mang mã bản in.*la\.pdf"):
        files_of(papers, stranger)
    assert all(given.way == BY_HAND for _paper, given in files_of(papers, desk.scans(papers)))


def test_the_result_travels_from_the_lead_through_one_signature_and_one_issue_to_the_units(
    desk: ResultDesk, case: Case
) -> None:
    first, second = case.children.order_by("pk")
    desk.draft(first)
    desk.draft(
        second, handlings=[Handling(row.pk, "none", "Đã sửa ngay") for row in second.findings.all()], items=[]
    )
    case = desk.approved(case)
    assert asked(case, "sign_result") == []
    with pytest.raises(NotReady, match="Trưởng đoàn chưa ký báo cáo"):
        desk.sign(case)
    unseen = Document.objects.filter(
        shown_to_institution(first), kind__in=("result_notice", "remedy_request")
    )
    assert not unseen.exists()
    case = desk.report_signed(case)
    assert (asked(case, "sign_result"), node_of(case)) == (["giamdoc"], "await_result")
    papers = list(result_papers(case))
    assert [(p.case_id, p.kind) for p in papers] == [
        (first.pk, "result_notice"),
        (first.pk, "remedy_request"),
        (second.pk, "result_notice"),
    ]
    assert [p.number for p in papers] == [None, None, None]
    case = desk.sign(case)
    assert (asked(case, "sign_result"), asked(case, "issue_result")) == ([], ["records_clerk"])
    case = desk.issue(case, LATER, numbers={papers[1].pk: 40})
    assert (case.stage, case.inspection_details.result_issued_on) == ("remedy_followed", LATER.date())
    numbers = [Document.objects.get(pk=p.pk).full_number for p in papers]
    assert numbers == ["02/TB-SGDĐT", "40/SGDĐT-GDNN", "41/TB-SGDĐT"]
    assert [Case.objects.get(pk=p.pk).stage for p in (first, second)] == ["remedying", "completed"]
    item = RemedyItem.objects.get(request__party=first)
    assert (item.text, item.due_on, item.asked_by) == (REMEDY, due(NOW), desk.cast.people["vanthu"])
    assert asked(first, "report_remedy") == ["institution_head"]
    assert asked(case, "propose_closing") == []
    mails = Message.objects.filter(key__startswith="result:")
    assert {mail.case_id for mail in mails} >= {first.pk}
    assert not any(SUMMARY in mail.body or REMEDY in mail.body for mail in mails)
    assert Document.objects.filter(shown_to_institution(first), kind="remedy_request").exists()
    assert broken_link(case) is None


def test_where_nothing_is_asked_of_anybody_the_lead_is_asked_to_close(desk: ResultDesk, case: Case) -> None:
    for party in case.children.all():
        found = [Handling(row.pk, "none", "Đã sửa ngay") for row in party.findings.all()]
        desk.draft(party, handlings=found, items=[])
    case = desk.issue(desk.sign(desk.report_signed(desk.approved(case))))
    assert case.stage == "result_issued"
    assert asked(case, "propose_closing") == ["truongdoan"]


def test_without_a_finding_no_report_is_needed_unless_the_department_asks_for_one(
    desk: ResultDesk, case: Case
) -> None:
    lead = desk.cast.people["truongdoan"]
    for party in case.children.all():
        desk.draft(party)
    with pytest.raises(NotReady, match="trình báo cáo kết quả kiểm tra trước"):
        results.propose_result(case, by=lead, now=NOW)
    Finding.objects.filter(party__parent=case).update(state="withdrawn", settlement="Đơn vị đã giải trình.")
    for party in case.children.all():
        desk.draft(party, handlings=[], items=[])
    Rule.objects.filter(key="inspection.report_required").update(value="always")
    case.rules.filter(key="inspection.report_required").update(value="always")
    with pytest.raises(NotReady, match="mọi cuộc kiểm tra"):
        results.propose_result(case, by=lead, now=NOW)
    case.rules.filter(key="inspection.report_required").update(value="findings")
    Rule.objects.filter(key="inspection.report_required").update(value="findings")
    results.propose_result(case, by=lead, now=NOW)
    assert asked(case, "sign_result") == ["giamdoc"]
    with pytest.raises(NotReady, match="đã trình ký"):
        desk.draft(case.children.order_by("pk")[0])
    case = desk.sign(desk.printed(case))
    assert asked(case, "issue_result") == ["records_clerk"]
    case = desk.issue(case)
    assert (case.stage, node_of(case)) == ("result_issued", "await_closing")
    assert asked(case, "issue_result") == []


def test_a_draft_says_what_follows_from_each_finding(desk: ResultDesk, case: Case) -> None:
    party = case.children.order_by("pk")[0]
    finding = party.findings.get()
    wrong: list[tuple[str, dict[str, object]]] = [
        ("chọn cách xử lý", {"handlings": [], "items": []}),
        ("ghi nội dung yêu cầu khắc phục", {"items": []}),
        (
            "ghi việc chuyển xử lý",
            {"handlings": [Handling(finding.pk, FindingHandling.REFERRED)], "items": []},
        ),
        ("Ghi hạn báo cáo", {"report_due_on": None}),
        ("từ thời hạn khắc phục cuối cùng", {"report_due_on": due(NOW, 5)}),
        ("Ghi người liên hệ", {"contact": " "}),
        ("Ghi kết quả kiểm tra", {"summary": " "}),
    ]
    for words, given in wrong:
        with pytest.raises(NotReady, match=words):
            desk.draft(party, **given)
    Finding.objects.filter(pk=finding.pk).update(kind=FindingKind.SIGN_OF_VIOLATION)
    with pytest.raises(NotReady, match="là dấu hiệu vi phạm: ghi lý do"):
        desk.draft(party, handlings=[Handling(finding.pk, FindingHandling.NONE)], items=[])
    with pytest.raises(Refused, match="Chỉ Trưởng đoàn"):
        desk.draft(party, name="thanhvien1")
    desk.draft(party)
    desk.draft(party)
    assert RemedyItem.objects.filter(request__party=party).count() == 1


def test_trap_1_no_conclusion_of_inspection_is_written_or_chosen(desk: ResultDesk, case: Case) -> None:
    party = case.children.order_by("pk")[0]
    for words in ("Kết luận kiểm tra: đạt.", "Theo kết luận thanh tra năm trước."):
        with pytest.raises(NotReady, match="Không dùng"):
            desk.draft(party, summary=words)
    from inspections.rules.settings_values import value_problem

    assert value_problem("result.document_type", "text", "ket_luan") is not None
    assert value_problem("result.document_type", "text", "cong_van") is None


def test_traps_21_22_and_47_name_signature_and_number_come_in_their_order(
    desk: ResultDesk, case: Case
) -> None:
    case = desk.ready(case)
    for name in ("truongdoan", "chuyenvien", "vanthu"):
        with pytest.raises(Refused, match="Chỉ Giám đốc Sở"):
            desk.sign(case, name=name)
    with pytest.raises(NotReady, match="Bản in ghi tên người ký khác"):
        desk.sign(case, name="phogiamdoc")
    with pytest.raises(NotReady, match="chưa ký"):
        desk.issue(case)
    case = desk.sign(case)
    with pytest.raises(NotReady, match="đã được ký"):
        desk.sign(case)
    with pytest.raises(Refused, match="Chỉ Văn thư"):
        desk.issue(case, name="giamdoc")
    first = result_papers(case)[0]
    with pytest.raises(NotReady, match="đã dùng cho văn bản"):
        desk.issue(case, numbers={first.pk: 1})
    with pytest.raises(NotReady, match="từ ngày ký đến hôm nay"):
        desk.issue(case, on=(NOW - timedelta(days=2)).date())
    assert not Document.objects.filter(pk=first.pk, number__isnull=False).exists()
    desk.issue(case)
    with pytest.raises(AlreadyDone, match="đã được"):
        desk.issue(case)


def test_a_deputy_who_leads_never_signs_but_by_written_assignment_where_the_rule_allows(cast: Cast) -> None:
    case, desk = (
        case_at(cast, "conduct_finished", Plot(lead="phogiamdoc")),
        ResultDesk(cast, lead="phogiamdoc"),
    )
    case = desk.ready(case)
    with pytest.raises(Refused, match="Trưởng đoàn không ký văn bản kết quả"):
        desk.sign(case, name="phogiamdoc")
    capacity = cast.capacity("phogiamdoc")
    given = {
        "now": NOW,
        "signer": capacity,
        "reason": "Giám đốc đi công tác dài ngày.",
        "paper": "12/GUQ-SGDĐT",
    }
    director = cast.people["giamdoc"]
    with pytest.raises(Refused, match="không tự giao"):
        results_signing.assign_result_signer(case, by=cast.people["phogiamdoc"], **given)
    with pytest.raises(NotReady, match="kể cả khi được giao"):
        results_signing.assign_result_signer(case, by=director, **given)
    Rule.objects.filter(key="result.lead_signs_by_assignment").update(value="true")
    case.rules.filter(key="result.lead_signs_by_assignment").update(value="true")
    with pytest.raises(NotReady, match="số, ngày văn bản giao"):
        results_signing.assign_result_signer(case, by=director, **{**given, "paper": " "})
    results_signing.assign_result_signer(case, by=director, **given)
    assert asked(case, "sign_result") == ["phogiamdoc"]
    case = desk.sign(desk.printed(case), name="phogiamdoc")
    paper = result_papers(case)[0]
    assert paper.snapshot["signer"]["prefix"] == "KT."
    assert (paper.state, paper.drafted_by) == ("signed", cast.people["phogiamdoc"])


def test_papers_sent_back_are_kept_and_drawn_up_anew_with_their_new_words(
    desk: ResultDesk, case: Case
) -> None:
    Finding.objects.filter(party__parent=case).update(state="withdrawn", settlement="Đơn vị đã giải trình.")
    for party in case.children.all():
        desk.draft(party, handlings=[], items=[])
    results.propose_result(case, by=desk.cast.people["truongdoan"], now=NOW)
    director = desk.cast.people["giamdoc"]
    with pytest.raises(NotReady, match="Ghi lý do"):
        results_signing.return_result(case, by=director, now=NOW, reason=" ")
    results_signing.return_result(case, by=director, now=NOW, reason="Viết rõ thời kỳ.")
    assert (asked(case, "sign_result"), asked(case, "propose_result")) == ([], ["truongdoan"])
    for party in case.children.all():
        desk.draft(party, handlings=[], items=[], summary="Thời kỳ 2025-2026: đúng quy định.")
    results.propose_result(case, by=desk.cast.people["truongdoan"], now=LATER)
    states = Document.objects.filter(case__parent=case, kind="result_notice").values_list("state", flat=True)
    assert sorted(states) == ["for_signature", "for_signature", "replaced", "replaced"]


def test_a_result_that_the_issuer_sends_back_opens_the_report_again(desk: ResultDesk, case: Case) -> None:
    case = desk.ready(case)
    each_file_goes_to_its_own_paper(desk, case)
    director = desk.cast.people["giamdoc"]
    results_signing.return_result(case, by=director, now=NOW, reason="Rút ngắn thời hạn.")
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.result_report.state, node_of(case)) == (
        "conduct_finished",
        "returned",
        "submit_result_report",
    )
    assert case.result_report.versions.get().returned_reason == "Rút ngắn thời hạn."
    assert (asked(case, "sign_result"), asked(case, "submit_result_report")) == ([], ["truongdoan"])
    desk.draft(case.children.order_by("pk")[0], report_due_on=due(NOW, 40))


def test_when_the_last_paper_comes_back_issued_the_requests_are_in_force(
    desk: ResultDesk, case: Case
) -> None:
    for party in case.children.all():
        desk.draft(party)
    case = desk.approved(case)
    clerk, content = desk.cast.people["vanthu"], scan()
    papers = list(result_papers(case))

    def come_back(paper: Document, number: int) -> None:
        typed = {
            "number": number,
            "on": NOW.date(),
            "original_place": "Hộp 3",
            "code_seen": print_code(paper),
        }
        given = returned(content, **typed)
        take_returned(paper.case, by=clerk, now=LATER, document_id=paper.pk, returned=given)

    with pytest.raises(NotReady, match="Trưởng đoàn chưa ký báo cáo"):
        come_back(papers[0], 31)
    case = desk.report_signed(case)
    for number, paper in enumerate(papers[:-1], start=31):
        come_back(paper, number)
        assert Case.objects.get(pk=case.pk).stage == "reported"
    desk.sign(case)
    assert asked(case, "issue_result") == ["records_clerk"]
    come_back(papers[-1], 40)
    assert Case.objects.get(pk=case.pk).stage == "remedy_followed"
    assert {party.stage for party in Case.objects.filter(parent=case)} == {"remedying"}
    assert (asked(case, "issue_result"), node_of(case)) == ([], "await_closing")


def test_the_issuer_who_is_away_is_stood_in_for_under_the_others_name(desk: ResultDesk, case: Case) -> None:
    from inspections.actions.absence import record_absence

    case = desk.ready(case)
    assert after("sign_minutes") == NOW
    director, deputy = desk.cast.people["giamdoc"], desk.cast.people["phogiamdoc"]
    record_absence(
        director,
        by=director,
        now=NOW,
        from_on=NOW.date(),
        until_on=NOW.date() + timedelta(days=5),
        delegate=deputy,
    )
    assert asked(case, "sign_result") == ["phogiamdoc"]
    case = desk.sign(desk.printed(case), name="phogiamdoc")
    paper = result_papers(case)[0]
    assert paper.signatures.get().capacity == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
    assert paper.case.remedy_request.notice == paper
