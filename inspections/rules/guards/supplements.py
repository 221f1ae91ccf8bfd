"""What supplementary minutes still lack (domain 12.1.3; trap 23: signed minutes themselves are never edited)."""

from datetime import date

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.rules.facts import PartyFacts

KIND = "supplementary_minutes"
READ, TO_SIGN = "draft", "for_signature"


def _state(facts: PartyFacts) -> str:
    found = facts.documents.get(KIND)
    return found.state if found else ""


def _signed_blockers(facts: PartyFacts) -> list[Blocker]:
    if facts.stage == "minutes_signed":
        return []
    return [Blocker(_("Chỉ lập biên bản bổ sung khi biên bản kiểm tra đã ký và hồ sơ chưa kết thúc."))]


def draft_supplement_blockers(facts: PartyFacts) -> list[Blocker]:
    """Only signed minutes are supplemented, one supplement at a time."""
    found = _signed_blockers(facts)
    if _state(facts) in (READ, TO_SIGN):
        found.append(Blocker(_("Đang có biên bản bổ sung chưa ký; ký hoặc bỏ biên bản đó trước.")))
    return found


def give_supplement_opinion_blockers(facts: PartyFacts) -> list[Blocker]:
    """The institution is heard while the text is out for reading and not yet frozen."""
    if _signed_blockers(facts) or _state(facts) == READ:
        return _signed_blockers(facts)
    return [Blocker(_("Không có dự thảo biên bản bổ sung nào đang lấy ý kiến."))]


freeze_supplement_blockers = give_supplement_opinion_blockers


def sign_supplement_blockers(facts: PartyFacts) -> list[Blocker]:
    """Signed, or refused before a witness, only on the frozen text (Điều 15.3a)."""
    if _signed_blockers(facts) or _state(facts) == TO_SIGN:
        return _signed_blockers(facts)
    return [Blocker(_("Trưởng đoàn chốt nội dung biên bản bổ sung trước khi ký."), "freeze_supplement")]


def drop_supplement_blockers(facts: PartyFacts) -> list[Blocker]:
    """Dropped only before it is signed."""
    if _signed_blockers(facts) or _state(facts) in (READ, TO_SIGN):
        return _signed_blockers(facts)
    return [Blocker(_("Không có biên bản bổ sung nào chưa ký."))]


def supplement_day_objections(*, on: date, minutes_on: date | None, today: date) -> list[Blocker]:
    """A supplement is signed after the minutes it supplements, and not in the future."""
    if on > today or (minutes_on is not None and on < minutes_on):
        return [Blocker(_("Ngày ký biên bản bổ sung phải từ ngày ký biên bản kiểm tra đến hôm nay."))]
    return []
