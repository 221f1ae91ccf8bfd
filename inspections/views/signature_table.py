"""Which signatures count on which paper: the table as it stands today, for reading (practice.md 1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import DocumentKind
from inspections.queries.signatures import signature_rules
from inspections.rules.roles import Permission
from inspections.rules.signatures import NumberedIn, SignatureRule
from inspections.views.access import demand, today


@require_GET
def signature_table(request: HttpRequest) -> HttpResponse:
    """Every kind of paper that is signed, with who signs it, how, and where its number comes from."""
    demand(request, Permission.MANAGE_SETTINGS)
    rows = [_row(rule) for rule in signature_rules() if rule.is_valid(today())]
    return render(request, "inspections/reference/signatures.html", {"rows": rows})


def _row(rule: SignatureRule) -> dict[str, str]:
    series = {
        NumberedIn.AGENCY: _("sổ của Sở"),
        NumberedIn.TEAM: _("sổ của Đoàn"),
        NumberedIn.OWN_DEED: _("sổ của Đoàn, khi ký"),
        NumberedIn.NOWHERE: _("không cấp số"),
    }
    return {
        "kind": str(DocumentKind(rule.kind).label),
        "who": rule.who,
        "printed": rule.printed,
        "digital": str(rule.required),
        "series": series[rule.numbered_in],
        "basis": rule.basis,
        "valid_from": f"{rule.valid_from:%d/%m/%Y}",
    }
