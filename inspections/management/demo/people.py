"""Invented people of the demonstration: posts, signing capacities and test certificates (practice.md 1, 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from inspections.documents.signing.places import demo_authority
from inspections.models import (
    Capacity,
    Checklist,
    ChecklistVersion,
    Department,
    Institution,
    Membership,
    User,
)
from inspections.rules.roles import Role

SINCE = date(2025, 7, 1)
DEPARTMENT_CODE = "sgddt"
DEPARTMENT_NAME = "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
AGENCY_NAME = "Sở Giáo dục và Đào tạo"
SIGNERS = ("giamdoc", "phogiamdoc", "truongdoan", "truonga-hieutruong", "trungtamb-giamdoc")
CAPACITIES = {"giamdoc": "GIÁM ĐỐC", "phogiamdoc": "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC"}


@dataclass(frozen=True)
class Account:
    """One invented person: the post held, and where (the department, or an institution by its code)."""

    username: str
    full_name: str
    role: str
    title: str
    institution: str = ""
    staff: bool = False


ACCOUNTS = (
    Account("quantri", "Đoàn Quốc Vượng", Role.ADMINISTRATOR, "Quản trị hệ thống", staff=True),
    Account("giamdoc", "Nguyễn Thị Ánh Nguyệt", Role.DIRECTOR, "Giám đốc"),
    Account("phogiamdoc", "Trần Đình Khải", Role.DEPUTY_DIRECTOR, "Phó Giám đốc"),
    Account("truongphong", "Lê Thị Thu Hồng", Role.SECTION_HEAD, "Trưởng phòng Giáo dục nghề nghiệp"),
    Account("chuyenvien", "Phạm Văn Lâm", Role.OFFICER, "Chuyên viên"),
    Account("truongdoan", "Hoàng Minh Đức", Role.OFFICER, "Phó Trưởng phòng Giáo dục nghề nghiệp"),
    Account("thanhvien1", "H'Wen Niê Kđăm", Role.TEAM_MEMBER, "Chuyên viên"),
    Account("thanhvien2", "Vũ Đức Thắng", Role.TEAM_MEMBER, "Chuyên viên"),
    Account("vanthu", "Đặng Thị Mỹ Linh", Role.RECORDS_CLERK, "Văn thư"),
    Account("giamsat", "Bùi Quang Hải", Role.MONITOR, "Chuyên viên theo dõi, tổng hợp"),
    Account("truonga-hieutruong", "Y Bhăm Ayŭn", Role.INSTITUTION_HEAD, "Hiệu trưởng", "MH-01"),
    Account("truonga-canbo", "Ngô Thị Kim Oanh", Role.INSTITUTION_CLERK, "Trưởng phòng Đào tạo", "MH-01"),
    Account("truonga-giaovien", "Thạch Thị Sa Rây", Role.INSTITUTION_HELPER, "Giáo viên", "MH-01"),
    Account("trungtamb-giamdoc", "Điểu K'Rung", Role.INSTITUTION_HEAD, "Giám đốc", "MH-02"),
    Account("trungtamb-canbo", "Võ Thị Bích Trâm", Role.INSTITUTION_CLERK, "Giáo vụ", "MH-02"),
)


@dataclass(frozen=True)
class Cast:
    """Everything a story needs: the department, its people, the institutions, the published checklists."""

    department: Department
    people: Mapping[str, User]
    institutions: Mapping[str, Institution]
    checklists: Mapping[str, ChecklistVersion]

    def capacity(self, username: str) -> Capacity:
        """In what capacity this person signs for the department."""
        return Capacity.objects.get(user=self.people[username], department=self.department)


def make_administrator(password: str) -> User:
    """The account that confirms the calendar; it exists before the reference data."""
    return _make_user(ACCOUNTS[0], password)


def make_cast(password: str) -> Cast:
    """Create the department, the accounts with their posts and the signing capacities; reference data is there."""
    department = Department.objects.create(code=DEPARTMENT_CODE, name=DEPARTMENT_NAME)
    Institution.objects.filter(is_fictional=True).update(department=department)
    institutions = {row.code: row for row in Institution.objects.filter(is_fictional=True)}
    people = {}
    for account in ACCOUNTS:
        user = User.objects.filter(username=account.username).first() or _make_user(account, password)
        people[account.username] = user
        _give_post(user, account, department, institutions)
    for username, lines in CAPACITIES.items():
        Capacity.objects.create(user=people[username], department=department, lines=lines, valid_from=SINCE)
    return Cast(department, people, institutions, _checklists())


def _checklists() -> dict[str, ChecklistVersion]:
    published = ChecklistVersion.objects.filter(status="published").order_by("number")
    newest = {version.checklist_id: version for version in published.select_related("checklist")}
    return {row.theme_key: newest[row.pk] for row in Checklist.objects.all() if row.pk in newest}


@cache
def _hash_of(password: str) -> str:
    """All accounts share one password, printed at the start: it is hashed once, for hashing is slow on purpose."""
    return make_password(password)


def _make_user(account: Account, password: str) -> User:
    return User.objects.create(
        username=account.username,
        password=_hash_of(password),
        full_name=account.full_name,
        email=f"{account.username}@minhhoa.example.vn",
        is_staff=account.staff,
        is_superuser=account.staff,
        is_fictional=True,
    )


def _give_post(
    user: User, account: Account, department: Department, institutions: Mapping[str, Institution]
) -> None:
    institution = institutions[account.institution] if account.institution else None
    Membership.objects.create(
        user=user,
        role=account.role,
        title=account.title,
        department=None if institution else department,
        institution=institution,
        valid_from=SINCE,
        appointment_ref="Quyết định minh hoạ",
    )


def make_certificates(cast: Cast) -> None:
    """Test certificates for those who sign, and for the agency; existing ones are kept."""
    authority = demo_authority()
    authority.establish()
    for account in ACCOUNTS:
        if account.username in SIGNERS:
            place = cast.institutions[account.institution].name if account.institution else AGENCY_NAME
            authority.issue(account.username, name=account.full_name, organisation=place, post=account.title)
    authority.issue_to_agency(AGENCY_NAME)
