"""Who somebody is on a day: the posts held, in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from inspections.exceptions import NotReady
from inspections.models import Capacity, Membership, User
from inspections.queries.beside import rows_beside
from inspections.queries.ready import Ready
from inspections.rules.capacity import CapacityFact, fitting, no_capacity
from inspections.rules.roles import Actor, Post, Role

_WEIGHT = {role: weight for weight, role in enumerate(Role.values)}


def valid_on(day: date | Combinable) -> Q:
    """Rows whose validity covers the day."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


def local_day(moment: datetime) -> date:
    """The day in Vietnam (Asia/Ho_Chi_Minh) of a moment (trap 45)."""
    return timezone.localtime(moment).date()


def actor_of(user: User, on: date) -> Actor:
    """The person with the posts held on the day; remembered on the user object for the request."""
    remembered: dict[date, Actor] = user.__dict__.setdefault("_actors", {})
    if on not in remembered:
        remembered[on] = actors_of([user], on)[user.pk]
    return remembered[on]


def actors_of(users: Sequence[User], on: date) -> dict[int, Actor]:
    """Several people with the posts held on the day, in one statement."""
    posts: dict[int, list[Post]] = {user.pk: [] for user in users}
    for row in _posts(len(posts)).ask(on, *posts):
        posts[row.user_id].append(Post(row.role, row.department_id, row.institution_id, row.title))
    return {user.pk: _actor(user, posts[user.pk]) for user in users}


@cache
def _posts(people: int) -> Ready[Membership]:
    """The posts that so many people hold on a day."""
    return Ready(
        lambda on, *user_ids: Membership.objects.filter(valid_on(on), user_id__in=user_ids),
        date,
        *[int] * people,
    )


def _actor(user: User, posts: list[Post]) -> Actor:
    """The posts in the order of their weight: the first one names the person's role."""
    return Actor(user.pk, user.full_name, tuple(sorted(posts, key=lambda post: _WEIGHT.get(post.role, 99))))


def holders(
    on: date, *roles: str, department_id: int | None = None, institution_id: int | None = None
) -> QuerySet[User]:
    """Active people who hold one of the roles on the day, in that department or institution."""
    posts = Membership.objects.filter(valid_on(on), role__in=roles)
    if department_id:
        posts = posts.filter(department_id=department_id)
    if institution_id:
        posts = posts.filter(institution_id=institution_id)
    return User.objects.filter(is_active=True, pk__in=posts.values("user_id"))


def capacity_on(user_id: int, department_id: int, on: date) -> Capacity | None:
    """In what capacity somebody signs on the day; one that his post of the day does not bear is none (trap 47)."""
    posts = Membership.objects.filter(valid_on(on), user_id=user_id, department_id=department_id)
    rows = Capacity.objects.filter(valid_on(on), user_id=user_id, department_id=department_id)
    found = list(rows.annotate(roles=rows_beside(posts, role="role")).order_by("-valid_from", "-id"))
    roles = {post["role"] for row in found for post in row.roles}
    chosen = fitting((CapacityFact(row.pk, row.lines) for row in found), roles)
    return next((row for row in found if chosen and row.pk == chosen.capacity_id), None)


def signing_capacity(user_id: int, department_id: int, on: date) -> Capacity:
    """The capacity of the day; without one nothing is signed, and the sentence says so (NĐ 30/2020/NĐ-CP Điều 13)."""
    capacity = capacity_on(user_id, department_id, on)
    if capacity is None:
        raise NotReady([no_capacity(on)])
    return capacity
