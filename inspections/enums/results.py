"""Words of the result, the remedies and the keeping of a dossier."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingHandling(TextChoices):
    """What follows from a finding that stands in signed minutes (domain table 12.1.3)."""

    NONE = "none", _("Không yêu cầu")
    REMEDY = "remedy", _("Yêu cầu khắc phục")
    REFERRED = "referred", _("Chuyển xử lý")


class ReportState(TextChoices):
    """Life of the result report inside the department (row 16; practice.md 1)."""

    DRAFTED = "drafted", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã trình, chờ duyệt")
    RETURNED = "returned", _("Trả lại để sửa")
    APPROVED = "approved", _("Đã duyệt")


class RemedyState(TextChoices):
    """Where one request to remedy stands between the institution and the department (rows T15-T18)."""

    ASKED = "asked", _("Chờ đơn vị khắc phục")
    REPORTED = "reported", _("Đơn vị đã báo cáo, chờ xem xét")
    RETURNED = "returned", _("Trả lại, đơn vị bổ sung")
    ACCEPTED = "accepted", _("Đã chấp nhận")
    ENDED = "ended", _("Kết thúc theo dõi, chuyển xử lý")


class RemedyOutcome(TextChoices):
    """What the department found of the remedy (domain table 12.1.3)."""

    FIXED = "fixed", _("Đã khắc phục")
    PARTLY = "partly", _("Khắc phục một phần")
    NOT_FIXED = "not_fixed", _("Chưa khắc phục")


class RetentionClass(TextChoices):
    """How long a sealed dossier is kept (Luật Lưu trữ; the department's own table overrides)."""

    PERMANENT = "permanent", _("Vĩnh viễn")
    TERM = "term", _("Có thời hạn")


class DisposalState(TextChoices):
    """A list of dossiers whose term is over: proposed, decided with number and minutes, carried out, or given up."""

    PROPOSED = "proposed", _("Đã lập danh sách, chờ quyết định")
    DECIDED = "decided", _("Đã có quyết định tiêu hủy")
    CARRIED_OUT = "carried_out", _("Đã tiêu hủy")
    GIVEN_UP = "given_up", _("Không tiêu hủy")
