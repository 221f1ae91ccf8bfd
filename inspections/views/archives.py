"""Sealed dossiers: what is kept until when, what may be listed for disposal, and the archive handed out with an entry."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.archives import note_taken
from inspections.models import Archive, Case, DisposalList
from inspections.queries.archives import archives_of, ended_unsealed, past_their_term
from inspections.rules.dossier_names import safe_name
from inspections.rules.facts import InspectionFacts
from inspections.rules.policies import closing as policies
from inspections.rules.roles import Actor
from inspections.rules.uploads import megabytes
from inspections.views import step_contexts
from inspections.views.access import actor, demand_department, facts, person, today, visible_case
from inspections.views.dossier import attached
from inspections.views.links import deed_url
from inspections.views.portal import moment

MOST_ROWS = 200


def day(on: date | None) -> str:
    """A day as it is shown, or nothing."""
    return f"{on:%d/%m/%Y}" if on else ""


def kept_departments(who: Actor) -> frozenset[int]:
    """The departments whose archive this person looks after; everybody else is refused."""
    found = frozenset(
        place for place in who.department_ids if not policies.refusal_to_keep_archive(who, place)
    )
    if not found:
        raise PermissionDenied(policies.refusal_to_keep_archive(who, 0))
    return found


@require_GET
def archives(request: HttpRequest) -> HttpResponse:
    """What is past its term, what ended and is not sealed, everything that is kept, and the lists for disposal."""
    mine = kept_departments(demand_department(request))
    due = list(past_their_term(mine, today())[:MOST_ROWS])
    lists = DisposalList.objects.filter(department_id__in=mine).select_related("proposed_by")
    context = {
        "due": [kept_row(row) for row in due],
        "unsealed": [_unsealed_row(case) for case in ended_unsealed(mine)[:MOST_ROWS]],
        "rows": [kept_row(row) for row in archives_of(mine)[:MOST_ROWS]],
        "lists": [_list_row(row) for row in lists[:MOST_ROWS]],
    }
    return render(request, "inspections/archives/list.html", context)


def kept_row(row: Any) -> dict[str, Any]:
    """One sealed dossier (read with ``archives_of``)."""
    closing = row.case.closing
    return {
        "code": row.case.code,
        "title": row.case.title,
        "url": reverse("archive", args=[row.case_id]),
        "sealed": day(timezone.localdate(row.sealed_at)),
        "until": day(closing.keep_until_on) or closing.get_retention_display(),
        "held": row.held,
        "listed": row.listed,
        "disposed": day(row.disposed_on),
    }


def _unsealed_row(case: Case) -> dict[str, str]:
    return {
        "code": case.code,
        "title": case.title,
        "url": case.get_absolute_url(),
        "stage": case.stage_label,
        "closed": moment(case.closed_at),
        "state": _("Chờ niêm phong") if getattr(case, "closing", None) else _("Chưa đề nghị lưu"),
    }


def _list_row(row: DisposalList) -> dict[str, str]:
    return {
        "title": row.title,
        "url": reverse("disposal", args=[row.pk]),
        "state": row.get_state_display(),
        "proposed": f"{moment(row.proposed_at)} · {row.proposed_by.full_name}",
    }


def _sealed(request: HttpRequest, pk: int) -> tuple[Case, Archive]:
    """The archive of a visible dossier, for those who may take it; without one there is no such page."""
    case = visible_case(request, pk)
    known = facts(case)
    if not isinstance(known, InspectionFacts):
        raise Http404
    if refusal := policies.refusal_to_take_archive(actor(request), known):
        raise PermissionDenied(refusal)
    row = Archive.objects.filter(case=case).defer("manifest").select_related("sealed_by").first()
    if row is None:
        raise Http404
    return case, row


@require_GET
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """The seal: when, by whom, the two hashes of the paper record, the term, the holds, the zip."""
    case, row = _sealed(request, pk)
    closing = case.closing
    keeper = not policies.refusal_to_keep_archive(actor(request), case.department_id)
    holds = case.holds.select_related("placed_by", "lifted_by")
    context = {
        "case": step_contexts.head(case),
        "facts": [
            (_("Niêm phong"), f"{moment(row.sealed_at)} · {row.sealed_by.full_name}"),
            (_("Thời hạn bảo quản"), _term_words(closing)),
            (_("Căn cứ"), closing.retention_basis),
            (_("Nơi lưu bản gốc giấy"), closing.place or _("Không ghi")),
        ],
        "manifest_sha256": row.manifest_sha256,
        "chain_head": row.chain_head,
        "zip_sha256": row.sha256,
        "size": megabytes(row.size) if row.size else "",
        "ready": bool(row.file),
        "disposed": day(row.disposed_on),
        "record_url": reverse("document", args=[case.pk, closing.document_id]) if closing.document_id else "",
        "take_url": reverse("archive_take", args=[case.pk]),
        "holds": [_hold_row(case, hold, keeper) for hold in holds],
        "hold_url": deed_url(case.pk, case.kind, "place_hold") if keeper and not row.disposed_on else "",
    }
    answer = render(request, "inspections/archives/one.html", context)
    if not row.file and not row.disposed_on:
        answer["Refresh"] = "5"
    return answer


def _term_words(closing: Any) -> str:
    if closing.years is None:
        return str(closing.get_retention_display())
    words = _("%(years)s năm, đến hết ngày %(day)s")
    return words % {"years": closing.years, "day": day(closing.keep_until_on)}


def _hold_row(case: Case, hold: Any, keeper: bool) -> dict[str, str]:
    standing = hold.lifted_at is None
    return {
        "reason": hold.reason,
        "basis": hold.basis,
        "placed": f"{moment(hold.placed_at)} · {hold.placed_by.full_name}",
        "lifted": "" if standing else f"{moment(hold.lifted_at)} · {hold.lifted_by.full_name}",
        "lifted_reason": hold.lifted_reason,
        "url": deed_url(case.pk, case.kind, "lift_hold", hold.pk) if keeper and standing else "",
    }


@require_POST
def archive_take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The zip itself; taking it leaves an entry."""
    case, row = _sealed(request, pk)
    if not row.file:
        raise Http404
    stream = row.file.open("rb")
    note_taken(row, by=person(request), now=timezone.now())
    return attached(FileResponse(stream), safe_name(f"Bản lưu {case.code}.zip"), "application/zip")
