"""The doors of the archive: sealed dossiers of one's department, lists for disposal, and those of another one."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import (
    Archive,
    Case,
    CaseEvent,
    Closing,
    DisposalItem,
    DisposalList,
    InspectionDetails,
    LegalHold,
    User,
)
from tests.crawl.archives import CLERK, KEEPERS
from tests.crawl.table import DEPARTMENT, EVERYBODY, NO_ONE
from tests.crawl.world import FOREIGN, HOME, World

Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """A sealed dossier on two lists at home and abroad, each marked; a hold on one that goes on."""
    clerk, foreign = world.people["records_clerk"], User.objects.get(username="khac-vanthu")
    home, abroad = world.cases["decided"], world.cases["foreign_proposed"]
    LegalHold.objects.create(case=home, reason=f"Vụ án {HOME}", placed_at=timezone.now(), placed_by=clerk)
    _sealed(home, clerk, HOME)
    _sealed(abroad, foreign, FOREIGN)


def _sealed(like: Case, by: User, mark: str) -> None:
    now = timezone.now()
    case = Case.objects.create(
        kind="inspection",
        code=f"LUU-{mark}",
        title=f"Hồ sơ lưu {mark}",
        department=like.department,
        stage="proposed",
        opened_at=now,
        opened_by=by,
    )
    InspectionDetails.objects.create(
        case=case,
        ground="plan",
        ground_text=mark,
        period_from=now.date(),
        period_to=now.date(),
        not_pursued_at=now,
        not_pursued_by=by,
        not_pursued_reason=mark,
    )
    Case.objects.filter(pk=case.pk).update(stage="not_pursued", closed_at=now, closed_by=by)
    for verb, before, after in (("propose", "", "proposed"), ("abandon", "proposed", "not_pursued")):
        CaseEvent.objects.create(
            root=case, case=case, verb=verb, before=before, after=after, by=by, at=now, recorded_at=now
        )
    Closing.objects.create(
        case=case,
        retention="term",
        years=1,
        retention_basis=mark,
        keep_until_on=now.date(),
        proposed_at=now,
        proposed_by=by,
    )
    row = Archive(
        case=case,
        sealed_at=now,
        sealed_by=by,
        manifest={},
        manifest_sha256="0" * 64,
        last_event_id=0,
        chain_head="0" * 64,
    )
    row.file.save("ban-luu", ContentFile(f"PK {mark}".encode()), save=False)
    row.sha256, row.built_at = "0" * 64, now
    row.save()
    for state in ("proposed", "decided"):
        _listed(case, by, mark, state)


def _listed(case: Case, by: User, mark: str, state: str) -> None:
    now = timezone.now()
    row = DisposalList(department=case.department, title=f"{state} {mark}", proposed_at=now, proposed_by=by)
    if state == "decided":
        row.state, row.decision_number, row.minutes_number = state, "12/QĐ", "03/BB"
        row.decided_on, row.decided_at, row.decided_by = now.date(), now, by
        row.decision_file.save("quyet-dinh", ContentFile(f"%PDF {mark}".encode()), save=False)
        row.decision_sha256 = "0" * 64
    row.save()
    DisposalItem.objects.create(disposal=row, case=case)


def doors_of_archives() -> Iterator[Place]:
    """A sealed dossier is a dossier; a list is the keepers' alone, and who drew it up does not decide on it."""
    for mark, sees, may in ((HOME, DEPARTMENT, KEEPERS), (FOREIGN, NO_ONE, NO_ONE)):
        case = Case.objects.get(code=f"LUU-{mark}")
        for name in ("archive", "archive_take"):
            yield name, reverse(name, args=[case.pk]), sees, may
    for mark, sees, may in ((HOME, EVERYBODY, KEEPERS), (FOREIGN, EVERYBODY - DEPARTMENT, NO_ONE)):
        waiting = DisposalList.objects.get(title=f"proposed {mark}")
        decided = DisposalList.objects.get(title=f"decided {mark}")
        for name in ("disposal", "disposal_carry_out", "disposal_give_up"):
            yield name, reverse(name, args=[waiting.pk]), sees, may
        yield "disposal_decide", reverse("disposal_decide", args=[waiting.pk]), sees, may - CLERK
        yield "disposal_file", reverse("disposal_file", args=[decided.pk]), sees, may
        item = decided.items.get()
        yield "disposal_take_off", reverse("disposal_take_off", args=[decided.pk, item.pk]), sees, may
