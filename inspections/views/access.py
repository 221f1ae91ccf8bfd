"""Who asks, and what may be seen: the only way from a request to a case."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from inspections.models import Case, User
from inspections.queries.facts import facts_of
from inspections.queries.people import actor_of
from inspections.queries.visibility import case_within_reach
from inspections.rules.facts import Facts
from inspections.rules.roles import Actor, Permission


def person(request: HttpRequest) -> User:
    """The signed-in person."""
    assert isinstance(request.user, User)
    return request.user


def today() -> date:
    """The day in Vietnam."""
    return timezone.localdate()


def actor(request: HttpRequest) -> Actor:
    """The signed-in person with the posts of today."""
    return actor_of(person(request), today())


def visible_case(request: HttpRequest, pk: int) -> Case:
    """The case, or 404: a stranger's case does not exist."""
    found = case_within_reach(actor(request), pk)
    if found is None:
        raise Http404
    return found


def facts(case: Case) -> Facts:
    """Facts for policies and guards on a page."""
    return facts_of(case, today=today())


def demand(request: HttpRequest, permission: Permission) -> Actor:
    """Only people who hold the right somewhere; others are refused (403)."""
    who = actor(request)
    if permission not in who.permissions:
        raise PermissionDenied
    return who


def demand_department(request: HttpRequest) -> Actor:
    """Only people of the department (not institutions, not the administrator of settings)."""
    who = actor(request)
    if not who.department_ids:
        raise PermissionDenied
    return who
