"""What a setting may say: values by unit, sources of law and of the agency, groups for the administrator's page.

A number of the law is changed only by the law: its new value names an act and an article. What Nghị định
217/2025/NĐ-CP leaves open is an internal rule ("quy định nội bộ", marked [P]) and is the agency's to change.
"""

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.rules.deadlines import INTERNAL_MARK
from inspections.rules.reminders import OFFSETS_KEY
from inspections.rules.vietnamese import normalise

INTERNAL_SOURCE = f"{INTERNAL_MARK} nội bộ"
SWITCH_VALUES = ("true", "false")
DAY_UNITS = ("day", "working_day")
RANGES = {
    "day": (1, 365),
    "working_day": (1, 365),
    "month": (1, 120),
    "year": (1, 100),
    "count": (0, 10),
    "percent": (0, 100),
}
# Words a text setting may take; one that is not named here takes any words.
TEXT_VALUES = {
    "inspection.day_kind": DAY_UNITS,
    "inspection.once_a_year": ("calendar_year",),
    "report.figure_periods": ("report", "calendar"),
    "retention.plan": ("permanent",),
    "retention.referred": ("permanent",),
    # No «kết luận kiểm tra» (Nghị định 217/2025/NĐ-CP knows none): the result is a notice or an official letter (trap 1).
    "result.document_type": ("thong_bao", "cong_van"),
    "inspection.report_required": ("always", "findings"),
}
# Off until the law says so (Luật Giao dịch điện tử Điều 23; practice 1): switched on only with a legal source.
NEEDS_LAW_TO_SWITCH_ON = frozenset({"signature.code_is_signature"})
A_COMMON_YEAR = 2001
LONGEST = 200

_ACT = re.compile(
    r"(?i)\b(bộ luật|luật|nghị quyết|nghị định|thông tư|quyết định|NQ|NĐ|TT|QĐ)\b[^.;]*?\b(\d+/\d{4}|\d{4}|[^\W\d_]{3,})"
)
_ARTICLE = re.compile(r"(?i)(?:\bđiều|\bđ\.)\s*\d+")
_ARE_OFFSETS = re.compile(r"^[+-]?(?:[12]?\d|30)(?:\s*,\s*[+-]?(?:[12]?\d|30)){0,4}$")
_DAY_OF_YEAR = re.compile(r"^(\d{1,2})\s*/\s*(\d{1,2})$")

# Headings in the order of an inspection's life; a key belongs to the heading with the longest beginning that fits.
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _l("Thời hạn kiểm tra"),
        (
            "inspection.limit",
            "inspection.extension_",
            "inspection.day_kind",
            "inspection.pause_",
            "inspection.late_signing",
        ),
    ),
    (
        _l("Chuẩn bị kiểm tra"),
        (
            "inspection.overlap_",
            "inspection.once_a_year",
            "inspection.conduct_plan",
            "inspection.plan_",
            "inspection.notice_",
        ),
    ),
    (_l("Tiến hành kiểm tra"), ("inspection.",)),
    (
        _l("Kết quả, khắc phục, lưu hồ sơ"),
        ("inspection.result_", "inspection.report_", "inspection.remedy_", "inspection.case_", "result."),
    ),
    (_l("Kế hoạch kiểm tra chuyên đề"), ("plan.",)),
    (_l("Văn bản, chữ ký"), ("document.", "signature.")),
    (_l("Kỳ báo cáo, dữ liệu cá nhân"), ("report.", "personal_data.")),
    (_l("Khiếu nại, tố cáo, kiến nghị"), ("complaint.",)),
    (_l("Nhắc việc"), ("reminder.",)),
    (_l("Thời hạn lưu hồ sơ"), ("retention.",)),
    (_l("Quy định khác"), ("",)),
)


def group_of(key: str) -> str:
    """The heading under which a rule stands."""
    fitting = [
        (len(beginning), label)
        for label, beginnings in GROUPS
        for beginning in beginnings
        if key.startswith(beginning)
    ]
    return str(max(fitting, key=lambda pair: pair[0])[1])


def group_labels() -> list[str]:
    """The headings in the order of an inspection's life."""
    return [str(label) for label, _beginnings in GROUPS]


def is_internal(source: str) -> bool:
    """Say whether the agency made this rule itself; anything else is a rule of law."""
    return source.strip().startswith(INTERNAL_MARK)


def internal_source(text: str) -> str:
    """The source of an internal rule as it is stored: its mark, then the paper that says so."""
    words = normalise(text)
    return f"{INTERNAL_SOURCE}: {words}" if words else INTERNAL_SOURCE


def source_text(source: str) -> str:
    """The source without the mark of an internal rule, as a person types it."""
    return source.strip().removeprefix(INTERNAL_SOURCE).lstrip(": ") if is_internal(source) else source


def cites_an_article(source: str) -> bool:
    """Say whether a source names an act and an article of it."""
    words = normalise(source)
    return bool(_ACT.search(words) and _ARTICLE.search(words))


def clean_value(unit: str, value: str) -> str:
    """The value in the one spelling that is stored: "07" is "7", "5/6" is "05/06", NFD is NFC."""
    words = normalise(value).replace("−", "-")
    if unit in RANGES and words.isascii() and words.isdigit():
        return str(int(words))
    if unit == "date" and (found := _DAY_OF_YEAR.match(words)):
        return f"{int(found[1]):02d}/{int(found[2]):02d}"
    return words


def value_problem(key: str, unit: str, value: str) -> str | None:
    """What is wrong with a value of this unit, as a sentence; None when it may stand."""
    if unit in RANGES:
        return _number_problem(value, *RANGES[unit])
    if unit == "switch":
        return None if value in SWITCH_VALUES else _("Chọn bật hoặc tắt.")
    if unit == "date":
        return _day_problem(value)
    if key == OFFSETS_KEY and not _ARE_OFFSETS.match(value):
        return _(
            "Ghi từ 1 đến 5 số nguyên cách nhau bằng dấu phẩy, mỗi số từ -30 đến 30, ví dụ: -2, 0, 1 "
            "(trước hạn 2 ngày, đúng hạn, sau hạn 1 ngày)."
        )
    known = TEXT_VALUES.get(key)
    if known and value not in known:
        return _("Chọn một trong các cách hiểu có trong danh sách.")
    return None if 0 < len(value) <= LONGEST else _("Ghi giá trị, không quá 200 ký tự.")


def _number_problem(value: str, least: int, most: int) -> str | None:
    if value.isascii() and value.isdigit() and least <= int(value) <= most:
        return None
    return _("Ghi một số nguyên từ %(least)s đến %(most)s.") % {"least": least, "most": most}


def _day_problem(value: str) -> str | None:
    found = _DAY_OF_YEAR.match(value)
    if found and _is_a_day(int(found[1]), int(found[2])):
        return None
    return _("Ghi ngày và tháng có trong mọi năm, theo dạng ngày/tháng, ví dụ 14/12.")


def _is_a_day(day: int, month: int) -> bool:
    try:
        date(A_COMMON_YEAR, month, day)
    except ValueError:
        return False
    return True


def source_problem(key: str, value: str, old_source: str, source: str) -> str | None:
    """What is wrong with the source of a change; None when it may stand."""
    if is_internal(source):
        if not is_internal(old_source):
            return _(
                "Quy định này do văn bản pháp luật đặt ra (%(source)s), không đổi bằng quy định nội bộ được. "
                "Ghi văn bản mới và điều, khoản, ví dụ: Điều 13 Nghị định số 217/2025/NĐ-CP."
            ) % {"source": old_source}
        if key in NEEDS_LAW_TO_SWITCH_ON and value == "true":
            return _(
                "Chỉ bật khi có căn cứ pháp luật (Điều 23 Luật Giao dịch điện tử). Chọn nguồn là văn bản pháp luật "
                "và ghi văn bản, điều, khoản."
            )
        return None
    if not cites_an_article(source):
        return _("Ghi tên hoặc số văn bản và điều, khoản, ví dụ: Điều 13 Nghị định số 217/2025/NĐ-CP.")
    return None


def start_problem(from_on: date, *, today: date, earlier_from: date | None) -> str | None:
    """A value that was in force is never rewritten: a new one begins on a day that is still to come."""
    if from_on <= today:
        return _(
            "Giá trị mới chỉ áp dụng từ một ngày sau hôm nay (%(today)s): giá trị đã áp dụng không sửa lại được."
        ) % {"today": f"{today:%d/%m/%Y}"}
    if earlier_from and from_on <= earlier_from:
        return _("Ngày áp dụng phải sau ngày %(day)s của giá trị trước.") % {
            "day": f"{earlier_from:%d/%m/%Y}"
        }
    return None
