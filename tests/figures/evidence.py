"""The deeds about one file of the dossier, each sent once from its page."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.models import Case, EvidenceFile, RequestItem
from tests.factories.evil_files import pdf
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Nộp nhầm tệp."
MEMBER, CLERK = "thanhvien1", "truonga-canbo"


def better_scan() -> SimpleUploadedFile:
    """The same paper scanned again."""
    return SimpleUploadedFile("ban-quet-moi.pdf", pdf(pages=2), "application/pdf")


def mend_files(life: "Life", party: Case) -> None:
    """Each side hands in a new version of a file of its own, uses it once more and takes it back."""
    for side, name, renew, withdraw in (
        ("team", MEMBER, "renew_evidence", "withdraw_evidence"),
        ("institution", CLERK, "renew_own_file", "withdraw_own_file"),
    ):
        old = EvidenceFile.objects.filter(case=party, side=side).latest("pk")
        life.send(renew, name, step_url(party, renew, old.pk), file=better_scan())
        new = EvidenceFile.objects.get(replaces=old)
        if side == "institution":
            request = party.requests.earliest("pk")
            item = RequestItem.objects.create(request=request, label="Danh sách lớp")
            url = step_url(party, "reuse_own_file", new.pk)
            life.send("reuse_own_file", name, url, items=[item.pk])
            new.request_items.remove(item)
            item.delete()
        life.send(withdraw, name, step_url(party, withdraw, new.pk), reason=WORDS)
