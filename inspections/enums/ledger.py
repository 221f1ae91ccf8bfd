"""Words of the figure: classes, conditions, why a lượt is counted or not (domain 15; practice.md 6)."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class LuotClass(IntegerChoices):
    """How far one lượt ran through the digital environment; a ceiling that only falls (practice.md 6)."""

    M0 = 0, _("Hồ sơ giấy")
    M1 = 1, _("Trực tiếp, hồ sơ số hóa")
    M2 = 2, _("Kết hợp")
    M3 = 3, _("Trực tuyến, từ xa toàn bộ")


class Condition(TextChoices):
    """The eight conditions of domain 15."""

    C1 = "c1", _("Phương thức trực tuyến hoặc kết hợp trong kế hoạch được duyệt trước khi công bố")
    C2 = "c2", _("Công bố quyết định trong hệ thống")
    C3 = "c3", _("Nội dung từ xa kết luận trên hồ sơ, dữ liệu đơn vị nộp qua hệ thống")
    C4 = "c4", _("Yêu cầu và giải trình trao đổi trong hệ thống")
    C5 = "c5", _("Biên bản có chữ ký hợp lệ của hai bên trong thời hạn")
    C6 = "c6", _("Văn bản kết quả phát hành điện tử")
    C7 = "c7", _("Hồ sơ điện tử đầy đủ, đã niêm phong")
    C8 = "c8", _("Đoàn không cử người đến đơn vị")


class Met(TextChoices):
    """Where one condition stands."""

    MET = "met", _("Đạt điều kiện")
    NOT_MET = "not_met", _("Không đạt điều kiện")
    NOT_DUE = "not_due", _("Chưa đến hạn")
    NONE = "none", _("Không phát sinh")


class CountState(TextChoices):
    """Whether a lượt stands in the denominator (domain 15; practice.md 6)."""

    RUNNING = "running", _("Đang tiến hành, tính vào kỳ sau")
    COUNTED = "counted", _("Đã tính vào mẫu số")
    EXCLUDED = "excluded", _("Không tính")


class Exclusion(TextChoices):
    """Why a lượt stands outside the denominator."""

    TERMINATED = "terminated", _("Đình chỉ kiểm tra")
    WITHDRAWN = "withdrawn", _("Đưa ra khỏi danh sách kiểm tra")
    REVOKED = "revoked", _("Bãi bỏ quyết định kiểm tra")
    NOT_PURSUED = "not_pursued", _("Không tiến hành")
    PAPER_WITHDRAWN = "paper_withdrawn", _("Dòng ghi từ hồ sơ giấy đã rút")


class Headline(TextChoices):
    """Which classes the department takes as the figure (domain 15)."""

    STRICT = "strict", _("Chỉ trực tuyến, từ xa toàn bộ (M3)")
    HEADLINE = "headline", _("Trực tuyến, từ xa toàn bộ và kết hợp (M3 + M2)")
    BROAD = "broad", _("Mọi lượt có hồ sơ số (M3 + M2 + M1)")


class Indicator(TextChoices):
    """What a target of a plan is set for."""

    ONLINE_SHARE = "online_share", _("Tỷ lệ kiểm tra chuyên ngành trên môi trường số")
    MAPPED = "mapped", _("Tỷ lệ cơ sở có trên bản đồ số")
    REPORTS = "reports", _("Tỷ lệ báo cáo định kỳ, thống kê trên môi trường số")


class PeriodKind(TextChoices):
    """Which span of days a frozen figure is of."""

    REPORT_YEAR = "report_year", _("Năm báo cáo")
    REPORT_QUARTER = "report_quarter", _("Quý báo cáo")
    CALENDAR_YEAR = "calendar_year", _("Năm dương lịch")
    CALENDAR_QUARTER = "calendar_quarter", _("Quý dương lịch")
