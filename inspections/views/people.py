"""People with their posts: the list, and one person's page (practice 5: rights belong to the post)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.enums import DataPage
from inspections.models import Capacity, Membership, SettingChange, User
from inspections.queries.posts import named_like, open_turns_of, people_of, tenures
from inspections.queries.staff import absences_of, unplaced, with_posts_of
from inspections.rules.absence import nobody_words
from inspections.rules.posts import period_words, vacancies, vacancy_words
from inspections.rules.roles import PERMISSIONS, Actor, Permission, Role
from inspections.views.access import actor, today
from inspections.views.privacy_reads import note_reading

PAGE = 25
LEADING = (Permission.CONFIRM_OVERLAP, Permission.SIGN_FOR_AGENCY)


@dataclass(frozen=True)
class Reach:
    """What the signed-in person may do with people: of which departments, as administrator or as a leader."""

    who: Actor
    managed: frozenset[int]
    led: frozenset[int]

    @property
    def is_open(self) -> bool:
        """May the list of people be opened at all?"""
        return bool(self.managed or self.led)

    def people(self) -> QuerySet[User]:
        """People in reach: an administrator sees those of the institutions too."""
        managed = people_of(self.managed)
        led = Membership.objects.filter(department_id__in=self.led).values("user_id")
        return managed | User.objects.filter(pk__in=led)


def reach_of(request: HttpRequest) -> Reach:
    """The departments in which the signed-in person manages or leads people."""
    who = actor(request)
    return Reach(
        who,
        _where(who, (Permission.MANAGE_SETTINGS,)),
        _where(who, LEADING),
    )


def _where(who: Actor, rights: tuple[Permission, ...]) -> frozenset[int]:
    held = ((post.department_id, PERMISSIONS.get(post.role, frozenset())) for post in who.posts)
    return frozenset(place for place, found in held if place and found & set(rights))


def person_or_404(request: HttpRequest, pk: int) -> tuple[User, Reach]:
    """A person in reach, or oneself; anybody else does not exist."""
    reach = reach_of(request)
    own = User.objects.filter(pk=pk) if pk == reach.who.user_id and reach.who.posts else User.objects.none()
    found = own.first() or reach.people().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found, reach


def managed_person(request: HttpRequest, pk: int) -> tuple[User, Reach]:
    """A person whose posts the signed-in administrator keeps."""
    found, reach = person_or_404(request, pk)
    if not reach.managed:
        raise PermissionDenied(_("Chỉ quản trị hệ thống được giao chức vụ, quyền ký và tài khoản."))
    return found, reach


def people(request: HttpRequest) -> HttpResponse:
    """The list of people with the posts of today."""
    reach = reach_of(request)
    if not reach.is_open:
        raise PermissionDenied
    query = request.GET.get("q", "").strip()[:100]
    found = reach.people()
    if query:
        found = found.filter(pk__in=named_like(found, query))
    page = Paginator(with_posts_of(found, today()).order_by("sort_name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "rows": [_row(row) for row in page.object_list],
        "page_obj": page,
        "query": query,
        "warnings": _warnings(reach),
        "new_url": reverse("new_account") if reach.managed else "",
    }
    return render(request, "inspections/posts/people.html", context)


def _row(row: Any) -> dict[str, Any]:
    posts = [post["title"] or str(Role(post["role"]).label) for post in row.held]
    schools = [post["school"] for post in row.held if post["school"]]
    return {
        "name": row.full_name,
        "username": row.username,
        "url": reverse("person", args=[row.pk]),
        "posts": "; ".join(posts),
        "schools": "; ".join(schools),
        "capacities": "; ".join(found["lines"].replace("|", " / ") for found in row.signing),
        "locked": not row.is_active,
        "away": away_words(row.away),
    }


def away_words(absences: list[dict[str, Any]]) -> str:
    """«Vắng đến 27/11/2026, Trần B làm thay»."""
    if not absences:
        return ""
    first = absences[0]
    year, month, day = first["until_on"].split("-")
    text = _("Vắng đến %(day)s") % {"day": f"{day}/{month}/{year}"}
    return (
        _("%(text)s, %(name)s làm thay") % {"text": text, "name": first["delegate"]}
        if first["delegate"]
        else text
    )


def _warnings(reach: Reach) -> list[str]:
    """Days without a director; turns of people who are away that nobody may take."""
    found: list[str] = []
    for department_id in sorted(reach.managed | reach.led):
        held = tenures(department_id=department_id, roles=[Role.DIRECTOR])
        found += vacancy_words(Role.DIRECTOR, vacancies(held, Role.DIRECTOR, from_on=today()))
    if reach.led:
        found += [nobody_words(name, count) for name, count in unplaced(reach.led, today())]
    return found


def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: posts over time, capacities, absences, what may be done."""
    user, reach = person_or_404(request, pk)
    manages = bool(reach.managed)
    hands_over = pk == reach.who.user_id or bool(reach.led)
    if manages:  # telephone and e-mail stand on the page
        note_reading(request, [user], DataPage.PERSON)
    row = with_posts_of(User.objects.filter(pk=pk), today()).get()
    posts = Membership.objects.filter(user_id=pk).select_related("department", "institution")
    in_department = any(not post["school"] for post in row.held)
    context = {
        "person": _row(row) | {"email": user.email, "phone": user.phone, "pk": pk},
        "posts": [_post_row(post) for post in posts.order_by("-valid_from", "-id")],
        "capacities": [_capacity_row(line) for line in Capacity.objects.filter(user_id=pk)],
        "absences": [_absence_row(absence) for absence in absences_of(pk)],
        "manages": manages,
        "own": pk == reach.who.user_id,
        "may_record_absence": in_department,
        "open_turns": open_turns_of(pk).count() if hands_over else None,
        "changes": SettingChange.objects.filter(
            subject=SettingChange.Subject.PEOPLE, key=user.username
        ).select_related("by")[:20]
        if manages
        else [],
    }
    return render(request, "inspections/posts/person.html", context)


def _post_row(post: Membership) -> dict[str, Any]:
    return {
        "title": post.title or post.get_role_display(),
        "role": post.get_role_display(),
        "place": str(post.department or post.institution),
        "period": period_words(post.valid_from, post.valid_until),
        "reference": post.appointment_ref,
        "running": post.valid_until is None or post.valid_until >= today(),
        "end_url": reverse("end_post", args=[post.user_id, post.pk]),
    }


def _capacity_row(line: Capacity) -> dict[str, Any]:
    return {
        "lines": str(line),
        "scope": line.scope,
        "basis": line.basis,
        "period": period_words(line.valid_from, line.valid_until),
        "running": line.valid_until is None or line.valid_until >= today(),
        "end_url": reverse("end_capacity", args=[line.user_id, line.pk]),
    }


def _absence_row(absence: Any) -> dict[str, Any]:
    running = absence.ended_at is None and absence.until_on >= today()
    return {
        "pk": absence.pk,
        "period": period_words(absence.from_on, absence.until_on),
        "delegate": absence.delegate.full_name if absence.delegate else "",
        "note": absence.note,
        "recorded_by": absence.recorded_by.full_name,
        "ended_by": absence.ended_by.full_name if absence.ended_by else "",
        "running": running,
        "end_url": reverse("end_absence", args=[absence.user_id, absence.pk]),
    }
