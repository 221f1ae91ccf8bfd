"""«In cả hồ sơ»: every paper once behind its contents, what is left out is told, and old prints go."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from inspections.actions.documents import latest_bytes
from inspections.actions.dossier_prints import ask_print, make_print, sweep_prints
from inspections.enums import AccessKind, ScanState
from inspections.management.demo.people import Cast
from inspections.models import (
    Case,
    Document,
    DossierPrint,
    EvidenceFile,
    FileAccess,
    FileCheck,
    Membership,
    User,
)
from tests.factories import evil_files
from tests.factories.cases import case_after
from tests.factories.people import make_people
from tests.views.test_dossier_zip import add_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def party(cast: Cast) -> Case:
    case = case_after(cast, "conclude_items")
    found = case.children.first()
    assert found is not None
    for paper in Document.objects.filter(case_id__in=[case.pk, found.pk]):
        if paper.body_sha256:
            with paper.body.storage.open(paper.body.name, "wb") as stored:
                stored.write(evil_files.pdf(pages=2))
            if paper.final:
                with paper.final.storage.open(paper.final.name, "wb") as stored:
                    stored.write(evil_files.pdf(pages=2))
    return found


def made(case: Case, by: User, *, with_files: bool = False) -> DossierPrint:
    row = ask_print(case, by=by, now=timezone.now(), with_files=with_files)
    make_print(row.pk, now=timezone.now())
    return DossierPrint.objects.get(pk=row.pk)


def pages(row: DossierPrint) -> list[str]:
    with row.blob.open("rb") as stream:
        return [page.extract_text() for page in PdfReader(io.BytesIO(stream.read())).pages]


def test_every_paper_is_bound_once_behind_a_contents_page_that_names_it(cast: Cast, party: Case) -> None:
    row = made(party, cast.people["truongdoan"])
    text = pages(row)
    papers = [paper for paper in Document.objects.filter(case=party) if paper.is_rendered]
    papers += list(Document.objects.filter(case=party.parent, state="issued"))
    contents = " ".join(" ".join(text).split())
    assert "MỤC LỤC HỒ SƠ" in contents
    for paper in papers:
        assert paper.full_number in contents
    assert row.pages == len(text) >= 1 + 2 * len(papers)
    assert FileAccess.objects.filter(way=AccessKind.PRINTED, document__in=papers).count() == len(papers)


def test_a_second_run_of_the_job_and_a_second_press_make_nothing_twice(cast: Cast, party: Case) -> None:
    first = ask_print(party, by=cast.people["truongdoan"], now=timezone.now(), with_files=False)
    again = ask_print(party, by=cast.people["truongdoan"], now=timezone.now(), with_files=False)
    assert first == again
    make_print(first.pk, now=timezone.now())
    name = DossierPrint.objects.get(pk=first.pk).blob.name
    make_print(first.pk, now=timezone.now())
    assert DossierPrint.objects.get(pk=first.pk).blob.name == name


def test_pdf_files_come_along_when_asked_and_the_others_are_only_listed(cast: Cast, party: Case) -> None:
    clerk = cast.people["truonga-canbo"]
    held = add_file(party, clerk, "so-theo-doi.pdf", evil_files.pdf(pages=3))
    EvidenceFile.objects.filter(pk=held.pk).update(mime="application/pdf")
    add_file(party, clerk, "ghi-chu.txt")
    without, along = (made(party, cast.people["truongdoan"], with_files=flag) for flag in (False, True))
    assert along.pages is not None and without.pages is not None and along.pages >= without.pages + 3
    contents = "".join("".join(pages(along)[:4]).split())
    assert "so-theo-doi.pdf" in contents and "ghi-chu.txt" in contents


def test_locked_broken_withdrawn_and_infected_files_are_left_out_with_their_reason(
    cast: Cast, party: Case
) -> None:
    clerk = cast.people["truonga-canbo"]
    contents = {
        "khoa.pdf": evil_files.encrypted_pdf(),
        "hong.pdf": b"%PDF-1.7 x",
        "rut.pdf": b"x",
        "doc.pdf": b"x",
    }
    rows = {name: add_file(party, clerk, name, content) for name, content in contents.items()}
    EvidenceFile.objects.filter(case=party).update(mime="application/pdf")
    EvidenceFile.objects.filter(pk=rows["rut.pdf"].pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=clerk, withdrawn_reason="Nộp nhầm"
    )
    FileCheck.objects.update_or_create(file=rows["doc.pdf"], defaults={"scan": ScanState.INFECTED})
    told = {
        row["name"]: row["why"] for row in made(party, cast.people["truongdoan"], with_files=True).left_out
    }
    why = {name: next(why for told_name, why in told.items() if name in told_name) for name in contents}
    assert "mật khẩu" in why["khoa.pdf"] and "hỏng" in why["hong.pdf"]
    assert "Nộp nhầm" in why["rut.pdf"] and "mã độc" in why["doc.pdf"]


def test_the_institutions_print_holds_neither_the_plan_nor_the_teams_files(cast: Cast, party: Case) -> None:
    add_file(party, cast.people["truongdoan"], "rieng-cua-doan.txt", side="team")
    text = "".join("".join(pages(made(party, cast.people["truonga-hieutruong"]))).split())
    assert "rieng-cua-doan" not in text and "Kếhoạchtiếnhành" not in text and "Quyếtđịnhkiểmtra" in text


def fetch(user: User, row: DossierPrint) -> int:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.get(reverse("dossier_print", args=[row.case_id, row.pk]))
    assert answer.status_code == 404 or b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[arg-type]
    return answer.status_code


def test_only_who_asked_fetches_the_print_and_only_while_the_dossier_is_open_to_him(
    cast: Cast, party: Case
) -> None:
    lead, clerk = cast.people["truongdoan"], cast.people["truonga-canbo"]
    row = made(party, clerk)
    assert fetch(clerk, row) == 200 and fetch(lead, row) == 404
    Membership.objects.filter(user=clerk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert fetch(clerk, row) == 404


def test_a_right_that_is_gone_when_the_job_runs_makes_no_print(cast: Cast, party: Case) -> None:
    clerk = cast.people["truonga-canbo"]
    row = ask_print(party, by=clerk, now=timezone.now(), with_files=False)
    Membership.objects.filter(user=clerk).update(valid_until=timezone.localdate() - timedelta(days=1))
    make_print(row.pk, now=timezone.now())
    assert not DossierPrint.objects.filter(pk=row.pk).exists()


def test_prints_are_swept_after_a_week_and_are_closed_before_that(
    cast: Cast, party: Case, django_capture_on_commit_callbacks: object
) -> None:
    lead = cast.people["truongdoan"]
    row = made(party, lead)
    DossierPrint.objects.filter(pk=row.pk).update(asked_at=timezone.now() - timedelta(days=8))
    assert fetch(lead, row) == 404
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        sweep_prints(now=timezone.now())
    assert not DossierPrint.objects.filter(pk=row.pk).exists()
    assert not row.blob.storage.exists(row.blob.name)


def test_signed_bytes_are_bound_as_they_are_stored(cast: Cast, party: Case) -> None:
    paper = Document.objects.filter(case=party.parent, state="issued").first()
    assert paper is not None
    before = latest_bytes(paper)
    made(party, cast.people["truongdoan"])
    assert latest_bytes(Document.objects.get(pk=paper.pk)) == before


def test_the_page_says_that_a_print_is_being_made_and_then_offers_it(cast: Cast, party: Case) -> None:
    lead, url = cast.people["truongdoan"], reverse("dossier", args=[party.pk])
    client = Client()
    client.force_login(lead)
    assert client.post(reverse("ask_dossier_print", args=[party.pk])).status_code == 302
    waiting = client.get(url)
    assert "Đang tạo" in waiting.content.decode() and waiting["Refresh"] == "3"
    make_print(DossierPrint.objects.get(case=party).pk, now=timezone.now())
    ready = client.get(url)
    assert "Tải bản in" in ready.content.decode() and "Refresh" not in ready
