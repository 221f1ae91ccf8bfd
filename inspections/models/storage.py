"""Where bytes lie: under a random name, never under the name somebody gave them."""

import secrets
from typing import Any


def random_name(_instance: Any, _filename: str) -> str:
    """A random path of two levels, so that no folder grows without bound."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token[2:4]}/{token}"
