"""What was found short before, as rules and pages read it: of one institution, or across years, places and items.

Only findings of signed minutes count (a draft finding may be withdrawn). Paper inspections of the past name no items:
they are told beside, with the number of findings that their file gives (practice 6).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from inspections.enums import FindingState
from inspections.models import Answer, Case, ChecklistItem, Finding, PaperInspection
from inspections.models.case import within_reach
from inspections.rules.recurrence import Content, PastFinding, Recurrence, recurrence_of, repeated_contents
from inspections.rules.roles import Actor

MOST = 2000
BY_ITEM, BY_LAW = "item", "law"
_SIGNED_ON = "party__party_details__minutes_signed_on"
_OF_CONTENT = {
    "theme": F("answer__item__version__checklist__theme_key"),
    "item_code": F("answer__item__code"),
    "item_act": F("answer__item__act_id"),
    "item_locator": F("answer__item__locator"),
}
GROUPS = {
    BY_ITEM: {
        "theme_key": F("answer__item__version__checklist__theme_key"),
        "item_code": F("answer__item__code"),
    },
    BY_LAW: {"cited_act": F("act_id"), "cited_place": F("locator")},
}


@dataclass(frozen=True)
class PaperNote:
    """A past inspection on paper that found something; which items is not known."""

    paper_id: int
    year: int
    findings: int
    content: str


def standing_findings() -> QuerySet[Finding]:
    """Findings that stand in signed minutes; what the lead withdrew never counts."""
    return Finding.objects.filter(**{f"{_SIGNED_ON}__isnull": False}).exclude(state=FindingState.WITHDRAWN)


def past_findings(
    institution_ids: Collection[int], *, before: date, excluding_root: int | None = None
) -> dict[int, list[PastFinding]]:
    """What was found short at these institutions before a day, newest first, in one statement."""
    found: dict[int, list[PastFinding]] = {pk: [] for pk in institution_ids}
    rows = standing_findings().filter(
        party__institution_id__in=institution_ids, **{f"{_SIGNED_ON}__lte": before}
    )
    if excluding_root:
        rows = rows.exclude(party__root_id=excluding_root)
    columns = ("party__institution_id", "party_id", _SIGNED_ON, "text", "act_id", "locator", *_OF_CONTENT)
    for row in rows.annotate(**_OF_CONTENT).order_by(f"-{_SIGNED_ON}", "-id").values_list(*columns)[:MOST]:
        institution_id, party_id, on, text, act_id, locator, *content = row
        found[institution_id].append(
            PastFinding(
                institution_id=institution_id,
                party_id=party_id,
                on=on,
                content=Content(*content),
                text=text,
                finding_provision=Content("", "", act_id, locator),
            )
        )
    return found


def content_of(item: ChecklistItem) -> Content:
    """An item as the rule compares it (read it with its version and checklist)."""
    return Content(item.version.checklist.theme_key, item.code, item.act_id, item.locator)


def recurrence_of_answer(answer: Answer) -> Recurrence:
    """How often the item of this answer was found short at this institution before; one statement.

    The answer is read with its item, version and checklist.
    """
    party = answer.party
    if party.institution_id is None:
        return Recurrence()
    content = content_of(answer.item)
    past = past_findings([party.institution_id], before=date.max, excluding_root=party.root_case_id)
    return recurrence_of(content, past[party.institution_id])


def repeated_items(
    institution_ids: Collection[int],
    version_id: int | None,
    *,
    before: date,
    excluding_root: int | None = None,
) -> dict[int, list[tuple[ChecklistItem, Recurrence]]]:
    """For each institution the items of an outline that were found short there before, in its order; two statements."""
    items = ChecklistItem.objects.filter(version_id=version_id or 0).select_related("version__checklist")
    contents = {content_of(item): item for item in items.order_by("position")}
    past = past_findings(institution_ids, before=before, excluding_root=excluding_root)
    return {
        place: [(contents[content], seen) for content, seen in repeated_contents(contents, rows).items()]
        for place, rows in past.items()
    }


def paper_notes(institution_ids: Collection[int], themes: str = "") -> dict[int, list[PaperNote]]:
    """Past inspections on paper that found something, of these themes where they are known; one statement."""
    rows = PaperInspection.objects.filter(
        institution_id__in=institution_ids, withdrawn_at__isnull=True, finding_count__gt=0
    )
    if themes:
        rows = rows.filter(Q(themes="") | Q(themes__contains=themes))
    found: dict[int, list[PaperNote]] = {pk: [] for pk in institution_ids}
    for row in rows.order_by("-announced_on", "-id")[:MOST]:
        note = PaperNote(row.pk, row.announced_on.year, row.finding_count or 0, row.content)
        found[row.institution_id].append(note)
    return found


def repeated_across(
    who: Actor,
    *,
    by: str,
    least: int,
    first_year: int | None = None,
    last_year: int | None = None,
    institution_ids: Collection[int] | None = None,
    theme: str = "",
) -> QuerySet[Finding, dict[str, Any]]:
    """Contents found short in so many inspections of one institution; grouped by the database, paged by the page."""
    rows = standing_findings().filter(within_reach(who, to="party__"))
    if first_year:
        rows = rows.filter(**{f"{_SIGNED_ON}__gte": date(first_year, 1, 1)})
    if last_year:
        rows = rows.filter(**{f"{_SIGNED_ON}__lte": date(last_year, 12, 31)})
    if institution_ids is not None:
        rows = rows.filter(party__institution_id__in=institution_ids)
    if theme:
        rows = rows.filter(answer__item__version__checklist__theme_key=theme)
    group = GROUPS[by]
    grouped: QuerySet[Finding, dict[str, Any]] = (
        rows.order_by()
        .annotate(**group)
        .values("party__institution_id", "party__institution__name", *group)
        .annotate(
            times=Count("party_id", distinct=True),
            years=ArrayAgg(ExtractYear(_SIGNED_ON), distinct=True),
            parties=ArrayAgg("party_id", distinct=True),
            last_on=Max(_SIGNED_ON),
            sample=Max("answer__item_id"),
        )
        .filter(times__gte=least)
        .order_by("-times", "-last_on", "party__institution__name", *group)
    )
    return grouped


def items_by_id(item_ids: Collection[int]) -> dict[int, ChecklistItem]:
    """The newest wording of each listed item with its theme and act."""
    rows = ChecklistItem.objects.filter(pk__in=item_ids).select_related("version__checklist", "act")
    return {row.pk: row for row in rows}


def codes_of(case_ids: Collection[int]) -> dict[int, str]:
    """The codes of the dossiers behind the rows of one page."""
    return dict(Case.objects.filter(pk__in=case_ids).order_by().values_list("pk", "code"))
