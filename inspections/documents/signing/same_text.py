"""Is the document that came back the one that was sent out? Its words are compared; number, date, seal and
signature stamps are what may be new.

Source: practice.md 1 (compare the text with the draft that was sent) and 2 (number, symbol and date are read from
the returned PDF); Decree 30/2020 Art. 15 and 18, Appendix I (form of number and date line).
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final, NamedTuple, cast

import pypdf
from django.utils.translation import gettext as _
from pypdf.generic import DictionaryObject, EncodedStreamObject, StreamObject

_HEADER_WORDS: Final = 90
_AROUND: Final = 6
_ANY_DATE: Final = "\x01ngày"
_ANY_NUMBER: Final = "\x01số"
_BLANK: Final = r"[\d\s.…_]*"
_MARKS: Final = re.compile(
    r"BẢN\s+NHÁP|DỮ\s+LIỆU\s+MINH\s+HOẠ|DỮ\s+LIỆU\s+MINH\s+HỌA|CHỨNG\s+THƯ\s+THỬ\s+NGHIỆM"
    r"|Mã bản in:\s*[0-9a-f]*\s*·?\s*(?:trang\s*\d+\s*/\s*\d+)?"
)
_STAMP_LINE: Final = re.compile(
    r"(?mi)^\s*(?:người ký|ký bởi|được ký bởi|ký số bởi|đã ký số bởi|thời gian ký|ngày ký|giờ ký|ký ngày|cơ quan ký"
    r"|email|signature valid|digitally signed by|signed by|date)\s*:?.*$"
)
_NUMBER: Final = re.compile(rf"Số\s*:\s*{_BLANK}/\s*(?P<symbol>[A-ZĐ][\w&.-]*)")
_DATE_LINE: Final = re.compile(
    r"(?P<place>[^\W\d_]+),\s*ngày[\s\d.…_]{1,40}tháng[\s\d.…_]{1,40}năm(?:\s*[.…_]+|\s*\d{4})?"
)
_DOTS: Final = re.compile(r"[.…_]+[,;:)]*")
_FIGURE: Final = re.compile(r"\d{1,4}[.,;:)]*")
_LOOSE: Final = re.compile(r"[\d/.:-]+|\d+/[A-ZĐ][\w&.-]*|ngày|tháng|năm|số:?")
_GIVEN_NUMBER: Final = re.compile(r"Số\s*:\s*(?P<number>\d{1,6})\s*/\s*(?P<symbol>[A-ZĐ][\w&.-]*)")
_GIVEN_DATE: Final = re.compile(
    r"(?P<place>[^\d,;:\n]{2,60}),\s*ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
)


class NumberAndDate(NamedTuple):
    """What the records office added: "05", "QĐ-SGDĐT", 5 February 2026, "Lâm Đồng"."""

    number: int
    symbol: str
    issued_on: date
    place: str


def differs_from_draft(draft_pdf: bytes, returned_pdf: bytes) -> str | None:
    """The first passage of the returned document that is not that of the draft, as a sentence, or nothing."""
    draft = _pages(draft_pdf)
    returned = _pages(returned_pdf)
    if returned is None or draft is None:
        return _(
            "Không đọc được chữ trong tệp trả về (có thể là bản quét). Hãy so bằng mắt với dự thảo đã trình."
        )
    if any(draft) and not any(returned):
        return _(
            "Tệp trả về không có chữ đọc được (có thể là bản quét). Hãy so bằng mắt với dự thảo đã trình."
        )
    for number, (sent, back) in enumerate(zip(draft, returned, strict=False), start=1):
        if sentence := _page_difference(number, sent, back):
            return sentence
    if len(draft) != len(returned):
        return _(
            "Văn bản trả về có %(back)s trang, dự thảo đã trình có %(sent)s trang. Hãy kiểm tra lại."
        ) % {
            "back": len(returned),
            "sent": len(draft),
        }
    return None


def read_number_and_date(pdf: bytes) -> NumberAndDate | None:
    """Number, symbol, date and place as printed on the first page or in a signature's visible text."""
    try:
        page = pypdf.PdfReader(BytesIO(pdf)).pages[0]
        text = "\n".join([*_visible_signatures(page), page.extract_text()])
    except Exception:  # a broken file fails in more ways than its reader names; it is then read by eye
        return None
    text = unicodedata.normalize("NFC", text)
    number = _GIVEN_NUMBER.search(text)
    issued = _date_line(_GIVEN_NUMBER.sub("\n", text))
    if number is None or issued is None:
        return None
    return NumberAndDate(int(number["number"]), number["symbol"].rstrip(".-"), *issued)


def _date_line(text: str) -> tuple[date, str] | None:
    """The first date that follows the name of a place: "Lâm Đồng, ngày 05 tháng 02 năm 2026"."""
    for found in _GIVEN_DATE.finditer(text):
        place = found["place"].strip()
        if place[:1].isupper():
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])), place
            except ValueError:
                return None
    return None


def _visible_signatures(page: pypdf.PageObject) -> list[str]:
    """The text that signatures show; it lies beside the page's own content."""
    shown = []
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject) and annotation.get("/Subtype") == "/Widget":
            appearance = annotation.get("/AP", DictionaryObject()).get_object().get("/N")
            form = appearance.get_object() if appearance is not None else None
            if isinstance(form, StreamObject):
                shown.append(page.extract_xform_text(cast(EncodedStreamObject, form)))
    return shown


def _pages(pdf: bytes) -> list[list[str]] | None:
    """The words of each page, without the marks that a draft or a signature adds."""
    try:
        texts = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    except Exception:  # a broken file fails in more ways than its reader names; it is then read by eye
        return None
    return [
        _words(unicodedata.normalize("NFC", text), first=number == 0) for number, text in enumerate(texts)
    ]


def _words(text: str, *, first: bool) -> list[str]:
    plain = " ".join(_STAMP_LINE.sub(" ", _MARKS.sub(" ", text)).split())
    if first:
        cut = _end_of_word(plain, _HEADER_WORDS)
        header = _NUMBER.sub(lambda found: f"{_ANY_NUMBER}/{found['symbol']}", plain[:cut], count=1)
        plain = _DATE_LINE.sub(_any_date, header) + plain[cut:]
    return plain.split()


def _any_date(found: re.Match[str]) -> str:
    """Only the date of the date line may be new; a date in a sentence ("08 giờ 00 phút, ngày …") may not."""
    return f"{found['place']}, {_ANY_DATE}" if found["place"][0].isupper() else found[0]


def _end_of_word(text: str, count: int) -> int:
    at = 0
    for _word in range(count):
        at = text.find(" ", at + 1)
        if at == -1:
            return len(text)
    return at


def _page_difference(number: int, sent: Sequence[str], back: Sequence[str]) -> str | None:
    at = next((place for place, pair in enumerate(zip(sent, back, strict=False)) if not _same(*pair)), None)
    if at is None:
        at = min(len(sent), len(back))
        if len(back) >= len(sent) and all(_LOOSE.fullmatch(word.lower()) for word in back[at:]):
            return None
    return _(
        'Trang %(page)s khác dự thảo đã trình: dự thảo ghi "%(sent)s", văn bản trả về ghi "%(back)s".'
    ) % {
        "page": number,
        "sent": _passage(sent, at),
        "back": _passage(back, at),
    }


def _same(sent: str, back: str) -> bool:
    """A blank left for number or date ("…", "/KH-ĐKT") may have been filled in; every other word stays as it was."""
    if sent == back:
        return True
    if _DOTS.fullmatch(sent):
        return _FIGURE.fullmatch(back) is not None
    return sent.startswith("/") and back.endswith(sent) and back.removesuffix(sent).isdigit()


def _passage(words: Sequence[str], at: int) -> str:
    shown = words[max(0, at - _AROUND) : at + _AROUND]
    return " ".join(shown).replace(_ANY_DATE, _("ngày …")).replace(_ANY_NUMBER, _("Số: …"))
