"""The prose of a result report, drawn up from the record: what the lead finds written and then edits (row 16).

Numbers are written as official papers write them («02», Nghị định 30/2020/NĐ-CP Phụ lục I); nothing is said that the
record does not hold: a cause that nobody stated stays empty for the lead to write.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from inspections.rules import result_report as parts
from inspections.rules.result_report import ReportedFinding, ReportedInspection, ReportedParty

NONE = "Không có."
CLOSING = " .;,"


def draft_of(record: ReportedInspection, key: str, party_id: int | None = None) -> str:
    """The text of one section as the record alone gives it."""
    party = record.party(party_id)
    return _party(party) if party is not None else WRITERS[key](record)


def two_digits(number: int) -> str:
    """A number below ten with a leading zero."""
    return f"{number:02d}"


def day(on: date) -> str:
    """A day as running text writes it: months 3 to 9 without a zero (Phụ lục I, II.4)."""
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d}/{month}/{on.year}"


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(CLOSING)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _listed(points: Iterable[str]) -> list[str]:
    return [f"- {_bare(point)}." for point in points]


def _overview(record: ReportedInspection) -> str:
    team = "; ".join(f"{name} - {duty}" for name, duty in record.team)
    names = "; ".join(party.name for party in record.parties)
    return _lines(
        f"Đoàn kiểm tra theo {record.decision} đã kiểm tra "
        f"{two_digits(len(record.parties))} đơn vị được kiểm tra: {names}.",
        f"Căn cứ tiến hành kiểm tra: {_bare(record.ground)}." if record.ground.strip() else "",
        f"Phạm vi kiểm tra: {_bare(record.scope)}." if record.scope.strip() else "",
        f"Thời kỳ kiểm tra: từ {day(record.period_from)} đến {day(record.period_to)}.",
        f"Nội dung kiểm tra: {'; '.join(map(_bare, record.contents))}." if record.contents else "",
        f"Đoàn kiểm tra gồm {two_digits(len(record.team))} người: {team}.",
    )


def _conduct(record: ReportedInspection) -> str:
    total = record.counts
    online = sum(party.online for party in record.parties)
    items = total.get("nội dung kiểm tra", 0)
    files = sum(party.files for party in record.parties)
    refused = [party.name for party in record.parties if party.refused]
    return _lines(
        _clock(record),
        f"Đoàn thực hiện theo {record.plan}." if record.plan else "",
        f"Đoàn đã kiểm tra {two_digits(items)} nội dung kiểm tra, trong đó {two_digits(online)} nội dung thực hiện trực "
        f"tuyến, từ xa dựa trên dữ liệu điện tử, {two_digits(items - online)} nội dung thực hiện trực tiếp; số lần đến "
        f"đơn vị: {two_digits(sum(party.visits for party in record.parties))}.",
        f"Đoàn đã tiếp nhận, đối chiếu {two_digits(files)} tệp hồ sơ, tài liệu.",
        "Biên bản kiểm tra đã được lập với từng đơn vị, ghi ý kiến của đơn vị."
        + (f" Đơn vị không ký biên bản, có người xác nhận: {'; '.join(refused)}." if refused else ""),
        *(f"{_bare(words)}." for words in record.ended),
    )


def _clock(record: ReportedInspection) -> str:
    """From the announcement, never from the decision (trap 3)."""
    if record.announced_on is None:
        return ""
    extended = " (đã gia hạn một lần)" if record.extended else ""
    until = f"; thời hạn kiểm tra đến hết {day(record.limit_end_on)}{extended}" if record.limit_end_on else ""
    ended = f", kết thúc tiến hành {day(record.finished_on)}" if record.finished_on else ""
    return f"Quyết định kiểm tra được công bố {day(record.announced_on)}{until}{ended}."


def _party(party: ReportedParty) -> str:
    when = f"Biên bản kiểm tra lập {day(party.minutes_on)}." if party.minutes_on else ""
    rated = [
        f"{two_digits(number)} {words}"
        for words, number in parts.counts_of(party).items()
        if number and words.startswith("nội dung ") and words != "nội dung kiểm tra"
    ]
    counted = f"Đoàn đã kiểm tra {two_digits(party.items)} nội dung kiểm tra"
    return _lines(
        when,
        f"{counted}: {', '.join(rated)}." if rated else f"{counted}.",
        "Nội dung đúng quy định:" if party.good else "",
        *_listed(party.good),
        "Nội dung chưa đủ căn cứ để đánh giá:" if party.unclear else "",
        *_listed(party.unclear),
        _found(party),
        *(_finding(finding) for finding in party.findings),
        f"Ý kiến của đơn vị: {_bare(party.opinion)}." if party.opinion else "",
    )


def _found(party: ReportedParty) -> str:
    if not party.findings:
        return "Không ghi nhận tồn tại, hạn chế."
    return f"Biên bản ghi nhận {_counted(party)}:"


def _counted(party: ReportedParty) -> str:
    said = []
    if party.shortcomings:
        said.append(f"{two_digits(party.shortcomings)} tồn tại, hạn chế")
    if party.signs:
        said.append(f"{two_digits(party.signs)} dấu hiệu vi phạm")
    return " và ".join(said)


def _finding(finding: ReportedFinding) -> str:
    kind = "dấu hiệu vi phạm: " if finding.sign else ""
    place = f" (căn cứ: {_bare(finding.place)})" if finding.place else ""
    return f"- {finding.code}: {kind}{_bare(finding.text)}{place}."


def _strengths(record: ReportedInspection) -> str:
    total = record.counts
    complies, items = total.get("nội dung đúng quy định", 0), total.get("nội dung kiểm tra", 0)
    helpful = "Các đơn vị đã cung cấp hồ sơ, tài liệu và làm việc với Đoàn kiểm tra."
    if not complies:
        return helpful
    return _lines(
        f"Có {two_digits(complies)} nội dung đúng quy định trên tổng số {two_digits(items)} nội dung kiểm tra.",
        *(
            f"- {party.name}: {two_digits(party.complies)} nội dung đúng quy định."
            for party in record.parties
            if party.complies
        ),
        helpful,
    )


def _shortcomings(record: ReportedInspection) -> str:
    found = [party for party in record.parties if party.findings]
    if not found:
        return NONE
    total = record.counts
    return _lines(
        f"Qua kiểm tra ghi nhận {two_digits(total['tồn tại, hạn chế'])} tồn tại, hạn chế và "
        f"{two_digits(total['dấu hiệu vi phạm'])} dấu hiệu vi phạm.",
        *(
            f"- {party.name}: {_counted(party)} ({', '.join(finding.code for finding in party.findings)})."
            for party in found
        ),
    )


def _causes(record: ReportedInspection) -> str:
    """Only what the parties said; where they said nothing the lead writes."""
    if not any(party.findings for party in record.parties):
        return NONE
    said = [
        f"- {party.name} ({finding.code}): {_bare(finding.explanation)}."
        for party in record.parties
        for finding in party.findings
        if finding.explanation.strip()
    ]
    return _lines("Theo giải trình của đơn vị:", *said) if said else ""


def _handling(record: ReportedInspection) -> str:
    lines = []
    for party in record.parties:
        if party.asked:
            lines.append(
                f"- {party.name}: {two_digits(len(party.asked))} yêu cầu khắc phục, đơn vị báo cáo kết quả với Sở."
            )
        elif party.nothing_asked:
            lines.append(f"- {party.name}: không yêu cầu khắc phục.")
        lines += [f"- {party.name}: {_bare(words)}." for words in party.referrals]
    return _lines(*lines) or NONE


def _for_parties(record: ReportedInspection) -> str:
    lines = [
        f"- {party.name}: {_bare(text)}; thực hiện đến hết {day(due_on)}."
        for party in record.parties
        for text, due_on in party.asked
    ]
    return _lines(*lines) or "Tiếp tục thực hiện đúng quy định của pháp luật về giáo dục nghề nghiệp."


def _for_department(record: ReportedInspection) -> str:
    asked = [party.name for party in record.parties if party.asked]
    return _lines(
        "- Ban hành thông báo kết quả kiểm tra đối với từng đơn vị.",
        f"- Ban hành văn bản yêu cầu chấn chỉnh, khắc phục đối với: {'; '.join(asked)}." if asked else "",
        "- Giao theo dõi, đôn đốc việc thực hiện (Điều 16 Nghị định số 217/2025/NĐ-CP)." if asked else "",
    )


def _for_superior(record: ReportedInspection) -> str:
    return NONE


WRITERS: Mapping[str, Callable[[ReportedInspection], str]] = {
    parts.OVERVIEW: _overview,
    parts.CONDUCT: _conduct,
    parts.STRENGTHS: _strengths,
    parts.SHORTCOMINGS: _shortcomings,
    parts.CAUSES: _causes,
    parts.HANDLING: _handling,
    parts.FOR_PARTIES: _for_parties,
    parts.FOR_DEPARTMENT: _for_department,
    parts.FOR_SUPERIOR: _for_superior,
}
