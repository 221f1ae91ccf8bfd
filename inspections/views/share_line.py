"""One lượt of the figure: its class, and C1 to C8 with what was found, what would have counted, and the proof."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import Condition, CountState, DocumentKind, LuotClass, Met
from inspections.models import Case, LedgerLine
from inspections.queries import ledger as queries
from inspections.queries.counting import counted_by, rule_on
from inspections.queries.visibility import case_within_reach
from inspections.rules.share_words import TRIAL, explain
from inspections.steps.event_labels import event_label
from inspections.views.access import actor, today
from inspections.views.share_lines import code_of, row_of
from inspections.views.share_links import crumbs_of_list, list_url

C, K = Condition, DocumentKind
# Where the proof of a condition stands: papers by kind, then the part of the dossier, of the inspection if «root».
PAPERS: dict[str, tuple[str, ...]] = {
    C.C1: (K.DECISION, K.CONDUCT_PLAN, K.PLAN_ADJUSTMENT),
    C.C2: (K.ANNOUNCEMENT_RECORD,),
    C.C5: (K.MINUTES,),
    C.C6: (K.RESULT_NOTICE, K.REMEDY_REQUEST),
    C.C7: (K.CLOSING_RECORD,),
}
PARTS = {
    C.C1: ("root", "history"),
    C.C2: ("party", "history"),
    C.C3: ("party", "items"),
    C.C4: ("party", "exchange"),
    C.C5: ("party", "history"),
    C.C6: ("party", "documents"),
    C.C7: ("root", "history"),
    C.C8: ("party", "records"),
}
MORE_PARTS = {C.C3: ("party", "files"), C.C6: ("root", "documents")}
STATES = {
    Met.MET: ("check-circle-fill", "done"),
    Met.NOT_MET: ("x-circle-fill", "late"),
    Met.NOT_DUE: ("clock", "info"),
    Met.NONE: ("circle", "quiet"),
}


@require_GET
def share_line(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one lượt; a line of a department that this person does not read does not exist."""
    who = actor(request)
    line = queries.line_of(who.department_ids, pk)
    if line is None:
        raise Http404
    day = line.counted_on or today()
    rule = rule_on(line.department_id, min(day, today()))
    party = case_within_reach(who, line.party_id) if line.party_id else None
    facts, judged = queries.judged_line(line, counted_by(rule))
    proofs = _proofs(party) if party else {}
    context = {
        "line": line,
        "row": row_of(line, rule),
        "rule": rule,
        "trial": TRIAL if rule.is_trial else "",
        "ceiling": f"M{judged.ceiling.value}: {judged.ceiling.label}",
        "source_url": _source_url(line, party),
        "facts": _facts(line),
        "conditions": [
            {**_condition(words), "proofs": proofs.get(words.condition, [])}
            for words in explain(facts, judged)
        ],
        "changes": [_change(row) for row in queries.changes_of(line)],
        "crumbs": [
            *crumbs_of_list(day.year),
            (_("Danh sách lượt"), list_url(day.year)),
            (code_of(line), ""),
        ],
    }
    return render(request, "share/line.html", context)


def _source_url(line: LedgerLine, party: Case | None) -> str:
    if line.paper:
        return line.paper.get_absolute_url()
    return party.get_absolute_url() if party else ""


def _facts(line: LedgerLine) -> list[tuple[str, str]]:
    """Day, group and kind, as they stood when the line was written."""
    institution = line.institution
    shown = [
        (_("Ngày tính"), f"{line.counted_on:%d/%m/%Y}" if line.counted_on else _("chưa tính")),
        (_("Loại hình"), institution.get_kind_display() if institution.kind == line.kind else line.kind),
        (_("Địa bàn"), line.area or _("Chưa rõ địa bàn")),
    ]
    if line.late and line.state == CountState.COUNTED:
        shown.append((_("Thời hạn"), _("Quá thời hạn mà biên bản chưa ký")))
    return shown


def _condition(words: Any) -> dict[str, Any]:
    glyph, tone = STATES[Met(words.met)]
    return {
        "code": str(words.condition).upper(),
        "label": words.label,
        "state": Met(words.met).label,
        "glyph": glyph,
        "tone": tone,
        "found": words.found,
        "would_have": words.would_have,
    }


def _proofs(party: Case) -> dict[str, list[dict[str, str]]]:
    """For each condition the papers to open, then the parts of the dossier that show events, people and times."""
    kinds = [kind for named in PAPERS.values() for kind in named]
    papers = queries.proof_papers([party.pk, party.parent_id or party.pk], kinds)
    return {
        condition: [
            *(
                {
                    "label": f"{paper.title} {paper.full_number}".strip(),
                    "url": reverse("document", args=[paper.case_id, paper.pk]),
                    "icon": "file-earmark-text",
                }
                for paper in papers
                if paper.kind in PAPERS.get(condition, ()) and paper.is_rendered
            ),
            *(_part(party, *place) for place in (PARTS[condition], MORE_PARTS.get(condition)) if place),
        ]
        for condition in Condition
    }


def _part(party: Case, whose: str, tab: str) -> dict[str, str]:
    pk = party.parent_id if whose == "root" else party.pk
    words = {
        "history": _("Quá trình xử lý"),
        "items": _("Nội dung kiểm tra"),
        "exchange": _("Trao đổi với đơn vị"),
        "documents": _("Văn bản"),
        "records": _("Các lần đến đơn vị"),
        "files": _("Hồ sơ, tài liệu"),
    }[tab]
    of = _("%(part)s của cuộc kiểm tra") % {"part": words} if whose == "root" else words
    return {"label": of, "url": f"{reverse('case', args=[pk])}?tab={tab}", "icon": "folder2-open"}


def _change(row: Any) -> dict[str, Any]:
    kind = "inspected_party"
    return {
        "before": f"M{row.before}: {LuotClass(row.before).label}",
        "after": f"M{row.after}: {LuotClass(row.after).label}",
        "raised": row.after > row.before,
        "conditions": ", ".join(str(key).upper() for key in row.conditions),
        "event": event_label(kind, row.verb),
        "reason": row.reason,
        "by": row.by.full_name if row.by else _("hệ thống, theo thời hạn"),
        "proposed_by": row.proposed_by.full_name if row.proposed_by else "",
        "at": row.at,
    }
