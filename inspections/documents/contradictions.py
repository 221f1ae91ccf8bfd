"""One place where a paper disagrees with itself or with the record, as the lead is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """A stable code (where to mend it hangs on it) and a sentence for the lead."""

    code: str
    text: str


Found = Iterator[Contradiction]
