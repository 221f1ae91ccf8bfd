"""One file of the dossier: handed out as an attachment, looked at as a copy, and everything known of it on a page.

Rights are asked each time; each hand-out leaves a row; what is quarantined or not yet scanned is kept back.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions.evidence import note_access
from inspections.actions.files import note_opened
from inspections.enums import AccessKind, ScanState, Side
from inspections.models import Case, EvidenceFile
from inspections.queries.evidence import (
    accesses_of,
    is_scanned_here,
    kept_back,
    scan_of,
    versions_before,
)
from inspections.rules.uploads_handing import scan_words
from inspections.steps import STEPS
from inspections.steps.evidence import VERBS
from inspections.views import step_contexts
from inspections.views.access import actor, facts, person, visible_case
from inspections.views.links import deed_url
from inspections.views.papers import _hand_out
from inspections.views.portal import file_rows, moment
from inspections.views.steps import too_late

ACCESSES_SHOWN = 100


def _found(request: HttpRequest, pk: int, file_id: int) -> tuple[Case, EvidenceFile, bool]:
    """The case, the file and whether an outsider asks; the institution has only its own files."""
    case = visible_case(request, pk)
    outsider = actor(request).is_institution_side
    rows = EvidenceFile.objects.filter(pk=file_id, case=case)
    found = rows.select_related("check_row", "received_by", "replaces", "withdrawn_by").first()
    if found is None or (outsider and found.side != Side.INSTITUTION):
        raise Http404
    return case, found, outsider


@require_GET
def evidence(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """One file of the dossier, as an attachment; the team's first opening is noted (counting rule C3)."""
    case, found, outsider = _found(request, pk, file_id)
    if found.withdrawn_at is not None:
        return render(request, "404.html", status=404)
    if words := kept_back(found, person(request).pk):
        return too_late(request, case, words)
    now = timezone.now()
    if not outsider and found.side == Side.INSTITUTION and found.first_opened_at is None:
        note_opened(found, by=person(request), now=now)
    try:
        stream = found.blob.open("rb")
    except FileNotFoundError as gone:  # disposed of by decision: the row and its hash stay (trap 44)
        raise Http404 from gone
    note_access(case, file=found, way=AccessKind.OPENED, by=person(request), now=now)
    return _hand_out(stream, found.name, found.mime, inline=False)


@require_GET
def evidence_preview(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """The re-encoded copy of a picture, shown inside the page: it carries nothing of the camera's own data."""
    case, found, _outsider = _found(request, pk, file_id)
    row = getattr(found, "check_row", None)
    if found.withdrawn_at is not None or row is None or not row.preview:
        raise Http404
    if words := kept_back(found, person(request).pk):
        return too_late(request, case, words)
    stream = row.preview.open("rb")
    note_access(case, file=found, way=AccessKind.PREVIEWED, by=person(request), now=timezone.now())
    return _hand_out(stream, f"{found.name}.jpg", "image/jpeg", inline=True)


@require_GET
def evidence_page(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """Everything known of one file: from whom, for what, its versions, what the machine found, who opened it."""
    case, found, outsider = _found(request, pk, file_id)
    row = getattr(found, "check_row", None)
    back = kept_back(found, person(request).pk)
    older = versions_before(found)
    context = {
        "case": step_contexts.head(case),
        "file": file_rows(case, [found, *older])[0],
        "who": found.received_by.full_name,
        "kept_back": back,
        "scan": scan_words(scan_of(found), scanned_here=is_scanned_here()),
        "is_infected": scan_of(found) == ScanState.INFECTED,
        "preview_url": _preview_url(case, found, row) if not back else "",
        "machine": _machine_facts(row) if row else [],
        "items": [str(answer.item) for answer in found.answers.select_related("item")],
        "asked": list(found.request_items.values_list("label", flat=True)),
        "withdrawn": _withdrawn_words(found),
        "older": [_older_row(case, old) for old in older],
        "newer_url": _newer_url(case, found),
        "deeds": [] if found.withdrawn_at else _deeds(request, case, found),
        "accesses": [] if outsider else [_access_row(a) for a in accesses_of(found)[:ACCESSES_SHOWN]],
        "shows_accesses": not outsider,
    }
    return render(request, "inspections/evidence.html", context)


def _preview_url(case: Case, found: EvidenceFile, row: Any) -> str:
    shown = row is not None and row.preview and found.withdrawn_at is None
    return reverse("evidence_preview", args=[case.pk, found.pk]) if shown else ""


def _machine_facts(row: Any) -> list[tuple[str, str]]:
    """What the camera wrote: told as what it is, never as proof."""
    place = f"{row.latitude:.5f}; {row.longitude:.5f}" if None not in (row.latitude, row.longitude) else ""
    told = [
        (_("Giờ máy ghi"), moment(row.taken_at)),
        (_("Vị trí máy ghi (vĩ độ; kinh độ)"), place),
        (_("Máy"), row.camera),
    ]
    return [(label, value) for label, value in told if value]


def _withdrawn_words(found: EvidenceFile) -> str:
    if found.withdrawn_at is None:
        return ""
    return _("%(who)s rút lúc %(at)s. Lý do: %(reason)s") % {
        "who": found.withdrawn_by.full_name if found.withdrawn_by else "",
        "at": moment(found.withdrawn_at),
        "reason": found.withdrawn_reason,
    }


def _older_row(case: Case, old: EvidenceFile) -> dict[str, str]:
    return {
        "name": old.name,
        "received_at": moment(old.received_at),
        "sha256": old.sha256,
        "url": reverse("evidence_page", args=[case.pk, old.pk]),
    }


def _newer_url(case: Case, found: EvidenceFile) -> str:
    newer = EvidenceFile.objects.filter(replaces=found).values_list("pk", flat=True).first()
    return reverse("evidence_page", args=[case.pk, newer]) if newer else ""


def _deeds(request: HttpRequest, case: Case, found: EvidenceFile) -> list[dict[str, str]]:
    """What this person may do with this file now."""
    steps = [STEPS[case.kind][verb] for verb in VERBS if verb in STEPS[case.kind]]
    if not steps:
        return []
    who, known = actor(request), facts(case)
    return [
        {"label": str(step.label), "url": deed_url(case.pk, case.kind, step.verb, found.pk)}
        for step in steps
        if case.stage in step.stages
        and step.permission in who.permissions
        and step.refusal(who, known) is None
        and (found.side == Side.INSTITUTION) == step.verb.endswith("own_file")
    ]


def _access_row(access: Any) -> dict[str, str]:
    return {"who": access.by.full_name, "at": moment(access.at), "way": access.get_way_display()}
