"""«Dấu hiệu cần xem lại»: lượt whose record looks made up afterwards, thin ones, and what a second officer says."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import backfilling as actions
from inspections.enums import SignCode, Verdict
from inspections.forms.honesty import ReviewForm
from inspections.forms.share import year_of
from inspections.models import LedgerLine
from inspections.queries.backfilling import flagged
from inspections.queries.ledger import line_of
from inspections.views.access import actor, demand_department, person, today
from inspections.views.one_form import form_page
from inspections.views.share_lines import code_of
from inspections.views.share_links import own_department_id

PAGE = 25
TONES = {Verdict.EXPLAINED: "done", Verdict.STANDS: "late"}


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    here = reverse("backfilling") if more else ""
    return [(_("Chỉ tiêu"), reverse("share")), (_("Dấu hiệu cần xem lại"), here), *more]


@require_GET
def backfilling(request: HttpRequest) -> HttpResponse:
    """The list of one year; reading writes nothing."""
    who, on = demand_department(request), today()
    year = year_of(request.GET.get("nam", ""), otherwise=on.year)
    found = flagged(own_department_id(who), date(year, 1, 1), date(year, 12, 31))
    rows = found.prefetch_related("signs", "sign_reviews__by")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "rows": [_row(line) for line in page.object_list],
        "page_obj": page,
        "crumbs": _crumbs(),
    }
    return render(request, "honesty/signs.html", context)


def _row(line: LedgerLine) -> dict[str, Any]:
    said = next(iter(line.sign_reviews.all()), None)
    return {
        "institution": line.institution.name,
        "code": code_of(line),
        "url": reverse("share_line", args=[line.pk]),
        "day": line.counted_on,
        "signs": [SignCode(row.code).label for row in line.signs.all() if row.gone_at is None],
        "said": said,
        "tone": TONES[Verdict(said.verdict)] if said else "soon",
        "review_url": reverse("review_signs", args=[line.pk]),
    }


@require_http_methods(["GET", "POST"])
def review_signs(request: HttpRequest, pk: int) -> HttpResponse:
    """«Ghi ý kiến» of somebody who was not of the team."""
    who = actor(request)
    line = line_of(who.department_ids, pk)
    if line is None:
        raise Http404
    if not actions.may_review(who, line):
        raise PermissionDenied(_("Người soát xét là người của Sở không tham gia Đoàn của lượt này."))
    form = ReviewForm(*((request.POST,) if request.method == "POST" else ()))
    heading = _("Ý kiến về dấu hiệu")
    shown = [SignCode(row.code).label for row in line.signs.filter(gone_at__isnull=True)]

    def act() -> str:
        actions.review_signs(line, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã ghi ý kiến.")

    return form_page(
        request,
        form,
        act,
        go=reverse("backfilling"),
        heading=heading,
        subject=f"{line.institution.name} · {code_of(line)}: {'; '.join(map(str, shown))}",
        consequence=_(
            "Dấu hiệu không phải lời buộc tội và không tự đổi mức. Ý kiến được giữ, không sửa được."
        ),
        crumbs=_crumbs((heading, "")),
    )
