"""Roles as readable text: what each may do (architecture, «Who does what»)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One right; every step, policy and flow node names one."""

    READ_CASES = "inspections.read_cases"
    PROPOSE = "inspections.propose"
    REVIEW_OVERLAP = "inspections.review_overlap"
    CONFIRM_OVERLAP = "inspections.confirm_overlap"
    NOMINATE_TEAM = "inspections.nominate_team"
    DECLARE_CONFLICTS = "inspections.declare_conflicts"
    DRAFT_DECISION = "inspections.draft_decision"
    SIGN_FOR_AGENCY = "inspections.sign_for_agency"
    ISSUE_DOCUMENT = "inspections.issue_document"
    APPROVE_PLAN = "inspections.approve_plan"
    LEAD = "inspections.lead"
    CONDUCT = "inspections.conduct"
    ABANDON = "inspections.abandon"
    DRAFT_ORDER = "inspections.draft_order"
    REVIEW_RESULT = "inspections.review_result"
    FOLLOW_REMEDY = "inspections.follow_remedy"
    CONFIRM_REMEDY = "inspections.confirm_remedy"
    KEEP_ARCHIVE = "inspections.keep_archive"
    ANSWER_FOR_INSTITUTION = "inspections.answer_for_institution"
    REPRESENT_INSTITUTION = "inspections.represent_institution"
    MANAGE_SETTINGS = "inspections.manage_settings"


P = Permission


class Role(TextChoices):
    """Roles given by a membership, with validity dates; rights belong to the post, not to the person."""

    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    DIRECTOR = "director", _("Giám đốc Sở")
    DEPUTY_DIRECTOR = "deputy_director", _("Phó Giám đốc Sở")
    SECTION_HEAD = "section_head", _("Trưởng phòng")
    OFFICER = "officer", _("Chuyên viên")
    RECORDS_CLERK = "records_clerk", _("Văn thư")
    MONITOR = "monitor", _("Theo dõi, giám sát")
    TEAM_MEMBER = "team_member", _("Thành viên Đoàn kiểm tra")
    INSTITUTION_HEAD = "institution_head", _("Thủ trưởng đơn vị")
    INSTITUTION_CLERK = "institution_clerk", _("Cán bộ đầu mối của đơn vị")
    INSTITUTION_HELPER = "institution_helper", _("Đồng nghiệp được chia phần việc")


INSTITUTION_ROLES = frozenset({Role.INSTITUTION_HEAD, Role.INSTITUTION_CLERK, Role.INSTITUTION_HELPER})
INSTITUTION_READERS = frozenset({Role.INSTITUTION_HEAD, Role.INSTITUTION_CLERK})
DEPARTMENT_READERS = frozenset(
    {Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.SECTION_HEAD, Role.OFFICER, Role.RECORDS_CLERK, Role.MONITOR}
)
SIGNING_ROLES = frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR})
_TEAM_RIGHTS = frozenset(
    {P.READ_CASES, P.LEAD, P.CONDUCT, P.DECLARE_CONFLICTS, P.DRAFT_ORDER, P.FOLLOW_REMEDY}
)
_LEADER_RIGHTS = frozenset({P.SIGN_FOR_AGENCY, P.APPROVE_PLAN, P.ABANDON, P.REVIEW_RESULT, P.CONFIRM_REMEDY})

_OFFICER_RIGHTS = _TEAM_RIGHTS | {P.PROPOSE, P.REVIEW_OVERLAP, P.NOMINATE_TEAM, P.DRAFT_DECISION}

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.MANAGE_SETTINGS}),
    Role.DIRECTOR: _LEADER_RIGHTS | _TEAM_RIGHTS,
    Role.DEPUTY_DIRECTOR: _LEADER_RIGHTS | _TEAM_RIGHTS,
    Role.SECTION_HEAD: _OFFICER_RIGHTS
    | {P.CONFIRM_OVERLAP, P.ABANDON, P.REVIEW_RESULT, P.CONFIRM_REMEDY, P.KEEP_ARCHIVE},
    Role.OFFICER: _OFFICER_RIGHTS,
    Role.RECORDS_CLERK: frozenset({P.READ_CASES, P.ISSUE_DOCUMENT, P.KEEP_ARCHIVE}),
    Role.MONITOR: frozenset({P.READ_CASES}),
    Role.TEAM_MEMBER: _TEAM_RIGHTS,
    Role.INSTITUTION_HEAD: frozenset({P.ANSWER_FOR_INSTITUTION, P.REPRESENT_INSTITUTION}),
    Role.INSTITUTION_CLERK: frozenset({P.ANSWER_FOR_INSTITUTION}),
    Role.INSTITUTION_HELPER: frozenset(),
}

WHAT_ROLES_DO: dict[str, str | Promise] = {
    Role.ADMINISTRATOR: _("Giữ danh mục, tài khoản, lịch làm việc, quy tắc; không xem nội dung hồ sơ."),
    Role.DIRECTOR: _("Ký quyết định, phê duyệt kế hoạch tiến hành, ký văn bản kết quả."),
    Role.DEPUTY_DIRECTOR: _(
        "Ký thay Giám đốc (KT.) việc được giao; không ký việc do chính mình làm Trưởng đoàn."
    ),
    Role.SECTION_HEAD: _("Xác nhận rà soát trùng lặp, phân công, theo dõi tiến độ."),
    Role.OFFICER: _("Đề xuất, rà soát trùng lặp, dự thảo quyết định; tham gia Đoàn khi được cử."),
    Role.RECORDS_CLERK: _("Cấp số, ký cơ quan và phát hành văn bản sau khi người có thẩm quyền đã ký."),
    Role.MONITOR: _("Chỉ xem, theo dõi chỉ tiêu và tiến độ."),
    Role.TEAM_MEMBER: _("Chỉ thấy hồ sơ mình tham gia Đoàn."),
    Role.INSTITUTION_HEAD: _("Đại diện đơn vị: xác nhận, ký biên bản, nêu ý kiến."),
    Role.INSTITUTION_CLERK: _("Chuẩn bị và nộp hồ sơ, tài liệu, trả lời yêu cầu của Đoàn."),
    Role.INSTITUTION_HELPER: _("Chỉ thấy và chuẩn bị những nội dung được đồng nghiệp chia cho."),
}


@dataclass(frozen=True)
class Post:
    """One role held on the day, in a department or at an institution."""

    role: str
    department_id: int | None = None
    institution_id: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Actor:
    """A person with the posts held on the day of the deed."""

    user_id: int
    full_name: str
    posts: tuple[Post, ...] = field(default=())

    def _rights_where(self, posts: Iterable[Post]) -> frozenset[Permission]:
        return frozenset().union(*(PERMISSIONS.get(p.role, frozenset()) for p in posts))

    @property
    def permissions(self) -> frozenset[Permission]:
        """All rights, wherever held."""
        return self._rights_where(self.posts)

    def may_in_department(self, permission: Permission, department_id: int) -> bool:
        """Does a post in this department carry the right?"""
        return permission in self._rights_where(p for p in self.posts if p.department_id == department_id)

    def may_at_institution(self, permission: Permission, institution_id: int | None) -> bool:
        """Does a post at this institution carry the right?"""
        return institution_id is not None and permission in self._rights_where(
            p for p in self.posts if p.institution_id == institution_id
        )

    def has_role(self, *roles: str) -> bool:
        """Is one of these roles held?"""
        return any(p.role in roles for p in self.posts)

    @property
    def department_ids(self) -> frozenset[int]:
        """Departments whose cases may be read."""
        return frozenset(
            p.department_id for p in self.posts if p.department_id and p.role in DEPARTMENT_READERS
        )

    @property
    def institution_ids(self) -> frozenset[int]:
        """Institutions whose cases this person may read."""
        return frozenset(
            p.institution_id for p in self.posts if p.institution_id and p.role in INSTITUTION_READERS
        )

    @property
    def is_institution_side(self) -> bool:
        """True for people of institutions only (they never see the department's pages)."""
        return bool(self.posts) and all(p.role in INSTITUTION_ROLES for p in self.posts)

    @property
    def role_words(self) -> str:
        """Role at that time, for the event: the post's own title, else the role's name."""
        if not self.posts:
            return ""
        return self.posts[0].title or str(Role(self.posts[0].role).label)
