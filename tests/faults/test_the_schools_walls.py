"""Walls of the institution's side, of files and of papers on their way are taken away: each is missed by a test."""

from typing import IO, Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import IntegrityError
from django.db.models.fields.json import KT
from django.http import HttpResponse

from inspections.actions import documents, dossier_prints, messages, returned_checks, vault
from inspections.management.demo.people import Cast
from inspections.models import Document, Finding, Message, SupplementaryMinutes, VaultDocument
from inspections.queries import public_papers
from inspections.queries.vault import facts_of_documents
from inspections.views import evidence, public_check
from tests.actions import (
    test_evidence_checks,
    test_notices,
    test_returned,
    test_supplements,
    test_vault,
)
from tests.factories.cases import case_after, party_at
from tests.factories.people import make_people
from tests.faults.test_interventions_unguarded import fails
from tests.faults.test_walls_torn_down import tear_down
from tests.quality import test_returned_wrong
from tests.quality.scenes import NOW
from tests.quality.world import clock_at
from tests.views import test_dossier_zip, test_public_check


def test_an_infected_file_that_is_handed_out_is_found(
    cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_evidence_checks.test_an_infected_file_is_quarantined_told_and_never_deleted

    def handed(stream: IO[bytes], *args: Any, **kwargs: Any) -> HttpResponse:
        with stream:
            return HttpResponse(stream.read())

    party = party_at(cast, "under_check")
    assert not fails(check, cast, party, settings)
    monkeypatch.setattr(evidence, "kept_back", lambda file, person: "")
    monkeypatch.setattr(evidence, "_hand_out", handed)
    assert fails(check, cast, party, settings)


def test_a_returned_paper_whose_words_nobody_compares_is_found(
    db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_returned_wrong.test_words_changed_before_the_signature
    settings.SESSION_COOKIE_AGE = test_returned_wrong.YEAR_SECONDS
    with clock_at(NOW):
        cast = make_people(certificates=True)
        paper = test_returned_wrong.decision(cast)
        assert not fails(check, cast, paper)
        monkeypatch.setattr(returned_checks, "differs_from_draft", lambda draft, content: None)
        assert fails(check, cast, paper)


def test_a_draft_shown_to_the_public_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check = test_public_check.test_a_draft_says_only_that_it_was_not_issued

    def everything(code: str) -> public_papers.PublicPaper:
        rows = Document.objects.annotate(agency=KT("snapshot__agency"))
        return public_papers._issued(rows.get(public_code=code))

    cache.clear()
    assert not fails(check, cast)
    monkeypatch.setattr(public_check, "paper_of", everything)
    assert fails(check, cast)


def test_a_document_taken_from_the_vault_of_another_is_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = test_vault.test_a_foreign_vault_gives_nothing

    def of_anybody(rows: object) -> Any:
        return facts_of_documents(VaultDocument.objects.all())

    assert not fails(check, cast)
    monkeypatch.setattr(vault, "facts_of_documents", of_anybody)
    assert fails(check, cast)


def test_a_number_that_comes_back_twice_does_not_hold(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = make_people(certificates=True)
    told = test_returned.story_of(cast, real=True).tell(
        test_returned.Plot(), until="draft_decision", moment=test_returned.moment_of
    )
    monkeypatch.setattr(documents, "refuse_taken_number", lambda *number: None)
    with pytest.raises(IntegrityError):
        fails(test_returned.test_a_number_that_was_used_is_refused, cast, told.documents.get(kind="decision"))


def test_a_signed_supplement_is_edited_only_without_its_wall(cast: Cast) -> None:
    check = test_supplements.test_signed_by_both_it_is_issued_with_the_next_number_and_never_changes
    assert not fails(check, cast)
    tear_down(SupplementaryMinutes, "supplement_signed_is_fixed")
    assert fails(check, cast)


def test_a_notice_that_tells_a_finding_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check = test_notices.test_no_notice_of_a_whole_inspection_carries_a_finding_a_source_or_a_sender
    queue_rows = messages.queue_rows

    def talkative(rows: list[Message], jobs: Any) -> None:
        for row in rows:
            row.body += " ".join(Finding.objects.values_list("text", flat=True))
        queue_rows(rows, jobs)

    assert not fails(check, cast, monkeypatch)
    monkeypatch.setattr(messages, "queue_rows", talkative)
    assert fails(check, cast, monkeypatch)


def test_a_zip_that_holds_what_was_withdrawn_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    check = test_dossier_zip.test_withdrawn_and_quarantined_files_are_named_with_the_reason_and_left_out
    case = case_after(cast, "conclude_items", test_dossier_zip.TWO)
    assert not fails(check, cast, case)
    monkeypatch.setattr(dossier_prints, "why_left_out", lambda file, by: "")
    assert fails(check, cast, case)
