"""«Việc chuyển cơ quan khác»: what was handed over in all dossiers, and what has had no answer for how long."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from inspections.enums import REFERRAL_ANSWERED, ReferralKind, ReferralOutcome
from inspections.models import Referral
from inspections.queries.referrals import ANSWERED, NOT_SENT, WAITING, narrowed, referrals_across
from inspections.views.access import demand_department, today

PAGE = 25
ALL = "all"


class ReferralFilter(forms.Form):
    """Which matters are listed; those without an answer when nothing is chosen."""

    state = forms.ChoiceField(
        label=_l("Tình trạng"),
        required=False,
        choices=[
            ("", _l("Chưa có trả lời")),
            (ANSWERED, _l("Đã có trả lời")),
            (NOT_SENT, _l("Chưa chuyển")),
            (ALL, _l("Tất cả")),
        ],
    )
    kind = forms.ChoiceField(
        label=_l("Việc chuyển"), required=False, choices=[("", _l("Mọi việc")), *ReferralKind.choices]
    )


@require_GET
def referrals(request: HttpRequest) -> HttpResponse:
    """The list; a fixed number of statements for any length."""
    who = demand_department(request)
    form = ReferralFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"state": "", "kind": ""}
    found = narrowed(referrals_across(who), state=chosen["state"] or WAITING, kind=chosen["kind"])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_row(row) for row in page.object_list],
        "page_obj": page,
        "filter_form": form,
        "crumbs": [(_("Việc chuyển cơ quan khác"), "")],
    }
    return render(request, "inspections/referral_list.html", context)


def _row(row: Any) -> dict[str, str]:
    answered = row.last_outcome in REFERRAL_ANSWERED
    return {
        "kind": row.get_kind_display(),
        "institution": str(row.party.institution),
        "code": row.party.code,
        "url": f"{row.party.get_absolute_url()}?tab=records",
        "sent": _sent_words(row),
        "waiting": "" if answered or row.sent_on is None else _waiting_words(row),
        "outcome": str(ReferralOutcome(row.last_outcome).label)
        if row.last_outcome
        else row.get_state_display(),
        "tone": "done" if answered else "soon",
        "paper": _paper_words(row),
    }


def _sent_words(row: Referral) -> str:
    if row.sent_on is None:
        return _("Chưa chuyển")
    text = _("%(recipient)s, số %(number)s ngày %(day)s")
    return text % {"recipient": row.recipient, "number": row.sent_number, "day": f"{row.sent_on:%d/%m/%Y}"}


def _waiting_words(row: Referral) -> str:
    since = (today() - row.sent_on).days if row.sent_on else 0
    return _("Chưa có trả lời, đã %(n)s ngày") % {"n": since}


def _paper_words(row: Any) -> str:
    if not row.last_number or not row.last_dated_on:
        return ""
    words = {"number": row.last_number, "day": f"{row.last_dated_on:%d/%m/%Y}"}
    return _("Văn bản số %(number)s ngày %(day)s") % words
