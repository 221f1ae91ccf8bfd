"""The record that a machine reads lies inside the paper, is what was frozen, and is signed with it."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from inspections.documents.hashing import canonical_json
from inspections.documents.layout import RECORD_NAME
from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.same_text import differs_from_draft
from inspections.documents.signing.signer import sign_pdf
from inspections.rules.uploads_pdf import pdf_fault
from tests.documents.every_kind import EVERY_KIND, any_example, any_pdf

SIGNED_AT = datetime(2026, 11, 17, 9, 45, tzinfo=UTC)
INNER_WORDS = {"user", "user_id", "pk", "id", "case", "case_id", "party_id", "sender", "password"}


def record_of(pdf: bytes) -> bytes:
    (content,) = PdfReader(io.BytesIO(pdf)).attachments[RECORD_NAME]
    return content


def names_in(value: Any) -> set[str]:
    """All keys, however deep."""
    if isinstance(value, dict):
        return set(value).union(*(names_in(inner) for inner in value.values()))
    return set().union(*(names_in(inner) for inner in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_paper_carries_its_frozen_record_word_for_word(kind: str) -> None:
    record = record_of(any_pdf(kind))

    assert record == canonical_json(any_example(kind))
    assert json.loads(record) == any_example(kind)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_record_tells_no_key_of_our_tables(kind: str) -> None:
    assert names_in(any_example(kind)) & INNER_WORDS == set()


def test_the_file_says_that_the_record_is_its_source_and_that_it_is_for_archives() -> None:
    root = PdfReader(io.BytesIO(any_pdf("decision"))).trailer["/Root"]
    files = {file.get_object()["/UF"]: file.get_object() for file in root["/AF"]}
    described = files[RECORD_NAME]

    assert described["/AFRelationship"] == "/Source"
    assert described["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"
    metadata = root["/Metadata"].get_object().get_data()
    assert re.search(rb"pdfaid:part[^>]*>3<|pdfaid:part=\"3\"", metadata)


def test_a_signed_paper_still_carries_the_record_and_is_the_paper_that_was_sent(tmp_path: Path) -> None:
    authority = DemoAuthority(tmp_path)
    authority.issue("lead", name="Nguyễn Thị Hồng Ánh", organisation="Sở Giáo dục và Đào tạo")
    body = any_pdf("minutes")
    signed = sign_pdf(
        body, credential=authority.credential("lead"), role="personal", reason="Biên bản", at=SIGNED_AT
    )

    assert record_of(signed) == record_of(body)
    assert differs_from_draft(body, signed) is None


def test_our_own_paper_with_its_record_may_be_handed_in_again() -> None:
    assert pdf_fault(io.BytesIO(any_pdf("minutes"))) is None
