"""What all papers of one inspected party share: its record, its representative, where and how the team met it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from inspections.enums import DocumentKind, Side
from inspections.models import (
    Attendee,
    Case,
    Document,
    InspectedPartyDetails,
    Institution,
    Membership,
    RelatedPerson,
    Witness,
)
from inspections.queries.agency import agency_profiles
from inspections.queries.beside import objects_beside, objects_of, rows_beside

from .contexts_dossier import Dossier, load_dossier, person, team_beside
from .contexts_text import without_closing_mark
from .snapshots import ItemMethod, PersonSnapshot, RepresentativeSnapshot

REMOTE_WORDS = ("trực tuyến", "từ xa", "video", "https://", "http://")
PARTY_WORDS = ("tại đơn vị", "trụ sở đơn vị", "đơn vị được kiểm tra", "nhà trường")
SIDE_OF_PARTY = "đại diện đơn vị"
RELATED = (
    "minutes__opinion_by",
    "minutes__authority_file",
    "institution",
    "root__conduct_plan",
    "root__inspection_details__issuer",
    "root__inspection_details__issuer_capacity",
    "root__inspection_details__checklist_version__checklist",
)


@dataclass(frozen=True)
class PartyRecord:
    """One inspected party within its inspection."""

    details: InspectedPartyDetails
    dossier: Dossier
    plan_number: str
    plan_dated_on: date | None
    attendees: Sequence[Attendee]
    witnesses: Sequence[Witness]
    related: Sequence[RelatedPerson] = ()
    posts: Sequence[dict[str, Any]] = ()

    @property
    def case(self) -> Case:
        """The party's own dossier."""
        return self.details.case

    @property
    def institution(self) -> Institution | None:
        """The institution inspected."""
        return self.details.case.institution

    @property
    def name(self) -> str:
        """Its name."""
        return self.institution.name if self.institution else self.case.title

    def present_at(self, occasion: str) -> list[Attendee]:
        """Who was recorded as present."""
        return [row for row in self.attendees if row.occasion == occasion and not row.absent]

    def absent_from(self, occasion: str) -> list[Attendee]:
        """Who was expected and recorded as absent."""
        return [row for row in self.attendees if row.occasion == occasion and row.absent]

    @property
    def channel(self) -> str:
        """Where or by which channel the team meets the party (Điều 13 khoản 1: as the plan says)."""
        plan = self.dossier.plan
        return without_closing_mark(self.details.session_channel or (plan.place if plan else ""))


def load_party(party_id: int, *, today: date, demo: bool) -> PartyRecord:
    """Read a party, its inspection and the team as they are saved, in one statement."""
    plans = Document.objects.filter(
        case_id=OuterRef("case__root_id"), kind=DocumentKind.CONDUCT_PLAN, number__isnull=False
    ).order_by("-id")
    there = Attendee.objects.filter(party_id=OuterRef("case_id"))
    witnessed = Witness.objects.filter(minutes__party_id=OuterRef("case_id"), supplement__isnull=True)
    concerned = RelatedPerson.objects.filter(party_id=OuterRef("case_id"))
    posts = Membership.objects.filter(institution_id=OuterRef("case__institution_id"))
    details = (
        InspectedPartyDetails.objects.select_related(*(f"case__{path}" for path in RELATED))
        .annotate(
            plan_number=Subquery(plans.values("number")[:1]),
            plan_dated_on=Subquery(plans.values("dated_on")[:1]),
            profiles=agency_profiles(),
            team_found=team_beside(OuterRef("case__root_id"), today),
            attendees=objects_beside(there.order_by("id")),
            witnesses=objects_beside(witnessed.order_by("id")),
            related=objects_beside(concerned.order_by("id")),
            posts=rows_beside(posts.order_by("id"), name="user__full_name", until="valid_until"),
        )
        .get(case_id=party_id)
    )
    root = details.case.root
    assert root is not None, "an inspected party stands within an inspection"
    return PartyRecord(
        details=details,
        dossier=load_dossier(
            root.inspection_details,
            today=today,
            demo=demo,
            profiles=details.profiles,
            team=details.team_found,
        ),
        plan_number=str(details.plan_number or ""),
        plan_dated_on=details.plan_dated_on,
        attendees=objects_of(Attendee, details.attendees),
        witnesses=objects_of(Witness, details.witnesses),
        related=objects_of(RelatedPerson, details.related),
        posts=details.posts,
    )


def is_remote(channel: str) -> bool:
    """Whether a channel is a session at a distance."""
    return any(word in channel.casefold() for word in REMOTE_WORDS)


def session_method(record: PartyRecord, channel: str) -> ItemMethod:
    """How a session is held: by its channel, else by the method of the party."""
    return "online" if is_remote(channel) or record.details.method == "online" else "on_site"


def is_at_the_party(record: PartyRecord, place: str) -> bool:
    """Whether a place is the party's own: then somebody of the team came to it."""
    words = place.casefold()
    names = [record.name, record.institution.address if record.institution else ""]
    own = [*PARTY_WORDS, *(name.casefold() for name in names if name)]
    return not is_remote(place) and any(word in words for word in own)


def team_at(record: PartyRecord, attendees: Iterable[Attendee]) -> list[PersonSnapshot]:
    """Members recorded as present, with their duty; where nobody was recorded, the team of the decision."""
    team = [person(member) for member in record.dossier.members]
    known = {member["name"].casefold(): member for member in team}
    present = [attendee for attendee in attendees if attendee.side == Side.TEAM]
    rows: list[PersonSnapshot] = []
    for attendee in present:
        member = known.get(attendee.name.casefold())
        post = attendee.post or (member["post"] if member else "")
        rows.append({"name": attendee.name, "post": post, "duty": member["duty"] if member else ""})
    return rows or team


def representative(record: PartyRecord, attendees: Iterable[Attendee]) -> RepresentativeSnapshot:
    """The named representative; absent only if others of the party were recorded as present and he was not."""
    name = record.details.representative_name or ""
    there = [attendee.name.casefold() for attendee in attendees if attendee.side == Side.INSTITUTION]
    return {
        "name": name,
        "post": record.details.representative_post,
        "authority": "",
        "present": bool(name) and (not there or name.casefold() in there),
    }
