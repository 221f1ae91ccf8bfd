"""Citations as people write them: "khoản 2 Điều 5 Thông tư số 38/2026/TT-BGDĐT" is an act and a place in it.

An act is found by its number, else by its name when one act alone bears it (Nghị định 30/2020/NĐ-CP Điều 15:
number and symbol name a document). What is not found is never guessed: a person chooses.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.rules.vietnamese import fold, normalise

_NUMBER = r"(?<![\w/])\d{1,4}(?:/\d{4})?/[A-Za-zĐđ]\w{0,20}(?:-\w{1,20}){0,4}"
_TYPE = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Kế hoạch|Chỉ thị"
    r"|NĐ|TT|QĐ|NQ)"
)
_UNIT = r"(?:điểm|khoản|điều|chương|mục|phần|phụ lục|chỉ số|yêu cầu)"
_PLACE = r"(?:\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?|[IVXLC]{1,5}|[a-zđ])(?!\w)"
_PLACES = rf"{_UNIT}\s+(?:số\s+)?{_PLACE}(?:\s*(?:,|và|đến|-|–)\s*{_PLACE}){{0,8}}"
_LOCATOR = rf"{_PLACES}(?:[\s,;]+{_PLACES}){{0,4}}"

_NUMBERED = re.compile(_NUMBER)
_MENTION = re.compile(
    rf"(?<!\w){_TYPE}(?:\s+[^()\d;,/]{{0,80}}?)?\s*(?:số\s*:?\s*)?({_NUMBER})", re.IGNORECASE
)
_BEFORE = re.compile(rf"({_LOCATOR})[\s,;]*(?:của\s*)?$", re.IGNORECASE)
_AFTER = re.compile(rf"^[\s,;:(]*({_LOCATOR})", re.IGNORECASE)
_ONLY_PLACE = re.compile(rf"^{_LOCATOR}[\s.,;]*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]{3,300})\)")
_CONNECTING = re.compile(
    rf"{_MENTION.pattern}|{_NUMBER}|{_LOCATOR}|ngày\s+\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    r"|\b(?:căn cứ|quy định|theo|tại|của|xem|ở)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_NEAR = 160
_SHORTEST_NAME = 8


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act of the legal reference, as a citation may name it."""

    code: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says: the act if it is known, the place in it, the words if the act is not known."""

    act_code: str = ""
    locator: str = ""
    unresolved: str = ""
    has_more: bool = False


class ActIndex:
    """Acts by number, code and name; a name borne by two acts names neither."""

    def __init__(self, acts: Iterable[KnownAct]) -> None:
        known = list(acts)
        self._by_number = {fold(act.number): act.code for act in known if act.number}
        self._by_code = {fold(act.code): act.code for act in known}
        names: dict[str, list[str]] = {}
        for act in known:
            names.setdefault(fold(act.name), []).append(act.code)
        self._by_name = {
            name: codes[0] if len(codes) == 1 else ""
            for name, codes in names.items()
            if len(name) >= _SHORTEST_NAME
        }

    def of_number(self, number: str) -> str:
        """The act with this number, or nothing."""
        return self._by_number.get(fold(number), "")

    def of_words(self, words: str) -> str:
        """The act whose code these words are, or the one whose name stands in them; the longest name counts."""
        folded = fold(words)
        if folded in self._by_code:
            return self._by_code[folded]
        found = [name for name in self._by_name if name in folded]
        return self._by_name[max(found, key=len)] if found else ""


def read_citation(text: str, acts: ActIndex) -> Citation:
    """Read a whole citation, as it stands in a column or after "Căn cứ:"."""
    words = normalise(text).strip(" .;,")
    if not words:
        return Citation()
    if numbered := _NUMBERED.search(words):
        mention = _MENTION.search(words)
        start = mention.start() if mention and mention.end() >= numbered.end() else numbered.start()
        more = _NUMBERED.search(words, numbered.end()) is not None
        code = acts.of_number(numbered[0])
        place = _place_beside(words, start, numbered.end())
        return Citation(code, place, "" if code else words, more)
    if _ONLY_PLACE.match(words):
        return Citation(locator=words, unresolved=words)
    code = acts.of_words(words)
    return Citation(code, _place_within(words), "" if code else words)


def take_from_sentence(text: str, acts: ActIndex) -> tuple[str, str]:
    """Return a sentence and the citation in it; only brackets that say nothing else leave the sentence."""
    for found in _BRACKETS.finditer(text):
        inside = normalise(found[1])
        if _names_an_act(inside, acts):
            says_more = _LETTERS.search(_CONNECTING.sub(" ", inside))
            rest = text if says_more else normalise(text[: found.start()] + text[found.end() :])
            return rest, inside
    if mention := _MENTION.search(text):
        place = _place_beside(text, mention.start(), mention.end())
        return text, normalise(f"{place} {mention[0]}")
    return text, ""


def _names_an_act(words: str, acts: ActIndex) -> bool:
    numbered = _NUMBERED.search(words)
    return bool(_MENTION.search(words) or (numbered and acts.of_number(numbered[0])))


def _place_beside(text: str, start: int, end: int) -> str:
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    found = before or _AFTER.match(text[end : end + _NEAR])
    return normalise(found[1]).strip(" ,;") if found else ""


def _place_within(text: str) -> str:
    found = re.search(rf"(?<!\w){_LOCATOR}", text[:400], re.IGNORECASE)
    return normalise(found[0]).strip(" ,;") if found else ""
