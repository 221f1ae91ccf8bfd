"""How long a dossier is kept, from which day it may stand on a list for disposal, and what a list must show.

Source: Luật Lưu trữ số 33/2024/QH15; Nghị định 30/2020/NĐ-CP Điều 29-31; domain 11. The terms themselves are rules
of the department (``retention.*``): nothing is ever disposed of because a day has come (trap 44).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import DisposalState, ReferralKind, RetentionClass
from inspections.exceptions import Blocker

TERM_RULE = "retention.inspection"
SERIOUS_RULE = "retention.referred"
# Matters that make a dossier permanent: it led to a proposal to prosecute or to a request for an inspection.
SERIOUS = frozenset({ReferralKind.PROPOSE_PROSECUTION, ReferralKind.ASK_INSPECTORATE})


@dataclass(frozen=True)
class Term:
    """The term that the rules give one dossier."""

    retention: str
    years: int | None
    basis: str


@dataclass(frozen=True)
class KeptDossier:
    """One sealed dossier as a list for disposal looks at it."""

    code: str
    retention: str
    keep_until_on: date | None
    held: bool
    disposed: bool
    listed: bool = False


def term_of(*, years: int, basis: str, serious: bool, serious_basis: str) -> Term:
    """The term by the rules: so many years, or permanent where a serious matter went to others."""
    if serious:
        return Term(RetentionClass.PERMANENT, None, serious_basis)
    return Term(RetentionClass.TERM, years, basis)


def keep_until(closed_on: date, years: int | None) -> date | None:
    """Terms count from the year in which the work ended, to the last day of the last year."""
    return None if years is None else date(closed_on.year + years, 12, 31)


def term_objections(given: Term, by_rules: Term) -> list[Blocker]:
    """The lead may keep a dossier longer than the rules say, never shorter, and says on what basis."""
    found = []
    if not given.basis.strip():
        found.append(Blocker(_("Ghi căn cứ của thời hạn bảo quản.")))
    if given.retention == RetentionClass.PERMANENT:
        return found
    if by_rules.retention == RetentionClass.PERMANENT:
        text = _("Hồ sơ có kiến nghị khởi tố hoặc đề nghị cơ quan thanh tra: bảo quản vĩnh viễn.")
        return [*found, Blocker(text)]
    if given.years is None or given.years < (by_rules.years or 0):
        text = _("Thời hạn bảo quản ít nhất %(years)s năm theo quy tắc của Sở.")
        found.append(Blocker(text % {"years": by_rules.years}))
    return found


def not_to_be_disposed(row: KeptDossier, today: date) -> str | None:
    """Why this dossier may not stand on a list for disposal today; None if it may."""
    if row.disposed:
        return _("%(code)s: đã tiêu hủy.") % {"code": row.code}
    if row.retention == RetentionClass.PERMANENT or row.keep_until_on is None:
        return _("%(code)s: bảo quản vĩnh viễn, không tiêu hủy.") % {"code": row.code}
    if row.keep_until_on >= today:
        text = _("%(code)s: còn trong thời hạn bảo quản đến hết ngày %(day)s.")
        return text % {"code": row.code, "day": f"{row.keep_until_on:%d/%m/%Y}"}
    if row.held:
        return _("%(code)s: đang có lệnh giữ hồ sơ, không tiêu hủy.") % {"code": row.code}
    if row.listed:
        return _("%(code)s: đã có trong một danh sách tiêu hủy khác.") % {"code": row.code}
    return None


def list_objections(rows: Sequence[KeptDossier], today: date) -> list[Blocker]:
    """A list holds at least one dossier, and only such as are past their term and held by nobody."""
    if not rows:
        return [Blocker(_("Chọn ít nhất một hồ sơ đã hết thời hạn bảo quản."))]
    return [Blocker(said) for row in rows if (said := not_to_be_disposed(row, today))]


def decision_objections(
    *, state: str, number: str, on: date, minutes_number: str, today: date, proposed_on: date, with_file: bool
) -> list[Blocker]:
    """A decision to dispose is a paper: its number and day, the minutes of the council, the file (Luật Lưu trữ)."""
    if state != DisposalState.PROPOSED:
        return [Blocker(_("Danh sách này đã có quyết định hoặc đã thôi."))]
    found = []
    if not number.strip() or not minutes_number.strip():
        found.append(Blocker(_("Ghi số quyết định tiêu hủy và số, ngày biên bản họp Hội đồng.")))
    if on > today or on < proposed_on:
        found.append(Blocker(_("Ngày quyết định phải từ ngày lập danh sách đến hôm nay.")))
    if not with_file:
        found.append(Blocker(_("Chọn tệp quyết định tiêu hủy đã ký.")))
    return found


def carrying_out_objections(*, state: str, on: date, decided_on: date | None, today: date) -> list[Blocker]:
    """Nothing goes before its decision (trap 44), and the day on which it went is told."""
    if state != DisposalState.DECIDED or decided_on is None:
        return [
            Blocker(_("Chưa có quyết định tiêu hủy; không hồ sơ nào được tiêu hủy khi chưa có quyết định."))
        ]
    if on < decided_on or on > today:
        return [Blocker(_("Ngày tiêu hủy phải từ ngày quyết định đến hôm nay."))]
    return []


def given_up_objections(*, state: str, reason: str) -> list[Blocker]:
    """A list, or one dossier of it, is given up before it is carried out, and the reason is told."""
    if state not in (DisposalState.PROPOSED, DisposalState.DECIDED):
        return [Blocker(_("Danh sách này đã tiêu hủy hoặc đã thôi."))]
    return [] if reason.strip() else [Blocker(_("Ghi lý do."))]
