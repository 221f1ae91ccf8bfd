"""Lists: cases, institutions, search; each a fixed number of statements for any length."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions.inspection import propose as propose_action
from inspections.actions.once import AlreadyReceived, once
from inspections.enums import Method, Phase
from inspections.exceptions import NotReady, Refused
from inspections.forms.inspection import ProposeForm
from inspections.kinds import KINDS
from inspections.models import Case, Department, Document, Institution
from inspections.queries.history import past_visits
from inspections.queries.institution_profile import profile_of
from inspections.queries.past import last_on_paper
from inspections.rules.access import may_enter_letters
from inspections.rules.roles import Permission
from inspections.rules.vietnamese import fold
from inspections.views.access import actor, demand, demand_department, person, today
from inspections.views.links import visit_url
from inspections.views.recurrence import beside_proposal, prefilled, reinspected
from inspections.views.steps import stash_of, unstash_of

PAGE = 25


class CaseFilter(forms.Form):
    """Narrow the list of cases by phase and words."""

    q = forms.CharField(label=_l("Tìm theo tên, mã, đơn vị"), required=False, max_length=100)
    phase = forms.ChoiceField(
        label=_l("Giai đoạn"), required=False, choices=[("", _l("Tất cả giai đoạn")), *Phase.choices]
    )


def cases(request: HttpRequest) -> HttpResponse:
    """Cases the person may see: dossiers for the department, own files for an institution."""
    who = actor(request)
    found = Case.objects.visible_to(who).select_related("institution")
    if not who.is_institution_side:
        found = found.roots().prefetch_related("children__institution")
    form = CaseFilter(request.GET or None)
    if form.is_valid():
        found = _narrowed(found, form.cleaned_data)
    page = Paginator(found.order_by("-opened_at", "-id"), PAGE).get_page(request.GET.get("page"))
    may_propose = Permission.PROPOSE in who.permissions
    context = {
        "heading": _("Hồ sơ của đơn vị") if who.is_institution_side else _("Hồ sơ kiểm tra"),
        "filter_form": form,
        "rows": [_case_row(case) for case in page.object_list],
        "page_obj": page,
        "main_offer": {"label": _("Lập đề xuất kiểm tra"), "url": reverse("propose"), "enabled": True}
        if may_propose
        else None,
        "urgent_url": reverse("urgent") if may_propose else "",
        "across": bool(who.department_ids),
    }
    return render(request, "inspections/case_list.html", context)


def _narrowed(found: QuerySet[Case], data: dict[str, Any]) -> QuerySet[Case]:
    if data["phase"]:
        reach = Q(pk__in=[])
        for kind in KINDS.values():
            stages = [stage for stage, phase in kind.phases.items() if phase == data["phase"]]
            reach |= Q(kind=kind.code, stage__in=stages)
        found = found.filter(reach)
    for word in data["q"].split():
        institutions = _institutions_like(word)
        found = found.filter(
            Q(title__icontains=word)
            | Q(code__icontains=word)
            | Q(institution_id__in=institutions)
            | Q(pk__in=Case.objects.filter(institution_id__in=institutions).values("parent_id"))
        )
    return found


def _institutions_like(word: str) -> list[int]:
    """«dak nong» finds «Đắk Nông» and the reverse."""
    wanted = fold(word)
    return [pk for pk, name in Institution.objects.values_list("pk", "name") if wanted in fold(name)]


def _case_row(case: Case) -> dict[str, Any]:
    return {
        "code": case.code,
        "title": case.title,
        "institution": case.institution.name if case.institution else _named_parties(case),
        "stage_label": case.stage_label,
        "url": case.get_absolute_url(),
        "due_text": case.phase,
        "due_state": "",
    }


def _named_parties(case: Case) -> str:
    names = [child.institution.name for child in case.children.all() if child.institution]
    more = _(" và %(n)s đơn vị khác") % {"n": len(names) - 2} if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


def propose(request: HttpRequest) -> HttpResponse:
    """Row 1: open a dossier."""
    who = demand(request, Permission.PROPOSE)
    department = get_object_or_404(Department, pk=next(iter(who.department_ids), 0))
    user = person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    kept = {"stash": stash_of(user), "unstash": unstash_of(user)}
    again = reinspected(request) if request.method == "GET" else None
    kept["initial"] = prefilled(again) if again else {}
    with ProposeForm(*bound, department_id=department.pk, on=today(), **kept) as form:
        return _proposed(request, department, form, again)


def _proposed(
    request: HttpRequest, department: Department, form: ProposeForm, again: Case | None
) -> HttpResponse:
    user = person(request)
    if request.method == "POST" and form.is_valid():
        try:
            with once(form.once, path=request.path, by=user, now=timezone.now()):
                case = propose_action(by=user, now=timezone.now(), department=department, **form.arguments())
        except AlreadyReceived:
            messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return redirect("cases")
        except NotReady as missing:
            for blocker in missing.blockers:
                form.add_error(None, blocker.text)
            form.keep_files()
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            messages.success(
                request, _("Đã lập đề xuất %(code)s. Tiếp theo: rà soát trùng lặp.") % {"code": case.code}
            )
            return redirect(case.get_absolute_url())
    context = {
        "form": form,
        "cancel_url": reverse("cases"),
        "repeated": beside_proposal(again),
    }
    return render(request, "inspections/propose.html", context)


def institutions(request: HttpRequest) -> HttpResponse:
    """Institutions under management."""
    who = demand_department(request)
    found = Institution.objects.filter(department_id__in=who.department_ids)
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(pk__in=_institutions_like(query))
    found = found.annotate(
        last_on=Greatest(Max("cases__party_details__announced_on"), Subquery(last_on_paper()))
    )
    page = Paginator(found.order_by("sort_name"), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "name": row.name,
            "code": row.code,
            "url": reverse("institution", args=[row.pk]),
            "kind_label": row.get_kind_display(),
            "place": ", ".join(filter(None, [row.commune, row.province])),
            "last_inspection": f"{row.last_on:%d/%m/%Y}" if row.last_on else "",
        }
        for row in page.object_list
    ]
    return render(
        request, "inspections/institution_list.html", {"rows": rows, "page_obj": page, "query": query}
    )


def institution(request: HttpRequest, pk: int) -> HttpResponse:
    """One institution: what runs now, what was inspected in 24 months."""
    who = demand_department(request)
    rows_of_register = Institution.objects.select_related("merged_into")
    found = rows_of_register.filter(pk=pk, department_id__in=who.department_ids).first()
    if found is None:
        raise Http404
    visible = Case.objects.visible_to(who)
    rows = past_visits([found.pk], before=today(), visible=visible, department_ids=who.department_ids)
    context = {
        "institution": {"name": found.name, "code": found.code, "kind_label": found.get_kind_display()},
        "current_cases": [
            {
                "title": row.title,
                "code": row.code,
                "url": visit_url(row),
                "stage_label": row.stage_label,
            }
            for row in rows
            if row.is_running
        ],
        "past": [
            {
                "day": f"{row.on:%d/%m/%Y}",
                "title": row.title,
                "url": visit_url(row),
                "agency": row.agency,
                "method_label": Method(row.method).label if row.method else "",
                "is_on_paper": row.is_on_paper,
            }
            for row in rows
            if not row.is_running
        ],
        "standing": _standing(found),
        "profile": _profile(found),
        "papers_url": f"{reverse('past')}?{urlencode({'institution': found.code})}",
        "recurrence_url": f"{reverse('recurrence')}?{urlencode({'institution': found.code})}",
        "letter_url": reverse("enter_contact_letter", args=[found.pk])
        if may_enter_letters(who, found.department_id or 0)
        else "",
        "facts": [
            (_("Hình thức pháp lý"), found.get_legal_form_display()),
            (_("Địa chỉ"), ", ".join(filter(None, [found.address, found.commune, found.province]))),
            (_("Điện thoại"), found.phone),
            (_("Thư điện tử"), found.email),
        ],
    }
    return render(request, "inspections/institution.html", context)


def _profile(found: Institution) -> dict[str, Any]:
    """What the record says of it as a whole: lượt by year and class, findings, burden, place on the map."""
    known = profile_of(found.pk)
    place = (found.latitude, found.longitude)
    return {
        "facts": [
            (_("Lượt kiểm tra đã tính"), str(known.visits)),
            (_("Tồn tại, dấu hiệu vi phạm đã ghi nhận"), str(known.findings)),
            (_("Yêu cầu khắc phục đã ban hành"), str(known.asked)),
            (_("Phiếu yêu cầu hồ sơ đã nhận"), str(known.requests)),
            (_("Tệp đã nộp"), str(known.files)),
            (
                _("Tọa độ trên bản đồ"),
                f"{place[0]}, {place[1]}" if None not in place else _("chưa có tọa độ"),
            ),
        ],
        "years": [
            (year, [(f"M{value.value}", n) for value, n in sorted(row.items(), reverse=True)])
            for year, row in known.by_year.items()
        ],
    }


def _standing(institution: Institution) -> list[str]:
    """What the register says of it that matters to an inspection: ended, merged, exempt from visits (Điều 4, 7)."""
    found = []
    if institution.valid_until:
        text = _("Hoạt động đến hết ngày %(day)s.") % {"day": f"{institution.valid_until:%d/%m/%Y}"}
        heir = institution.merged_into
        found.append(f"{text} {_('Sáp nhập vào %(name)s.') % {'name': heir.name}}" if heir else text)
    if institution.exempt_from_visits:
        text = _("Thuộc diện miễn kiểm tra thực tế (Đ.4.6): %(basis)s.")
        found.append(text % {"basis": institution.exemption_basis.rstrip(".")})
    return found


def search(request: HttpRequest) -> HttpResponse:
    """Cases, institutions and papers by words, with or without diacritics; only what the person may see."""
    who = demand_department(request)
    query = request.GET.get("q", "").strip()[:100]
    groups = []
    if query:
        visible = Case.objects.visible_to(who)
        hits = _narrowed(visible.roots(), {"phase": "", "q": query}).order_by("-opened_at")[:20]
        places = Institution.objects.filter(
            pk__in=_institutions_like(query), department_id__in=who.department_ids
        )[:20]
        papers = (
            Document.objects.filter(case__in=visible)
            .filter(
                Q(title__icontains=query)
                | Q(symbol__icontains=query)
                | Q(case__inspection_details__decision_number__icontains=query)
            )
            .defer("snapshot")[:20]
        )
        groups = [
            (
                _("Hồ sơ"),
                [
                    {"url": c.get_absolute_url(), "title": c.title, "note": f"{c.code} · {c.stage_label}"}
                    for c in hits
                ],
            ),
            (
                _("Cơ sở"),
                [
                    {"url": reverse("institution", args=[i.pk]), "title": i.name, "note": i.commune}
                    for i in places
                ],
            ),
            (
                _("Văn bản"),
                [
                    {
                        "url": reverse("document", args=[d.case_id, d.pk]),
                        "title": d.title,
                        "note": d.full_number,
                    }
                    for d in papers
                ],
            ),
        ]
        groups = [(label, rows) for label, rows in groups if rows]
    return render(request, "inspections/search.html", {"query": query, "groups": groups})
