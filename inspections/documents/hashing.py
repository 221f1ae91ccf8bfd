"""The one spelling of a snapshot, and the hashes by which a paper is matched with it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

PRINT_CODE_LENGTH = 12


def canonical_json(snapshot: Mapping[str, Any]) -> bytes:
    """Return the one spelling of a snapshot: sorted keys, no blanks, UTF-8."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def snapshot_hash(snapshot: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the snapshot: what people sign stands for exactly this text."""
    return hashlib.sha256(canonical_json(snapshot)).hexdigest()


def print_code(snapshot: Mapping[str, Any]) -> str:
    """Return the short hash printed on every page, by which a paper copy is matched with its snapshot."""
    return snapshot_hash(snapshot)[:PRINT_CODE_LENGTH]
