"""The doors of people: posts and accounts are the administrator's, absences and hand-over also the leaders' and one's own."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from inspections.management.demo.people import SINCE, Cast
from inspections.models import Absence, Capacity, Membership, User
from inspections.rules.roles import Role
from tests.crawl.table import ADMINISTRATOR, NO_ONE, SCHOOL, SIGNERS

READ = ("people", "person")
NAMES_INSTITUTIONS = {"people", "new_account", "appoint", "institution_register", "end_institution"}
LEADERS = SIGNERS | {"section_head"}
Row = tuple[str, str, frozenset[str], frozenset[str]]


def somebody_will_be_away(people: dict[str, User]) -> None:
    """An absence that has not begun, so that nothing of the other doors changes."""
    day = timezone.localdate() + timedelta(days=300)
    Absence.objects.create(
        user=people["deputy_director"],
        from_on=day,
        until_on=day,
        recorded_at=timezone.now(),
        recorded_by=people["deputy_director"],
    )


def colleague(cast: Cast) -> User:
    """Somebody of the inspected school who is given one part to prepare."""
    user = User.objects.create_user("truonga-dongnghiep", full_name="Trần Thị Lan", is_fictional=True)
    school = cast.institutions["MH-01"]
    Membership.objects.create(
        user=user, role=Role.INSTITUTION_HELPER, institution=school, valid_from=SINCE, title="Giáo viên"
    )
    return user


def people_of_the_world(people: dict[str, User]) -> Iterator[Row]:
    """Name, address, who knows of the person, who may: a member, a deputy with all he has, a school's head, a stranger."""
    yield from _doors_of(people["team_member"], ADMINISTRATOR | LEADERS | {"team_member"})
    yield from _doors_of(people["deputy_director"], ADMINISTRATOR | LEADERS)
    head = people["institution_head"]
    own = ADMINISTRATOR | (SCHOOL & {"institution_head"})
    yield "person", reverse("person", args=[head.pk]), own, own
    for foreign in User.objects.filter(username__in=("khac-phogiamdoc", "khac-truonga-hieutruong")):
        for name, url, _sees, _may in _doors_of(foreign, NO_ONE):
            yield name, url, NO_ONE, NO_ONE


def _doors_of(user: User, sees: frozenset[str]) -> Iterator[Row]:
    for name in ("person", "record_absence"):
        yield name, reverse(name, args=[user.pk]), sees, sees
    for name in ("appoint", "give_capacity", "switch_account_lock", "give_access"):
        yield name, reverse(name, args=[user.pk]), sees, sees & ADMINISTRATOR
    yield "hand_over", reverse("hand_over", args=[user.pk]), sees, sees - ADMINISTRATOR
    for post in Membership.objects.filter(user=user):
        yield "end_post", reverse("end_post", args=[user.pk, post.pk]), sees, sees & ADMINISTRATOR
    for row in Capacity.objects.filter(user=user):
        yield "end_capacity", reverse("end_capacity", args=[user.pk, row.pk]), sees, sees & ADMINISTRATOR
    for absence in Absence.objects.filter(user=user):
        yield "end_absence", reverse("end_absence", args=[user.pk, absence.pk]), sees, sees
