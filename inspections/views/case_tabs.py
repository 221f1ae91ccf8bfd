"""One tab of the case page: each loads only its own rows, in a fixed number of statements."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.enums import ConflictCase, DocumentKind, DocumentState, RecordedVia, Side
from inspections.kinds import KINDS
from inspections.models import Case, CaseEvent, Document, TeamMember
from inspections.queries.correspondence import with_delivery
from inspections.queries.evidence import files_of
from inspections.queries.history import events_of
from inspections.queries.orders import HELD_BY_INSTITUTION, shown_to_institution
from inspections.rules.policies.correspondence import refusal_to_keep_books
from inspections.rules.roles import Actor
from inspections.steps import STEPS
from inspections.steps.event_labels import event_label
from inspections.views import exchange_tab, item_tab, records, remedies
from inspections.views.deliveries import sending_lines
from inspections.views.file_rows import with_checks
from inspections.views.links import deed_url
from inspections.views.paper_rows import deeds_of_papers, mend_words
from inspections.views.people import away_words
from inspections.views.portal import file_rows, moment
from inspections.views.waiting import waiting_rows, with_absence

LABELS = {
    "items": _l("Nội dung kiểm tra"),
    "findings": _l("Tồn tại, hạn chế"),
    "exchange": _l("Trao đổi với đơn vị"),
    "remedy": _l("Khắc phục"),
    "records": _l("Nhật ký, kiến nghị"),
    "documents": _l("Văn bản"),
    "files": _l("Hồ sơ, tài liệu"),
    "team": _l("Đoàn"),
    "history": _l("Quá trình xử lý"),
    "overview": _l("Thông tin chung"),
}
HISTORY_LIMIT = 300
PAPER_TONES = {DocumentState.ISSUED.value: "done", DocumentState.PRINT.value: ""}
UNREAD = ("snapshot", "replaces__snapshot", "corrects__snapshot")


def findings(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """Findings with explanation and the lead's answer; the institution sees them once they were sent."""
    rows = case.findings.select_related("act")
    if who.is_institution_side:
        rows = rows.exclude(state="noted")
    verb = "explain_finding" if who.is_institution_side else "settle_finding"
    step = STEPS[case.kind].get(verb)
    can = step is not None and case.stage in step.stages and step.refusal(who, known) is None
    return {
        "findings": [
            {
                "code": row.code,
                "text": row.text,
                "kind_label": row.get_kind_display(),
                "state_label": row.get_state_display(),
                "citation": " ".join(filter(None, [row.locator, str(row.act)])),
                "url": deed_url(case.pk, case.kind, verb, row.pk)
                if can and row.state != "in_minutes"
                else "",
                "explanation": _explanation(row),
                "decision": row.settlement,
            }
            for row in rows
        ]
    }


def _explanation(row: Any) -> str:
    if row.agrees is None:
        return ""
    stance = _("Đồng ý.") if row.agrees else _("Không đồng ý.")
    return f"{stance} {row.explanation}".strip()


def documents(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """Papers of the case (a party also shows the issued decision and plan)."""
    reach = Q(case=case)
    if case.parent_id:
        reach |= Q(case_id=case.parent_id, state=DocumentState.ISSUED)
    rows = (
        Document.objects.filter(reach)
        .exclude(state="replaced", number__isnull=True)
        .prefetch_related("signatures")
    )
    if who.is_institution_side:
        rows = rows.exclude(state__in=["draft"]).filter(shown_to_institution(case))
    else:
        rows = rows.exclude(HELD_BY_INSTITUTION)
    mended = rows.select_related("replaces", "corrects").defer(*UNREAD)
    shown = list(with_delivery(mended.order_by("drafted_at")))
    deeds, words = deeds_of_papers(case, who, known, shown), mend_words(shown)
    return {
        "dossier_url": reverse("dossier", args=[case.pk]),
        "documents": [
            {**_document_row(case, row, who), "deeds": deeds(row), "mends": words[row.pk]} for row in shown
        ],
    }


def _document_row(case: Case, row: Document, who: Actor) -> dict[str, Any]:
    verdicts = [s.verdict for s in row.signatures.all() if s.verdict]
    words = verdicts[-1] if verdicts else _unsigned_words(row)
    return {
        "title": row.title,
        "number": row.full_number,
        "state_label": row.state_words,
        "state_kind": PAPER_TONES.get(row.state, "soon"),
        "printed": row.state == DocumentState.PRINT,
        "signature_words": words,
        "issued_on": f"{row.dated_on:%d/%m/%Y}" if row.dated_on else "",
        "sha256": row.final_sha256 or row.body_sha256,
        "download_url": reverse("document", args=[case.pk, row.pk]) if row.is_rendered else "",
        "word_url": reverse("document_word", args=[case.pk, row.pk]),
        "pending": not row.is_rendered,
        "sendings": [] if who.is_institution_side else sending_lines(row),
        "dispatch_url": _dispatch_url(case, row, who),
    }


def _dispatch_url(case: Case, row: Document, who: Actor) -> str:
    """Where the records clerk notes a sending of an issued paper of this case."""
    own = row.case_id == case.pk and row.issued_at is not None
    may = own and not refusal_to_keep_books(who, case.department_id)
    return deed_url(case.pk, case.kind, "note_dispatch", row.pk) if may else ""


def _unsigned_words(row: Document) -> str:
    """Minutes whose text is frozen were confirmed; nothing else is confirmed before it is signed (practice.md 1)."""
    if row.kind == DocumentKind.MINUTES and row.state == DocumentState.FOR_SIGNATURE:
        return _("Mới xác nhận điện tử, chưa phải chữ ký")
    return "" if row.state == DocumentState.PRINT or row.waits_for_nobody else _("Chưa ký")


def files(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """All files of the case; the institution sees its own."""
    rows = files_of(case.pk)
    if who.is_institution_side:
        rows = rows.filter(side=Side.INSTITUTION)
    found = list(rows)
    shown = file_rows(case, found)
    with_checks(shown, found, who)
    return {"files": shown}


def team(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """The team with the state of each declaration."""
    rows = (
        TeamMember.objects.filter(case_id=case.root_case_id).select_related("user").order_by("left_on", "id")
    )
    return {"team": [_member_row(row) for row in with_absence(rows)], "waiting": waiting_rows(case, who)}


def _member_row(row: Any) -> dict[str, Any]:
    cases = [str(ConflictCase(code).label) for code in row.conflicts.split(",") if code]
    if row.declared_at is None:
        label, state = _("Chưa kê khai"), "waiting"
    elif cases:
        label, state = "; ".join(cases), "declared"
    else:
        label, state = _("Không có"), "none"
    return {
        "name": row.name,
        "duty_label": row.get_duty_display(),
        "away": away_words(row.away),
        "post": row.post_title,
        "conflict_label": label,
        "conflict_state": state,
    }


def history(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """One line an event, newest first, with its proof; the institution reads of what was done with it."""
    rows = events_of(case)
    if who.is_institution_side:
        rows = rows.filter(verb__in=KINDS[case.kind].told_to_institution)
    return {"history": [_event_row(case, row) for row in rows[:HISTORY_LIMIT]]}


def _event_row(case: Case, row: CaseEvent) -> dict[str, Any]:
    kind = KINDS[row.case.kind]
    label = event_label(row.case.kind, row.verb)
    return {
        "at": moment(row.at),
        "entered_at": moment(row.recorded_at) if row.recorded_via == RecordedVia.ENTERED_LATER else "",
        "who": row.by.full_name if row.by else _("Hệ thống"),
        "role": row.role_words,
        "label": f"{label}: {row.detail}" if row.detail else label,
        "reason": row.reason,
        "from_label": kind.stage_label(row.before) if row.before else "",
        "to_label": kind.stage_label(row.after) if row.after else "",
        "document": row.document.title if row.document else "",
        "hash": row.hash,
    }


def overview(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """General information stands on the page itself."""
    return {}


LOADERS: dict[str, Callable[[Case, Actor, Any], dict[str, Any]]] = {
    "items": item_tab.items,
    "findings": findings,
    "exchange": exchange_tab.exchange,
    "remedy": remedies.tab,
    "records": records.tab,
    "documents": documents,
    "files": files,
    "team": team,
    "history": history,
    "overview": overview,
}
