"""Word templates of the office: what is in use, a new one looked at before it is kept, the history."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions import office_templates as deeds
from inspections.actions.once import AlreadyReceived, once
from inspections.documents.word.office import Judgement, judge
from inspections.documents.word.sandbox import FILTERS
from inspections.documents.word.shapes import SHAPES, places_of
from inspections.enums import DocumentKind
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.forms.base import incoming
from inspections.forms.office_templates import OfficeTemplateForm
from inspections.models import Department, OfficeTemplate
from inspections.rules.dossier_names import safe_name
from inspections.rules.roles import Permission
from inspections.views.access import demand, person
from inspections.views.dossier import attached
from inspections.views.past import tell
from inspections.views.reference import Crumbs, index_crumbs
from inspections.views.repeated import told_again
from inspections.views.steps import stash_of, unstash_of
from inspections.views.word import DOCX

LOOK, PREVIEW, SAVE = "look", "preview", "save"


def _department(request: HttpRequest) -> Department:
    """The department whose settings this person keeps."""
    who = demand(request, Permission.MANAGE_SETTINGS)
    places = {post.department_id for post in who.posts if post.department_id}
    kept = [place for place in places if who.may_in_department(Permission.MANAGE_SETTINGS, place)]
    return get_object_or_404(Department, pk=min(kept, default=0))


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return index_crumbs((_("Mẫu Word"), reverse("office_templates") if more else ""), *more)


@require_GET
def office_templates(request: HttpRequest) -> HttpResponse:
    """What is in use for each kind, and everything that was before."""
    rows = OfficeTemplate.objects.filter(department=_department(request))
    found = list(rows.select_related("uploaded_by", "retired_by"))
    context = {
        "in_use": [row for row in found if row.retired_at is None],
        "retired": [row for row in found if row.retired_at is not None],
        "kinds": [(kind, DocumentKind(kind).label) for kind in SHAPES],
        "crumbs": _crumbs(),
    }
    return render(request, "inspections/word/templates.html", context)


@require_GET
def office_template_places(request: HttpRequest, kind: str) -> HttpResponse:
    """The names that a template of this kind may use, with what stands there."""
    demand(request, Permission.MANAGE_SETTINGS)
    if kind not in SHAPES:
        raise Http404
    title = str(DocumentKind(kind).label)
    context = {
        "title": title,
        "places": places_of(kind),
        "filters": list(FILTERS),
        "crumbs": _crumbs((title, "")),
    }
    return render(request, "inspections/word/places.html", context)


def add_office_template(request: HttpRequest) -> HttpResponse:
    """Choose the file, see its places and the example, then keep it."""
    department, user = _department(request), person(request)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    with OfficeTemplateForm(*bound, stash=stash_of(user), unstash=unstash_of(user)) as form:
        if request.method != "POST":
            return _page(request, form)
        if not form.is_valid():
            return told_again(request, reverse("office_templates")) or _page(request, form)
        act = request.POST.get("act", LOOK)
        if act == SAVE:
            return _saved(request, form, department)
        found = judge(incoming(form.cleaned_data["file"]).read_all(), form.cleaned_data["kind"])
        if found.refusal:
            form.add_error("file", found.refusal)
            return _page(request, form)
        if act == PREVIEW:
            form.keep_files()
            return attached(HttpResponse(found.preview), "xem-thu.docx", DOCX)
        form.keep_files()
        return _page(request, form, found)


def _saved(request: HttpRequest, form: OfficeTemplateForm, department: Department) -> HttpResponse:
    user, now = person(request), timezone.now()
    try:
        with once(form.once, path=request.path, by=user, now=now):
            deeds.save_template(department=department, by=user, now=now, **form.arguments())
    except AlreadyReceived:
        messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
        return redirect("office_templates")
    except NotReady as missing:
        tell(form, missing)
        form.keep_files()
        content = incoming(form.cleaned_data["file"]).read_all()
        found = judge(content, form.cleaned_data["kind"])
        return _page(request, form, None if found.refusal else found)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    messages.success(request, _("Đã dùng mẫu mới cho các lần tải bản Word từ nay."))
    return redirect("office_templates")


def _page(request: HttpRequest, form: OfficeTemplateForm, found: Judgement | None = None) -> HttpResponse:
    if not (found and found.unknown):
        form.fields.pop("accept_unknown", None)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "kind": form.cleaned_data["kind"] if found else "",
        "kept": [file.token for file in form.file_fields()[0].accepted if file.token] if found else [],
        "places_url": reverse("office_template_places", args=[form.cleaned_data["kind"]]) if found else "",
        "crumbs": _crumbs((_("Thêm mẫu"), "")),
    }
    return render(request, "inspections/word/add.html", context)


def _own(request: HttpRequest, pk: int) -> OfficeTemplate:
    """A template of the department, or 404: another's does not exist."""
    return get_object_or_404(OfficeTemplate, pk=pk, department=_department(request))


@require_GET
def office_template_file(request: HttpRequest, pk: int) -> FileResponse:
    """The template as it was uploaded."""
    row = _own(request, pk)
    return attached(FileResponse(row.blob.open("rb")), safe_name(row.name), DOCX)


@require_POST
def retire_office_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Use our own layout again."""
    try:
        deeds.retire_template(_own(request, pk), by=person(request), now=timezone.now())
    except AlreadyDone as done:
        messages.info(request, str(done))
    else:
        messages.success(request, _("Đã thôi dùng mẫu; bản Word trở lại mẫu của hệ thống."))
    return redirect("office_templates")
