"""People of a department on a day: posts, capacities, absences, open turns; teams that meet on one day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Absence, Capacity, Membership, TeamMember, Turn, User
from inspections.queries.beside import rows_beside
from inspections.queries.people import valid_on
from inspections.rules.absence import AbsenceFact, Colleague
from inspections.rules.capacity import CapacityFact, fitting
from inspections.rules.posts import Tenure, days_meet
from inspections.rules.vietnamese import fold


def away_on(day: date) -> QuerySet[Absence]:
    """Absences in force on the day."""
    return Absence.objects.filter(from_on__lte=day, until_on__gte=day, ended_at__isnull=True)


def absences_beside(day: date) -> ArraySubquery:
    """Absences in force on the day, beside another row."""
    rows = away_on(day).order_by("id")
    return rows_beside(rows, id="id", user_id="user_id", delegate_id="delegate_id", until_on="until_on")


def absences_of_rows(rows: Iterable[dict[str, Any]]) -> tuple[AbsenceFact, ...]:
    """The absences that were read beside a case."""
    return tuple(
        AbsenceFact(row["id"], row["user_id"], row["delegate_id"], date.fromisoformat(row["until_on"]))
        for row in rows
    )


def colleagues(department_id: int, on: date, *, also: Iterable[int] = ()) -> dict[int, Colleague]:
    """Active people with a post in the department on the day (and ``also`` these), in one statement."""
    posts = Membership.objects.filter(user_id=OuterRef("pk"), department_id=department_id).order_by(
        "-valid_from"
    )
    held = rows_beside(posts, role="role", first="valid_from", last="valid_until")
    signing = Capacity.objects.filter(valid_on(on), user_id=OuterRef("pk"), department_id=department_id)
    capacities = rows_beside(signing.order_by("-valid_from", "-id"), capacity_id="id", lines="lines")
    holders = Membership.objects.filter(valid_on(on), department_id=department_id).values("user_id")
    rows = User.objects.filter(Q(is_active=True, pk__in=holders) | Q(pk__in=list(also))).annotate(
        held=held, signing=capacities, is_away=Exists(away_on(on).filter(user_id=OuterRef("pk")))
    )
    return {row.pk: _colleague(row, on) for row in rows.order_by("sort_name")}


def _colleague(row: Any, on: date) -> Colleague:
    """Whoever holds no post any more is taken with the last one he held."""
    held = [Tenure(row.pk, "", post["role"], *_days(post)) for post in row.held]
    roles = frozenset(post.role for post in held if post.covers(on)) or frozenset(p.role for p in held[:1])
    capacity = fitting((CapacityFact(**found) for found in row.signing), roles)
    return Colleague(
        row.pk, row.full_name, roles, capacity.capacity_id if capacity else None, away=row.is_away
    )


def _days(post: dict[str, str | None]) -> tuple[date, date | None]:
    first, last = post["first"], post["last"]
    return date.fromisoformat(first or ""), date.fromisoformat(last) if last else None


def tenures(
    *, department_id: int | None = None, institution_id: int | None = None, roles: Collection[str] = ()
) -> list[Tenure]:
    """Posts ever held in a place, by people whose account is open or not."""
    place = Q(institution_id=institution_id) if institution_id else Q(department_id=department_id)
    rows = Membership.objects.filter(place)
    if roles:
        rows = rows.filter(role__in=roles)
    return [
        Tenure(row.user_id, row.user.full_name, row.role, row.valid_from, row.valid_until)
        for row in rows.select_related("user").order_by("valid_from", "id")
    ]


def people_of(department_ids: Collection[int]) -> QuerySet[User]:
    """People who hold or held a post in these departments or at their institutions."""
    places = Q(department_id__in=department_ids) | Q(institution__department_id__in=department_ids)
    return User.objects.filter(pk__in=Membership.objects.filter(places).values("user_id"))


def named_like(people: QuerySet[User], words: str) -> list[int]:
    """«hwen nie» finds «H'Wen Niê Kđăm» whatever the apostrophe; so does the sign-in name."""
    wanted = fold(words).replace("'", "")
    rows = people.values_list("pk", "full_name", "username")
    return [pk for pk, name, username in rows if wanted in fold(f"{name} {username}").replace("'", "")]


def homes_of(user_id: int) -> list[int]:
    """Departments in whose care a person's account is: of his posts ever, and of the institutions of his posts."""
    posts = Membership.objects.filter(user_id=user_id)
    rows = posts.values_list("department_id", "institution__department_id")
    return sorted({home for pair in rows for home in pair if home})


def departments_of(user_id: int, on: date) -> list[int]:
    """Departments in which a person holds a post on the day."""
    posts = Membership.objects.filter(valid_on(on), user_id=user_id, department_id__isnull=False)
    return list(posts.values_list("department_id", flat=True).distinct())


def open_turns_of(user_id: int) -> QuerySet[Turn]:
    """What is asked of this person by name, in the order of the dossiers."""
    rows = Turn.objects.still_open().filter(person_id=user_id)
    return rows.select_related("case__root", "case__institution", "absence__user").order_by(
        "case__root_id", "id"
    )


@dataclass(frozen=True)
class DoubleBooking:
    """One person in two teams whose days meet."""

    user_id: int
    name: str
    case_id: int
    code: str
    first: date
    last: date


def double_bookings(
    user_ids: Collection[int] | QuerySet[Any, Any],
    days: Sequence[tuple[date, date]],
    *,
    besides_root: int | None = None,
) -> list[DoubleBooking]:
    """These people's other teams whose party days meet one of the given periods (a warning; practice 5).

    The days of a party are its own, else those of the conduct plan; a dossier without days yet is not counted.
    """
    rows = TeamMember.objects.filter(user_id__in=user_ids, left_on=None, case__closed_at=None)
    if besides_root is not None:
        rows = rows.exclude(case_id=besides_root)
    found = rows.filter(case__children__closed_at__isnull=True).values_list(
        "user_id",
        "user__full_name",
        "case_id",
        "case__code",
        "case__children__party_details__starts_on",
        "case__children__party_details__ends_on",
        "case__conduct_plan__starts_on",
        "case__conduct_plan__ends_on",
    )
    bookings: dict[DoubleBooking, None] = {}
    for user_id, name, case_id, code, party_first, party_last, plan_first, plan_last in found:
        first, last = party_first or plan_first, party_last or plan_last or party_first or plan_first
        if first and any(days_meet(first, last, *period) for period in days):
            bookings[DoubleBooking(user_id, name, case_id, code, first, last)] = None
    return sorted(bookings, key=lambda booking: (booking.name, booking.first, booking.case_id))
