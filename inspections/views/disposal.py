"""Lists for disposal: drawn up, decided on paper, carried out by a person; nothing here runs by itself (trap 44)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inspections.actions import disposal as deeds
from inspections.enums import DisposalState
from inspections.forms import closing as forms
from inspections.forms.files import FilesForm
from inspections.models import Department, DisposalItem, DisposalList
from inspections.queries.archives import past_their_term
from inspections.rules.policies import closing as policies
from inspections.views.access import actor, demand_department, person, today
from inspections.views.archives import day, kept_departments
from inspections.views.one_form import form_page
from inspections.views.papers import _hand_out
from inspections.views.portal import moment
from inspections.views.steps import stash_of, unstash_of

BOTH = ["GET", "POST"]
S = DisposalState


def _own(request: HttpRequest, pk: int) -> DisposalList:
    """A list of an archive that this person looks after; another department's does not exist."""
    who = demand_department(request)
    rows = DisposalList.objects.select_related("proposed_by", "decided_by", "carried_out_by", "given_up_by")
    row = get_object_or_404(rows, pk=pk, department_id__in=who.department_ids)
    if refusal := policies.refusal_to_keep_archive(who, row.department_id):
        raise PermissionDenied(refusal)
    return row


@require_GET
def disposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its dossiers, how far it is, and what may be done next."""
    row = _own(request, pk)
    items = row.items.select_related("case__closing", "case__archive").order_by("case__code")
    live = row.state in (S.PROPOSED, S.DECIDED)
    told = policies.refusal_to_record_decision(actor(request), row.department_id, row.proposed_by_id)
    context = {
        "row": row,
        "state": row.get_state_display(),
        "facts": [(label, value) for label, value in _facts(row) if value],
        "items": [_item(one, live) for one in items],
        "decide_url": _url("disposal_decide", row) if row.state == S.PROPOSED and not told else "",
        "waits_for_another": row.state == S.PROPOSED and bool(told),
        "carry_out_url": _url("disposal_carry_out", row) if row.state == S.DECIDED else "",
        "give_up_url": _url("disposal_give_up", row) if live else "",
        "file_url": _url("disposal_file", row) if row.decision_sha256 else "",
    }
    return render(request, "inspections/archives/disposal.html", context)


def _url(name: str, row: DisposalList) -> str:
    return reverse(name, args=[row.pk])


def _facts(row: DisposalList) -> list[tuple[str, str]]:
    decided = row.decided_by.full_name if row.decided_by else ""
    done = row.carried_out_by.full_name if row.carried_out_by else ""
    given_up = row.given_up_by.full_name if row.given_up_by else ""
    return [
        (_("Lập danh sách"), f"{moment(row.proposed_at)} · {row.proposed_by.full_name}"),
        (_("Quyết định tiêu hủy"), f"{row.decision_number} · {day(row.decided_on)}" if decided else ""),
        (_("Biên bản họp Hội đồng"), row.minutes_number),
        (_("Người ghi quyết định"), decided),
        (_("Đã tiêu hủy"), f"{day(row.carried_out_on)} · {done}" if done else ""),
        (
            _("Thôi, không tiêu hủy"),
            f"{moment(row.given_up_at)} · {given_up}: {row.reason}" if given_up else "",
        ),
    ]


def _item(one: DisposalItem, live: bool) -> dict[str, Any]:
    return {
        "code": one.case.code,
        "title": one.case.title,
        "url": reverse("archive", args=[one.case_id]),
        "until": day(one.case.closing.keep_until_on),
        "taken_off": one.taken_off,
        "note": one.note,
        "disposed": day(one.case.archive.disposed_on),
        "take_off_url": reverse("disposal_take_off", args=[one.disposal_id, one.pk])
        if live and not one.taken_off
        else "",
    }


@require_GET
def disposal_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The decision as it was scanned."""
    row = _own(request, pk)
    if not row.decision_sha256:
        raise Http404
    name = f"{row.decision_number.replace('/', '-')}.pdf"
    return _hand_out(row.decision_file.open("rb"), name, "application/pdf", inline=True)


def _bound(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page(
    request: HttpRequest, form: FilesForm, act: Callable[[], Any], *, go: str, heading: str, **more: Any
) -> HttpResponse:
    with form:
        return form_page(request, form, act, go=go, heading=heading, submit=heading, **more)


@require_http_methods(BOTH)
def disposal_new(request: HttpRequest) -> HttpResponse:
    """Draw up a list out of those past their term."""
    mine = kept_departments(demand_department(request))
    department = get_object_or_404(Department, pk=min(mine))
    due = past_their_term(frozenset({department.pk}), today()).filter(held=False, listed=False)
    form = forms.DisposalForm(*_bound(request), due=due)

    def act() -> str:
        deeds.propose_disposal(department, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã lập danh sách, chờ quyết định tiêu hủy.")

    return _page(
        request,
        form,
        act,
        go=reverse("archives"),
        heading=_("Lập danh sách tiêu hủy"),
        subject=department.name,
        consequence=_(
            "Danh sách chưa làm thay đổi gì: phải có quyết định và biên bản họp Hội đồng mới tiêu hủy."
        ),
    )


@require_http_methods(BOTH)
def disposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the decision that was signed."""
    row, user = _own(request, pk), person(request)
    refusal = policies.refusal_to_record_decision(actor(request), row.department_id, row.proposed_by_id)
    if refusal:
        raise PermissionDenied(refusal)
    form = forms.DisposalDecisionForm(*_bound(request), stash=stash_of(user), unstash=unstash_of(user))

    def act() -> str:
        deeds.decide_disposal(row, by=user, now=timezone.now(), **form.arguments())
        return _("Đã ghi quyết định tiêu hủy.")

    return _page(
        request, form, act, go=_url("disposal", row), heading=_("Ghi quyết định tiêu hủy"), subject=row.title
    )


@require_http_methods(BOTH)
def disposal_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Dispose of what the decision names."""
    row = _own(request, pk)
    form = forms.CarryOutForm(*_bound(request))

    def act() -> str:
        deeds.carry_out_disposal(row, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã tiêu hủy theo quyết định; số liệu, mã băm và chuỗi sự kiện được giữ lại.")

    return _page(
        request,
        form,
        act,
        go=_url("disposal", row),
        heading=_("Tiêu hủy theo quyết định"),
        subject=row.title,
        warning=_("Tệp của các hồ sơ trong danh sách bị xóa và không khôi phục được."),
    )


@require_http_methods(BOTH)
def disposal_give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The list is not carried out."""
    row = _own(request, pk)
    form = forms.WhyForm(*_bound(request))

    def act() -> str:
        deeds.give_up_disposal(row, by=person(request), now=timezone.now(), **form.cleaned_data)
        return _("Đã thôi, không tiêu hủy theo danh sách này.")

    return _page(
        request, form, act, go=_url("disposal", row), heading=_("Thôi, không tiêu hủy"), subject=row.title
    )


@require_http_methods(BOTH)
def disposal_take_off(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """One dossier leaves the list."""
    row = _own(request, pk)
    item = get_object_or_404(row.items.select_related("case", "disposal"), pk=item_id)
    form = forms.WhyForm(*_bound(request))

    def act() -> str:
        note = form.cleaned_data["reason"]
        deeds.take_off_list(item, by=person(request), now=timezone.now(), note=note)
        return _("Đã đưa hồ sơ ra khỏi danh sách.")

    return _page(
        request,
        form,
        act,
        go=_url("disposal", row),
        heading=_("Đưa hồ sơ ra khỏi danh sách"),
        subject=f"{item.case.code} · {item.case.title}",
    )
