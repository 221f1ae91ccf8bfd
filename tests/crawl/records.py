"""Records inside the dossiers of the world, and the doors that lead to them."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from inspections.models import Case, Complaint, ConfidentialSource, DiaryLine, Referral, User
from tests.crawl.table import DEPARTMENT, LEAD, NO_ONE, OFFICERS, SCHOOL, SIGNERS, TEAM
from tests.crawl.world import FOREIGN, TEAM_ONLY, World

READ = ("on_site", "diary")
POSTED = ("on_site_item",)
MAY_WRITE_SOURCES = OFFICERS | SIGNERS | LEAD
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """One record of each sort at home and abroad; a source is marked as what nobody may ever see unasked."""
    officer, lead = world.people["officer"], world.people["lead"]
    for name, mark in (("checked", TEAM_ONLY), ("foreign_checked", FOREIGN)):
        party = world.party(name)
        for number, case in enumerate((world.cases[name], party)):
            _complaint(case, f"{name}-{number}", mark, officer)
        for state in ("noted", "sent"):
            _referral(party, state, mark, lead)
        _diary(world.cases[name], mark, lead)
    ConfidentialSource.objects.create(
        case=world.cases["checked"],
        text=FOREIGN,
        reader=world.people["section_head"],
        recorded_at=timezone.now(),
        recorded_by=world.people["director"],
    )


def _complaint(case: Case, number: str, mark: str, by: User) -> None:
    Complaint.objects.create(
        case=case,
        kind="petition",
        side="team",
        receipt_number=number,
        received_on=timezone.localdate(),
        from_whom=mark,
        summary=mark,
        recorded_at=timezone.now(),
        recorded_by=by,
    )


def _referral(party: Case, state: str, mark: str, by: User) -> None:
    now = timezone.now()
    gone = {"recipient": mark, "sent_number": "1", "sent_on": now.date(), "sent_at": now, "sent_by": by}
    Referral.objects.create(
        party=party,
        kind="ask_inspectorate",
        state=state,
        facts=mark,
        legal_basis=mark,
        noted_at=now,
        noted_by=by,
        approved_at=now if state == "sent" else None,
        approved_by=by if state == "sent" else None,
        **(gone if state == "sent" else {}),
    )


def _diary(root: Case, mark: str, by: User) -> None:
    now = timezone.now()
    DiaryLine.objects.create(
        case=root,
        on=now.date(),
        text=mark,
        open_until=now.date() + timedelta(days=1),
        written_at=now,
        written_by=by,
    )


def records_of_the_world(world: World) -> Iterator[Place]:
    """Address by address: its name, where it is, who sees the dossier, who of those may open it."""
    for name, sees in (("checked", DEPARTMENT | TEAM), ("foreign_checked", NO_ONE)):
        root, party = world.cases[name], world.party(name)
        seen = sees | SCHOOL if sees else NO_ONE
        answer = party.answers.get(item__on_site_only=True)
        yield "diary", reverse("diary", args=[root.pk]), sees, sees
        yield "sources", reverse("sources", args=[root.pk]), sees, sees & MAY_WRITE_SOURCES
        yield "sources", reverse("sources", args=[party.pk]), seen, sees & MAY_WRITE_SOURCES
        yield "on_site", reverse("on_site", args=[party.pk]), seen, sees
        yield "on_site_item", reverse("on_site_item", args=[party.pk, answer.pk]), seen, sees & TEAM
