"""Legal acts as data: are the dates in order, what is in force on a day, does a source cite this act?

An act is in force from its own day to the day before its successor's (Luật Ban hành văn bản quy phạm pháp luật);
one without a known first day is never cited in a document (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.rules.vietnamese import fold, normalise

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Kinds of act as people shorten them in a source, and in the code of the record.
SHORT = {
    "luat": ("luat", "luat"),
    "bo_luat": ("bo luat", "bo-luat"),
    "nghi_quyet": ("nq", "nq"),
    "nghi_dinh": ("nd", "nd"),
    "thong_tu": ("tt", "tt"),
    "quyet_dinh": ("qd", "qd"),
    "ke_hoach": ("kh", "kh"),
}
CITED_BY_NAME = frozenset({"luat", "bo_luat"})
_NUMBER = re.compile(r"^\d{1,5}(?:/\d{4})?/[^\W\d_][^\s/]*$")


@dataclass(frozen=True, slots=True)
class ActText:
    """What a person typed of an act; the successor is named by its code."""

    act_type: str
    number: str
    name: str
    issuer: str
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: str = ""
    confirmed: bool = False
    note: str = ""


class ActState(StrEnum):
    """Whether an act is in force on a day."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    COMING = "coming"
    UNKNOWN = "unknown"

    @property
    def label(self) -> "StrPromise":
        """The words of the list of acts."""
        return _LABELS[self]


_LABELS: dict[ActState, "StrPromise"] = {
    ActState.IN_FORCE: _l("Còn hiệu lực"),
    ActState.ENDED: _l("Hết hiệu lực"),
    ActState.COMING: _l("Sắp có hiệu lực"),
    ActState.UNKNOWN: _l("Chưa rõ ngày hiệu lực"),
}


def state_on(on: date, valid_from: date | None, valid_until: date | None) -> ActState:
    """The state of an act on a day; an end that has passed ends it even when its first day is unknown."""
    if valid_until and valid_until < on:
        return ActState.ENDED
    if valid_from is None:
        return ActState.UNKNOWN
    return ActState.COMING if valid_from > on else ActState.IN_FORCE


def dates_problem(
    issued_on: date | None, valid_from: date | None, valid_until: date | None, *, confirmed: bool
) -> str | None:
    """Issued, then in force, then ended; a text that was compared has its first day in force."""
    if issued_on and valid_from and valid_from < issued_on:
        return _("Ngày có hiệu lực phải từ ngày ban hành trở đi.")
    if valid_until and valid_until < (valid_from or issued_on or valid_until):
        return _("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.")
    if confirmed and valid_from is None:
        return _("Văn bản đã đối chiếu phải có ngày hiệu lực. Ghi ngày hoặc bỏ dấu đã đối chiếu.")
    return None


def number_problem(act_type: str, number: str) -> str | None:
    """Number and symbol as printed: "217/2025/NĐ-CP", "450/KH-UBND"; a law may still lack its number."""
    if _NUMBER.match(number) or (not number and act_type in CITED_BY_NAME):
        return None
    return _("Ghi số, ký hiệu liền nhau như in trên văn bản, ví dụ 217/2025/NĐ-CP.")


def successor_problem(own_from: date | None, successor_from: date | None) -> str | None:
    """An act is replaced by a later one whose first day in force is known."""
    if successor_from is None:
        return _("Văn bản thay thế chưa có ngày hiệu lực. Ghi ngày hiệu lực của văn bản đó trước.")
    if own_from and successor_from <= own_from:
        return _("Văn bản thay thế phải có hiệu lực sau văn bản bị thay thế.")
    return None


def code_of(act_type: str, number: str, name: str) -> str:
    """A short name for addresses and data: "nd-217-2025"; the issuing body is added when two acts would share it."""
    words, beginning = SHORT[act_type]
    numbered = re.match(r"^(\d+)/(\d{4})?", number)
    body = " ".join(filter(None, numbered.groups())) if numbered else fold(name).removeprefix(words)
    return re.sub(r"[^a-z0-9]+", "-", f"{beginning} {body}").strip("-")[:60]


def cites(source: str, *, act_type: str, number: str, name: str) -> bool:
    """Say whether a source names this act: "NĐ 217/2025 Đ.13.2b", "Luật Giao dịch điện tử Đ.23"."""
    words = f" {fold(normalise(source))} "
    if act_type in CITED_BY_NAME and fold(name) and f" {fold(name)} " in words:
        return True
    numbered = re.match(r"^(\d+)/(\d{4})", number)
    if not numbered:
        return False
    kinds = "|".join(sorted({SHORT[act_type][0], act_type.replace("_", " ")}))
    return bool(re.search(rf" (?:{kinds}) (?:so )?{numbered[1]} {numbered[2]}\b", words))
