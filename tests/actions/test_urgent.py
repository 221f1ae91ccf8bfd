"""«Kiểm tra ngay»: signed on paper on a Saturday, entered on Monday, with both times (practice 4; journey C)."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from inspections.actions import party, urgent
from inspections.enums import Side
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Answer, Case, CaseEvent, Document, Inspection, Turn
from inspections.models.inputs import (
    BY_HAND,
    PaperDecision,
    PaperPlan,
    Present,
    SigningInput,
    UrgentMatter,
)
from tests.factories.chain import broken_link
from workflows.models import CaseTask

SATURDAY = timezone.make_aware(datetime(2026, 11, 7, 9, 30))
MONDAY = timezone.make_aware(datetime(2026, 11, 9, 8, 15))
TUESDAY = timezone.make_aware(datetime(2026, 11, 10, 8, 15))


def scan(name: str) -> SigningInput:
    return SigningInput(BY_HAND, incoming(name), original_place="Văn thư Sở, cặp 1")


def matter(cast: Cast) -> UrgentMatter:
    return UrgentMatter(
        title="Kiểm tra ngay việc tổ chức thi tốt nghiệp",
        ground_text="Phản ánh có ảnh chụp về thi hộ trong kỳ thi ngày 07/11/2026.",
        ground_files=[incoming("anh-phan-anh.pdf")],
        institutions=[cast.institutions["MH-01"]],
        checklist_version=cast.checklists["tuyen-sinh"],
        period_from=date(2026, 1, 1),
        period_to=date(2026, 11, 7),
        limit_days=3,
        lead=cast.people["truongdoan"],
        members=[cast.people["thanhvien1"]],
        conflict_free=True,
    )


def decision(cast: Cast) -> PaperDecision:
    return PaperDecision(SATURDAY, 41, cast.capacity("giamdoc"), scan("quyet-dinh.pdf"))


def plan() -> PaperPlan:
    return PaperPlan(SATURDAY.replace(hour=10), "Trụ sở trường", scan("ke-hoach.pdf"))


def entered(cast: Cast, *, now: datetime = MONDAY, late_reason: str = "") -> Inspection:
    return urgent.open_urgent(
        by=cast.people["chuyenvien"],
        now=now,
        department=cast.department,
        matter=matter(cast),
        decision=decision(cast),
        plan=plan(),
        late_reason=late_reason,
    )


def objections(cast: Cast, **changed: object) -> str:
    given: dict[str, object] = {
        "matter": matter(cast),
        "decision": decision(cast),
        "plan": plan(),
        "now": MONDAY,
    }
    with pytest.raises(NotReady) as refusal:
        urgent.open_urgent(  # type: ignore[arg-type]
            by=cast.people["chuyenvien"], department=cast.department, **(given | changed)
        )
    assert not Case.objects.exists()
    return str(refusal.value)


def test_a_saturday_inspection_entered_on_monday_shows_both_times(cast: Cast) -> None:
    case = entered(cast)
    case = Case.objects.get(pk=case.pk)
    assert case.stage == "conduct_plan_approved"
    assert case.inspection_details.decided_on == date(2026, 11, 7)
    assert case.inspection_details.decision_number == "41/QĐ-SGDĐT"
    decided = CaseEvent.objects.get(case=case, verb="decide_urgently")
    assert (decided.at, decided.recorded_at, decided.recorded_via) == (SATURDAY, MONDAY, "entered_later")
    assert broken_link(case) is None
    assert set(Document.objects.filter(case=case).values_list("kind", "state")) == {
        ("decision", "issued"),
        ("conduct_plan", "issued"),
    }
    signature = Document.objects.get(case=case, kind="decision").signatures.get()
    assert (signature.signer, signature.signed_by) == (cast.people["giamdoc"], cast.people["chuyenvien"])


def test_the_lead_announces_at_once_with_the_time_of_saturday_and_the_limit_runs_from_it(cast: Cast) -> None:
    case = entered(cast)
    row = case.children.get()
    asked = Turn.objects.get(case=row, closed_at__isnull=True)
    assert (asked.verb, asked.person) == ("announce_decision", cast.people["truongdoan"])
    party.announce_decision(
        row,
        by=cast.people["truongdoan"],
        now=MONDAY,
        announced_at=SATURDAY.replace(hour=11),
        channel="Trụ sở trường",
        representative_name="Y Bhăm Ayŭn",
        representative_post="Hiệu trưởng",
        present=[Present(Side.TEAM, "H'Wen Niê Kđăm")],
    )
    details = Case.objects.get(pk=case.pk).inspection_details
    assert (details.announced_on, details.limit_end_on) == (date(2026, 11, 7), date(2026, 11, 10))
    told = CaseEvent.objects.get(case=row, verb="announce_decision")
    assert (told.at, told.recorded_via) == (SATURDAY.replace(hour=11), "entered_later")


def test_every_item_of_an_urgent_inspection_is_on_site_and_one_process_stands(cast: Cast) -> None:
    case = entered(cast)
    assert set(Answer.objects.filter(party__root=case).values_list("method", flat=True)) == {"on_site"}
    open_tasks = CaseTask.objects.filter(process__case=case, finished__isnull=True)
    assert [task.flow_task.name for task in open_tasks] == ["await_announcement"]


def test_without_an_approved_plan_the_lead_is_asked_for_one(cast: Cast) -> None:
    case = urgent.open_urgent(
        by=cast.people["chuyenvien"],
        now=MONDAY,
        department=cast.department,
        matter=matter(cast),
        decision=decision(cast),
    )
    assert Turn.objects.get(case=case, closed_at__isnull=True).verb == "submit_conduct_plan"


def test_entry_after_one_working_day_asks_for_a_reason_and_is_kept_with_it(cast: Cast) -> None:
    assert "quá hạn ghi vào hệ thống (hết ngày 09/11/2026)" in objections(cast, now=TUESDAY)
    case = entered(cast, now=TUESDAY, late_reason="Mất điện diện rộng ngày 09/11.")
    assert case.inspection_details.entered_late_reason == "Mất điện diện rộng ngày 09/11."


def test_an_urgent_inspection_needs_its_sign_its_file_and_a_declared_team(cast: Cast) -> None:
    assert "Đ.11.2a" in objections(cast, matter=replace(matter(cast), ground_files=[]))
    assert "Đ.11.2a" in objections(cast, matter=replace(matter(cast), ground_text="  "))
    assert "xung đột lợi ích" in objections(cast, matter=replace(matter(cast), conflict_free=False))
    assert "ngoài Trưởng đoàn" in objections(cast, matter=replace(matter(cast), members=[]))


def test_the_paper_was_signed_before_it_is_entered_and_the_plan_after_the_decision(cast: Cast) -> None:
    assert "tương lai" in objections(cast, now=SATURDAY.replace(hour=8))
    early = replace(plan(), approved_at=SATURDAY.replace(hour=8))
    assert "trước khi ký quyết định" in objections(cast, plan=early)


def test_only_officers_enter_an_urgent_inspection(cast: Cast) -> None:
    with pytest.raises(Refused):
        urgent.open_urgent(
            by=cast.people["vanthu"],
            now=MONDAY,
            department=cast.department,
            matter=matter(cast),
            decision=decision(cast),
        )


def test_caught_in_the_act_starts_the_clock_without_an_announcement(cast: Cast) -> None:
    case = entered(cast)
    row = case.children.get()
    party.begin_check_unannounced(
        row,
        by=cast.people["truongdoan"],
        now=MONDAY,
        began_at=SATURDAY.replace(hour=11),
        representative_name="",
        representative_post="",
        channel="Phòng thi số 2",
        reason="Phát hiện người thi hộ tại phòng thi số 2.",
    )
    row = Case.objects.get(pk=row.pk)
    assert (row.stage, row.party_details.caught_in_act) == ("under_check", True)
    assert Case.objects.get(pk=case.pk).inspection_details.limit_end_on == date(2026, 11, 10)
    assert not Document.objects.filter(case=row, kind="announcement_record").exists()
    assert Turn.objects.filter(case=row, verb="draft_minutes", closed_at__isnull=True).exists()


def test_caught_in_the_act_says_what_was_seen(cast: Cast) -> None:
    row = entered(cast).children.get()
    with pytest.raises(NotReady, match="hành vi bắt quả tang"):
        party.begin_check_unannounced(
            row,
            by=cast.people["truongdoan"],
            now=MONDAY,
            began_at=SATURDAY.replace(hour=11),
            representative_name="",
            representative_post="",
            channel="Phòng thi số 2",
            reason=" ",
        )
    assert Case.objects.get(pk=row.pk).stage == "listed"
