"""Which signatures count on which paper, and what a returned paper must show (practice.md 1, 2).

The table itself is data with validity (``reference/signatures.yaml``). A click, a code or a picture is on none of its
lines: only a verified digital signature or a hand signature counts (Luật Giao dịch điện tử 20/2023/QH15 Điều 23).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from inspections.rules.vietnamese import APOSTROPHES, normalise

_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class SignedBy(StrEnum):
    """Whose signature makes the paper."""

    ISSUER = "issuer"
    LEAD = "lead"
    BOTH_SIDES = "both_sides"
    TEAM = "team"


class NumberedIn(StrEnum):
    """Whose series gives the number (Nghị định 30/2020/NĐ-CP Điều 15)."""

    AGENCY = "agency"
    TEAM = "team"
    OWN_DEED = "own_deed"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class SignatureRule:
    """One line of the table: how one kind of paper is signed from a day on."""

    kind: str
    signed_by: SignedBy
    persons: int
    agency: bool
    organisation_counts: bool
    numbered_in: NumberedIn
    who: str
    printed: str
    basis: str
    valid_from: date
    valid_until: date | None = None

    @property
    def required(self) -> int:
        """How many digital signatures the paper needs."""
        return self.persons + self.agency

    def is_valid(self, on: date) -> bool:
        """Does the line hold on the day?"""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


def rule_for(rows: Iterable[SignatureRule], kind: str, on: date) -> SignatureRule | None:
    """The line of the table for a paper of this kind on the day; a paper without a line is never signed."""
    return next((row for row in rows if row.kind == kind and row.is_valid(on)), None)


def same_person(one: str, other: str) -> bool:
    """A name as the certificate spells it and as the record does: capitals and apostrophes make no difference."""
    return _spelt(one) == _spelt(other)


def _spelt(name: str) -> str:
    return normalise(name).casefold().translate(_ONE_APOSTROPHE)


def wrong_person(named: str, on_file: Sequence[str]) -> str | None:
    """The print names who signs: a file signed by somebody else is not that paper (trap 47)."""
    if any(same_person(named, name) for name in on_file):
        return None
    return _(
        "Tệp do %(there)s ký số, bản in ghi người ký là %(named)s. Đề nghị đúng người ký, hoặc ghi bàn giao, ghi vắng "
        "để hệ thống in lại theo người ký mới."
    ) % {"there": ", ".join(on_file) or _("cơ quan"), "named": named}


def day_objections(on: date | None, *, drafted_on: date, signed_on: date | None, today: date) -> list[str]:
    """A paper is dated after its draft and its signature, and not in the future."""
    if on is None:
        return [_("Tệp không cho đọc ngày ban hành: nhập ngày ghi trên văn bản.")]
    shown = {"day": f"{on:%d/%m/%Y}"}
    if on > today:
        return [_("Ngày ban hành %(day)s ở tương lai. Kiểm tra lại ngày trên văn bản.") % shown]
    if on < drafted_on:
        text = _(
            "Ngày ban hành %(day)s trước ngày soạn dự thảo (%(drafted)s). Kiểm tra lại ngày trên văn bản."
        )
        return [text % {**shown, "drafted": f"{drafted_on:%d/%m/%Y}"}]
    if signed_on is not None and on < signed_on:
        text = _("Ngày ban hành %(day)s trước ngày ký (%(signed)s). Kiểm tra lại ngày trên văn bản.")
        return [text % {**shown, "signed": f"{signed_on:%d/%m/%Y}"}]
    return []


def number_objections(typed: int | None, read: int | None, *, needed: bool) -> list[str]:
    """The number on the file and the number typed are the same; the agency's papers have one."""
    if typed is not None and read is not None and typed != read:
        text = _("Số nhập (%(typed)s) khác số đọc được trên tệp (%(read)s). Kiểm tra lại văn bản.")
        return [text % {"typed": typed, "read": read}]
    if needed and typed is None and read is None:
        return [_("Tệp không cho đọc số văn bản: nhập số theo sổ đăng ký văn bản đi.")]
    return []


def scan_objections(
    *, place: str, code_seen: str, print_code: str, compared: str, text_differs: bool
) -> list[str]:
    """A scan of a hand-signed paper: its original lies somewhere, its print is known by the code or by comparing."""
    found = []
    if not place.strip():
        found.append(_("Ghi nơi lưu bản gốc giấy (hộp, cặp, ngăn)."))
    typed = code_seen.strip().lower()
    if typed and not print_code.startswith(typed[:12]) or 0 < len(typed) < 6:
        text = _(
            "Mã bản in trên bản quét (%(typed)s) không phải mã của dự thảo này (%(code)s): đây là bản in khác."
        )
        return [*found, text % {"typed": code_seen.strip(), "code": print_code}]
    if text_differs and not compared.strip():
        found.append(
            _(
                "Chữ đọc được trên bản quét khác dự thảo: so bằng mắt từng trang và ghi rõ kết quả, lý do chấp nhận."
            )
        )
    elif not typed and not compared.strip():
        found.append(
            _(
                "Bản quét không có dòng «Mã bản in» đọc được: nhập mã thấy trên giấy, hoặc ghi rõ đã so bằng mắt với dự "
                "thảo và lý do chấp nhận bản này."
            )
        )
    return found
