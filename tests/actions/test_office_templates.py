"""Templates of the office: looked at, kept, used, retired; and Word files that go out with the rights of the PDF."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import office_templates
from inspections.actions.office_templates import LONG_FROM, make_word, retire_template, word_of
from inspections.enums import AccessKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import incoming
from inspections.models import Case, Document, FileAccess, OfficeTemplate, User
from tests.documents.test_word import opened, words_in_order
from tests.documents.test_word_office import GOOD, template
from tests.factories.cases import case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_after(cast, "notify_schedule")


def keep(cast: Cast, content: bytes, *, by: str = "quantri", accept: bool = False) -> OfficeTemplate:
    return office_templates.save_template(
        department=cast.department, by=cast.people[by], now=timezone.now(), kind="decision",
        file=incoming("mau-quyet-dinh.docx", content), accept_unknown=accept,
    )  # fmt: skip


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(content: bytes) -> str:
    return words_in_order(opened(content).element.body)


def decision_of(case: Case) -> Document:
    return Document.objects.select_related("case").get(case=case, kind="decision")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_word_file_of_an_issued_paper_has_its_number_and_is_noted(cast: Cast, case: Case) -> None:
    paper = decision_of(case)
    answer = browser(cast.people["truongdoan"]).get(reverse("document_word", args=[case.pk, paper.pk]))
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    text = text_of(body(answer))
    assert f"Số: {paper.full_number}" in text and "QUYẾT ĐỊNH" in text
    noted = FileAccess.objects.get(document=paper, way=AccessKind.WORD)
    assert noted.by == cast.people["truongdoan"] and noted.case_id == case.pk


def test_the_number_filled_in_does_not_change_the_code_of_the_print(cast: Cast, case: Case) -> None:
    paper = decision_of(case)
    content = word_of(paper)
    assert content is not None
    foot = words_in_order(opened(content).sections[0].footer._element)
    assert paper.snapshot_sha256[:12] in foot


def test_the_institution_gets_the_word_file_of_what_it_may_read_and_of_nothing_else(
    cast: Cast, case: Case
) -> None:
    party = case.children.get()
    head = browser(cast.people["truonga-hieutruong"])
    plan = Document.objects.get(case=case, kind="conduct_plan")
    assert head.get(reverse("document_word", args=[party.pk, decision_of(case).pk])).status_code == 200
    assert head.get(reverse("document_word", args=[party.pk, plan.pk])).status_code == 404
    assert not FileAccess.objects.filter(document=plan).exists()


def test_the_offices_template_is_used_from_the_day_it_is_kept_until_it_is_retired(
    cast: Cast, case: Case
) -> None:
    paper = decision_of(case)
    row = keep(cast, template(*GOOD, "MẪU RIÊNG CỦA SỞ"))
    assert "MẪU RIÊNG CỦA SỞ" in text_of(word_of(paper) or b"") and paper.full_number in text_of(
        word_of(paper) or b""
    )
    newer = keep(cast, template("MẪU MỚI {{ subject }}"))
    assert "MẪU MỚI" in text_of(word_of(paper) or b"")
    row.refresh_from_db()
    assert row.retired_by == cast.people["quantri"] and newer.placeholders == ["subject"]
    retire_template(newer, by=cast.people["quantri"], now=timezone.now())
    assert "MẪU MỚI" not in text_of(word_of(paper) or b"")
    with pytest.raises(AlreadyDone):
        retire_template(newer, by=cast.people["quantri"], now=timezone.now())


def test_unknown_places_need_a_yes_and_an_evil_template_is_never_kept(cast: Cast) -> None:
    with pytest.raises(NotReady, match="khong_co"):
        keep(cast, template("{{ khong_co }}"))
    assert keep(cast, template("{{ khong_co }}"), accept=True).pk
    with pytest.raises(NotReady):
        keep(cast, template("{{ ''.__class__ }}"), accept=True)


@pytest.mark.parametrize("who", ["giamdoc", "chuyenvien", "vanthu", "truonga-hieutruong"])
def test_only_the_administrator_of_the_department_changes_templates(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        keep(cast, template(*GOOD), by=who)
    assert browser(cast.people[who]).get(reverse("office_templates")).status_code == 403


def send(client: Client, content: bytes, act: str, **more: str) -> Any:
    file = SimpleUploadedFile("mau.docx", content)
    return client.post(reverse("add_office_template"), {"kind": "decision", "file": file, "act": act, **more})


def test_the_administrator_sees_the_example_first_and_then_saves_the_same_file(cast: Cast) -> None:
    client = browser(cast.people["quantri"])
    page = send(client, template(*GOOD), "look").content.decode()
    assert "Mẫu dùng được" in page and "UBND TỈNH MINH HOẠ" in page and not OfficeTemplate.objects.exists()
    assert 'value="preview"' in page
    kept = page.split('name="file-kept" value="')[1].split('"')[0]
    again = {"kind": "decision", "file-kept": kept, "once": "abc123"}
    preview = client.post(reverse("add_office_template"), {**again, "act": "preview"})
    assert preview["Content-Type"].endswith("wordprocessingml.document")
    saved = client.post(reverse("add_office_template"), {**again, "act": "save"})
    assert saved.status_code == 302
    row = OfficeTemplate.objects.get()
    assert row.uploaded_by == cast.people["quantri"] and row.name == "mau.docx"
    twice = client.post(reverse("add_office_template"), {**again, "act": "save"})
    assert twice.status_code == 302 and OfficeTemplate.objects.count() == 1
    assert "mau.docx" in client.get(reverse("office_templates")).content.decode()
    client.post(reverse("retire_office_template", args=[row.pk]))
    assert "Mẫu đã thôi dùng" in client.get(reverse("office_templates")).content.decode()


def test_unknown_places_are_shown_on_the_page_with_the_way_to_the_known_ones(cast: Cast) -> None:
    client = browser(cast.people["quantri"])
    page = send(client, template("{{ khong_co }}"), "look").content.decode()
    assert "Có chỗ không nhận ra" in page and "khong_co" in page
    assert reverse("office_template_places", args=["decision"]) in page
    names = client.get(reverse("office_template_places", args=["decision"])).content.decode()
    assert "team[].name" in names and "họ tên" in names


def test_an_evil_template_comes_back_with_its_sentence(cast: Cast) -> None:
    page = send(browser(cast.people["quantri"]), template("{{ ''.__class__ }}"), "look").content.decode()
    assert "không được phép" in page and not OfficeTemplate.objects.exists()


def test_the_word_file_of_a_very_long_paper_is_made_by_the_job(cast: Cast, case: Case) -> None:
    paper = decision_of(case)
    person = {"name": "Người của một Đoàn rất dài", "post": "Chuyên viên", "duty": "Thành viên"}
    long = {**paper.snapshot, "team": [person] * (LONG_FROM // 80)}
    copy = Document.objects.create(
        case=case, kind="decision", title="Dài", state="replaced", snapshot=long, snapshot_sha256="f" * 64,
        drafted_at=timezone.now(), drafted_by=cast.people["truongdoan"],
    )  # fmt: skip
    url = reverse("document_word", args=[case.pk, copy.pk])
    client = browser(cast.people["truongdoan"])
    assert client.get(url).status_code == client.get(url).status_code == 202
    make_word(copy.pk)
    make_word(copy.pk)
    answer = client.get(url)
    assert answer.status_code == 200 and "Người của một Đoàn rất dài" in text_of(body(answer))
    office_templates.sweep_word_files(now=timezone.now() + timezone.timedelta(days=8))
    assert client.get(url).status_code == 202
