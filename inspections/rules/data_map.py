"""The map of personal data: every field that holds some, with its kind, purpose, term and legal ground.

Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 (purpose, limit of storage), Nghị định 217/2025/NĐ-CP Điều 5, 9. A field
of text or a file that stands neither here nor in `data_map_other` fails a test: nobody adds one without a thought.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
INSPECTION, CORRESPONDENCE, OVERLAP = "retention.inspection", "retention.correspondence", "retention.overlap"
ARCHIVES = _("Luật Lưu trữ số 33/2024/QH15; Điều 5 Nghị định 217/2025/NĐ-CP")


@dataclass(frozen=True)
class Held:
    """What a field holds, what for, how long (a key of the rules, or words), on which ground."""

    category: Words
    purpose: Words
    term: Words
    ground: Words


def is_rule(term: Words) -> bool:
    """Is the term a rule that the department sets?"""
    return isinstance(term, str) and term.startswith("retention.")


ACCOUNT = Held(
    _("Tài khoản, liên hệ"),
    _("Biết ai làm việc gì, đăng nhập, gửi thông báo"),
    _("Đến khi xóa theo yêu cầu sau khi hết chức vụ"),
    _("Điều 5 Nghị định 217/2025/NĐ-CP; Luật số 91/2025/QH15"),
)
POST = Held(
    _("Chức vụ, thẩm quyền"),
    _("Chứng minh thẩm quyền của người làm, người ký vào ngày đó"),
    INSPECTION,
    _("Điều 13 Nghị định 30/2020/NĐ-CP"),
)
WAY_IN = Held(
    _("Cấp tài khoản, lời mời"),
    _("Giao tài khoản đúng người; cử đầu mối của đơn vị"),
    INSPECTION,
    _("Điều 8, Điều 9 Nghị định 217/2025/NĐ-CP"),
)
NAMED = Held(
    _("Người được nêu trong hồ sơ"),
    _("Thành phần Đoàn, đại diện đơn vị, người dự, người chứng kiến, người có liên quan"),
    INSPECTION,
    _("Điều 12, Điều 15 Nghị định 217/2025/NĐ-CP"),
)
CONFLICT = Held(
    _("Kê khai xung đột lợi ích"),
    _("Bảo đảm thành viên Đoàn khách quan"),
    INSPECTION,
    _("Điều 12 Nghị định 217/2025/NĐ-CP"),
)
PROSE = Held(
    _("Lời văn hồ sơ, có thể nhắc tên người"),
    _("Ghi nhận việc kiểm tra, ý kiến, giải trình, kết quả"),
    INSPECTION,
    ARCHIVES,
)
FILES = Held(
    _("Tệp hồ sơ, tài liệu"),
    _("Chứng minh kết quả kiểm tra; có thể có danh sách người học, nhà giáo"),
    INSPECTION,
    _("Điều 8, Điều 9 Nghị định 217/2025/NĐ-CP"),
)
PAPERS = Held(
    _("Văn bản, chữ ký số"),
    _("Văn bản đúng như đã ký, tên và chứng thư của người ký"),
    INSPECTION,
    ARCHIVES,
)
CAMERA = Held(
    _("Dữ liệu máy ảnh ghi"),
    _("Đối chiếu lúc và nơi chụp ảnh tại đơn vị; không là bằng chứng một mình"),
    INSPECTION,
    _("Điều 15 Nghị định 217/2025/NĐ-CP"),
)
COMPLAINTS = Held(
    _("Khiếu nại, tố cáo, kiến nghị"),
    _("Trả lời người gửi; người tố cáo được giữ bí mật"),
    INSPECTION,
    _("Luật Khiếu nại; Luật Tố cáo; Điều 9 Nghị định 217/2025/NĐ-CP"),
)
SOURCES = Held(
    _("Nguồn tin hạn chế"),
    _("Căn cứ của dấu hiệu vi phạm; chỉ Giám đốc và một người đọc"),
    INSPECTION,
    _("Điều 11 Nghị định 217/2025/NĐ-CP; Luật Tố cáo"),
)
LETTERS = Held(
    _("Văn bản đi, đến"),
    _("Sổ văn bản, chứng minh đã gửi, đã nhận"),
    CORRESPONDENCE,
    _("Nghị định 30/2020/NĐ-CP"),
)
EXCHANGES = Held(
    _("Trao đổi về chồng chéo"),
    _("Chứng minh đã rà soát, thống nhất với cơ quan khác"),
    OVERLAP,
    _("Điều 4, Điều 7 Nghị định 217/2025/NĐ-CP"),
)
NOTICES = Held(
    _("Thông báo"),
    _("Báo việc cần làm; không có nội dung hồ sơ"),
    CORRESPONDENCE,
    _("Luật số 91/2025/QH15: thực hiện nhiệm vụ do luật giao"),
)
CHANGES = Held(
    _("Nhật ký thay đổi về người"),
    _("Ai đổi chức vụ, tài khoản, phân công, lúc nào, vì sao"),
    INSPECTION,
    _("Nghị định 224/2026/NĐ-CP Điều 22: nhật ký hoạt động"),
)
SUBJECTS = Held(
    _("Yêu cầu của chủ thể dữ liệu"),
    _("Trả lời đúng hạn; chứng minh đã xóa, đã sửa"),
    CORRESPONDENCE,
    _("Nghị định 356/2025/NĐ-CP"),
)
DEVICES = Held(
    _("Dấu thiết bị khi đăng nhập"),
    _("Thấy khi người của Sở và của đơn vị dùng chung một máy; chỉ giữ mã băm của một số ngẫu nhiên"),
    _("Xóa sau 24 tháng"),
    _("Nghị định 224/2026/NĐ-CP Điều 22: nhật ký hoạt động"),
)
PASSING = Held(
    _("Dữ liệu tạm"),
    _("Tệp đang gửi dở, bản in, bản sao chờ tải"),
    _("Xóa sau vài ngày"),
    _("Luật số 91/2025/QH15: giới hạn thời gian lưu"),
)

_PLACES: tuple[tuple[Held, dict[str, str]], ...] = (
    (ACCOUNT, {"User": "username full_name sort_name email phone password", "NoticeChoice": "feed_token"}),
    (
        POST,
        {
            "Membership": "title appointment_ref",
            "Capacity": "lines scope basis",
            "Absence": "note",
            "CaseEvent": "role_words",
        },
    ),
    (
        WAY_IN,
        {
            "AccessSheet": "link_hash code_hash",
            "ContactAppointment": "title number scan scan_name scan_sha256",
            "Invitation": "name address link_hash",
            "ItemShare": "note reply",
            "OneTimeCode": "code_hash",
            "SigningSession": "details prepared",
        },
    ),
    (
        NAMED,
        {
            "TeamMember": "outside_name outside_body post_title task left_reason",
            "Attendee": "name post absent_reason",
            "Witness": "name post id_number",
            "RelatedPerson": "name post statement refused_reason",
            "Minutes": "representative_name representative_post authority_paper related_persons",
            "SupplementaryMinutes": "representative_name representative_post",
            "InspectedPartyDetails": "representative_name representative_post",
            "InformationRequest": "contact",
            "PaperInspection": "lead_name",
            "RemedyRequest": "contact",
            "RemedyItem": "plan_person",
        },
    ),
    (CONFLICT, {"TeamMember": "conflicts conflict_note declared_for"}),
    (
        PROSE,
        {
            "Answer": "result",
            "Case": "title",
            "CaseEvent": "reason detail",
            "ClassChange": "reason",
            "ClassRaise": "reason decision",
            "Closing": "statement",
            "ConductPlan": "objective requirement assignment resources returned_reason",
            "DiaryLine": "text",
            "DisposalItem": "note",
            "DisposalList": "reason",
            "Freeze": "reason contents",
            "AuditedLine": "reason",
            "ReconciliationRow": "reference words reason",
            "SignReview": "words",
            "Finding": "text explanation settlement handling_reason",
            "InformationRequest": "note",
            "InspectedPartyDetails": "exemption_note caught_reason outline_report refusal_reason late_reason "
            "terminated_reason",
            "InspectionDetails": "ground_text entered_late_reason scope not_pursued_reason terminated_reason "
            "revoked_reason",
            "InspectionPause": "reason",
            "LaterDate": "reason decision",
            "LegalHold": "reason lifted_reason",
            "Minutes": "requests_on_the_spot opinion",
            "MoreTime": "reason decision",
            "Order": "reason ground scope dropped_reason",
            "OutlineEntry": "text",
            "PaperInspection": "content ground_text withdrawn_reason",
            "Referral": "facts dropped_reason",
            "ReferralFollowUp": "text",
            "RemedyItem": "text plan_steps root_cause measure judgement ended_reason effect_note",
            "RemedyRequest": "summary",
            "RemedyReview": "measure text",
            "ReportRemark": "quote text settlement",
            "ReportSection": "text",
            "ReportVersion": "contents returned_reason",
            "RequestItem": "reply decision",
            "ResultReport": "assigned_reason",
            "SiteVisit": "work_done unplanned_reason withdrawn_reason",
            "SupplementaryMinutes": "reason text opinion refused_reason dropped_reason",
        },
    ),
    (
        FILES,
        {
            "EvidenceFile": "name blob withdrawn_reason",
            "FileCheck": "preview",
            "VaultDocument": "title file_name blob retired_reason",
            "PaperImport": "name blob report",
            "DisposalList": "decision_file",
        },
    ),
    (
        PAPERS,
        {
            "FigureReport": "snapshot body signed signers",
            "Document": "snapshot body final title",
            "DocumentSignature": "signer_name capacity role certificate certificate_issuer",
            "Archive": "file manifest",
        },
    ),
    (CAMERA, {"FileCheck": "latitude longitude camera"}),
    (COMPLAINTS, {"Complaint": "from_whom summary answer forwarded_to"}),
    (SOURCES, {"ConfidentialSource": "text"}),
    (
        LETTERS,
        {"IncomingPaper": "sender summary scan scan_name", "Dispatch": "receiver proof proof_name"},
    ),
    (EXCHANGES, {"OverlapReview": "exchange note", "OrderParty": "exchange note"}),
    (NOTICES, {"Message": "subject body"}),
    (DEVICES, {"SignIn": "device"}),
    (CHANGES, {"SettingChange": "key before after reason", "Quarantine": "lifted_reason"}),
    (
        SUBJECTS,
        {
            "PersonalDataRequest": "about text paper_reference answer",
            "PersonalDataRead": "session",
            "PersonalDataExport": "blob",
        },
    ),
    (
        PASSING,
        {
            "StashedFile": "name blob",
            "Upload": "name blob",
            "DossierPrint": "blob left_out",
        },
    ),
)


def _by_field() -> Iterator[tuple[str, Held]]:
    for held, models in _PLACES:
        for model, fields in models.items():
            for field in fields.split():
                yield f"{model}.{field}", held


PERSONAL: dict[str, Held] = dict(_by_field())
