"""The map of personal data for the administrator: which field holds what, why, for how long, on which ground."""

from itertools import groupby
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.forms.privacy import DataMapFilter
from inspections.models import Rule
from inspections.queries.people import valid_on
from inspections.rules.data_map import PERSONAL, Held, is_rule
from inspections.rules.roles import Permission
from inspections.rules.vietnamese import fold
from inspections.views.access import demand, today
from inspections.views.reference import index_crumbs


@require_GET
def data_map(request: HttpRequest) -> HttpResponse:
    """Rows by kind of data, with the terms that the rules of the day set."""
    demand(request, Permission.MANAGE_SETTINGS)
    form = DataMapFilter(request.GET or None)
    words = form.words
    terms = _terms()
    rows = [row for row in (_row(*entry, terms) for entry in PERSONAL.items()) if _fits(row, words)]
    rows.sort(key=lambda row: (row["category"], row["table"], row["field"]))
    context = {
        "filter_form": form,
        "groups": [(category, list(found)) for category, found in groupby(rows, lambda row: row["category"])],
        "crumbs": index_crumbs((_("Dữ liệu cá nhân đang lưu"), "")),
    }
    return render(request, "privacy/map.html", context)


def _terms() -> dict[str, str]:
    rules = Rule.objects.filter(valid_on(today()), key__startswith="retention.")
    return {rule.key: f"{rule.value} {_('năm')}" if rule.unit == "year" else _("vĩnh viễn") for rule in rules}


def _row(place: str, held: Held, terms: dict[str, str]) -> dict[str, Any]:
    model_name, field_name = place.split(".")
    model = apps.get_model("inspections", model_name)
    field = model._meta.get_field(field_name)
    return {
        "place": place,
        "table": str(model._meta.verbose_name),
        "field": str(getattr(field, "verbose_name", field_name)),
        "category": str(held.category),
        "purpose": str(held.purpose),
        "term": terms.get(held.term, "") if is_rule(held.term) else str(held.term),
        "ground": str(held.ground),
    }


def _fits(row: dict[str, Any], words: list[str]) -> bool:
    told = fold(" ".join(row.values()))
    return all(word in told for word in words)
