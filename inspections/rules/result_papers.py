"""How a result is first put into words: from the figures of the record, for the lead to mend (domain 13, no. 14)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def summary_words(counts: Mapping[str, int], *, findings: int) -> str:
    """The opening of the summary; ``counts`` are the items by their rating."""
    lines = [
        _("Đơn vị đã cung cấp hồ sơ, tài liệu và làm việc với Đoàn kiểm tra theo lịch đã thông báo."),
        _("Trong %(items)s nội dung kiểm tra, %(good)s nội dung thực hiện đúng quy định.")
        % {"items": sum(counts.values()), "good": counts.get("complies", 0)},
    ]
    if findings:
        lines.append(_("Còn tồn tại, hạn chế phải chấn chỉnh, khắc phục như nêu tại mục 2."))
    return "\n".join(lines)


def request_words(finding: str) -> str:
    """A first wording of what is asked, from the finding; the lead mends it."""
    return _("Chấn chỉnh, khắc phục: %(finding)s") % {"finding": finding.strip()}
