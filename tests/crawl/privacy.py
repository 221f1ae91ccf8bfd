"""The doors of personal data: requests of one's department, one's own copy, who looked; and lists across dossiers."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Department, PersonalDataExport, PersonalDataRequest, User
from tests.crawl.table import ADMINISTRATOR, CLERK, EVERYBODY, NO_ONE
from tests.crawl.world import FOREIGN, World

READ = (
    "own_data",
    "own_export",
    "data_requests",
    "data_request",
    "data_reads",
    "data_map",
    "recurrence",
    "referrals",
)
POSTED = ("ask_export",)
HANDS_OUT = frozenset({"person", "institution_people", "data_request", "own_export"})
ANSWERING = ADMINISTRATOR | CLERK
Place = tuple[str, str, frozenset[str], frozenset[str]]


def doors_of_privacy(world: World) -> Iterator[Place]:
    """A request to answer, one whose erasure is decided, those of another department; copies of two people."""
    home, abroad = (world.institutions[name].department for name in ("own", "foreign"))
    assert home is not None and abroad is not None
    member = world.people["team_member"]
    asked = _request(home, member, "copy", "received")
    decided = _request(home, member, "erase", "decided", world.people["records_clerk"])
    stranger = User.objects.get(username="khac-phogiamdoc")
    foreign = _request(abroad, stranger, "erase", "decided", stranger)
    for row, sees, may in (
        (asked, EVERYBODY, ANSWERING),
        (decided, EVERYBODY, ANSWERING),
        (foreign, EVERYBODY - ANSWERING, NO_ONE),
    ):
        yield "data_request", reverse("data_request", args=[row.pk]), sees, may
        yield "answer_data_request", reverse("answer_data_request", args=[row.pk]), sees, may
        yield "carry_out_erasure", reverse("carry_out_erasure", args=[row.pk]), sees, may & ADMINISTRATOR
    for user, may in ((member, frozenset({"team_member"})), (stranger, NO_ONE)):
        yield "own_export", reverse("own_export", args=[_export(user).pk]), may, may
    known = ADMINISTRATOR | {"director", "deputy_director", "section_head", "team_member"}
    yield "data_reads", reverse("data_reads", args=[member.pk]), known, ADMINISTRATOR
    yield "data_reads", reverse("data_reads", args=[stranger.pk]), NO_ONE, NO_ONE


def _request(
    department: Department, user: User, kind: str, state: str, by: User | None = None
) -> PersonalDataRequest:
    now = timezone.now()
    row = PersonalDataRequest(
        department=department,
        subject=user,
        kind=kind,
        text=FOREIGN if user.username.startswith("khac-") else "Xin bản sao",
        received_on=now.date() - timedelta(days=1),
        received_at=now,
        received_by=user,
        due_on=now.date() + timedelta(days=1),
        state=state,
    )
    if by is not None:
        row.answer, row.answered_at, row.answered_by = "Đồng ý", now, by
    row.save()
    return row


def _export(user: User) -> PersonalDataExport:
    now = timezone.now()
    row = PersonalDataExport(subject=user, asked_at=now, asked_by=user, made_at=now, sha256="0" * 64, size=2)
    row.blob.save("du-lieu.zip", ContentFile(b"PK"), save=False)
    row.save()
    return row
