"""One lock per dossier: the row of the root case, before any process or task (architecture 4)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from inspections.queries.locking import lock_root


@contextmanager
def root_lock(flow_class: Any, process_pk: Any) -> Iterator[None]:
    """Lock the dossier of the process; a process that has no case yet is new and nobody else's."""
    with transaction.atomic():
        root = (
            flow_class.process_class._default_manager.filter(pk=process_pk)
            .values_list("case__root_id", "case_id")
            .first()
        )
        if root:
            lock_root(root[0] or root[1])
        yield
