"""Legal acts: entered, corrected, compared with their text, replaced; the old one ends the day before the new begins.

Documents keep the acts as they were cited on their day: a correction here never changes an issued paper (trap 26).
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.reference import demand, record, setting
from inspections.models import LegalAct, SettingChange, User
from inspections.rules.legal_acts import (
    ActText,
    code_of,
    dates_problem,
    number_problem,
    successor_problem,
)
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import ONE_DAY

LONGEST_CODE = 60


def add_act(*, by: User, now: datetime, text: ActText, reason: str) -> LegalAct:
    """Enter an act that items, findings and documents may cite."""
    with setting(by=by, now=now):
        act = LegalAct()
        _write(act, text)
        act.code = _free_code(act)
        _save(act, before="", reason=reason, by=by, now=now)
    return act


def change_act(act: LegalAct, *, by: User, now: datetime, text: ActText, reason: str) -> LegalAct:
    """Correct an act, say that its text was compared, or name the act that replaced it."""
    with setting(by=by, now=now):
        locked = LegalAct.objects.select_for_update(of=("self",)).select_related("replaced_by").get(pk=act.pk)
        before = act_in_words(locked)
        _write(locked, text)
        _save(locked, before=before, reason=reason, by=by, now=now)
    return locked


def act_in_words(act: LegalAct) -> str:
    """An act as the record of changes tells it."""
    parts = [
        f"{act}: {act.name}, {act.issuer}",
        _("ban hành %(day)s") % {"day": _day(act.issued_on)},
        _("hiệu lực từ %(first)s đến %(last)s")
        % {"first": _day(act.valid_from), "last": _day(act.valid_until)},
        _("đã đối chiếu") if act.confirmed else _("chưa đối chiếu"),
    ]
    if act.replaced_by:
        parts.append(_("được thay thế bởi %(act)s") % {"act": act.replaced_by})
    return "; ".join([*parts, act.note]) if act.note else "; ".join(parts)


def _day(on: date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else "…"


def _write(act: LegalAct, text: ActText) -> None:
    """Put what was typed into the row, in its one spelling; a successor sets the last day of the old act."""
    act.act_type, act.number = text.act_type, normalise(text.number)
    act.name, act.issuer = normalise(text.name), normalise(text.issuer)
    act.issued_on, act.valid_from, act.valid_until = text.issued_on, text.valid_from, text.valid_until
    act.confirmed, act.note = text.confirmed, normalise(text.note)
    act.replaced_by = LegalAct.objects.filter(code=text.replaced_by).first() if text.replaced_by else None
    if act.replaced_by and act.replaced_by.valid_from:
        act.valid_until = act.replaced_by.valid_from - ONE_DAY


def _save(act: LegalAct, *, before: str, reason: str, by: User, now: datetime) -> None:
    successor = act.replaced_by
    demand(
        number_problem(act.act_type, act.number),
        None if act.name and act.issuer else _("Ghi trích yếu và cơ quan ban hành."),
        _already_there(act),
        successor_problem(act.valid_from, successor.valid_from) if successor else None,
        _goes_in_a_circle(act),
        dates_problem(act.issued_on, act.valid_from, act.valid_until, confirmed=act.confirmed),
    )
    act.save()
    record(
        SettingChange.Subject.LEGAL_ACT,
        act.code,
        before=before,
        after=act_in_words(act),
        reason=reason,
        by=by,
        now=now,
    )


def _already_there(act: LegalAct) -> str | None:
    if not act.number:
        return None
    same = LegalAct.objects.filter(act_type=act.act_type, number__iexact=act.number).exclude(pk=act.pk)
    if not same.exists():
        return None
    return _("%(act)s đã có trong danh mục. Mở văn bản đó để sửa.") % {"act": act}


def _goes_in_a_circle(act: LegalAct) -> str | None:
    following, seen = act.replaced_by, set[int]()
    while following and following.pk not in seen:
        if following.pk == act.pk:
            return _("Văn bản không thể tự thay thế chính mình, trực tiếp hoặc qua văn bản khác.")
        seen.add(following.pk)
        following = following.replaced_by
    return None


def _free_code(act: LegalAct) -> str:
    """The short name of the act; when another issuer's act has it, the letters of the issuer are added."""
    code = code_of(act.act_type, act.number, act.name)
    taken = set(LegalAct.objects.filter(code__startswith=code).values_list("code", flat=True))
    number = 1
    free = code
    while free in taken:
        number += 1
        free = f"{code[: LONGEST_CODE - 4]}-{number}"
    return free
