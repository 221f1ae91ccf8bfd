"""Is this a restored system that nobody has put to use yet? Then no mail leaves and no job runs."""

from inspections.models import Quarantine


def open_quarantine() -> Quarantine | None:
    """The restoration that still stands apart, if there is one."""
    return Quarantine.objects.filter(lifted_at__isnull=True).first()


def stands_apart() -> bool:
    """Does anything hold mail and jobs back?"""
    return Quarantine.objects.filter(lifted_at__isnull=True).exists()
