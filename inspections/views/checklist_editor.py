"""The draft of a checklist on the screen: paste and preview, one item, order and codes; all without a script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inspections.actions import checklist_items as deeds
from inspections.actions.once import AlreadyReceived, once
from inspections.exceptions import NotReady, Refused
from inspections.forms.checklists import ItemForm, PasteForm, RenumberForm
from inspections.forms.files import one_time_mark
from inspections.models import ChecklistItem, ChecklistVersion, LegalAct
from inspections.rules.outline_rows import MAX_ITEMS
from inspections.rules.outline_text import Outline
from inspections.views.access import person
from inspections.views.checklists import crumbs, done, load_draft, url_of
from inspections.views.repeated import even_when_gone

CONTENTS = (
    *("code", "group_title", "requirement", "question", "evidence_hint"),
    *("act", "locator", "on_site_only", "ready_wording"),
)


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste, see how each line was understood, then save all of it; only what was seen is saved."""
    version = load_draft(request, pk)
    codes = list(version.items.values_list("code", flat=True))
    if request.method != "POST":
        return _paste_page(request, version, PasteForm(codes=codes), None)
    form = PasteForm(request.POST, codes=codes)
    valid, outline = form.is_valid(), form.outline
    if request.POST.get("do") == "save" and valid and outline.is_clean:
        if request.POST.get("seen") != form.mark:
            form.add_error(None, _("Nội dung đã đổi sau lần xem thử. Xem lại bảng dưới đây rồi lưu."))
        elif done(
            request, form, deeds.paste_items, version=version, rows=outline.rows, replace=form.replaces
        ):
            messages.success(
                request, _("Đã lưu %(count)s nội dung vào dự thảo.") % {"count": len(outline.rows)}
            )
            return redirect(url_of(version))
    return _paste_page(request, version, form, outline if request.POST.get("text", "").strip() else None)


def _paste_page(
    request: HttpRequest, version: ChecklistVersion, form: PasteForm, outline: Outline | None
) -> HttpResponse:
    context = {
        "form": form,
        "outline": outline,
        "preview": _preview(outline) if outline else [],
        "wrong": sum(bool(row.problems) for row in outline.rows) if outline else 0,
        "mark": form.mark if outline else "",
        "main_fields": [form[name] for name in ("text", "prefix", "mode") if name in form.fields],
        "unknown_fields": [form[f"act_{one.key}"] for one in outline.unknown] if outline else [],
        "cancel_url": url_of(version),
        "crumbs": crumbs(version, _("Dán nội dung")),
    }
    return render(request, "inspections/checklists/paste.html", context)


def _preview(outline: Outline) -> list[dict[str, Any]]:
    codes = [row.act_code for row in outline.rows if row.act_code]
    acts = LegalAct.objects.in_bulk(codes, field_name="code")
    return [
        {
            "row": row,
            "lines": str(row.first_line)
            if row.first_line == row.last_line
            else f"{row.first_line}-{row.last_line}",
            "citation": f"{row.locator} {acts[row.act_code]}".strip() if row.act_code in acts else "",
        }
        for row in outline.rows[:MAX_ITEMS]
    ]


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, item_id: int | None = None) -> HttpResponse:
    """Write one item: a new one, or one of the draft."""
    version = load_draft(request, pk)
    held = _item_of(version, item_id) if item_id is not None else None
    initial = {name: getattr(held, name) for name in CONTENTS} if held else {}
    form = ItemForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        target = {"item": held} if held else {"version": version}
        act = deeds.edit_item if held else deeds.add_item
        if done(request, form, act, **target, **form.cleaned_data):
            messages.success(request, _("Đã lưu nội dung %(code)s.") % {"code": form.cleaned_data["code"]})
            return redirect(url_of(version))
    heading = _("Sửa nội dung %(code)s") % {"code": held.code} if held else _("Thêm nội dung")
    context = {
        "form": form,
        "heading": heading,
        "submit": _("Lưu nội dung"),
        "cancel_url": url_of(version),
        "crumbs": crumbs(version, heading),
        "tone": "main",
        "consequence": "",
        "check": {},
    }
    return render(request, "inspections/checklists/form.html", context)


def _item_of(version: ChecklistVersion, item_id: int) -> ChecklistItem:
    found = version.items.filter(pk=item_id).select_related("version").first()
    if found is None:
        raise Http404
    return found


@require_POST
@even_when_gone("checklists")
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Buttons of the draft: an item up, down or out; all codes anew."""
    version = load_draft(request, pk)
    name, _dot, number = request.POST.get("do", "").partition(":")
    mark, by, now = one_time_mark(request.POST), person(request), timezone.now()
    try:
        with once(mark, path=request.path, by=by, now=now):
            place = _arrange(request, version, name, int(number) if number.isdecimal() else None)
    except AlreadyReceived:
        messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
        place = ""
    except NotReady as missing:
        messages.error(request, str(missing))
        place = ""
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    return redirect(url_of(version) + place)


def _arrange(request: HttpRequest, version: ChecklistVersion, name: str, item_id: int | None) -> str:
    who: dict[str, Any] = {"by": person(request), "now": timezone.now()}
    if name == "renumber":
        form = RenumberForm(request.POST)
        if not form.is_valid():
            raise NotReady([str(text) for texts in form.errors.values() for text in texts])
        deeds.renumber_items(version, **who, prefix=form.cleaned_data["prefix"])
        messages.success(request, _("Đã đánh lại mã các nội dung."))
        return ""
    if name not in ("up", "down", "remove") or item_id is None:
        return ""
    held = _item_of(version, item_id)
    if name == "remove":
        deeds.remove_item(held, **who)
        messages.success(request, _("Đã xóa nội dung %(code)s khỏi dự thảo.") % {"code": held.code})
        return ""
    deeds.move_item(held, **who, up=name == "up")
    return f"#noi-dung-{held.pk}"
