"""What the minutes say of the meeting itself: who was absent, who else is concerned (Decree 217/2025, Đ.15.3a)."""

from typing import Literal, NotRequired, TypedDict

AuthorityWord = Literal["head", "deputy", "attorney"]


class RelatedSnapshot(TypedDict):
    """A person with an interest in the matter, and whether a place to sign is printed for him."""

    name: str
    post: str
    duty: str
    signs: NotRequired[bool]  # without the key (older minutes): he signs


class AbsentSnapshot(TypedDict):
    """Somebody named into the team, or expected of the party, who was not there."""

    name: str
    post: str
    side: Literal["team", "institution"]
    reason: str
