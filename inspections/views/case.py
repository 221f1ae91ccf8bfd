"""The case page: where it stands, what is missing, by when, and one tab of its record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import Phase, ReferralKind, ReferralState, ReportState
from inspections.kinds import KINDS
from inspections.models import Case, Turn
from inspections.queries.deadlines import inspection_details_of, limit_as_of
from inspections.rules.deadlines import time_left
from inspections.rules.roles import Actor
from inspections.steps import STEPS, Offer, offers
from inspections.steps.orders import DRAFT_VERBS
from inspections.steps.records import RECORD_VERBS
from inspections.views import case_tabs
from inspections.views.access import actor, facts, today, visible_case
from inspections.views.interventions import notices, order_rows
from inspections.views.links import deed_url, missing_part
from inspections.views.recurrence import again_url, links_of

TABS = {
    "inspection": ("overview", "team", "records", "documents", "files", "history"),
    "inspected_party": (
        "items",
        "findings",
        "exchange",
        "records",
        "documents",
        "files",
        "team",
        "history",
        "overview",
    ),
}
INSTITUTION_TABS = ("overview", "exchange", "findings", "remedy", "records", "documents", "files", "history")


@dataclass
class CasePage:
    """What the template of the case page needs."""

    code: str
    kind_label: str
    title: str
    institution: str
    stage_label: str
    next_words: str
    phases: list[dict[str, str]]
    main_offer: dict[str, Any] | None
    offers: list[dict[str, Any]]
    missing: list[dict[str, str]]
    asks: list[dict[str, str]]
    deadlines: list[dict[str, Any]]
    tabs: list[dict[str, Any]]
    facts: list[tuple[str, str]]
    children: list[dict[str, str]] = field(default_factory=list)
    parent: dict[str, str] | None = None
    minutes_url: str = ""
    again_url: str = ""
    flags: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    interventions: list[dict[str, Any]] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    archive_url: str = ""
    report_url: str = ""


def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One page for every kind of case."""
    case = visible_case(request, pk)
    who = actor(request)
    outsider = who.is_institution_side
    known = facts(case)
    # Records have their own tab with their own buttons: the menu of deeds stays short.
    deeds = [step for step in STEPS[case.kind].values() if step.verb not in RECORD_VERBS]
    offered = offers(deeds, who, known)
    turns = Turn.objects.still_open().asked_of(who).filter(case_id=case.pk).order_by("due_on", "id")
    asks = list(turns.values_list("verb", "subject", "label", "due_on"))
    asked = {verb for verb, *_rest in asks}
    main = next((o for o in offered if o.step.verb in asked), None) or next(
        (o for o in offered if o.step.main), None
    )
    rest = [o for o in offered if o is not main]
    chosen = TABS[case.kind] if not outsider else INSTITUTION_TABS
    current = request.GET.get("tab", chosen[0])
    current = current if current in chosen else chosen[0]
    page = CasePage(
        code=case.code,
        kind_label=str(KINDS[case.kind].label),
        title=case.title,
        institution=case.institution.name if case.institution else "",
        stage_label=case.stage_label,
        next_words=str(KINDS[case.kind].next_words.get(case.stage, "")),
        phases=phases(case),
        main_offer=offer_row(case, main, who) if main else None,
        offers=[offer_row(case, o, who) for o in rest if o.step.verb not in DRAFT_VERBS],
        missing=[missing_part(case, b, who) for b in main.blockers] if main else [],
        asks=[] if main else [_ask_row(case, *ask) for ask in asks],
        deadlines=LIMITS[case.kind](case) if case.kind in LIMITS else [],
        tabs=_tabs(case, chosen, current),
        facts=GENERAL[case.kind](case) if current == "overview" and case.kind in GENERAL else [],
        children=_children(case) if current == "overview" else [],
        parent=_parent(case, who),
        again_url=again_url(case, who),
        minutes_url=reverse("minutes", args=[case.pk]) if getattr(known, "minutes", None) else "",
        flags=[] if outsider else flags(known),
        notices=NOTICES[case.kind](case) if case.kind in NOTICES else [],
        interventions=[offer_row(case, o, who) for o in rest if o.step.verb in DRAFT_VERBS],
        orders=order_rows(case, known, who),
        report_url="" if outsider else _report_url(case, known),
        archive_url=reverse("archive", args=[case.root_case_id])
        if getattr(known, "sealed", False) and not outsider
        else "",
    )
    context = {"page": page, "case": case, **case_tabs.LOADERS[current](case, who, known)}
    return render(request, "inspections/case.html", context)


def _tabs(case: Case, chosen: tuple[str, ...], current: str) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "label": case_tabs.LABELS[key],
            "url": f"{case.get_absolute_url()}?tab={key}",
            "current": key == current,
        }
        for key in chosen
    ]


def _report_url(case: Case, known: Any) -> str:
    """The versions of the result report, once it was submitted."""
    report = getattr(known, "report", None)
    begun = report is not None and report.state != ReportState.DRAFTED
    return reverse("result_report", args=[case.pk]) if begun else ""


def flags(known: Any) -> list[str]:
    """Matters that go to others (rows T11-T13), beside the stage: they never move it."""
    standing = [row for row in getattr(known, "referrals", ()) if row.state != ReferralState.DROPPED]
    return [f"{ReferralKind(row.kind).label}: {ReferralState(row.state).label}" for row in standing]


def phases(case: Case) -> list[dict[str, str]]:
    """The eight phases with their state; an inspection's own phase, not its party's, once it goes further."""
    order, kind = list(Phase), KINDS[case.kind]
    at = order.index(kind.phase_of(case.stage))
    reached = order.index(kind.phase_of(furthest_stage(case))) if case.stage in kind.final else at
    return [
        {
            "label": str(phase.label),
            "state": "current" if n == at else "done" if n < at and n <= reached else "todo",
        }
        for n, phase in enumerate(order)
    ]


def furthest_stage(case: Case) -> str:
    """How far a case that has ended had come: the last stage on the way whose facts are on record."""
    kind, details = KINDS[case.kind], case.details  # type: ignore[attr-defined]
    on_the_way = [stage for stage in kind.stages.values if stage not in kind.final]
    return next(
        (
            stage
            for stage in reversed(on_the_way)
            if all(getattr(details, column) is not None for column in kind.requires.get(stage, ()))
        ),
        kind.first,
    )


def _ask_row(case: Case, verb: str, subject: int | None, label: str, due_on: date | None) -> dict[str, str]:
    """What is asked of the person here and has a page of its own, such as one request to be answered."""
    return {
        "label": _(label),
        "url": deed_url(case.pk, case.kind, verb, subject),
        "due": _("hạn %(day)s") % {"day": f"{due_on:%d/%m/%Y}"} if due_on else "",
    }


def offer_row(case: Case, offer: Offer, who: Actor) -> dict[str, Any]:
    """A deed as a button with its reasons."""
    return {
        "label": offer.step.label,
        "url": deed_url(case.pk, case.kind, offer.step.verb),
        "enabled": offer.enabled,
        "reasons": offer.reasons,
        "missing": [missing_part(case, b, who) for b in offer.blockers],
    }


def deadlines(case: Case) -> list[dict[str, Any]]:
    """The inspection's limit, explained; and the day planned for this party."""
    details = inspection_details_of(case)
    found = limit_as_of(case, details, today=today())
    if found is None:
        if details.limit_days:
            text = _(
                "Thời hạn kiểm tra %(n)s ngày, tính từ ngày công bố quyết định; chưa công bố nên chưa chạy."
            )
            return [
                {"label": _("Thời hạn kiểm tra"), "sentence": text % {"n": details.limit_days}, "steps": []}
            ]
        return []
    limit, calendar = found
    left = time_left(limit.end_on, today(), calendar)
    paused = details.paused_on is not None
    running = not paused and case.stage in ("under_way", "announced", "under_check", "minutes_drafted")
    standing = (_("đang tạm dừng"), "") if paused else ("", "done")
    end_text, state = (left.text, left.state) if running else standing
    return [
        {
            "label": _("Thời hạn kiểm tra đến hết ngày %(day)s") % {"day": f"{limit.end_on:%d/%m/%Y}"},
            "sentence": limit.sentence,
            "end_text": end_text,
            "state": state,
            "steps": list(limit.steps),
        }
    ]


def general_facts(case: Case) -> list[tuple[str, str]]:
    """General information of the case."""
    details = inspection_details_of(case)
    version = details.checklist_version
    rows = [
        (_("Căn cứ"), f"{details.get_ground_display()}. {details.ground_text}"),
        (_("Thời kỳ kiểm tra"), f"{details.period_from:%d/%m/%Y} - {details.period_to:%d/%m/%Y}"),
        (_("Đề cương"), f"{version.checklist.title} ({_('bản')} {version.number})" if version else ""),
        (_("Phạm vi, nội dung"), details.scope),
        (_("Kiểm tra ngay"), _("Ghi sau từ quyết định ký trên giấy") if details.urgent else ""),
        (_("Lý do ghi muộn"), details.entered_late_reason),
        (_("Quyết định"), _number_and_day(details.decision_number, details.decided_on)),
        (_("Trưởng đoàn"), case.lead.full_name if case.lead else ""),
        (_("Người ra quyết định"), details.issuer.full_name if details.issuer else ""),
    ]
    if case.parent_id:
        party = case.party_details
        rows += [
            (_("Phương thức"), party.get_method_display() if party.method else ""),
            (_("Ngày làm việc với đơn vị"), _days(party.starts_on, party.ends_on)),
            (_("Lý do kiểm tra thực tế"), party.exemption_note),
            (_("Quả tang"), party.caught_reason),
            (_("Buổi làm việc"), case_tabs.moment(party.session_at)),
            (_("Kênh, địa điểm"), party.session_channel),
            (
                _("Đại diện đơn vị"),
                " - ".join(filter(None, [party.representative_name or "", party.representative_post])),
            ),
        ]
    rows += links_of(case)
    return [(label, value) for label, value in rows if value]


def _days(first: Any, last: Any) -> str:
    if not first:
        return ""
    return f"{first:%d/%m/%Y} - {last:%d/%m/%Y}" if last and last != first else f"{first:%d/%m/%Y}"


def _number_and_day(number: str | None, on: Any) -> str:
    return _("số %(number)s ngày %(day)s") % {"number": number, "day": f"{on:%d/%m/%Y}"} if number else ""


def _children(case: Case) -> list[dict[str, str]]:
    return [
        {
            "title": str(c.institution),
            "url": c.get_absolute_url(),
            "phase": c.phase,
            "stage_label": c.stage_label,
        }
        for c in case.children.select_related("institution").order_by("id")
    ]


def _parent(case: Case, who: Actor) -> dict[str, str] | None:
    if case.parent is None or who.is_institution_side:
        return None
    number = inspection_details_of(case).decision_number
    title = _("Quyết định số %(number)s") % {"number": number} if number else case.parent.code
    return {"title": title, "url": reverse("case", args=[case.parent_id])}


# What the page shows of each kind besides its tabs; a kind without a row shows nothing there.
LIMITS: dict[str, Callable[[Case], list[dict[str, Any]]]] = {
    "inspection": deadlines,
    "inspected_party": deadlines,
}
NOTICES: dict[str, Callable[[Case], list[str]]] = {
    "inspection": notices,
    "inspected_party": notices,
}
GENERAL: dict[str, Callable[[Case], list[tuple[str, str]]]] = {
    "inspection": general_facts,
    "inspected_party": general_facts,
}
