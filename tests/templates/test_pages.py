"""Every page, drawn from an invented context: one heading, nothing inline, everything named."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.templates import samples

TAKES_WORDS = {"input", "select", "textarea"}


class Page(HTMLParser):
    """What a test asks a drawn page about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep every tag with its attributes."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the words a person reads."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """Answer the words of the page with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, name: str) -> list[dict[str, str | None]]:
        """Answer the attributes of every tag of this name."""
        return [attrs for tag, attrs in self.tags if tag == name]

    def ids(self) -> Counter[str]:
        """Count the ids of the page."""
        return Counter(str(attrs["id"]) for _, attrs in self.tags if "id" in attrs)


def draw(name: str) -> Page:
    """Draw a sample page."""
    template, context = samples.PAGES[name]
    return Page(render_to_string(template, context()))


@pytest.fixture(params=sorted(samples.PAGES))
def page(request: Any) -> Page:
    """Give every sample page in turn."""
    return draw(request.param)


def test_a_page_has_exactly_one_main_heading_and_a_title(page: Page) -> None:
    assert len(page.all("h1")) == 1
    assert re.search(r"<title>\s*\S.*Kiểm tra số", page.html)


def test_a_page_carries_no_inline_script_or_style(page: Page) -> None:
    assert all(script.get("src") for script in page.all("script"))
    assert page.all("style") == []
    for _, attrs in page.tags:
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]


def test_no_template_word_is_left_over(page: Page) -> None:
    assert "{%" not in page.html
    assert "{{" not in page.html
    assert "<c-" not in page.html


def test_no_id_stands_twice(page: Page) -> None:
    assert [name for name, count in page.ids().items() if count > 1] == []


def test_every_control_has_a_name_a_reader_hears(page: Page) -> None:
    labelled = {attrs.get("for") for attrs in page.all("label")}
    for tag, attrs in page.tags:
        if tag in TAKES_WORDS and attrs.get("type") != "hidden":
            assert attrs.get("aria-label") or attrs.get("id") in labelled, attrs


def test_every_pointer_to_another_part_points_somewhere(page: Page) -> None:
    ids = set(page.ids())
    for _, attrs in page.tags:
        for name in ("aria-describedby", "aria-labelledby", "popovertarget", "form"):
            assert set((attrs.get(name) or "").split()) <= ids, attrs
        target = attrs.get("href") or ""
        if target.startswith("#") and len(target) > 1:
            assert target[1:] in ids, target


def test_every_link_leads_somewhere(page: Page) -> None:
    assert all(link.get("href") for link in page.all("a"))


def test_every_form_that_changes_something_carries_its_token(page: Page) -> None:
    posts = [form for form in page.all("form") if form.get("method") == "post"]
    assert page.html.count("csrfmiddlewaretoken") == len(posts)


@pytest.mark.parametrize("name", ["portal_home", "request", "request_answered", "minutes"])
def test_a_page_for_institutions_is_light(name: str) -> None:
    assert len(draw(name).html.encode()) <= 60_000


def test_the_demo_says_so_on_every_page() -> None:
    for name in samples.PAGES:
        if name != "500":
            assert "DỮ LIỆU MINH HOẠ" in draw(name).text, name


def test_nobody_reads_the_word_kept_for_the_state_inspectorate(page: Page) -> None:
    assert "thanh tra" not in page.text.lower()


def test_the_worklist_says_what_where_when_and_why() -> None:
    text = draw("worklist").text
    for part in (
        "Ký biên bản kiểm tra",
        samples.SCHOOL,
        samples.CODE,
        "quá 1 ngày làm việc",
        "Bạn là Trưởng đoàn",
    ):
        assert part in text


def test_an_empty_worklist_says_what_will_happen() -> None:
    assert "Hiện không có việc nào chờ bạn." in draw("worklist_empty").text


def test_a_deed_that_cannot_be_done_is_no_link_and_its_reasons_stand_on_the_page() -> None:
    page = draw("case_overview")
    assert "/ho-so/14/lap-bien-ban" not in page.html
    assert "3 nội dung chưa ghi kết quả" in page.text
    assert "Trưởng đoàn chưa xác nhận đã trao đổi với đơn vị" in page.text


def test_a_deed_that_can_be_done_is_one_press_away() -> None:
    assert 'href="/ho-so/14/lap-bien-ban"' in draw("case_ready").html


def test_the_phases_tell_where_the_case_stands() -> None:
    page = draw("case_overview")
    assert "Giai đoạn 4/8: Kiểm tra" in page.text
    assert [attrs["class"] for attrs in page.all("li") if attrs.get("aria-current") == "step"]


def test_a_deadline_shows_how_it_was_counted() -> None:
    assert "10 ngày làm việc (Đ.13.2b)" in draw("case_overview").text


def test_a_paper_without_signature_never_reads_as_signed() -> None:
    text = draw("case_documents").text
    assert "Mới xác nhận điện tử, chưa phải chữ ký" in text
    assert "Đang tạo bản PDF" in text


def test_a_withdrawn_file_can_no_longer_be_opened() -> None:
    page = draw("case_files")
    assert "Đã rút" in page.text
    assert page.html.count('href="/tep/7"') == 1


def test_a_blocked_deed_lists_what_is_missing_instead_of_the_form() -> None:
    page = draw("step_blocked")
    assert "Thành viên Y Bhăm chưa khai xung đột lợi ích" in page.text
    assert "data-guard" not in page.html


def test_a_deed_names_its_consequence_and_its_law() -> None:
    text = draw("step").text
    assert "quyết định khóa lại" in text
    assert "Điều 13 Nghị định 217/2025/NĐ-CP" in text


def test_a_signer_can_compare_the_code_of_the_print_and_sees_the_way_of_refusal() -> None:
    page = draw("step_sign")
    assert "ab12cd34ef56" in page.text
    assert 'href="/khong-ky"' in page.html


def test_the_overlap_review_shows_the_last_24_months_of_each_institution() -> None:
    text = draw("step_overlap").text
    assert "20/11/2025" in text
    assert "Chưa có cuộc kiểm tra nào trong 24 tháng qua" in text


def test_a_confirmation_is_never_called_a_signature() -> None:
    assert "Xác nhận không phải là chữ ký." in draw("step_confirm").text


def test_a_refusal_is_judged_beside_the_reason_given() -> None:
    assert "Không thuộc nội dung tuyển sinh." in draw("step_refusal").text


def test_the_reply_and_the_finding_stand_on_one_page() -> None:
    text = draw("step_finding").text
    assert "Tuyển vượt 12 người." in text
    assert "Ghi nhầm cột." in text


def test_two_people_on_one_item_see_each_other() -> None:
    page = draw("item_conflict")
    for part in ("Y Bhăm đã ghi lúc 14:20", "chưa công bố", "Giữ bản của tôi", "Lấy bản của người kia"):
        assert part in page.text


def test_an_item_can_be_saved_without_a_script() -> None:
    form = next(f for f in draw("item").all("form") if "item-form" in str(f.get("class")))
    assert form["method"] == "post"
    assert form["action"]


def test_the_institution_reads_who_asks_what_by_when_why_and_whom_to_call() -> None:
    text = draw("request").text
    for part in (
        "Đoàn kiểm tra theo Quyết định số 1245/QĐ-SGDĐT",
        "thứ Sáu 20/11/2026",
        "Điểm b khoản 2 Điều 11",
        "Trần Thị Bình, Trưởng đoàn",
        "không liên quan đến nội dung kiểm tra (Đ.9.1c)",
        "BN-2026-031",
    ):
        assert part in text


def test_contradicting_minutes_cannot_be_signed_and_say_why() -> None:
    page = draw("minutes")
    assert 'href="/ky"' not in page.html
    assert "ghi đúng quy định nhưng có tồn tại TT.01" in page.text
    assert 'href="/ky"' in draw("minutes_clean").html
