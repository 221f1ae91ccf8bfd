"""When a class may be raised by a second person, and how long the raise holds (domain 15, «Against gaming»).

A raise waives exactly what fell short on its day. A new fact that falls short of something else ends its effect.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inspections.enums import Condition, CountState, LuotClass
from inspections.rules.online_share import Judged, LuotFacts, ceiling_of, is_late


@dataclass(frozen=True)
class Raised:
    """An accepted raise: to which class, what the record allowed on that day, which conditions were waived."""

    to: LuotClass
    judged: LuotClass
    waived: Collection[str] = field(default=())


def standing(judged: Judged, raised: Raised | None) -> LuotClass:
    """The class that the record and an accepted raise allow together; never above the ceiling of the plan."""
    if raised is None:
        return judged.class_value
    fresh = {str(key.value) for key in judged.failed} - set(raised.waived)
    if fresh or judged.class_value < raised.judged:
        return judged.class_value
    return LuotClass(min(judged.ceiling, max(judged.class_value, raised.to)))


def highest(facts: LuotFacts) -> LuotClass:
    """The most a lượt can be raised to: the ceiling of its plan; M2 where somebody was at the institution."""
    ceiling = ceiling_of(facts)
    at_the_site = facts.visits or facts.site_items or facts.caught_in_act
    return min(ceiling, LuotClass.M2) if at_the_site else ceiling


def raise_problems(facts: LuotFacts, *, state: str, now: LuotClass, wanted: LuotClass | None) -> list[str]:
    """Why this lượt cannot be raised, at all (``wanted`` None) or to this class."""
    if facts.paper:
        return [_("Lượt ghi từ hồ sơ giấy luôn ở mức M0, không nâng.")]
    if state != CountState.COUNTED:
        return [_("Chỉ nâng mức của lượt đã tính vào mẫu số.")]
    if is_late(facts):
        return [_("Lượt quá thời hạn mà biên bản chưa ký không bao giờ vào tử số, không nâng mức.")]
    most = highest(facts)
    if now >= most:
        return [_("Lượt đã ở mức cao nhất mà kế hoạch được duyệt và dữ kiện cho phép.")]
    if wanted is not None and not now < wanted <= most:
        return [
            _("Mức đề nghị phải cao hơn M%(now)s và không quá M%(most)s.")
            % {"now": now.value, "most": most.value}
        ]
    return []


def waived_words(waived: Collection[str]) -> list[str]:
    """The conditions that an accepted raise passes over, as a reader meets them."""
    return [f"{key.upper()}: {Condition(key).label}" for key in waived]
