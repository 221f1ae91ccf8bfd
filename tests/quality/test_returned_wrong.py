"""P13 at the desk where signed papers come back: every wrong file has a sentence of its own, and nothing is taken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inspections.actions.documents import latest_bytes, render_body
from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import sign_pdf
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Document
from tests.factories.cases import after, moment_of, story_of
from tests.factories.people import make_people
from tests.factories.returned import scan, signed_outside, with_page_of
from tests.quality.conftest import YEAR_SECONDS
from tests.quality.places import CLERK, DIRECTOR, OFFICER
from tests.quality.scenes import NOW
from tests.quality.world import changes, clock_at, record

AT = after("draft_decision", hours=2)
TAKEN = "Xác nhận, nhận văn bản"


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Iterator[Cast]:
    """The people with their test certificates, on a fixed morning."""
    settings.SESSION_COOKIE_AGE = YEAR_SECONDS
    with clock_at(NOW):
        yield make_people(certificates=True)


def decision(cast: Cast, plot: Plot | None = None) -> Document:
    """A decision that was printed and went out to be signed."""
    told = story_of(cast, real=True).tell(plot or Plot(), until="draft_decision", moment=moment_of)
    return told.documents.get(kind="decision")


@pytest.fixture
def paper(cast: Cast) -> Document:
    return decision(cast)


@pytest.fixture
def other(cast: Cast) -> Document:
    return decision(cast, Plot(theme="chuan-co-so", codes=("MH-02",)))


def signed(content: bytes) -> bytes:
    """These bytes signed by the director and sealed, whatever they say."""
    authority = demo_authority()
    for name, role in ((DIRECTOR, "personal"), ("agency", "agency")):
        content = sign_pdf(content, credential=authority.credential(name), role=role, reason="ký", at=AT)
    return content


def told(cast: Cast, paper: Document, content: bytes, name: str = CLERK) -> str:
    """What the page says when this file is dropped on this paper; the record stays as it was."""
    client = Client()
    client.force_login(cast.people[name])
    untouched = record()
    url = reverse("returned", args=[paper.case_id, paper.pk])
    file = SimpleUploadedFile("da-ky.pdf", content, "application/pdf")
    page = client.post(url, {"file": file}, follow=True)
    assert page.status_code == 200
    assert changes(untouched, record()) == {}
    return re.sub(r"\s+", " ", page.content.decode())


def test_a_paper_of_another_dossier(cast: Cast, paper: Document, other: Document) -> None:
    page = told(cast, paper, signed_outside(other, at=AT))
    assert f"của hồ sơ {other.case.code}, không phải của hồ sơ này" in page and TAKEN not in page


def test_the_print_of_an_older_draft(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT)
    Document.objects.filter(pk=paper.pk).update(state="replaced")
    row = Document.objects.get(pk=paper.pk)
    row.pk, row.state, row.snapshot_sha256 = None, "for_signature", "f" * 64
    row.public_code, row.body, row.body_sha256 = "7KQ2M9XTB4R", "", ""
    row.snapshot = {**paper.snapshot, "scope": "Phạm vi khác."}
    row.save(force_insert=True)
    render_body(row.pk)
    page = told(cast, Document.objects.get(pk=row.pk), content)
    assert "được in từ bản dự thảo cũ" in page and TAKEN not in page


def test_a_signature_that_was_broken(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT)
    place = content.index(b"/Producer")
    page = told(cast, paper, content[: place + 12] + b"X" + content[place + 13 :])
    assert "đã bị thay đổi sau khi" in page or "đã bị sửa sau khi ký" in page
    assert TAKEN not in page


def test_a_certificate_of_an_unknown_authority(cast: Cast, paper: Document, tmp_path: Path) -> None:
    name = cast.people[DIRECTOR].full_name
    stranger = DemoAuthority(tmp_path).issue(DIRECTOR, name=name, organisation="Sở")
    content = sign_pdf(latest_bytes(paper), credential=stranger, role="personal", reason="ký", at=AT)
    page = told(cast, paper, content)
    assert "không thuộc cơ quan cấp chứng thư được tin cậy" in page and TAKEN not in page


def test_a_page_replaced_after_the_print(cast: Cast, paper: Document, other: Document) -> None:
    mixed = with_page_of(latest_bytes(paper), latest_bytes(other), place=1)
    page = told(cast, paper, signed(mixed))
    assert "Trang 2 mang mã bản in" in page and TAKEN not in page


def test_words_changed_before_the_signature(cast: Cast, paper: Document) -> None:
    forged = scan(f"Điều 1. Kiểm tra một đơn vị khác. Mã bản in: {paper.snapshot_sha256[:12]}")
    page = told(cast, paper, signed(forged))
    assert "khác dự thảo đã trình" in page or "không cùng số trang" in page
    assert TAKEN not in page


def test_a_scan_without_its_line_is_compared_by_eye_and_never_by_itself(cast: Cast, paper: Document) -> None:
    page = told(cast, paper, scan())
    assert "Đã so bằng mắt với dự thảo" in page and "Nơi lưu bản gốc giấy" in page
    client = Client()
    client.force_login(cast.people[CLERK])
    url = reverse("returned", args=[paper.case_id, paper.pk])
    confirm = client.post(url, {"file": SimpleUploadedFile("quet.pdf", scan())}).headers["Location"]
    typed = {"number": "12", "on": f"{NOW:%d/%m/%Y}", "original_place": "Hộp 12", "once": "a"}
    answer = client.post(confirm, typed)
    assert answer.status_code == 200 and "«Mã bản in»" in answer.content.decode()
    assert Document.objects.get(pk=paper.pk).state == "for_signature"


def test_what_is_no_pdf_inside(cast: Cast, paper: Document) -> None:
    page = told(cast, paper, b"khong phai pdf")
    assert "da-ky.pdf" in page and TAKEN not in page


def test_the_second_of_two_returns(cast: Cast, paper: Document) -> None:
    content = signed_outside(paper, at=AT, number=9)
    client = Client()
    client.force_login(cast.people[CLERK])
    url = reverse("returned", args=[paper.case_id, paper.pk])
    shown = client.post(url, {"file": SimpleUploadedFile("da-ky.pdf", content)}, follow=True)
    form = shown.context["form"]
    typed = {"number": form["number"].value(), "on": f"{form['on'].value():%d/%m/%Y}", "once": form.once}
    assert client.post(shown.redirect_chain[0][0], typed).status_code == 302
    page = told(cast, paper, content, OFFICER)
    assert "Văn bản này đã nhận" in page and cast.people[CLERK].full_name in page and TAKEN not in page
    assert Document.objects.get(pk=paper.pk).signatures.count() == 2
