"""Many files at once without a script: placed by name, shown before anything is handed in, two chosen by hand (O4)."""

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import requests
from inspections.management.demo.people import Cast
from inspections.models import Case, EvidenceFile, InformationRequest
from inspections.models.inputs import Asked
from tests.factories.cases import after, party_at
from tests.factories.evil_files import pdf

LABELS = ("Quy chế tuyển sinh", "Danh sách trúng tuyển", "Sổ gốc cấp bằng")


def asked(cast: Cast) -> tuple[Case, InformationRequest, Client, str]:
    """Three things asked, and the contact person before the page."""
    case = party_at(cast, "under_check")
    request = requests.send_information_request(
        case,
        by=cast.people["truongdoan"],
        now=after("begin_check"),
        asked=[Asked(label, relevance="Nội dung TS.01") for label in LABELS],
        due_on=max(timezone.localdate(), after("begin_check").date()) + timedelta(days=3),
        contact="Trưởng đoàn",
    )
    browser = Client()
    browser.force_login(cast.people["truonga-canbo"])
    return case, request, browser, reverse("step", args=[case.pk, "tra-loi-yeu-cau", request.pk])


def upload(name: str) -> SimpleUploadedFile:
    """A good file of this name."""
    return SimpleUploadedFile(name, pdf() + name.encode(), "application/pdf")


def tokens(page: str) -> dict[str, str]:
    """The hidden marks of kept files, by field."""
    return dict(re.findall(r'name="([a-z_0-9]+)-kept" value="([^"]+)"', page))


def test_files_are_placed_shown_and_only_then_handed_in(cast: Cast) -> None:
    case, request, browser, url = asked(cast)
    one, two, three = request.items.order_by("pk")
    names = ("quy-che-tuyen-sinh.pdf", "2. danh sach.pdf", "scan0001.pdf")
    once = browser.get(url).context["form"].once
    proposal = browser.post(url, {"many": [upload(name) for name in names], "once": once})
    page = proposal.content.decode()
    assert proposal.status_code == 200 and not EvidenceFile.objects.filter(case=case).exists()
    assert "2 tệp đã được xếp theo tên, chưa gửi" in page and "1 tệp chưa biết thuộc nội dung nào" in page
    held = tokens(page)
    assert set(held) == {f"files_{one.pk}", f"files_{two.pk}", "many"}
    chosen = {f"{field}-kept": token for field, token in held.items()} | {f"goes-{held['many']}": "3"}
    placed = browser.post(url, {**chosen, "once": once})
    assert set(tokens(placed.content.decode())) == {f"files_{n.pk}" for n in (one, two, three)}
    last = {f"{field}-kept": token for field, token in tokens(placed.content.decode()).items()}
    assert browser.post(url, {**last, "once": once}).status_code == 302
    found = {file.name: file.request_items.get() for file in EvidenceFile.objects.filter(case=case)}
    assert found == {names[0]: one, names[1]: two, names[2]: three}


def test_a_bad_file_says_why_and_the_others_are_placed(cast: Cast) -> None:
    _case, request, browser, url = asked(cast)
    bad = SimpleUploadedFile("so-goc.pdf", b"MZ\x90 no pdf", "application/pdf")
    page = browser.post(url, {"many": [upload("quy che tuyen sinh.pdf"), bad]}).content.decode()
    assert "so-goc.pdf" in page and f"files_{request.items.earliest('pk').pk}" in tokens(page)


def test_what_is_there_is_handed_in_by_the_second_button_and_the_gaps_are_told_by_the_first(
    cast: Cast,
) -> None:
    _case, request, browser, url = asked(cast)
    first = request.items.earliest("pk")
    typed = {f"text_{first.pk}": "Có", "once": browser.get(url).context["form"].once}
    gaps = browser.post(url, typed)
    assert gaps.status_code == 200
    assert "«Sổ gốc cấp bằng»: ghi câu trả lời hoặc kèm tệp" in gaps.content.decode()
    assert browser.post(url, {**typed, "partial": "yes"}).status_code == 302
    assert list(request.items.order_by("pk").values_list("state", flat=True)) == [
        "answered",
        "asked",
        "asked",
    ]
    letter = browser.get(url).content.decode()
    assert "Bổ sung cho phần đã trả lời" in letter and "Xin thêm thời gian" in letter


def test_the_institutions_page_shows_what_it_owes_and_what_it_handed_in(cast: Cast) -> None:
    _case, request, browser, url = asked(cast)
    first = request.items.earliest("pk")
    browser.post(url, {f"text_{first.pk}": "Có", "partial": "yes"})
    page = browser.get(reverse("own_page")).content.decode()
    assert "Còn 2 trên 3 nội dung" in page and "GXN-" in page
    over = browser.get(reverse("own_page"), {"state": "xong"}).content.decode()
    assert "Còn 2 trên 3 nội dung" not in over
