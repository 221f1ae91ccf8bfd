"""What the history says of events that are no step of a page, or that a step's own label would tell wrongly."""

from django.utils.translation import gettext_lazy as _

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
    "receive_returned": _("Nhận lại văn bản đã ký, phát hành"),
    "enter_incoming": _("Ghi sổ văn bản đến"),
    "take_up_again": _("Kiểm tra lại vì có tình tiết mới"),
    "invite_to_sign": _("Mời đơn vị ký biên bản"),
    "note_related_refusal": _("Người có liên quan không ký biên bản"),
    "begin_check_unannounced": _("Kiểm tra khi bắt quả tang, không công bố"),
    "decide_urgently": _("Kiểm tra ngay: nhập quyết định đã ký"),
    "quarantine_file": _("Cách ly tệp có mã độc"),
    "enter_approved_plan": _("Kiểm tra ngay: nhập kế hoạch đã phê duyệt"),
}
