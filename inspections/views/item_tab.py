"""The tab of items: the longest table of the case page, read as plain columns and worded once for all rows."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import ItemMethod, Origin, Rating, Side
from inspections.models import Answer, Case, EvidenceFile, LegalAct
from inspections.rules.origin import origin_of
from inspections.rules.roles import Actor

COLUMNS = {
    "code": F("item__code"),
    "requirement": F("item__requirement"),
    "locator": F("item__locator"),
    "act": F("item__act_id"),
    "act_type": F("item__act__act_type"),
    "act_number": F("item__act__number"),
    "act_name": F("item__act__name"),
}
BADGES = {
    Rating.COMPLIES: ("badge-box badge-done", "check-lg"),
    Rating.FALLS_SHORT: ("badge-box badge-late", "x-lg"),
    Rating.NOT_ENOUGH: ("badge-box badge-soon", ""),
}


def items(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """Items of the đề cương with result, rating and derived origin; files and findings are counted in the facts."""
    from_party = EvidenceFile.objects.filter(
        case=case, answers=OuterRef("pk"), side=Side.INSTITUTION, withdrawn_at__isnull=True
    )
    rows = Answer.objects.filter(party=case).order_by("item__position")
    found = rows.values("pk", "method", "result", "rating", has_party_file=Exists(from_party), **COLUMNS)
    counted = {item.answer_id: item for item in known.items}
    row_of = _reader(case)
    return {"items": [row_of(row, counted[row["pk"]]) for row in found if row["pk"] in counted]}


def _reader(case: Case) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Makes rows of one case; what many rows share is worded once."""
    address = reverse("item", args=[case.pk, 0]).removesuffix("0/")
    methods, ratings = _words(ItemMethod), _words(Rating)
    origins = {origin: str(origin.label) for origin in Origin}
    act_words = cache(
        lambda act_type, number, name: str(LegalAct(act_type=act_type, number=number, name=name))
    )
    files, findings = cache(_files), cache(_findings)

    def row_of(row: dict[str, Any], counted: Any) -> dict[str, Any]:
        act = act_words(row["act_type"], row["act_number"], row["act_name"]) if row["act"] else ""
        badge, glyph = BADGES.get(row["rating"], ("badge-box", ""))
        return {
            "code": row["code"],
            "requirement": row["requirement"],
            "citation": f"{row['locator']} {act}".strip() if act else "",
            "method_label": methods.get(row["method"], ""),
            "result": row["result"],
            "rating_label": ratings.get(row["rating"], ""),
            "badge": badge,
            "glyph": glyph,
            "origin_label": origins[
                origin_of(has_party_file=row["has_party_file"], file_count=counted.file_count)
            ],
            "url": f"{address}{row['pk']}/",
            "files_words": files(counted.file_count),
            "findings_words": findings(counted.finding_count),
        }

    return row_of


def _words(choices: Any) -> dict[str, str]:
    return {member.value: str(member.label) for member in choices}


def _files(count: int) -> str:
    return _("%(count)s tệp") % {"count": count} if count else ""


def _findings(count: int) -> str:
    return _("%(count)s tồn tại, hạn chế") % {"count": count} if count else ""
