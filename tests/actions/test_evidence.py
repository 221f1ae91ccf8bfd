"""Files of the dossier: withdrawn by their own side with a reason, replaced by versions, opened on the record."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import evidence
from inspections.enums import Rating
from inspections.exceptions import NotReady, Refused
from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Answer, Case, CaseEvent, EvidenceFile, FileAccess, Message, RequestItem
from inspections.models.inputs import Incoming
from tests.actions.refusals import sentences
from tests.factories import evil_files
from tests.factories.cases import after, case_after

NOW = after("gather_files", hours=1)


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party whose institution handed files in."""
    found = case_after(cast, "gather_files").children.earliest("pk")
    assert found.stage == PartyStage.UNDER_CHECK
    return found


@pytest.fixture
def own(party: Case) -> EvidenceFile:
    """A file of the institution that stands for something asked."""
    return EvidenceFile.objects.filter(case=party, side="institution", answers__isnull=False).earliest("pk")


def new_file(pages: int = 2, name: str = "ban-moi.pdf") -> Incoming:
    """Another file."""
    content = evil_files.pdf(pages=pages)
    digest = hashlib.sha256(content).hexdigest()
    return Incoming(name, len(content), digest, "application/pdf", ContentFile(content))


def read(answer: Any) -> bytes:
    """The file to its end, as a browser takes it."""
    return b"".join(answer.streaming_content)


def browser(cast: Cast, name: str) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def test_the_institution_withdraws_its_own_file_with_a_reason(
    cast: Cast, party: Case, own: EvidenceFile
) -> None:
    clerk = cast.people["truonga-canbo"]
    with pytest.raises(NotReady):
        evidence.withdraw_own_file(party, by=clerk, now=NOW, file_id=own.pk, reason="  ")
    evidence.withdraw_own_file(party, by=clerk, now=NOW, file_id=own.pk, reason="Nộp nhầm tệp")
    own.refresh_from_db()
    assert (own.withdrawn_at, own.withdrawn_by, own.withdrawn_reason) == (NOW, clerk, "Nộp nhầm tệp")
    assert own.blob.storage.exists(own.blob.name)
    event = CaseEvent.objects.get(case=party, verb="withdraw_own_file")
    assert (event.reason, event.detail) == ("Nộp nhầm tệp", own.name)
    [told] = Message.objects.filter(key__startswith=f"file-changed:{own.pk}:")
    assert told.to == cast.people["truongdoan"]
    assert own.name not in told.body and "nhầm" not in told.body


def test_neither_side_touches_the_others_files(cast: Cast, party: Case, own: EvidenceFile) -> None:
    with pytest.raises(EvidenceFile.DoesNotExist):
        evidence.withdraw_evidence(
            party, by=cast.people["thanhvien1"], now=NOW, file_id=own.pk, reason="Không cần"
        )
    with pytest.raises(Refused):
        evidence.withdraw_own_file(
            party, by=cast.people["thanhvien1"], now=NOW, file_id=own.pk, reason="Không cần"
        )
    url = reverse("step", args=[party.pk, "rut-tai-lieu-cua-doan", own.pk])
    assert browser(cast, "thanhvien1").get(url).status_code == 404


def test_what_the_minutes_rest_on_is_not_taken_away(cast: Cast) -> None:
    party = case_after(cast, "draft_minutes").children.earliest("pk")
    held = EvidenceFile.objects.filter(case=party, side="institution", answers__isnull=False).earliest("pk")
    clerk, now = cast.people["truonga-canbo"], after("draft_minutes", hours=1)
    said = sentences(
        lambda: evidence.withdraw_own_file(party, by=clerk, now=now, file_id=held.pk, reason="Nộp nhầm")
    )
    assert "đã được dẫn trong biên bản" in said


def test_a_new_version_stands_in_front_and_the_old_one_stays_behind(
    cast: Cast, party: Case, own: EvidenceFile
) -> None:
    clerk = cast.people["truonga-canbo"]
    asked = list(own.request_items.all())
    first = evidence.renew_own_file(
        party, by=clerk, now=NOW, file_id=own.pk, incoming=new_file(), as_of=date(2026, 10, 31)
    )
    second = evidence.renew_own_file(
        party, by=clerk, now=NOW + timedelta(days=1), file_id=first.pk, incoming=new_file(3)
    )
    assert (second.replaces, first.replaces) == (first, own)
    assert list(second.request_items.all()) == asked and second.answers.exists()
    assert own.blob.storage.exists(own.blob.name) and first.as_of == date(2026, 10, 31)
    page = browser(cast, "truonga-canbo").get(f"{party.get_absolute_url()}?tab=files").content.decode()
    assert f"bản 3, thay bản 2 ngày {NOW:%d/%m/%Y}" in page
    assert page.count("ban-moi.pdf") == 2  # the name and the words for readers of its link
    behind = browser(cast, "truongdoan").get(reverse("evidence_page", args=[party.pk, second.pk]))
    assert own.name in behind.content.decode() and own.sha256
    said = sentences(
        lambda: evidence.renew_own_file(party, by=clerk, now=NOW, file_id=own.pk, incoming=new_file(4))
    )
    assert "đã có bản mới thay" in said


def test_an_item_judged_by_the_old_version_keeps_it_beside_the_new_one(
    cast: Cast, party: Case, own: EvidenceFile
) -> None:
    judged = own.answers.earliest("pk")
    Answer.objects.filter(pk=judged.pk).update(result="Đã xem sổ gốc.", rating=Rating.COMPLIES)
    row = evidence.renew_own_file(
        party, by=cast.people["truonga-canbo"], now=NOW, file_id=own.pk, incoming=new_file()
    )
    assert {own.pk, row.pk} <= set(judged.files.values_list("pk", flat=True))


def test_the_same_file_again_is_no_new_version(cast: Cast, party: Case, own: EvidenceFile) -> None:
    same = Incoming("khac.pdf", own.size, own.sha256, own.mime, ContentFile(b"x"))
    said = sentences(
        lambda: evidence.renew_own_file(
            party,
            by=cast.people["truonga-canbo"],
            now=NOW,
            file_id=own.pk,
            incoming=same,
        )
    )
    assert "giống hệt" in said


def test_one_file_stands_for_many_items(cast: Cast, party: Case, own: EvidenceFile) -> None:
    request = own.request_items.earliest("pk").request
    other = RequestItem.objects.create(request=request, label="Danh sách lớp")
    evidence.reuse_own_file(party, by=cast.people["truonga-canbo"], now=NOW, file_id=own.pk, items=[other])
    assert own.request_items.filter(pk=other.pk).exists()
    said = sentences(
        lambda: evidence.reuse_own_file(
            party,
            by=cast.people["truonga-canbo"],
            now=NOW,
            file_id=own.pk,
            items=[other],
        )
    )
    assert "Chọn ít nhất một nội dung" in said


def test_every_opening_is_on_the_record_and_cannot_be_unwritten(
    cast: Cast, party: Case, own: EvidenceFile
) -> None:
    url = reverse("evidence", args=[party.pk, own.pk])
    for name in ("truongdoan", "truonga-canbo", "truongdoan"):
        read(browser(cast, name).get(url))
    rows = FileAccess.objects.filter(file=own)
    assert [row.by.username for row in rows] == ["truongdoan", "truonga-canbo", "truongdoan"]
    for change in (lambda: rows.delete(), lambda: rows.update(way="printed")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    page = reverse("evidence_page", args=[party.pk, own.pk])
    team = browser(cast, "thanhvien1").get(page).content.decode()
    school = browser(cast, "truonga-canbo").get(page).content.decode()
    assert "Ai đã mở" in team and team.count("Tải tệp</td>") == 3
    assert "Ai đã mở" not in school


def test_the_team_gives_a_file_the_day_it_is_true_for(cast: Cast, party: Case) -> None:
    answer = Answer.objects.filter(party=party).earliest("pk")
    url = reverse("step", args=[party.pk, "them-tai-lieu", answer.pk])
    file = SimpleUploadedFile("ds.pdf", evil_files.pdf(), "application/pdf")
    data = {"files": file, "as_of": "30/09/2026", "once": "mot-lan"}
    assert browser(cast, "thanhvien1").post(url, data).status_code == 302
    assert EvidenceFile.objects.get(name="ds.pdf").as_of == date(2026, 9, 30)


def test_the_pages_of_the_deeds_show_the_file_and_act(cast: Cast, party: Case, own: EvidenceFile) -> None:
    school = browser(cast, "truonga-canbo")
    page = school.get(reverse("evidence_page", args=[party.pk, own.pk])).content.decode()
    for slug in ("nop-ban-moi", "rut-tep-da-nop", "dung-cho-noi-dung-khac"):
        url = reverse("step", args=[party.pk, slug, own.pk])
        assert url in page
        assert own.name in school.get(url).content.decode()
    upload = SimpleUploadedFile("moi.pdf", evil_files.pdf(pages=5), "application/pdf")
    url = reverse("step", args=[party.pk, "nop-ban-moi", own.pk])
    answer = school.post(url, {"file": upload, "once": "mot-lan"})
    newest = EvidenceFile.objects.get(name="moi.pdf")
    assert answer.headers["Location"] == reverse("evidence_page", args=[party.pk, newest.pk])
