"""Forms of an institution's people: contact persons, sheets, invitations, parts shared and prepared."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.actions import invitations, shares
from inspections.management.demo.people import Cast
from inspections.models import InformationRequest, ItemShare, Membership, User
from tests.factories.cases import case_after, story_of
from tests.quality.filling import WORDS, upload
from tests.quality.places import CLERK, HEAD, SCHOOL_CLERK, Place
from tests.quality.scenes import NOW, REASON

HELPER = "dongnghiep"
NAMED = {"name": "Hồ Thị Mới", "title": "Thư ký", "phone": "0912345678", "email": "moi@example.vn"}


def _place(name: str, person: str, /, *arguments: int, **typed: object) -> Place:
    return Place(name, person, reverse(name, args=arguments), typed)


def insiders(cast: Cast) -> Iterator[Place]:
    """A request with one part shared, a colleague at work, an invitation that waits."""
    party = case_after(cast, "begin_check").children.get()
    asked = story_of(cast).ask(party, "truongdoan", NOW, due_on=NOW.date())
    clerk, school = cast.people[SCHOOL_CLERK], cast.institutions["MH-01"]
    yield _place("name_contact", HEAD, **NAMED)
    letter = {**NAMED, "number": "12/GC"}
    url = reverse("enter_contact_letter", args=[school.pk])
    yield Place("enter_contact_letter", CLERK, url, lambda: {**letter, "scan": upload()})
    yield _place("contact_sheet", HEAD, clerk.pk, **REASON)
    yield _place("invite_colleague", SCHOOL_CLERK, address="lan@example.vn", name="Trần Thị Lan")
    row = invitations.invite(school, by=clerk, now=NOW, address="minh@example.vn")
    for name in ("send_invitation_again", "call_off_invitation"):
        yield _place(name, SCHOOL_CLERK, row.pk)
    yield from _shared(cast, asked, clerk)


def _shared(cast: Cast, asked: InformationRequest, clerk: User) -> Iterator[Place]:
    party, school = asked.party, cast.institutions["MH-01"]
    came = invitations.invite(school, by=clerk, now=NOW, address=f"{HELPER}@example.vn")
    person = invitations.accept(came, name="Đồng nghiệp", password="một mật khẩu rất dài 27", now=NOW)
    cast.people[HELPER] = person
    item = asked.items.earliest("pk")
    typed = {"every": "on", "items": [item.pk], "address": "moi@example.vn", "note": WORDS, "person": ""}
    yield _place("share_items", SCHOOL_CLERK, party.pk, asked.pk, **typed)
    shares.share_items(party, by=clerk, now=NOW, request_id=asked.pk, item_ids=[item.pk], person=person)
    share = ItemShare.objects.get(person=person)
    url = reverse("share", args=[share.pk])
    yield Place("share", HELPER, url, lambda: {"reply": WORDS, "done": "on", "attached": upload()})
    yield _place("take_back_share", SCHOOL_CLERK, share.pk)
    yield _place("end_helper", SCHOOL_CLERK, Membership.objects.get(user=person).pk)
