"""Work on the draft of a checklist: paste, add, edit, remove, move, number anew; a published version takes none of it.

Decree 217/2025/NĐ-CP Đ.14.2: a case is asked the contents of its decision, so only a draft is ever written on.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from inspections.actions.reference import demand, setting
from inspections.models import ChecklistItem, ChecklistVersion, LegalAct, User
from inspections.rules.outline_rows import LIMITS, MAX_ITEMS, OutlineRow, one_line, plain, several_lines
from inspections.rules.outline_text import field_label, numbered_codes

ONE_LINE = ("code", "group_title", "locator")
SEVERAL_LINES = ("requirement", "question", "evidence_hint", "ready_wording")


@contextmanager
def draft_of(version: ChecklistVersion, *, by: User, now: datetime) -> Iterator[ChecklistVersion]:
    """Hold a draft while it is written on; a version published meanwhile, or gone, is refused."""
    with setting(by=by, now=now):
        held = ChecklistVersion.objects.select_for_update().filter(pk=version.pk).first()
        if held is None:
            demand(_("Dự thảo này đã bị xóa."))
        assert held is not None
        if held.status != ChecklistVersion.Status.DRAFT:
            demand(_("Phiên bản đã công bố không sửa được nữa. Tạo phiên bản mới để sửa."))
        yield held


def paste_items(
    version: ChecklistVersion, *, by: User, now: datetime, rows: Sequence[OutlineRow], replace: bool = False
) -> list[ChecklistItem]:
    """Save all understood rows, after the items of the draft or in their place; or none of them."""
    with draft_of(version, by=by, now=now) as draft:
        if replace:
            draft.items.all().delete()
        there = {code: position for code, position in draft.items.values_list("code", "position")}
        acts = LegalAct.objects.in_bulk([row.act_code for row in rows if row.act_code], field_name="code")
        first = max(there.values(), default=0) + 1
        items = [
            ChecklistItem(version=draft, position=place, **_contents_of(row, acts))
            for place, row in enumerate(rows, start=first)
        ]
        demand(*_objections(items, set(there)), *(text for row in rows for text in row.problems))
        return ChecklistItem.objects.bulk_create(items)


def _contents_of(row: OutlineRow, acts: dict[str, LegalAct]) -> dict[str, Any]:
    names = (*ONE_LINE, *SEVERAL_LINES)
    contents = {name: getattr(row, name) for name in names}
    return {**contents, "act": acts.get(row.act_code), "on_site_only": row.on_site_only}


def add_item(version: ChecklistVersion, *, by: User, now: datetime, **contents: Any) -> ChecklistItem:
    """Add one item at the end."""
    with draft_of(version, by=by, now=now) as draft:
        last = draft.items.order_by("-position").values_list("position", flat=True).first() or 0
        item = ChecklistItem(version=draft, position=last + 1, **_cleaned(contents))
        demand(*_objections([item], set(draft.items.values_list("code", flat=True))))
        item.save()
    return item


def edit_item(item: ChecklistItem, *, by: User, now: datetime, **contents: Any) -> ChecklistItem:
    """Write an item anew."""
    with draft_of(item.version, by=by, now=now) as draft:
        held = draft.items.filter(pk=item.pk).first()
        if held is None:
            demand(_("Nội dung này đã bị xóa."))
        assert held is not None
        for name, value in _cleaned(contents).items():
            setattr(held, name, value)
        others = draft.items.exclude(pk=held.pk).values_list("code", flat=True)
        demand(*_objections([held], set(others)))
        held.save()
    return held


def remove_item(item: ChecklistItem, *, by: User, now: datetime) -> None:
    """Take an item out of a draft."""
    with draft_of(item.version, by=by, now=now) as draft:
        draft.items.filter(pk=item.pk).delete()
        _put_in_order(list(draft.items.order_by("position", "pk")))


def move_item(item: ChecklistItem, *, by: User, now: datetime, up: bool) -> None:
    """Move an item one place up or down; at the end of the list nothing moves."""
    with draft_of(item.version, by=by, now=now) as draft:
        items = list(draft.items.order_by("position", "pk"))
        at = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
        if at is None:
            return
        to = at - 1 if up else at + 1
        if 0 <= to < len(items):
            items[at], items[to] = items[to], items[at]
            # Moved past the end of its group, the item joins the group it stands in now.
            if items[at].group_title != items[to].group_title:
                items[to].group_title = items[at].group_title
        _put_in_order(items)


def renumber_items(version: ChecklistVersion, *, by: User, now: datetime, prefix: str) -> None:
    """Give all items of a draft the codes PREFIX.01, PREFIX.02, … in their order."""
    with draft_of(version, by=by, now=now) as draft:
        items = list(draft.items.order_by("position", "pk"))
        codes = numbered_codes(one_line(prefix).upper(), len(items))
        if any(len(code) > LIMITS["code"] for code in codes):
            demand(_("Ký hiệu đầu mã dài quá. Dùng vài chữ cái, ví dụ TS."))
        for item in items:
            item.code = f"~{item.pk}"
        ChecklistItem.objects.bulk_update(items, ["code"])
        for item, code in zip(items, codes, strict=True):
            item.code = code
        ChecklistItem.objects.bulk_update(items, ["code"])


def _put_in_order(items: Sequence[ChecklistItem]) -> None:
    for place, item in enumerate(items, start=1):
        item.position = place
    ChecklistItem.objects.bulk_update(items, ["position", "group_title"])


def _cleaned(contents: dict[str, Any]) -> dict[str, Any]:
    cleaned = dict(contents)
    for name in ONE_LINE:
        cleaned[name] = one_line(plain(cleaned.get(name, "")))
    for name in SEVERAL_LINES:
        cleaned[name] = several_lines(plain(cleaned.get(name, "")))
    return cleaned


def _objections(items: Sequence[ChecklistItem], taken: set[str]) -> list[str]:
    """What keeps these items out of a draft beside items with the taken codes."""
    found = []
    if len(items) + len(taken) > MAX_ITEMS:
        found.append(_("Một đề cương không quá %(limit)s nội dung.") % {"limit": MAX_ITEMS})
    for item in items:
        if not item.code or not item.requirement:
            found.append(_("Mỗi nội dung phải có mã và yêu cầu."))
        if item.code in taken:
            found.append(_("Mã «%(code)s» đã có trong dự thảo. Ghi mã khác.") % {"code": item.code})
        if item.locator and item.act is None:
            found.append(_("Chọn văn bản trước khi ghi điều, khoản."))
        found += [
            _("%(field)s dài quá %(limit)s ký tự. Rút gọn.") % {"field": field_label(name), "limit": limit}
            for name, limit in LIMITS.items()
            if len(getattr(item, name)) > limit
        ]
        taken = taken | {item.code}
    return list(dict.fromkeys(found))
