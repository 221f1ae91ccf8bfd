"""Tồn tại lặp lại: the page across years, places and items; the words beside a proposal; «Kiểm tra lại» prefilled."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.enums import Ground
from inspections.forms.recurrence import RecurrenceFilter
from inspections.models import Case, Checklist, Institution, LegalAct
from inspections.queries.checklists import offered_on
from inspections.queries.deadlines import inspection_details_of
from inspections.queries.recurrence import (
    BY_ITEM,
    codes_of,
    items_by_id,
    paper_notes,
    repeated_across,
    repeated_items,
    standing_findings,
)
from inspections.rules.recurrence import REINSPECTED_FROM, Recurrence
from inspections.rules.roles import Actor, Permission
from inspections.rules.vietnamese import fold
from inspections.views.access import actor, demand_department, today

PAGE = 25
MOST_LISTED = 12
AGAIN = "kiem-tra-lai"


@require_GET
def recurrence(request: HttpRequest) -> HttpResponse:
    """The table; a fixed number of statements for any length."""
    who = demand_department(request)
    form = RecurrenceFilter(request.GET or None, themes=_themes())
    chosen = form.chosen()
    words = chosen.pop("institution")
    found = repeated_across(who, institution_ids=_institutions_like(words, who), **chosen)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": _rows(list(page.object_list), chosen["by"]),
        "page_obj": page,
        "filter_form": form,
        "crumbs": [(_("Tồn tại lặp lại"), "")],
    }
    return render(request, "inspections/recurrence.html", context)


def _themes() -> list[tuple[str, str]]:
    rows = Checklist.objects.order_by("title").values_list("theme_key", "title")
    return list({key: (key, title) for key, title in rows}.values())


def _institutions_like(words: str, who: Actor) -> list[int] | None:
    """«dak nong» finds «Đắk Nông»; a code finds its institution; no words ask for all."""
    wanted = fold(words)
    if not wanted:
        return None
    rows = Institution.objects.filter(department_id__in=who.department_ids).order_by()
    return [
        pk for pk, code, name in rows.values_list("pk", "code", "name") if wanted in fold(f"{code} {name}")
    ]


def _rows(found: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    items = items_by_id([row["sample"] for row in found])
    acts = LegalAct.objects.in_bulk([row["cited_act"] for row in found]) if by != BY_ITEM else {}
    codes = codes_of([pk for row in found for pk in row["parties"]])
    shown = []
    for row in found:
        item = items[row["sample"]]
        law = f"{row['cited_place']} {acts[row['cited_act']]}".strip() if acts else item.citation
        shown.append(
            {
                "institution": row["party__institution__name"],
                "institution_url": reverse("institution", args=[row["party__institution_id"]]),
                "content": str(item) if by == BY_ITEM else law,
                "note": law if by == BY_ITEM else str(item),
                "theme": item.version.checklist.title,
                "words": Recurrence(row["times"], tuple(sorted(row["years"]))).words,
                "last_on": f"{row['last_on']:%d/%m/%Y}",
                "cases": [
                    {"code": codes[pk], "url": f"{reverse('case', args=[pk])}?tab=findings"}
                    for pk in sorted(row["parties"], reverse=True)
                ],
            }
        )
    return shown


def repeated_words(
    institution_ids: Collection[int], version_id: int | None, *, excluding_root: int | None = None
) -> dict[int, list[str]]:
    """Beside a proposal: what of this outline was found short there before, and paper files that found something."""
    found: dict[int, list[str]] = {}
    themes = Checklist.objects.filter(versions=version_id or 0).values_list("theme_key", flat=True).first()
    notes = paper_notes(institution_ids, themes or "")
    repeated = repeated_items(institution_ids, version_id, before=today(), excluding_root=excluding_root)
    text = _("Hồ sơ giấy năm %(year)s: nêu %(n)s tồn tại (không ghi theo nội dung đề cương). %(content)s")
    for place, rows in repeated.items():
        found[place] = [f"{str(item).rstrip('.')}: {seen.words}" for item, seen in rows]
        found[place] += [
            text % {"year": note.year, "n": note.findings, "content": note.content} for note in notes[place]
        ]
    return found


def again_url(case: Case, who: Actor) -> str:
    """«Kiểm tra lại»: offered on a party that is over, or whose remedy goes on, to those who propose."""
    fits = case.parent_id is not None and case.stage in REINSPECTED_FROM
    if not fits or not who.may_in_department(Permission.PROPOSE, case.department_id):
        return ""
    return f"{reverse('propose')}?{urlencode({AGAIN: case.pk})}"


def reinspected(request: HttpRequest) -> Case | None:
    """The party that the address asks to inspect again, if this person may see it and it may be."""
    number = request.GET.get(AGAIN, "")
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        return None
    rows = Case.objects.visible_to(actor(request)).filter(pk=int(number), stage__in=REINSPECTED_FROM)
    found = rows.select_related("institution", "parent__inspection_details__checklist_version__checklist")
    case = found.first()
    return case if case is not None and case.parent_id else None


def prefilled(party: Case) -> dict[str, Any]:
    """What a proposal to inspect again starts from: place, outline, what was found short, the earlier papers."""
    details = inspection_details_of(party)
    checklist = details.checklist_version.checklist if details.checklist_version else None
    offered = offered_on(today())
    version = offered.filter(checklist=checklist).order_by("-number").first()
    place = party.institution.name if party.institution else party.title
    return {
        "title": _("Kiểm tra lại việc khắc phục tại %(name)s") % {"name": place},
        "checklist_version": version.pk if version else None,
        "institutions": [party.institution_id],
        "ground": Ground.ORDER,
        "ground_text": "\n".join(_earlier(party)),
        "period_from": details.period_to,
        "period_to": max(details.period_to, today()),
        "reinspects": party.pk,
    }


def _earlier(party: Case) -> list[str]:
    details = inspection_details_of(party)
    lines = []
    if details.decision_number and details.decided_on:
        text = _(
            "Kiểm tra lại sau cuộc kiểm tra theo Quyết định số %(number)s ngày %(day)s (hồ sơ %(code)s)."
        )
        words = {"number": details.decision_number, "day": f"{details.decided_on:%d/%m/%Y}"}
        lines.append(text % {**words, "code": party.code})
    asked = getattr(party, "remedy_request", None)
    if asked is not None and asked.document is not None and asked.document.full_number and asked.issued_on:
        text = _("Văn bản yêu cầu khắc phục số %(number)s ngày %(day)s.")
        lines.append(text % {"number": asked.document.full_number, "day": f"{asked.issued_on:%d/%m/%Y}"})
    rows = standing_findings().filter(party=party).select_related("answer__item").order_by("pk")
    short = list(dict.fromkeys(str(row.answer.item) for row in rows))
    if short:
        lines.append(_("Nội dung đã nêu tồn tại, hạn chế:"))
        lines += [f"- {words}" for words in short[:MOST_LISTED]]
    return lines


def beside_proposal(party: Case | None) -> list[str]:
    """What was found short at the place of a re-inspection before, on the page of the proposal."""
    if party is None or party.institution_id is None:
        return []
    version_id = inspection_details_of(party).checklist_version_id
    return repeated_words([party.institution_id], version_id)[party.institution_id]


def links_of(case: Case) -> list[tuple[str, SafeString]]:
    """The earlier and the later inspection of a re-inspection, as lines of general information."""
    if case.parent_id is None:
        earlier = inspection_details_of(case).reinspects
        link = (
            format_html('<a href="{}">{}</a>', earlier.get_absolute_url(), earlier.code) if earlier else None
        )
        return [(_("Kiểm tra lại sau hồ sơ"), link)] if link else []
    if case.stage not in REINSPECTED_FROM:
        return []
    later = Case.objects.filter(inspection_details__reinspects=case).order_by("pk")
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', ((row.get_absolute_url(), row.code) for row in later)
    )
    return [(_("Đã kiểm tra lại"), links)] if links else []
