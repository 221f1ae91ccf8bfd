"""What an action answers when it does not act; views turn these into sentences, never into tracebacks."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """One thing that is missing, with the deed that supplies it (``verb``), if one does."""

    text: str
    verb: str = ""
    subject: int | None = None

    def __str__(self) -> str:
        return self.text


class Refused(Exception):
    """This person may not do this; the message is the sentence shown to the user."""


class NotReady(Exception):
    """The record is not complete enough; carries the full list of what is missing."""

    def __init__(self, blockers: Sequence[Blocker | str]) -> None:
        self.blockers = [b if isinstance(b, Blocker) else Blocker(b) for b in blockers]
        super().__init__(" ".join(b.text for b in self.blockers))


class AlreadyDone(Exception):
    """Someone else was faster; the message says who did what and when."""


class Conflict(Exception):
    """Two people wrote the same answer; carries the other value so that both can be shown."""

    def __init__(self, message: str, current: object) -> None:
        self.current = current
        super().__init__(message)
