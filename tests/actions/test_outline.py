"""Báo cáo theo đề cương: kept between visits, printed once in the institution's name, handed in by its head (T2)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions import outline
from inspections.enums import DocumentKind, DocumentState, Side
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot, incoming
from inspections.models import Case, Document, EvidenceFile, OutlineEntry, PagePointer, Receipt, StashedFile
from inspections.models.inputs import BY_HAND, OutlineInput, SigningInput
from tests.documents.example_replies import outline_report
from tests.factories.cases import after, party_at, quick_print
from tests.figures.browsing import scan

NOW = after("notify_schedule")
CLERK, HEAD = "truonga-canbo", "truonga-hieutruong"


def first_items(case: Case, count: int = 2) -> list[int]:
    """Numbers of the first items of the đề cương."""
    return list(case.answers.order_by("item__position").values_list("pk", flat=True)[:count])


def drafted(cast: Cast, case: Case) -> list[int]:
    """The clerk prepares two items, one with a file."""
    one, two = first_items(case)
    entries = {
        one: OutlineInput("Đã tuyển 120 học sinh", [incoming("ds.pdf")]),
        two: OutlineInput("Có quy chế"),
    }
    outline.prepare_outline_report(
        case, by=cast.people[CLERK], now=NOW, entries=entries, general="Không có nội dung khác"
    )
    return [one, two]


def test_a_draft_waits_for_the_next_visit_and_is_not_handed_in(cast: Cast) -> None:
    case = party_at(cast, "notified")
    one, _two = drafted(cast, case)
    assert OutlineEntry.objects.get(answer=one).text == "Đã tuyển 120 học sinh"
    assert OutlineEntry.objects.get(answer=one).files.count() == 1
    assert not EvidenceFile.objects.filter(case=case).exists()
    outline.prepare_outline_report(
        case, by=cast.people[HEAD], now=NOW, entries={one: OutlineInput("Đã tuyển 121 học sinh")}
    )
    entry = OutlineEntry.objects.get(answer=one)
    assert (entry.text, entry.saved_by, entry.files.count()) == (
        "Đã tuyển 121 học sinh",
        cast.people[HEAD],
        0,
    )


def test_the_head_finds_on_the_page_what_the_clerk_prepared_with_its_files(cast: Cast) -> None:
    case = party_at(cast, "notified")
    one, _two = drafted(cast, case)
    browser = Client()
    browser.force_login(cast.people[HEAD])
    url = reverse("step", args=[case.pk, "soan-bao-cao"])
    page = browser.get(url)
    assert "Đã tuyển 120 học sinh" in page.content.decode() and "ds.pdf" in page.content.decode()
    token = StashedFile.objects.get(name="ds.pdf").token
    data = {f"text_{one}": "Sửa", f"files_{one}-kept": token, "once": page.context["form"].once}
    assert browser.post(url, data).status_code == 302
    assert OutlineEntry.objects.get(answer=one).files.get().name == "ds.pdf"


def test_handing_in_makes_evidence_of_the_draft_and_gives_a_receipt(cast: Cast) -> None:
    case = party_at(cast, "notified")
    one, _two = drafted(cast, case)
    outline.submit_outline_report(case, by=cast.people[HEAD], now=NOW, report="Tóm tắt")
    file = EvidenceFile.objects.get(case=case)
    assert (file.name, file.side, file.answers.get().pk) == ("ds.pdf", Side.INSTITUTION, one)
    assert not StashedFile.objects.exists()
    receipt = Receipt.objects.get(case=case)
    assert receipt.document and receipt.document.snapshot["what"] == "nộp báo cáo theo đề cương"
    assert receipt.document.snapshot["rows"][1]["files"][0]["sha256"] == file.sha256


def test_one_paper_in_the_institutions_name_is_printed_signed_once_and_comes_back_with_the_submission(
    cast: Cast,
) -> None:
    case = party_at(cast, "notified")
    drafted(cast, case)
    first = outline.print_outline_report(case, by=cast.people[CLERK], now=NOW)
    paper = outline.print_outline_report(case, by=cast.people[CLERK], now=NOW)
    first.refresh_from_db()
    assert first.state == DocumentState.REPLACED
    seen = paper.snapshot
    assert seen["agency"] == cast.institutions["MH-01"].name and seen["superior"] == "" == seen["number"]
    assert seen["signer"]["name"] == cast.people[HEAD].full_name
    assert [row["text"] for row in seen["rows"]] == ["Đã tuyển 120 học sinh", "Có quy chế"]
    assert set(seen) - {"check"} == set(outline_report()) - {"check"}
    quick_print(paper.pk)
    signing = SigningInput(BY_HAND, incoming("bao-cao-da-ky.pdf"), original_place="Văn thư trường")
    outline.submit_outline_report(case, by=cast.people[HEAD], now=NOW, report="", signing=signing)
    paper.refresh_from_db()
    assert paper.state == DocumentState.SIGNED and paper.final_sha256


def test_an_own_report_points_at_its_pages_and_the_team_reads_them_beside_the_item(cast: Cast) -> None:
    case = party_at(cast, "notified")
    one, two = drafted(cast, case)
    outline.print_outline_report(case, by=cast.people[CLERK], now=NOW)
    outline.submit_outline_report(
        case, by=cast.people[HEAD], now=NOW, report="", incoming=[incoming("bc.pdf")], pages={two: "3-5"}
    )
    pointer = PagePointer.objects.get()
    assert (pointer.answer_id, pointer.pages, pointer.file.name) == (two, "3-5", "bc.pdf")
    open_prints = Document.objects.filter(case=case, kind=DocumentKind.OUTLINE_REPORT, state="for_signature")
    assert not open_prints.exists()
    lead = Client()
    lead.force_login(cast.people["truongdoan"])
    assert "trang 3-5" in lead.get(reverse("item", args=[case.pk, two])).content.decode()
    assert "Đã tuyển 120 học sinh" in lead.get(reverse("item", args=[case.pk, one])).content.decode()


def test_pages_without_a_report_and_nothing_at_all_are_told(cast: Cast) -> None:
    case = party_at(cast, "notified")
    with pytest.raises(NotReady, match="Ghi nội dung báo cáo"):
        outline.submit_outline_report(case, by=cast.people[HEAD], now=NOW, report=" ")
    with pytest.raises(NotReady, match="chưa có nội dung nào"):
        outline.print_outline_report(case, by=cast.people[CLERK], now=NOW)
    with pytest.raises(NotReady, match="kèm tệp báo cáo"):
        outline.submit_outline_report(
            case, by=cast.people[HEAD], now=NOW, report="x", pages={first_items(case)[0]: "2"}
        )


def test_the_clerk_prepares_and_does_not_hand_in_and_strangers_do_neither(cast: Cast) -> None:
    case = party_at(cast, "notified")
    with pytest.raises(Refused, match="thủ trưởng"):
        outline.submit_outline_report(case, by=cast.people[CLERK], now=NOW, report="x")
    for name in ("trungtamb-canbo", "truongdoan"):
        with pytest.raises(Refused):
            outline.prepare_outline_report(case, by=cast.people[name], now=NOW, entries={})


def test_a_draft_never_writes_into_another_dossier(cast: Cast) -> None:
    case, other = party_at(cast, "notified"), party_at(cast, "notified", Plot(codes=("MH-02",)))
    foreign = first_items(other)[0]
    outline.prepare_outline_report(
        case, by=cast.people[CLERK], now=NOW, entries={foreign: OutlineInput("x", [incoming("a.pdf")])}
    )
    assert not OutlineEntry.objects.filter(answer=foreign).exists()


def test_the_team_does_not_see_an_unsigned_print_of_the_institution(cast: Cast) -> None:
    case = party_at(cast, "notified")
    drafted(cast, case)
    paper = outline.print_outline_report(case, by=cast.people[CLERK], now=NOW)
    quick_print(paper.pk)
    seen: dict[str, Any] = {}
    for name in ("truongdoan", CLERK):
        browser = Client()
        browser.force_login(cast.people[name])
        answer = browser.get(reverse("document", args=[case.pk, paper.pk]))
        seen[name] = answer.status_code
        list(answer.streaming_content if answer.streaming else ())
    assert seen == {"truongdoan": 404, CLERK: 200}


def test_the_page_of_handing_in_takes_the_signed_scan(cast: Cast) -> None:
    case = party_at(cast, "notified")
    browser = Client()
    browser.force_login(cast.people[HEAD])
    url = reverse("step", args=[case.pk, "nop-bao-cao"])
    page = browser.get(url)
    data = {
        "signed": scan(),
        "way": BY_HAND,
        f"pages_{first_items(case)[0]}": "1",
        "once": page.context["form"].once,
    }
    answer = browser.post(url, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert PagePointer.objects.count() == 1
