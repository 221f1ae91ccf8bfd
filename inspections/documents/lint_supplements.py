"""Contradictions inside supplementary minutes, found before the lead freezes them (domain 12.1.3; trap 23)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .contradictions import Contradiction, Found
from .formatting import moment_date
from .snapshots_supplements import SupplementSnapshot


def names_its_minutes(supplement: SupplementSnapshot) -> Found:
    """The minutes that are supplemented are named by number and day of signing."""
    minutes = supplement["minutes"]
    if not (minutes["number"] and minutes["symbol"] and minutes["signed_on"]):
        yield Contradiction("minutes", _("Chưa nêu số, ngày ký của biên bản kiểm tra được bổ sung."))


def follows_its_minutes(supplement: SupplementSnapshot) -> Found:
    """A supplement is drawn up after the minutes were signed, not before."""
    signed_on = supplement["minutes"]["signed_on"]
    if signed_on and moment_date(supplement["opened_at"]) < signed_on:
        yield Contradiction("dates", _("Biên bản bổ sung lập trước ngày ký biên bản kiểm tra."))


def says_why_and_what(supplement: SupplementSnapshot) -> Found:
    """The reason and the text of the correction are written out."""
    if not supplement["reason"].strip() or not any(line.strip() for line in supplement["corrections"]):
        yield Contradiction("content", _("Chưa ghi lý do hoặc nội dung bổ sung, đính chính."))


def representative_named(supplement: SupplementSnapshot) -> Found:
    """The institution is represented by a named person with a post (Đ.15.3a)."""
    representative = supplement["representative"]
    if not representative["name"].strip() or not representative["post"].strip():
        yield Contradiction("representative", _("Chưa ghi họ tên, chức vụ người đại diện đơn vị."))


def opinion_heard(supplement: SupplementSnapshot) -> Found:
    """The opinion of the institution, or its silence as the lead took it down, is in the text (Đ.15.3a)."""
    if supplement["opinion"]["state"] == "not_yet":
        yield Contradiction(
            "opinion", _("Đơn vị chưa nêu ý kiến; nếu đã mời mà đơn vị không nêu, ghi rõ việc đó khi chốt.")
        )


SUPPLEMENT_RULES: tuple[Callable[[SupplementSnapshot], Found], ...] = (
    names_its_minutes,
    follows_its_minutes,
    says_why_and_what,
    representative_named,
    opinion_heard,
)


def lint_supplement(snapshot: SupplementSnapshot) -> list[Contradiction]:
    """Return every contradiction of the supplementary minutes; [] when they agree."""
    return [contradiction for rule in SUPPLEMENT_RULES for contradiction in rule(snapshot)]
