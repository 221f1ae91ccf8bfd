"""Vietnamese text: one spelling to store, one folding to search, one key to sort.

Names of the Ê Đê and M'Nông stay in one field; the three apostrophes that keyboards produce are equal in search.
"""

import re
import unicodedata

APOSTROPHES = "'’ʼ‘`´"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_SEPARATORS = re.compile(r"[\s/\-_.,;:–—()\"“”]+")
_SPACES = re.compile(r"\s+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: position for position, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FIRST_LETTER = 0x41
_DIGIT, _OTHER = "#", "~"


def normalise(text: str) -> str:
    """Return the text in NFC, trimmed, inner spaces single: the one spelling that is stored."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return the text as search sees it: "Đắk Mil" is "dak mil", "05/QĐ-SGDĐT" is "05 qd sgddt"."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_ONE_APOSTROPHE)
    letters = unicodedata.normalize("NFD", lowered.replace("đ", "d"))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return _SEPARATORS.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """Return a key whose plain byte order is the Vietnamese order: letters of all words first, then tones.

    Letters: a ă â b c d đ e ê … ; tones: ngang, huyền, hỏi, ngã, sắc, nặng. Digits come before letters, spaces
    before both, so that "An" precedes "Ân" and "An Bình" precedes "Anh".
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", normalise(text)).lower():
        letter, tone = _split(char)
        if letter in APOSTROPHES:
            continue
        letters.append(_letter_key(letter))
        tones.append(str(tone))
    return f"{''.join(letters)} {''.join(tones).rstrip('0')}".rstrip()


def _split(char: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _letter_key(letter: str) -> str:
    if letter in _RANK:
        return chr(_FIRST_LETTER + _RANK[letter])
    if letter == " ":
        return "!"
    return f"{_DIGIT}{letter}" if letter.isdigit() else f"{_OTHER}{letter}"
