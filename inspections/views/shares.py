"""«Phân công»: parts of what is asked, given to colleagues; each sees his parts and nothing else (bar.md O3)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from inspections.actions import shares as actions
from inspections.forms.access import PrepareForm, ShareForm
from inspections.forms.posts import PeopleForm
from inspections.models import Case, InformationRequest, ItemShare
from inspections.queries.access import WAITING, helpers_of, living_shares, shares_for, shares_of_request
from inspections.queries.deadlines import work_calendar
from inspections.rules.access import refusal_to_invite
from inspections.rules.deadlines import time_left
from inspections.rules.uploads import megabytes
from inspections.rules.working_days import WorkCalendar
from inspections.views.access import actor, person, today, visible_case
from inspections.views.contacts import attachment
from inspections.views.links import deed_url
from inspections.views.one_form import act_once, form_page
from inspections.views.repeated import told_again
from inspections.views.step_contexts import head
from inspections.views.steps import stash_of, unstash_of


def _answering(request: HttpRequest, case: Case) -> None:
    if refusal := refusal_to_invite(actor(request), case.institution_id):
        raise PermissionDenied(refusal)


def share_items(request: HttpRequest, pk: int, request_id: int) -> HttpResponse:
    """Tick what is given, choose or invite the colleague, send."""
    case = visible_case(request, pk)
    asked = InformationRequest.objects.filter(pk=request_id, party=case).first()
    if asked is None:
        raise Http404
    _answering(request, case)
    form = ShareForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        asked=list(asked.items.filter(state__in=WAITING)),
        people=helpers_of(case.institution_id, today()).order_by("sort_name"),
    )
    made: list[Any] = []
    go = request.path

    def act() -> str:
        given = form.arguments()
        by, now = person(request), timezone.now()
        made.append(actions.share_items(case, by=by, now=now, request_id=asked.pk, **given))
        return _("Đã chia phần việc.")

    if request.method == "POST" and form.is_valid():
        if answer := act_once(request, form, act, go=go):
            return redirect("invitation", made[0].pk) if made and made[0] else answer
    elif told := told_again(request, go):
        return told
    return render(request, "portal/shares.html", _sharing_context(case, asked, form))


def _sharing_context(case: Case, asked: InformationRequest, form: ShareForm) -> dict[str, Any]:
    back = deed_url(case.pk, case.kind, "answer_information_request", asked.pk)
    return {
        "case": head(case),
        "asked": asked,
        "due": f"{asked.due_on:%d/%m/%Y}",
        "form": form,
        "open_items": len(form.asked),
        "shares": [_given_row(row) for row in shares_of_request(asked)],
        "back_url": back,
        "crumbs": [(str(asked), back)],
    }


def _given_row(row: ItemShare) -> dict[str, Any]:
    invited = row.invitation.address if row.invitation else ""
    name = row.person.full_name if row.person else invited
    waiting = _("Đang chuẩn bị") if row.person_id else _("Đã mời, chưa mở")
    return {
        "item": row.item.label,
        "who": name,
        "note": row.note,
        "state": _("Đã chuẩn bị xong") if row.prepared_at else waiting,
        "tone": "done" if row.prepared_at else "soon",
        "take_back_url": reverse("take_back_share", args=[row.pk]),
    }


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A part given is taken back."""
    share = living_shares().filter(pk=pk).first()
    places = actor(request).institution_ids
    if share is None or share.case.institution_id not in places:
        if told := told_again(request, reverse("home")):
            return told
        raise Http404
    _answering(request, share.case)
    form = PeopleForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    go = reverse("share_items", args=[share.case_id, share.item.request_id])
    return form_page(
        request,
        form,
        lambda: actions.take_back(share, by=person(request), now=timezone.now()),
        go=go,
        heading=_("Thu lại phần việc"),
        subject=share.item.label,
        crumbs=[(_("Phân công"), go)],
        consequence=_(
            "Đồng nghiệp không còn thấy phần việc này; nội dung và tệp đã chuẩn bị không dùng nữa."
        ),
    )


def helper_home(request: HttpRequest) -> HttpResponse:
    """What a colleague sees after signing in: his parts, by when, who asks; nothing else."""
    calendar = work_calendar(today())
    rows = [_part_row(row, calendar) for row in shares_for(actor(request))]
    return render(request, "portal/helper_home.html", {"rows": rows})


def _part_row(row: ItemShare, calendar: WorkCalendar) -> dict[str, Any]:
    asked = row.item.request
    left = time_left(asked.due_on, today(), calendar)
    return {
        "pk": row.pk,
        "url": reverse("share", args=[row.pk]),
        "item": row.item.label,
        "note": row.note,
        "by": row.shared_by.full_name,
        "asker": _("Đoàn kiểm tra · %(agency)s") % {"agency": row.case.department.name},
        "place": row.case.institution.name if row.case.institution else "",
        "due": f"{asked.due_on:%d/%m/%Y}",
        "left": left.text,
        "due_state": left.state,
        "done": row.prepared_at is not None,
        "files": [
            {
                "name": held.name,
                "size": megabytes(held.size),
                "url": reverse("share_file", args=[row.pk, held.pk]),
            }
            for held in row.files.all()
        ],
    }


def _own_share(request: HttpRequest, pk: int) -> ItemShare | None:
    return shares_for(actor(request)).filter(pk=pk).first()


def share(request: HttpRequest, pk: int) -> HttpResponse:
    """One part: what is asked, by when, who asks, what to mind; text and files; «Đã chuẩn bị xong»."""
    row = _own_share(request, pk)
    if row is None:
        if told := told_again(request, reverse("home")):
            return told
        raise Http404
    form = PrepareForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        share=row,
        initial={"reply": row.reply, "done": row.prepared_at is not None},
        stash=stash_of(person(request)),
        unstash=unstash_of(person(request)),
    )

    def act() -> str:
        done = actions.prepare(row, by=person(request), now=timezone.now(), **form.arguments())
        return _("Đã báo chuẩn bị xong.") if done.prepared_at else _("Đã lưu; chưa báo chuẩn bị xong.")

    with form:
        if request.method == "POST" and form.is_valid():
            if answer := act_once(request, form, act, go=request.path):
                return answer
        elif told := told_again(request, request.path):
            return told
        context = {
            "part": _part_row(row, work_calendar(today())),
            "form": form,
            "crumbs": [(_("Việc cần làm"), reverse("home"))],
        }
        return render(request, "portal/share.html", context)


@require_GET
def file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """A file of a part, for the colleague who added it and for who answers for the institution."""
    places = actor(request).institution_ids
    row = _own_share(request, pk) or living_shares().filter(pk=pk, case__institution_id__in=places).first()
    if row is None:
        raise Http404
    found = row.files.filter(pk=file_id).first()
    if found is None:
        raise Http404
    return attachment(found.blob.open("rb"), found.name)
