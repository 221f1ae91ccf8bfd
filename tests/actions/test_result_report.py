"""The result report: written from the record, returned once, approved by a second person (row 16; practice 1; I8)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import result_report
from inspections.documents.lint_report import lint_report
from inspections.enums import TeamDuty
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Membership, ReportSection, ResultReport, TeamMember, Turn
from inspections.models.inputs import RemarkInput
from inspections.queries.facts import inspection_facts
from inspections.queries.orders import shown_to_institution
from inspections.queries.results import (
    reported_inspection,
    reviewing_role,
    texts_of_version,
    versions_of,
    written_report,
)
from inspections.rules.result_report_check import SectionText, count_warnings, side_by_side
from inspections.rules.roles import Role
from tests.factories.cases import case_at
from tests.factories.chain import broken_link
from tests.factories.people import make_people
from tests.factories.reports import MENDED, NOW, ReportDesk
from tests.factories.results import REMEDY
from tests.figures.browsing import step_url, typed
from tests.figures.counting import counted

TWO = Plot(codes=("MH-01", "MH-02"))
MOST, MOST_WITH_A_DOCUMENT = 18, 26


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None
) -> Iterator[tuple[ReportDesk, int]]:
    """An inspection of two institutions with signed minutes, played once and rolled back after the file."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            desk = ReportDesk(make_people())
            yield desk, case_at(desk.cast, "conduct_finished", TWO).pk
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def desk(played: tuple[ReportDesk, int], db: None) -> ReportDesk:
    """The people of that inspection, with the posts of the day read anew."""
    for user in played[0].cast.people.values():
        user.__dict__.pop("_actors", None)
    return played[0]


@pytest.fixture
def case(played: tuple[ReportDesk, int], desk: ReportDesk) -> Case:
    """The inspection as it was when the last minutes were signed."""
    return Case.objects.get(pk=played[1])


def asked(case: Case) -> dict[str, list[str]]:
    """Who is asked for which deed of the inspection."""
    found: dict[str, list[str]] = {}
    for turn in Turn.objects.still_open().filter(case=case).select_related("person"):
        found.setdefault(turn.verb, []).append(turn.person.username if turn.person else turn.role)
    return found


def texts(case: Case) -> list[SectionText]:
    written = written_report(case)
    assert written is not None
    return written.texts()


def text(report: ResultReport, key: str) -> str:
    return ReportSection.objects.get(report=report, key=key).text


def test_a_report_is_written_from_the_record_and_its_figures_are_held_to_it(
    desk: ReportDesk, case: Case
) -> None:
    lead = desk.cast.people["truongdoan"]
    with pytest.raises(NotReady) as missing:
        result_report.submit_result_report(case, by=lead, now=NOW, row_version=0, texts={}, settlements={})
    assert [b.verb for b in missing.value.blockers][:1] == ["draft_result_report"]
    assert len(missing.value.blockers) == 1 + case.children.count()

    report = desk.drafted(case)
    first = case.children.order_by("pk").first()
    assert first is not None and first.institution is not None
    overview, of_party = text(report, "overview"), report.sections.get(party=first).text
    assert "02 đơn vị được kiểm tra" in overview and first.institution.name in overview
    assert "01 tồn tại, hạn chế" in of_party
    assert "02 tồn tại, hạn chế và 00 dấu hiệu vi phạm" in text(report, "shortcomings")
    assert REMEDY.rstrip(".") in text(report, "for_parties")
    record = reported_inspection(case)
    assert count_warnings(texts(case), record) == []
    assert all("kết luận" not in row.text for row in texts(case))

    wrong = overview.replace("02 đơn vị", "03 đơn vị")
    row = report.sections.get(key="overview")
    result_report.save_result_report(
        case, by=lead, now=NOW, row_version=0, texts={row.pk: wrong}, settlements={}
    )
    saved = ResultReport.objects.get(case=case)
    assert [("ghi 03" in w, "là 2" in w) for w in count_warnings(texts(case), record)] == [(True, True)]
    with pytest.raises(NotReady, match="vừa lưu"):
        result_report.save_result_report(case, by=lead, now=NOW, row_version=0, texts={}, settlements={})
    result_report.redraft_report_section(case, by=lead, now=NOW, section=row)
    assert text(saved, "overview") == overview


def test_a_report_is_returned_once_with_remarks_on_passages_and_then_approved(
    desk: ReportDesk, case: Case
) -> None:
    lead = desk.cast.people["truongdoan"]
    desk.drafted(case)
    with pytest.raises(NotReady, match="Nguyên nhân"):
        desk.submit(case, changed={"causes": "  "})
    with pytest.raises(NotReady, match="chỉ có báo cáo"):
        desk.submit(case, changed={"handling": "Ban hành kết luận kiểm tra."})
    desk.submit(case, changed={"causes": "Cán bộ phụ trách mới nhận việc."})
    case.refresh_from_db()
    assert (case.stage, asked(case)) == ("reported", {"approve_result_report": ["section_head"]})
    with pytest.raises(NotReady, match="trình"):
        result_report.save_result_report(case, by=lead, now=NOW, row_version=3, texts={}, settlements={})

    for given, words in (
        ({"reason": " "}, "lý do"),
        ({"remarks": []}, "ít nhất một"),
        ({"remarks": [RemarkInput("nowhere", "Sửa.")]}, "Chọn phần"),
        ({"remarks": [RemarkInput("causes", "Sửa.", "không có đoạn này")]}, "không có trong phần"),
    ):
        with pytest.raises(NotReady, match=words):
            desk.send_back(case, **given)
    desk.send_back(case)
    case.refresh_from_db()
    assert (case.stage, asked(case)) == ("conduct_finished", {"submit_result_report": ["truongdoan"]})

    with pytest.raises(NotReady, match="Còn 2 ý kiến"):
        result_report.submit_result_report(case, by=lead, now=NOW, row_version=1, texts={}, settlements={})
    desk.submit(case, changed={"causes": "Cán bộ phụ trách mới nhận việc, chưa được hướng dẫn."})
    one, two = versions_of(case)
    assert [remark.settlement for remark in one.remarks.all()] == [MENDED, MENDED]
    changed = [r for r in side_by_side(texts_of_version(one), texts_of_version(two)) if r.changed]
    assert [r.anchor for r in changed] == ["causes"]
    assert [words for op, words in changed[0].after if op == "ins"] == ["việc, chưa được hướng dẫn."]

    paper = desk.approve(case)
    assert asked(case) == {"sign_paper": ["truongdoan"]}
    assert (paper.signer, paper.drafted_by, paper.state) == (lead, lead, "for_signature")
    assert paper.snapshot["symbol"] == "BC-ĐKT" and paper.snapshot["type_name"] == "Báo cáo"
    assert lint_report(paper.snapshot) == []
    browser = Client()
    browser.force_login(lead)
    page = browser.get(step_url(case, "sign_paper", paper.pk))
    assert "không thấy điểm nào trong văn bản mâu thuẫn" in page.content.decode()
    assert [line["items"] for line in paper.snapshot["rows"]] == [12, 12]
    assert Document.objects.filter(case__parent=case, kind="remedy_request").count() == 2
    shown = [shown_to_institution(party) for party in case.children.all()]
    assert not any(Document.objects.filter(seen, kind="result_report").exists() for seen in shown)
    assert broken_link(case) is None


def test_nobody_approves_what_he_wrote_but_by_written_assignment(desk: ReportDesk, case: Case) -> None:
    desk.drafted(case)
    with pytest.raises(Refused, match="Trưởng đoàn"):
        desk.submit(case, name="chuyenvien")
    desk.submit(case)
    lead, head = desk.cast.people["truongdoan"], desk.cast.people["truongphong"]
    for name in ("chuyenvien", "thanhvien1", "vanthu"):
        with pytest.raises(Refused, match="Chỉ Trưởng phòng"):
            desk.approve(case, name=name)
    Membership.objects.filter(user=lead, role=Role.OFFICER).update(role=Role.SECTION_HEAD)
    lead.__dict__.pop("_actors", None)
    with pytest.raises(Refused, match="không duyệt báo cáo do chính mình"):
        desk.approve(case, name="truongdoan", assigned_reason="Được giao", assigned_paper="12/GV-SGDĐT")
    with pytest.raises(Refused, match="không duyệt"):
        desk.send_back(case, name="truongdoan")
    TeamMember.objects.create(case=case, user=head, duty=TeamDuty.MEMBER)
    facts = inspection_facts(Case.objects.get(pk=case.pk), today=NOW.date())
    Membership.objects.filter(user=lead, role=Role.SECTION_HEAD).update(role=Role.OFFICER)
    assert reviewing_role(facts, NOW.date()) == Role.DEPUTY_DIRECTOR
    with pytest.raises(NotReady, match="văn bản giao"):
        desk.approve(case, assigned_reason="Được giao")
    desk.approve(case, assigned_reason="Trưởng phòng khác vắng", assigned_paper="12/GV-SGDĐT ngày 20/11/2026")
    assert ResultReport.objects.get(case=case).assigned_paper.startswith("12/GV")


class Clicks:
    """One person after the other before the pages: every opening and every sending is one click."""

    def __init__(self, desk: ReportDesk) -> None:
        self.desk, self.opened, self.sent = desk, 0, 0
        self.statements: dict[str, Any] = {}

    def browser(self, name: str) -> Client:
        """Somebody who is signed in."""
        client = Client()
        client.force_login(self.desk.cast.people[name])
        return client

    def open(self, name: str, url: str) -> Any:
        """A page of one's list of work."""
        self.opened += 1
        page = self.browser(name).get(url)
        assert page.status_code == 200, url
        return page

    def send(self, name: str, verb: str, url: str, page: Any, form: str = "form", **changed: Any) -> str:
        """The form of that page, with what was typed; where it leads."""
        self.sent += 1
        browser, data = self.browser(name), {**typed(page.context[form]), **changed}
        browser.get(reverse("home"))
        with counted() as statements:
            answer = browser.post(url, data)
        assert answer.status_code == 302, answer.context["form"].errors
        self.statements[verb] = statements
        return str(answer.headers["Location"])


def test_i8_submitted_returned_with_two_comments_fixed_and_approved_in_four_sendings(
    desk: ReportDesk, case: Case
) -> None:
    lead, head = "truongdoan", "truongphong"
    report = desk.drafted(case)
    causes = report.sections.get(key="causes")
    clicks, submit = Clicks(desk), step_url(case, "submit_result_report")
    page = clicks.open(lead, step_url(case, "save_result_report"))
    assert "Lưu và trình duyệt" in page.content.decode()
    own = {f"section_{causes.pk}": "Cán bộ phụ trách mới nhận việc."}
    clicks.send(lead, "submit_result_report", submit, page, **own)
    approve, back = step_url(case, "approve_result_report"), step_url(case, "return_result_report")
    page = clicks.open(head, approve)
    remarks = {
        "reason": "Cần rõ hơn.",
        "section_1": "causes",
        "quote_1": "mới nhận việc",
        "text_1": "Từ khi nào?",
        "section_2": "overview",
        "text_2": "Nêu rõ phạm vi.",
    }
    clicks.send(head, "return_result_report", back, page, "return_form", **remarks)
    page = clicks.open(lead, step_url(case, "save_result_report"))
    text = page.content.decode()
    assert all(said in text for said in ("Cần rõ hơn.", "Từ khi nào?", "mới nhận việc", "Nêu rõ phạm vi."))
    told = clicks.browser(head).get(reverse("result_report", args=[case.pk])).content.decode()
    assert "So sánh" not in told and [told.count(said) for said in ("Từ khi nào?", "Nêu rõ phạm vi.")] == [
        1,
        1,
    ]
    answered = {f"remark_{row.pk}": MENDED for row in versions_of(case)[0].remarks.all()}
    own = {f"section_{causes.pk}": "Cán bộ phụ trách mới nhận việc từ tháng 9/2026."}
    clicks.send(lead, "submit_result_report", submit, page, **own, **answered)
    page = clicks.open(head, approve)
    assert "<ins>" in page.content.decode() and MENDED in page.content.decode()
    clicks.send(head, "approve_result_report", approve, page, "approve_form")
    assert clicks.sent == 4 and clicks.sent + clicks.opened == 8
    told = clicks.browser(head).get(reverse("result_report", args=[case.pk])).content.decode()
    assert "Lần trình 2" in told and "Từ khi nào?" in told and "<ins>" in told
    print({verb: len(told) for verb, told in clicks.statements.items()})


def test_what_somebody_else_saved_meanwhile_stands_beside_what_was_typed(
    desk: ReportDesk, case: Case
) -> None:
    report = desk.drafted(case)
    causes = report.sections.get(key="causes")
    page = Clicks(desk).open("truongdoan", step_url(case, "save_result_report"))
    result_report.save_result_report(
        case,
        by=desk.cast.people["thanhvien1"],
        now=NOW,
        row_version=0,
        texts={causes.pk: "Bản của thành viên."},
        settlements={},
    )
    mine = {**typed(page.context["form"]), f"section_{causes.pk}": "Bản của Trưởng đoàn."}
    browser = Clicks(desk).browser("truongdoan")
    answer = browser.post(step_url(case, "save_result_report"), mine)
    text = answer.content.decode()
    assert answer.status_code == 200 and "vừa lưu báo cáo này" in text
    assert "Bản của thành viên." in text and "Bản của Trưởng đoàn." in text
    again = {**mine, "row_version": answer.context["row_version"], "once": answer.context["form"].once}
    assert browser.post(step_url(case, "save_result_report"), again).status_code == 302
    causes.refresh_from_db()
    assert causes.text == "Bản của Trưởng đoàn."
    school = Clicks(desk).browser("truonga-hieutruong")
    assert school.get(reverse("result_report", args=[case.pk])).status_code == 404
