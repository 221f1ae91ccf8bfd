"""Overlap and duplication: may this institution be inspected now, on this content?

Sources: Nghị định 217/2025/NĐ-CP Điều 4 khoản 2, Điều 7 khoản 1 điểm b; Luật Thanh tra 84/2025/QH15 Điều 58 khoản 2
(without agreement the thanh tra body proceeds); Nghị quyết 198/2025/QH15 Điều 4 (businesses: at most one
inspection a year unless there are clear signs of violation). "A year" is read as the calendar year (internal rule).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from inspections.enums import Ground, LegalForm

HISTORY_MONTHS = 24
BUSINESS_FORMS = frozenset({LegalForm.PRIVATE, LegalForm.ENTERPRISE})


class PastStatus(StrEnum):
    """How far an inspection of the history went; a cancelled one never counts."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class OtherBody(StrEnum):
    """Who else inspects; None in the history means our own department."""

    INSPECTORATE = "inspectorate"
    STATE_AUDIT = "state_audit"
    OTHER_INSPECTOR = "other_inspector"


class Exchange(StrEnum):
    """What came of the exchange with the other body."""

    NONE = "none"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    SUPERIOR_DECIDED = "superior_decided"


@dataclass(frozen=True, slots=True)
class PastInspection:
    """One inspection known of an institution, ours or another body's."""

    institution_id: int
    title: str
    year: int
    decided_on: date | None
    conducted_on: date | None
    content_key: str
    status: PastStatus
    by_other_body: OtherBody | None = None

    @property
    def on(self) -> date:
        """The day it counts on: conduct, else decision, else the end of its planned year."""
        return self.conducted_on or self.decided_on or date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The inspection that is proposed for one institution, with its ground (Điều 11 khoản 2)."""

    institution_id: int
    legal_form: str
    content_key: str
    on: date
    ground: str
    sign_description: str = ""
    has_sign_attachment: bool = False
    exchange: Exchange = Exchange.NONE

    @property
    def is_business(self) -> bool:
        """Private schools and enterprises are within Nghị quyết 198/2025/QH15; a public school is not."""
        return self.legal_form in BUSINESS_FORMS

    @property
    def shows_clear_signs(self) -> bool:
        """Ground (a) counts only with the sign written down and a file attached."""
        return (
            self.ground == Ground.SIGNS and bool(self.sign_description.strip()) and self.has_sign_attachment
        )


@dataclass(frozen=True, slots=True)
class OverlapJudgement:
    """Reasons that forbid the inspection and reasons to think twice, as sentences."""

    blocks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Nothing forbids it."""
        return not self.blocks


@dataclass(frozen=True, slots=True)
class _Remark:
    text: str
    blocks: bool


def review_overlap(proposal: Proposal, history: Iterable[PastInspection]) -> OverlapJudgement:
    """Judge one proposal against the institution's last 24 months and what is planned or under way."""
    known = sorted(relevant_history(proposal, history), key=lambda past: (past.on, past.title))
    remarks = [*_once_a_year(proposal, known)]
    for past in known:
        if past.content_key == proposal.content_key:
            remarks.append(_same_content(proposal, past))
    return OverlapJudgement(
        blocks=tuple(remark.text for remark in remarks if remark.blocks),
        warnings=tuple(remark.text for remark in remarks if not remark.blocks),
    )


def relevant_history(proposal: Proposal, history: Iterable[PastInspection]) -> tuple[PastInspection, ...]:
    """Return what counts: same institution, not cancelled, unfinished or at most 24 months old."""
    earliest = _months_before(proposal.on, HISTORY_MONTHS)
    return tuple(
        past
        for past in history
        if past.institution_id == proposal.institution_id
        and past.status is not PastStatus.CANCELLED
        and (past.status is not PastStatus.DONE or past.on >= earliest)
    )


def _once_a_year(proposal: Proposal, known: Iterable[PastInspection]) -> Iterator[_Remark]:
    checks = [
        past
        for past in known
        if past.on.year == proposal.on.year
        and past.status is not PastStatus.PLANNED
        and past.by_other_body not in (OtherBody.INSPECTORATE, OtherBody.STATE_AUDIT)
    ]
    for past in checks[:1]:
        named = {"title": past.title, "year": proposal.on.year}
        if not proposal.is_business:
            yield _Remark(
                _("Đơn vị đã được kiểm tra trong năm %(year)s: %(title)s. Cân nhắc lồng ghép nội dung.")
                % named,
                blocks=False,
            )
        elif proposal.shows_clear_signs:
            yield _Remark(
                _(
                    "Đơn vị đã được kiểm tra trong năm %(year)s (%(title)s); được kiểm tra thêm vì có dấu hiệu "
                    "vi phạm rõ ràng (Nghị quyết 198/2025/QH15 Điều 4)."
                )
                % named,
                blocks=False,
            )
        else:
            yield _Remark(
                _(
                    "Đơn vị đã được kiểm tra trong năm %(year)s: %(title)s. Nghị quyết 198/2025/QH15 Điều 4 chỉ cho "
                    "kiểm tra một lần trong năm, trừ khi có dấu hiệu vi phạm rõ ràng: chọn căn cứ điểm a, mô tả dấu "
                    "hiệu và đính kèm tài liệu."
                )
                % named,
                blocks=True,
            )


def _same_content(proposal: Proposal, past: PastInspection) -> _Remark:
    if past.by_other_body is OtherBody.INSPECTORATE:
        return _inspectorate_overlap(proposal, past)
    if past.by_other_body is not None:
        return _other_body_overlap(proposal, past)
    return _Remark(
        _("Sở đã hoặc đang kiểm tra cùng nội dung trong 24 tháng: %(title)s (%(date)s).") % _named(past),
        blocks=past.status is PastStatus.OPEN,
    )


def _inspectorate_overlap(proposal: Proposal, past: PastInspection) -> _Remark:
    """Signs of violation do not help here, nor does a superior's word: the thanh tra body proceeds."""
    running = past.status in (PastStatus.PLANNED, PastStatus.OPEN)
    if running and proposal.exchange is not Exchange.AGREED:
        return _Remark(
            _(
                "Cơ quan thanh tra đang hoặc sẽ tiến hành thanh tra cùng nội dung: %(title)s. Phối hợp xử lý; không "
                "thống nhất được thì cơ quan thanh tra tiến hành (Luật Thanh tra Điều 58 khoản 2)."
            )
            % _named(past),
            blocks=True,
        )
    if not running and past.on.year == proposal.on.year:
        return _Remark(
            _(
                "Nội dung này đã được thanh tra trong năm: %(title)s (%(date)s). Không kiểm tra lại cùng nội dung; "
                "sử dụng kết quả đã có (Nghị định 217/2025/NĐ-CP Điều 4 khoản 2)."
            )
            % _named(past),
            blocks=True,
        )
    return _Remark(
        _(
            "Cơ quan thanh tra đã xem xét cùng nội dung: %(title)s (%(date)s). Ghi kết quả phối hợp vào phiếu rà soát."
        )
        % _named(past),
        blocks=False,
    )


def _other_body_overlap(proposal: Proposal, past: PastInspection) -> _Remark:
    settled = proposal.exchange in (Exchange.AGREED, Exchange.SUPERIOR_DECIDED)
    current = past.status is not PastStatus.DONE or past.on.year == proposal.on.year
    if current and not settled:
        return _Remark(
            _(
                "Cơ quan khác đã hoặc đang kiểm tra, kiểm toán cùng nội dung: %(title)s. Trao đổi để thống nhất; không "
                "thống nhất được thì báo cáo thủ trưởng cấp trên quyết định (Nghị định 217/2025/NĐ-CP Điều 7 khoản 1 "
                "điểm b)."
            )
            % _named(past),
            blocks=True,
        )
    return _Remark(
        _("Cơ quan khác đã xem xét cùng nội dung: %(title)s (%(date)s). Sử dụng kết quả đã có.")
        % _named(past),
        blocks=False,
    )


def _named(past: PastInspection) -> dict[str, str]:
    return {"title": past.title, "date": f"{past.on:%d/%m/%Y}"}


def _months_before(on: date, months: int) -> date:
    month = on.year * 12 + on.month - 1 - months
    year, index = divmod(month, 12)
    for day in (on.day, 30, 29, 28):
        try:
            return date(year, index + 1, day)
        except ValueError:
            continue
    raise AssertionError(on)
