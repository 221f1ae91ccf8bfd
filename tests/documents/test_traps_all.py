"""Legal traps 20 and 22 to 27 over every kind of document: a new kind without an example fails here first."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from inspections.documents.check import KEPT_INSIDE, new_code
from inspections.documents.formatting import LETTERS
from inspections.documents.hashing import snapshot_hash
from inspections.documents.layout import render_html
from inspections.enums import DocumentKind
from inspections.models import Document
from tests.documents.every_kind import EVERY_KIND, EXAMPLES, any_example, any_pdf
from tests.documents.examples import INSPECTION_DECREE, TRAINING_LAW
from tests.documents.measures import Paper, page_number
from tests.documents.old_words import OLD_UNITS
from tests.documents.reading import rendered, squeeze, whole_text
from tests.documents.recorded import ANNOUNCED, Record, make_record

TEAM_SYMBOL = "ĐKT"
POINT = re.compile(r"(?m)^\s*(\w)\) ")
# Told to the public: the paper's own head. Everything else a paper holds may be somebody's own matter.
PERSONAL = {
    "name",
    "identity_number",
    "given_by",
    "contact_phone",
    "contact_email",
    "address",
    "text",
    "note",
}
TAG = re.compile(r"<[^>]*>")
DATE, MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT.*")


@pytest.fixture
def record() -> Record:
    return make_record()


def changed(value: Any, how: Callable[[str], str]) -> Any:
    """The record with every text in it changed."""
    if isinstance(value, dict):
        return {key: inner if key == "kind" else changed(inner, how) for key, inner in value.items()}
    if isinstance(value, list):
        return [changed(inner, how) for inner in value]
    return how(value) if isinstance(value, str) else value


def lengthened(value: Any) -> Any:
    """The record with every list of sentences made twelve long."""
    if isinstance(value, dict):
        return {key: lengthened(inner) for key, inner in value.items()}
    if isinstance(value, list) and value and all(isinstance(inner, str) and inner for inner in value):
        return [f"{value[0]} {number}" for number in range(1, 13)]
    return [lengthened(inner) for inner in value] if isinstance(value, list) else value


def personal_words(value: Any, key: str = "") -> set[str]:
    """What a paper tells of people and institutions."""
    if isinstance(value, dict):
        return set().union(*(personal_words(inner, name) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(personal_words(inner, key) for inner in value)) if value else set()
    return {value} if key in PERSONAL and isinstance(value, str) and len(value) > 5 else set()


def words_of(snapshot: Any, *, draft: bool = False) -> str:
    """What the paper says, line by line, before it is laid out on pages."""
    html = render_html(f"{snapshot['kind']}.html", snapshot, draft=draft)
    return unescape(TAG.sub("", html.partition("<body")[2].partition(">")[2]))


def stored(record: Record, kind: str, **given: Any) -> Document:
    """A paper of this kind as a row, with the example as its record."""
    snapshot = any_example(kind)
    values = {
        "case": record.inspection, "kind": kind, "title": str(DocumentKind(kind).label), "state": "signed",
        "snapshot": snapshot, "snapshot_sha256": snapshot_hash(snapshot), "drafted_at": ANNOUNCED,
        "drafted_by": record.member, "public_code": new_code(), **given,
    }  # fmt: skip
    return Document.objects.create(**values)


def issued(record: Record, kind: str) -> Document:
    """The same, numbered and issued."""
    return stored(
        record, kind, state="issued", number=EVERY_KIND.index(kind) + 1, symbol="QĐ-SGDĐT", series="sgddt:SGDĐT", year=2026,
        dated_on=date(2026, 11, 12), issued_at=ANNOUNCED, issued_by=record.lead, final="paper.pdf",
        final_sha256="a" * 64, body_sha256="b" * 64, body="body.pdf",
    )  # fmt: skip


def test_every_kind_of_document_has_its_example_and_its_example_tells_its_kind() -> None:
    assert set(EXAMPLES) == set(DocumentKind.values)
    assert {kind: any_example(kind)["kind"] for kind in EVERY_KIND} == {kind: kind for kind in EVERY_KIND}


@pytest.mark.django_db
def test_trap_20_what_the_public_sees_of_a_paper_names_no_person_and_no_institution(
    record: Record, client: Client
) -> None:
    for kind in EVERY_KIND:
        paper = issued(record, kind)

        told = client.get(f"/v/{paper.public_code}/").content.decode()

        assert paper.full_number in told, kind
        assert "a" * 64 in told, kind
        assert {words for words in personal_words(paper.snapshot) if words in told} == set(), kind


@pytest.mark.django_db
def test_trap_20_nobody_reads_a_paper_without_signing_in(record: Record, client: Client) -> None:
    for kind in EVERY_KIND:
        paper = issued(record, kind)

        answer = client.get(f"/ho-so/{record.inspection.pk}/van-ban/{paper.pk}/")

        assert answer.status_code == 302, kind
        assert "/van-ban/" not in answer["Location"].split("?")[0], kind


def test_trap_20_what_stays_in_the_section_carries_no_code_to_look_it_up() -> None:
    assert {kind for kind in EVERY_KIND if "check" not in any_example(kind)} == KEPT_INSIDE


@pytest.mark.django_db
def test_trap_22_no_paper_has_a_number_before_its_signature(record: Record) -> None:
    for kind, state in product(EVERY_KIND, ("draft", "for_signature", "print")):
        with pytest.raises(IntegrityError, match="numbered_after_signature"), transaction.atomic():
            stored(record, kind, state=state, number=1, symbol="QĐ-SGDĐT", series="a", year=2026)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_22_a_draft_leaves_the_place_of_the_number_blank(kind: str) -> None:
    snapshot = any_example(kind)
    given = f"05/{snapshot['symbol']}"
    snapshot["number"] = ""

    text = squeeze(words_of(snapshot, draft=True))

    assert squeeze(f"Số: {given}") not in text
    if any_example(kind)["number"]:
        assert squeeze(f"Số: /{snapshot['symbol']}") in text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_22_the_team_numbers_in_its_own_series_and_never_in_that_of_the_department(kind: str) -> None:
    snapshot = any_example(kind)
    of_the_team = snapshot["agency"].startswith("Đoàn kiểm tra")

    assert snapshot["symbol"].endswith(TEAM_SYMBOL) is of_the_team


@pytest.mark.django_db
def test_trap_23_an_issued_paper_is_changed_in_nothing(record: Record) -> None:
    other = {
        "snapshot": {}, "title": "Khác", "number": 99, "dated_on": date(2026, 11, 13), "final": "other.pdf",
        "final_sha256": "c" * 64, "state": "signed", "issued_at": None, "public_code": "X",
    }  # fmt: skip
    for kind in EVERY_KIND:
        paper = issued(record, kind)
        for column, value in other.items():
            with pytest.raises(Exception, match="never changed|Cannot update rows"), transaction.atomic():
                Document.objects.filter(pk=paper.pk).update(**{column: value})
        with pytest.raises(Exception, match="Cannot delete rows"), transaction.atomic():
            Document.objects.filter(pk=paper.pk).delete()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_24_no_paper_names_a_law_by_its_number_and_each_ground_is_closed(kind: str) -> None:
    snapshot = any_example(kind)
    snapshot["grounds"] = [{"act": TRAINING_LAW, "text": ""}, {"act": INSPECTION_DECREE, "text": ""}]

    text = squeeze(words_of(snapshot))

    assert squeeze(TRAINING_LAW["number"]) not in text
    if squeeze("Căn cứ Luật Giáo dục nghề nghiệp") in text:
        assert squeeze("Căn cứ Luật Giáo dục nghề nghiệp; Căn cứ Nghị định số 217/2025/NĐ-CP ngày 05") in text
        assert squeeze(f"{INSPECTION_DECREE['name']}.") in text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_25_days_have_their_zero_and_months_only_in_january_and_february(kind: str) -> None:
    for month, right, wrong in (("03", "3", "03"), ("02", "02", "2")):

        def on_the_fifth(text: str, month: str = month) -> str:
            if MOMENT.fullmatch(text):
                return f"2026-{month}-05T08:05:00+07:00"
            return f"2026-{month}-05" if DATE.fullmatch(text) else text

        snapshot = any_example(kind)
        text = " ".join(words_of(changed(snapshot, on_the_fifth)).split())

        assert not re.search(rf"(tháng {wrong} |/{wrong}/2026)", text)
        assert not re.search(r"ngày 5 |\b5/\d+/2026", text)
        if any(DATE.match(word) for word in json.dumps(snapshot).split('"')):
            assert re.search(rf"ngày 05 tháng {right} năm 2026|05/{right}/2026", text)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_25_the_page_number_stands_at_the_top_and_not_on_page_one(kind: str) -> None:
    long = lengthened(any_example(kind))
    assert all(page_number(Paper(rendered(long), long)))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_25_points_are_lettered_as_vietnamese_counts(kind: str) -> None:
    letters = POINT.findall(words_of(lengthened(any_example(kind))))
    runs = "".join(letters).split("a")[1:]

    assert all(f"a{run}" == LETTERS[: len(run) + 1] for run in runs)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_26_a_paper_is_made_of_its_record_alone_and_keeps_the_names_of_its_day(kind: str) -> None:
    """No database may be touched here: the names can come from nowhere else."""
    old = changed(any_example(kind), lambda text: text.replace("Lâm Đồng", "Đắk Nông"))

    text = squeeze(words_of(old))

    assert squeeze("Lâm Đồng") not in text
    if "Đắk Nông" in json.dumps(old, ensure_ascii=False):
        assert squeeze("Đắk Nông") in text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_26_a_later_name_of_a_person_never_reaches_a_paper_already_made(kind: str) -> None:
    made, kept = any_example(kind), deepcopy(any_example(kind))
    first = words_of(made)

    assert made == kept
    assert words_of(kept) == first


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_trap_27_no_paper_names_a_district_an_abolished_ministry_or_an_old_identity_card(kind: str) -> None:
    assert OLD_UNITS.findall(whole_text(any_pdf(kind))) == []
