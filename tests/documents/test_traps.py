"""Legal traps that concern documents and words: what a naive implementation would print."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from inspections.documents.layout import RenderFailed
from inspections.enums import DocumentKind
from tests.documents.every_kind import EVERY_KIND, any_pdf
from tests.documents.examples import TRAINING_LAW, example_snapshot
from tests.documents.old_words import OLD_UNITS
from tests.documents.reading import body_text, example_pdf, rendered, squeeze, whole_text

ROOT = Path(__file__).resolve().parents[2]
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
OWN_CONCLUSION = re.compile(r"kết luận (kiểm tra|thanh tra)", re.IGNORECASE)
OWN_THANH_TRA = re.compile(
    r"thanh tra viên|đoàn thanh tra|cuộc thanh tra|thanh tra chuyên ngành|quyết định thanh tra|đối tượng thanh tra",
    re.IGNORECASE,
)
REFUSED_WORDS = (
    "Bỏ cụm từ «kết luận kiểm tra»"  # the sentence that sends a report back names the words it refuses
)
SENT_BACK = "không còn cấp huyện"  # what an address with a district is told


def words_of_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def words_of_screens() -> Iterator[tuple[str, str]]:
    """Every sentence given to gettext in the code."""
    for room in ("inspections", "workflows"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and name_of(node) in TRANSLATORS:
                    texts = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                    yield from (
                        (str(path.relative_to(ROOT)), text) for text in texts if isinstance(text, str)
                    )


def offenders(pattern: re.Pattern[str], *, but: str = "") -> list[tuple[str, str]]:
    """Where the pattern stands in a sentence; a sentence that says ``but`` may name it."""
    words = [*words_of_templates(), *words_of_screens()]
    said = [(place, text) for place, text in words if not but or but not in text]
    return [(place, found.group()) for place, text in said if (found := pattern.search(text))]


def test_the_scan_reads_templates_and_sentences_of_the_code() -> None:
    assert sum(1 for _words in words_of_templates()) > 10
    assert sum(1 for _words in words_of_screens()) > 50
    assert OWN_THANH_TRA.search("Thanh tra viên")
    assert OLD_UNITS.search("UBND huyện Đắk Mil")


def test_trap_01_nothing_of_ours_is_called_a_conclusion() -> None:
    assert offenders(OWN_CONCLUSION, but=REFUSED_WORDS) == []


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_01_no_document_speaks_of_a_conclusion(kind: str) -> None:
    assert "kết luận" not in whole_text(any_pdf(kind)).casefold()


def test_trap_02_our_people_teams_and_decisions_are_never_called_thanh_tra() -> None:
    assert offenders(OWN_THANH_TRA) == []


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_02_in_a_document_thanh_tra_is_only_the_other_body(kind: str) -> None:
    text = whole_text(any_pdf(kind)).replace("Thanh tra tỉnh", "").casefold()
    assert "thanh tra" not in text


def test_trap_09_minutes_without_the_opinion_of_the_inspected_are_not_made() -> None:
    snapshot = example_snapshot("minutes")
    del snapshot["opinion"]
    with pytest.raises(RenderFailed, match="opinion"):
        rendered(snapshot)


def test_trap_10_the_inspection_minutes_are_not_minutes_of_an_administrative_violation() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["findings"][0]["finding_kind"] = "sign_of_violation"
    text = whole_text(rendered(snapshot)).casefold()
    assert "dấu hiệu vi phạm: 07 bằng" in text
    assert "vi phạm hành chính" not in text
    assert "xử phạt" not in text
    assert not any("vi phạm hành chính" in label for label in DocumentKind.labels)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_21_no_seal_and_no_picture_of_a_signature_is_drawn(kind: str) -> None:
    reader = PdfReader(io.BytesIO(any_pdf(kind)))
    assert not any(page.images for page in reader.pages)
    assert "/AcroForm" not in reader.trailer["/Root"]


def test_trap_22_a_draft_has_no_number() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["number"] = ""
    assert squeeze("Số: /BB-ĐKT") in body_text(rendered(snapshot, draft=True))


def test_trap_24_the_grounds_name_a_law_without_its_number_and_close_each_line() -> None:
    text = body_text(example_pdf("decision"))
    assert (
        squeeze("Căn cứ Luật Giáo dục nghề nghiệp; Căn cứ Nghị định số 217/2025/NĐ-CP ngày 05 tháng 8")
        in text
    )
    assert squeeze("Theo đề nghị của Trưởng phòng Giáo dục nghề nghiệp. QUYẾT ĐỊNH:") in text
    assert squeeze(TRAINING_LAW["number"]) not in text


def test_trap_24_the_grounds_are_in_italics() -> None:
    html = (ROOT / "templates" / "documents" / "document.css").read_text(encoding="utf-8")
    assert ".ground { font-style: italic; }" in html


def test_trap_25_points_are_lettered_in_vietnamese_order() -> None:
    snapshot = example_snapshot("decision")
    snapshot["contents"] = [f"Nội dung thứ {number}" for number in range(1, 12)]
    text = body_text(rendered(snapshot))
    lettered = "; ".join(f"{letter}) Nội dung thứ {n}" for n, letter in enumerate("abcdđeghikl", start=1))
    assert squeeze(f"2. Nội dung kiểm tra: {lettered}.") in text


def test_trap_26_a_document_is_made_of_its_snapshot_alone_and_keeps_the_old_names() -> None:
    snapshot = example_snapshot("decision")
    snapshot["superior"], snapshot["place"] = "UBND tỉnh Đắk Nông", "Đắk Nông"
    text = body_text(rendered(snapshot))
    assert squeeze("UBND TỈNH ĐẮK NÔNG") in text
    assert squeeze("UBND TỈNH LÂM ĐỒNG") not in text


def test_trap_27_no_screen_and_no_template_names_a_district_an_abolished_ministry_or_an_old_identity_card() -> (
    None
):
    assert offenders(OLD_UNITS, but=SENT_BACK) == []


def test_trap_27_a_witness_is_told_by_the_personal_identification_number() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["refusal"] = {
        "outcome": "invited_not_signed",
        "reason": "",
        "recorded_at": "2026-11-17T16:50:00+07:00",
        "witnesses": [
            {
                "kind": "witness",
                "name": "Y Bhăm",
                "post_or_address": "xã Đắk Mil",
                "identity_number": "067000000001",
            }
        ],
    }
    text = body_text(rendered(snapshot))
    assert squeeze("Người chứng kiến: Y Bhăm, xã Đắk Mil; số định danh cá nhân: 067000000001.") in text
    assert squeeze("Lý do: không nêu lý do.") in text


def test_trap_45_a_moment_stored_in_utc_is_printed_with_the_vietnamese_day() -> None:
    snapshot = example_snapshot("minutes")
    snapshot["closed_at"] = "2026-11-30T23:30:00+00:00"
    assert squeeze("Biên bản kết thúc vào hồi 06 giờ 30 phút, ngày 01 tháng 12 năm 2026.") in body_text(
        rendered(snapshot)
    )
