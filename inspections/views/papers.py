"""Files handed out: rights asked each time, as attachments or sandboxed PDF, never from a public folder."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.evidence import note_access
from inspections.actions.minutes import ask_code, contradictions_of
from inspections.documents.screen import minutes_sections
from inspections.enums import AccessKind, DocumentState, Side
from inspections.models import Case, Document
from inspections.queries.orders import shown_to_institution
from inspections.steps import STEPS, offers
from inspections.views import step_contexts
from inspections.views.access import actor, facts, person, today, visible_case
from inspections.views.case import offer_row
from inspections.views.case_tabs import _explanation
from inspections.views.portal import moment
from inspections.views.steps import too_late

SAFE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def _hand_out(stream: object, name: str, mime: str, *, inline: bool) -> FileResponse:
    response = FileResponse(stream, content_type=mime if inline else "application/octet-stream")  # type: ignore[arg-type]
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SAFE_CSP
    return response


@require_GET
def document(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """The newest stored revision of a paper; stored bytes are never rendered again."""
    case = visible_case(request, pk)
    rows = Document.objects.filter(pk=document_id).defer("snapshot")
    if actor(request).is_institution_side:
        rows = rows.filter(shown_to_institution(case))
    found = rows.first()
    if found is None or found.case_id not in (case.pk, case.parent_id):
        raise Http404
    if not found.is_rendered:
        return render(
            request,
            "inspections/pending_document.html",
            {"case": step_contexts.head(case), "document": found},
            status=202,
        )
    field = found.final if found.final else found.body
    name = f"{(found.full_number or found.get_kind_display()).replace('/', '-')}.pdf"
    stream = field.open("rb")
    note_access(case, document=found, way=AccessKind.OPENED, by=person(request), now=timezone.now())
    return _hand_out(stream, name, "application/pdf", inline=True)


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides on one page: the text as it will print, remarks, contradictions, confirmations."""
    case = visible_case(request, pk)
    if not hasattr(case, "minutes"):
        raise Http404
    who = actor(request)
    known = facts(case)
    wanted = ("confirm_minutes", "sign_minutes", "give_opinion", "record_refusal", "reopen_minutes")
    offered = offers([STEPS[case.kind][v] for v in wanted], who, known)
    main = next(
        (o for o in offered if o.step.verb == ("sign_minutes" if _both(known) else "confirm_minutes")), None
    )
    paper = (
        Document.objects.filter(case=case, kind="minutes").exclude(state="replaced").order_by("-id").first()
    )
    frozen = paper if paper and paper.state != DocumentState.DRAFT else None
    context = {
        "case": step_contexts.head(case),
        "contradictions": contradictions_of(case, on=today()) if case.stage == "minutes_drafted" else [],
        "sections": minutes_sections(case, frozen, today=today()),
        "remarks": _remarks(case),
        "confirmations": [
            {
                "who": c.confirmed_by.full_name,
                "side_label": Side(c.side).label,
                "at": moment(c.confirmed_at),
                "note": c.text_sha256[:12],
            }
            for c in case.minutes.confirmations.select_related("confirmed_by")
        ],
        "signature_words": _words(frozen),
        "print_label": _("In bản ký") if frozen else _("Xem bản nháp đã gửi"),
        "print_url": reverse("document", args=[case.pk, paper.pk]) if paper and paper.is_rendered else "",
        "main_offer": offer_row(case, main, who) if main else None,
        "offers": [offer_row(case, o, who) for o in offered if o is not main],
    }
    return render(request, "inspections/minutes.html", context)


def _both(known: object) -> bool:
    found = getattr(known, "minutes", None)
    return found is not None and len(found.confirmed_sides) == 2


def _remarks(case: Case) -> list[dict[str, str]]:
    rows = [
        {
            "finding": f.code,
            "stance_label": "",
            "text": _explanation(f),
            "reply": f.settlement,
            "who": f.explained_by.full_name if f.explained_by else "",
            "at": moment(f.explained_at),
        }
        for f in case.findings.select_related("explained_by").exclude(explained_at__isnull=True)
    ]
    held = case.minutes
    if held.opinion_at:
        text = held.opinion or _("Đơn vị không có ý kiến khác.")
        who = held.opinion_by.full_name if held.opinion_by else ""
        rows.append(
            {
                "finding": _("Ý kiến chung"),
                "stance_label": "",
                "text": text,
                "reply": "",
                "who": who,
                "at": moment(held.opinion_at),
            }
        )
    return rows


def _words(paper: Document | None) -> str:
    if paper is None:
        return _("Chưa khóa nội dung")
    last = paper.signatures.order_by("-id").first()
    return last.verdict if last else _("Mới xác nhận điện tử, chưa phải chữ ký")


@require_POST
def send_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the one-time code to the person who is about to confirm."""
    case = visible_case(request, pk)
    step = STEPS[case.kind].get("confirm_minutes")
    if step is None or step.refusal(actor(request), facts(case)):
        raise PermissionDenied
    if case.stage not in step.stages:
        return too_late(request, case, _("Biên bản không ở bước xác nhận nội dung; chưa cần mã."))
    ask_code(case, by=person(request), now=timezone.now())
    messages.success(request, _("Đã gửi mã xác nhận vào thư của bạn; mã dùng được trong 10 phút."))
    return redirect("step", pk, "xac-nhan-noi-dung")
