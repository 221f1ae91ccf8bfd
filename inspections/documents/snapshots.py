"""What an official document says, as plain JSON values, frozen before anybody signs it.

A document is rendered from its snapshot and from nothing else: names, posts and acts stay those of the day
on which the document was made, whatever changes later. Dates are ISO dates ("2026-02-05"), moments are ISO
moments with an offset ("2026-02-05T08:00:00+07:00"), an unknown value is "" and never a missing key.
"""

from typing import Literal, NotRequired, TypedDict

from .check import CheckSnapshot as CheckSnapshot
from .hashing import canonical_json as canonical_json
from .hashing import print_code as print_code
from .hashing import snapshot_hash as snapshot_hash
from .snapshots_meeting import AbsentSnapshot, AuthorityWord, RelatedSnapshot
from .snapshots_words import DayUnitWord as DayUnitWord
from .snapshots_words import DocumentKind as DocumentKind
from .snapshots_words import FindingKindWord as FindingKindWord
from .snapshots_words import ItemMethod as ItemMethod
from .snapshots_words import Method as Method
from .snapshots_words import OpinionState as OpinionState
from .snapshots_words import RatingWord as RatingWord
from .snapshots_words import RefusalOutcome as RefusalOutcome
from .snapshots_words import WitnessKind as WitnessKind


class ActSnapshot(TypedDict):
    """A legal act as it is cited."""

    act_type: str  # "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Quyết định", "Kế hoạch"
    number: str  # "217/2025/NĐ-CP"
    issued_on: str  # date, "" when unknown
    issuer: str  # "Chính phủ"
    name: str  # "quy định về hoạt động kiểm tra chuyên ngành"; of a law: "Giáo dục nghề nghiệp"
    valid_from: str  # date, "" when unknown
    valid_until: str  # last day in force, "" while it is in force


class CitationSnapshot(TypedDict):
    """A place in a legal act."""

    act: ActSnapshot
    locator: str  # "điểm b khoản 2 Điều 13", "" for the whole act


class GroundSnapshot(TypedDict):
    """One line of the grounds: an act ("Căn cứ …" is added) or a whole sentence of its own."""

    act: ActSnapshot | None
    text: str  # used when act is None: "Theo đề nghị của Trưởng phòng …" (no closing mark)


class SignerSnapshot(TypedDict):
    """Who signs and in which capacity (Decree 30/2020, Phụ lục I, II.7)."""

    prefix: str  # "", "KT.", "TM.", "TL.", "TUQ.", "Q."
    head_title: str  # the post on whose behalf: "Giám đốc"; of the head: the own post
    title: str  # the own post below a prefix: "Phó Giám đốc"; "" when the head signs
    name: str  # no academic title


class PersonSnapshot(TypedDict):
    """A person named in a document."""

    name: str
    post: str  # "Chuyên viên Phòng Giáo dục nghề nghiệp"
    duty: str  # "Trưởng đoàn", "Thành viên", "Thư ký Đoàn"; "" outside a team


class PartySnapshot(TypedDict):
    """An inspected party (đối tượng kiểm tra)."""

    name: str
    address: str  # without a district


class DecisionReference(TypedDict):
    """The decision of the inspection, as other documents name it."""

    number: str  # "15", "" until numbered
    symbol: str  # "QĐ-SGDĐT"
    signed_on: str  # date
    issuer: str  # "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
    subject: str  # "kiểm tra chuyên ngành về tuyển sinh …" (no leading "về việc")


class DocumentSnapshot(TypedDict):
    """What every document has (Decree 30/2020, Phụ lục I)."""

    kind: DocumentKind
    superior: str  # "UBND TỈNH LÂM ĐỒNG"; of a document of the team: the department
    agency: str  # "SỞ GIÁO DỤC VÀ ĐÀO TẠO" or "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 15/QĐ-SGDĐT"
    number: str  # "5" or "05", "" until the records clerk gives it
    symbol: str  # "QĐ-SGDĐT"
    place: str  # "Lâm Đồng"
    signed_on: str  # date, "" until signed
    type_name: str  # "Quyết định" (printed in capitals)
    subject: str  # "Về việc kiểm tra chuyên ngành …"
    grounds: list[GroundSnapshot]
    recipients: list[str]  # "Như Điều 5", "UBND tỉnh (để báo cáo)", without marks
    archive: str  # "VT, GDNN" for the last line "Lưu: VT, GDNN."
    signer: SignerSnapshot
    accepted_signatures: str  # which signatures count for this document, one sentence; "" prints nothing
    signature_state: str  # "Mới xác nhận điện tử, chưa phải chữ ký" and the like; "" prints nothing
    demo: bool  # prints "DỮ LIỆU MINH HOẠ" on every page
    check: NotRequired[CheckSnapshot]  # given when the paper is drafted; papers kept inside have none


class DecisionSnapshot(DocumentSnapshot):
    """The inspection decision (Decree 217/2025, Đ.11.3: grounds, scope and content, inspected, limit, team)."""

    authority: str  # "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
    team: list[PersonSnapshot]  # the lead first
    scope: str
    contents: list[str]
    period_from: str  # date: first day of the period inspected
    period_until: str  # date
    parties: list[PartySnapshot]
    limit_value: int  # 10
    limit_unit: DayUnitWord
    team_duties: list[str]  # what Điều 4 gives the team
    executors: str  # "Chánh Văn phòng Sở; Trưởng phòng …; các ông (bà) có tên tại Điều 1 và đơn vị …"


class PlanItem(TypedDict):
    """One item of the đề cương with its own method (Decree 217/2025, Đ.14.2)."""

    code: str
    text: str
    method: ItemMethod
    on_site_only: bool  # "bắt buộc xem thực tế"
    assigned_to: str  # name of the member


class Assignment(TypedDict):
    """What one member does."""

    name: str
    duty: str
    tasks: str


class ScheduleRow(TypedDict):
    """One row of annex I: the days of one inspected party."""

    party: str
    from_on: str  # date
    until_on: str  # date
    place: str  # address or channel
    work: str


class OutlineSection(TypedDict):
    """One section of annex II: the outline of the party's own report."""

    heading: str
    points: list[str]


class ApprovalSnapshot(TypedDict):
    """The approval of the conduct plan by the person who issued the decision (Đ.14)."""

    signer: SignerSnapshot
    approved_on: str  # date, "" until approved


class ConductPlanSnapshot(DocumentSnapshot):
    """The plan of conduct: the nine contents of Decree 217/2025, Đ.14.2, and two annexes."""

    decision: DecisionReference
    objectives: list[str]
    requirements: list[str]
    parties: list[PartySnapshot]
    contents: list[str]
    period_from: str  # date
    period_until: str  # date
    limit_value: int
    limit_unit: DayUnitWord
    expected_from: str  # date: expected announcement, "" when open
    places: list[str]
    items: list[PlanItem]
    assignments: list[Assignment]
    resources: list[str]
    schedule: list[ScheduleRow]
    report_outline: list[OutlineSection]
    approval: ApprovalSnapshot


class ProgrammeRow(TypedDict):
    """One row of a working programme."""

    time: str  # "08:00 - 09:00 ngày 12/11/2026"
    work: str


class StatementSnapshot(TypedDict):
    """What somebody said, as recorded."""

    by: str
    text: str


class RepresentativeSnapshot(TypedDict):
    """The authorised representative of the inspected party."""

    name: str
    post: str
    authority: str  # "theo Giấy ủy quyền số 03/GUQ-TCĐ"; "" for the head
    present: bool
    authority_kind: NotRequired[AuthorityWord]  # these three where the team wrote down by what right he signs
    authority_file: NotRequired[str]  # "TL-012"; "" without one
    post_ended_on: NotRequired[str]  # date; "" while the post is held


class WitnessSnapshot(TypedDict):
    """Who confirms a refusal: the commune authority or a witness (Decree 217/2025, Đ.15.3a)."""

    kind: WitnessKind
    name: str
    post_or_address: str
    identity_number: str  # căn cước, optional, ""


class RefusalSnapshot(TypedDict):
    """The inspected party did not sign."""

    outcome: RefusalOutcome
    reason: str
    recorded_at: str  # moment
    witnesses: list[WitnessSnapshot]


class AnnouncementRecordSnapshot(DocumentSnapshot):
    """The record of the announcement of the decision: day 0 of the limit (Decree 217/2025, Đ.13, Đ.15.1)."""

    decision: DecisionReference
    party: PartySnapshot
    method: ItemMethod
    venue: str  # "Phòng họp trực tuyến …" or the address
    started_at: str  # moment
    ended_at: str  # moment, "" until ended
    team_present: list[PersonSnapshot]
    party_present: list[PersonSnapshot]
    representative: RepresentativeSnapshot
    programme: list[ProgrammeRow]
    statements: list[StatementSnapshot]
    limit_value: int
    limit_unit: DayUnitWord
    limit_ends_on: str  # date
    recording: str  # "tệp ghi hình TL-003, mã băm 1a2b…"; "" when none
    copies: int
    refusal: RefusalSnapshot | None


class RequestItem(TypedDict):
    """One thing asked of the inspected party."""

    code: str
    asked: str
    relevance: str  # which content of the decision, which clause
    due_at: str  # moment


class InformationRequestSnapshot(DocumentSnapshot):
    """The request for information, files and documents (Decree 217/2025, Đ.8; refusal: Đ.9.1c)."""

    addressed_to: str
    decision: DecisionReference
    items: list[RequestItem]
    due_at: str  # moment: the latest of all
    reply_channel: str  # where to answer
    contact: PersonSnapshot
    contact_phone: str
    contact_email: str


class EvidenceSnapshot(TypedDict):
    """A file or document that an item rests on."""

    code: str  # "TL-012"
    name: str
    origin: str  # "đơn vị gửi qua hệ thống", "Đoàn sao chụp tại đơn vị"
    quarantined: NotRequired[bool]  # a threat was found in it: no basis of a result


class MinutesItem(TypedDict):
    """The result of one item."""

    code: str
    text: str
    citation: CitationSnapshot | None
    planned_method: ItemMethod
    method: ItemMethod  # as carried out
    result: str  # "Kết quả ghi nhận"
    rating: RatingWord | Literal[""]  # "" while not concluded
    reason: str  # why there is no finding, why the evidence does not suffice
    evidence: list[EvidenceSnapshot]
    finding_codes: list[str]


class MinutesFinding(TypedDict):
    """A shortcoming or a sign of violation, with the party's explanation and the lead's answer."""

    code: str
    finding_kind: FindingKindWord
    text: str
    citations: list[CitationSnapshot]
    explanation: str  # of the party, "" when none
    lead_answer: str  # of the lead, "" when none


class FindingCounts(TypedDict):
    """The figures that the minutes state; lint compares them with the lists."""

    items: int
    complies: int
    falls_short: int
    not_applicable: int
    not_enough: int
    shortcomings: int
    signs_of_violation: int


class OpinionSnapshot(TypedDict):
    """The opinion of the inspected party, always in the minutes (Decree 217/2025, Đ.15.3a)."""

    state: OpinionState  # "none" only if the party itself said so
    text: str
    given_by: str
    given_at: str  # moment, ""


class AnnouncementReference(TypedDict):
    """The announcement, as the minutes name it."""

    announced_at: str  # moment
    channel: str  # "phòng họp trực tuyến", "trực tiếp tại trụ sở đơn vị"
    decision_number: str
    decision_symbol: str
    decision_signed_on: str  # date


class PlanReference(TypedDict):
    """The approved conduct plan, as the minutes name it."""

    number: str
    symbol: str
    signed_on: str  # date
    decision_number: str
    decision_symbol: str


class SiteVisitSnapshot(TypedDict):
    """A visit of the team to the party."""

    visited_on: str  # date
    place: str
    people: list[str]
    hours: NotRequired[str]  # "từ 08:00 đến 10:30", of a recorded visit
    unplanned_reason: NotRequired[str]  # of a visit outside the approved plan


class MinutesSnapshot(DocumentSnapshot):
    """The inspection minutes (Decree 217/2025, Đ.15.3a)."""

    decision: DecisionReference
    decision_team: list[str]  # names of the team in the decision (with its amendments)
    announcement: AnnouncementReference
    conduct_plan: PlanReference
    party: PartySnapshot
    representative: RepresentativeSnapshot
    related_persons: list[RelatedSnapshot]
    team: list[PersonSnapshot]  # who was there
    party_present: list[PersonSnapshot]  # beside the representative
    absent: list[AbsentSnapshot]
    period_from: str  # date: the period inspected
    period_until: str  # date
    contents: list[str]
    method: Method  # of the whole party
    venue: str  # where the minutes were drawn up: address or channel
    opened_at: str  # moment: start of the work with the party
    closed_at: str  # moment: end, "" until closed
    site_visits: list[SiteVisitSnapshot]
    items: list[MinutesItem]
    findings: list[MinutesFinding]
    counts: FindingCounts
    related_opinions: list[StatementSnapshot]
    opinion: OpinionSnapshot
    requests_on_the_spot: list[str]
    remarks: list[str]
    copies: int
    refusal: RefusalSnapshot | None
