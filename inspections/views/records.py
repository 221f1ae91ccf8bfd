"""The tab «Nhật ký, kiến nghị»: visits, hand-overs, complaints and petitions, the team's diary; and its prints."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import ComplaintKind, ComplaintState, ReferralState, Side
from inspections.forms.base import StepForm
from inspections.models import Case, Complaint, DiaryLine, Referral, ReferralFollowUp, SiteVisit
from inspections.queries.deadlines import work_calendar
from inspections.queries.records import complaints_of, diary_of, referrals_of, visits_of
from inspections.rules.deadlines import time_left
from inspections.rules.guards.records import VISITED_IN
from inspections.rules.policies.records import refusal_to_open_complaint, refusal_to_record_source
from inspections.rules.roles import Actor
from inspections.rules.working_days import WorkCalendar
from inspections.steps import STEPS, Step
from inspections.views.access import actor, today, visible_case
from inspections.views.links import deed_url
from inspections.views.portal import file_rows, moment

LAST_DAYS = 60
COMPLAINT_TONES = {ComplaintState.RECEIVED.value: "soon", ComplaintState.ANSWERED.value: "done"}
REFERRAL_TONES = {ReferralState.SENT.value: "info", ReferralState.RECEIVED.value: "done"}


def tab(case: Case, who: Actor, known: Any) -> dict[str, Any]:
    """What the tab shows of a party or of the whole inspection; the inspected party reads only what is its own."""
    outsider = who.is_institution_side
    party = case.parent_id is not None
    calendar = work_calendar(today())
    return {
        "records": {
            "is_party": party,
            "visits": _visits(case, who, known) if party else [],
            "visit_url": _offered(case, "record_visit", who, known),
            "on_site_url": _on_site_url(case, outsider),
            "referrals": [] if outsider else _referrals(case, who, known),
            "referral_url": _offered(case, "note_referral", who, known),
            "shows_referrals": not outsider,
            "complaints": _complaints(case, who, known, calendar),
            "complaint_url": _offered(
                case, "hand_in_complaint" if outsider else "record_complaint", who, known
            ),
            "days": [] if outsider or party else days(diary_of(case.pk)[:LAST_DAYS], case, who),
            "diary_url": _offered(case, "write_diary", who, known),
            "diary_page_url": "" if outsider else reverse("diary", args=[case.root_case_id]),
            "source_url": _source_url(case, who),
        }
    }


def _on_site_url(case: Case, outsider: bool) -> str:
    there = case.parent_id is not None and case.stage in VISITED_IN and not outsider
    return reverse("on_site", args=[case.pk]) if there else ""


def _source_url(case: Case, who: Actor) -> str:
    """The same line for everybody who may write a source down, whether there is one or not."""
    return "" if refusal_to_record_source(who, case.department_id) else reverse("sources", args=[case.pk])


def _offered(case: Case, verb: str, who: Actor, known: Any, subject: int | None = None) -> str:
    """The address of a deed for those who may do it now; empty for the others."""
    step = STEPS[case.kind].get(verb)
    if step is None or case.stage not in step.stages or step.permission not in who.permissions:
        return ""
    return "" if step.refusal(who, known) else deed_url(case.pk, case.kind, verb, subject)


def _deeds(case: Case, verbs: tuple[str, ...], who: Actor, known: Any, subject: int) -> list[dict[str, str]]:
    """What may be done with one record now."""
    found = [(STEPS[case.kind][verb].label, _offered(case, verb, who, known, subject)) for verb in verbs]
    return [{"label": str(label), "url": url} for label, url in found if url]


def _visits(case: Case, who: Actor, known: Any) -> list[dict[str, Any]]:
    rows = visits_of(case.pk).order_by("-starts_at", "-id")
    outsider = who.is_institution_side
    if outsider:
        rows = rows.filter(withdrawn_at__isnull=True)
    return [visit_row(case, row, outsider=outsider, who=who, known=known) for row in rows]


def visit_row(
    case: Case, row: SiteVisit, *, outsider: bool, who: Actor | None = None, known: Any = None
) -> dict[str, Any]:
    """One visit; the party reads who came and when, the team's own words stay with the team."""
    begin, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    mine = who is not None and who.user_id in (row.recorded_by_id, case.lead_id)
    return {
        "when": _("%(day)s, từ %(begin)s đến %(end)s")
        % {"day": f"{begin:%d/%m/%Y}", "begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"},
        "place": row.place,
        "people": ", ".join(row.names),  # type: ignore[attr-defined]
        "codes": "" if outsider else ", ".join(row.codes),  # type: ignore[attr-defined]
        "work_done": "" if outsider else row.work_done,
        "planned": row.planned,
        "reason": "" if outsider else row.unplanned_reason,
        "withdrawn": row.withdrawn_at is not None,
        "withdrawn_reason": row.withdrawn_reason,
        "recorded": _("%(name)s ghi lúc %(at)s")
        % {"name": row.recorded_by.full_name, "at": moment(row.recorded_at)},
        "deeds": _deeds(case, ("withdraw_visit",), who, known, row.pk)
        if mine and who is not None and row.withdrawn_at is None
        else [],
    }


def _referrals(case: Case, who: Actor, known: Any) -> list[dict[str, Any]]:
    return [referral_row(case, row, who, known) for row in referrals_of(case)]


def referral_row(case: Case, row: Referral, who: Actor, known: Any) -> dict[str, Any]:
    """One hand-over with what comes next; deeds are offered on the party's own page."""
    own = row.party_id == case.pk
    verbs = {
        ReferralState.NOTED.value: ("draft_handover", "send_referral", "drop_referral")
        if row.kind == "violation_record"
        else ("approve_referral", "drop_referral"),
        ReferralState.APPROVED.value: ("draft_handover", "send_referral", "drop_referral"),
        ReferralState.SENT.value: ("draft_handover", "receive_referral", "follow_referral"),
        ReferralState.RECEIVED.value: ("draft_handover", "follow_referral"),
    }.get(row.state, ())
    return {
        "kind_label": row.get_kind_display(),
        "state_label": row.get_state_display(),
        "tone": REFERRAL_TONES.get(row.state, ""),
        "party": "" if own else str(row.party.institution),
        "party_url": "" if own else f"{row.party.get_absolute_url()}?tab=records",
        "facts": row.facts,
        "legal_basis": row.legal_basis,
        "files": file_rows(row.party, row.files.all()),
        "lines": _referral_lines(row),
        "deeds": _deeds(case, verbs, who, known, row.pk) if own else [],
    }


def _referral_lines(row: Referral) -> list[str]:
    noted = _("%(name)s ghi nhận lúc %(at)s") % {"name": row.noted_by.full_name, "at": moment(row.noted_at)}
    lines = [noted]
    if row.approved_by:
        text = _("%(name)s đồng ý chuyển lúc %(at)s")
        lines.append(text % {"name": row.approved_by.full_name, "at": moment(row.approved_at)})
    if row.sent_on:
        text = _("Đã chuyển %(recipient)s, số %(number)s ngày %(day)s")
        words = {"recipient": row.recipient, "number": row.sent_number, "day": f"{row.sent_on:%d/%m/%Y}"}
        lines.append(text % words)
    if row.received_on:
        text = _("Nơi nhận đã tiếp nhận ngày %(day)s: %(reference)s")
        lines.append(text % {"day": f"{row.received_on:%d/%m/%Y}", "reference": row.received_reference})
    lines += [_follow_up_line(news) for news in row.follow_ups.all()]
    if row.dropped_reason:
        lines.append(_("Không chuyển: %(reason)s") % {"reason": row.dropped_reason})
    return lines


def _follow_up_line(news: ReferralFollowUp) -> str:
    """«12/12/2026: Đã có quyết định xử lý, số 5/QĐ-XPHC ngày 10/12/2026. …»: the other body's paper is only named."""
    words = f"{news.on:%d/%m/%Y}: {news.get_outcome_display()}"
    if news.number and news.dated_on:
        text = _("số %(number)s ngày %(day)s") % {"number": news.number, "day": f"{news.dated_on:%d/%m/%Y}"}
        words = f"{words}, {text}"
    return f"{words}. {news.text}"


def _complaints(case: Case, who: Actor, known: Any, calendar: WorkCalendar) -> list[dict[str, Any]]:
    rows = complaints_of(case)
    if who.is_institution_side:
        rows = rows.filter(side=Side.INSTITUTION)
    return [complaint_row(case, row, who, known, calendar) for row in rows]


def complaint_row(
    case: Case, row: Complaint, who: Actor, known: Any, calendar: WorkCalendar
) -> dict[str, Any]:
    """One paper with its clock; of a denunciation only the director and its recorder read more than that."""
    secret = refusal_to_open_complaint(who, row.case.department_id, row.kind, row.recorded_by_id)
    own = row.case_id == case.pk
    waits = row.state == ComplaintState.RECEIVED
    verbs = ("answer_complaint", "forward_complaint", "withdraw_complaint") if waits else ()
    verbs = ("number_complaint", *verbs) if not row.number_in else verbs
    left = time_left(row.due_on, today(), calendar) if row.due_on and waits else None
    return {
        "title": f"{row.get_kind_display()} · {row.receipt_number}",
        "number_in": row.number_in,
        "received_on": f"{row.received_on:%d/%m/%Y}",
        "state_label": row.get_state_display(),
        "tone": COMPLAINT_TONES.get(row.state, ""),
        "protected": secret or "",
        "from_whom": "" if secret else row.from_whom,
        "summary": "" if secret else row.summary,
        "answer": "" if secret else row.answer,
        "settled": _settled(row),
        "due_words": row.due_words,
        "due_text": left.text if left else "",
        "due_state": left.state if left else "",
        "files": [] if secret else file_rows(row.case, row.files.all()),
        "party": "" if own or not row.case.institution else row.case.institution.name,
        "party_url": "" if own else f"{row.case.get_absolute_url()}?tab=records",
        "deeds": _deeds(case, verbs, who, known, row.pk) if own and not secret and known is not None else [],
    }


def _settled(row: Complaint) -> str:
    if row.settled_on is None:
        return ""
    words = [f"{row.get_state_display()} {row.settled_on:%d/%m/%Y}", row.document_reference]
    hidden = row.kind == ComplaintKind.DENUNCIATION
    return " · ".join(filter(None, [*words, "" if hidden else row.forwarded_to]))


def days(rows: Any, case: Case, who: Actor) -> list[dict[str, Any]]:
    """The diary by day; an open line of one's own can be mended."""
    found = []
    for on, lines in groupby(rows, key=lambda row: row.on):
        found.append({"day": f"{on:%d/%m/%Y}", "lines": [_line(case, line, who) for line in lines]})
    return found


def _line(case: Case, row: DiaryLine, who: Actor) -> dict[str, Any]:
    mine = row.written_by_id == who.user_id and today() <= row.open_until
    step = STEPS[case.kind].get("change_diary_line")
    can = mine and step is not None and case.stage in step.stages
    return {
        "who": row.written_by.full_name,
        "text": row.text,
        "at": moment(row.changed_at or row.written_at),
        "changed": row.changed_at is not None,
        "entered_later": row.recorded_via == "entered_later",
        "url": deed_url(case.pk, case.kind, "change_diary_line", row.pk) if can else "",
    }


@require_GET
def diary(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhật ký Đoàn on one sheet, oldest day first, for the file and for printing; never for the inspected party."""
    case = visible_case(request, pk)
    who = actor(request)
    if case.parent_id is not None or who.is_institution_side:
        raise Http404
    rows = diary_of(case.pk).order_by("on", "id")
    context = {
        "case": {"code": case.code, "title": case.title, "url": f"{case.get_absolute_url()}?tab=records"},
        "days": days(rows, case, who),
        "decision": _decision(case),
    }
    return render(request, "inspections/diary.html", context)


def _decision(case: Case) -> str:
    details = case.inspection_details
    if not details.decision_number or not details.decided_on:
        return ""
    on: date = details.decided_on
    text = _("Quyết định số %(number)s ngày %(day)s")
    return text % {"number": details.decision_number, "day": f"{on:%d/%m/%Y}"}


def beside(request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any) -> dict[str, Any]:
    """The record that a deed is about, above its form."""
    who = actor(request)
    if isinstance(subject, Complaint):
        row = complaint_row(case, subject, who, None, work_calendar(today()))
        facts = [(_("Người gửi"), row["from_whom"]), (_("Nội dung tóm tắt"), row["summary"])]
        lines = [row["protected"], row["due_words"]]
        return {"record": {"title": row["title"], "facts": _filled(facts), "lines": [x for x in lines if x]}}
    if isinstance(subject, Referral):
        facts = [(_("Dấu hiệu, sự việc"), subject.facts), (_("Căn cứ pháp luật"), subject.legal_basis)]
        return {
            "record": {
                "title": subject.get_kind_display(),
                "facts": facts,
                "lines": _referral_lines(subject),
            }
        }
    visit = visit_row(case, subject, outsider=False)
    facts = [(_("Người đến"), visit["people"]), (_("Địa điểm"), visit["place"])]
    facts.append((_("Việc đã làm"), visit["work_done"]))
    return {"record": {"title": visit["when"], "facts": facts, "lines": [visit["recorded"]]}}


def _filled(facts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in facts if value]
