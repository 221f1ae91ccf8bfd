"""Journey B: a pause over Tết 2027 with resume, then termination of one party, later of the inspection.

Tết 2027 by the calendar of the trial: 04, 05, 08, 09 and 10/02/2027 are days off, not yet confirmed («dự kiến»).
"""

import pytest
from django.urls import reverse

from inspections.enums import TerminationCause
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Document, InformationRequest, Turn
from tests.factories.chain import broken_link
from tests.journeys.life import CLERK, DIRECTOR, WORDS, Life
from tests.journeys.people import Town, by_hand, scan, words_of

pytestmark = pytest.mark.django_db

SIGNED, GONE, OPEN = "MH-01", "MH-03", "MH-02"
PAUSED = "Cuộc kiểm tra đang tạm dừng"


def under_way(town: Town, heads: dict[str, str]) -> Life:
    """Announced to three institutions on Thursday 28/01/2027."""
    life = Life(town, [SIGNED, OPEN, GONE], heads=heads)
    town.at("18/01/2027")
    life.up_to_the_decision()
    town.at("19/01/2027")
    life.plan("28/01/2027", "05/02/2027")
    life.approve()
    for code in life.codes:
        life.notify(code, "28/01/2027 08:30", "26/01/2027")
    town.at("28/01/2027", "09:00")
    for code in life.codes:
        life.announce(code)
    return life


def carried(town: Town, life: Life, kind: str, day: str) -> None:
    """Signed by the director, numbered by the records clerk, the same day."""
    code = life.case.code
    town.at(day, "10:00")
    town(DIRECTOR).turn("Ký văn bản can thiệp", code, **by_hand())
    town(CLERK).turn("Cấp số, phát hành văn bản can thiệp", code, **by_hand())
    assert Document.objects.filter(case=life.case, kind=kind, state="issued").count() == 1


def paused(town: Town, life: Life) -> None:
    """Papers asked for on Tuesday 02/02 are due on Friday 12/02; floods stop everything from Wednesday 03/02."""
    town.at("02/02/2027")
    url = life.leader.case(life.party(SIGNED)).link("Yêu cầu cung cấp hồ sơ, tài liệu")
    offered = list(life.leader.open(url).form().controls["items"].choices)
    life.leader.send(url, items=offered[:1])
    assert str(InformationRequest.objects.get().due_on) == "2027-02-12"
    town.at("03/02/2027")
    life.leader.deed(life.case, "Tạm dừng kiểm tra", from_on="03/02/2027", reason="Lũ chia cắt hai xã.")
    carried(town, life, "pause", "03/02/2027")
    assert life.again().stage == InspectionStage.PAUSED


def read_only(town: Town, life: Life) -> None:
    """Everybody reads why; nothing can be sent, not even by an address kept from before."""
    town.at("08/02/2027")
    party, clerk = life.party(SIGNED), town("truonga-canbo")
    page = clerk.case(party)
    page.sees("Tạm dừng từ ngày 03/02/2027: hồ sơ của các đơn vị chỉ xem được")
    request = InformationRequest.objects.get()
    answer = reverse("step", args=[party.pk, "tra-loi-yeu-cau", request.pk])
    assert not page.offers("Nêu ý kiến")
    clerk.open(answer).sees(PAUSED)
    life.leader.open(reverse("step", args=[party.pk, "du-thao-bien-ban"])).sees(PAUSED)
    assert not Turn.objects.still_open().filter(case__root=life.case, due_on__isnull=False).exists()


def resumed(town: Town, life: Life) -> None:
    """Again from Monday 15/02: twelve days stood still; the paper prints both ends and says which applies."""
    town.at("15/02/2027")
    life.leader.deed(
        life.case, "Tiếp tục kiểm tra sau tạm dừng", again_on="15/02/2027", reason="Đường đã thông."
    )
    carried(town, life, "resumption", "15/02/2027")
    paper = words_of(Document.objects.get(case=life.case, kind="resumption"))
    # Five days were counted to 02/02; from 15/02 the other five: Friday 19/02. With the paused days counted,
    # the tenth day is Sunday 07/02 and Tết rolls it to Thursday 11/02.
    assert "ngày 19 tháng 02 năm 2027" in paper and "ngày 11 tháng 02 năm 2027" in paper
    assert life.limits(life.case)["Thời hạn kiểm tra"] == "19/02/2027"
    # Three working days were left for the papers: 15, 16, 17/02.
    assert str(InformationRequest.objects.get().due_on) == "2027-02-17"
    due = Turn.objects.still_open().filter(case__root=life.case).values_list("verb", "due_on")
    dates = {verb: str(day) for verb, day in due if day is not None}
    assert dates["answer_information_request"] == "2027-02-17"
    assert dates["conclude_items"] == "2027-02-19"
    head = life.head(OPEN).case(life.party(OPEN))
    head.sees("đến hết ngày 19/02/2027")
    assert "chỉ xem được" not in head.words


def one_signed(town: Town, life: Life) -> None:
    """The college answers, its minutes are signed before the limit ends."""
    town.at("16/02/2027")
    row = InformationRequest.objects.get().items.get()
    given = {f"files_{row.pk}": scan("so-thu.pdf"), f"text_{row.pk}": WORDS}
    town("truonga-canbo").turn("Trả lời yêu cầu", life.party(SIGNED).code, **given)
    life.conclude(SIGNED)
    life.draft_minutes(SIGNED)
    town.at("17/02/2027")
    life.agree(SIGNED)
    life.sign(SIGNED)


def terminated(town: Town, life: Life) -> None:
    """One party is merged away; then the inspection itself has to end."""
    town.at("17/02/2027", "14:00")
    label, cause = "Đình chỉ kiểm tra đối với đơn vị", TerminationCause.GONE
    life.leader.deed(life.party(GONE), label, cause=cause, reason="Đơn vị sáp nhập từ 16/02/2027.")
    carried(town, life, "party_termination", "18/02/2027")
    assert life.party(GONE).stage == PartyStage.TERMINATED
    assert life.again().stage == InspectionStage.UNDER_WAY
    life.head(GONE).case(life.party(GONE)).sees("Đã đình chỉ", "Đơn vị sáp nhập từ 16/02/2027.")
    town.at("18/02/2027", "14:00")
    url = life.leader.case(life.case).link("Đình chỉ cuộc kiểm tra")
    life.leader.refused(url, cause=cause, reason=" ").sees("Lý do")
    life.leader.send(url, cause=cause, reason="Ủy ban nhân dân tỉnh giải thể đơn vị còn lại.")
    carried(town, life, "termination", "19/02/2027")


def test_a_pause_over_tet_then_termination_of_one_party_and_of_the_inspection(
    printing_town: Town, heads: dict[str, str]
) -> None:
    town = printing_town
    life = under_way(town, heads)
    # Day 0 is Thursday 28/01; the tenth day, Sunday 07/02, is rolled over Tết to Thursday 11/02.
    assert life.limits(life.party(OPEN))["Thời hạn kiểm tra"] == "11/02/2027"
    life.leader.open(reverse("deadlines", args=[life.case.pk])).sees("dự kiến")
    paused(town, life)
    read_only(town, life)
    resumed(town, life)
    one_signed(town, life)
    terminated(town, life)

    assert life.again().stage == InspectionStage.TERMINATED and life.again().closed_at is not None
    stages = {code: life.party(code).stage for code in life.codes}
    assert stages == {
        SIGNED: PartyStage.COMPLETED,
        GONE: PartyStage.TERMINATED,
        OPEN: PartyStage.TERMINATED,
    }
    assert not Turn.objects.still_open().filter(case__root=life.case).exists()
    assert broken_link(life.case) is None
    history = life.leader.case(life.case, "history")
    history.sees("Lũ chia cắt hai xã.", "Đường đã thông.", "Ủy ban nhân dân tỉnh giải thể đơn vị còn lại.")
