"""Words of the honesty of the figure: signs that a record was made up afterwards, and what a second officer says."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SignCode(TextChoices):
    """What in a record looks made up afterwards; never an accusation, always something to look at again."""

    BURST = "burst", _("Nhiều nội dung được kết luận dồn trong vài giây")
    ONE_SITTING = "one_sitting", _("Bắt đầu, kết luận mọi nội dung và lập biên bản trong chưa đầy một giờ")
    AFTER_MINUTES = "after_minutes", _("Nội dung được kết luận sau ngày ký biên bản")
    FILE_AFTER_CONCLUSION = "file_after_conclusion", _("Tệp chứng minh đến sau ngày nội dung đã kết luận")
    FILE_AFTER_MINUTES = "file_after_minutes", _("Tệp được nhận sau ngày ký biên bản")
    OPENED_AT_ONCE = "opened_at_once", _("Đoàn mở nhiều tệp trong cùng vài giây")
    ENTERED_LATER = "entered_later", _("Phần lớn việc được ghi vào hệ thống sau ngày làm")
    PLAN_AT_ONCE = "plan_at_once", _("Kế hoạch được phê duyệt ngay trong phút trình")
    DECISION_LATER = "decision_later", _("Quyết định được ghi ban hành sau ngày công bố")
    ANNOUNCED_LATER = "announced_later", _("Buổi công bố được ghi vào hệ thống sau ngày công bố")
    REPLY_AT_ONCE = "reply_at_once", _("Đơn vị trả lời ngay trong phút yêu cầu được gửi")
    SILENT_SCHOOL = (
        "silent_school",
        _("Có tệp ghi là của đơn vị mà đơn vị chưa làm, chưa mở gì trong hệ thống"),
    )
    FILES_BY_TEAM = "files_by_team", _("Mọi tệp chứng minh đều do Đoàn đưa vào")
    SAME_FILE = "same_file", _("Cùng một tệp đã nằm trong hồ sơ của đơn vị khác")
    NIGHT = "night", _("Hầu hết việc được ghi trong đêm")
    SIGNED_TOGETHER = "signed_together", _("Hai bên ký biên bản trong cùng một phút")
    VISIT_LATER = "visit_later", _("Lần đến đơn vị được ghi nhiều ngày sau")
    VISIT_WITHDRAWN = "visit_withdrawn", _("Có lần đến đơn vị đã ghi rồi rút")
    PHOTO_WITHOUT_VISIT = "photo_without_visit", _("Có ảnh Đoàn chụp mà không ghi lần đến đơn vị nào")
    ONE_DEVICE = "one_device", _("Người của Đoàn và của đơn vị dùng chung một thiết bị")
    HAND_IN_HAND = "hand_in_hand", _("Hai bên thay nhau làm trong từng phút, nhiều lần liền")
    MINUTES_LATER = "minutes_later", _("Biên bản được ghi đã ký nhiều ngày sau ngày ký")


class Verdict(TextChoices):
    """What the second officer found."""

    EXPLAINED = "explained", _("Đã giải thích được")
    STANDS = "stands", _("Giữ dấu hiệu, cần xem lại hồ sơ")


class ReconciliationSource(TextChoices):
    """What the ledger is compared with."""

    REGISTER = "register", _("Sổ đăng ký văn bản đi")
    TRAVEL = "travel", _("Giấy đi đường, công lệnh")
    UNITS = "units", _("Danh sách hằng năm của các cơ sở: ai đã đến")


class RowVerdict(TextChoices):
    """What an officer decided of a row that the system does not know."""

    INSPECTION = "inspection", _("Đúng là một lượt kiểm tra, ghi vào mẫu số")
    VISIT = "visit", _("Đoàn đã đến đơn vị của lượt đang có, hạ mức lượt đó")
    NEITHER = "neither", _("Không phải kiểm tra")
