"""The cast of every story in the tests: reference data, department, the fifteen accounts."""

from io import StringIO

from django.core.management import call_command

from inspections.management.demo.people import (
    ACCOUNTS,
    DEPARTMENT_CODE,
    Cast,
    _checklists,
    make_administrator,
    make_cast,
    make_certificates,
)
from inspections.models import Department, Institution, User
from tests.factories import kept

PASSWORD = "mật khẩu của phép thử"


def make_people(*, certificates: bool = False) -> Cast:
    """The reference data and everybody; with test certificates where papers are really signed."""
    cast = _cast_there() if kept.fill() else make_people_anew()
    if certificates:
        make_certificates(cast)
    return cast


def make_people_anew() -> Cast:
    """Load the reference data and create everybody, as the demonstration does."""
    make_administrator(PASSWORD)
    call_command("load_reference", confirmed_by="quantri", stdout=StringIO())
    return make_cast(PASSWORD)


def _cast_there() -> Cast:
    """The cast whose rows are there."""
    users = {user.username: user for user in User.objects.all()}
    institutions = {row.code: row for row in Institution.objects.filter(is_fictional=True)}
    people = {account.username: users[account.username] for account in ACCOUNTS}
    return Cast(Department.objects.get(code=DEPARTMENT_CODE), people, institutions, _checklists())


def stranger() -> User:
    """Somebody with an account and no post anywhere."""
    return User.objects.create_user("nguoila", PASSWORD, full_name="Người Lạ")


def other_department() -> Department:
    """A department that has nothing to do with the cases."""
    return Department.objects.create(code="so-khac", name="Sở khác")
