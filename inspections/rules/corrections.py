"""A wrong passage put right in a frozen text: the old text stays, the new one is a copy (NĐ 30/2020/NĐ-CP Điều 18)."""

from collections.abc import Mapping
from typing import Any

# Head and foot of a paper are drawn up anew for every paper; the passage is looked for in its text.
NOT_TEXT = frozenset(
    {
        "kind",
        "number",
        "symbol",
        "signed_on",
        "signer",
        "check",
        "demo",
        "accepted_signatures",
        "signature_state",
    }
)


def put_right(snapshot: Mapping[str, Any], wrong: str, right: str) -> tuple[dict[str, Any], int]:
    """The text with every occurrence of the wrong passage mended, and how many there were."""
    if not wrong or wrong == right:
        return dict(snapshot), 0
    count = 0

    def mended(value: Any) -> Any:
        nonlocal count
        if isinstance(value, str):
            count += value.count(wrong)
            return value.replace(wrong, right)
        if isinstance(value, Mapping):
            return {key: mended(part) for key, part in value.items()}
        return [mended(part) for part in value] if isinstance(value, list) else value

    new = {key: value if key in NOT_TEXT else mended(value) for key, value in snapshot.items()}
    new.pop("check", None)
    return new, count
