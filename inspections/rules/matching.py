"""Which file answers which item, by its name: the same rule in the browser (static/js/matching.js) and here.

A number at the head of the name says the item, unless the words plainly say another one; else the words that name
and item share, the rarer the heavier; initials count («TS» for «tuyển sinh»). What is not clear is left to the person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspections.rules.vietnamese import fold, normalise

HEAD_NUMBER = re.compile(r"^(?:(?:noi dung|muc|cau|nd|so|stt)\s*)?0*(\d{1,3})(?=\s|[a-z]|$)")
EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}$")
WORDS_OF_ANY_FILE = frozenset(
    "ban file tep scan quet copy final moi cuoi sua va cua cac cho theo ve tai".split()
)
LONGEST_INITIALS = 4
GLUED = 6
CLEARLY_MORE = 1.25


@dataclass(frozen=True)
class Placed:
    """Where a file goes: the place of the item (from 0), None if a person must say."""

    name: str
    item: int | None


@dataclass(frozen=True)
class _Item:
    words: frozenset[str]
    initials: frozenset[str]
    glued: str


def words_of(text: str) -> list[str]:
    """Folded words without those that any file name may carry."""
    found = re.findall(r"[a-z0-9]+", fold(text))
    return [word for word in found if len(word) > 1 and word not in WORDS_OF_ANY_FILE]


def _initials(text: str) -> frozenset[str]:
    """First letters of two to four words that follow one another."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    runs = [
        "".join(word[0] for word in words[start : start + length])
        for length in range(2, LONGEST_INITIALS + 1)
        for start in range(len(words) - length + 1)
    ]
    return frozenset(run for run in runs if run.isalpha())


def _apart(name: str) -> str:
    """«SoGocVanBang» is four words."""
    pairs = zip(name, name[1:] + " ", strict=True)
    return "".join(f"{one} " if one.islower() and other.isupper() else one for one, other in pairs)


def _item(text: str) -> _Item:
    words = words_of(text)
    return _Item(frozenset(words), _initials(text), "".join(words))


def _hit(word: str, item: _Item) -> bool:
    if word in item.words or word in item.initials:
        return True
    return len(word) >= GLUED and word.isalpha() and word in item.glued


def _scores(words: Sequence[str], items: Sequence[_Item]) -> list[float]:
    """What the words say for each item; a word that many items share says little."""
    scores = [0.0] * len(items)
    for word in dict.fromkeys(words):
        hit = [place for place, item in enumerate(items) if _hit(word, item)]
        for place in hit:
            scores[place] += 1 / len(hit)
    return scores


def _clear_best(scores: Sequence[float]) -> int | None:
    """The item that the words name, if they name one more than any other."""
    ranked = sorted(range(len(scores)), key=lambda place: -scores[place])
    if not ranked or scores[ranked[0]] <= 0:
        return None
    if any(scores[first] < CLEARLY_MORE * scores[second] for first, second in pairwise(ranked[:2])):
        return None
    return ranked[0]


def place_file(name: str, asked: Sequence[str]) -> Placed:
    """The item a file belongs to by its name."""
    items = [_item(text) for text in asked]
    folded = fold(_apart(EXTENSION.sub("", normalise(name))))
    number = HEAD_NUMBER.match(folded)
    rest = folded[number.end() :] if number else folded
    scores = _scores(words_of(rest), items)
    best = _clear_best(scores)
    numbered = int(number[1]) - 1 if number else -1
    if 0 <= numbered < len(items) and (best is None or scores[numbered] > 0 or scores[best] < 1):
        return Placed(name, numbered)
    return Placed(name, best)


def place_files(names: Sequence[str], asked: Sequence[str]) -> list[Placed]:
    """Each file with its item, in the order of the files."""
    return [place_file(name, asked) for name in names]
