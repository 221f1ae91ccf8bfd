"""A whole dossier taken away, and the office's own Word template, as people do it in the browser."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import world
from tests.browser.play import LEAD
from tests.browser.visitor import Visitors
from tests.browser.watch import PHONE
from tests.documents.test_word_office import GOOD, template

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_the_lead_prints_a_dossier_and_takes_it_as_a_zip(visitors: Visitors) -> None:
    lead = visitors.person(LEAD)
    lead.open(f"/ho-so/?q={world.TITLE}")
    lead.link(re.compile(world.TITLE))
    lead.tab("Văn bản")
    lead.link("Tải về, in cả hồ sơ")
    lead.page.get_by_role("button", name="Tạo bản in").click()
    made = lead.page.get_by_role("link", name=re.compile("Tải bản in"))
    expect(made).to_be_visible(timeout=60_000)
    lead.look("bản in đã xong")

    with lead.page.expect_download() as caught:
        made.click()
    assert len(PdfReader(caught.value.path()).pages) >= 2
    with lead.page.expect_download() as caught:
        lead.page.get_by_role("button", name="Tải tệp nén").click()
    assert {"manifest.csv", "manifest.json"} <= set(zipfile.ZipFile(caught.value.path()).namelist())
    lead.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    lead.look("điện thoại")


def test_the_administrator_sees_what_a_template_lacks_before_it_is_kept(
    visitors: Visitors, tmp_path: Path
) -> None:
    person = visitors.person("quantri")
    person.open("/danh-muc/mau-word/")
    person.link("Thêm mẫu")
    for name, content in (("thieu.docx", template(*GOOD, "{{ khong_co }}")), ("du.docx", template(*GOOD))):
        (tmp_path / name).write_bytes(content)
    person.page.locator("#id_file").set_input_files(tmp_path / "thieu.docx")
    person.page.get_by_role("button", name="Xem mẫu").click()
    expect(person.page.get_by_text("Có chỗ không nhận ra", exact=True)).to_be_visible(timeout=30_000)
    person.look("mẫu thiếu")

    person.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    person.look("mẫu thiếu, điện thoại")

    person.page.locator("#id_file").set_input_files(tmp_path / "du.docx")
    person.page.get_by_role("button", name="Xem lại tệp khác").click()
    expect(person.page.get_by_text("Mẫu dùng được")).to_be_visible(timeout=30_000)
    with person.page.expect_download() as caught:
        person.page.get_by_role("button", name="Tải bản ví dụ").click()
    assert zipfile.is_zipfile(caught.value.path())
    person.page.get_by_role("button", name="Lưu mẫu này").click()
    expect(person.page.get_by_text("Mẫu đang dùng").first).to_be_visible(timeout=30_000)
    person.look("đã lưu")

    person.link("Biên bản kiểm tra")
    person.look("chỗ cần điền")
