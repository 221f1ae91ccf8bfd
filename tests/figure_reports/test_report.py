"""The periodic report: paper, workbook, JSON and the Committee's form say the same; every number has its passport (M8)."""

import io
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from inspections.actions import ledger as upkeep
from inspections.actions.counting import enter_number
from inspections.actions.figure_reports import render_report
from inspections.documents.signing.credentials import Credential
from inspections.documents.signing.places import demo_authority
from inspections.documents.signing.signer import sign_pdf
from inspections.enums import Indicator
from inspections.management.demo.people import Cast
from inspections.models import FigureForm, FigureReport, Freeze, Target
from inspections.rules.figure_passports import NUMBERS, code_of, read_code
from tests.factories import ledger
from tests.factories.cases import case_after
from tests.factories.people import make_people
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
OF_2025 = {"announced_on": "2025-03-02", "signed_on": "2025-03-20", "limit_end_on": "2025-12-31"}
MOST = 10


@pytest.fixture
def cast() -> Cast:
    """A department with four lượt of 2025: two of them count, one was examined thinly."""
    made = make_people()
    ledger.rule_of(made.department.pk)
    case, unit = case_after(made, "draft_decision"), made.institutions["MH-01"]
    thin = ledger.ON_SITE | {"site_items": 2}
    for facts, party in zip((ledger.SEALED, ledger.MIXED, thin), ledger.parties(case, unit, 3), strict=True):
        ledger.line_of(facts | OF_2025, unit, party=party)
    paper = ledger.paper_visit(made.institutions["MH-02"], made.people["chuyenvien"], date(2025, 4, 5))
    upkeep.count_papers([paper], now=ledger.moment(date(2025, 4, 5)), by=None)
    Target.objects.update_or_create(
        indicator=Indicator.ONLINE_SHARE,
        year=2025,
        defaults={"value": Decimal(50), "source": "Kế hoạch 450/KH-UBND"},
    )
    return made


def browser(cast: Cast, name: str) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def frozen(cast: Cast) -> FigureReport:
    """The year frozen by its section head, the report printed by the job."""
    browser(cast, "truongphong").post(reverse("freeze_period", args=["BC2025"]), {})
    report = FigureReport.objects.get()
    render_report(report.pk)
    return FigureReport.objects.get()


def content(client: Client, report: FigureReport, kind: str) -> bytes:
    """One shape of the report."""
    answer = client.get(reverse("report_file", args=[report.pk, kind]))
    assert answer.status_code == 200, kind
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def director_of(cast: Cast) -> Credential:
    """The director's test certificate."""
    authority, name = demo_authority(), cast.people["giamdoc"].full_name
    authority.establish()
    return authority.issue("giam-doc-bao-cao", name=name, organisation=cast.department.name)


def text_of(pdf: bytes) -> str:
    """The words of a PDF in one line."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_paper_workbook_json_and_screen_say_the_same_and_each_number_opens_its_passport(cast: Cast) -> None:
    report, client = frozen(cast), browser(cast, "giamsat")
    paper = text_of(content(client, report, "pdf"))
    found = json.loads(content(client, report, "json"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(client, report, "xlsx")))
    rows = {row[0]: row for row in book.get_sheet_by_index(0).to_python()}
    screen = client.get(reverse("figure_report", args=[report.pk])).content.decode()
    assert {one["key"] for one in found["figures"]} == set(NUMBERS)
    squeezed = paper.replace(" ", "")
    for one in found["figures"]:
        code = one["code"]
        assert code in squeezed and code in screen
        assert rows[code][2] == one["a"] and (one["b"] is None or rows[code][3] == one["b"])
        if one["b"] is not None:
            assert f"{one['a']}/{one['b']}" in squeezed and f"{one['a']}/{one['b']}" in screen
        passport = client.get(reverse("figure_passport", args=[code])).content.decode()
        assert one["definition"] in passport and report.freeze.list_sha256 in passport
        assert one["url"].endswith(reverse("figure_passport", args=[code]))
    assert "50%(2/4)" in squeezed and report.freeze.chain_head in squeezed
    links = [
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(content(client, report, "pdf"))).pages
        for note in page.get("/Annots", [])
    ]
    assert any(code_of("BC2025", 1, "online_share_headline") in link for link in links)


def test_scene_7_one_figure_opens_to_its_files_in_four_clicks(cast: Cast) -> None:
    report, client = frozen(cast), browser(cast, "giamdoc")

    def follow(url: str, begins: str) -> str:
        page = client.get(url).content.decode()
        found = [unescape(link) for link in re.findall(r'href="([^"]+)"', page) if link.startswith(begins)]
        assert found, (url, begins)
        return found[0]

    passport = follow(reverse("figure_report", args=[report.pk]), "/chi-tieu/so/")
    figures = follow(passport, "/chi-tieu/chot-so-lieu/" + str(report.freeze_id))
    line = follow(figures, "/chi-tieu/luot/")
    dossier = follow(line, "/ho-so/")
    assert client.get(dossier).status_code == 200


def test_a_trial_is_said_on_the_paper_and_nothing_is_reached_until_the_number_is_entered(cast: Cast) -> None:
    report = frozen(cast)
    paper = text_of(content(browser(cast, "giamsat"), report, "pdf"))
    assert "TÍNH THỬ" in paper and "đạt chỉ tiêu" not in paper
    rule = Freeze.objects.get().rule
    enter_number(
        rule,
        cast.department,
        by=cast.people["giamdoc"],
        now=timezone.now(),
        number="125/QĐ-SGDĐT",
        decided_on=date(2026, 11, 1),
        reason="Ban hành cách tính",
    )
    head = browser(cast, "truongphong")
    answer = head.post(
        reverse("restate", args=[report.freeze_id]), {"reason": "Cách tính đã được ban hành."}, follow=True
    )
    assert "Đã chốt lại lần 2" in answer.content.decode()
    second = FigureReport.objects.get(freeze__version=2)
    render_report(second.pk)
    paper = text_of(content(head, FigureReport.objects.get(pk=second.pk), "pdf"))
    assert "TÍNH THỬ" not in paper and "đạt chỉ tiêu được giao" in paper and "125/QĐ-SGDĐT" in paper
    assert "chốt lại lần 2" in paper
    first = text_of(content(head, FigureReport.objects.get(freeze__version=1), "pdf"))
    assert "TÍNH THỬ" in first, "the paper of the first version stays as it left"


def committee_book(last: str = "Người lập biểu") -> bytes:
    """A form with a style, a merged heading, a formula and marks."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Biểu 03")
        bold = made.add_format({"bold": True, "bg_color": "#ffee00", "num_format": "0"})
        sheet.merge_range(0, 0, 0, 3, "BIỂU TỔNG HỢP KỲ {{ky}}", bold)
        sheet.write_string(2, 0, "{{online_share_headline.a}}", bold)
        sheet.write_string(2, 1, "{{online_share_headline.b}}", bold)
        sheet.write_formula(2, 2, "=A3/B3", bold, 0)
        sheet.write_string(3, 0, "Tỷ lệ đạt {{ty_le}}, mã {{online_share_headline.ma}}")
        sheet.write_string(4, 0, last)
    return target.getvalue()


def test_scene_7_the_committees_form_is_filled_and_keeps_styles_merged_cells_and_formulas(cast: Cast) -> None:
    report, officer = frozen(cast), browser(cast, "chuyenvien")
    wrong = SimpleUploadedFile("bieu.xlsx", committee_book("{{khong_co}}"))
    told = officer.post(reverse("committee_form"), {"file": wrong}).content.decode()
    assert "dấu chưa biết: khong_co" in told and not FigureForm.objects.exists()
    empty = committee_book()
    officer.post(reverse("committee_form"), {"file": SimpleUploadedFile("bieu-03.xlsx", empty)})
    filled = content(officer, report, "bieu")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(filled)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0][0].startswith("BIỂU TỔNG HỢP KỲ Năm 2025")
    assert (rows[2][0], rows[2][1]) == (2, 4), "numbers go in as numbers"
    assert rows[3][0] == f"Tỷ lệ đạt 50%, mã {code_of('BC2025', 1, 'online_share_headline')}"
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (empty, filled))
    assert before.read("xl/styles.xml") == after.read("xl/styles.xml")
    first, second = (one.read("xl/worksheets/sheet1.xml").decode() for one in (before, after))
    assert re.findall(r"<mergeCell [^>]*>", first) == re.findall(r"<mergeCell [^>]*>", second)
    assert "<f>A3/B3</f>" in second
    assert re.findall(r'<c r="A3" s="\d+"', first) == re.findall(r'<c r="A3" s="\d+"', second)


def test_the_signed_paper_comes_back_with_its_number_and_altered_words_are_refused(cast: Cast) -> None:
    report, clerk = frozen(cast), browser(cast, "vanthu")
    printed = content(clerk, report, "pdf")
    url = reverse("return_report", args=[report.pk])
    typed: dict[str, Any] = {"number": "125/BC-SGDĐT", "dated_on": "01/11/2026"}
    unsigned = clerk.post(url, typed | {"file": SimpleUploadedFile("a.pdf", printed)})
    assert unsigned.status_code == 200 and not FigureReport.objects.get().returned_at
    signed = sign_pdf(
        printed,
        credential=director_of(cast),
        role="personal",
        reason="Báo cáo",
        at=timezone.now(),
    )
    answer = clerk.post(url, typed | {"file": SimpleUploadedFile("da-ky.pdf", signed)})
    assert answer.status_code == 302, answer.content.decode()
    row = FigureReport.objects.get()
    assert row.number == "125/BC-SGDĐT" and cast.people["giamdoc"].full_name in row.signers
    shown = clerk.get(reverse("figure_report", args=[report.pk])).content.decode()
    assert "125/BC-SGDĐT" in shown and "Bản đã ký (PDF)" in shown
    assert content(clerk, row, "ban-da-ky") == signed


def test_the_report_and_a_passport_cost_the_same_for_any_number_of_lines(cast: Cast) -> None:
    report, client = frozen(cast), browser(cast, "giamdoc")
    code = code_of("BC2025", 1, "m3")
    for url in (reverse("figure_report", args=[report.pk]), reverse("figure_passport", args=[code])):
        client.get(url)
        with counted() as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= MOST and not asked.writes, asked.told()


def test_a_code_reads_back_to_its_period_version_and_number() -> None:
    for key in NUMBERS:
        assert read_code(code_of("BC2026-Q4", 3, key)) == ("BC2026-Q4", 3, key)
    assert read_code("CT-BC2026-Q5-L1-01") is None
    assert read_code("CT-2026-L1-99") is None
