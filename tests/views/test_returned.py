"""The pages on which a signed paper comes back: drop, read beside the draft, confirm once (practice.md 2, 11.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document
from tests.factories.cases import after, moment_of, story_of
from tests.factories.people import make_people
from tests.factories.returned import scan, signed_outside


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people(certificates=True)


@pytest.fixture
def paper(cast: Cast) -> Document:
    shift = timezone.now() - after("draft_decision")
    told = story_of(cast, real=True).tell(
        Plot(), until="draft_decision", moment=lambda deed: moment_of(deed) + shift
    )
    return told.documents.get(kind="decision")


def at_desk(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name])
    return client


def pdf(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("da-ky.pdf", content, "application/pdf")


def test_the_clerk_drops_a_file_and_the_dossier_is_found_by_itself(cast: Cast, paper: Document) -> None:
    clerk = at_desk(cast, "vanthu")
    page = clerk.get(reverse("returned_drop"))
    assert paper.title in page.text
    content = signed_outside(paper, at=timezone.now(), number=37)
    answer = clerk.post(reverse("returned_drop"), {"file": pdf(content)}, follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("returned", args=[paper.case_id, paper.pk]))
    for words in (
        "37/QĐ-SGDĐT",
        cast.people["giamdoc"].full_name,
        "đúng từng chữ với dự thảo",
        "Đã ký số (2/2)",
    ):
        assert words in answer.text
    url, form = answer.redirect_chain[0][0], answer.context["form"]
    typed = {"number": form["number"].value(), "on": f"{form['on'].value():%d/%m/%Y}", "once": form.once}
    done = clerk.post(url, typed, follow=True)
    assert "Đã nhận lại văn bản: đã ký, có số và đã phát hành." in done.text
    assert "37/QĐ-SGDĐT" in done.text
    assert Case.objects.get(pk=paper.case_id).stage == "decided"
    again = clerk.post(url, typed, follow=True)
    assert "Biểu mẫu này đã được nhận, không ghi lần hai." in again.text


def test_a_wrong_file_is_told_before_anything_can_be_confirmed(cast: Cast, paper: Document) -> None:
    officer = at_desk(cast, "chuyenvien")
    content = signed_outside(paper, at=timezone.now(), people=["phogiamdoc"])
    url = reverse("returned", args=[paper.case_id, paper.pk])
    page = officer.post(url, {"file": pdf(content)}, follow=True)
    assert "Không nhận được tệp này" in page.text
    assert "bản in ghi người ký là" in page.text
    assert "Xác nhận, nhận văn bản" not in page.text


def test_a_scan_asks_for_place_and_code(cast: Cast, paper: Document) -> None:
    officer = at_desk(cast, "chuyenvien")
    url = reverse("returned", args=[paper.case_id, paper.pk])
    page = officer.post(url, {"file": pdf(scan())}, follow=True)
    assert "Nơi lưu bản gốc giấy" in page.text
    confirm = page.redirect_chain[0][0]
    refused = officer.post(confirm, {"number": "12", "on": f"{timezone.localdate():%d/%m/%Y}", "once": "a"})
    assert "Ghi nơi lưu bản gốc giấy" in refused.text
    typed = {
        "number": "12",
        "on": f"{timezone.localdate():%d/%m/%Y}",
        "original_place": "Văn thư Sở, hộp 12",
        "code_seen": paper.snapshot_sha256[:12],
        "once": "b",
    }
    done = officer.post(confirm, typed, follow=True)
    assert "Đã ký tay, bản gốc lưu tại Văn thư Sở, hộp 12" in done.text


def test_a_file_that_belongs_nowhere_is_told_so(cast: Cast, paper: Document) -> None:
    page = at_desk(cast, "vanthu").post(reverse("returned_drop"), {"file": pdf(scan("Thư mời"))})
    assert "Không tìm thấy văn bản đang chờ" in page.text


def test_after_the_return_the_page_says_who_took_it(cast: Cast, paper: Document) -> None:
    clerk = at_desk(cast, "vanthu")
    url = reverse("returned", args=[paper.case_id, paper.pk])
    content = signed_outside(paper, at=timezone.now(), number=9)
    page = clerk.post(url, {"file": pdf(content)}, follow=True)
    confirm = page.redirect_chain[0][0]
    clerk.post(confirm, {"number": "9", "on": f"{timezone.localdate():%d/%m/%Y}", "once": "c"})
    told = clerk.get(url).text
    assert "Văn bản này đã nhận rồi" in told
    assert cast.people["vanthu"].full_name in told


def test_the_papers_tab_offers_the_return_and_the_correction(cast: Cast, paper: Document) -> None:
    officer = at_desk(cast, "chuyenvien")
    tab = reverse("case", args=[paper.case_id]) + "?tab=documents"
    assert "Nhận lại bản đã ký" in officer.get(tab).text
    story = story_of(cast, real=True)
    now = timezone.now()
    case = Case.objects.get(pk=paper.case_id)
    story.sign_decision(case, Plot(), now)
    story.issue_decision(case, Plot(), now)
    page = officer.get(tab).text
    assert "Đính chính văn bản" in page
    assert "Thay thế văn bản" not in page
    letter = officer.get(reverse("step", args=[paper.case_id, "dinh-chinh", paper.pk]))
    assert letter.status_code == 200
