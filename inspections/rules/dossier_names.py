"""Names inside a dossier's archive: what Windows, Linux and a phone all accept, never two alike in one folder.

Source: quality.md 3 no. 12 (a name somebody chose never leads out of the folder it is unpacked into); bar.md 37.
"""

from typing import Final

from inspections.rules.uploads_names import clean_name, extension_of

MAX_NAME: Final = 120
MAX_FOLDER: Final = 60
_ROOM_FOR_NUMBER: Final = 8  # " (1234)"


def safe_name(name: str, limit: int = MAX_NAME) -> str:
    """A file's name in NFC without forbidden, invisible or reserved parts, not longer than the limit."""
    plain = clean_name(name)
    if len(plain) <= limit:
        return plain
    extension = extension_of(plain)
    end = f".{extension}" if extension and len(extension) <= 10 else ""
    return plain[: limit - len(end)].rstrip(" .") + end


def folder_name(position: int, title: str) -> str:
    """«01 Công khai thông tin tuyển sinh»: the number of the item, then as many whole words as have room."""
    words = clean_name(title.replace("/", "-").replace("\\", "-"))
    if len(words) > MAX_FOLDER:
        words = words[:MAX_FOLDER].rsplit(" ", 1)[0]
    return f"{position:02d} {words.rstrip(' .,;:-')}".strip()


class Shelf:
    """Gives every file its place; a second file of the same name is numbered, capitals or not."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def place(self, folder: str, name: str) -> str:
        """The path of a file in its folder."""
        plain = safe_name(name, MAX_NAME - _ROOM_FOR_NUMBER)
        stem, dot, extension = plain.rpartition(".")
        stem, end = (stem, dot + extension) if stem else (plain, "")
        path, number = f"{folder}/{plain}", 1
        while path.casefold() in self._taken:
            number += 1
            path = f"{folder}/{stem} ({number}){end}"
        self._taken.add(path.casefold())
        return path
