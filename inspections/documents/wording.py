"""The sentences that the minutes build from several values of their snapshot (Decree 217/2025, Đ.15)."""

from collections.abc import Sequence

from .formatting import (
    METHOD_WORDS,
    bare,
    capital_first,
    counted,
    leading_zero_number,
    long_moment,
    short_date,
)
from .snapshots import (
    AnnouncementRecordSnapshot,
    FindingCounts,
    MinutesItem,
    MinutesSnapshot,
    OpinionSnapshot,
    RefusalSnapshot,
    SiteVisitSnapshot,
)

NO_VISIT = "Đoàn không cử người đến đơn vị được kiểm tra trong thời gian kiểm tra."
NO_OTHER_OPINION = "Đơn vị được kiểm tra không có ý kiến khác."
NO_OPINION_YET = "Chưa có ý kiến."
REFUSED = "Đại diện đơn vị được kiểm tra không ký biên bản"
INVITED = "Đoàn đã mời nhưng đại diện đơn vị được kiểm tra không đến ký biên bản"


def _codes(items: Sequence[MinutesItem], method: str) -> str:
    return ", ".join(item["code"] for item in items if item["method"] == method)


def _share_sentence(minutes: MinutesSnapshot) -> str:
    """Say which items were examined remotely and which on site, or the one method of all."""
    online, on_site = _codes(minutes["items"], "online"), _codes(minutes["items"], "on_site")
    if not (online and on_site):
        return f"{capital_first(METHOD_WORDS[minutes['method']])}."
    return f"{capital_first(METHOD_WORDS['online'])} đối với nội dung {online}; trực tiếp đối với nội dung {on_site}."


def method_sentences(minutes: MinutesSnapshot) -> list[str]:
    """Say how the party was examined and who of the team came to it; that nobody came is said too."""
    visits = [_visit_sentence(visit) for visit in minutes["site_visits"]]
    return [_share_sentence(minutes), *(visits or [NO_VISIT])]


def _visit_sentence(visit: SiteVisitSnapshot) -> str:
    """Who came where and when; outside the plan also why (trap 18)."""
    hours = f" {visit['hours']}" if visit.get("hours") else ""
    people = ", ".join(visit["people"])
    told = f"Đoàn cử người đến {visit['place']} ngày {short_date(visit['visited_on'])}{hours}: {people}."
    reason = visit.get("unplanned_reason", "")
    return f"{told} Lần đến này ngoài kế hoạch tiến hành đã duyệt; lý do: {reason}." if reason else told


def counts_sentence(counts: FindingCounts) -> str:
    """State the figures of the result table and of the findings."""
    number = leading_zero_number
    return (
        f"Tổng số {number(counts['items'])} nội dung đã kiểm tra: "
        f"đúng quy định {number(counts['complies'])}; chưa đúng, chưa đủ {number(counts['falls_short'])}; "
        f"không áp dụng {number(counts['not_applicable'])}; chưa đủ căn cứ {number(counts['not_enough'])}. "
        f"Ghi nhận {number(counts['shortcomings'])} tồn tại, hạn chế và "
        f"{number(counts['signs_of_violation'])} dấu hiệu vi phạm."
    )


def opinion_sentence(opinion: OpinionSnapshot) -> str:
    """Return the opinion of the inspected party; its silence is never written as agreement."""
    if opinion["state"] == "given":
        return opinion["text"]
    return NO_OTHER_OPINION if opinion["state"] == "none" else NO_OPINION_YET


def closing_sentence(record: MinutesSnapshot | AnnouncementRecordSnapshot) -> str:
    """Say how many copies there are and who agreed to the text (a refusal is told apart)."""
    copies = f"được lập thành {counted(record['copies'])} bản có giá trị như nhau, mỗi bên giữ ít nhất 01 bản"
    if record["refusal"] is not None:
        return f"{copies}; đã được đọc lại cho những người có mặt cùng nghe."
    return f"{copies}; đã được đọc lại cho những người có mặt cùng nghe, công nhận đúng và cùng ký tên./."


def refusal_sentence(refusal: RefusalSnapshot) -> str:
    """Say that the inspected party did not sign, when and why."""
    what = REFUSED if refusal["outcome"] == "refused" else INVITED
    reason = bare(refusal["reason"]) or "không nêu lý do"
    return f"{what}, ghi nhận lúc {long_moment(refusal['recorded_at'])}. Lý do: {reason}."
