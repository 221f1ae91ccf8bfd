"""The papers laid beside the measures of Nghị định 30/2020/NĐ-CP, Phụ lục I, and a wrong measure found each time."""

from pathlib import Path

import pytest

from inspections.documents import layout
from tests.documents.every_kind import any_example, any_pdf
from tests.documents.measures import MEASURES, complaints
from tests.documents.reading import rendered

STYLE = (layout.TEMPLATE_FOLDER / layout.TEMPLATE_ROOM / layout.STYLE_SHEET).read_text(encoding="utf-8")
PLANTED = {
    "paper_and_margins": ("margin: 20mm 15mm 20mm 30mm", "margin: 20mm 15mm 20mm 25mm"),
    "nation": (".agency, .nation, .motto { font-weight: bold; }", ".agency, .motto { font-weight: bold; }"),
    "motto": (
        "padding-bottom: 1.5pt; border-bottom: 0.75pt solid black; }",
        "padding: 0 9mm 1.5pt; border-bottom: 0.75pt solid black; }",
    ),
    "size_profile": (".motto { font-size: 14pt; }", ".motto { font-size: 13pt; }"),
    "agency": ("width: 42%; margin: 2pt auto 0", "width: 80%; margin: 2pt auto 0"),
    "number": (".number { font-size: 13pt; }", ".number { font-size: 14pt; }"),
    "date_line": (".dateline { font-size: 14pt; font-style: italic; }", ".dateline { font-size: 14pt; }"),
    "kind_and_subject": ("h1 { margin: 6pt 0 0; font-size: 14pt;", "h1 { margin: 6pt 0 0; font-size: 16pt;"),
    "grounds": (".ground { font-style: italic; }", ""),
    "running_text": ("text-indent: 12.7mm; orphans", "text-indent: 8mm; orphans"),
    "page_number": ("@top-center { content: counter(page);", "@top-right { content: counter(page);"),
    "receivers": (".receivers-title { font-size: 12pt;", ".receivers-title { font-size: 13pt;"),
    "signer": (".signer-name { font-weight: bold; }", ""),
}
OTHER_FAULTS = {
    "not justified": ("text-align: justify; text-indent", "text-align: left; text-indent", "running_text"),
    "paragraphs too close": ("p, ul, table { margin: 0 0 6pt; }", "p { margin: 0 0 3pt; }", "running_text"),
    "number on page one": ("@page :first { @top-center { content: none; } }", "", "page_number"),
    "line too loose": ("line-height: 1.2; color: black", "line-height: 1.8; color: black", "running_text"),
}


@pytest.mark.parametrize("kind", MEASURES)
def test_a_generated_paper_keeps_every_measure_of_the_decree(kind: str) -> None:
    assert complaints(any_pdf(kind), any_example(kind)) == []


def with_fault(right: str, wrong: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said of a decision printed by a style sheet with one wrong measure."""
    assert STYLE.count(right) == 1
    planted = folder / "planted.css"
    planted.write_text(STYLE.replace(right, wrong), encoding="utf-8")
    monkeypatch.setattr(layout, "STYLE_SHEET", str(planted))
    record = any_example("decision")
    return complaints(rendered(record), record)


@pytest.mark.parametrize("measure", PLANTED)
def test_a_wrong_measure_is_found_by_its_own_name(
    measure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert measure in with_fault(*PLANTED[measure], tmp_path, monkeypatch)


@pytest.mark.parametrize("fault", OTHER_FAULTS)
def test_further_faults_of_the_page_are_found(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong, measure = OTHER_FAULTS[fault]
    assert measure in with_fault(right, wrong, tmp_path, monkeypatch)


def test_every_measure_has_its_planted_fault() -> None:
    assert {measure.__name__ for measures in MEASURES.values() for measure in measures} == set(PLANTED)
