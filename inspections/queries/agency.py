"""The agency's name, superior and place on a day (Nghị định 30/2020/NĐ-CP Điều 8: a document bears the name of its day)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.utils.translation import gettext as _

from inspections.exceptions import NotReady
from inspections.models import AgencyProfile
from inspections.queries.beside import objects_beside, objects_of


def agency_profiles() -> ArraySubquery:
    """All profiles of the agency, beside another row."""
    return objects_beside(AgencyProfile.objects.order_by("-valid_from"))


def agencies_on(*days: date, profiles: Iterable[Mapping[str, Any]]) -> dict[date, AgencyProfile]:
    """Return the profile valid on each day, of those read beside; a day without one is refused with a sentence."""
    known = objects_of(AgencyProfile, profiles)
    found = {day: profile for day in days for profile in known if _is_valid(profile, day)}
    missing = sorted(set(days) - set(found))
    if missing:
        text = _("Chưa khai tên cơ quan dùng trong ngày %(day)s.")
        raise NotReady([text % {"day": f"{day:%d/%m/%Y}"} for day in missing])
    return found


def agency_on(day: date) -> AgencyProfile:
    """Return the profile valid on this day."""
    rows = AgencyProfile.objects.filter(valid_from__lte=day)
    return agencies_on(day, profiles=rows.values())[day]


def _is_valid(profile: AgencyProfile, day: date) -> bool:
    return profile.valid_from <= day and (profile.valid_until is None or day <= profile.valid_until)
