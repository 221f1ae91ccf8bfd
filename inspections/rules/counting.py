"""A version of the counting rule in plain words, and what may be entered for it (domain 15; practice.md 6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from inspections.enums import Headline


@dataclass(frozen=True)
class RuleText:
    """Everything that one version of the counting rule says."""

    name: str
    headline: str
    m3_share: int
    m2_share: int
    m3_needs_digital: bool
    m2_accepts_hand: bool
    whole_percent_below: int
    audit_all_up_to: int
    thin_below: int
    source: str


def asks(text: RuleText) -> list[str]:
    """What the version asks of a lượt, sentence by sentence."""
    return [
        _("Tỷ lệ chính thức: %(words)s.") % {"words": Headline(text.headline).label},
        _("M3: %(share)s; %(signed)s.")
        % {"share": _share(text.m3_share), "signed": _signed(digital=text.m3_needs_digital)},
        _("M2: %(share)s; %(signed)s.")
        % {"share": _share(text.m2_share), "signed": _signed(digital=not text.m2_accepts_hand)},
        _("Mẫu số dưới %(n)s lượt thì tỷ lệ không ghi số thập phân.") % {"n": text.whole_percent_below},
        _("Mẫu số không quá %(n)s lượt thì soát xét toàn bộ.") % {"n": text.audit_all_up_to},
        _("Lượt có dưới %(n)s nội dung được đánh dấu là ít nội dung.") % {"n": text.thin_below},
    ]


def _share(percent: int) -> str:
    if percent == 100:
        return _("mọi nội dung kiểm tra từ xa kết luận trên hồ sơ, dữ liệu đơn vị nộp qua hệ thống")
    words = _(
        "ít nhất %(percent)s%% nội dung kiểm tra từ xa kết luận trên hồ sơ, dữ liệu đơn vị nộp qua hệ thống"
    )
    return words % {"percent": percent}


def _signed(*, digital: bool) -> str:
    if digital:
        return _("biên bản có chữ ký số của cả hai bên")
    return _("biên bản ký số, hoặc ký tay có bản sao điện tử")


def text_problems(text: RuleText) -> list[str]:
    """What is missing or out of bounds in a version."""
    found = []
    if not text.name or not text.source:
        found.append(_("Ghi đủ tên cách tính và căn cứ."))
    if text.headline not in Headline.values:
        found.append(_("Chọn tỷ lệ chính thức."))
    if not (1 <= text.m2_share <= 100 and 1 <= text.m3_share <= 100):
        found.append(_("Tỷ lệ nội dung ghi từ 1 đến 100."))
    elif text.m2_share > text.m3_share:
        found.append(_("M2 không đòi hỏi nhiều hơn M3: tỷ lệ nội dung của M2 không quá tỷ lệ của M3."))
    return found


def number_problems(number: str, decided_on: date, *, today: date) -> list[str]:
    """The decision that issues a counting rule has a number, and was signed today or before."""
    found = [] if number else [_("Ghi số quyết định.")]
    if decided_on > today:
        found.append(_("Ngày quyết định không sau hôm nay."))
    return found


def target_problems(value: Decimal, source: str) -> list[str]:
    """A target is a share from 0 to 100 %, set by an act that is named."""
    found = [] if 0 <= value <= 100 else [_("Giá trị ghi từ 0 đến 100.")]
    return found if source else [*found, _("Ghi văn bản giao chỉ tiêu.")]
