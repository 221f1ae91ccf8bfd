"""The doors of the institution's own pages: its vault, files that may go there, a wish for more time."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, EvidenceFile, MoreTime, User, VaultDocument
from tests.crawl.table import DEPARTMENT, NO_ONE, SCHOOL, TEAM
from tests.crawl.world import FOREIGN, HOME, World

READ = ("own_page", "vault", "vault_file")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """A document in each vault and a wish for more time in each dossier; those abroad are marked."""
    clerk, foreign = world.people["institution_clerk"], User.objects.get(username="khac-truonga-canbo")
    for party, by, mark in (
        (world.party("checked"), clerk, HOME),
        (world.party("foreign_checked"), foreign, FOREIGN),
    ):
        _document(party, by, mark)
        request = party.requests.order_by("-sequence").first()
        assert request is not None
        MoreTime.objects.create(
            request=request,
            until_on=request.due_on + timedelta(days=2),
            reason=mark,
            asked_at=timezone.now(),
            asked_by=by,
        )


def _document(party: Case, by: User, mark: str) -> None:
    row = VaultDocument(
        institution=party.institution,
        title=f"Giấy chứng nhận {mark}",
        folded_title="giay chung nhan",
        file_name="gcn.pdf",
        size=9,
        sha256="0" * 64,
        mime="application/pdf",
        kept_at=timezone.now(),
        kept_by=by,
    )
    row.blob.save("gcn.pdf", ContentFile(b"%PDF-1.7 "), save=False)
    row.save()


def doors_of_vaults(world: World) -> Iterator[Place]:
    """A document of the vault is its institution's alone; a file goes there from the institution's own dossier."""
    own = world.party("checked").institution
    for row in VaultDocument.objects.all():
        may = SCHOOL if row.institution == own else NO_ONE
        for name in ("vault_file", "vault_version", "vault_retire"):
            yield name, reverse(name, args=[row.pk]), may, may
    for name, sees in (("checked", DEPARTMENT | TEAM | SCHOOL), ("foreign_checked", NO_ONE)):
        party = world.party(name)
        for file in EvidenceFile.objects.filter(case=party):
            may = sees & SCHOOL if file.side == "institution" else NO_ONE
            yield "vault_keep", reverse("vault_keep", args=[party.pk, file.pk]), sees, may
