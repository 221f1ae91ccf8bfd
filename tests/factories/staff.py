"""A second deputy, and dossiers led by a deputy: who signs when the director is away."""

from datetime import date

from inspections.management.demo.people import SINCE, Cast
from inspections.models import Capacity, Membership, User
from inspections.rules.roles import Role

KT = "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC"


def second_deputy(cast: Cast, *, capacity: bool = True) -> User:
    """Another deputy director, with a capacity to sign KT. or without."""
    user = User.objects.create_user("phogiamdoc2", full_name="Trương Thị Bảo Ngân", email="p2@example.vn")
    give_post(cast, user, Role.DEPUTY_DIRECTOR, "Phó Giám đốc")
    if capacity:
        Capacity.objects.create(user=user, department=cast.department, lines=KT, valid_from=SINCE)
    return user


def give_post(cast: Cast, user: User, role: str, title: str, *, since: date = SINCE) -> Membership:
    """A post in the department."""
    user.__dict__.pop("_actors", None)
    return Membership.objects.create(
        user=user, role=role, title=title, department=cast.department, valid_from=since, appointment_ref="QĐ"
    )
