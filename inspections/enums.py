"""Words of the record that several rooms share; each member says what it is called on the screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """The eight phases every case is shown in (law speaks in stages, lists speak in phases)."""

    DECISION = "decision", _("Quyết định")
    PREPARATION = "preparation", _("Chuẩn bị")
    ANNOUNCEMENT = "announcement", _("Công bố")
    CONDUCT = "conduct", _("Kiểm tra")
    MINUTES = "minutes", _("Biên bản")
    RESULTS = "results", _("Báo cáo, thông báo kết quả")
    FOLLOW_UP = "follow_up", _("Khắc phục")
    CLOSED = "closed", _("Lưu hồ sơ")


class Ground(TextChoices):
    """Grounds of an inspection (Nghị định 217/2025/NĐ-CP, Điều 11 khoản 2)."""

    SIGNS = "signs", _("Có dấu hiệu vi phạm pháp luật (điểm a)")
    ORDER = "order", _("Theo chỉ đạo của thủ trưởng hoặc yêu cầu của cơ quan có thẩm quyền (điểm b)")
    PLAN = "plan", _("Theo kế hoạch kiểm tra chuyên đề đã được phê duyệt (điểm c)")


class Method(TextChoices):
    """Phương thức kiểm tra, a mandatory content of the conduct plan (Điều 14 khoản 2)."""

    ONLINE = "online", _("Trực tuyến, từ xa dựa trên dữ liệu điện tử")
    ON_SITE = "on_site", _("Trực tiếp")
    MIXED = "mixed", _("Kết hợp")


class ItemMethod(TextChoices):
    """How one item is examined; fixed in the approved conduct plan."""

    ONLINE = "online", _("Từ xa trên dữ liệu")
    ON_SITE = "on_site", _("Trực tiếp")


class Rating(TextChoices):
    """What the team concludes on one item."""

    COMPLIES = "complies", _("Đúng quy định")
    FALLS_SHORT = "falls_short", _("Chưa đúng, chưa đủ")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
    NOT_ENOUGH = "not_enough", _("Chưa đủ căn cứ")


class Origin(TextChoices):
    """Where the basis of a result came from; derived from the linked files, never typed."""

    PARTY = "party", _("Hồ sơ đơn vị nộp qua hệ thống")
    TEAM = "team", _("Hồ sơ Đoàn thu thập")
    NONE = "none", _("Chưa gắn hồ sơ, tài liệu")


class TeamDuty(TextChoices):
    """Duty in the team (Điều 12)."""

    LEAD = "lead", _("Trưởng đoàn")
    DEPUTY = "deputy", _("Phó Trưởng đoàn")
    MEMBER = "member", _("Thành viên")


class InstitutionKind(TextChoices):
    COLLEGE = "cao_dang", _("Trường cao đẳng")
    SECONDARY = "trung_cap", _("Trường trung cấp")
    CENTRE = "trung_tam", _("Trung tâm giáo dục nghề nghiệp")
    ENTERPRISE = "doanh_nghiep", _("Doanh nghiệp có hoạt động giáo dục nghề nghiệp")


class LegalForm(TextChoices):
    """Legal form: decides whether Nghị quyết 198/2025/QH15 Điều 4 limits inspections to one a year."""

    PUBLIC = "public", _("Đơn vị sự nghiệp công lập")
    PRIVATE = "private", _("Tư thục")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    OTHER = "other", _("Khác")


class FindingKind(TextChoices):
    SHORTCOMING = "shortcoming", _("Tồn tại, hạn chế")
    SIGN_OF_VIOLATION = "sign_of_violation", _("Dấu hiệu vi phạm")


class FindingState(TextChoices):
    """Life of a finding up to the minutes (domain table 12.1.3)."""

    NOTED = "noted", _("Ghi nhận")
    SENT = "sent", _("Gửi đơn vị")
    EXPLAINED = "explained", _("Đã giải trình")
    KEPT = "kept", _("Giữ nguyên")
    ADJUSTED = "adjusted", _("Điều chỉnh")
    WITHDRAWN = "withdrawn", _("Rút")
    IN_MINUTES = "in_minutes", _("Vào biên bản")


class RequestItemState(TextChoices):
    ASKED = "asked", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    REFUSED = "refused", _("Từ chối cung cấp: không liên quan đến nội dung kiểm tra (Đ.9.1c)")
    WITHDRAWN = "withdrawn", _("Đoàn rút yêu cầu")
    UPHELD = "upheld", _("Đoàn giữ yêu cầu")


class DocumentKind(TextChoices):
    """Official papers of an inspection; the value names the template."""

    DECISION = "decision", _("Quyết định kiểm tra chuyên ngành")
    CONDUCT_PLAN = "conduct_plan", _("Kế hoạch tiến hành kiểm tra")
    ANNOUNCEMENT_RECORD = "announcement_record", _("Biên bản công bố quyết định kiểm tra")
    INFORMATION_REQUEST = "information_request", _("Phiếu yêu cầu cung cấp thông tin, hồ sơ, tài liệu")
    MINUTES = "minutes", _("Biên bản kiểm tra")


class DocumentState(TextChoices):
    """States of a document (Nghị định 30/2020/NĐ-CP Điều 5, 15, 18, 32)."""

    DRAFT = "draft", _("Nháp")
    FOR_SIGNATURE = "for_signature", _("Trình ký")
    SIGNED = "signed", _("Đã ký cá nhân")
    ISSUED = "issued", _("Đã phát hành")
    REPLACED = "replaced", _("Đã thay thế")


class SignatureRoute(TextChoices):
    """How a signature came about; only these two are signatures (Luật Giao dịch điện tử Điều 23)."""

    DIGITAL = "digital", _("Ký số")
    HAND = "hand", _("Ký tay trên bản giấy")


class RecordedVia(TextChoices):
    LIVE = "live", _("Ghi trực tiếp")
    ENTERED_LATER = "entered_later", _("Ghi sau")


class Side(TextChoices):
    TEAM = "team", _("Đoàn kiểm tra")
    INSTITUTION = "institution", _("Đơn vị được kiểm tra")


class WitnessKind(TextChoices):
    """Who confirms a refusal to sign (Điều 15 khoản 3 điểm a)."""

    COMMUNE = "commune", _("Đại diện chính quyền cấp xã")
    WITNESS = "witness", _("Người chứng kiến")


class ConflictCase(TextChoices):
    """Nine cases of conflict of interest to declare (Nghị định 59/2019/NĐ-CP Điều 29, [B] wording)."""

    GIFT = "gift", _("Nhận tiền, tài sản hoặc lợi ích khác của đơn vị được kiểm tra")
    OWN_BUSINESS = "own_business", _("Thành lập, quản lý, điều hành tổ chức thuộc lĩnh vực mình quản lý")
    ADVICE = "advice", _("Tư vấn cho đơn vị được kiểm tra về công việc mình giải quyết")
    SECRET_USE = "secret_use", _("Sử dụng thông tin có được nhờ nhiệm vụ để vụ lợi")
    RELATIVE_POST = "relative_post", _("Người thân giữ chức vụ quản lý, kế toán, thủ quỹ tại đơn vị")
    CAPITAL = "capital", _("Bản thân hoặc người thân góp vốn vào đơn vị được kiểm tra")
    CONTRACT = "contract", _("Người thân ký kết hợp đồng với cơ quan mình")
    FORMER_WORK = "former_work", _("Từng công tác tại đơn vị trong thời hạn pháp luật quy định")
    OTHER = "other", _("Trường hợp khác ảnh hưởng đến sự vô tư, khách quan")
