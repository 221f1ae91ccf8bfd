"""Checklists for the administrator: list, one version to read and print, the difference of two.

He keeps settings and sees no case content: cases appear here as numbers only.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from inspections.actions.once import AlreadyReceived, once
from inspections.exceptions import NotReady, Refused
from inspections.forms.files import FilesForm
from inspections.models import ChecklistItem, ChecklistVersion, SettingChange
from inspections.queries.checklists import all_with_versions, as_text, items_of, with_counts
from inspections.rules.outline_checks import publish_blockers, publish_warnings
from inspections.rules.outline_diff import compare
from inspections.rules.roles import Permission
from inspections.views.access import demand, person, today

CHANGES_SHOWN = 10


def load(request: HttpRequest, pk: int) -> ChecklistVersion:
    """The version with its counts, for who keeps the settings."""
    demand(request, Permission.MANAGE_SETTINGS)
    found = with_counts().select_related("checklist").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def load_draft(request: HttpRequest, pk: int) -> ChecklistVersion:
    """A version that may still be written on."""
    version = load(request, pk)
    if version.status != ChecklistVersion.Status.DRAFT:
        raise Http404
    return version


def url_of(version: ChecklistVersion) -> str:
    """The page of a version."""
    return reverse("checklist_version", args=[version.pk])


def done(request: HttpRequest, form: forms.Form, deed: Callable[..., Any], /, **kwargs: Any) -> Any:
    """Do a deed once; what hinders it goes back to the form, and nothing that was typed is lost."""
    user, now = person(request), timezone.now()
    token = form.once if isinstance(form, FilesForm) else ""
    try:
        with once(token, path=request.path, by=user, now=now):
            return deed(by=user, now=now, **kwargs) or True
    except AlreadyReceived:
        messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
        return True
    except NotReady as missing:
        for blocker in missing.blockers:
            form.add_error(None, blocker.text)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    return None


def state_of(version: ChecklistVersion, day: date) -> tuple[str, str]:
    """The state of a version on the day, in words and as the tone of a badge."""
    if version.status == ChecklistVersion.Status.DRAFT:
        return _("Dự thảo"), "soon"
    if version.valid_from > day:
        return _("Dùng từ ngày %(day)s") % {"day": f"{version.valid_from:%d/%m/%Y}"}, "info"
    if version.valid_until and version.valid_until < day:
        return _("Hết dùng sau ngày %(day)s") % {"day": f"{version.valid_until:%d/%m/%Y}"}, ""
    return _("Đang dùng"), "done"


def version_row(version: ChecklistVersion, day: date) -> dict[str, Any]:
    """A version in a list."""
    label, tone = state_of(version, day)
    return {
        "number": version.number,
        "url": url_of(version),
        "state": label,
        "tone": tone,
        "since": f"{version.valid_from:%d/%m/%Y}" if version.status != "draft" else "",
        "until": f"{version.valid_until:%d/%m/%Y}" if version.valid_until else "",
        "items": version.item_count,  # type: ignore[attr-defined]
        "cases": version.case_count,  # type: ignore[attr-defined]
        "open": version.open_count,  # type: ignore[attr-defined]
        "approval_note": version.approval_note,
    }


@require_GET
def checklists(request: HttpRequest) -> HttpResponse:
    """All checklists by theme with their versions."""
    demand(request, Permission.MANAGE_SETTINGS)
    day = today()
    rows = []
    found = list(all_with_versions())
    for checklist in found:
        versions = list(checklist.versions.all())
        rows.append(
            {
                "title": checklist.title,
                "shared": [
                    one.title for one in found if one.theme_key == checklist.theme_key and one != checklist
                ],
                "note": checklist.note,
                "versions": [version_row(version, day) for version in versions],
                "draft": next((url_of(v) for v in versions if v.status == "draft"), ""),
                "new_version_url": reverse("checklist_version_new", args=[checklist.pk]),
            }
        )
    return render(
        request, "inspections/checklists/list.html", {"rows": rows, "new_url": reverse("checklist_new")}
    )


def crumbs(version: ChecklistVersion | None = None, here: str = "") -> list[tuple[str, str]]:
    """The way back to the list and to the version."""
    path = [(_("Đề cương kiểm tra"), reverse("checklists"))]
    if version is not None:
        title = _("%(title)s, phiên bản %(number)s") % {
            "title": version.checklist.title,
            "number": version.number,
        }
        path.append((title, url_of(version) if here else ""))
    return [*path, (here, "")] if here else path


@require_GET
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its items in groups with citations; a draft shows what may be done with each."""
    found = load(request, pk)
    items = items_of(found)
    is_draft = found.status == ChecklistVersion.Status.DRAFT
    context = {
        "version": version_row(found, today()),
        "checklist": {"title": found.checklist.title, "note": found.checklist.note, "source": found.source},
        "is_draft": is_draft,
        "groups": list(_groups(items)),
        "check": check_of(items) if is_draft else {},
        "links": _links(found, is_draft),
        "others": _others(found),
        "history": _history(found),
        "crumbs": crumbs(found),
        "mark": FilesForm().once,
    }
    return render(request, "inspections/checklists/version.html", context)


def _groups(items: Sequence[ChecklistItem]) -> Iterator[dict[str, Any]]:
    last = len(items) - 1
    order = {item.pk: place for place, item in enumerate(items)}
    for title, members in groupby(items, key=lambda item: item.group_title):
        rows = [
            {
                "item": item,
                "first": order[item.pk] == 0,
                "last": order[item.pk] == last,
                "url": reverse("checklist_item", args=[item.version_id, item.pk]),
            }
            for item in members
        ]
        yield {"title": title, "rows": rows}


def check_of(items: Sequence[ChecklistItem]) -> dict[str, Any]:
    """What hinders publication today, and what to look at."""
    texts = as_text(items)
    return {
        "blockers": [blocker.text for blocker in publish_blockers(texts, valid_from=today())],
        "warnings": publish_warnings(texts, valid_from=today()),
    }


def _links(found: ChecklistVersion, is_draft: bool) -> dict[str, str]:
    names = ("paste", "item_new", "arrange", "publish", "delete") if is_draft else ("withdraw", "approval")
    links = {name: reverse(f"checklist_{name}", args=[found.pk]) for name in names}
    return {**links, "new_version": reverse("checklist_version_new", args=[found.checklist_id])}


def _others(found: ChecklistVersion) -> list[dict[str, Any]]:
    rows = found.checklist.versions.exclude(pk=found.pk).order_by("-number")
    return [
        {
            "number": row.number,
            "url": url_of(row),
            "diff_url": reverse("checklist_diff", args=sorted((row.pk, found.pk))),
        }
        for row in rows
    ]


def _history(found: ChecklistVersion) -> list[dict[str, str]]:
    rows = SettingChange.objects.filter(
        subject=SettingChange.Subject.CHECKLIST, key=found.checklist.code
    ).select_related("by")
    return [
        {
            "at": timezone.localtime(row.at).strftime("%d/%m/%Y %H:%M"),
            "who": row.by.full_name,
            "before": row.before,
            "after": row.after,
            "reason": row.reason,
        }
        for row in rows[:CHANGES_SHOWN]
    ]


def open_sentence(found: ChecklistVersion) -> str:
    """How many open cases stay on this version."""
    count = found.open_count  # type: ignore[attr-defined]
    return ngettext(
        "%(count)s cuộc kiểm tra đang mở giữ phiên bản %(number)s.",
        "%(count)s cuộc kiểm tra đang mở giữ phiên bản %(number)s.",
        count,
    ) % {"count": count, "number": found.number}


@require_GET
def diff(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """What changed between two versions of one checklist."""
    found, second = sorted((load(request, pk), load(request, other)), key=lambda version: version.number)
    if found.checklist_id != second.checklist_id:
        raise Http404
    changes = compare(as_text(items_of(found)), as_text(items_of(second)))
    context = {
        "before": version_row(found, today()),
        "after": version_row(second, today()),
        "checklist": {"title": second.checklist.title},
        "open_sentences": [open_sentence(one) for one in (found, second)],
        "sections": _sections(changes),
        "crumbs": crumbs(second, _("So sánh với phiên bản %(number)s") % {"number": found.number}),
    }
    return render(request, "inspections/checklists/diff.html", context)


def _sections(changes: Sequence[Any]) -> list[dict[str, Any]]:
    named = (
        ("added", _("Thêm"), "done"),
        ("removed", _("Bỏ"), "late"),
        ("changed", _("Sửa"), "info"),
        ("same", _("Giữ nguyên"), ""),
    )
    return [
        {"kind": kind, "label": label, "tone": tone, "changes": [one for one in changes if one.kind == kind]}
        for kind, label, tone in named
    ]
