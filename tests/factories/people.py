"""The cast of every story in the tests: reference data, department, the fifteen accounts."""

from io import StringIO

from django.core.management import call_command

from inspections.management.demo.people import Cast, make_administrator, make_cast, make_certificates
from inspections.models import Department, User

PASSWORD = "mật khẩu của phép thử"


def make_people(*, certificates: bool = False) -> Cast:
    """Load the reference data and create everybody; with test certificates where papers are really signed."""
    make_administrator(PASSWORD)
    call_command("load_reference", confirmed_by="quantri", stdout=StringIO())
    cast = make_cast(PASSWORD)
    if certificates:
        make_certificates(cast)
    return cast


def stranger() -> User:
    """Somebody with an account and no post anywhere."""
    return User.objects.create_user("nguoila", PASSWORD, full_name="Người Lạ")


def other_department() -> Department:
    """A department that has nothing to do with the cases."""
    return Department.objects.create(code="so-khac", name="Sở khác")
