"""The team: secretary, outside members without an account, declarations asked again (practice 5; trap 15)."""

import pytest

from inspections.actions import team
from inspections.enums import TeamDuty
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import TeamMember
from inspections.models.inputs import MemberInput
from tests.factories.cases import after, case_after, story_of

EXPERT = "Trần Thị Ngoại Giao"


def named(cast: Cast) -> list[MemberInput]:
    return [
        MemberInput(cast.people["truongdoan"], TeamDuty.LEAD, trained=True),
        MemberInput(cast.people["thanhvien1"], TeamDuty.SECRETARY),
        MemberInput(None, TeamDuty.MEMBER, outside_name=EXPERT, outside_body="Sở Nội vụ"),
    ]


def test_an_outside_member_without_an_account_declares_on_paper_before_the_decision_is_drafted(
    cast: Cast,
) -> None:
    case = case_after(cast, "review_overlap")
    officer, now = cast.people["chuyenvien"], after("review_overlap")
    team.nominate_team(case, by=officer, now=now, members=named(cast))
    for name in ("truongdoan", "thanhvien1"):
        team.declare_conflicts(case, by=cast.people[name], now=now, conflicts=[])
    story = story_of(cast)
    with pytest.raises(NotReady, match=f"{EXPERT} chưa kê khai"):
        story.draft_decision(case, Plot(), now)
    row = TeamMember.objects.get(case=case, outside_name=EXPERT)
    team.enter_paper_declaration(case, by=officer, now=now, member=row, conflicts=[])
    story.draft_decision(case, Plot(), now)
    row.refresh_from_db()
    assert row.declared_on_paper and row.declared_by == officer
    document = case.documents.get(kind="decision")
    assert {"name": EXPERT, "post": "Sở Nội vụ", "duty": "Thành viên"} in document.snapshot["team"]
    assert "Thư ký Đoàn" in {person["duty"] for person in document.snapshot["team"]}


def test_nobody_declares_for_a_member_who_has_an_account(cast: Cast) -> None:
    case = case_after(cast, "nominate_team")
    row = TeamMember.objects.get(case=case, user=cast.people["thanhvien1"])
    with pytest.raises(NotReady, match="tự kê khai"):
        team.enter_paper_declaration(
            case, by=cast.people["chuyenvien"], now=after("nominate_team"), member=row, conflicts=[]
        )
    with pytest.raises(Refused):
        team.enter_paper_declaration(
            case, by=cast.people["vanthu"], now=after("nominate_team"), member=row, conflicts=[]
        )


def test_a_lead_without_an_account_or_two_secretaries_are_refused_in_words(cast: Cast) -> None:
    case = case_after(cast, "review_overlap")
    officer, now = cast.people["chuyenvien"], after("review_overlap")
    no_account = [MemberInput(None, TeamDuty.LEAD, outside_name=EXPERT), named(cast)[1]]
    with pytest.raises(NotReady, match="Trưởng đoàn phải có tài khoản"):
        team.nominate_team(case, by=officer, now=now, members=no_account)
    second = MemberInput(cast.people["thanhvien2"], TeamDuty.SECRETARY)
    with pytest.raises(NotReady, match="nhiều nhất một Thư ký"):
        team.nominate_team(case, by=officer, now=now, members=[*named(cast), second])
    assert not TeamMember.objects.filter(case=case).exists()


def test_trap_15_a_conflict_told_after_the_decision_stops_the_announcement(cast: Cast) -> None:
    case = case_after(cast, "submit_outline_report")
    member = cast.people["thanhvien2"]
    team.declare_conflicts(
        case, by=member, now=after("submit_outline_report"), conflicts=["capital"], note="Vợ góp vốn."
    )
    with pytest.raises(NotReady, match="thay thành viên trước khi tiến hành"):
        story_of(cast).announce_decision(case, Plot(), after("submit_outline_report", hours=2))
