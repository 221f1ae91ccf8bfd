"""Journey D: four scenes that must convince (practice 11): on leave, eight schools, no network, a new head refuses."""

import pytest
from django.urls import reverse

from inspections.kinds import PartyStage
from inspections.models import CaseEvent, Document, User
from inspections.rules.roles import Role
from tests.factories.chain import broken_link
from tests.factories.people import PASSWORD
from tests.factories.staff import second_deputy
from tests.journeys.life import CLERK, DIRECTOR, OFFICER, Life
from tests.journeys.people import Town, by_hand, words_of

pytestmark = pytest.mark.django_db

HEAD_A = {"MH-01": "truonga-hieutruong"}


# ---- scene 2 ---------------------------------------------------------------------------------------------


def drafted(town: Town, life: Life, capacity: int) -> Life:
    """A decision waits for the director's signature."""
    life.propose()
    life.review()
    life.form_team()
    town(OFFICER).deed(life.case, "Dự thảo quyết định kiểm tra", capacity=capacity)
    return life


def test_scene_2_the_director_is_on_leave(town: Town) -> None:
    """The deputy signs KT. the dossier he does not lead; the one he leads goes to another deputy."""
    second_deputy(town.cast)
    town.at("05/10/2026")
    signs = town.cast.capacity(DIRECTOR).pk
    plain = drafted(town, Life(town, ["MH-01"]), signs)
    led = drafted(
        town,
        Life(town, ["MH-02"], theme="van-bang-chung-chi", title="Kiểm tra văn bằng", lead="phogiamdoc"),
        signs,
    )
    town.at("06/10/2026", "07:15")
    director = town(DIRECTOR)
    url = reverse("record_absence", args=[director.user.pk])
    told = director.send(
        url,
        from_on="06/10/2026",
        until_on="09/10/2026",
        delegate=town("phogiamdoc").user.pk,
        note="Nghỉ phép",
    )
    told.sees("2 việc đã chuyển cho người làm thay")
    town("phogiamdoc").inbox().sees("thay Nguyễn Thị Ánh Nguyệt (vắng đến 09/10)")
    town("phogiamdoc").turn("Ký quyết định", plain.case.code, **by_hand())
    assert led.case.code not in [
        link.words for link in town("phogiamdoc").inbox().links if "Ký quyết định" in link.words
    ]
    town("phogiamdoc").open(reverse("step", args=[led.case.pk, "ky-quyet-dinh"]), status=403)
    town("phogiamdoc2").turn("Ký quyết định", led.case.code, **by_hand())
    for life in (plain, led):
        town(CLERK).turn("Cấp số, phát hành", life.case.code, **by_hand())
        paper = Document.objects.get(case=life.case, kind="decision", state="issued")
        assert paper.signatures.filter(role="personal").get().capacity == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"


# ---- scene 3 ---------------------------------------------------------------------------------------------


def test_scene_3_eight_schools_in_four_days_under_one_decision(town: Town, heads: dict[str, str]) -> None:
    """Two days each, two schools at a time: warned of ten days; each sees its own days and the true end."""
    codes = [f"MH-{number:02}" for number in range(1, 9)]
    life = Life(town, codes, heads=heads)
    town.at("05/10/2026")
    life.up_to_the_decision()
    days = [("12/10/2026", "13/10/2026"), ("14/10/2026", "15/10/2026")]
    own = {code: days[number % 2] for number, code in enumerate(codes)}
    given = {key: value for code in codes for key, value in life.days(code, *own[code]).items()}
    warned = life.leader.refused(life.plan_url(), starts_on="12/10/2026", ends_on="15/10/2026", **given)
    warned.sees("8 đơn vị × 2 ngày = 16 ngày > 10 ngày: chạy song song hoặc tách quyết định.")
    life.leader.send(warned, warned="on")
    life.approve()
    for code in codes:
        life.notify(code, f"{own[code][0]} 08:30", own[code][0])
    for code in codes[::2]:
        town.at("12/10/2026", "09:00")
        life.announce(code)
    for code in codes[1::2]:
        town.at("14/10/2026", "09:00")
        life.announce(code)
    for code in codes:
        # Day 0 is Monday 12/10 for all eight; the tenth day is Thursday 22/10.
        page = life.head(code).case(life.party(code), "overview")
        page.sees(f"{own[code][0]} - {own[code][1]}", "đến hết ngày 22/10/2026")
        others = [life.party(other).institution.name for other in codes if other != code]
        assert not [name for name in others if name in page.words]


# ---- scene 4 ---------------------------------------------------------------------------------------------


def agreed(town: Town, life: Life) -> None:
    """Everything up to the text that both sides confirmed at the closing meeting."""
    town.at("05/10/2026")
    life.up_to_the_decision()
    life.plan("12/10/2026", "15/10/2026")
    life.approve()
    life.notify("MH-01", "12/10/2026 08:30", "12/10/2026")
    town.at("12/10/2026", "09:00")
    life.announce("MH-01")
    life.conclude("MH-01")


def test_scene_4_no_network_at_four_in_the_afternoon(printing_town: Town) -> None:
    """Printed, signed by both by hand; the next day the scan comes in with the time and place of the paper."""
    town, life = printing_town, Life(printing_town, ["MH-01"], heads=HEAD_A)
    agreed(town, life)
    town.at("15/10/2026", "15:30")
    life.draft_minutes("MH-01")
    life.agree("MH-01")
    minutes = life.leader.open(reverse("minutes", args=[life.party("MH-01").pk]))
    printed = Document.objects.get(case=life.party("MH-01"), kind="minutes", state="for_signature")
    assert life.leader.paper(minutes.link("In bản ký")).startswith(b"%PDF")
    short = printed.snapshot_sha256[:12]
    assert f"Mã bản in: {short} · trang 1/" in words_of(printed)

    town.at("16/10/2026", "08:20")
    url = life.leader.case(life.party("MH-01")).link("Ghi nhận biên bản đã ký")
    life.leader.open(url).sees(f"Mã bản in: {short}")
    life.leader.refused(url, on="15/10/2026", **by_hand()).sees("Ghi giờ ký như trên biên bản giấy.")
    life.leader.send(url, on="15/10/2026", at="16:40", **by_hand("Phòng Đào tạo nhà trường, cặp 2"))
    event = CaseEvent.objects.get(case=life.party("MH-01"), verb="sign_minutes")
    assert event.recorded_via == "entered_later"
    life.leader.case(life.party("MH-01"), "history").sees(
        "16:40 ngày 15/10/2026", "Ghi sau, lúc 08:20 ngày 16/10/2026"
    )
    kept = "Đã ký tay, bản gốc lưu tại Phòng Đào tạo nhà trường, cặp 2"
    life.head("MH-01").case(life.party("MH-01"), "documents").sees(kept)
    assert not life.party("MH-01").party_details.signed_late
    assert broken_link(life.case) is None


# ---- scene 6 ---------------------------------------------------------------------------------------------


def appointed(town: Town) -> str:
    """Yesterday a new head took over at the school; the administrator enters it."""
    town("quantri").send(
        town("quantri").open(reverse("people")).link("Lập tài khoản"),
        full_name="Trần Văn Mới",
        username="truonga-moi",
        email="moi@example.vn",
        place=f"i{town.cast.institutions['MH-01'].pk}",
        role=Role.INSTITUTION_HEAD,
        title="Hiệu trưởng",
        valid_from="14/10/2026",
        appointment_ref="Quyết định số 77/QĐ-UBND ngày 13/10/2026",
        takes_over="on",
    )
    new = User.objects.get(username="truonga-moi")
    new.set_password(PASSWORD)
    new.save()
    return "truonga-moi"


def test_scene_6_a_head_appointed_yesterday_refuses_to_sign(printing_town: Town) -> None:
    """His opinion is printed; a commune representative signs on paper; the minutes close in time."""
    town, life = printing_town, Life(printing_town, ["MH-01"], heads=dict(HEAD_A))
    agreed(town, life)
    town.at("15/10/2026", "08:00")
    former = life.head("MH-01")
    life.draft_minutes("MH-01")
    life.heads = {"MH-01": appointed(town)}
    former.open(life.party("MH-01").get_absolute_url(), status=404)
    opinion = "Tôi mới nhận nhiệm vụ từ hôm qua, chưa nắm được số liệu thu của năm 2025 nên không ký."
    life.head("MH-01").turn("Nêu ý kiến về dự thảo biên bản", life.party("MH-01").code, opinion=opinion)
    life.leader.confirm(life.party("MH-01"))
    printed = Document.objects.get(case=life.party("MH-01"), kind="minutes", state="for_signature")
    assert opinion in words_of(printed)

    town.at("16/10/2026", "16:00")
    life.leader.deed(
        life.party("MH-01"),
        "Ghi việc đơn vị không ký biên bản",
        reason="Hiệu trưởng mới nhận nhiệm vụ, từ chối ký.",
        witness_kind="commune",
        witness_name="Lê Văn Bình",
        witness_post="Phó Chủ tịch UBND phường Bắc Gia Nghĩa",
        **by_hand("Văn thư Sở, hộp 12"),
    )
    party = life.party("MH-01")
    assert (party.stage, party.party_details.signed_late) == (PartyStage.MINUTES_SIGNED, False)
    assert life.limits(party)["Thời hạn kiểm tra"] == "22/10/2026"
    life.head("MH-01").case(party).sees("Đơn vị không ký biên bản; có người xác nhận ngày 16/10/2026.")
    assert broken_link(life.case) is None
