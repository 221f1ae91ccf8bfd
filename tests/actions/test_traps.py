"""Traps of the specification, numbered as there: each tries the unlawful act and reads the sentence."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from inspections.actions import conduct, decision, inspection, minutes, party, requests, team
from inspections.enums import FindingState, ItemMethod, WitnessKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import (
    AgencyProfile,
    Answer,
    Case,
    CaseEvent,
    Document,
    InspectedParty,
    InspectedPartyDetails,
    RequestItem,
    TeamMember,
)
from inspections.models.inputs import (
    BY_HAND,
    TEST_CERTIFICATE,
    Asked,
    MemberInput,
    Reply,
    SigningInput,
    WitnessInput,
)
from tests.factories.cases import after, case_after, moment_of, party_at, story_of


def stage(case: Case) -> str:
    return Case.objects.get(pk=case.pk).stage


def told(case: Case) -> int:
    return CaseEvent.objects.filter(root_id=case.root_case_id).count()


def in_vietnam(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(year, month, day, hour, minute))


def test_trap_03_the_limit_is_counted_from_the_announcement_and_not_from_decision_or_plan(cast: Cast) -> None:
    case = case_after(cast, "submit_outline_report")
    assert case.inspection_details.limit_end_on is None
    announced = moment_of("announce_decision") + timedelta(days=3)
    story_of(cast).announce_decision(case, Plot(), announced)
    details = Case.objects.get(pk=case.pk).inspection_details
    assert details.decided_on == date(2026, 11, 5)
    assert details.announced_on == announced.date() == date(2026, 11, 10)
    assert details.limit_end_on == date(2026, 11, 20)


def test_trap_03_a_later_announcement_to_another_institution_does_not_move_the_limit(cast: Cast) -> None:
    case = case_after(cast, "submit_outline_report", Plot(codes=("MH-01", "MH-02")))
    story = story_of(cast)
    for days, row in enumerate(story.parties(case)):
        story.parties = lambda _case, row=row: [Case.objects.get(pk=row.pk)]  # type: ignore[method-assign]
        story.announce_decision(case, Plot(), moment_of("announce_decision") + timedelta(days=days * 2))
    assert Case.objects.get(pk=case.pk).inspection_details.limit_end_on == date(2026, 11, 17)


def test_trap_06_a_decided_inspection_is_not_ended_for_convenience(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    before = told(case)
    with pytest.raises((NotReady, AlreadyDone)) as refusal:
        inspection.abandon(case, by=cast.people["giamdoc"], now=after("issue_decision"), reason="Không tiện")
    assert "đình chỉ chỉ theo bốn căn cứ" in str(refusal.value)
    assert (stage(case), told(case)) == ("decided", before)


def test_trap_06_a_proposal_is_ended_only_with_a_reason(cast: Cast) -> None:
    case = case_after(cast, "propose")
    with pytest.raises(NotReady, match="Ghi lý do không tiến hành"):
        inspection.abandon(case, by=cast.people["truongphong"], now=after("propose"), reason="  ")
    inspection.abandon(
        case, by=cast.people["truongphong"], now=after("propose"), reason="Đã lồng ghép đoàn khác."
    )
    assert stage(case) == "not_pursued"
    assert case.events.latest("pk").reason == "Đã lồng ghép đoàn khác."


def refusal(cast: Cast, row: Case, witnesses: list[WitnessInput], **changes: object) -> Case:
    now = after("draft_minutes", hours=3)
    given: dict[str, object] = {
        "signing": story_of(cast).signing(),
        "reason": "Thủ trưởng không ký",
        **changes,
    }
    return minutes.record_refusal(  # type: ignore[arg-type]
        row, by=cast.people["truongdoan"], now=now, on=now.date(), witnesses=witnesses, **given
    )


def frozen_without_the_institution(cast: Cast) -> Case:
    row, lead, now = party_at(cast, "minutes_drafted"), cast.people["truongdoan"], after("draft_minutes")
    minutes.note_silence(row, by=lead, now=now, reason="Đã mời lúc 09:00, đơn vị không trả lời.")
    for finding in row.findings.all():
        minutes.settle_finding(
            row, by=lead, now=now, finding_id=finding.pk, decision=FindingState.KEPT, reason="Đủ căn cứ"
        )
    story_of(cast).confirm(row, lead, now)
    story_of(cast).print_open(row)
    return row


WITNESS = WitnessInput(WitnessKind.WITNESS, "Lê Văn Chứng", "Tổ dân phố 3, phường Bắc Gia Nghĩa")


def test_trap_08_minutes_close_before_a_witness_when_the_institution_says_nothing_and_signs_nothing(
    cast: Cast,
) -> None:
    row = frozen_without_the_institution(cast)
    refusal(cast, row, [WITNESS])
    assert stage(row) == "minutes_signed"
    paper = row.documents.get(kind="minutes", state="issued")
    assert "đơn vị không nêu ý kiến" in str(paper.snapshot)


@pytest.mark.parametrize(
    ("witnesses", "changes", "sentence"),
    [
        ([], {}, "ít nhất một người chứng kiến"),
        ([WitnessInput(WitnessKind.WITNESS, "Lê Văn Chứng", "")], {}, "ít nhất một người chứng kiến"),
        ([WITNESS], {"reason": " "}, "Ghi lý do đơn vị không ký"),
        ([WITNESS], {"signing": SigningInput(TEST_CERTIFICATE)}, "người chứng kiến"),
        ([WITNESS], {"signing": SigningInput(BY_HAND)}, "bản quét"),
    ],
)
def test_trap_08_a_mere_click_on_refused_is_not_enough(
    cast: Cast, witnesses: list[WitnessInput], changes: dict[str, object], sentence: str
) -> None:
    row = frozen_without_the_institution(cast)
    with pytest.raises(NotReady, match=sentence):
        refusal(cast, row, witnesses, **changes)
    assert stage(row) == "minutes_drafted"
    assert not row.minutes.witnesses.exists()


def test_trap_09_minutes_are_not_confirmed_without_the_opinion_of_the_institution(cast: Cast) -> None:
    row, now, lead = party_at(cast, "minutes_drafted"), after("draft_minutes"), cast.people["truongdoan"]
    for finding in row.findings.all():
        minutes.settle_finding(
            row, by=lead, now=now, finding_id=finding.pk, decision=FindingState.KEPT, reason="Đủ căn cứ"
        )
    with pytest.raises(NotReady, match="Chưa ghi ý kiến của đơn vị"):
        story_of(cast).confirm(row, lead, now)
    head = cast.people["truonga-hieutruong"]
    with pytest.raises(NotReady, match="Ghi ý kiến của đơn vị, hoặc chọn"):
        minutes.give_opinion(row, by=head, now=now, opinion=" ", no_opinion=False)
    minutes.give_opinion(row, by=head, now=now, opinion="", no_opinion=True)
    story_of(cast).confirm(row, lead, now)
    assert row.minutes.confirmations.get().side == "team"


def test_trap_11_an_inspection_by_order_needs_no_plan(cast: Cast) -> None:
    plot = Plot(ground="order", ground_text="Công văn số 15 của Ủy ban nhân dân tỉnh")
    assert case_after(cast, "issue_decision", plot).stage == "decided"


@pytest.mark.parametrize(
    ("ground", "text", "sentence"),
    [("order", " ", "Ghi rõ căn cứ"), ("signs", "Thu sai học phí", "kèm ít nhất một tệp")],
)
def test_trap_11_each_ground_asks_its_own_proof(cast: Cast, ground: str, text: str, sentence: str) -> None:
    with pytest.raises(NotReady, match=sentence):
        story_of(cast).propose(Plot(ground=ground, ground_text=text), moment_of("propose"))
    assert not Case.objects.exists()


def draft(cast: Cast, case: Case) -> None:
    story_of(cast).draft_decision(case, Plot(), after("declare_conflicts", hours=2))


def test_trap_15_a_new_member_declares_before_the_decision_is_drafted(cast: Cast) -> None:
    case, officer = case_after(cast, "declare_conflicts"), cast.people["chuyenvien"]
    members = [
        MemberInput(cast.people["truongdoan"], "lead"),
        MemberInput(cast.people["truongphong"], "member"),
    ]
    team.nominate_team(case, by=officer, now=after("declare_conflicts"), members=members)
    with pytest.raises(NotReady, match="Lê Thị Thu Hồng chưa kê khai xung đột lợi ích"):
        draft(cast, case)
    assert stage(case) == "overlap_reviewed"


def test_trap_15_a_changed_list_of_institutions_asks_everybody_to_declare_again(cast: Cast) -> None:
    case = case_after(cast, "declare_conflicts")
    TeamMember.objects.filter(case=case).update(declared_for="999")
    with pytest.raises(NotReady, match="phải kê khai lại xung đột lợi ích vì danh sách"):
        draft(cast, case)


def test_trap_15_a_conflict_declared_after_the_draft_stops_the_signature(cast: Cast) -> None:
    case, member = case_after(cast, "draft_decision"), cast.people["thanhvien1"]
    now = after("draft_decision")
    team.declare_conflicts(case, by=member, now=now, conflicts=["capital"], note="Chị gái góp vốn.")
    with pytest.raises(NotReady, match="thay người khác"):
        story_of(cast).sign_decision(case, Plot(), now)
    assert case.documents.get(kind="decision").state == "for_signature"


def test_trap_15_a_member_under_discipline_stops_the_draft(cast: Cast) -> None:
    case = case_after(cast, "declare_conflicts")
    TeamMember.objects.filter(case=case, user=cast.people["thanhvien2"]).update(disciplined=True)
    with pytest.raises(NotReady, match="đang trong thời gian xem xét kỷ luật"):
        draft(cast, case)


def test_trap_16_the_method_of_an_item_does_not_change_once_the_plan_is_approved(cast: Cast) -> None:
    case = case_after(cast, "approve_conduct_plan")
    with pytest.raises(AlreadyDone):
        story_of(cast).submit_conduct_plan(case, Plot(), after("approve_conduct_plan"))
    answers = Answer.objects.filter(party__parent=case)
    before = sorted(answers.values_list("pk", "method"))
    with pytest.raises(DatabaseError, match="fixed by the approved conduct plan"), transaction.atomic():
        answers.filter(method=ItemMethod.ON_SITE).update(method=ItemMethod.ONLINE)
    assert sorted(answers.values_list("pk", "method")) == before


def test_trap_16_an_announcement_waits_until_the_plan_with_its_methods_is_approved(cast: Cast) -> None:
    case = case_after(cast, "submit_conduct_plan")
    with pytest.raises(NotReady, match="Kế hoạch tiến hành kiểm tra chưa được phê duyệt"):
        story_of(cast).announce_decision(case, Plot(), after("submit_conduct_plan"))
    assert stage(case.children.get()) == "listed"


def test_trap_19_a_request_names_what_it_has_to_do_with_the_inspection(cast: Cast) -> None:
    row, now = party_at(cast, "under_check"), after("begin_check")
    with pytest.raises(NotReady, match="liên quan đến nội dung kiểm tra nào"):
        requests.send_information_request(
            row,
            by=cast.people["thanhvien1"],
            now=now,
            asked=[Asked("Sổ đỏ của hiệu trưởng")],
            due_on=now.date(),
            contact="x",
        )
    assert not row.requests.exists()


def test_trap_19_the_institution_may_refuse_with_a_reason_and_the_lead_decides(cast: Cast) -> None:
    row, now, story = party_at(cast, "under_check"), after("begin_check"), story_of(cast)
    clerk, lead = cast.people["truonga-canbo"], cast.people["truongdoan"]
    request = story.ask(row, "thanhvien1", now, due_on=now.date())
    item = request.items.get()
    with pytest.raises(NotReady, match="ghi lý do không liên quan"):
        replies = {item.pk: Reply(refused=True)}
        requests.answer_information_request(row, by=clerk, now=now, request_id=request.pk, replies=replies)
    replies = {item.pk: Reply("Không thuộc nội dung tuyển sinh", refused=True)}
    requests.answer_information_request(row, by=clerk, now=now, request_id=request.pk, replies=replies)
    with pytest.raises(NotReady, match="Trưởng đoàn giữ hoặc rút yêu cầu"):
        minutes.draft_minutes(row, by=lead, now=now, place="Trực tuyến")
    with pytest.raises(Refused, match="Chỉ Trưởng đoàn"):
        requests.decide_refusal(
            row, by=cast.people["thanhvien1"], now=now, item_id=item.pk, uphold=True, reason="x"
        )
    requests.decide_refusal(
        row, by=lead, now=now, item_id=item.pk, uphold=False, reason="Đúng là không liên quan"
    )
    assert RequestItem.objects.get(pk=item.pk).state == "withdrawn"


def test_trap_21_the_agency_does_not_sign_before_the_competent_person(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    with pytest.raises(NotReady, match="Người có thẩm quyền chưa ký"):
        story_of(cast).issue_decision(case, Plot(), after("draft_decision"))
    paper = case.documents.get(kind="decision")
    assert (paper.number, paper.state) == (None, "for_signature")


@pytest.mark.parametrize("name", ["chuyenvien", "truongdoan", "vanthu", "truonga-hieutruong"])
def test_trap_21_nobody_but_the_competent_person_signs(cast: Cast, name: str) -> None:
    case = case_after(cast, "draft_decision")
    with pytest.raises(Refused, match="Chỉ Giám đốc Sở hoặc Phó Giám đốc"):
        decision.sign_decision(
            case, by=cast.people[name], now=after("draft_decision"), signing=story_of(cast).signing()
        )
    assert not case.documents.get(kind="decision").signatures.exists()


def test_trap_21_a_painted_signature_is_not_a_digital_one(cast: Cast) -> None:
    from inspections.management.demo.paper import incoming, sample_file
    from inspections.models.inputs import UPLOADED

    case = case_after(cast, "draft_decision")
    painted = SigningInput(UPLOADED, incoming("da-ky.pdf", sample_file()))
    with pytest.raises(NotReady, match="hình ảnh chữ ký, con dấu không phải là chữ ký"):
        decision.sign_decision(case, by=cast.people["giamdoc"], now=after("draft_decision"), signing=painted)
    assert case.documents.get(kind="decision").state == "for_signature"


def issue(cast: Cast, case: Case, now: datetime, number: int | None = None) -> Document:
    decision.issue_decision(
        case, by=cast.people["vanthu"], now=now, on=timezone.localtime(now).date(), number=number
    )
    return case.documents.get(kind="decision")


def test_trap_22_a_number_comes_only_with_the_issue_and_is_never_used_twice(cast: Cast) -> None:
    first = case_after(cast, "sign_decision")
    second = case_after(cast, "sign_decision", Plot(theme="chuan-co-so", codes=("MH-02",)))
    assert first.documents.get(kind="decision").number is None
    now = after("sign_decision")
    assert issue(cast, first, now, number=5).full_number == "05/QĐ-SGDĐT"
    with pytest.raises(NotReady, match="Số 5/2026 đã dùng"):
        issue(cast, second, now, number=5)
    assert issue(cast, second, now).number == 6


def test_trap_22_numbers_start_again_on_the_first_of_january_in_vietnam(cast: Cast) -> None:
    first = case_after(cast, "sign_decision")
    second = case_after(cast, "sign_decision", Plot(theme="chuan-co-so", codes=("MH-02",)))
    assert issue(cast, first, in_vietnam(2026, 12, 31, 23, 30)).number == 1
    paper = issue(cast, second, in_vietnam(2027, 1, 1, 6, 30))
    assert (paper.number, paper.year, paper.dated_on) == (1, 2027, date(2027, 1, 1))


def test_trap_22_papers_of_the_team_never_take_a_number_of_the_agency(cast: Cast) -> None:
    case = case_after(cast, "sign_minutes")
    plan, paper = case.documents.get(kind="conduct_plan"), case.documents.get(kind="decision")
    record = case.children.get().documents.get(kind="minutes", state="issued")
    assert (plan.full_number, record.full_number) == ("01/KH-ĐKT", "01/BB-ĐKT")
    assert len({plan.series, paper.series, record.series}) == 3


def test_trap_23_an_issued_decision_is_not_edited(cast: Cast) -> None:
    case = case_after(cast, "issue_decision")
    paper = Document.objects.filter(case=case, kind="decision")
    before = paper.values().get()
    with pytest.raises(DatabaseError, match="Cannot|never changed"), transaction.atomic():
        paper.update(title="Quyết định khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        paper.delete()
    with pytest.raises(AlreadyDone):
        draft(cast, case)
    assert paper.values().get() == before


def test_trap_23_signed_minutes_stay_closed(cast: Cast) -> None:
    row, now, lead = party_at(cast, "minutes_signed"), after("sign_minutes"), cast.people["truongdoan"]
    with pytest.raises(NotReady, match="biên bản bổ sung"):
        minutes.reopen_minutes(row, by=lead, now=now, reason="Sửa lại")
    answer, finding = row.answers.first(), row.findings.first()
    assert answer and finding
    with pytest.raises(NotReady, match="kết quả đã khóa"):
        conduct.save_answer(
            answer, by=lead, now=now, version=answer.version, result="Khác", rating="complies"
        )
    with pytest.raises(NotReady):
        minutes.settle_finding(row, by=lead, now=now, finding_id=finding.pk, decision="withdrawn", reason="x")
    assert row.findings.get(pk=finding.pk).state == FindingState.IN_MINUTES


def test_trap_26_a_paper_keeps_the_names_of_its_day(cast: Cast) -> None:
    case = case_after(cast, "draft_decision")
    paper = case.documents.get(kind="decision")
    AgencyProfile.objects.filter(valid_until__isnull=True).update(name="Sở Tên Mới", superior="TỈNH TÊN MỚI")
    InspectedParty.objects.get(parent=case).institution.__class__.objects.filter(code="MH-01").update(
        name="Trường Tên Mới"
    )
    story_of(cast).sign_decision(case, Plot(), after("draft_decision"))
    again = Document.objects.get(pk=paper.pk)
    assert (again.snapshot, again.body_sha256) == (paper.snapshot, paper.body_sha256)
    assert "Tên Mới" not in str(again.snapshot)


def test_trap_45_the_day_of_a_deed_is_the_day_in_vietnam(cast: Cast) -> None:
    case = case_after(cast, "sign_decision")
    early = in_vietnam(2026, 12, 1, 6, 30)
    assert early.astimezone(timezone.get_fixed_timezone(0)).date() == date(2026, 11, 30)
    assert issue(cast, case, early).dated_on == date(2026, 12, 1)
    assert Case.objects.get(pk=case.pk).inspection_details.decided_on == date(2026, 12, 1)


def test_trap_45_an_announcement_at_dawn_counts_from_its_own_day(cast: Cast) -> None:
    row = party_at(cast, "notified")
    dawn = in_vietnam(2026, 12, 1, 6, 30)
    party.announce_decision(
        row,
        by=cast.people["truongdoan"],
        now=dawn,
        announced_at=dawn,
        channel="Trực tuyến",
        representative_name="Y Bhăm Ayŭn",
        representative_post="Hiệu trưởng",
        present=[],
    )
    assert InspectedPartyDetails.objects.get(case=row).announced_on == date(2026, 12, 1)
    assert Case.objects.get(pk=row.parent_id).inspection_details.limit_end_on == date(2026, 12, 11)
