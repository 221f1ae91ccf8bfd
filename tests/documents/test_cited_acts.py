"""The table of acts that documents name by themselves says what templates and contexts really print."""

import re
from pathlib import Path

from inspections.documents import contexts_decision, contexts_law
from inspections.documents.cited_acts import CITED_ACTS, documents_citing
from inspections.enums import DocumentKind
from inspections.reference.reader import read

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
NUMBER = re.compile(r"\d+/\d{4}/[A-ZĐ]+(?:-[A-ZĐ]+)*\d*")


def codes_by_number() -> dict[str, str]:
    """The shipped acts by their numbers."""
    return {act["number"]: act["code"] for act in read("legal_acts")["acts"] if act.get("number")}


def test_every_act_of_the_table_is_a_known_act() -> None:
    known = set(codes_by_number().values())
    assert {code for codes in CITED_ACTS.values() for code in codes} <= known


def test_every_act_written_into_a_template_is_in_the_table() -> None:
    codes = codes_by_number()
    for kind in DocumentKind:
        template = TEMPLATES / f"{kind}.html"
        if not template.exists():
            continue
        printed = {codes[number] for number in NUMBER.findall(template.read_text()) if number in codes}
        assert printed <= set(CITED_ACTS.get(kind, ())), kind


def test_the_duties_in_a_decision_name_an_act_of_the_table() -> None:
    source = Path(contexts_decision.__file__).read_text()
    codes = codes_by_number()
    printed = {codes[number] for number in NUMBER.findall(source) if number in codes}
    assert printed <= set(CITED_ACTS[DocumentKind.DECISION])
    assert contexts_law.INSPECTION_DECREE in CITED_ACTS[DocumentKind.DECISION]


def test_documents_of_the_checklist_print_the_acts_of_its_items() -> None:
    names = list(documents_citing("tt-38-2026", in_checklists=True))
    assert str(DocumentKind.MINUTES.label) in names and str(DocumentKind.DECISION.label) in names
    assert list(documents_citing("tt-38-2026", in_checklists=False)) == []
