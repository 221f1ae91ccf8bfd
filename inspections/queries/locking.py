"""The dossier's lock: the root case's row."""

from inspections.models import Case


def lock_root(root_id: int) -> None:
    """Take the row lock of the root case; waits, up to the database's lock_timeout."""
    Case.objects.select_for_update(of=("self",)).filter(pk=root_id).values_list("pk").get()


def lock_case(case: Case) -> Case:
    """Lock the dossier of a case, then read the case, its parent and details anew, in one statement."""
    lock_root(case.root_case_id)
    related = (
        "inspection_details",
        "party_details",
        "parent__inspection_details",
        "institution",
        "department",
    )
    return Case.objects.select_related(*related).get(pk=case.pk)
