"""One inspection written as plain rows, from which the tests make snapshots; invented people and institutions."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.management import call_command

from inspections.documents.contexts import snapshot_for
from inspections.models import (
    Answer,
    Attendee,
    Capacity,
    Case,
    CaseEvent,
    ChecklistVersion,
    ConductPlan,
    Department,
    EvidenceFile,
    Finding,
    InformationRequest,
    InspectedParty,
    InspectedPartyDetails,
    Inspection,
    InspectionDetails,
    Institution,
    LegalAct,
    Membership,
    Minutes,
    RequestItem,
    TeamMember,
    User,
)

TODAY = date(2026, 11, 17)
ANNOUNCED = datetime(2026, 11, 12, 1, 0, tzinfo=UTC)
OPENED = datetime(2026, 11, 16, 1, 30, tzinfo=UTC)
# 00:30 of 17 November in Việt Nam is still the 16th in UTC.
JUST_AFTER_MIDNIGHT = datetime(2026, 11, 16, 17, 30, tzinfo=UTC)


@dataclass
class Record:
    """One inspection with two parties, as far as the minutes of the first."""

    inspection: Inspection
    first: InspectedParty
    second: InspectedParty
    request: InformationRequest
    lead: User
    member: User

    def snapshot(self, kind: str, **changed: Any) -> Any:
        """The snapshot of a kind from the row it is made of."""
        sources = {
            "decision": self.inspection,
            "conduct_plan": self.inspection,
            "announcement_record": self.first,
            "information_request": self.request,
            "minutes": self.first,
        }
        return snapshot_for(kind, sources[kind], **{"today": TODAY, "demo": False, **changed})

    def reload(self) -> None:
        """Forget what the objects hold in memory."""
        self.inspection = Inspection.objects.get(pk=self.inspection.pk)
        self.first = InspectedParty.objects.get(pk=self.first.pk)
        self.request = InformationRequest.objects.get(pk=self.request.pk)


def opened(case: Case) -> None:
    """Tell the first stage: the database compares it with the last event."""
    CaseEvent.objects.create(
        root=case.root or case, case=case, verb="open", after=case.stage, at=ANNOUNCED, recorded_at=ANNOUNCED
    )


def make_inspection(department: Department, lead: User, member: User, issuer: User) -> Inspection:
    inspection = Inspection.objects.create(
        kind="inspection", code="KT-2026-007", department=department, stage="proposed", opened_at=ANNOUNCED,
        opened_by=member, title="Kiểm tra chuyên ngành về quản lý, cấp văn bằng, chứng chỉ năm 2026.",
    )  # fmt: skip
    capacity = Capacity.objects.create(
        user=issuer, department=department, lines="KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", valid_from=date(2026, 1, 1)
    )
    InspectionDetails.objects.create(
        case=inspection, ground="plan", ground_text="Kế hoạch kiểm tra chuyên đề năm 2026 đã được phê duyệt.",
        period_from=date(2026, 5, 1), period_to=date(2026, 10, 31), limit_days=10, day_unit="working_day",
        checklist_version=ChecklistVersion.objects.get(checklist__code="van-bang-chung-chi"),
        issuer=issuer, issuer_capacity=capacity, decision_number="9/QĐ-SGDĐT", decided_on=date(2026, 11, 9),
        announced_on=date(2026, 11, 12), limit_end_on=date(2026, 11, 26), plan_approved_at=ANNOUNCED,
    )  # fmt: skip
    TeamMember.objects.create(case=inspection, user=member, duty="member")
    TeamMember.objects.create(
        case=inspection, user=lead, duty="lead", post_title="Phó Trưởng phòng Giáo dục nghề nghiệp"
    )
    ConductPlan.objects.create(
        case=inspection, starts_on=date(2026, 11, 12), ends_on=date(2026, 11, 18), method="mixed",
        objective="- Đánh giá việc chấp hành quy định.\n- Hướng dẫn đơn vị khắc phục.", requirement="Đúng thời hạn",
        place="Trụ sở Sở Giáo dục và Đào tạo; trụ sở đơn vị", resources="Máy tính, phòng họp trực tuyến của Sở",
        assignment="Nguyễn Thị Hồng Ánh: chỉ đạo chung, ký biên bản.\nMọi thành viên giữ bí mật thông tin.",
    )  # fmt: skip
    return inspection


def make_party(inspection: Inspection, code: str, by: User) -> InspectedParty:
    institution = Institution.objects.get(code=code)
    party = InspectedParty.objects.create(
        kind="inspected_party", code=f"{inspection.code}.{code}", title=institution.name, institution=institution,
        department=inspection.department, parent=inspection, root=inspection, stage="listed",
        opened_at=ANNOUNCED, opened_by=by,
    )  # fmt: skip
    InspectedPartyDetails.objects.create(
        case=party, method="mixed", session_at=ANNOUNCED, announced_at=ANNOUNCED, announced_on=date(2026, 11, 12),
        session_channel="Phòng họp trực tuyến số 2 của Sở", representative_name="Phạm Văn Khải",
        representative_post="Hiệu trưởng", check_began_at=ANNOUNCED,
    )  # fmt: skip
    opened(party)
    return party


def conclude(party: InspectedParty, lead: User, member: User) -> None:
    """Every item answered; the first rests on a file of the party, the second falls short."""
    version = ChecklistVersion.objects.get(checklist__code="van-bang-chung-chi")
    for item in version.items.all():
        answer = Answer.objects.create(
            party=party, item=item, method="on_site" if item.on_site_only else "online", assigned_to=member,
            result="Đoàn đối chiếu: đủ hồ sơ.", rating="complies", concluded_at=JUST_AFTER_MIDNIGHT,
            concluded_by=member,
        )  # fmt: skip
        side = "team" if item.on_site_only else "institution"
        file = EvidenceFile.objects.create(
            case=party, name=f"{item.code}.pdf", size=1, sha256="0" * 64, mime="application/pdf", side=side,
            blob="aa/bb/cc", received_at=OPENED, received_by=lead,
        )  # fmt: skip
        answer.files.add(file)
    second = party.answers.get(item__code="VB.02")
    second.rating = "falls_short"
    second.save()
    Finding.objects.create(
        party=party, answer=second, code="TT01", kind="shortcoming", text="Sổ theo dõi phôi chưa ghi 12 phôi",
        act=LegalAct.objects.get(code="luat-124-2025"), locator="Điều 30", state="kept", raised_at=OPENED,
        raised_by=member, explanation="Đơn vị đang bổ sung.", settlement="Đoàn giữ nguyên nội dung.",
    )  # fmt: skip
    Finding.objects.create(
        party=party, answer=second, code="TT02", kind="sign_of_violation", text="Ghi nhầm", settlement="Rút",
        act=LegalAct.objects.get(code="luat-124-2025"), state="withdrawn", raised_at=OPENED, raised_by=member,
    )  # fmt: skip


def make_record() -> Record:
    """The whole record, written as plain rows: every case stands at its first stage."""
    call_command("load_reference", stdout=io.StringIO())
    department = Department.objects.create(code="sgddt", name="Sở Giáo dục và Đào tạo")
    lead = User.objects.create_user("anh", full_name="Nguyễn Thị Hồng Ánh")
    member = User.objects.create_user(
        "hwen", full_name="H'Wen Niê Kđăm", phone="0912 000 111", email="hwen@minhhoa.example.vn"
    )
    issuer = User.objects.create_user("vuong", full_name="Trần Quốc Vượng")
    Membership.objects.create(
        user=member, role="officer", title="Chuyên viên", department=department, valid_from=date(2026, 1, 1)
    )
    inspection = make_inspection(department, lead, member, issuer)
    opened(inspection)
    first, second = (make_party(inspection, code, member) for code in ("MH-01", "MH-03"))
    for side, name in (
        ("team", lead.full_name),
        ("institution", "Phạm Văn Khải"),
        ("institution", "Y Bhăm Êban"),
    ):
        Attendee.objects.create(party=first, occasion="announcement", side=side, name=name)
    conclude(first, lead, member)
    request = InformationRequest.objects.create(
        party=first,
        sequence=1,
        contact="H'Wen Niê Kđăm",
        due_on=date(2026, 11, 16),
        sent_at=ANNOUNCED,
        sent_by=lead,
    )
    RequestItem.objects.create(
        request=request, answer=first.answers.get(item__code="VB.02"), label="Sổ theo dõi phôi."
    )
    Minutes.objects.create(
        party=first, opened_at=OPENED, opened_by=lead, place="Phòng họp trực tuyến số 2 của Sở",
        related_persons="Lê Văn Bình - thủ kho\nTrần Thị Cúc", requests_on_the_spot="Gửi sổ gốc trước ngày 19/11/2026",
        opinion="Nhà trường nhất trí.", opinion_at=OPENED, opinion_by=lead, copies=3,
    )  # fmt: skip
    made = Record(inspection, first, second, request, lead, member)
    made.reload()
    return made
