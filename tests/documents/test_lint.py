"""Each rule that looks for a contradiction in the minutes finds the one planted for it, and no other."""

from collections.abc import Callable
from typing import Any

import pytest

from inspections.documents.lint import RULES, lint_minutes
from tests.documents.examples import LEAD, PARTY, TRAINING_LAW, example_snapshot

Minutes = dict[str, Any]
VISIT = {"visited_on": "2026-11-13", "place": PARTY, "people": [LEAD["name"]]}
WITNESS = {"kind": "witness", "name": "K'Brễu", "post_or_address": "", "identity_number": ""}
REFUSAL = {
    "outcome": "refused",
    "reason": "",
    "recorded_at": "2026-11-17T16:50:00+07:00",
    "witnesses": [WITNESS],
}


AWAY = {"name": LEAD["name"], "post": "", "side": "institution", "reason": "ốm"}
TEACHER = {"name": "K'Sor H'Bia", "post": "Kế toán"}
CONCERNED = {"name": "Lê Văn Bình", "post": "thủ kho", "duty": ""}


def right(kind: str, *, ended: str = "", file: str = "") -> Minutes:
    """The representative with the right by which he signs."""
    own: Minutes = example_snapshot("minutes")["representative"]
    return {**own, "authority_kind": kind, "authority_file": file, "post_ended_on": ended}


def leave(minutes: Minutes, place: int, reason: str) -> None:
    """Take a member out of those present and name him as absent."""
    gone = minutes["team"].pop(place)
    minutes["absent"] = [{"name": gone["name"], "post": "", "side": "team", "reason": reason}]
    if place == 0:
        minutes["team"].insert(0, {"name": minutes["signer"]["name"], "post": "", "duty": "Trưởng đoàn"})


def put(value: object, *path: str | int) -> Callable[[Minutes], None]:
    """Return a change that writes a value at a place of the minutes."""

    def change(minutes: Minutes) -> None:
        place: Any = minutes
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def both(*changes: Callable[[Minutes], None]) -> Callable[[Minutes], None]:
    def change(minutes: Minutes) -> None:
        for one in changes:
            one(minutes)

    return change


PLANTED = [
    ("counts", put(2, "counts", "shortcomings"), "Số liệu tổng hợp không khớp"),
    ("counts", put(3, "counts", "items"), "Số liệu tổng hợp không khớp"),
    ("dates", put("2026-11-12T07:00:00+07:00", "opened_at"), "sớm hơn thời gian công bố"),
    ("dates", put("2026-11-12T09:00:00+07:00", "closed_at"), "kết thúc biên bản sớm hơn"),
    (
        "dates",
        both(put("2026-11-13", "decision", "signed_on"), put("2026-11-13", "announcement", "decision_signed_on")),
        "sớm hơn ngày ký quyết định",
    ),
    ("items", both(put("", "items", 0, "rating"), put(0, "counts", "complies")), "TS01 chưa có kết quả"),
    ("items", put(" ", "items", 0, "result"), "TS01 chưa có kết quả"),
    (
        "items",
        both(
            put("not_enough", "items", 0, "rating"),
            put(0, "counts", "complies"),
            put(1, "counts", "not_enough"),
        ),
        "TS01 “chưa đủ căn cứ”",
    ),
    ("shortfall", put([], "items", 1, "finding_codes"), "VB02 chưa đúng, chưa đủ nhưng không có"),
    ("shortfall", put(["TT09"], "items", 1, "finding_codes"), "VB02 dẫn đến mục không có"),
    ("shortfall", put(["TT01"], "items", 0, "finding_codes"), "TS01 đúng quy định nhưng"),
    ("representative", put("", "representative", "name"), "Chưa ghi họ tên, chức vụ"),
    ("representative", put(False, "representative", "present"), "không có mặt nhưng không ghi nhận"),
    ("opinion", put("", "opinion", "text"), "để trống"),
    ("opinion", put("", "opinion", "given_by"), "Chưa ghi ai là người nêu"),
    ("opinion", put("none", "opinion", "state"), "không có hoặc chưa có ý kiến"),
    (
        "opinion",
        put({"state": "not_yet", "text": "", "given_by": "", "given_at": ""}, "opinion"),
        "đã kết thúc nhưng đơn vị được kiểm tra chưa có ý kiến",
    ),
    ("citation", put("", "findings", 0, "citations", 0, "locator"), "TT01 chưa dẫn điều, khoản"),
    ("citation", put([], "findings", 0, "citations"), "TT01 chưa dẫn điều, khoản"),
    ("decision", put("16", "announcement", "decision_number"), "15/QĐ-SGDĐT, 16/QĐ-SGDĐT"),
    ("decision", put("Đoàn kiểm tra theo Quyết định số 51/QĐ-SGDĐT", "agency"), "15/QĐ-SGDĐT, 51/QĐ-SGDĐT"),
    ("decision", put("QĐ-UBND", "conduct_plan", "decision_symbol"), "15/QĐ-SGDĐT, 15/QĐ-UBND"),
    ("decision", put("2026-11-08", "announcement", "decision_signed_on"), "08/11/2026, 09/11/2026"),
    ("team", put("Người Lạ", "team", 1, "name"), "Không có tên trong quyết định: Người Lạ."),
    ("team", put(["Nguyễn Thị Hồng Ánh", "Vắng Mặt", "H'Wen Niê Kđăm", "Lê Đức Thắng"], "decision_team"), "Vắng Mặt"),
    ("team", put("Thành viên", "team", 0, "duty"), "không phải là Trưởng đoàn"),
    ("method", put("mixed", "method"), "không khớp với phương thức"),
    ("method", put([VISIT], "site_visits"), "có cử người đến đơn vị"),
    ("method", both(put("on_site", "items", 1, "method"), put("mixed", "method")), "không ghi lần đến"),
    ("method", put([], "items", 0, "evidence"), "TS01 kiểm tra từ xa nhưng không dẫn"),
    ("in_force", put("2026-04-30", "findings", 0, "citations", 0, "act", "valid_until"), "không có hiệu lực"),
    ("in_force", put({**TRAINING_LAW, "valid_from": "2026-11-01"}, "items", 0, "citation", "act"), "Luật Giáo dục"),
    ("refusal", put(REFUSAL, "refusal"), "người chứng kiến xác nhận"),
    ("attendance", put([AWAY], "absent"), "vừa được ghi có mặt, vừa được ghi vắng mặt"),
    ("attendance", both(put([TEACHER], "party_present"), put([{**AWAY, **TEACHER}], "absent")), "vừa được ghi có mặt"),
    ("attendance", lambda minutes: leave(minutes, 0, "công tác"), "Trưởng đoàn ký biên bản nhưng"),
    ("attendance", lambda minutes: leave(minutes, 1, " "), "chưa ghi lý do"),
    ("authority", put(right("attorney"), "representative"), "chưa có tệp giấy ủy quyền"),
    ("authority", put(right("head", ended="2026-10-31"), "representative"), "từ sau ngày 31/10/2026"),
    ("authority", put(right("deputy", ended="2026-11-01"), "representative"), "thôi giữ chức vụ"),
    ("related", put([{"by": "Lê Văn Bình", "text": "Tôi giữ sổ."}], "related_opinions"), "Lê Văn Bình có ý kiến"),
    ("related", put([CONCERNED, CONCERNED], "related_persons"), "được ghi hai lần"),
    ("evidence", put("Theo TL-999, đơn vị đã thông báo.", "items", 0, "result"), "TL-999"),
    ("evidence", put(True, "items", 0, "evidence", 0, "quarantined"), "đã bị cách ly"),
    ("copies", put(1, "copies"), "ghi 1 bản nhưng có 2 bên"),
    ("copies", put([{**CONCERNED, "signs": True}], "related_persons"), "có 3 bên giữ"),
]  # fmt: skip


def test_the_example_agrees_with_itself() -> None:
    assert lint_minutes(example_snapshot("minutes")) == []


@pytest.mark.parametrize(("code", "plant", "words"), PLANTED)
def test_a_planted_contradiction_is_found_and_named(
    code: str, plant: Callable[[Minutes], None], words: str
) -> None:
    minutes = example_snapshot("minutes")
    plant(minutes)
    found = lint_minutes(minutes)
    assert {contradiction.code for contradiction in found} == {code}
    assert any(words in contradiction.text for contradiction in found)


def test_every_rule_has_a_planted_error() -> None:
    assert len({code for code, _plant, _words in PLANTED}) == len(RULES) >= 12


def test_a_member_absent_with_a_reason_is_in_order() -> None:
    minutes = example_snapshot("minutes")
    leave(minutes, 1, "nghỉ ốm")
    assert lint_minutes(minutes) == []


def test_a_power_of_attorney_with_its_file_and_a_related_person_with_a_copy_are_in_order() -> None:
    minutes = example_snapshot("minutes")
    minutes["representative"] = right("attorney", file="TL-012", ended="2026-10-31")
    minutes["related_persons"], minutes["copies"] = [{**CONCERNED, "signs": True}], 3
    minutes["related_opinions"] = [{"by": "Lê Văn Bình", "text": "Tôi đã giao sổ."}]
    assert lint_minutes(minutes) == []


def test_minutes_without_items_are_a_contradiction() -> None:
    minutes = example_snapshot("minutes")
    minutes["items"] = []
    assert "items" in {contradiction.code for contradiction in lint_minutes(minutes)}


def test_a_visit_with_items_seen_on_site_agrees() -> None:
    minutes = example_snapshot("minutes")
    minutes["items"][1]["method"], minutes["method"], minutes["site_visits"] = "on_site", "mixed", [VISIT]
    assert lint_minutes(minutes) == []


def test_an_absent_representative_is_in_order_when_the_refusal_is_confirmed() -> None:
    minutes = example_snapshot("minutes")
    minutes["representative"]["present"] = False
    minutes["opinion"] = {"state": "not_yet", "text": "", "given_by": "", "given_at": ""}
    minutes["refusal"] = {
        **REFUSAL,
        "witnesses": [{**WITNESS, "post_or_address": "Tổ dân phố 3, xã Đắk Mil"}],
    }
    assert lint_minutes(minutes) == []


def test_a_draft_before_closing_may_still_wait_for_the_opinion() -> None:
    minutes = example_snapshot("minutes")
    minutes["closed_at"] = ""
    minutes["opinion"] = {"state": "not_yet", "text": "", "given_by": "", "given_at": ""}
    assert lint_minutes(minutes) == []


def test_an_act_in_force_for_a_part_of_the_period_may_be_cited() -> None:
    minutes = example_snapshot("minutes")
    minutes["findings"][0]["citations"][0]["act"] = {
        **TRAINING_LAW,
        "valid_from": "2026-10-31",
        "valid_until": "",
    }
    assert lint_minutes(minutes) == []
