"""The agency's name over time: renamed or merged from a day on, the old name ends the day before, without gap.

Issued documents keep the name of their own day (Nghị định 30/2020/NĐ-CP Điều 8; trap 26): a change here touches none.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from inspections.actions.reference import demand, record, setting
from inspections.models import AgencyProfile, SettingChange, User
from inspections.queries.people import local_day
from inspections.rules.numbering import document_symbol
from inspections.rules.periods import AgencyText, Period, next_start_problem
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import ONE_DAY

KEY = "agency"


def profile_in_words(profile: AgencyProfile) -> str:
    """A name of the agency as the record of changes tells it."""
    parts = [profile.superior, profile.name, profile.short_name, profile.place]
    parts += [profile.address, profile.phone, profile.email]
    words = "; ".join(part for part in parts if part)
    return _("%(words)s; dùng từ ngày %(day)s") % {"words": words, "day": f"{profile.valid_from:%d/%m/%Y}"}


def change_name(*, by: User, now: datetime, text: AgencyText, from_on: date, reason: str) -> AgencyProfile:
    """From this day the agency bears another name, superior, place or symbol; the present one ends the day before."""
    with setting(by=by, now=now):
        rows = list(AgencyProfile.objects.select_for_update().order_by("valid_from"))
        demand(next_start_problem(from_on, [Period(row.valid_from, row.valid_until) for row in rows]))
        new = AgencyProfile(valid_from=from_on)
        _write(new, text)
        if rows and rows[-1].valid_until is None:
            rows[-1].valid_until = from_on - ONE_DAY
            rows[-1].save(update_fields=["valid_until"])
        new.save()
        before = profile_in_words(rows[-1]) if rows else ""
        _record(before=before, after=profile_in_words(new), reason=reason, by=by, now=now)
    return new


def correct_profile(
    profile: AgencyProfile, *, by: User, now: datetime, text: AgencyText, reason: str
) -> AgencyProfile:
    """Mend a name that is still to come, or the address and telephone of the present one."""
    with setting(by=by, now=now):
        row = AgencyProfile.objects.select_for_update().get(pk=profile.pk)
        before = profile_in_words(row)
        printed = (row.name, row.short_name, row.superior, row.place)
        _write(row, text)
        if row.valid_from <= local_day(now) and printed != (
            row.name,
            row.short_name,
            row.superior,
            row.place,
        ):
            demand(
                _(
                    "Tên, ký hiệu, cơ quan chủ quản, địa danh đã dùng không sửa lại được. "
                    "Dùng «Đổi tên, sáp nhập từ ngày» để thêm tên mới."
                )
            )
        row.save()
        _record(before=before, after=profile_in_words(row), reason=reason, by=by, now=now)
    return row


def withdraw_profile(profile: AgencyProfile, *, by: User, now: datetime, reason: str) -> None:
    """Take back a name that is not in use yet; the present one goes on without an end."""
    with setting(by=by, now=now):
        rows = list(AgencyProfile.objects.select_for_update().order_by("valid_from"))
        if rows[-1].pk != profile.pk or rows[-1].valid_from <= local_day(now) or len(rows) == 1:
            demand(_("Chỉ rút được tên cuối cùng, khi chưa đến ngày dùng."))
        earlier, last = rows[-2], rows[-1]
        _record(before=profile_in_words(last), after="", reason=reason, by=by, now=now)
        last.delete()
        earlier.valid_until = None
        earlier.save(update_fields=["valid_until"])


def _write(row: AgencyProfile, text: AgencyText) -> None:
    row.name, row.short_name = normalise(text.name), normalise(text.short_name)
    row.superior, row.place = normalise(text.superior), normalise(text.place)
    row.address, row.phone = normalise(text.address), normalise(text.phone)
    row.email = normalise(text.email)
    missing = not all((row.name, row.short_name, row.superior, row.place))
    demand(
        _("Ghi đủ tên, chữ viết tắt, cơ quan chủ quản và địa danh.") if missing else None,
        _symbol_problem(row.short_name),
        _email_problem(row.email),
    )


def _symbol_problem(short_name: str) -> str | None:
    if not short_name:
        return None
    try:
        document_symbol("QĐ", short_name)
    except ValueError as wrong:
        return str(wrong)
    return None


def _email_problem(address: str) -> str | None:
    if not address:
        return None
    try:
        validate_email(address)
    except ValidationError:
        return _("Địa chỉ thư điện tử chưa đúng dạng, ví dụ: sgddt@example.vn.")
    return None


def _record(*, before: str, after: str, reason: str, by: User, now: datetime) -> None:
    record(SettingChange.Subject.AGENCY, KEY, before=before, after=after, reason=reason, by=by, now=now)
