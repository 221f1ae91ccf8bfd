"""Cuộc kiểm tra chuyên ngành: one decision (domain table 12.1.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inspections.enums import Phase
from inspections.kinds.base import Kind, register


class InspectionStage(TextChoices):
    """Stages of an inspection; the names are frozen."""

    PROPOSED = "proposed", _("Đề xuất")
    OVERLAP_REVIEWED = "overlap_reviewed", _("Đã rà soát trùng lặp")
    DECISION_DRAFTED = "decision_drafted", _("Dự thảo quyết định")
    DECIDED = "decided", _("Đã ban hành quyết định")
    CONDUCT_PLAN_SUBMITTED = "conduct_plan_submitted", _("Trình kế hoạch tiến hành")
    CONDUCT_PLAN_APPROVED = "conduct_plan_approved", _("Đã phê duyệt kế hoạch")
    UNDER_WAY = "under_way", _("Đang tiến hành")
    CONDUCT_FINISHED = "conduct_finished", _("Kết thúc tiến hành")
    REPORTED = "reported", _("Đã báo cáo kết quả")
    RESULT_ISSUED = "result_issued", _("Đã ban hành kết quả")
    REMEDY_FOLLOWED = "remedy_followed", _("Theo dõi khắc phục")
    PAUSED = "paused", _("Tạm dừng")
    TERMINATED = "terminated", _("Đình chỉ")
    NOT_PURSUED = "not_pursued", _("Không tiến hành")
    REVOKED = "revoked", _("Bãi bỏ quyết định")
    CLOSED = "closed", _("Kết thúc, lưu hồ sơ")


_S = InspectionStage

INSPECTION = register(
    Kind(
        code="inspection",
        label=_("Cuộc kiểm tra chuyên ngành"),
        prefix="KT",
        stages=InspectionStage,
        first=_S.PROPOSED,
        final=frozenset({_S.TERMINATED, _S.NOT_PURSUED, _S.REVOKED, _S.CLOSED}),
        phases={
            _S.PROPOSED: Phase.DECISION,
            _S.OVERLAP_REVIEWED: Phase.DECISION,
            _S.DECISION_DRAFTED: Phase.DECISION,
            _S.DECIDED: Phase.PREPARATION,
            _S.CONDUCT_PLAN_SUBMITTED: Phase.PREPARATION,
            _S.CONDUCT_PLAN_APPROVED: Phase.PREPARATION,
            _S.UNDER_WAY: Phase.CONDUCT,
            _S.CONDUCT_FINISHED: Phase.MINUTES,
            _S.REPORTED: Phase.RESULTS,
            _S.RESULT_ISSUED: Phase.RESULTS,
            _S.REMEDY_FOLLOWED: Phase.FOLLOW_UP,
            _S.PAUSED: Phase.CONDUCT,
            _S.TERMINATED: Phase.CLOSED,
            _S.NOT_PURSUED: Phase.CLOSED,
            _S.REVOKED: Phase.CLOSED,
            _S.CLOSED: Phase.CLOSED,
        },
        requires={
            _S.OVERLAP_REVIEWED: ("overlap_reviewed_at",),
            _S.DECISION_DRAFTED: (
                "overlap_reviewed_at",
                "overlap_confirmed_at",
                "decision_drafted_at",
                "limit_days",
                "checklist_version_id",
            ),
            _S.DECIDED: ("decision_drafted_at", "decided_at", "decided_on", "decision_number", "issuer_id"),
            _S.CONDUCT_PLAN_SUBMITTED: ("decided_at", "plan_submitted_at"),
            _S.CONDUCT_PLAN_APPROVED: ("decided_at", "plan_submitted_at", "plan_approved_at"),
            _S.UNDER_WAY: ("plan_approved_at", "under_way_at", "announced_on", "limit_end_on"),
            _S.CONDUCT_FINISHED: ("under_way_at", "announced_on", "conduct_finished_at"),
            _S.REPORTED: ("conduct_finished_at", "reported_at"),
            _S.RESULT_ISSUED: ("conduct_finished_at", "result_issued_at", "result_issued_on"),
            _S.REMEDY_FOLLOWED: ("conduct_finished_at", "result_issued_at", "remedy_followed_at"),
            _S.PAUSED: ("decided_at", "paused_at", "paused_on", "paused_from"),
            _S.TERMINATED: ("decided_at", "terminated_at", "terminated_cause", "terminated_reason"),
            _S.NOT_PURSUED: ("not_pursued_at", "not_pursued_reason"),
            _S.REVOKED: ("decided_at", "revoked_at", "revoked_reason"),
            _S.CLOSED: ("conduct_finished_at", "result_issued_at", "sealed_at"),
        },
        details_table="inspections_inspectiondetails",
        next_words={
            _S.PROPOSED: _(
                "Chuyên viên rà soát trùng lặp, chồng chéo với lịch sử kiểm tra 24 tháng của từng đơn vị."
            ),
            _S.OVERLAP_REVIEWED: _(
                "Chuyên viên cử Đoàn, các thành viên kê khai xung đột lợi ích, rồi dự thảo quyết định."
            ),
            _S.DECISION_DRAFTED: _("Người có thẩm quyền ký quyết định; văn thư cấp số và phát hành."),
            _S.DECIDED: _(
                "Trưởng đoàn lập và trình kế hoạch tiến hành kiểm tra, nêu phương thức cho từng nội dung."
            ),
            _S.CONDUCT_PLAN_SUBMITTED: _("Người ra quyết định phê duyệt hoặc trả lại kế hoạch tiến hành."),
            _S.CONDUCT_PLAN_APPROVED: _(
                "Trưởng đoàn thông báo lịch và công bố quyết định; thời hạn tính từ ngày công bố."
            ),
            _S.UNDER_WAY: _("Đoàn kiểm tra từng nội dung và lập biên bản với từng đơn vị."),
            _S.CONDUCT_FINISHED: _(
                "Mọi đơn vị đã có biên bản. Trưởng đoàn lập và trình báo cáo kết quả kiểm tra."
            ),
            _S.REPORTED: _(
                "Báo cáo được duyệt, rồi người ra quyết định ký một lần báo cáo, thông báo kết quả và yêu cầu khắc phục; văn thư phát hành."
            ),
            _S.RESULT_ISSUED: _(
                "Không còn yêu cầu khắc phục. Trưởng đoàn kết thúc hồ sơ, văn thư lưu hồ sơ."
            ),
            _S.REMEDY_FOLLOWED: _(
                "Theo dõi, đôn đốc từng đơn vị khắc phục (Đ.16); xong mọi yêu cầu thì kết thúc, lưu hồ sơ."
            ),
            _S.PAUSED: _(
                "Cuộc kiểm tra tạm dừng vì sự kiện bất khả kháng; hồ sơ chỉ xem được cho đến khi có quyết định tiếp tục."
            ),
            _S.TERMINATED: _("Cuộc kiểm tra đã đình chỉ theo quyết định; hồ sơ chỉ xem được."),
            _S.NOT_PURSUED: _("Hồ sơ đã kết thúc, không tiến hành kiểm tra."),
            _S.CLOSED: _("Hồ sơ đã niêm phong và lưu; chỉ xem được, tải được bản lưu để kiểm chứng."),
            _S.REVOKED: _("Quyết định kiểm tra đã bị bãi bỏ trước khi công bố; không tiến hành kiểm tra."),
        },
    )
)
