"""The agency's name, superior and place on a day (Nghị định 30/2020/NĐ-CP Điều 8: a document bears the name of its day)."""

from datetime import date

from django.utils.translation import gettext as _

from inspections.exceptions import NotReady
from inspections.models import AgencyProfile


def agencies_on(*days: date) -> dict[date, AgencyProfile]:
    """Return the profile valid on each day, in one statement; a day without one is refused with a sentence."""
    profiles = list(AgencyProfile.objects.filter(valid_from__lte=max(days)))
    found = {day: profile for day in days for profile in profiles if _is_valid(profile, day)}
    missing = sorted(set(days) - set(found))
    if missing:
        text = _("Chưa khai tên cơ quan dùng trong ngày %(day)s.")
        raise NotReady([text % {"day": f"{day:%d/%m/%Y}"} for day in missing])
    return found


def agency_on(day: date) -> AgencyProfile:
    """Return the profile valid on this day."""
    return agencies_on(day)[day]


def _is_valid(profile: AgencyProfile, day: date) -> bool:
    return profile.valid_from <= day and (profile.valid_until is None or day <= profile.valid_until)
