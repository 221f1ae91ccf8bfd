"""Words of the record that several rooms share; each member says what it is called on the screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from inspections.enums.honesty import ReconciliationSource as ReconciliationSource
from inspections.enums.honesty import RowVerdict as RowVerdict
from inspections.enums.honesty import SignCode as SignCode
from inspections.enums.honesty import Verdict as Verdict
from inspections.enums.ledger import Condition as Condition
from inspections.enums.ledger import CountState as CountState
from inspections.enums.ledger import Exclusion as Exclusion
from inspections.enums.ledger import Headline as Headline
from inspections.enums.ledger import Indicator as Indicator
from inspections.enums.ledger import LuotClass as LuotClass
from inspections.enums.ledger import Met as Met
from inspections.enums.ledger import PeriodKind as PeriodKind
from inspections.enums.privacy import REFERRAL_ANSWERED as REFERRAL_ANSWERED
from inspections.enums.privacy import DataPage as DataPage
from inspections.enums.privacy import DataRequestKind as DataRequestKind
from inspections.enums.privacy import DataRequestState as DataRequestState
from inspections.enums.privacy import ReferralOutcome as ReferralOutcome
from inspections.enums.results import DisposalState as DisposalState
from inspections.enums.results import FindingHandling as FindingHandling
from inspections.enums.results import RemedyOutcome as RemedyOutcome
from inspections.enums.results import RemedyState as RemedyState
from inspections.enums.results import ReportState as ReportState
from inspections.enums.results import RetentionClass as RetentionClass


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
    SECRETARY = "secretary", _("Thư ký Đoàn")
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


class SignerAuthority(TextChoices):
    """By what right the institution's representative signs the minutes (Điều 15 khoản 3 điểm a)."""

    HEAD = "head", _("Thủ trưởng đơn vị")
    DEPUTY = "deputy", _("Cấp phó của thủ trưởng đơn vị")
    ATTORNEY = "attorney", _("Theo giấy ủy quyền")


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
    EXTENSION = "extension", _("Quyết định gia hạn thời hạn kiểm tra")
    PAUSE = "pause", _("Quyết định tạm dừng kiểm tra")
    RESUMPTION = "resumption", _("Quyết định tiếp tục kiểm tra")
    TERMINATION = "termination", _("Quyết định đình chỉ kiểm tra")
    PARTY_TERMINATION = "party_termination", _("Quyết định đình chỉ kiểm tra đối với một đơn vị")
    REVOCATION = "revocation", _("Quyết định bãi bỏ quyết định kiểm tra")
    AMENDMENT = "amendment", _("Quyết định sửa đổi, bổ sung quyết định kiểm tra")
    REPLACEMENT = "replacement", _("Quyết định thay đổi thành viên Đoàn kiểm tra")
    PLAN_ADJUSTMENT = "plan_adjustment", _("Kế hoạch điều chỉnh phương thức kiểm tra")
    PROPOSAL_SHEET = "proposal_sheet", _("Phiếu đề xuất kiểm tra")
    OVERLAP_SHEET = "overlap_sheet", _("Phiếu rà soát trùng lặp")
    PLEDGE_SHEET = "pledge_sheet", _("Bản cam kết không xung đột lợi ích")
    SCHEDULE_NOTICE = "schedule_notice", _("Thông báo lịch kiểm tra")
    SUBMISSION_RECEIPT = "submission_receipt", _("Giấy xác nhận đã nộp")
    OUTLINE_REPORT = "outline_report", _("Báo cáo theo đề cương")
    REFERRAL_HANDOVER = "referral_handover", _("Biên bản bàn giao hồ sơ")
    SUPPLEMENTARY_MINUTES = "supplementary_minutes", _("Biên bản bổ sung")
    CORRECTION_LETTER = "correction_letter", _("Công văn đính chính")
    CONTENTS = "contents", _("Mục lục hồ sơ")
    RESULT_REPORT = "result_report", _("Báo cáo kết quả kiểm tra")
    RESULT_NOTICE = "result_notice", _("Thông báo kết quả kiểm tra")
    REMEDY_REQUEST = "remedy_request", _("Văn bản yêu cầu chấn chỉnh, khắc phục")
    REMEDY_REPORT = "remedy_report", _("Báo cáo kết quả khắc phục")
    URGING_LETTER = "urging_letter", _("Công văn đôn đốc khắc phục")
    SUPERIOR_REPORT = "superior_report", _("Báo cáo cấp trên về việc chậm khắc phục")
    COMPLETION_NOTICE = "completion_notice", _("Thông báo xác nhận hoàn thành khắc phục")
    CLOSING_RECORD = "closing_record", _("Biên bản kết thúc hồ sơ")


# Of these a case may have several open at a time; of every other kind only one.
SEVERAL_OPEN = (
    "information_request",
    "submission_receipt",
    "referral_handover",
    "supplementary_minutes",
    "correction_letter",
    "contents",
    "remedy_report",
    "urging_letter",
    "superior_report",
)

# Printed on demand for the section's own file; never shown to an inspected unit, nor a matter that goes elsewhere.
SECTION_SHEETS = (DocumentKind.PROPOSAL_SHEET, DocumentKind.OVERLAP_SHEET, DocumentKind.PLEDGE_SHEET)
KEPT_FROM_UNITS = (
    *SECTION_SHEETS,
    DocumentKind.CONDUCT_PLAN,
    DocumentKind.REFERRAL_HANDOVER,
    DocumentKind.CONTENTS,
    DocumentKind.RESULT_REPORT,
    DocumentKind.SUPERIOR_REPORT,
    DocumentKind.CLOSING_RECORD,
)


# Of the agency to the unit: what it says is told when it is issued, not while it waits for a signature.
TOLD_ONCE_ISSUED = (
    DocumentKind.RESULT_NOTICE,
    DocumentKind.REMEDY_REQUEST,
    DocumentKind.URGING_LETTER,
    DocumentKind.COMPLETION_NOTICE,
)


# Papers in use as soon as they are drawn up: nothing waits for their signature, which may still come.
IN_USE_UNSIGNED = (
    "announcement_record",
    "information_request",
    "schedule_notice",
    "referral_handover",
    "closing_record",
)


class OrderKind(TextChoices):
    """Written interventions in an inspection under way; each value is the kind of its document (domain 13, no. 11)."""

    EXTENSION = "extension", _("Gia hạn thời hạn kiểm tra")
    PAUSE = "pause", _("Tạm dừng kiểm tra")
    RESUMPTION = "resumption", _("Tiếp tục kiểm tra")
    TERMINATION = "termination", _("Đình chỉ cuộc kiểm tra")
    PARTY_TERMINATION = "party_termination", _("Đình chỉ kiểm tra đối với một đơn vị")
    REVOCATION = "revocation", _("Bãi bỏ quyết định kiểm tra")
    AMENDMENT = "amendment", _("Sửa đổi, bổ sung quyết định kiểm tra")
    REPLACEMENT = "replacement", _("Thay đổi thành viên Đoàn")
    PLAN_ADJUSTMENT = "plan_adjustment", _("Điều chỉnh phương thức kiểm tra")


class OrderState(TextChoices):
    """Life of an intervention: drafted, signed by the issuer, in force once issued, or dropped."""

    DRAFTED = "drafted", _("Đã dự thảo, chờ ký")
    SIGNED = "signed", _("Đã ký, chờ cấp số")
    IN_FORCE = "in_force", _("Đã ban hành")
    DROPPED = "dropped", _("Không ban hành")


class ExtensionGround(TextChoices):
    """The only two grounds of an extension (Nghị định 217/2025/NĐ-CP Điều 13)."""

    COMPLEX = "complex", _("Nội dung kiểm tra phức tạp")
    HARD_TO_REACH = "hard_to_reach", _("Địa bàn kiểm tra đi lại khó khăn")


class TerminationCause(TextChoices):
    """The only four causes of a termination (Nghị định 217/2025/NĐ-CP Điều 7 khoản 2 điểm đ)."""

    GONE = "gone", _("Đối tượng kiểm tra không còn tồn tại")
    COVERED = "covered", _("Nội dung kiểm tra đã được cơ quan thanh tra tiến hành")
    PROSECUTED = "prosecuted", _("Đã có quyết định khởi tố về cùng nội dung")
    REQUESTED = "requested", _("Theo yêu cầu của người đứng đầu cơ quan nhà nước có thẩm quyền")


class DocumentState(TextChoices):
    """States of a document (Nghị định 30/2020/NĐ-CP Điều 5, 15, 18, 32)."""

    DRAFT = "draft", _("Nháp")
    FOR_SIGNATURE = "for_signature", _("Trình ký")
    SIGNED = "signed", _("Đã ký cá nhân")
    ISSUED = "issued", _("Đã phát hành")
    REPLACED = "replaced", _("Đã thay thế")
    PRINT = "print", _("Bản in từ hệ thống, không cần ký")


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


class ComplaintKind(TextChoices):
    """What the inspected party or anybody else may hand in (Nghị định 217/2025/NĐ-CP Điều 9 khoản 1 điểm d)."""

    COMPLAINT = "complaint", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")
    PETITION = "petition", _("Kiến nghị")
    FEEDBACK = "feedback", _("Phản ánh")


class ComplaintState(TextChoices):
    """Life of a complaint or petition; its clock is its own and never reopens minutes."""

    RECEIVED = "received", _("Đã nhận, chờ trả lời")
    FORWARDED = "forwarded", _("Đã chuyển nơi có thẩm quyền")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Người gửi đã rút")


class ReferralKind(TextChoices):
    """Matters handed over to others (rows T11-T13; Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm b, c, d)."""

    VIOLATION_RECORD = "violation_record", _("Chuyển lập biên bản vi phạm hành chính")
    ASK_INSPECTORATE = "ask_inspectorate", _("Đề nghị cơ quan thanh tra xem xét")
    PROPOSE_PROSECUTION = "propose_prosecution", _("Kiến nghị khởi tố")


class ReferralState(TextChoices):
    """Small life of a hand-over; it never moves the stage of the party."""

    NOTED = "noted", _("Đã ghi nhận")
    APPROVED = "approved", _("Được đồng ý chuyển")
    SENT = "sent", _("Đã chuyển")
    RECEIVED = "received", _("Nơi nhận đã tiếp nhận")
    DROPPED = "dropped", _("Không chuyển")


class DispatchChannel(TextChoices):
    """Roads by which an issued document leaves besides the system itself (practice 2)."""

    AXIS = "axis", _("Trục liên thông văn bản quốc gia")
    QLVB = "qlvb", _("Hệ thống quản lý văn bản của cơ quan")
    MAIL = "mail", _("Thư điện tử công vụ")
    POST = "post", _("Bưu chính")
    HAND = "hand", _("Giao trực tiếp, ký nhận")


class MoreTimeState(TextChoices):
    """Answer to the institution's wish for more time."""

    ASKED = "asked", _("Chờ Trưởng đoàn trả lời")
    GRANTED = "granted", _("Đồng ý")
    REFUSED = "refused", _("Không đồng ý")
    LAPSED = "lapsed", _("Không còn phải trả lời")


class MailMode(TextChoices):
    """When mails go to a person; what is asked always stands in the app."""

    AT_ONCE = "at_once", _("Gửi ngay từng việc")
    DAILY = "daily", _("Gộp một thư mỗi ngày")
    NONE = "none", _("Không gửi thư, chỉ xem trong Kiểm tra số")


class ScanState(TextChoices):
    """What is known of a file's safety; an unscanned file says so (ClamAV, when configured)."""

    WAITING = "waiting", _("Chờ quét mã độc")
    CLEAN = "clean", _("Đã quét, không thấy mã độc")
    INFECTED = "infected", _("Có mã độc, đã cách ly")
    NOT_SCANNED = "not_scanned", _("Chưa quét mã độc")


class AccessKind(TextChoices):
    """In what way a file or paper was handed out."""

    OPENED = "opened", _("Tải tệp")
    PREVIEWED = "previewed", _("Xem bản thu gọn")
    ZIPPED = "zipped", _("Tải trong tệp nén cả hồ sơ")
    PRINTED = "printed", _("In cả hồ sơ")
    WORD = "word", _("Tải bản Word")
    ARCHIVE = "archive", _("Tải bản lưu đã niêm phong")
