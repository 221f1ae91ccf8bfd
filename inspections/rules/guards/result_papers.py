"""When the result of a party is drafted, signed and issued (domain rows 17, T15, T20; Nghị định 217/2025/NĐ-CP Điều 15, 16).

The decree knows no «kết luận kiểm tra» and no time limit of its own for the result: neither is written here (trap 1).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, DocumentState, FindingHandling, FindingKind
from inspections.exceptions import Blocker
from inspections.rules.facts import InspectionFacts, PartyFacts
from inspections.rules.guards.results import result_objections

OPEN = frozenset({DocumentState.FOR_SIGNATURE, DocumentState.SIGNED, DocumentState.ISSUED})
DONE = frozenset({DocumentState.SIGNED, DocumentState.ISSUED})
_FOREIGN = re.compile(
    r"kết\s+luận\s+(?:kiểm\s+tra|thanh\s+tra)|thanh\s+tra\s+viên|đoàn\s+thanh\s+tra", re.IGNORECASE
)


def draft_result_blockers(facts: PartyFacts) -> list[Blocker]:
    """T15: after all minutes, and before the papers went to the issuer: what was approved is not changed under his hand."""
    if facts.inspection_stage != "conduct_finished":
        return [
            Blocker(
                _("Dự thảo kết quả khi mọi đơn vị đã có biên bản và báo cáo chưa trình hoặc đã được trả lại.")
            )
        ]
    notice = facts.documents.get(DocumentKind.RESULT_NOTICE)
    if notice is not None and notice.state in OPEN:
        return [Blocker(_("Văn bản kết quả đã trình ký; sửa được khi người ký trả lại."))]
    return []


def handling_objections(
    findings: Iterable[tuple[int, str, str]],
    handled: Iterable[tuple[int, str, str]],
    asked_for: Collection[int | None],
    *,
    referrals: int,
) -> list[str]:
    """Each finding of the minutes has its handling (12.1.3); a sign of violation is never dropped in silence.

    ``findings`` are (number, code, kind), ``handled`` (number, handling, reason), ``asked_for`` the findings that the
    requests name.
    """
    chosen = {number: (handling, reason) for number, handling, reason in handled}
    found = []
    for number, code, kind in findings:
        handling, reason = chosen.get(number, ("", ""))
        words = {"code": code}
        if handling not in FindingHandling.values:
            found.append(_("%(code)s: chọn cách xử lý.") % words)
        elif handling == FindingHandling.REMEDY and number not in asked_for:
            found.append(_("%(code)s: ghi nội dung yêu cầu khắc phục và thời hạn.") % words)
        elif (
            handling == FindingHandling.NONE and kind == FindingKind.SIGN_OF_VIOLATION and not reason.strip()
        ):
            found.append(_("%(code)s là dấu hiệu vi phạm: ghi lý do không yêu cầu.") % words)
        elif handling == FindingHandling.REFERRED and not referrals:
            found.append(
                _("%(code)s: ghi việc chuyển xử lý của đơn vị trước khi chọn «Chuyển xử lý».") % words
            )
    return found


def request_objections(
    items: Sequence[tuple[str, date]], *, report_due_on: date | None, contact: str, today: date
) -> list[str]:
    """A request says what, by when, to whom one reports and by which day (domain 13, no. 15)."""
    found = []
    for place, (text, due_on) in enumerate(items, start=1):
        if not text.strip():
            found.append(_("Yêu cầu %(n)s: ghi nội dung yêu cầu.") % {"n": place})
        if due_on <= today:
            found.append(_("Yêu cầu %(n)s: thời hạn phải sau hôm nay.") % {"n": place})
    if not items:
        return found
    if report_due_on is None:
        found.append(_("Ghi hạn báo cáo kết quả khắc phục."))
    elif report_due_on < max(due_on for _text, due_on in items):
        found.append(_("Hạn báo cáo kết quả khắc phục phải từ thời hạn khắc phục cuối cùng trở đi."))
    if not contact.strip():
        found.append(_("Ghi người liên hệ của Sở."))
    return found


def prose_objections(texts: Iterable[str]) -> list[str]:
    """Words of another procedure have no place in a result of kiểm tra chuyên ngành (traps 1, 2)."""
    for text in texts:
        if said := _FOREIGN.search(text):
            words = _(
                "Không dùng «%(words)s»: NĐ 217/2025/NĐ-CP chỉ có biên bản, báo cáo, thông báo kết quả kiểm tra."
            )
            return [words % {"words": said[0]}]
    return []


def propose_result_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 17 without a report: nothing was found, each party has its result, nothing is before the issuer yet."""
    found = result_objections(facts.results)
    if any(row.findings for row in facts.results) or facts.report is not None:
        found.append(
            Blocker(_("Có tồn tại, hạn chế hoặc đã lập báo cáo: trình báo cáo kết quả kiểm tra trước."))
        )
    if any(row.notice_state in OPEN for row in facts.results):
        found.append(Blocker(_("Văn bản kết quả đã trình ký.")))
    return found


def report_needed_objections(required: str) -> list[str]:
    """The department may ask for a report of every inspection (Điều 15.3đ: when necessary or when asked)."""
    if required == "findings":
        return []
    return [_("Theo quy định của Sở, mọi cuộc kiểm tra đều phải lập và trình báo cáo kết quả.")]


def papers_of(facts: InspectionFacts) -> list[tuple[int, str, bool]]:
    """The papers of the one act: number, state, is the print there."""
    rows = [(r.notice_id, r.notice_state, r.notice_rendered) for r in facts.results]
    rows += [(r.document_id, r.document_state, r.document_rendered) for r in facts.results]
    return [(pk, state, rendered) for pk, state, rendered in rows if pk is not None and state in OPEN]


def sign_result_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 17: the lead's report is signed, every print is there, something waits for the signature."""
    papers = papers_of(facts)
    if not papers:
        return [Blocker(_("Chưa có văn bản kết quả trình ký."))]
    if not any(state == DocumentState.FOR_SIGNATURE for _pk, state, _there in papers):
        return [Blocker(_("Văn bản kết quả đã được ký."))]
    found = report_signed_objections(facts)
    if not all(rendered for _pk, _state, rendered in papers):
        found.append(Blocker(_("Bản in đang được tạo; tải lại trang sau ít giây.")))
    return found


def report_signed_objections(facts: InspectionFacts) -> list[Blocker]:
    """Where there is a report, it stands signed in the dossier before what follows from it."""
    report = facts.documents.get(DocumentKind.RESULT_REPORT)
    if facts.report is None or (report is not None and report.state == DocumentState.ISSUED):
        return []
    return [Blocker(_("Trưởng đoàn chưa ký báo cáo kết quả kiểm tra; ký báo cáo trước."))]


def result_signer_objections(facts: InspectionFacts, *, by: int) -> list[Blocker]:
    """Name and capacity stand on the prints; somebody else's name is never signed under (trap 47)."""
    waiting = [row for row in facts.results if row.notice_id is not None]
    if all(row.signer_id == by for row in waiting):
        return []
    return [
        Blocker(
            _(
                "Bản in ghi tên người ký khác. Người đó ký; nếu vắng, ghi vắng mặt hoặc giao người khác ký để bản in được "
                "lập lại."
            )
        )
    ]


def return_result_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Only what nobody has signed is sent back."""
    papers = papers_of(facts)
    if not papers:
        return [Blocker(_("Chưa có văn bản kết quả trình ký."))]
    if any(state in DONE for _pk, state, _there in papers):
        return [Blocker(_("Đã có văn bản được ký; không trả lại được nữa."))]
    return []


def issue_result_blockers(facts: InspectionFacts) -> list[Blocker]:
    """The competent person signed all of them first (Nghị định 30/2020/NĐ-CP Điều 32; traps 21, 22)."""
    papers = papers_of(facts)
    if not papers or facts.stage not in ("conduct_finished", "reported"):
        return [Blocker(_("Không có văn bản kết quả chờ cấp số."))]
    if any(state == DocumentState.FOR_SIGNATURE for _pk, state, _there in papers):
        return [
            Blocker(
                _(
                    "Người có thẩm quyền chưa ký; chỉ cấp số, ký cơ quan sau khi mọi văn bản kết quả đã được ký."
                )
            )
        ]
    return []


def all_out(facts: InspectionFacts) -> bool:
    """Is every paper of the act issued?"""
    papers = papers_of(facts)
    return bool(papers) and all(state == DocumentState.ISSUED for _pk, state, _there in papers)


def assigned_signer_objections(
    *, reason: str, paper: str, to_lead: bool, allowed: bool, same: bool
) -> list[str]:
    """A reasoned written assignment; to the lead of the team only where the department's rules know it (practice.md 1)."""
    found = []
    if not reason.strip() or not paper.strip():
        found.append(_("Ghi lý do và số, ngày văn bản giao ký; văn bản giao được lưu trong hồ sơ."))
    if same:
        found.append(_("Người này đã là người ký ghi trên bản in."))
    if to_lead and not allowed:
        found.append(
            _("Theo quy định của Sở, Trưởng đoàn không ký văn bản kết quả của Đoàn mình kể cả khi được giao.")
        )
    return found
