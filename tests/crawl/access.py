"""The doors of an institution's people: letters, invitations, parts shared; a colleague's own part and nothing else."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import (
    Case,
    ContactAppointment,
    InformationRequest,
    Invitation,
    ItemShare,
    Membership,
    RequestItem,
    StashedFile,
    User,
)
from inspections.rules.roles import Role
from tests.crawl.table import ADMINISTRATOR, EVERYBODY, HEAD, HELPER, NO_ONE, SCHOOL
from tests.crawl.world import FOREIGN, World

READ = ("institution_people", "contact_letter", "contact_scan", "invitation", "share_file")
ENTERS_LETTERS = ADMINISTRATOR | {"records_clerk"}
OF_INVITATIONS = ("invitation", "send_invitation_again", "call_off_invitation")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def keep(world: World) -> None:
    """A letter, an invitation and a part shared, at home and abroad; those abroad are marked."""
    own, abroad = world.party("checked"), world.party("foreign_checked")
    clerk, foreign = world.people["institution_clerk"], User.objects.get(username="khac-truonga-canbo")
    _keep_of(own, clerk, world.people["institution_helper"], "")
    _keep_of(abroad, foreign, None, FOREIGN)


def _keep_of(party: Case, clerk: User, person: User | None, mark: str) -> None:
    now, school = timezone.now(), party.institution
    assert school is not None
    letter = ContactAppointment(
        institution=school,
        user=clerk,
        title=f"Thư ký {mark}",
        valid_from=now.date(),
        scan_name="giay-cu.pdf",
        appointed_at=now,
        appointed_by=clerk,
    )
    letter.scan.save("giay-cu.pdf", ContentFile(b"%PDF-1.7 giay cu"))
    invited = Invitation.objects.create(
        institution=school,
        address=f"moi{mark.lower()}@example.vn",
        link_hash=f"loi-moi-{party.pk}",
        invited_at=now,
        invited_by=clerk,
        expires_at=now + timedelta(days=7),
    )
    request = InformationRequest.objects.create(
        party=party, sequence=90, contact=mark, due_on=now.date(), sent_at=now, sent_by=clerk
    )
    item = RequestItem.objects.create(request=request, label=f"Danh sách nhà giáo {mark}")
    share = ItemShare.objects.create(
        case=party,
        item=item,
        person=person,
        invitation=None if person else invited,
        note=mark,
        shared_at=now,
        shared_by=clerk,
    )
    file = StashedFile(
        token=f"to-{party.pk}", owner=clerk, name=f"a{mark}.pdf", size=9, sha256="", mime="", created_at=now
    )
    file.blob.save("a.pdf", ContentFile(b"%PDF-1.7 a"))
    share.files.add(file)


def doors_of_access(world: World) -> Iterator[Place]:
    """Address by address: its name, where it is, who knows of it, who may open it."""
    yield from _of(world.party("checked"), SCHOOL, SCHOOL | HELPER, ENTERS_LETTERS)
    yield from _of(world.party("foreign_checked"), NO_ONE, NO_ONE, NO_ONE)
    clerk, head = world.people["institution_clerk"], world.people["institution_head"]
    yield "contact_sheet", reverse("contact_sheet", args=[clerk.pk]), EVERYBODY, HEAD
    yield "contact_sheet", reverse("contact_sheet", args=[head.pk]), EVERYBODY, NO_ONE | HEAD
    stranger = User.objects.get(username="khac-truonga-canbo")
    yield "contact_sheet", reverse("contact_sheet", args=[stranger.pk]), EVERYBODY, NO_ONE


def _of(
    party: Case, school: frozenset[str], part: frozenset[str], entering: frozenset[str]
) -> Iterator[Place]:
    place = party.institution
    assert place is not None
    for letter in ContactAppointment.objects.filter(institution=place):
        for name in ("contact_letter", "contact_scan"):
            yield name, reverse(name, args=[letter.pk]), school | entering, school | entering
    for row in Invitation.objects.filter(institution=place):
        for name in OF_INVITATIONS:
            yield name, reverse(name, args=[row.pk]), school, school
    for post in Membership.objects.filter(institution=place, role=Role.INSTITUTION_HELPER):
        yield "end_helper", reverse("end_helper", args=[post.pk]), EVERYBODY, school
    letters = reverse("enter_contact_letter", args=[place.pk])
    yield "enter_contact_letter", letters, EVERYBODY, entering
    for share in ItemShare.objects.filter(case=party):
        own = part - school
        yield "share", reverse("share", args=[share.pk]), own, own
        yield "take_back_share", reverse("take_back_share", args=[share.pk]), school, school
        for held in share.files.all():
            yield "share_file", reverse("share_file", args=[share.pk, held.pk]), part, part
        # The team sees the dossier, so it is told that sharing is not its matter; a stranger finds nothing.
        seen = EVERYBODY if school else NO_ONE
        url = reverse("share_items", args=[party.pk, share.item.request_id])
        yield "share_items", url, seen, school
