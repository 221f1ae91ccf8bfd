"""Addresses of deeds, so that no page spells them."""

from functools import lru_cache

from django.urls import reverse

from inspections.exceptions import Blocker
from inspections.kinds import PartyStage
from inspections.models import Case
from inspections.queries.history import PastVisit
from inspections.rules.roles import Actor
from inspections.steps import STEPS
from inspections.steps.orders import OF_AN_ORDER

MENDING = (PartyStage.REMEDYING, PartyStage.REMEDY_REPORTED)
TABS_OF_VERBS = {"conclude_items": "items", "team": "team"}


@lru_cache(maxsize=4096)
def deed_url(case_id: int, kind: str, verb: str, subject: int | None = None) -> str:
    """Where a deed is done; an ask without a page of its own leads to the tab of the case it is about."""
    if verb == "conclude_item" and subject:
        return reverse("item", args=[case_id, subject])
    step = STEPS[kind].get(verb)
    if step is None:
        tab = TABS_OF_VERBS.get(verb)
        return reverse("case", args=[case_id]) + (f"?tab={tab}" if tab else "")
    if step.subjects is not None and subject is None and verb in OF_AN_ORDER:
        return reverse("case", args=[case_id])
    if step.subjects is not None and subject is None:
        tab = "findings" if verb in ("explain_finding", "settle_finding") else "exchange"
        return reverse("case", args=[case_id]) + f"?tab={tab}"
    arguments = [case_id, step.slug] + ([subject] if subject is not None and step.subjects else [])
    return reverse("step", args=arguments)


def remedy_url(case: Case) -> str:
    """Where an institution reads what it was asked to mend, while that is open; else nothing."""
    return f"{case.get_absolute_url()}?tab=remedy" if case.stage in MENDING else ""


def missing_part(case: Case, blocker: Blocker, who: Actor) -> dict[str, str]:
    """One line of «còn thiếu», with the link that mends it for those who may mend it."""
    step = STEPS[case.kind].get(blocker.verb)
    others = step is not None and step.verb != "confirm_minutes" and step.permission not in who.permissions
    if not blocker.verb or others:
        return {"text": blocker.text, "url": ""}
    return {"text": blocker.text, "url": deed_url(case.pk, case.kind, blocker.verb, blocker.subject)}


def visit_url(visit: PastVisit) -> str:
    """Where a visit of the history is read: its dossier, or its row in the register of paper inspections."""
    return (
        reverse("past_one", args=[visit.paper_id])
        if visit.is_on_paper
        else reverse("case", args=[visit.case_id])
    )
