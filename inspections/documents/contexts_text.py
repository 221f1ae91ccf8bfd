"""How values of the record become plain words of a snapshot: dates, lists, titles, places. No query here."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from .formatting import VIETNAM

CLOSING_MARKS = " .;"
BULLET = re.compile(r"^(?:[-+*•]\s*|\d{1,2}[.)]\s+)")
NUMBERED = re.compile(r"^\d{1,2}\.\s*")
ADMINISTRATIVE = ("Tỉnh ", "Thành phố ", "Phường ", "Xã ", "Đặc khu ")
LAST_MINUTE = time(23, 59)


def iso_date(day: date | None) -> str:
    """Return the ISO date, "" for an unknown day."""
    return day.isoformat() if day else ""


def iso_moment(moment: datetime | None) -> str:
    """Return the ISO moment in Vietnamese time, to the second; "" for an unknown one."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else ""


def day_of(moment: datetime | None) -> date | None:
    """Return the Vietnamese calendar day on which a moment falls."""
    return moment.astimezone(VIETNAM).date() if moment else None


def end_of_day(day: date) -> str:
    """Return the last minute of a day: a due day runs to its end (Bộ luật Dân sự Điều 148 khoản 6)."""
    return datetime.combine(day, LAST_MINUTE, VIETNAM).isoformat(timespec="seconds")


def without_closing_mark(text: str) -> str:
    """Return the text on one line without its closing mark: the template sets the marks."""
    return " ".join(text.split()).rstrip(CLOSING_MARKS)


def sentence(text: str) -> str:
    """Return the text as a whole sentence, with its closing mark."""
    bare = without_closing_mark(text)
    return bare if bare.endswith(("!", "?", "…")) else f"{bare}."


def lines_of(text: str, *, also: str = "") -> list[str]:
    """Split what a person typed line by line into points, without bullets and closing marks.

    ``also`` names a further separator of a one-line field.
    """
    whole = text.replace(also, "\n") if also else text
    points = (without_closing_mark(BULLET.sub("", line.strip())) for line in whole.splitlines())
    return [point for point in points if point]


def heading(text: str) -> str:
    """Return a group's title without its own number: the document numbers it."""
    return without_closing_mark(NUMBERED.sub("", text.strip()))


def small_first(text: str) -> str:
    """Return the text with a small first letter, unless it opens with a name ("Trường Cao đẳng …") or initials."""
    words = text.split(" ", 2)
    named = len(words) > 1 and words[1][:1].isupper()
    return text if named or words[0][1:].isupper() else text[:1].lower() + text[1:]


def title_words(text: str) -> str:
    """Return a post typed in capitals as running text writes it: "PHÓ GIÁM ĐỐC" -> "Phó Giám đốc"."""
    post = " ".join(text.split())
    if not post.isupper():
        return post
    small = post.lower()
    if small.startswith("phó "):
        return f"Phó {small[4:5].upper()}{small[5:]}"
    return small[:1].upper() + small[1:]


def joined_address(parts: Iterable[str]) -> str:
    """Join street, commune and province, each once (since 01/7/2025 there is no district between them)."""
    address: list[str] = []
    for part in filter(None, (part.strip(" ,") for part in parts)):
        if part.casefold() not in ", ".join(address).casefold():
            address.append(_small_unit(part) if address else part)
    return ", ".join(address)


def _small_unit(part: str) -> str:
    return part[:1].lower() + part[1:] if part.startswith(ADMINISTRATIVE) else part
