"""Đối tượng kiểm tra, one lượt kiểm tra within an inspection (domain table 12.1.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inspections.enums import Phase
from inspections.kinds.base import Kind, register


class PartyStage(TextChoices):
    """Stages of an inspected party; the names are frozen."""

    LISTED = "listed", _("Đưa vào danh sách")
    NOTIFIED = "notified", _("Đã thông báo lịch")
    REPORT_RECEIVED = "report_received", _("Đã nộp báo cáo theo đề cương")
    ANNOUNCED = "announced", _("Đã công bố quyết định")
    UNDER_CHECK = "under_check", _("Đang kiểm tra")
    MINUTES_DRAFTED = "minutes_drafted", _("Dự thảo biên bản, lấy ý kiến")
    MINUTES_SIGNED = "minutes_signed", _("Đã ký biên bản")
    REMEDYING = "remedying", _("Đang khắc phục")
    REMEDY_REPORTED = "remedy_reported", _("Đã báo cáo khắc phục")
    TERMINATED = "terminated", _("Đình chỉ đối với đơn vị")
    WITHDRAWN = "withdrawn", _("Đưa ra khỏi danh sách")
    COMPLETED = "completed", _("Hoàn thành")


_S = PartyStage

INSPECTED_PARTY = register(
    Kind(
        code="inspected_party",
        label=_("Đối tượng kiểm tra"),
        prefix="",
        stages=PartyStage,
        first=_S.LISTED,
        final=frozenset({_S.TERMINATED, _S.WITHDRAWN, _S.COMPLETED}),
        phases={
            _S.LISTED: Phase.PREPARATION,
            _S.NOTIFIED: Phase.PREPARATION,
            _S.REPORT_RECEIVED: Phase.PREPARATION,
            _S.ANNOUNCED: Phase.ANNOUNCEMENT,
            _S.UNDER_CHECK: Phase.CONDUCT,
            _S.MINUTES_DRAFTED: Phase.MINUTES,
            _S.MINUTES_SIGNED: Phase.MINUTES,
            _S.REMEDYING: Phase.FOLLOW_UP,
            _S.REMEDY_REPORTED: Phase.FOLLOW_UP,
            _S.TERMINATED: Phase.CLOSED,
            _S.WITHDRAWN: Phase.CLOSED,
            _S.COMPLETED: Phase.CLOSED,
        },
        requires={
            _S.NOTIFIED: ("notified_at", "session_at"),
            _S.REPORT_RECEIVED: ("notified_at", "report_received_at"),
            _S.ANNOUNCED: ("announced_at", "announced_on", "representative_name"),
            _S.UNDER_CHECK: ("announced_on", "check_began_at"),
            _S.MINUTES_DRAFTED: ("announced_on", "check_began_at", "minutes_drafted_at"),
            _S.MINUTES_SIGNED: (
                "announced_on",
                "minutes_drafted_at",
                "minutes_signed_at",
                "minutes_signed_on",
            ),
            _S.REMEDYING: ("minutes_signed_at", "remedying_at"),
            _S.REMEDY_REPORTED: ("minutes_signed_at", "remedying_at", "remedy_reported_at"),
            _S.TERMINATED: ("terminated_at", "terminated_cause", "terminated_reason"),
            _S.WITHDRAWN: ("withdrawn_at",),
            _S.COMPLETED: ("minutes_signed_at", "completed_at"),
        },
        details_table="inspections_inspectedpartydetails",
        open_to_institution=frozenset(PartyStage) - {_S.LISTED, _S.WITHDRAWN},
        told_to_institution=frozenset(
            {
                "notify_schedule",
                "submit_outline_report",
                "announce_decision",
                "begin_check",
                "send_information_request",
                "answer_information_request",
                "add_to_answer",
                "ask_more_time",
                "decide_more_time",
                "enter_paper_answer",
                "print_outline_report",
                "decide_refusal",
                "draft_minutes",
                "explain_finding",
                "give_opinion",
                "note_silence",
                "settle_finding",
                "confirm_minutes",
                "reopen_minutes",
                "take_up_again",
                "invite_to_sign",
                "sign_minutes",
                "record_refusal",
                "record_meeting",
                "note_related_person",
                "change_related_person",
                "drop_related_person",
                "note_related_refusal",
                "draft_supplement",
                "give_supplement_opinion",
                "freeze_supplement",
                "sign_supplement",
                "refuse_supplement",
                "drop_supplement",
                "begin_check_unannounced",
                "hand_in_complaint",
                "withdraw_own_file",
                "renew_own_file",
                "reuse_own_file",
                "record_visit",
                "terminate",
                "complete",
                "issue_result",
                "require_remedy",
                "submit_remedy_plan",
                "ask_later_date",
                "decide_later_date",
                "save_remedy_report",
                "save_remedy_plan",
                "print_remedy_report",
                "report_some_remedies",
                "report_remedy",
                "return_remedy",
                "accept_remedy",
                "confirm_remedy",
                "end_remedy_item",
                "urge_remedy",
            }
        ),
        next_words={
            _S.LISTED: _(
                "Sau khi kế hoạch tiến hành được phê duyệt, Trưởng đoàn thông báo lịch hoặc công bố quyết định."
            ),
            _S.NOTIFIED: _(
                "Đơn vị nộp báo cáo theo đề cương; Trưởng đoàn công bố quyết định trong buổi làm việc."
            ),
            _S.REPORT_RECEIVED: _("Trưởng đoàn công bố quyết định trong buổi làm việc đầu tiên."),
            _S.ANNOUNCED: _("Trưởng đoàn phân công nội dung và bắt đầu kiểm tra."),
            _S.UNDER_CHECK: _(
                "Đoàn ghi kết quả từng nội dung, yêu cầu hồ sơ, ghi nhận tồn tại, rồi dự thảo biên bản."
            ),
            _S.MINUTES_DRAFTED: _(
                "Đơn vị nêu ý kiến, giải trình; hai bên xác nhận nội dung, rồi ký biên bản."
            ),
            _S.MINUTES_SIGNED: _(
                "Biên bản đã khóa; Sở báo cáo, thông báo kết quả và yêu cầu khắc phục nếu có."
            ),
            _S.REMEDYING: _(
                "Đơn vị lập kế hoạch, khắc phục và báo cáo từng yêu cầu kèm hồ sơ, tài liệu trong thời hạn đã ghi."
            ),
            _S.REMEDY_REPORTED: _(
                "Chuyên viên xem xét từng yêu cầu: chấp nhận hoặc trả lại có lý do; xong thì xác nhận hoàn thành."
            ),
            _S.TERMINATED: _("Việc kiểm tra đối với đơn vị đã đình chỉ theo quyết định; hồ sơ chỉ xem được."),
            _S.WITHDRAWN: _("Đơn vị không còn trong danh sách kiểm tra của quyết định này."),
            _S.COMPLETED: _("Việc kiểm tra đối với đơn vị đã hoàn thành."),
        },
    )
)
