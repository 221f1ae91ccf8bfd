"""Checklists as several callers read them: in use on a day, with counts of cases, as texts to judge and compare."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from inspections.models import Checklist, ChecklistItem, ChecklistVersion, LegalAct
from inspections.queries.people import valid_on
from inspections.rules.citations import ActIndex, KnownAct
from inspections.rules.outline_checks import CitedAct, ItemText

PUBLISHED = ChecklistVersion.Status.PUBLISHED
DRAFT = ChecklistVersion.Status.DRAFT


def offered_on(day: date) -> QuerySet[ChecklistVersion]:
    """Versions that a new proposal may choose on the day: published and in use."""
    return ChecklistVersion.objects.filter(valid_on(day), status=PUBLISHED).select_related("checklist")


def is_offered(version: ChecklistVersion, day: date) -> bool:
    """The same of one version as it was just read, without another statement."""
    ended = version.valid_until is not None and version.valid_until < day
    return version.status == PUBLISHED and version.valid_from <= day and not ended


def with_counts() -> QuerySet[ChecklistVersion]:
    """Versions with the number of their items, of inspections held by them and of those still open."""
    return ChecklistVersion.objects.annotate(
        item_count=Count("items", distinct=True),
        case_count=Count("inspections", distinct=True),
        open_count=Count("inspections", filter=Q(inspections__case__closed_at__isnull=True), distinct=True),
    ).order_by("-number")


def all_with_versions() -> QuerySet[Checklist]:
    """Every checklist with its versions, the newest first; two statements for any number."""
    return Checklist.objects.prefetch_related(Prefetch("versions", with_counts())).order_by("title")


def themes() -> list[tuple[str, str]]:
    """Themes that checklists have, each named by its first checklist; one theme is one content of overlap."""
    found: dict[str, str] = {}
    for key, title in Checklist.objects.order_by("pk").values_list("theme_key", "title"):
        found.setdefault(key, title)
    return sorted(found.items(), key=lambda pair: pair[1])


def act_index() -> ActIndex:
    """The acts of the reference, for reading citations."""
    rows = LegalAct.objects.values_list("code", "number", "name")
    return ActIndex(KnownAct(code, number, name) for code, number, name in rows)


def items_of(version: ChecklistVersion) -> list[ChecklistItem]:
    """The items in their order, each with its act."""
    return list(version.items.select_related("act").order_by("position", "pk"))


def as_text(items: Iterable[ChecklistItem]) -> list[ItemText]:
    """Items as the rules judge and compare them."""
    return [
        ItemText(
            code=item.code,
            requirement=item.requirement,
            question=item.question,
            group_title=item.group_title,
            evidence_hint=item.evidence_hint,
            act=_cited(item.act) if item.act else None,
            locator=item.locator,
            on_site_only=item.on_site_only,
            ready_wording=item.ready_wording,
        )
        for item in items
    ]


def _cited(act: LegalAct) -> CitedAct:
    return CitedAct(act.code, act.number, str(act), act.valid_from, act.valid_until, act.confirmed)
