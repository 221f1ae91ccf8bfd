"""The register of institutions: entered, corrected, ended or merged, exempt from physical inspection, each with a reason.

A new name is for what is written later: issued documents keep theirs (trap 26). An institution that ends or merges in
the middle of an inspection keeps its files; nothing moves to the successor (Nghị định 217/2025/NĐ-CP Điều 7, trap 48).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.actions.reference import demand, record, setting
from inspections.exceptions import Refused
from inspections.models import Institution, SettingChange, User
from inspections.queries.institutions import namesakes, waiting_to_merge_into
from inspections.queries.people import actor_of, local_day
from inspections.rules.institutions import (
    InstitutionText,
    code_problem,
    exemption_problem,
    life_problem,
    successor_problem,
    text_problems,
)
from inspections.rules.roles import Permission
from inspections.rules.vietnamese import normalise, sort_key
from inspections.rules.working_days import ONE_DAY


def add_institution(
    *, by: User, now: datetime, department_id: int, code: str, text: InstitutionText, reason: str
) -> Institution:
    """Enter an institution that comes under the department's management."""
    with setting(by=by, now=now):
        _require_department(by, now, department_id)
        row = Institution(department_id=department_id, code=normalise(code))
        taken = Institution.objects.filter(code__iexact=row.code).exists()
        demand(
            code_problem(row.code),
            _("Mã %(code)s đã có trong danh mục. Ghi mã khác.") % {"code": row.code} if taken else None,
        )
        _write(row, text, today=local_day(now))
        row.save()
        _record(row, before="", after=in_words(row), reason=reason, by=by, now=now)
    return row


def change_institution(
    institution: Institution, *, by: User, now: datetime, text: InstitutionText, reason: str
) -> Institution:
    """Correct what is told of an institution, or give it its new name; papers already issued are not touched."""
    with _changing(institution, by=by, now=now) as row:
        before = in_words(row)
        _write(row, text, today=local_day(now))
        row.save()
        _record(row, before=before, after=in_words(row), reason=reason, by=by, now=now)
    return row


def end_institution(
    institution: Institution,
    *,
    by: User,
    now: datetime,
    from_on: date,
    basis: str,
    successor: Institution | None = None,
) -> Institution:
    """From this day it operates no more, or is merged; the decision that says so is the reason on the record (®)."""
    with _changing(institution, by=by, now=now) as row:
        before = state_in_words(row)
        last = from_on - ONE_DAY
        demand(life_problem(row.valid_from, last), _successor_problem(row, successor, from_on))
        waiting = waiting_to_merge_into(row, from_on)
        demand(
            _("%(name)s sẽ sáp nhập vào đơn vị này sau ngày đó. Sửa việc sáp nhập của %(name)s trước.")
            % {"name": waiting}
            if waiting
            else None
        )
        row.valid_until, row.merged_into = last, successor
        row.save(update_fields=["valid_until", "merged_into"])
        _record(row, before=before, after=state_in_words(row), reason=basis, by=by, now=now)
    return row


def restore_institution(institution: Institution, *, by: User, now: datetime, reason: str) -> Institution:
    """Take back an end that was entered wrongly or was revoked."""
    with _changing(institution, by=by, now=now) as row:
        if row.valid_until is None:
            demand(_("Cơ sở này đang hoạt động: không có việc ngừng hoạt động để rút."))
        before = state_in_words(row)
        row.valid_until = row.merged_into = None
        twin = namesakes(row, local_day(now)).first()
        demand(_twin_problem(twin))
        row.save(update_fields=["valid_until", "merged_into"])
        _record(row, before=before, after=state_in_words(row), reason=reason, by=by, now=now)
    return row


def exempt_from_visits(institution: Institution, *, by: User, now: datetime, basis: str) -> Institution:
    """Note a business that complies well (Điều 4 khoản 6); the basis is printed where a visit is planned all the same."""
    with _changing(institution, by=by, now=now) as row:
        demand(
            exemption_problem(row.legal_form, exempt=True),
            _("Cơ sở đã ngừng hoạt động: không ghi diện miễn.") if _is_over(row, now) else None,
        )
        before = exemption_in_words(row)
        row.exempt_from_visits, row.exemption_basis = True, normalise(basis)
        row.save(update_fields=["exempt_from_visits", "exemption_basis"])
        _record(row, before=before, after=exemption_in_words(row), reason=basis, by=by, now=now)
    return row


def end_exemption(institution: Institution, *, by: User, now: datetime, reason: str) -> Institution:
    """The institution is inspected on site again like others."""
    with _changing(institution, by=by, now=now) as row:
        before = exemption_in_words(row)
        row.exempt_from_visits, row.exemption_basis = False, ""
        row.save(update_fields=["exempt_from_visits", "exemption_basis"])
        _record(row, before=before, after=exemption_in_words(row), reason=reason, by=by, now=now)
    return row


def in_words(row: Institution) -> str:
    """An institution as the record of changes tells it."""
    parts = [row.code, row.name, row.get_kind_display(), row.get_legal_form_display()]
    parts += [row.address, row.commune, row.province, row.phone, row.email]
    if row.latitude is not None and row.longitude is not None:
        parts.append(
            _("toạ độ %(latitude)s; %(longitude)s")
            % {"latitude": f"{row.latitude:.6f}", "longitude": f"{row.longitude:.6f}"}
        )
    if row.valid_from:
        parts.append(_("hoạt động từ ngày %(day)s") % {"day": f"{row.valid_from:%d/%m/%Y}"})
    return "; ".join(str(part) for part in parts if part)


def state_in_words(row: Institution) -> str:
    """Does it operate, until when, and who took over."""
    if row.valid_until is None:
        return _("đang hoạt động")
    words = _("ngừng hoạt động từ ngày %(day)s") % {"day": f"{row.valid_until + ONE_DAY:%d/%m/%Y}"}
    if row.merged_into is None:
        return words
    heir = {"state": words, "name": row.merged_into.name, "code": row.merged_into.code}
    return _("%(state)s, sáp nhập vào %(name)s (%(code)s)") % heir


def exemption_in_words(row: Institution) -> str:
    """Is it exempt from physical inspection, and why."""
    if not row.exempt_from_visits:
        return _("không thuộc diện miễn kiểm tra thực tế")
    return _("thuộc diện miễn kiểm tra thực tế, căn cứ: %(basis)s") % {"basis": row.exemption_basis}


def _require_department(by: User, now: datetime, department_id: int | None) -> None:
    actor = actor_of(by, local_day(now))
    if not actor.may_in_department(Permission.MANAGE_SETTINGS, department_id or 0):
        raise Refused(_("Chỉ quản trị hệ thống của cơ quan quản lý cơ sở này được thay đổi."))


@contextmanager
def _changing(institution: Institution, *, by: User, now: datetime) -> Iterator[Institution]:
    """The row, locked, for who keeps the register of its department."""
    with setting(by=by, now=now):
        rows = Institution.objects.select_for_update(of=("self",)).select_related("merged_into")
        row = rows.get(pk=institution.pk)
        _require_department(by, now, row.department_id)
        yield row


def _is_over(row: Institution, now: datetime) -> bool:
    return row.valid_until is not None and row.valid_until < local_day(now)


def _write(row: Institution, text: InstitutionText, *, today: date) -> None:
    """Put what was typed into the row, in its one spelling."""
    demand(*text_problems(text).values())
    row.name, row.kind, row.legal_form = normalise(text.name), text.kind, text.legal_form
    row.sort_name = sort_key(row.name)
    row.address, row.commune = normalise(text.address), normalise(text.commune)
    row.province, row.phone = normalise(text.province), normalise(text.phone)
    row.email = normalise(text.email)
    row.latitude, row.longitude, row.valid_from = text.latitude, text.longitude, text.valid_from
    demand(
        life_problem(row.valid_from, row.valid_until),
        exemption_problem(row.legal_form, exempt=row.exempt_from_visits),
        _twin_problem(namesakes(row, today).first()),
    )


def _twin_problem(twin: Institution | None) -> str | None:
    if twin is None:
        return None
    return _("%(name)s đã có trong danh mục (mã %(code)s). Mở cơ sở đó để sửa, hoặc ghi tên phân biệt.") % {
        "name": twin.name,
        "code": twin.code,
    }


def _successor_problem(row: Institution, successor: Institution | None, from_on: date) -> str | None:
    if successor is None:
        return None
    if successor.pk == row.pk or successor.department_id != row.department_id:
        return _("Chọn đơn vị kế thừa là một cơ sở khác do Sở quản lý.")
    return successor_problem(
        from_on,
        name=successor.name,
        valid_from=successor.valid_from,
        valid_until=successor.valid_until,
    )


def _record(row: Institution, *, before: str, after: str, reason: str, by: User, now: datetime) -> None:
    record(
        SettingChange.Subject.INSTITUTION, row.code, before=before, after=after, reason=reason, by=by, now=now
    )
