"""The dossier's lock: the root case's row."""

from datetime import date

from inspections.models import Case
from inspections.queries.facts import with_facts
from inspections.queries.posts import absences_beside


def lock_root(root_id: int) -> None:
    """Take the row lock of the root case; waits, up to the database's lock_timeout."""
    Case.objects.select_for_update(of=("self",)).filter(pk=root_id).values_list("pk").get()


def lock_case(case: Case, *, on: date) -> Case:
    """Lock the dossier of a case, then read the case, its parent, details, facts and who is away, in one statement."""
    lock_root(case.root_case_id)
    related = (
        "inspection_details__checklist_version__checklist",
        "inspection_details__issuer",
        "party_details",
        "parent__inspection_details",
        "institution",
        "department",
        "lead",
    )
    rows = with_facts(Case.objects.select_related(*related), case.kind, on)
    return rows.annotate(absences_found=absences_beside(on)).get(pk=case.pk)
