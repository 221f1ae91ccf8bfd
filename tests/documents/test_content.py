"""What the frozen record says is what the paper says, word for word."""

from collections.abc import Iterator
from typing import Any

import pytest

from inspections.documents import formatting
from inspections.documents.layout import RenderFailed, render_html
from inspections.documents.snapshots import print_code
from inspections.documents.wording import NO_OPINION_YET, NO_OTHER_OPINION, NO_VISIT
from tests.documents.every_kind import EVERY_KIND, any_example, any_pdf
from tests.documents.examples import LEAD, PARTY, example_snapshot
from tests.documents.reading import body_text, example_pdf, rendered, squeeze, whole_text

# Not printed as they stand: codes of choices, the law's number (trap 24), what only the checks read.
UNPRINTED = {
    "kind", "state", "outcome", "limit_unit", "valid_from", "valid_until", "planned_method",
    "decision_team", "place_of_signature", "issued_on", "issuer",
}  # fmt: skip
ELSEWHERE = {
    "minutes": {"place", "signed_on"},
    "announcement_record": {"place", "signed_on"},
    # Nobody signs these two; the receipt has its own number.
    "contents": {"head_title"},
    "submission_receipt": {"head_title", "symbol", "archive"},
    # An official letter prints no name of its kind (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu công văn).
    "remedy_request": {"type_name"},
    "urging_letter": {"type_name"},
}


def unprinted_of_an_act(value: dict[str, Any], key: str) -> set[str]:
    """A law is named without its number; a citation in the text has type and number only."""
    if "act_type" not in value:
        return set()
    if value["act_type"] == "Luật":
        return {"number"}
    return {"name"} if key == "citation" else set()


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        unprinted = UNPRINTED | unprinted_of_an_act(value, key)
        for name, inner in value.items():
            if name not in unprinted:
                yield from leaves(inner, "citation" if "locator" in value else name)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key)
    elif value not in ("", None, True, False):
        yield key, value


def spellings(value: Any) -> set[str]:
    """All ways in which a document may write a value."""
    if isinstance(value, int):
        return {f"{value:02d}", str(value)}
    forms = {value}
    for write in (
        formatting.long_date, formatting.short_date, formatting.long_moment, formatting.short_moment,
        formatting.leading_zero_number,
    ):  # fmt: skip
        try:
            forms.add(write(value))
        except ValueError:
            continue
    for words in (
        formatting.METHOD_WORDS,
        formatting.ITEM_METHOD_WORDS,
        formatting.RATING_WORDS,
        formatting.FINDING_WORDS,
    ):
        forms.add(words.get(value, value))
    return forms


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_field_of_the_snapshot_is_in_the_pdf_with_its_vietnamese_letters(kind: str) -> None:
    snapshot, text = any_example(kind), body_text(any_pdf(kind))
    printed = [(key, value) for key, value in leaves(snapshot) if key not in ELSEWHERE.get(kind, set())]
    missing = [
        (key, value) for key, value in printed if not any(squeeze(form) in text for form in spellings(value))
    ]
    assert len(printed) > 15
    assert missing == []


def test_the_decision_has_the_five_contents_of_the_law_in_five_articles() -> None:
    text = body_text(example_pdf("decision"))
    for words in (
        "QUYẾT ĐỊNH: Điều 1. Thành lập Đoàn kiểm tra chuyên ngành",
        "Điều 2. Phạm vi, nội dung, thời kỳ và đối tượng kiểm tra",
        "Điều 3. Thời hạn kiểm tra là 10 (mười) ngày làm việc, kể từ ngày công bố quyết định kiểm tra.",
        "Điều 4. Nhiệm vụ, quyền hạn của Đoàn kiểm tra",
        "Điều 5. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Quốc Vượng",
        "Nơi nhận: - Như Điều 5; - UBND tỉnh (để báo cáo); - Thanh tra tỉnh; - Lưu: VT, GDNN.",
    ):
        assert squeeze(words) in text


def test_a_head_signs_without_a_line_of_authority_above_the_title() -> None:
    snapshot = example_snapshot("decision")
    snapshot["signer"] = {"prefix": "", "head_title": "Giám đốc", "title": "", "name": "Võ Thị Sương"}
    assert squeeze("GIÁM ĐỐC Võ Thị Sương") in body_text(rendered(snapshot))


def test_number_and_date_stay_blank_until_they_are_given() -> None:
    snapshot = example_snapshot("decision")
    snapshot["number"] = snapshot["signed_on"] = ""
    html = render_html("decision.html", snapshot, draft=True)
    assert f"Số: {formatting.NUMBER_BLANK}/QĐ-SGDĐT" in html
    assert "Lâm Đồng, ngày … tháng … năm …" in html


def test_the_conduct_plan_has_the_nine_contents_a_method_an_item_and_two_annexes() -> None:
    text = body_text(example_pdf("conduct_plan"))
    contents = (
        "I. MỤC TIÊU", "II. YÊU CẦU", "III. ĐỐI TƯỢNG KIỂM TRA", "IV. NỘI DUNG KIỂM TRA", "V. THỜI GIAN",
        "VI. ĐỊA ĐIỂM", "VII. PHƯƠNG THỨC KIỂM TRA", "VIII. PHÂN CÔNG NHIỆM VỤ", "IX. NGUỒN LỰC",
        "Phụ lục I LỊCH LÀM VIỆC", "Phụ lục II ĐỀ CƯƠNG BÁO CÁO",
    )  # fmt: skip
    places = [text.find(squeeze(heading)) for heading in contents]
    assert -1 not in places
    assert places == sorted(places)
    assert (
        squeeze("TS07 Xưởng thực hành, thiết bị đào tạo Trực tiếp (bắt buộc xem thực tế) Lê Đức Thắng")
        in text
    )
    assert squeeze("PHÊ DUYỆT Ngày 10 tháng 11 năm 2026 KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC") in text


def test_a_request_tells_the_institution_that_it_may_refuse_what_is_irrelevant() -> None:
    text = body_text(example_pdf("information_request"))
    assert (
        squeeze("quyền từ chối cung cấp thông tin, hồ sơ, tài liệu không liên quan đến nội dung kiểm tra")
        in text
    )
    assert squeeze("điểm c khoản 1 Điều 9 Nghị định số 217/2025/NĐ-CP") in text
    assert squeeze(f"Kính gửi: {PARTY}.") in text


def test_minutes_done_remotely_say_that_nobody_was_sent() -> None:
    assert squeeze(NO_VISIT) in body_text(example_pdf("minutes"))


def test_minutes_with_a_visit_name_the_place_the_day_and_the_people() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["method"], snapshot["items"][1]["method"] = "mixed", "on_site"
    snapshot["site_visits"] = [{"visited_on": "2026-11-13", "place": PARTY, "people": [LEAD["name"]]}]
    text = body_text(rendered(snapshot))
    assert squeeze(f"Đoàn cử người đến {PARTY} ngày 13/11/2026: {LEAD['name']}.") in text
    assert squeeze("đối với nội dung TS01; trực tiếp đối với nội dung VB02.") in text
    assert squeeze(NO_VISIT) not in text


@pytest.mark.parametrize(("state", "sentence"), [("none", NO_OTHER_OPINION), ("not_yet", NO_OPINION_YET)])
def test_silence_of_the_institution_is_never_printed_as_agreement(state: str, sentence: str) -> None:
    snapshot = example_snapshot("minutes")
    snapshot["opinion"] = {"state": state, "text": "", "given_by": "", "given_at": ""}
    assert squeeze(f"1. Ý kiến của đơn vị được kiểm tra: {sentence}") in body_text(rendered(snapshot))


def test_a_refusal_prints_reason_witness_and_post_and_no_line_for_the_institution_to_sign() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["refusal"] = {
        "outcome": "refused",
        "reason": "không nhất trí với mục TT01",
        "recorded_at": "2026-11-17T16:50:00+07:00",
        "witnesses": [
            {
                "kind": "commune",
                "name": "K'Brễu",
                "post_or_address": "Phó Chủ tịch UBND phường Xuân Hương - Đà Lạt",
                "identity_number": "",
            }
        ],
    }
    text = body_text(rendered(snapshot))
    assert (
        squeeze("ghi nhận lúc 16 giờ 50 phút, ngày 17 tháng 11 năm 2026. Lý do: không nhất trí với mục TT01.")
        in text
    )
    assert (
        squeeze("Đại diện chính quyền cấp xã: K'Brễu, Phó Chủ tịch UBND phường Xuân Hương - Đà Lạt.") in text
    )
    assert squeeze("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA (Không ký, xem phần xác nhận)") in text
    assert squeeze("công nhận đúng và cùng ký tên") not in text


def test_the_minutes_count_their_own_pages() -> None:
    pdf = example_pdf("minutes")
    pages = whole_text(pdf).count("Mã bản in:")
    assert squeeze(f"Biên bản gồm {pages:02d} trang, được lập thành 02 (hai) bản") in body_text(pdf)


def test_markup_typed_by_a_person_is_printed_as_text() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["items"][0]["result"] = '<img src="file:///etc/passwd"> & <b>đậm</b>'
    assert squeeze('<img src="file:///etc/passwd"> & <b>đậm</b>') in body_text(rendered(snapshot))


def test_a_snapshot_without_a_value_is_refused_and_never_printed_with_a_hole() -> None:
    snapshot = example_snapshot("minutes")
    del snapshot["venue"]
    with pytest.raises(RenderFailed, match="venue"):
        rendered(snapshot)


def test_the_print_code_follows_the_words_and_not_the_order_of_the_keys() -> None:
    snapshot = example_snapshot("minutes")
    turned = dict(reversed(list(example_snapshot("minutes").items())))
    assert print_code(turned) == print_code(snapshot)
    snapshot["items"][0]["rating"] = "falls_short"
    assert print_code(snapshot) != print_code(turned)


def test_a_text_typed_with_its_own_full_stop_does_not_end_in_two() -> None:
    snapshot = example_snapshot("conduct_plan")
    snapshot["objectives"] = ["Đánh giá việc chấp hành quy định về tuyển sinh."]
    text = body_text(rendered(snapshot))
    assert squeeze("1. Đánh giá việc chấp hành quy định về tuyển sinh. II. YÊU CẦU") in text
