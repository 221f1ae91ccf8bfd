"""Life of a checklist: drafted, published from a day, approved, taken out of use; each step with its reason ®.

Practice 3: checklists cite the law in force and are samples until the department approves them. Open cases stay on
the version of their decision: publication closes the earlier version for new proposals and touches no case.
"""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.checklist_items import draft_of
from inspections.actions.reference import demand, record, setting
from inspections.exceptions import NotReady
from inspections.models import Checklist, ChecklistItem, ChecklistVersion, SettingChange, User
from inspections.queries.checklists import DRAFT, PUBLISHED, as_text, items_of
from inspections.queries.people import local_day, valid_on
from inspections.rules.outline_checks import publish_blockers
from inspections.rules.vietnamese import fold, normalise
from inspections.rules.working_days import ONE_DAY

SUBJECT = SettingChange.Subject.CHECKLIST
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 50


def unapproved() -> str:
    """The note of a text that the department has not approved yet."""
    return _("mẫu, cần Sở duyệt")


def new_checklist(
    *, by: User, now: datetime, title: str, theme_key: str = "", note: str = "", source: str = ""
) -> ChecklistVersion:
    """Open a checklist with an empty draft of its first version; without a theme it begins one of its own."""
    with setting(by=by, now=now):
        name = normalise(title)
        if Checklist.objects.filter(title__iexact=name).exists():
            demand(_("Đã có đề cương «%(title)s». Tạo phiên bản mới của đề cương đó.") % {"title": name})
        code = _free_code(name)
        checklist = Checklist.objects.create(
            code=code, title=name, theme_key=theme_key or code, note=normalise(note)
        )
        return _empty_draft(checklist, 1, local_day(now), normalise(source))


def _free_code(title: str) -> str:
    without_lead = fold(title).removeprefix("de cuong kiem tra ").removeprefix("cong tac ")
    stem = _NOT_IN_SLUG.sub("-", without_lead)[:_LONGEST_SLUG].strip("-") or "de-cuong"
    taken = set(Checklist.objects.filter(code__startswith=stem).values_list("code", flat=True))
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in candidates if code not in taken)


def _empty_draft(checklist: Checklist, number: int, day: date, source: str) -> ChecklistVersion:
    return ChecklistVersion.objects.create(
        checklist=checklist, number=number, valid_from=day, approval_note=unapproved(), source=source
    )


def new_version(checklist: Checklist, *, by: User, now: datetime) -> ChecklistVersion:
    """Copy the version in use (else the newest) into a draft; one draft at a time."""
    with setting(by=by, now=now):
        held = Checklist.objects.select_for_update().get(pk=checklist.pk)
        versions = held.versions.order_by("-number")
        if draft := versions.filter(status=DRAFT).first():
            demand(
                _("Đã có dự thảo phiên bản %(number)s. Sửa tiếp dự thảo đó, hoặc xóa trước khi tạo mới.")
                % {"number": draft.number}
            )
        newest = versions.first()
        copied = versions.filter(valid_on(local_day(now))).first() or newest
        made = _empty_draft(
            held, newest.number + 1 if newest else 1, local_day(now), copied.source if copied else ""
        )
        if copied:
            _copy_items(copied, made)
    return made


def _copy_items(copied: ChecklistVersion, made: ChecklistVersion) -> None:
    items = items_of(copied)
    for item in items:
        item.pk, item.version = None, made
        item._state.adding = True
    ChecklistItem.objects.bulk_create(items)


def publish(
    version: ChecklistVersion,
    *,
    by: User,
    now: datetime,
    valid_from: date,
    reason: str,
    approval_note: str = "",
) -> ChecklistVersion:
    """Put a draft in use from a day; the earlier version ends the day before, its cases keep it."""
    with draft_of(version, by=by, now=now) as draft:
        siblings = draft.checklist.versions.select_for_update().filter(status=PUBLISHED)
        earlier = list(siblings.order_by("-valid_from"))
        blockers = publish_blockers(as_text(items_of(draft)), valid_from=valid_from)
        if blockers:
            raise NotReady(blockers)
        demand(*_day_objections(earlier, valid_from, local_day(now)))
        before = "; ".join(in_words(one) for one in earlier[:1])
        for one in earlier:
            if one.valid_until is None or one.valid_until >= valid_from:
                one.valid_until = valid_from - ONE_DAY
                one.save(update_fields=["valid_until"])
        draft.valid_from, draft.status = valid_from, PUBLISHED
        draft.approval_note = normalise(approval_note) or unapproved()
        draft.save(update_fields=["valid_from", "status", "approval_note"])
        _record(draft, before=before, after=in_words(draft), reason=reason, by=by, now=now)
    return draft


def _day_objections(earlier: list[ChecklistVersion], valid_from: date, today: date) -> list[str]:
    found = []
    if valid_from < today:
        found.append(_("Ngày bắt đầu dùng phải từ hôm nay trở đi."))
    if earlier and earlier[0].valid_from >= valid_from:
        found.append(
            _("Phiên bản %(number)s dùng từ ngày %(day)s. Chọn ngày sau ngày đó.")
            % {"number": earlier[0].number, "day": f"{earlier[0].valid_from:%d/%m/%Y}"}
        )
    return found


def withdraw(
    version: ChecklistVersion, *, by: User, now: datetime, valid_until: date, reason: str
) -> ChecklistVersion:
    """Take a published version out of use after a day: no new proposal chooses it, open cases keep it."""
    with setting(by=by, now=now):
        held = (
            ChecklistVersion.objects.select_for_update(of=["self"])
            .select_related("checklist")
            .get(pk=version.pk)
        )
        if held.status != PUBLISHED:
            demand(_("Dự thảo chưa dùng thì xóa, không ngừng dùng."))
        demand(
            _("Ngày cuối cùng được dùng phải từ hôm nay trở đi.") if valid_until < local_day(now) else None,
            _("Phiên bản dùng từ ngày %(day)s; ngày cuối không trước ngày đó.")
            % {"day": f"{held.valid_from:%d/%m/%Y}"}
            if valid_until < held.valid_from
            else None,
            _("Phiên bản đã có ngày cuối là %(day)s; chỉ được rút ngắn.")
            % {"day": f"{held.valid_until:%d/%m/%Y}"}
            if held.valid_until and held.valid_until <= valid_until
            else None,
        )
        before = in_words(held)
        held.valid_until = valid_until
        held.save(update_fields=["valid_until"])
        _record(held, before=before, after=in_words(held), reason=reason, by=by, now=now)
    return held


def note_approval(
    version: ChecklistVersion, *, by: User, now: datetime, approval_note: str, reason: str
) -> ChecklistVersion:
    """Write down the paper by which the department approved the text; the text itself stays as it is."""
    with setting(by=by, now=now):
        held = (
            ChecklistVersion.objects.select_for_update(of=["self"])
            .select_related("checklist")
            .get(pk=version.pk)
        )
        before, after = held.approval_note, normalise(approval_note)
        demand(None if after else _("Ghi số, ngày văn bản phê duyệt."))
        held.approval_note = after
        held.save(update_fields=["approval_note"])
        told = _("phiên bản %(number)s: %(note)s")
        _record(
            held,
            before=told % {"number": held.number, "note": before},
            after=told % {"number": held.number, "note": after},
            reason=reason,
            by=by,
            now=now,
        )
    return held


def delete_draft(version: ChecklistVersion, *, by: User, now: datetime, reason: str) -> None:
    """Throw a draft away; a checklist that never had another version goes with it."""
    with draft_of(version, by=by, now=now) as draft:
        checklist = draft.checklist
        _record(draft, before=in_words(draft), after="", reason=reason, by=by, now=now)
        draft.delete()
        if not checklist.versions.exists():
            checklist.delete()


def in_words(version: ChecklistVersion) -> str:
    """A version as the record of changes tells it."""
    told = {
        "number": version.number,
        "count": version.items.count(),
        "from": f"{version.valid_from:%d/%m/%Y}",
    }
    if version.status == DRAFT:
        return _("dự thảo phiên bản %(number)s, %(count)s nội dung") % told
    if version.valid_until is None:
        return _("phiên bản %(number)s, %(count)s nội dung, dùng từ ngày %(from)s") % told
    return _("phiên bản %(number)s, %(count)s nội dung, dùng từ ngày %(from)s đến hết ngày %(until)s") % {
        **told,
        "until": f"{version.valid_until:%d/%m/%Y}",
    }


def _record(
    version: ChecklistVersion, *, before: str, after: str, reason: str, by: User, now: datetime
) -> None:
    record(SUBJECT, version.checklist.code, before=before, after=after, reason=reason, by=by, now=now)
