"""Complaints, petitions, feedback, denunciations: own clock, own numbers, minutes stay closed, denouncers protected."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import complaints
from inspections.actions.messages import deliver_waiting
from inspections.enums import ComplaintKind, ComplaintState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, Complaint, Turn
from tests.factories.cases import after, case_after
from tests.factories.orders import Desk

MONDAY = timezone.make_aware(datetime(2026, 11, 16, 9, 0))
DENOUNCER, TOLD = "Người đứng đơn CANARY-TC", "Nội dung tố cáo CANARY-ND"


def received(cast: Cast, case: Case, kind: str = ComplaintKind.PETITION, **changes: Any) -> Complaint:
    """A paper that the officer enters on Monday."""
    given: dict[str, Any] = {
        "number_in": "1204",
        "received_on": MONDAY.date(),
        "from_whom": DENOUNCER if kind == ComplaintKind.DENUNCIATION else "Phụ huynh học sinh",
        "summary": TOLD if kind == ComplaintKind.DENUNCIATION else "Đề nghị xem lại học phí",
        **changes,
    }
    return complaints.record_complaint(case, by=cast.people["chuyenvien"], now=MONDAY, kind=kind, **given)


def page_of(cast: Cast, name: str, case: Case) -> str:
    client = Client()
    client.force_login(cast.people[name])
    answer = client.get(reverse("case", args=[case.pk]), {"tab": "records"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "due", "words"),
    [
        # 10 working days from Monday 16/11/2026: 17-20, 23-27, 30/11.
        (ComplaintKind.PETITION, date(2026, 11, 30), "quy định nội bộ"),
        # 30 days from 16/11 end on Wednesday 16/12/2026.
        (ComplaintKind.COMPLAINT, date(2026, 12, 16), "Luật Khiếu nại"),
        (ComplaintKind.DENUNCIATION, date(2026, 12, 16), "Luật Tố cáo"),
    ],
)
def test_each_kind_has_its_own_clock_explained_in_a_sentence(
    cast: Cast, party: Case, kind: str, due: date, words: str
) -> None:
    row = received(cast, party, kind)
    assert row.due_on == due
    assert words in row.due_words and f"{due:%d/%m/%Y}" in row.due_words
    assert Turn.objects.still_open().get(verb="answer_complaint", subject=row.pk).due_on == due


def test_a_complaint_about_signed_minutes_never_reopens_them(cast: Cast) -> None:
    case = case_after(cast, "sign_minutes")
    party = case.children.get()
    before = (party.stage, case.stage)
    head = cast.people["truonga-hieutruong"]
    row = complaints.hand_in_complaint(
        party, by=head, now=after("sign_minutes"), kind="complaint", summary="Không đồng ý với biên bản"
    )
    complaints.answer_complaint(
        party,
        by=cast.people["giamdoc"],
        now=after("sign_minutes", hours=30),
        complaint_id=row.pk,
        on=after("sign_minutes", hours=30).date(),
        answer="Giữ nguyên nội dung biên bản.",
        document_reference="99/SGDĐT-TTr",
    )
    case, party = Case.objects.get(pk=case.pk), Case.objects.get(pk=party.pk)
    assert (party.stage, case.stage) == before
    assert not Turn.objects.still_open().filter(verb="answer_complaint").exists()


def test_the_institution_hands_in_its_petition_gets_a_receipt_and_reads_the_answer(
    cast: Cast, party: Case, now: datetime
) -> None:
    clerk = Client()
    clerk.force_login(cast.people["truonga-canbo"])
    url = reverse("step", args=[party.pk, "gui-kien-nghi"])
    answer = clerk.post(url, {"kind": "petition", "summary": "Đề nghị lùi buổi làm việc"}, follow=True)
    row = Complaint.objects.get()
    assert row.receipt_number in answer.content.decode()
    assert row.receipt_number.startswith("GXN-")
    assert (row.from_whom, row.side) == (party.institution.name, "institution")  # type: ignore[union-attr]
    complaints.number_complaint(
        party, by=cast.people["vanthu"], now=timezone.now(), complaint_id=row.pk, number_in="1300"
    )
    complaints.answer_complaint(
        party,
        by=cast.people["truongdoan"],
        now=timezone.now(),
        complaint_id=row.pk,
        on=timezone.localdate(),
        answer="Đồng ý lùi sang buổi chiều.",
        document_reference="12/ĐKT",
    )
    page = page_of(cast, "truonga-canbo", party)
    assert "Đồng ý lùi sang buổi chiều." in page and "1300" in page
    mail.outbox.clear()
    deliver_waiting(now=timezone.now())
    told = [m for m in mail.outbox if row.receipt_number in m.body]
    assert told and all("lùi" not in m.body for m in told)


def test_the_institution_reads_only_what_it_handed_in_itself(cast: Cast, party: Case) -> None:
    received(cast, party)
    assert "Đề nghị xem lại học phí" in page_of(cast, "giamsat", party)
    assert "Đề nghị xem lại học phí" not in page_of(cast, "truonga-hieutruong", party)
    assert "Phụ huynh học sinh" not in page_of(cast, "truonga-hieutruong", party)


def test_a_denouncer_is_known_to_the_director_and_the_recorder_alone(cast: Cast, party: Case) -> None:
    row = received(cast, party, ComplaintKind.DENUNCIATION)
    for name in ("giamdoc", "chuyenvien"):
        assert DENOUNCER in page_of(cast, name, party)
    for name in ("phogiamdoc", "truongphong", "truongdoan", "thanhvien1", "vanthu", "giamsat"):
        page = page_of(cast, name, party)
        assert DENOUNCER not in page and TOLD not in page
        assert row.receipt_number in page and "được giữ bí mật" in page
    hidden = page_of(cast, "truonga-hieutruong", party)
    assert DENOUNCER not in hidden and row.receipt_number not in hidden
    root = Case.objects.get(pk=party.root_case_id)
    assert DENOUNCER not in page_of(cast, "truongdoan", root)


def test_a_denunciation_is_named_in_no_event_turn_or_mail(cast: Cast, party: Case) -> None:
    row = received(cast, party, ComplaintKind.DENUNCIATION)
    complaints.forward_complaint(
        party,
        by=cast.people["giamdoc"],
        now=MONDAY,
        complaint_id=row.pk,
        on=MONDAY.date(),
        forwarded_to="Công an tỉnh",
        document_reference="01/CV",
        reason="Vượt thẩm quyền CANARY-LD",
    )
    told = [f"{e.reason}{e.detail}" for e in CaseEvent.objects.filter(case=party)]
    assert not [text for text in told if "CANARY" in text]
    assert not [t for t in Turn.objects.all() if "CANARY" in f"{t.label}{t.why}"]
    assert "CANARY" not in str(row)


@pytest.mark.parametrize("verb", ["tra-loi-don", "chuyen-don", "rut-don"])
def test_the_page_of_a_deed_hides_the_denouncer_from_those_who_may_not_know(
    cast: Cast, party: Case, verb: str
) -> None:
    row = received(cast, party, ComplaintKind.DENUNCIATION)
    url = reverse("step", args=[party.pk, verb, row.pk])
    client = Client()
    client.force_login(cast.people["truongdoan"])
    assert "CANARY" not in client.get(url).content.decode()
    client.force_login(cast.people["giamdoc"])
    assert DENOUNCER in client.get(url).content.decode()


def test_only_director_and_recorder_settle_a_denunciation(cast: Cast, party: Case) -> None:
    row = received(cast, party, ComplaintKind.DENUNCIATION)
    given = {"now": MONDAY, "complaint_id": row.pk, "on": MONDAY.date(), "reason": "Có đơn rút"}
    for name in ("truongdoan", "truongphong", "phogiamdoc"):
        with pytest.raises(Refused, match="giữ bí mật"):
            complaints.withdraw_complaint(party, by=cast.people[name], **given)
    done = complaints.withdraw_complaint(party, by=cast.people["chuyenvien"], **given)
    assert done.state == ComplaintState.WITHDRAWN


def test_the_institution_is_sent_elsewhere_with_a_denunciation(
    cast: Cast, party: Case, now: datetime
) -> None:
    head = cast.people["truonga-hieutruong"]
    with pytest.raises(NotReady, match="gửi trực tiếp đến người có thẩm quyền"):
        complaints.hand_in_complaint(party, by=head, now=now, kind="denunciation", summary="Tố cáo")
    assert not Complaint.objects.exists()


def test_every_way_of_settling_needs_its_words_and_its_day(cast: Cast, party: Case) -> None:
    row = received(cast, party)
    lead, early = cast.people["truongdoan"], MONDAY.date() - timedelta(days=1)
    given: dict[str, Any] = {"by": lead, "now": MONDAY, "complaint_id": row.pk, "on": MONDAY.date()}
    with pytest.raises(NotReady, match="nội dung trả lời hoặc lý do"):
        complaints.answer_complaint(party, **given, answer=" ", document_reference="1/SGDĐT")
    with pytest.raises(NotReady, match="số, ký hiệu văn bản trả lời"):
        complaints.answer_complaint(party, **given, answer="Đã rõ", document_reference="")
    with pytest.raises(NotReady, match="lý do"):
        complaints.withdraw_complaint(party, **given, reason="")
    with pytest.raises(NotReady) as missing:
        complaints.forward_complaint(party, **given, forwarded_to="", document_reference="", reason="")
    assert len(missing.value.blockers) == 3
    with pytest.raises(NotReady, match="từ ngày nhận đơn đến hôm nay"):
        complaints.withdraw_complaint(party, **{**given, "on": early}, reason="Rút")
    complaints.withdraw_complaint(party, **given, reason="Đã rõ")
    with pytest.raises(NotReady, match="đã được trả lời, chuyển hoặc rút"):
        complaints.withdraw_complaint(party, **given, reason="Lần nữa")


def test_a_paper_from_tomorrow_without_sender_or_content_is_refused_at_once(cast: Cast, party: Case) -> None:
    with pytest.raises(NotReady) as missing:
        received(cast, party, received_on=MONDAY.date() + timedelta(days=1), from_whom=" ", summary=" ")
    assert len(missing.value.blockers) == 3


def test_monitors_and_institutions_enter_no_paper_of_others(cast: Cast, party: Case) -> None:
    for name in ("giamsat", "truonga-canbo", "quantri"):
        with pytest.raises(Refused):
            complaints.record_complaint(
                party,
                by=cast.people[name],
                now=MONDAY,
                kind="petition",
                number_in="1",
                received_on=MONDAY.date(),
                from_whom="Ai đó",
                summary="Điều gì đó",
            )


def test_a_paper_about_the_whole_inspection_stands_on_its_root(cast: Cast, party: Case) -> None:
    root = Case.objects.get(pk=party.root_case_id)
    row = received(cast, root)
    assert row.receipt_number in page_of(cast, "giamdoc", root)
    assert row.receipt_number not in page_of(cast, "giamdoc", party)
    of_party = received(cast, party, number_in="1205")
    assert of_party.receipt_number in page_of(cast, "giamdoc", root)


def test_the_database_keeps_what_came_in_and_how_it_ended(cast: Cast, party: Case) -> None:
    row = received(cast, party)
    for change in ({"summary": "Khác"}, {"from_whom": "Khác"}, {"state": "answered"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Complaint.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_a_complaint_keeps_its_own_day_while_the_inspection_stands_still(cast: Cast) -> None:
    case, desk = case_after(cast, "begin_check"), Desk(cast)
    complaint = received(cast, case)
    paused = after("begin_check")
    desk.carry("pause", case, paused, from_on=paused.date())
    turn = Turn.objects.still_open().get(case=case, verb="answer_complaint")
    assert turn.due_on == complaint.due_on
    later = paused + timedelta(days=3)
    desk.carry("resumption", case, later, again_on=later.date())
    turn.refresh_from_db()
    assert turn.due_on == Complaint.objects.get(pk=complaint.pk).due_on
