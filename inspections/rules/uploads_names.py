"""Names of incoming files, made safe to show, to store and to send back.

Source: quality.md 3 nos. 8 and 12 (a file is never served, stored or unpacked under a name its sender chose freely).
"""

import re
import unicodedata
from typing import Final

MAX_NAME_LENGTH: Final = 150
_NAMELESS: Final = "tep"
_MAX_EXTENSION: Final = 10
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_SPACES: Final = re.compile(r"\s+")
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """A file keeps its last name only, in NFC, without anything invisible, forbidden or reserved.

    Control characters, NUL and marks that turn the reading direction (U+202E shows "exe.pdf" for "fdp.exe")
    are removed; folders written before the name are dropped.
    """
    shown = "".join(sign for sign in unicodedata.normalize("NFC", name) if not _is_invisible(sign))
    last = shown.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    plain = _SPACES.sub(" ", _FORBIDDEN.sub("-", last)).strip(" .")
    if not plain:
        return _NAMELESS
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def extension_of(name: str) -> str:
    """The last extension decides what a file claims to be: "bao-cao.pdf.exe" claims to be a program."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in _INVISIBLE and sign not in "\t\n\r"


def _shortened(name: str) -> str:
    if len(name) <= MAX_NAME_LENGTH:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _MAX_EXTENSION:
        return name[:MAX_NAME_LENGTH].rstrip(" .")
    return stem[: MAX_NAME_LENGTH - len(extension) - 1].rstrip(" .") + dot + extension
