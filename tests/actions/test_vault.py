"""The vault: asked once, reused by reference, counted, never somebody else's (bar.md O5; practice.md 5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions import requests, vault
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import incoming
from inspections.models import Case, EvidenceFile, InformationRequest, VaultDocument
from inspections.models.inputs import Asked, Reply, VaultInput
from inspections.queries.vault import uploads_avoided
from tests.factories.cases import after, party_at

NOW = after("begin_check")
TODAY = NOW.date()
TITLE = "Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp"
CLERK, HEAD, STRANGER = "truonga-canbo", "truonga-hieutruong", "trungtamb-canbo"


def kept(cast: Cast, *, by: str = CLERK, name: str = "gcn.pdf", **typed: Any) -> VaultDocument:
    """A licence in the vault of the first institution."""
    words = VaultInput(TITLE, "12/GCN", date(2025, 3, 1), **{"valid_until": date(2030, 3, 1), **typed})
    place = cast.institutions["MH-01"]
    return vault.keep_in_vault(place, by=cast.people[by], now=NOW, typed=words, file=incoming(name))


def asked(cast: Cast, case: Case, *labels: str) -> InformationRequest:
    """The lead asks for these."""
    return requests.send_information_request(
        case,
        by=cast.people["truongdoan"],
        now=NOW,
        asked=[Asked(label, relevance="Nội dung TS.01") for label in labels],
        due_on=TODAY + timedelta(days=2),
        contact="x",
    )


def answered(cast: Cast, case: Case, request: InformationRequest, reply: Reply) -> None:
    """One thing answered."""
    item = request.items.get()
    requests.answer_information_request(
        case, by=cast.people[CLERK], now=NOW, request_id=request.pk, replies={item.pk: reply}
    )


def test_reusing_hands_in_the_same_bytes_by_reference_and_is_counted(cast: Cast) -> None:
    case, document = party_at(cast, "under_check"), kept(cast)
    request = asked(cast, case, TITLE)
    answered(cast, case, request, Reply(reused=document.pk))
    file = EvidenceFile.objects.get(case=case, vault=document)
    assert (file.sha256, file.blob.name, file.as_of) == (
        document.sha256,
        document.blob.name,
        document.issued_on,
    )
    assert list(file.request_items.all()) == list(request.items.all())
    assert uploads_avoided([document.institution_id]) == 1
    receipt = request.receipts.get()
    assert receipt.document and receipt.document.snapshot["rows"][0]["files"][0]["from_vault"] is True


def test_the_answer_page_offers_it_with_one_box_and_the_team_sees_where_it_came_from(cast: Cast) -> None:
    case, document = party_at(cast, "under_check"), kept(cast, valid_until=None)
    request = asked(cast, case, f"{TITLE} còn hiệu lực")
    item, clerk, lead = request.items.get(), Client(), Client()
    clerk.force_login(cast.people[CLERK])
    url = reverse("step", args=[case.pk, "tra-loi-yeu-cau", request.pk])
    page = clerk.get(url)
    assert f"Dùng lại từ kho: {TITLE}" in page.content.decode()
    sent = clerk.post(url, {f"reuse_{item.pk}": "on", "once": page.context["form"].once})
    assert sent.status_code == 302
    assert EvidenceFile.objects.get(case=case, vault=document)
    lead.force_login(cast.people["truongdoan"])
    assert "dùng lại từ kho" in lead.get(reverse("case", args=[case.pk]) + "?tab=exchange").content.decode()
    assert "dùng lại từ kho" in lead.get(reverse("case", args=[case.pk]) + "?tab=files").content.decode()


def test_what_has_ended_is_neither_offered_nor_taken(cast: Cast) -> None:
    case, document = party_at(cast, "under_check"), kept(cast, valid_until=TODAY - timedelta(days=1))
    request = asked(cast, case, TITLE)
    with pytest.raises(NotReady, match="không còn hiệu lực"):
        answered(cast, case, request, Reply(reused=document.pk))
    assert not EvidenceFile.objects.filter(vault=document).exists()


def test_a_foreign_vault_gives_nothing(cast: Cast) -> None:
    case = party_at(cast, "under_check")
    words, place = VaultInput(TITLE), cast.institutions["MH-02"]
    foreign = vault.keep_in_vault(
        place, by=cast.people[STRANGER], now=NOW, typed=words, file=incoming("a.pdf")
    )
    with pytest.raises(NotReady, match="không còn hiệu lực"):
        answered(cast, case, asked(cast, case, TITLE), Reply(reused=foreign.pk))


def test_a_newer_version_retires_the_older_and_what_was_handed_in_stays(cast: Cast) -> None:
    case, old = party_at(cast, "under_check"), kept(cast)
    answered(cast, case, asked(cast, case, TITLE), Reply(reused=old.pk))
    new = vault.keep_in_vault(
        old.institution,
        by=cast.people[HEAD],
        now=NOW,
        typed=VaultInput(TITLE, valid_until=date(2031, 1, 1)),
        file=incoming("moi.pdf", b"%PDF-1.7 moi"),
        replaces=old,
    )
    old.refresh_from_db()
    assert old.retired_by == cast.people[HEAD] and new.replaces == old
    assert EvidenceFile.objects.get(case=case, vault=old).withdrawn_at is None
    with pytest.raises(NotReady, match="đã thôi dùng"):
        vault.retire(old, by=cast.people[HEAD], now=NOW, reason="x")


def test_retiring_asks_for_the_reason(cast: Cast) -> None:
    document = kept(cast)
    with pytest.raises(NotReady, match="Ghi lý do"):
        vault.retire(document, by=cast.people[CLERK], now=NOW, reason="  ")
    vault.retire(document, by=cast.people[CLERK], now=NOW, reason="Đã cấp lại")
    assert document.retired_reason == "Đã cấp lại"


def test_a_file_that_was_handed_in_is_kept_for_the_next_time_without_a_copy(cast: Cast) -> None:
    case = party_at(cast, "under_check")
    answered(cast, case, asked(cast, case, TITLE), Reply(files=[incoming("gcn.pdf")]))
    file = EvidenceFile.objects.get(case=case, name="gcn.pdf")
    typed = VaultInput(TITLE)
    document = vault.keep_evidence_in_vault(file, by=cast.people[CLERK], now=NOW, typed=typed)
    assert (document.blob.name, document.sha256) == (file.blob.name, file.sha256)
    with pytest.raises(NotReady, match="đã có trong kho"):
        vault.keep_evidence_in_vault(file, by=cast.people[CLERK], now=NOW, typed=typed)


@pytest.mark.parametrize("name", [STRANGER, "truongdoan", "quantri", "vanthu"])
def test_nobody_else_writes_in_the_vault(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="Chỉ thủ trưởng và cán bộ đầu mối"):
        kept(cast, by=name)


def test_dates_out_of_order_and_no_title_are_told_together(cast: Cast) -> None:
    with pytest.raises(NotReady) as wrong:
        vault.keep_in_vault(
            cast.institutions["MH-01"],
            by=cast.people[CLERK],
            now=NOW,
            typed=VaultInput(" ", "", date(2026, 2, 1), date(2026, 1, 1)),
            file=incoming("a.pdf"),
        )
    assert len(wrong.value.blockers) == 2


def test_the_team_sees_in_its_request_what_the_vault_already_has_and_it_is_not_ticked(cast: Cast) -> None:
    case = party_at(cast, "under_check")
    first = case.answers.exclude(item__evidence_hint="").select_related("item").earliest("pk")
    words = VaultInput(first.item.evidence_hint[:300])
    place = cast.institutions["MH-01"]
    vault.keep_in_vault(place, by=cast.people[CLERK], now=NOW, typed=words, file=incoming("a.pdf"))
    lead = Client()
    lead.force_login(cast.people["truongdoan"])
    page = lead.get(reverse("step", args=[case.pk, "yeu-cau-ho-so"]))
    form = page.context["form"]
    assert "đơn vị đã có trong kho" in page.content.decode()
    assert str(first.pk) not in form.initial["items"] and form.initial["items"]
