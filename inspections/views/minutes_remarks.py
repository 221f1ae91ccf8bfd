"""The right side of the minutes' page: findings with explanation and answer, opinions, the meeting, supplements."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.documents.contradictions import Contradiction
from inspections.enums import DocumentState, FindingState, Side
from inspections.forms.base import StepForm
from inspections.models import Case, EvidenceFile, Finding, SupplementaryMinutes
from inspections.rules.roles import Actor, Permission
from inspections.steps import STEPS, Step
from inspections.views.access import person, today
from inspections.views.links import deed_url
from inspections.views.portal import moment
from inspections.views.steps import stash_of, unstash_of

SETTLE, EXPLAIN, OPINION = "settle_finding", "explain_finding", "give_opinion"
WRITTEN_HERE = frozenset({SETTLE, EXPLAIN, OPINION})
WAITING = {
    SETTLE: (FindingState.SENT, FindingState.EXPLAINED),
    EXPLAIN: (FindingState.SENT,),
}
# Where the lead mends a contradiction: a deed of the party, or a tab of its dossier.
MENDED_BY = {
    "representative": "record_meeting",
    "attendance": "record_meeting",
    "team": "record_meeting",
    "authority": "record_meeting",
    "copies": "record_meeting",
    "related": "note_related_person",
    "opinion": "note_silence",
    "items": "take_up_again",
    "shortfall": "take_up_again",
    "method": "take_up_again",
    "citation": "take_up_again",
    "in_force": "take_up_again",
}
MENDED_AT = {"evidence": "files", "counts": "items", "decision": "documents", "dates": "overview"}
Opened = tuple[Step, Any, StepForm] | None


def mending(case: Case, who: Actor, found: Contradiction) -> dict[str, str]:
    """A contradiction with the way to mend it, for the lead; the institution only reads it."""
    if who.is_institution_side:
        return {"text": found.text, "url": ""}
    verb = MENDED_BY.get(found.code)
    if verb and Permission.LEAD in who.permissions:
        return {"text": found.text, "url": deed_url(case.pk, case.kind, verb)}
    tab = MENDED_AT.get(found.code, "overview")
    return {"text": found.text, "url": f"{case.get_absolute_url()}?tab={tab}"}


def confirmations(case: Case) -> list[dict[str, str]]:
    """Who agreed to which text, by its hash."""
    rows = case.minutes.confirmations.select_related("confirmed_by")  # type: ignore[attr-defined]
    return [
        {
            "who": row.confirmed_by.full_name,
            "side_label": str(Side(row.side).label),
            "at": moment(row.confirmed_at),
            "note": row.text_sha256[:12],
        }
        for row in rows
    ]


def both_columns(request: HttpRequest, case: Case, who: Actor, known: Any, opened: Opened) -> dict[str, Any]:
    """Each finding with the explanation and the lead's answer side by side; one answer at a time is open."""
    verb = EXPLAIN if who.is_institution_side else SETTLE
    step = STEPS[case.kind][verb]
    may = _may(step, case, who, known)
    rows = _findings(case)
    current = _current(rows, step, opened) if may else None
    remarks = [_remark(case, row, step if may else None, row == current) for row in rows]
    form = None
    if current is not None:
        form = opened[2] if opened and opened[1] == current else _blank(request, case, who, step, current)
    opinion = STEPS[case.kind][OPINION]
    has_say = _may(opinion, case, who, known)
    kept = opened[2] if opened and opened[0].verb == OPINION else None
    return {
        "remarks": [*remarks, *_general(case)],
        "answer_form": form,
        "remark_form": (kept or _blank(request, case, who, opinion, None)) if has_say else None,
        "remark_url": reverse("minutes_deed", args=[case.pk, opinion.slug]),
        "answered": sum(bool(row.settlement) for row in rows),
        "in_all": len(rows),
    }


def _may(step: Step, case: Case, who: Actor, known: Any) -> bool:
    return case.stage in step.stages and step.refusal(who, known) is None and not step.blockers(known)


def _findings(case: Case) -> list[Finding]:
    files = EvidenceFile.objects.filter(side=Side.INSTITUTION, withdrawn_at__isnull=True)
    rows = case.findings.exclude(state=FindingState.NOTED)  # type: ignore[attr-defined]
    rows = rows.select_related("explained_by", "settled_by", "act")
    return list(rows.prefetch_related(Prefetch("files", files.order_by("id"))).order_by("id"))


def _current(rows: list[Finding], step: Step, opened: Opened) -> Finding | None:
    """The finding whose answer is open: the one asked for, else the first that waits."""
    if opened and opened[0].verb == step.verb:
        return next((row for row in rows if row == opened[1]), None)
    return next((row for row in rows if row.state in WAITING[step.verb]), None)


def _blank(request: HttpRequest, case: Case, who: Actor, step: Step, subject: Any) -> StepForm:
    user = person(request)
    return step.form(
        case=case,
        actor=who,
        today=today(),
        subject=subject,
        stash=stash_of(user),
        unstash=unstash_of(user),
    )


def _remark(case: Case, row: Finding, step: Step | None, current: bool) -> dict[str, Any]:
    """One finding: what was found, what the institution says, what the lead answers."""
    url = reverse("minutes_deed", args=[case.pk, step.slug, row.pk]) if step else ""
    stance = "" if row.agrees is None else _("Đồng ý") if row.agrees else _("Không đồng ý")
    return {
        "anchor": place_of(row.pk),
        "finding": row.code,
        "state_label": row.get_state_display(),
        "found": row.text,
        "stance_label": stance,
        "text": row.explanation,
        "files": [
            {"name": file.name, "url": reverse("evidence", args=[case.pk, file.pk])}
            for file in row.files.all()
        ],
        "reply": row.settlement,
        "who": row.explained_by.full_name if row.explained_by else "",
        "at": moment(row.explained_at),
        "replied_by": row.settled_by.full_name if row.settled_by else "",
        "replied_at": moment(row.settled_at),
        "current": current,
        "url": url,
        "submit": str(step.label) if step else "",
        "waits": bool(step) and row.state in WAITING[step.verb] if step else False,
    }


def place_of(finding_id: int) -> str:
    """The place of a finding on the page."""
    return f"ton-tai-{finding_id}"


def _general(case: Case) -> list[dict[str, Any]]:
    """The general opinion, once it was given."""
    held = case.minutes  # type: ignore[attr-defined]
    if not held.opinion_at:
        return []
    return [
        {
            "finding": _("Ý kiến chung"),
            "text": held.opinion or _("Đơn vị không có ý kiến khác."),
            "who": held.opinion_by.full_name if held.opinion_by else "",
            "at": moment(held.opinion_at),
        }
    ]


def next_place(case: Case, step: Step) -> str:
    """The next finding that waits for this person, with its form open; else the top of the remarks."""
    page = reverse("minutes", args=[case.pk])
    if step.verb == OPINION:
        return f"{page}#y-kien"
    waiting = case.findings.filter(state__in=WAITING[step.verb]).order_by("id")  # type: ignore[attr-defined]
    following = waiting.values_list("pk", flat=True).first()
    if following is None:
        return f"{page}#y-kien"
    return reverse("minutes_deed", args=[case.pk, step.slug, following]) + f"#{place_of(following)}"


def meeting(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """Persons concerned, with their word, and where the lead mends what is written of the meeting."""
    step = STEPS[case.kind]["record_meeting"]
    may = _may(step, case, who, known)
    rows = list(case.related_persons.all())  # type: ignore[attr-defined]
    return {
        "related": [
            {
                "name": row.name,
                "post": row.post,
                "statement": row.statement,
                "signs": row.signs,
                "refused": row.refused_reason,
                "change_url": deed_url(case.pk, case.kind, "change_related_person", row.pk) if may else "",
                "drop_url": deed_url(case.pk, case.kind, "drop_related_person", row.pk) if may else "",
            }
            for row in rows
        ],
        "meeting_url": deed_url(case.pk, case.kind, "record_meeting") if may else "",
        "add_related_url": deed_url(case.pk, case.kind, "note_related_person") if may else "",
    }


def supplements(case: Case) -> list[dict[str, Any]]:
    """Supplementary minutes of signed minutes, the dropped ones with their reason."""
    if case.stage not in ("minutes_signed", "completed"):
        return []
    rows = SupplementaryMinutes.objects.filter(party=case).select_related("document", "opinion_by")
    return [_supplement(case, row) for row in rows]


def _supplement(case: Case, row: SupplementaryMinutes) -> dict[str, Any]:
    paper = row.document
    shown = paper is not None and paper.is_rendered and row.dropped_at is None
    return {
        "title": str(row),
        "state_label": _supplement_state(row),
        "reason": row.reason,
        "text": row.text,
        "opinion": row.opinion,
        "dropped_reason": row.dropped_reason,
        "refused_reason": row.refused_reason,
        "place": paper.original_place if paper and row.signed_at else "",
        "url": reverse("document", args=[case.pk, paper.pk]) if shown and paper else "",
    }


def _supplement_state(row: SupplementaryMinutes) -> str:
    if row.dropped_at:
        return _("Đã bỏ, không ký")
    if row.signed_at:
        return _("Đơn vị không ký, có người xác nhận") if row.refused_reason else _("Đã ký")
    if row.document and row.document.state == DocumentState.FOR_SIGNATURE:
        return _("Chờ ký")
    return _("Đang lấy ý kiến đơn vị")
