"""The code by which anybody asks whether a paper is ours and still stands, printed on it and in its address.

The code is drawn by chance and tells nothing: not the case, not the institution, not the number. Papers that stay in
the drawer of the section (they hold personal matters) have none.
"""

import secrets
from typing import TypedDict

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, no 1/I/L: the code is also typed from paper
LENGTH = 11  # 31 signs: 54 bits, not to be guessed
KEPT_INSIDE = frozenset({"proposal_sheet", "overlap_sheet", "pledge_sheet", "contents"})


class CheckSnapshot(TypedDict):
    """Where anybody asks about the paper: its code and the address of its page."""

    code: str  # "7KQ2M9XTB4R"
    url: str  # "https://kiemtra.example.vn/v/7KQ2M9XTB4R/"


def new_code() -> str:
    """Return a fresh code, by the operating system's chance."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def check_of(code: str, site: str) -> CheckSnapshot:
    """Return what the paper prints: the code and the address of its page."""
    return {"code": code, "url": f"{site.rstrip('/')}/v/{code}/"}
