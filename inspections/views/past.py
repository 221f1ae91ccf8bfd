"""The register of past paper inspections: the list, one row, entry by hand, withdrawal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import past as deeds
from inspections.actions.once import AlreadyReceived, once
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.forms.files import FilesForm
from inspections.forms.past import PaperFilter, PaperForm, WithdrawForm, of_same_decision
from inspections.models import Department, Institution, PaperInspection
from inspections.queries import past as queries
from inspections.rules.roles import Actor, Permission
from inspections.rules.vietnamese import fold
from inspections.views.access import actor, demand, demand_department, person, today

PAGE = 25
RELATED = ("institution", "department", "entered_by", "withdrawn_by", "source")


def papers(request: HttpRequest) -> HttpResponse:
    """The register with its counts of each year; the same number of statements for any length."""
    who = demand_department(request)
    counts = queries.counts_by_year(who.department_ids)
    form = PaperFilter(request.GET or None, years=[row.year for row in counts])
    found = queries.papers(who.department_ids).select_related("institution")
    if form.is_valid():
        found = queries.narrowed(
            found,
            year=form.cleaned_data["year"],
            institution_ids=_institutions_like(form.cleaned_data["institution"], who),
            ground=form.cleaned_data["ground"],
        )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "rows": page.object_list,
        "page_obj": page,
        "counts": counts,
        "may_record": Permission.PROPOSE in who.permissions,
    }
    return render(request, "inspections/past/list.html", context)


def _institutions_like(words: str, who: Actor) -> list[int] | None:
    """«dak nong» finds «Đắk Nông»; a code finds its institution; no words ask for all."""
    wanted = fold(words)
    if not wanted:
        return None
    rows = Institution.objects.filter(department_id__in=who.department_ids).order_by()
    return [
        pk for pk, code, name in rows.values_list("pk", "code", "name") if wanted in fold(f"{code} {name}")
    ]


def visible_paper(request: HttpRequest, pk: int) -> PaperInspection:
    """The row, or 404: another department's row does not exist."""
    rows = queries.papers(actor(request).department_ids).select_related(*RELATED)
    return get_object_or_404(rows, pk=pk)


def own_department(who: Actor) -> Department:
    """The department for which this person records."""
    return get_object_or_404(Department, pk=next(iter(who.department_ids), 0))


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit as recorded, with who entered it and, if so, who withdrew it and why."""
    paper = visible_paper(request, pk)
    context = {
        "paper": paper,
        "facts": _facts(paper),
        "may_record": Permission.PROPOSE in actor(request).permissions,
        "crumbs": [(_("Kiểm tra giấy đã làm"), reverse("past")), (paper.decision_number, "")],
    }
    return render(request, "inspections/past/one.html", context)


def _facts(paper: PaperInspection) -> list[tuple[str, str]]:
    unknown = _("không rõ")
    return [
        (_("Quyết định"), f"{paper.decision_number} ({paper.decided_on:%d/%m/%Y})"),
        (_("Cơ quan ban hành"), paper.agency),
        (_("Cơ sở pháp lý"), paper.legal_basis),
        (_("Đơn vị được kiểm tra"), paper.institution.name),
        (_("Chuyên đề, nội dung"), paper.content),
        (_("Căn cứ"), paper.get_ground_display() if paper.ground else _("Căn cứ khác")),
        (_("Nội dung căn cứ"), paper.ground_text),
        (_("Thời kỳ kiểm tra"), f"{paper.period_from:%d/%m/%Y} - {paper.period_to:%d/%m/%Y}"),
        (_("Ngày công bố"), f"{paper.announced_on:%d/%m/%Y}"),
        (
            _("Ngày ký biên bản"),
            f"{paper.minutes_on:%d/%m/%Y}" if paper.minutes_on else _("không có biên bản đã ký"),
        ),
        (_("Trưởng đoàn"), paper.lead_name),
        (
            _("Số tồn tại, dấu hiệu vi phạm"),
            unknown if paper.finding_count is None else str(paper.finding_count),
        ),
        (_("Nơi lưu hồ sơ giấy"), paper.kept_at),
    ]


def new(request: HttpRequest) -> HttpResponse:
    """Three minutes by hand: the decision, then the visit; «theo» keeps the decision of the row before."""
    department = own_department(demand(request, Permission.PROPOSE))
    form = _new_form(request, department)
    if request.method == "POST" and form.is_valid():
        try:
            with once(form.once, path=request.path, by=person(request), now=timezone.now()):
                paper = deeds.record_paper(
                    department=department, by=person(request), now=timezone.now(), **form.arguments()
                )
        except AlreadyReceived:
            messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return redirect("past")
        except NotReady as missing:
            tell(form, missing)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            messages.success(request, _("Đã ghi lượt kiểm tra vào sổ, loại M0."))
            return redirect(paper.get_absolute_url())
    context = {
        "form": form,
        "crumbs": [(_("Kiểm tra giấy đã làm"), reverse("past")), (_("Ghi một lượt"), "")],
    }
    return render(request, "inspections/past/new.html", context)


def _new_form(request: HttpRequest, department: Department) -> PaperForm:
    bound = (request.POST,) if request.method == "POST" else ()
    initial: dict[str, Any] = {}
    before = request.GET.get("theo", "")
    if before.isdecimal() and len(before) < 18:
        row = queries.papers([department.pk]).filter(pk=int(before)).first()
        initial = of_same_decision(row) if row else {}
    return PaperForm(
        *bound,
        initial=initial,
        register=queries.register_for(department.pk, ()),
        suggested=queries.suggested(department.pk),
        today=today(),
    )


def tell(form: FilesForm, missing: NotReady) -> None:
    """Put the sentences on the form."""
    for blocker in missing.blockers:
        form.add_error(None, blocker.text)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrong row out of the count, with the reason; it stays readable."""
    paper = visible_paper(request, pk)
    demand(request, Permission.PROPOSE)
    if paper.is_withdrawn and request.method != "POST":
        raise Http404
    form = WithdrawForm(*((request.POST,) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            deeds.withdraw_paper(paper, by=person(request), now=timezone.now(), **form.arguments())
        except AlreadyDone as done:
            return too_late(request, str(done), paper.get_absolute_url())
        except NotReady as missing:
            tell(form, missing)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            messages.success(request, _("Đã rút lượt kiểm tra; lượt này không còn được tính."))
            return redirect(paper.get_absolute_url())
    context = {
        "paper": paper,
        "form": form,
        "crumbs": [
            (_("Kiểm tra giấy đã làm"), reverse("past")),
            (paper.decision_number, paper.get_absolute_url()),
            (_("Rút lượt"), ""),
        ],
    }
    return render(request, "inspections/past/withdraw.html", context)


def too_late(request: HttpRequest, sentence: str, back_url: str) -> HttpResponse:
    """Somebody was faster; nothing happens twice."""
    return render(request, "409.html", {"message": sentence, "back_url": back_url}, status=409)
