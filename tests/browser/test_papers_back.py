"""A decision signed outside comes back by the records clerk: one act; a tampered one is refused (practice.md 2, 11.1)."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
import weasyprint
from django.utils import timezone

from inspections.documents.formatting import long_date
from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.signer import sign_pdf
from tests.browser import schools
from tests.browser.play import CLERK, DIRECTOR, OFFICER
from tests.browser.visitor import Visitor, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NUMBER, SIGNER = 4127, "Nguyễn Thị Ánh Nguyệt"


def draft_of(officer: Visitor) -> bytes:
    """The PDF that the officer sends to the agency's document system."""
    officer.open(f"/ho-so/?q={schools.OUTSIDE_TITLE}")
    officer.link(re.compile(schools.OUTSIDE_TITLE))
    officer.tab("Văn bản")
    officer.wait_for_print()
    return officer.bytes_of(officer.page.locator("main").get_by_role("link", name="Tải bản PDF").first)


def signed_outside(draft: bytes, authority: DemoAuthority) -> bytes:
    """The director signs, then the records office stamps number and date and seals, each as a revision."""
    now = timezone.now()
    content = sign_pdf(draft, credential=authority.credential(DIRECTOR), role="personal", reason="ký", at=now)
    day = timezone.localdate(now).isoformat()
    return sign_pdf(
        content,
        credential=authority.credential("agency"),
        role="agency",
        reason="phát hành",
        at=now + timedelta(seconds=1),
        lines=[f"Số: {NUMBER}/QĐ-SGDĐT", f"Lâm Đồng, {long_date(day)}"],
    )


def with_other_words(draft: bytes) -> bytes:
    """The print with a line written over its first page before anybody signed."""
    sheet = weasyprint.HTML(string="<p style='margin-top: 12cm'>và các đơn vị liên kết</p>").write_pdf()
    reader = pypdf.PdfReader(io.BytesIO(draft))
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.pages[0].merge_page(pypdf.PdfReader(io.BytesIO(sheet)).pages[0])
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def drop(clerk: Visitor, path: Path) -> None:
    """The general page for papers that come back: it finds the dossier by the codes on the pages."""
    clerk.open("/van-ban-tra-ve/")
    clerk.attach("Tệp PDF đã ký", path)
    clerk.send("Đọc tệp")


def test_a_signed_decision_is_issued_in_one_act_and_a_tampered_one_is_refused(
    visitors: Visitors, authority: DemoAuthority, tmp_path: Path
) -> None:
    draft = draft_of(visitors.person(OFFICER))
    signed = signed_outside(draft, authority)
    good, bad = tmp_path / "quyet-dinh-da-ky.pdf", tmp_path / "quyet-dinh-bi-sua.pdf"
    good.write_bytes(signed)
    bad.write_bytes(signed_outside(with_other_words(draft), authority))
    clerk = visitors.person(CLERK)
    clerk.open("/van-ban-tra-ve/")
    clerk.picture("nhan-lai-van-ban")

    drop(clerk, bad)
    clerk.look("bị sửa")
    clerk.picture("nhan-lai-bi-sua")
    clerk.sees("Không nhận được tệp này")
    clerk.sees("Trang 1 khác dự thảo đã trình")
    clerk.sees("và các đơn vị liên kết")

    with visitors.clicks.at_most(2, "Nhận lại văn bản"):
        drop(clerk, good)
        clerk.look("đọc được")
        for words in (f"{NUMBER}/QĐ-SGDĐT", f"{timezone.localdate():%d/%m/%Y}", SIGNER):
            clerk.sees(words)
        clerk.picture("nhan-lai-doc-duoc")
        clerk.send("Xác nhận, nhận văn bản")
    clerk.told("đã ký, có số và đã phát hành")
    clerk.tab("Văn bản")
    clerk.sees(f"{NUMBER}/QĐ-SGDĐT")
    clerk.sees("Đã ký số (2/2)")
    drop(clerk, good)
    clerk.look("đã nhận")
