"""The doors of the settings: a rule, a year, a day, an act, a name of the agency, an institution; the administrator's alone."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.models import AgencyProfile, CalendarDay, Institution
from tests.crawl.table import ADMINISTRATOR, NO_ONE

RULE, ACT = "inspection.limit", "nd-217-2025"
READ = (
    *("rules", "rule", "calendar_years", "calendar_year", "legal_acts", "legal_act", "agency_profiles"),
    *("institution_register", "registered_institution"),
)
OF_INSTITUTIONS = (
    "registered_institution",
    "change_institution",
    "end_institution",
    "restore_institution",
    "exempt_institution",
    "end_exemption",
)


def _own_settings() -> Iterator[tuple[str, str]]:
    """Name and address of every page of one setting that there is."""
    for name in ("rule", "change_rule", "correct_rule", "withdraw_rule"):
        yield name, reverse(name, args=[RULE])
    day = CalendarDay.objects.filter(year__confirmed_at__isnull=True).order_by("on").first()
    assert day is not None
    year = day.year.year
    for name in ("calendar_year", "confirm_year", "unconfirm_year", "add_day"):
        yield name, reverse(name, args=[year])
    for name in ("change_day", "remove_day"):
        yield name, reverse(name, args=[year, day.pk])
    for name in ("legal_act", "change_act"):
        yield name, reverse(name, args=[ACT])
    profile = AgencyProfile.objects.latest("valid_from")
    for name in ("correct_profile", "withdraw_profile"):
        yield name, reverse(name, args=[profile.pk])
    own = Institution.objects.get(code="MH-06")
    for name in OF_INSTITUTIONS:
        yield name, reverse(name, args=[own.pk])


def _foreign_settings() -> Iterator[tuple[str, str]]:
    """Name and address of every page of an institution that another department manages: nobody's here."""
    foreign = Institution.objects.get(code="SK-01")
    for name in OF_INSTITUTIONS:
        yield name, reverse(name, args=[foreign.pk])


def settings_of_the_world() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Name, address and who may open it, of the own settings and of those another department keeps."""
    for name, url in _own_settings():
        yield name, url, ADMINISTRATOR
    for name, url in _foreign_settings():
        yield name, url, NO_ONE
