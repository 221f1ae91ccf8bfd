"""The pages of people: each row with the posts, capacities and absence of the day, in one statement."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet

from inspections.models import Absence, Capacity, Membership, Turn, User
from inspections.queries.beside import rows_beside
from inspections.queries.people import valid_on
from inspections.queries.posts import away_on


def with_posts_of(people: QuerySet[User], on: date) -> QuerySet[Any]:
    """People with what they hold on the day beside them."""
    posts = Membership.objects.filter(valid_on(on), user_id=OuterRef("pk")).order_by("id")
    signing = Capacity.objects.filter(valid_on(on), user_id=OuterRef("pk")).order_by("id")
    return people.annotate(
        held=rows_beside(posts, role="role", title="title", school="institution__name"),
        signing=rows_beside(signing, lines="lines"),
        away=_absences(on),
    )


def _absences(on: date) -> ArraySubquery:
    rows = away_on(on).filter(user_id=OuterRef("pk")).order_by("id")
    return rows_beside(rows, until_on="until_on", delegate="delegate__full_name")


def unplaced(department_ids: Collection[int], on: date) -> list[tuple[str, int]]:
    """People who are away although turns of theirs outside any team still wait for them, and how many."""
    away = away_on(on).values("user_id")
    in_team = Q(case__team__user=F("person")) | Q(case__root__team__user=F("person"))
    rows = Turn.objects.still_open().filter(person__in=away, case__department__in=department_ids)
    named = rows.exclude(in_team).order_by().values("person__full_name").annotate(count=Count("id"))
    return [(row["person__full_name"], row["count"]) for row in named.order_by("person__full_name")]


def absences_of(user_id: int) -> QuerySet[Absence]:
    """All absences of a person, newest first."""
    return Absence.objects.filter(user_id=user_id).select_related("delegate", "recorded_by", "ended_by")
