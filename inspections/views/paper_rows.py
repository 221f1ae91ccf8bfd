"""What may be done with each paper of the «Văn bản» tab, and how papers mend or replace one another."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.actions.corrections import REPLACEABLE
from inspections.actions.papers import TO_SIGN
from inspections.actions.returned_checks import print_code
from inspections.actions.signing_agents import may_sign_here
from inspections.documents.contradictions import Contradiction
from inspections.documents.lint_follow_up import lint_follow_up
from inspections.documents.lint_report import lint_report
from inspections.documents.signing.agents import agents
from inspections.enums import DocumentKind, DocumentState
from inspections.forms.base import StepForm
from inspections.models import Case, Document
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.policies.papers import refusal_to_receive_return
from inspections.rules.roles import Actor
from inspections.steps import STEPS, Step
from inspections.steps.papers import PAPER_VERBS, SIGNED_HERE
from inspections.views.links import deed_url

Link = dict[str, str]
LINTS: dict[str, Callable[[Any], list[Contradiction]]] = {
    DocumentKind.RESULT_REPORT: lint_report,
    DocumentKind.URGING_LETTER: lint_follow_up,
    DocumentKind.SUPERIOR_REPORT: lint_follow_up,
    DocumentKind.COMPLETION_NOTICE: lint_follow_up,
}
RETURNABLE = (DocumentState.FOR_SIGNATURE, DocumentState.SIGNED)


def deeds_of_papers(
    case: Case, who: Actor, known: Any, shown: Sequence[Document]
) -> Callable[[Document], list[Link]]:
    """For each paper of this case the links of what this person may do with it; nothing for institutions."""
    taken = frozenset(row.replaces_id for row in shown if row.replaces_id)
    if who.is_institution_side:
        return lambda row: []
    steps = STEPS[case.kind]
    may = {verb for verb in PAPER_VERBS if steps[verb].permission in who.permissions}
    may = {verb for verb in may if steps[verb].refusal(who, known) is None}
    receives = refusal_to_receive_return(who, known) is None

    def links(row: Document) -> list[Link]:
        if row.case_id != case.pk or not row.is_rendered:
            return []
        found = [
            {"label": str(steps[verb].label), "url": deed_url(case.pk, case.kind, verb, row.pk)}
            for verb in _verbs(row, who, known, taken)
            if verb in may
        ]
        if receives and _comes_back(row):
            url = reverse("returned", args=[case.pk, row.pk])
            found.append({"label": _("Nhận lại bản đã ký"), "url": url})
        return found

    return links


def _verbs(row: Document, who: Actor, known: Any, taken: frozenset[int]) -> list[str]:
    """Deeds that this paper waits for; the print names who signs."""
    if row.state == DocumentState.ISSUED:
        replaceable = row.kind in REPLACEABLE and row.pk not in taken
        return ["correct_paper", "replace_paper"] if replaceable else ["correct_paper"]
    if row.kind not in SIGNED_HERE:
        return []
    if row.state == DocumentState.SIGNED:
        return ["issue_paper"]
    named = row.signer_id or known.lead_id
    return ["sign_paper"] if row.state in TO_SIGN and named == who.user_id else []


def _comes_back(row: Document) -> bool:
    """A paper that is signed at all, and waits; minutes come back by their own deed as well."""
    waits = row.state in RETURNABLE or (row.state == DocumentState.PRINT and row.kind in SIGNED_HERE)
    if not waits or row.kind == DocumentKind.SUPPLEMENTARY_MINUTES:
        return False
    return signature_rule(row.kind, local_day(row.drafted_at)) is not None


def mend_words(rows: Sequence[Document]) -> dict[int, list[str]]:
    """«Thay thế …», «Đã được thay thế …», «Đính chính …» for each paper of the list."""
    told: dict[int, list[str]] = {row.pk: [] for row in rows}
    for row in rows:
        out = row.state == DocumentState.ISSUED
        if row.replaces is not None:
            _say(told, row, _("Thay thế văn bản số %(number)s"), row.replaces)
            if out:
                _say(told, row.replaces, _("Đã được thay thế bằng văn bản số %(number)s"), row)
        if row.corrects is not None:
            _say(told, row, _("Đính chính văn bản số %(number)s"), row.corrects)
            if out:
                _say(told, row.corrects, _("Đã đính chính bằng công văn số %(number)s"), row)
    return told


def _say(told: dict[int, list[str]], about: Document, words: str, other: Document) -> None:
    day = f" ngày {other.dated_on:%d/%m/%Y}" if other.dated_on else ""
    told.setdefault(about.pk, []).append(words % {"number": (other.full_number or other.title) + day})


def beside(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The paper that a deed is about, with its print, what disagrees in it, and the other ways of signing it."""
    lint = LINTS.get(subject.kind) if step.verb == "sign_paper" else None
    return {
        "document": subject,
        "checked": lint is not None,
        "lint": [found.text for found in lint(subject.snapshot)] if lint else [],
        **ways_of_signing(case, subject),
    }


def ways_of_signing(case: Case, paper: Document) -> dict[str, Any]:
    """Where the paper is read, where it comes back signed outside, where a tool on the machine signs it."""
    place = [case.pk, paper.pk]
    waits = _comes_back(paper) and paper.is_rendered
    return {
        "document_url": reverse("document", args=place) if paper.is_rendered else "",
        "short_hash": print_code(paper),
        "returned_url": reverse("returned", args=place) if waits else "",
        "agent_url": reverse("signing_agent", args=place) if agents() and may_sign_here(paper) else "",
    }
