"""The doors of the settings: one rule, one year, one day, one act, one name of the agency; the administrator's alone."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.models import AgencyProfile, CalendarDay

RULE, ACT = "inspection.limit", "nd-217-2025"
READ = ("rules", "rule", "calendar_years", "calendar_year", "legal_acts", "legal_act", "agency_profiles")


def settings_of_the_world() -> Iterator[tuple[str, str]]:
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
