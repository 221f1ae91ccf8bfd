"""How an official document writes dates, numbers, letters and citations (Decree 30/2020, Phụ lục I).

Pure functions over the plain values of a snapshot. Moments are always told in Vietnamese time: a signature
at 06:30 on the first of a month is still the day before in UTC.
"""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .snapshots import ActSnapshot, CitationSnapshot, DecisionReference, GroundSnapshot

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BY_NAME_ONLY = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
NUMBER_BLANK = "\N{NO-BREAK SPACE}" * 8
DAY_UNITS: Mapping[str, str] = {"day": "ngày", "working_day": "ngày làm việc"}
METHOD_WORDS: Mapping[str, str] = {
    "online": "trực tuyến, từ xa dựa trên dữ liệu điện tử",
    "on_site": "trực tiếp",
    "mixed": "kết hợp trực tuyến, từ xa dựa trên dữ liệu điện tử và trực tiếp",
}
ITEM_METHOD_WORDS: Mapping[str, str] = {"online": "Từ xa trên dữ liệu", "on_site": "Trực tiếp"}
RATING_WORDS: Mapping[str, str] = {
    "complies": "Đúng quy định",
    "falls_short": "Chưa đúng, chưa đủ",
    "not_applicable": "Không áp dụng",
    "not_enough": "Chưa đủ căn cứ",
    "": "Chưa kết luận",
}
FINDING_WORDS: Mapping[str, str] = {
    "shortcoming": "Tồn tại, hạn chế",
    "sign_of_violation": "Dấu hiệu vi phạm",
}
WITNESS_WORDS: Mapping[str, str] = {
    "commune": "Đại diện chính quyền cấp xã",
    "witness": "Người chứng kiến",
}


def leading_zero_number(value: int | str) -> str:
    """Return a number below ten with a leading zero (Decree 30/2020, Phụ lục I, II.3)."""
    text = str(value).strip()
    return text.zfill(2) if text.isdigit() else text


def _month(month: int) -> str:
    """Months 1 and 2 have a leading zero, the others of one digit have none (Phụ lục I, II.4)."""
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(iso: str) -> str:
    """Return "ngày 05 tháng 02 năm 2026"; a document not yet dated keeps the blanks to be filled in."""
    if not iso:
        return "ngày … tháng … năm …"
    day = date.fromisoformat(iso)
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def short_date(iso: str) -> str:
    """Return "05/02/2026", as tables and running text write a date; by Phụ lục I month 3 to 9 has no zero."""
    if not iso:
        return "…/…/…"
    day = date.fromisoformat(iso)
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def local_moment(iso: str) -> datetime:
    """Return a moment in Vietnamese time; a moment without an offset is refused."""
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        raise ValueError(f"moment without offset: {iso}")
    return moment.astimezone(VIETNAM)


def long_moment(iso: str) -> str:
    """Return "08 giờ 30 phút, ngày 05 tháng 02 năm 2026" in Vietnamese time."""
    if not iso:
        return "… giờ … phút, ngày … tháng … năm …"
    moment = local_moment(iso)
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {long_date(moment.date().isoformat())}"


def short_moment(iso: str) -> str:
    """Return "08:30 ngày 05/02/2026" in Vietnamese time."""
    if not iso:
        return "…"
    moment = local_moment(iso)
    return f"{moment:%H:%M} ngày {short_date(moment.date().isoformat())}"


def moment_date(iso: str) -> str:
    """Return the Vietnamese calendar date (ISO) on which a moment falls, "" for none."""
    return local_moment(iso).date().isoformat() if iso else ""


def vn_letter(index: int) -> str:
    """Return the letter of the index-th điểm, from 0: a, b, c, d, đ, e, g … (no f, j, w, z)."""
    if not 0 <= index < len(LETTERS):
        raise ValueError(f"no letter for index {index}")
    return LETTERS[index]


def roman(value: int) -> str:
    """Return a Roman number, for annexes and parts."""
    text = ""
    for size, sign in ROMAN:
        while value >= size:
            text, value = text + sign, value - size
    return text


def _units(tens: int, units: int) -> str:
    """The last digit changes its name after a ten: mốt, tư, lăm."""
    if units == 1 and tens >= 2:
        return "mốt"
    if units == 4 and tens >= 2:
        return "tư"
    return "lăm" if units == 5 and tens else DIGITS[units]


def number_words(value: int) -> str:
    """Return a number from 0 to 999 in words: 15 -> "mười lăm"."""
    if not 0 <= value <= 999:
        raise ValueError(f"no words for {value}")
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds else []
    if tens:
        words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    elif hundreds and units:
        words.append("linh")
    if units or not words:
        words.append(_units(tens, units))
    return " ".join(words)


def counted(value: int) -> str:
    """Return a number with its words, as documents write limits and copies: "05 (năm)"."""
    return f"{leading_zero_number(value)} ({number_words(value)})"


def time_limit(value: int, unit: str) -> str:
    """Return the limit with number, words and unit: "10 (mười) ngày làm việc" (Decree 217/2025, Đ.13)."""
    return f"{counted(value)} {DAY_UNITS[unit]}"


def full_number(number: str, symbol: str) -> str:
    """Return "05/QĐ-SGDĐT"; until the clerk gives a number its place stays blank (Decree 30/2020, Đ.15)."""
    return f"{leading_zero_number(number) if number else NUMBER_BLANK}/{symbol}"


def cite(act: ActSnapshot, first: bool = True) -> str:
    """Cite an act: laws and ordinances by name only, others in full first, then by type and number.

    Decree 30/2020, Phụ lục I, II.6: the grounds name no number and no issuer of a law.
    """
    if act["act_type"].lower() in BY_NAME_ONLY:
        return f"{act['act_type']} {act['name']}"
    short = f"{act['act_type']} số {act['number']}"
    if not first:
        return short
    dated = f" {long_date(act['issued_on'])}" if act["issued_on"] else ""
    issuer = f" của {act['issuer']}" if act["issuer"] else ""
    return f"{short}{dated}{issuer} {act['name']}".rstrip()


def cite_place(citation: CitationSnapshot) -> str:
    """Cite a place in an act by its short name: "khoản 2 Điều 13 Nghị định số 217/2025/NĐ-CP"."""
    return f"{citation['locator']} {cite(citation['act'], first=False)}".strip()


def ground_line(ground: GroundSnapshot) -> str:
    """Return one line of the grounds without its closing mark."""
    return f"Căn cứ {cite(ground['act'])}" if ground["act"] is not None else bare(ground["text"])


def decision_words(decision: DecisionReference) -> str:
    """Name the decision in full: number, date, issuer, subject."""
    number = full_number(decision["number"], decision["symbol"])
    dated = long_date(decision["signed_on"])
    return f"Quyết định số {number} {dated} của {decision['issuer']} về việc {decision['subject']}"


def bare(text: str) -> str:
    """Return a typed text without its own closing mark, where the document sets the mark itself."""
    return text.strip().rstrip(".;,")


def capital_first(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
