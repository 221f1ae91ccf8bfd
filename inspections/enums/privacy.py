"""Personal data and what became of matters handed over: kinds of requests, their states, pages that are noted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataRequestKind(TextChoices):
    """What a data subject may ask (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15)."""

    COPY = "copy", _("Xem, nhận bản sao")
    CORRECT = "correct", _("Chỉnh sửa")
    ERASE = "erase", _("Xóa")


class DataRequestState(TextChoices):
    """How far a request has come; an erasure is decided first and carried out by another person."""

    RECEIVED = "received", _("Đã nhận, chờ trả lời")
    DECIDED = "decided", _("Đã chấp thuận xóa, chờ thực hiện")
    DONE = "done", _("Đã thực hiện")
    REFUSED = "refused", _("Không thực hiện, có lý do")


class DataPage(TextChoices):
    """Where somebody read or received personal data of a person."""

    PERSON = "person", _("Trang nhân sự: điện thoại, thư điện tử, chức vụ")
    COLLEAGUES = "colleagues", _("Trang người dùng của đơn vị: điện thoại, thư điện tử")
    REQUEST = "request", _("Yêu cầu về dữ liệu cá nhân")
    EXPORT = "export", _("Tải bản sao dữ liệu cá nhân")


class ReferralOutcome(TextChoices):
    """What the other body says of a matter that was handed over to it."""

    CONSIDERING = "considering", _("Đang xem xét")
    DECIDED = "decided", _("Đã có quyết định xử lý")
    NOT_HANDLED = "not_handled", _("Không xử lý")
    RETURNED = "returned", _("Trả lại")


# After these the matter is over for the department; «đang xem xét» still waits.
REFERRAL_ANSWERED = (
    ReferralOutcome.DECIDED.value,
    ReferralOutcome.NOT_HANDLED.value,
    ReferralOutcome.RETURNED.value,
)
