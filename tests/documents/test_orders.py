"""Interventions on paper: the record's own words and dates, both ends after a pause, nobody's proposal invented."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from inspections.documents.layout import render_html
from inspections.enums import TerminationCause
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Order
from inspections.models.inputs import ReviewInput
from tests.documents.example_orders import ORDERS
from tests.documents.reading import body_text, rendered, squeeze
from tests.documents.test_content import leaves, spellings
from tests.factories.cases import after, case_after
from tests.factories.orders import EXTENSION, GONE, WHY, Desk
from tests.factories.people import make_people

UNPRINTED = {"stops_clock", "issuer", "subject"}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


@pytest.mark.parametrize("kind", ORDERS)
def test_every_field_of_an_intervention_is_in_the_pdf(kind: str) -> None:
    snapshot = ORDERS[kind]()
    text = body_text(rendered(snapshot))
    printed = [(key, value) for key, value in leaves(snapshot) if key not in UNPRINTED]
    missing = [pair for pair in printed if not any(squeeze(form) in text for form in spellings(pair[1]))]
    assert len(printed) > 20
    assert missing == []


def test_an_extension_prints_days_unit_ground_and_the_end_before_and_after() -> None:
    text = body_text(rendered(ORDERS["extension"]()))
    for words in (
        "Thời gian gia hạn: 05 (năm) ngày làm việc, cộng vào thời hạn 10 (mười) ngày làm việc",
        "trước khi gia hạn đến hết ngày 26 tháng 11 năm 2026; sau khi gia hạn đến hết ngày 03 tháng 12 năm 2026",
        "nội dung kiểm tra phức tạp (khoản 2 Điều 13 Nghị định số 217/2025/NĐ-CP)",
        "Xét đề nghị của Trưởng đoàn kiểm tra theo Quyết định số 15/QĐ-SGDĐT.",
    ):
        assert squeeze(words) in text


@pytest.mark.parametrize(("stops", "words"), [(True, "không tính"), (False, "tính cả")])
def test_trap_07_a_resumption_prints_both_ends_and_which_of_them_applies(stops: bool, words: str) -> None:
    snapshot = ORDERS["resumption"]()
    snapshot["ends"]["stops_clock"] = stops
    text = body_text(rendered(snapshot))
    assert squeeze("không tính thời gian tạm dừng đến hết ngày 03 tháng 12 năm 2026") in text
    assert squeeze("tính cả thời gian tạm dừng đến hết ngày 26 tháng 11 năm 2026") in text
    assert squeeze(f"Cuộc kiểm tra này áp dụng cách {words} thời gian tạm dừng") in text


def test_a_resumption_before_any_announcement_says_that_the_limit_has_not_begun() -> None:
    snapshot = ORDERS["resumption"]()
    snapshot["ends"] = None
    assert squeeze("thời hạn kiểm tra chưa bắt đầu tính") in body_text(rendered(snapshot))


def test_a_replacement_without_a_successor_says_so() -> None:
    snapshot = ORDERS["replacement"]()
    snapshot["joining"] = None
    assert squeeze("Không cử người tham gia thay") in body_text(rendered(snapshot))


def _unit(case: Case) -> Case:
    unit = case.children.order_by("pk").first()
    assert unit is not None
    return unit


Given = Callable[[Cast, Case], dict[str, Any]]
DRAFTS: dict[str, tuple[str, Given]] = {
    "extension": ("announce_decision", lambda cast, case: EXTENSION),
    "pause": ("announce_decision", lambda cast, case: {"from_on": date(2026, 11, 7)}),
    "termination": ("issue_decision", lambda cast, case: GONE),
    "party_termination": ("announce_decision", lambda cast, case: {"cause": TerminationCause.REQUESTED}),
    "revocation": ("issue_decision", lambda cast, case: {}),
    "amendment": (
        "issue_decision",
        lambda cast, case: {
            "adds": [cast.institutions["MH-03"]],
            "drops": [_unit(case)],
            "review": ReviewInput(note="Không trùng lặp."),
            "scope": "Tuyển sinh\nPhôi văn bằng",
            "period_from": date(2026, 1, 1),
            "period_to": date(2026, 10, 31),
        },
    ),
    "replacement": (
        "issue_decision",
        lambda cast, case: {
            "leaving": case.team.get(user=cast.people["thanhvien1"]),
            "joining": cast.people["chuyenvien"],
        },
    ),
    "plan_adjustment": (
        "begin_check",
        lambda cast, case: {"answers": list(_unit(case).answers.filter(method="online")[:2])},
    ),
}
OF_A_PARTY = ("party_termination", "plan_adjustment")


def drafted(cast: Cast, kind: str, **more: Any) -> Order:
    """A draft of a kind where it is lawful."""
    deed, given = DRAFTS[kind]
    case = case_after(cast, deed, Plot(codes=("MH-01", "MH-02")))
    target = _unit(case) if kind in OF_A_PARTY else case
    return Desk(cast).draft(kind, target, after(deed), **given(cast, case), **more)


def snapshot_of(order: Order) -> dict[str, Any]:
    assert order.document is not None
    said: dict[str, Any] = order.document.snapshot
    return said


@pytest.mark.parametrize("kind", DRAFTS)
def test_what_the_record_gives_has_every_field_of_the_paper_and_prints(cast: Cast, kind: str) -> None:
    made = snapshot_of(drafted(cast, kind))
    assert set(made) == set(ORDERS[kind]())
    assert json.loads(json.dumps(made)) == made
    html = render_html(f"{kind}.html", made, draft=False)
    assert WHY.rstrip(".") in html
    assert "217/2025/NĐ-CP" in html or kind in ("plan_adjustment",)


def test_a_resumption_names_the_decision_that_paused_and_has_every_field(cast: Cast) -> None:
    case, desk, now = case_after(cast, "announce_decision"), Desk(cast), after("announce_decision")
    paused = desk.carry("pause", case, now, from_on=now.date())
    later = now + timedelta(days=3)
    made = snapshot_of(desk.draft("resumption", case, later, again_on=later.date()))
    assert set(made) == set(ORDERS["resumption"]())
    assert paused.document is not None
    assert any(paused.document.full_number in ground["text"] for ground in made["grounds"])
    assert (made["paused_from"], made["paused_until"]) == ("2026-11-07", "2026-11-09")


@pytest.mark.parametrize(
    ("name", "last_ground"),
    [
        ("truongdoan", "Xét đề nghị của Trưởng đoàn kiểm tra theo Quyết định số 01/QĐ-SGDĐT"),
        ("chuyenvien", "Theo đề nghị của Trưởng phòng Giáo dục nghề nghiệp"),
    ],
)
def test_the_last_ground_names_who_really_asked(cast: Cast, name: str, last_ground: str) -> None:
    assert snapshot_of(drafted(cast, "extension", name=name))["grounds"][-1]["text"] == last_ground


def test_whoever_signs_his_own_draft_is_proposed_by_nobody(cast: Cast) -> None:
    made = snapshot_of(drafted(cast, "termination", name="giamdoc"))
    assert made["grounds"][-1]["text"].startswith("Căn cứ Quyết định số 01/QĐ-SGDĐT")
    assert made["signer"]["name"] == cast.people["giamdoc"].full_name


def test_an_adjusted_plan_is_the_teams_paper_approved_by_the_issuer(cast: Cast) -> None:
    made = snapshot_of(drafted(cast, "plan_adjustment"))
    assert (made["symbol"], made["signer"]["name"]) == ("KH-ĐKT", cast.people["truongdoan"].full_name)
    assert made["approval"]["signer"]["name"] == cast.people["giamdoc"].full_name
    assert {row["method"] for row in made["items"]} == {"on_site"}


def test_an_extension_counts_from_the_announcement_in_whole_sentences(cast: Cast) -> None:
    made = snapshot_of(drafted(cast, "extension"))
    assert (made["announced_on"], made["former_end_on"], made["new_end_on"]) == (
        "2026-11-07", "2026-11-17", "2026-11-23",
    )  # fmt: skip
    assert any("Gia hạn thêm 5 ngày" in step for step in made["counting"])
    assert any("23/11/2026" in step for step in made["counting"])
