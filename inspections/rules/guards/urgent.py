"""When an inspection may be entered after its decision was signed on paper (practice 4; Nghị định 217/2025 Điều 11, 12)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker


def urgent_objections(
    *,
    ground_text: str,
    has_ground_file: bool,
    conflict_free: bool,
    team_size: int,
    signs_own_lead: bool,
    signed_at: datetime,
    approved_at: datetime | None,
    now: datetime,
) -> list[Blocker]:
    """Ground (a) with its proof, a team of two that declared, times that have passed and stand in order."""
    found = []
    if not ground_text.strip() or not has_ground_file:
        found.append(
            _(
                "Kiểm tra ngay chỉ theo căn cứ có dấu hiệu vi phạm (Đ.11.2a): mô tả dấu hiệu và kèm ít nhất một tệp."
            )
        )
    if not conflict_free:
        found.append(_("Cả Đoàn phải ký bản cam kết không xung đột lợi ích trước khi kiểm tra (Đ.12.2)."))
    if team_size < 2:
        found.append(_("Đoàn phải có ít nhất một thành viên ngoài Trưởng đoàn."))
    if signs_own_lead:
        found.append(_("Trưởng đoàn không ký quyết định của chính Đoàn mình."))
    if signed_at > now or (approved_at and approved_at > now):
        found.append(_("Thời điểm ký, phê duyệt không ở tương lai; ghi sau khi đã ký trên giấy."))
    if approved_at and approved_at < signed_at:
        found.append(_("Kế hoạch tiến hành không được phê duyệt trước khi ký quyết định."))
    return [Blocker(text) for text in found]


def entry_objections(*, entered_on: date, due_on: date, late_reason: str) -> list[Blocker]:
    """Entry within the time set, else with a reason; it is marked, never refused."""
    if entered_on <= due_on or late_reason.strip():
        return []
    text = _("Đã quá hạn ghi vào hệ thống (hết ngày %(day)s): ghi lý do ghi muộn.")
    return [Blocker(text % {"day": f"{due_on:%d/%m/%Y}"})]
