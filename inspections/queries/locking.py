"""The dossier's lock: the root case's row."""

from datetime import date
from functools import cache

from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from inspections.models import Case
from inspections.queries.facts import with_facts
from inspections.queries.posts import absences_beside
from inspections.queries.ready import Ready
from inspections.queries.visibility import RELATED

_ROOT: Ready[tuple[int]] = Ready(
    lambda pk: Case.objects.order_by().select_for_update(of=("self",)).filter(pk=pk).values_list("pk"), int
)


def lock_root(root_id: int) -> None:
    """Take the row lock of the root case; waits, up to the database's lock_timeout."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("a dossier is locked within a transaction")
    if not _ROOT.ask(root_id):
        raise Case.DoesNotExist(root_id)


def lock_case(case: Case, *, on: date) -> Case:
    """Lock the dossier of a case, then read the case, its parent, details, facts and who is away, in one statement."""
    lock_root(case.root_case_id)
    found = _ready(case.kind).ask(case.pk, on)
    if not found:
        raise Case.DoesNotExist(case.pk)
    return found[0]


@cache
def _ready(kind: str) -> Ready[Case]:
    """Everything a deed on a case of this kind judges by, for its number and the day."""

    def build(pk: int, on: date) -> QuerySet[Case]:
        rows = with_facts(Case.objects.order_by().select_related(*RELATED), kind, on)
        return rows.annotate(absences_found=absences_beside(on)).filter(pk=pk)

    return Ready(build, int, date)
