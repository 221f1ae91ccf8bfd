"""The English catalogue says everything the Vietnamese says, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tools import messages

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+>")
VIETNAMESE = re.compile(
    r"[ăâđêôơưàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", re.IGNORECASE
)
# What stays as the law and the product write it: the product's name, numbers of acts, points named by a letter, words
# that are typed or printed in Vietnamese (in «» or after "for example"), names of feasts, lines of a signature.
STAYS = re.compile(
    r"Kiểm tra số|/NĐ-CP|/QĐ-\w+|Art\. \d+\.\d+đ|«[^»]*»|[Ff]or example:? .*|Tết( Nguyên đán)?|Hùng Kings"
    r"|GIÁM ĐỐC|\(huyện, quận, thị xã\)"
)


@pytest.fixture(scope="module")
def wanted() -> polib.POFile:
    """Every sentence of code and templates."""
    return messages.used()


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    """The catalogue in the repository."""
    return messages.catalogue()


def texts(entry: polib.POEntry) -> list[str]:
    """All forms of a translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def differences(catalogue: polib.POFile) -> Iterator[str]:
    """Translations that lose or invent a placeholder, a tag or a space at the edge."""
    for entry in catalogue:
        for text in texts(entry):
            edges = (
                entry.msgid[:1].isspace() == text[:1].isspace()
                and entry.msgid[-1:].isspace() == text[-1:].isspace()
            )
            if sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(text)) or not edges:
                yield entry.msgid


def test_every_sentence_has_its_english(wanted: polib.POFile, english: polib.POFile) -> None:
    lacking = [entry.msgid for entry in messages.missing(wanted, english)]
    assert lacking == [], "xem: python tools/messages.py missing"


def test_no_english_is_kept_for_a_sentence_that_nobody_says(
    wanted: polib.POFile, english: polib.POFile
) -> None:
    assert messages.unused(wanted, english) == [], "chạy: python tools/messages.py tidy"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_translation_is_a_guess(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    assert [
        entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete or not entry.translated()
    ] == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    assert list(differences(catalogue)) == []


def test_the_english_is_english(english: polib.POFile) -> None:
    left = [text for entry in english for text in texts(entry) if VIETNAMESE.search(STAYS.sub("", text))]
    assert left == []


def test_a_sentence_of_the_libraries_that_people_meet_is_vietnamese() -> None:
    from allauth.account.adapter import DefaultAccountAdapter
    from allauth.mfa.adapter import DefaultMFAAdapter
    from django.utils import translation

    english_only = []
    with translation.override("vi"):
        for adapter in (DefaultAccountAdapter, DefaultMFAAdapter):
            for key, text in adapter.error_messages.items():
                if "phone" not in key and not VIETNAMESE.search(str(text)):
                    english_only.append(f"{key}: {text}")
    assert english_only == []
