"""What the history and the sealed archive say of each event: its own words, or the label of the deed that made it."""

from django.utils.translation import gettext_lazy as _

from inspections.steps import STEPS

# Events that are no step of a page, or that a step's own label would tell wrongly.
ORDER_EVENTS = {
    "draft_extension": _("Dự thảo quyết định gia hạn thời hạn kiểm tra"),
    "draft_pause": _("Dự thảo quyết định tạm dừng kiểm tra"),
    "draft_resumption": _("Dự thảo quyết định tiếp tục kiểm tra"),
    "draft_termination": _("Dự thảo quyết định đình chỉ cuộc kiểm tra"),
    "draft_party_termination": _("Dự thảo quyết định đình chỉ kiểm tra đối với đơn vị"),
    "draft_revocation": _("Dự thảo quyết định bãi bỏ quyết định kiểm tra"),
    "draft_amendment": _("Dự thảo quyết định sửa đổi, bổ sung"),
    "draft_replacement": _("Dự thảo quyết định thay đổi thành viên Đoàn"),
    "draft_plan_adjustment": _("Đề nghị điều chỉnh phương thức kiểm tra"),
    "sign_order": _("Ký văn bản can thiệp"),
    "drop_order": _("Rút dự thảo, không ban hành"),
    "extend": _("Gia hạn thời hạn kiểm tra"),
    "pause": _("Tạm dừng kiểm tra"),
    "resume_decided": _("Tiếp tục kiểm tra"),
    "resume_conduct_plan_submitted": _("Tiếp tục kiểm tra"),
    "resume_conduct_plan_approved": _("Tiếp tục kiểm tra"),
    "resume_under_way": _("Tiếp tục kiểm tra"),
    "terminate": _("Đình chỉ kiểm tra"),
    "complete": _("Hoàn thành kiểm tra đối với đơn vị"),
    "revoke": _("Bãi bỏ quyết định kiểm tra"),
    "amend": _("Sửa đổi, bổ sung quyết định kiểm tra"),
    "replace_member": _("Thay đổi thành viên Đoàn"),
    "change_method": _("Đổi phương thức sang kiểm tra trực tiếp"),
}
CONDUCT_EVENTS = {
    "fix_manifest": _("Chốt bản kê của bản lưu"),
    "dispose": _("Tiêu hủy theo quyết định"),
    "receive_returned": _("Nhận lại văn bản đã ký, phát hành"),
    "enter_incoming": _("Ghi sổ văn bản đến"),
    "take_up_again": _("Kiểm tra lại vì có tình tiết mới"),
    "invite_to_sign": _("Mời đơn vị ký biên bản"),
    "note_related_refusal": _("Người có liên quan không ký biên bản"),
    "begin_check_unannounced": _("Kiểm tra khi bắt quả tang, không công bố"),
    "decide_urgently": _("Kiểm tra ngay: nhập quyết định đã ký"),
    "quarantine_file": _("Cách ly tệp có mã độc"),
    "issue_result": _("Ban hành thông báo kết quả và yêu cầu khắc phục"),
    "save_remedy_plan": _("Lưu nháp kế hoạch khắc phục"),
    "submit_remedy_plan": _("Gửi kế hoạch khắc phục"),
    "report_some_remedies": _("Nộp một phần báo cáo kết quả khắc phục"),
    "require_remedy": _("Yêu cầu chấn chỉnh, khắc phục có hiệu lực"),
    "follow_remedies": _("Bắt đầu theo dõi khắc phục"),
    "return_remedy": _("Trả lại báo cáo khắc phục"),
    "accept_remedy": _("Chấp nhận kết quả khắc phục"),
    "urge_remedy": _("Nhắc, đôn đốc khắc phục"),
    "enter_approved_plan": _("Kiểm tra ngay: nhập kế hoạch đã phê duyệt"),
}
EVENT_LABELS = {
    "propose": _("Lập đề xuất kiểm tra"),
    "audit": _("Người thứ hai soát xét"),
    "reconcile": _("Đối chiếu với danh sách bên ngoài"),
    "raise_class": _("Nâng mức, có người thứ hai quyết định"),
    "list_party": _("Đưa đơn vị vào danh sách kiểm tra"),
    "begin_conduct": _("Bắt đầu tiến hành kiểm tra (công bố đầu tiên)"),
    "finish_conduct": _("Kết thúc tiến hành kiểm tra"),
    "withdraw": _("Đưa đơn vị ra khỏi danh sách"),
    "save_answer": _("Ghi kết quả nội dung kiểm tra"),
    "reroute_turn": _("Chuyển người làm"),
    "hand_over": _("Bàn giao"),
    **ORDER_EVENTS,
    **CONDUCT_EVENTS,
}


def event_label(kind: str, verb: str) -> str:
    """How an event of a case of this kind is called."""
    step = STEPS[kind].get(verb)
    return str(EVENT_LABELS.get(verb) or (step.label if step else verb))


def all_event_labels() -> dict[str, str]:
    """The words of every event by its verb, whichever kind of case it belongs to."""
    deeds = {step.verb: str(step.label) for steps in STEPS.values() for step in steps.values()}
    return deeds | {verb: str(words) for verb, words in EVENT_LABELS.items()}
