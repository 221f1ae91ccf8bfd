"""What a record still lacks is said in full sentences, and nothing moves until it is there."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from inspections.actions import conduct, decision, inspection, minutes, party, requests, team
from inspections.enums import FindingState
from inspections.exceptions import AlreadyDone, Conflict, NotReady
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case, InspectionDetails
from inspections.models.inputs import Asked, MemberInput, Reply, ReviewInput
from tests.factories.cases import after, case_after, moment_of, party_at, quick_print, story_of
from tests.factories.people import PASSWORD


def stage(case: Case) -> str:
    return Case.objects.get(pk=case.pk).stage


def lacks(sentence: str) -> Any:
    return pytest.raises(NotReady, match=sentence)


def test_a_proposal_names_each_institution_once(cast: Cast) -> None:
    story, now = story_of(cast), moment_of("propose")
    with lacks("Chọn ít nhất một đơn vị"):
        story.propose(Plot(codes=()), now)
    with lacks("chỉ có một lần trong danh sách"):
        story.propose(Plot(codes=("MH-01", "MH-01")), now)
    assert not Case.objects.exists()


def test_the_review_stops_where_the_inspectorate_is_at_work_on_the_same_content(cast: Cast) -> None:
    case, now, officer = case_after(cast, "propose"), after("propose"), cast.people["chuyenvien"]
    row = case.children.get()
    overlap = ReviewInput(other_body="Thanh tra tỉnh", other_is_state_inspectorate=True)
    with lacks("Luật Thanh tra"):
        inspection.review_overlap(case, by=officer, now=now, reviews={row.pk: overlap})
    assert stage(case) == "proposed"
    agreed = ReviewInput("Thanh tra tỉnh", True, exchange="Công văn thống nhất số 8", agreed=True)
    inspection.review_overlap(case, by=officer, now=now, reviews={row.pk: agreed})
    assert stage(case) == "overlap_reviewed"


def test_a_private_school_is_not_inspected_twice_a_year_without_signs(cast: Cast) -> None:
    first = Plot(codes=("MH-10",), heads={})
    case_after(cast, "issue_decision", first)
    with lacks("Nghị quyết 198/2025/QH15"):
        case_after(cast, "review_overlap", Plot(theme="chuan-co-so", codes=("MH-10",)))


def test_a_team_has_one_lead_and_nobody_twice(cast: Cast) -> None:
    case, now, officer = (
        case_after(cast, "review_overlap"),
        after("review_overlap"),
        cast.people["chuyenvien"],
    )
    lead, other = cast.people["truongdoan"], cast.people["thanhvien1"]
    for members, sentence in (
        ([MemberInput(other, "member")], "đúng một Trưởng đoàn"),
        ([MemberInput(lead, "lead"), MemberInput(other, "lead")], "đúng một Trưởng đoàn"),
        ([MemberInput(lead, "lead"), MemberInput(lead, "member")], "chỉ có một nhiệm vụ"),
    ):
        with lacks(sentence):
            team.nominate_team(case, by=officer, now=now, members=members)
    assert not case.team.exists()


def test_a_declared_conflict_is_told_in_words(cast: Cast) -> None:
    case = case_after(cast, "nominate_team")
    with lacks("Nói rõ trường hợp xung đột"):
        team.declare_conflicts(
            case, by=cast.people["thanhvien1"], now=after("nominate_team"), conflicts=["gift"]
        )


@pytest.mark.parametrize("days", [0, 11])
def test_the_limit_is_one_to_ten_days(cast: Cast, days: int) -> None:
    case = case_after(cast, "declare_conflicts")
    with lacks("từ 1 đến không quá 10 ngày"):
        inspection.draft_decision(
            case,
            by=cast.people["chuyenvien"],
            now=after("declare_conflicts"),
            scope="Tuyển sinh",
            limit_days=days,
            issuer=cast.people["giamdoc"],
            capacity=cast.capacity("giamdoc"),
        )
    assert stage(case) == "overlap_reviewed"


def test_a_decision_is_drafted_only_with_review_confirmed_and_team_complete(cast: Cast) -> None:
    case = case_after(cast, "review_overlap")
    InspectionDetails.objects.filter(case=case).update(overlap_confirmed_at=None, overlap_confirmed_by=None)
    with pytest.raises(NotReady) as missing:
        story_of(cast).draft_decision(case, Plot(), after("review_overlap"))
    told = str(missing.value)
    assert "Trưởng phòng chưa xác nhận kết quả rà soát" in told
    assert "đúng một Trưởng đoàn" in told and "ít nhất một thành viên" in told


def test_a_second_signature_on_the_same_decision_reads_who_was_faster(cast: Cast) -> None:
    case = case_after(cast, "sign_decision")
    with pytest.raises(AlreadyDone, match="Nguyễn Thị Ánh Nguyệt làm lúc 14:00"):
        decision.sign_decision(
            case, by=cast.people["phogiamdoc"], now=after("sign_decision"), signing=story_of(cast).signing()
        )


def test_a_decision_is_dated_between_its_signature_and_today(cast: Cast) -> None:
    case, now = case_after(cast, "sign_decision"), after("sign_decision")
    for days in (-1, 1):
        with lacks("từ ngày ký đến hôm nay"):
            decision.issue_decision(
                case, by=cast.people["vanthu"], now=now, on=now.date() + timedelta(days=days)
            )
    assert case.documents.get(kind="decision").number is None


def test_nothing_is_signed_before_its_print_is_ready(cast: Cast) -> None:
    story = story_of(cast)
    story.printer = lambda number: None
    case = story.tell(Plot(), until="draft_decision", moment=moment_of)
    with lacks("Bản in đang được tạo"):
        story.sign_decision(case, Plot(), after("draft_decision"))
    story.printer = quick_print
    story.print_open(case)
    story.sign_decision(case, Plot(), after("draft_decision"))


def test_a_plan_goes_back_only_with_a_reason(cast: Cast) -> None:
    case = case_after(cast, "submit_conduct_plan")
    with lacks("Ghi lý do trả lại"):
        decision.return_conduct_plan(
            case, by=cast.people["giamdoc"], now=after("submit_conduct_plan"), reason=" "
        )
    assert stage(case) == "conduct_plan_submitted"


def notify(cast: Cast, row: Case, **changes: Any) -> Case:
    now = after("approve_conduct_plan")
    given = {
        "session_at": now + timedelta(days=5),
        "report_due_on": (now + timedelta(days=3)).date(),
        **changes,
    }
    return party.notify_schedule(
        row, by=cast.people["truongdoan"], now=now, session_channel="Trực tuyến", **given
    )


def test_a_schedule_lies_ahead_and_the_report_comes_before_the_session(cast: Cast) -> None:
    row, now = case_after(cast, "approve_conduct_plan").children.get(), after("approve_conduct_plan")
    with lacks("phải ở sau thời điểm thông báo"):
        notify(cast, row, session_at=now)
    with lacks("không sau ngày làm việc"):
        notify(cast, row, report_due_on=(now + timedelta(days=9)).date())
    assert stage(row) == "listed"


def announce(cast: Cast, row: Case, **changes: Any) -> Case:
    now = moment_of("announce_decision")
    given = {"announced_at": now, "representative_name": "Y Bhăm Ayŭn", **changes}
    return party.announce_decision(
        row,
        by=cast.people["truongdoan"],
        now=now,
        channel="Trực tuyến",
        representative_post="Hiệu trưởng",
        present=[],
        **given,
    )


def test_an_announcement_has_happened_after_the_decision_with_a_named_representative(cast: Cast) -> None:
    row, now = party_at(cast, "notified"), moment_of("announce_decision")
    for changes, sentence in (
        ({"announced_at": now + timedelta(hours=1)}, "chưa diễn ra"),
        ({"announced_at": now - timedelta(days=30)}, "không trước ngày ban hành"),
        ({"representative_name": " "}, "họ tên người đại diện"),
    ):
        with lacks(sentence):
            announce(cast, row, **changes)
    assert stage(row) == "notified"


def test_only_a_secret_inspection_is_announced_without_notice(cast: Cast) -> None:
    open_row = case_after(cast, "approve_conduct_plan").children.get()
    with lacks("Thông báo lịch cho đơn vị trước"):
        announce(cast, open_row)
    from inspections.management.demo.paper import incoming

    signs = Plot(
        theme="chuan-co-so",
        ground="signs",
        ground_text="Thu sai",
        secrecy=True,
        ground_files=[incoming("don.pdf")],
    )
    secret = case_after(cast, "approve_conduct_plan", signs).children.get()
    with lacks("giữ bí mật"):
        notify(cast, secret)
    announce(cast, secret)
    assert stage(secret) == "announced"


def test_items_are_shared_out_only_among_the_team(cast: Cast) -> None:
    row = party_at(cast, "announced")
    answer = row.answers.first()
    assert answer
    with lacks("Chỉ phân công nội dung cho Trưởng đoàn và thành viên"):
        party.begin_check(
            row,
            by=cast.people["truongdoan"],
            now=after("announce_decision"),
            assignment={answer.pk: cast.people["vanthu"]},
        )


def save(cast: Cast, answer: Answer, name: str, **changes: Any) -> Answer:
    given = {"version": answer.version, "result": "Đủ hồ sơ", "rating": "complies", **changes}
    return conduct.save_answer(answer, by=cast.people[name], now=after("begin_check"), **given)


def test_of_two_writers_the_slower_one_sees_what_the_other_wrote(cast: Cast) -> None:
    answer = party_at(cast, "under_check").answers.first()
    assert answer
    slower = Answer.objects.get(pk=answer.pk)
    with lacks("trước khi đánh giá"):
        save(cast, answer, "thanhvien1", result=" ")
    save(cast, answer, "thanhvien1", result="Thiếu quy chế", rating="falls_short")
    with pytest.raises(Conflict, match="H'Wen Niê Kđăm") as conflict:
        save(cast, slower, "thanhvien2")
    assert isinstance(conflict.value.current, Answer)
    assert conflict.value.current.result == "Thiếu quy chế"
    assert Answer.objects.get(pk=answer.pk).result == "Thiếu quy chế"


def test_a_finding_comes_from_an_item_that_falls_short(cast: Cast) -> None:
    row = party_at(cast, "under_check")
    answer = row.answers.select_related("item__act").first()
    assert answer and answer.item.act
    save(cast, answer, "thanhvien1")
    with pytest.raises(NotReady) as missing:
        conduct.raise_finding(
            row,
            by=cast.people["thanhvien1"],
            now=after("begin_check"),
            answer=answer,
            kind="shortcoming",
            text=" ",
            act=answer.item.act,
        )
    assert "Chưa đúng, chưa đủ" in str(missing.value) and "Ghi nội dung tồn tại" in str(missing.value)


def test_a_request_asks_for_something_by_a_day_to_come_and_is_answered_once(cast: Cast) -> None:
    row, now, story = party_at(cast, "under_check"), after("begin_check"), story_of(cast)
    member, clerk = cast.people["thanhvien1"], cast.people["truonga-canbo"]
    asked = [Asked("Quy chế tuyển sinh", relevance="Nội dung TS.02")]
    for given, due, sentence in (([], now, "ít nhất một hồ sơ"), (asked, now - timedelta(days=1), "quá khứ")):
        with lacks(sentence):
            requests.send_information_request(
                row, by=member, now=now, asked=given, due_on=due.date(), contact="x"
            )
    request = story.ask(row, "thanhvien1", now, due_on=now.date())
    item = request.items.get()
    with lacks("ghi câu trả lời hoặc kèm tệp"):
        requests.answer_information_request(
            row, by=clerk, now=now, request_id=request.pk, replies={item.pk: Reply()}
        )
    story.answer(row, request, clerk, now)
    with lacks("đã được trả lời đủ"):
        story.answer(row, request, clerk, now)
    assert row.requests.get().receipts.count() == 1


def test_minutes_are_drafted_when_every_item_is_concluded_and_every_request_answered(cast: Cast) -> None:
    row, now, story = party_at(cast, "under_check"), after("begin_check"), story_of(cast)
    story.ask(row, "thanhvien1", now, due_on=now.date())
    with pytest.raises(NotReady) as missing:
        minutes.draft_minutes(row, by=cast.people["truongdoan"], now=now, place="Trực tuyến")
    assert "Nội dung TS.01 chưa ghi kết quả." in str(missing.value)
    assert any("chưa trả lời" in blocker.text for blocker in missing.value.blockers)
    assert stage(row) == "under_check"


def test_an_item_seen_from_afar_without_a_file_is_told_before_the_items_lock(cast: Cast) -> None:
    case = case_after(cast, "begin_check")
    story_of(cast).conclude_items(case, Plot(), after("begin_check"))
    with lacks("kiểm tra từ xa nhưng không dẫn hồ sơ"):
        story_of(cast).draft_minutes(case, Plot(), after("begin_check"))
    assert stage(case.children.get()) == "under_check"


def test_an_explanation_and_a_settlement_carry_their_reasons(cast: Cast) -> None:
    row, now = party_at(cast, "minutes_drafted"), after("draft_minutes")
    finding, lead, clerk = row.findings.get(), cast.people["truongdoan"], cast.people["truonga-canbo"]
    with lacks("Không đồng ý thì ghi giải trình"):
        minutes.explain_finding(row, by=clerk, now=now, finding_id=finding.pk, agrees=False, explanation="")
    for decided, reason, sentence in (
        ("kept", "", "Ghi lý do giữ"),
        ("adjusted", "Nhẹ hơn", "sau điều chỉnh"),
    ):
        with lacks(sentence):
            minutes.settle_finding(
                row, by=lead, now=now, finding_id=finding.pk, decision=decided, reason=reason
            )
    minutes.settle_finding(
        row, by=lead, now=now, finding_id=finding.pk, decision=FindingState.WITHDRAWN, reason="Đã bổ sung đủ"
    )
    with lacks("không giải trình thêm"):
        minutes.explain_finding(row, by=clerk, now=now, finding_id=finding.pk, agrees=True, explanation="")


def test_the_text_is_confirmed_with_the_right_password_and_a_fresh_code_once(cast: Cast) -> None:
    case = case_after(cast, "give_opinion")
    row, now, lead = case.children.get(), after("give_opinion"), cast.people["truongdoan"]
    story = story_of(cast)
    with lacks("chưa được gửi"):
        minutes.confirm_minutes(row, by=lead, now=now, password=PASSWORD, code="000000")
    story.password = "sai"
    with lacks("Mật khẩu không đúng"):
        story.confirm(row, lead, now)
    minutes.ask_code(row, by=lead, now=now)
    with lacks("hết hạn"):
        late = now + timedelta(minutes=11)
        minutes.confirm_minutes(row, by=lead, now=late, password=PASSWORD, code="000000")
    story.password = PASSWORD
    story.confirm(row, lead, now)
    with lacks("đã xác nhận nội dung"):
        story.confirm(row, lead, now)
    assert row.minutes.confirmations.count() == 1


def test_minutes_are_signed_after_both_sides_confirmed_and_reopening_takes_that_back(cast: Cast) -> None:
    case = case_after(cast, "give_opinion")
    row, now, lead, story = (
        case.children.get(),
        after("give_opinion"),
        cast.people["truongdoan"],
        story_of(cast),
    )
    story.confirm(row, lead, now)
    with lacks("Đại diện đơn vị chưa xác nhận"):
        story.sign_minutes(case, Plot(), now)
    with lacks("Ghi lý do mở lại"):
        minutes.reopen_minutes(row, by=lead, now=now, reason="")
    minutes.reopen_minutes(row, by=lead, now=now, reason="Sai họ tên người dự")
    assert not row.minutes.confirmations.exists()
    story.confirm_minutes(case, Plot(), now)
    story.sign_minutes(case, Plot(), now)
    assert stage(row) == "minutes_signed"


def test_signing_after_the_limit_needs_a_reason_and_is_marked_late(cast: Cast) -> None:
    case = case_after(cast, "confirm_minutes")
    row, lead = case.children.get(), cast.people["truongdoan"]
    late = moment_of("announce_decision") + timedelta(days=20)
    given: dict[str, Any] = {"by": lead, "now": late, "signing": story_of(cast).signing()}
    with lacks("Ký sau thời hạn kiểm tra"):
        minutes.sign_minutes(row, on=late.date(), **given)
    with lacks("từ ngày công bố đến hôm nay"):
        minutes.sign_minutes(row, on=late.date() + timedelta(days=1), late_reason="x", **given)
    minutes.sign_minutes(row, on=late.date(), late_reason="Đơn vị mất điện, mạng", **given)
    details = Case.objects.get(pk=row.pk).party_details
    assert (details.signed_late, details.late_reason) == (True, "Đơn vị mất điện, mạng")
    assert timezone.localtime(details.minutes_signed_at).date() == late.date()
