"""Journey A: three institutions in one decision; an extension, a refusal, a late signature; every date by hand.

October 2026 has no day off but its weekends. The limit is ten days of every kind, counted from the first announcement
(Nghị định 217/2025/NĐ-CP Điều 13); internal limits are working days.
"""

import pytest

from inspections.enums import ExtensionGround, ItemMethod
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Document, InformationRequest, Turn
from tests.factories.chain import broken_link
from tests.journeys.life import CLERK, DIRECTOR, WORDS, Life
from tests.journeys.people import Town, by_hand, scan

pytestmark = pytest.mark.django_db

REMOTE, MIXED, ON_SITE = "MH-01", "MH-02", "MH-04"


def decided(town: Town, heads: dict[str, str]) -> Life:
    """Monday to Thursday: proposed, reviewed, the team named, the decision issued."""
    life = Life(town, [REMOTE, MIXED, ON_SITE], heads=heads)
    town.at("05/10/2026")
    life.propose()
    town.at("06/10/2026")
    life.review()
    life.form_team()
    town.at("08/10/2026")
    life.decide()
    return life


def planned(town: Town, life: Life) -> None:
    """Friday: the warning is read and confirmed. Monday: approved."""
    town.at("09/10/2026")
    url = life.plan_url()
    items = list(town.cast.checklists[life.theme].items.order_by("position"))
    given = {
        "starts_on": "19/10/2026",
        "ends_on": "29/10/2026",
        **life.days(REMOTE, "19/10/2026", "22/10/2026", "online"),
        **life.days(MIXED, "20/10/2026", "23/10/2026"),
        **life.days(ON_SITE, "21/10/2026", "24/10/2026", "on_site"),
        f"method_{items[0].pk}": ItemMethod.ON_SITE,
    }
    warned = life.leader.refused(url, **given)
    warned.sees("3 đơn vị × 4 ngày = 12 ngày > 10 ngày: chạy song song hoặc tách quyết định.")
    assert Document.objects.filter(kind="conduct_plan").count() == 0
    life.leader.send(warned, warned="on")
    town.at("12/10/2026")
    life.approve()
    assert [life.party(code).party_details.method for code in life.codes] == ["online", "mixed", "on_site"]


def announced(town: Town, life: Life) -> None:
    """Told a week before; announced one day after the other, while the limit runs from the first."""
    town.at("12/10/2026", "14:00")
    for code, day in zip(life.codes, ("19/10/2026", "20/10/2026", "21/10/2026"), strict=True):
        life.notify(code, f"{day} 08:30", "16/10/2026")
    town.at("15/10/2026")
    life.report(REMOTE)
    life.report(MIXED)
    for code, day in zip(life.codes, ("19/10/2026", "20/10/2026", "21/10/2026"), strict=True):
        town.at(day, "08:45")
        life.announce(code)
    own = life.head(MIXED).case(life.party(MIXED), "overview")
    own.sees("20/10/2026", "23/10/2026", "đến hết ngày 29/10/2026")


def checked(town: Town, life: Life) -> None:
    """Papers are asked for on Wednesday 21/10, both visits recorded, every item gets its result."""
    town.at("21/10/2026", "16:30")
    url = life.leader.case(life.party(REMOTE)).link("Yêu cầu cung cấp hồ sơ, tài liệu")
    offered = life.leader.open(url).form().controls["items"].choices
    life.leader.send(url, items=list(offered)[:1])
    town.at("22/10/2026")
    row = InformationRequest.objects.get(party=life.party(REMOTE)).items.get()
    town("truonga-canbo").turn(
        "Trả lời yêu cầu",
        life.party(REMOTE).code,
        **{f"files_{row.pk}": scan("so-thu.pdf"), f"text_{row.pk}": WORDS},
    )
    town.at("23/10/2026", "17:00")
    life.visit(MIXED, "22/10/2026 08:00", "22/10/2026 11:00")
    life.visit(ON_SITE, "23/10/2026 08:00", "23/10/2026 16:00")
    town.at("26/10/2026")
    life.conclude(REMOTE)
    life.find(REMOTE)
    life.conclude(MIXED)
    life.conclude(ON_SITE)


def extended(town: Town, life: Life) -> None:
    """Monday 26/10: two more days end on Saturday 31/10, so the limit ends with Monday 02/11."""
    town.at("26/10/2026", "15:00")
    case = life.case
    page = life.leader.deed(
        case, "Gia hạn thời hạn kiểm tra", ground=ExtensionGround.HARD_TO_REACH, days=2, reason=WORDS
    )
    page.sees("Đã lập dự thảo")
    town(DIRECTOR).turn("Ký văn bản", case.code, **by_hand())
    town(CLERK).turn("Cấp số, phát hành văn bản can thiệp", case.code, **by_hand())
    sentence = "Đã gia hạn 2 ngày: thời hạn kiểm tra đến hết ngày 02/11/2026."
    for code in life.codes:
        life.head(code).case(life.party(code)).sees(sentence)
    due = Turn.objects.still_open().filter(case__root=case, due_on__isnull=False)
    assert {str(turn.due_on) for turn in due} <= {"2026-11-02"}
    history = life.leader.case(case, "history")
    history.sees("Gia hạn 2 ngày: thời hạn kiểm tra đến hết ngày 02/11/2026.")


def in_time(town: Town, life: Life) -> None:
    """The remote one: a finding explained and kept, both agree, signed on Friday 30/10."""
    town.at("28/10/2026")
    life.draft_minutes(REMOTE)
    party = life.party(REMOTE)
    head = life.head(REMOTE)
    head.send(head.case(party, "findings").link("TT01"), agrees="yes")
    lead = life.leader
    lead.send(lead.case(party, "findings").link("TT01"), decision="kept", reason=WORDS)
    town.at("29/10/2026")
    life.agree(REMOTE)
    town.at("30/10/2026")
    life.sign(REMOTE)


def refused(town: Town, life: Life) -> None:
    """The one seen on site does not sign: a commune representative does, on the last day."""
    town.at("29/10/2026")
    life.draft_minutes(ON_SITE)
    town.at("30/10/2026")
    opinion = "Đơn vị không đồng ý với nội dung về thu khác."
    life.head(ON_SITE).turn("Nêu ý kiến về dự thảo biên bản", life.party(ON_SITE).code, opinion=opinion)
    life.leader.confirm(life.party(ON_SITE))
    life.leader.deed(life.party(ON_SITE), "Mời ký biên bản")
    town.at("02/11/2026", "16:00")
    url = life.leader.case(life.party(ON_SITE)).link("Ghi việc đơn vị không ký biên bản")
    given = {"reason": "Thủ trưởng đơn vị không đồng ý ký.", "witness_kind": "commune"}
    back = life.leader.refused(url, **by_hand("Văn thư Sở, hộp 12"), **given)
    back.sees("đại diện chính quyền cấp xã hoặc ít nhất một người chứng kiến", "Các tệp đã nhận")
    life.leader.send(back, witness_name="Lê Văn Bình", witness_post="Phó Chủ tịch UBND xã Quảng Khê")


def late(town: Town, life: Life) -> None:
    """The mixed one signs a day late: asked for the reason, marked, never blocked."""
    town.at("30/10/2026", "15:00")
    life.draft_minutes(MIXED)
    town.at("02/11/2026", "17:00")
    life.agree(MIXED)
    town.at("03/11/2026")
    url = life.leader.case(life.party(MIXED)).link("Ghi nhận biên bản đã ký")
    back = life.leader.refused(url, **by_hand("Văn thư Sở, hộp 12"))
    back.sees("Ký sau thời hạn kiểm tra (hết ngày 02/11/2026): ghi lý do")
    life.leader.send(back, late_reason="Giám đốc trung tâm đi công tác đến 03/11.")
    assert life.party(MIXED).party_details.signed_late


def test_three_institutions_an_extension_a_refusal_and_a_late_signature(
    town: Town, heads: dict[str, str]
) -> None:
    life = decided(town, heads)
    planned(town, life)
    announced(town, life)
    # Day 0 is Monday 19/10; the tenth day is Thursday 29/10, for all three.
    assert {life.limits(life.party(code))["Thời hạn kiểm tra"] for code in life.codes} == {"29/10/2026"}
    checked(town, life)
    extended(town, life)
    in_time(town, life)
    refused(town, life)
    late(town, life)

    assert life.again().stage == InspectionStage.CONDUCT_FINISHED
    stages = [life.party(code).stage for code in life.codes]
    assert stages == [PartyStage.MINUTES_SIGNED] * 3
    assert life.limits(life.case) == {
        "Thời hạn kiểm tra": "02/11/2026",
        "Rà soát trùng lặp": "12/10/2026",
        "Trình kế hoạch tiến hành kiểm tra sau khi ban hành quyết định": "15/10/2026",
        "Phê duyệt kế hoạch tiến hành kiểm tra": "13/10/2026",
    }
    notice, report = "Thông báo lịch trước ngày công bố quyết định", "Nộp báo cáo theo đề cương"
    opinion = "Đơn vị giải trình, nêu ý kiến về dự thảo biên bản"
    assert life.limits(life.party(REMOTE)) == {
        "Thời hạn kiểm tra": "02/11/2026",
        notice: "12/10/2026",
        report: "16/10/2026",
        "Trả lời phiếu yêu cầu số 1": "26/10/2026",
        opinion: "02/11/2026",
    }
    # Drafted on Friday 30/10, three working days would end on 04/11: never beyond the limit itself.
    assert life.limits(life.party(MIXED)) == {
        "Thời hạn kiểm tra": "02/11/2026",
        notice: "13/10/2026",
        report: "16/10/2026",
        opinion: "02/11/2026",
    }
    assert life.limits(life.party(ON_SITE)) == {
        "Thời hạn kiểm tra": "02/11/2026",
        notice: "14/10/2026",
        report: "16/10/2026",
        opinion: "02/11/2026",
        "Chờ ký biên bản sau khi mời ký": "02/11/2026",
    }
    late_words = "Biên bản ký ngày 03/11/2026, sau thời hạn kiểm tra. Lý do: Giám đốc trung tâm đi công tác"
    life.leader.case(life.party(MIXED)).sees(late_words)
    refused_words = "Đơn vị không ký biên bản; có người xác nhận ngày 02/11/2026. Lý do: Thủ trưởng đơn vị"
    life.leader.case(life.party(ON_SITE)).sees(refused_words)
    assert broken_link(life.case) is None
    assert not Turn.objects.still_open().filter(case__root=life.case).exists()
