"""Files that no row names: what a write left behind that was broken off (the machine stopped before its commit)."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from inspections.queries.integrity.files import names_of_rows, without_row
from inspections.queries.integrity.record import Record

KEPT = timedelta(hours=24)


def sweep_left_over_files(*, now: datetime) -> int:
    """They go after a day: by then every write that will ever be committed is (quality.md 5, Files).

    What lies in the store is listed before the rows are read, so a file whose row comes meanwhile is never taken.
    """
    lying = [name for name in without_row(default_storage, set()) if _is_old(name, now)]
    left = set(lying) - names_of_rows(Record()) if lying else set()
    for name in sorted(left):
        default_storage.delete(name)
    return len(left)


def _is_old(name: str, now: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < now - KEPT
    except FileNotFoundError:
        return False
