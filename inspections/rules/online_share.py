"""The class of one lượt, from stored facts alone: a ceiling set by the approved plan, which only falls.

Source: domain 15 and practice.md 6 (second version): Nghị định 217/2025/NĐ-CP Điều 4, 14.2, 15; the conditions C2 and
C4-C7 follow Thông tư 89/2026/TT-BTC Điều 89. A condition that is not yet due never lowers a class.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any, Self

from inspections.enums import Condition, CountState, Exclusion, LuotClass, Met, Method, SignatureRoute

C = Condition
DIGITAL, HAND = SignatureRoute.DIGITAL.value, SignatureRoute.HAND.value


@dataclass(frozen=True)
class CountedBy:
    """What of a counting rule decides the class of a lượt."""

    m3_share: int = 100
    m2_share: int = 100
    m3_needs_digital: bool = True
    m2_accepts_hand: bool = True


@dataclass(frozen=True)
class LuotFacts:
    """What the record says of one lượt; days as ISO text, signature routes as stored, so that it is kept as JSON."""

    paper: bool = False
    exclusion: str = ""
    method: str = ""
    plan_before_announcement: bool = False
    decision_route: str = ""
    plan_route: str = ""
    announced_on: str = ""
    announced_in_system: bool = False
    remote_items: int = 0
    remote_on_party_files: int = 0
    site_items: int = 0
    visits: int = 0
    caught_in_act: bool = False
    requests: int = 0
    on_paper_answers: int = 0
    findings: int = 0
    limit_end_on: str = ""
    limit_passed: bool = False
    signed_on: str = ""
    team_route: str = ""
    party_route: str = ""
    refused: bool = False
    results: int = 0
    results_out: int = 0
    results_due: bool = False
    sealed: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The facts as they were stored, of an older shape too: what it lacks keeps its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    def as_json(self) -> dict[str, Any]:
        """As stored beside the line."""
        return asdict(self)

    @property
    def items(self) -> int:
        """How many items were to be examined."""
        return self.remote_items + self.site_items


@dataclass(frozen=True)
class Judged:
    """Class, conditions and whether it is final, of one lượt."""

    class_value: LuotClass
    ceiling: LuotClass
    conditions: Mapping[Condition, Met]
    final: bool

    @property
    def failed(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(key for key, met in self.conditions.items() if met == Met.NOT_MET)


@dataclass(frozen=True)
class Counted:
    """Where a lượt stands in the denominator: state, day, lateness, reason when excluded."""

    state: CountState
    on: date | None = None
    late: bool = False
    exclusion: str = ""


def ceiling_of(facts: LuotFacts) -> LuotClass:
    """The most a lượt can be: by the method of the plan approved before the announcement; paper is M0 for ever."""
    if facts.paper:
        return LuotClass.M0
    if facts.announced_on and not facts.plan_before_announcement:
        return LuotClass.M1
    return {Method.ONLINE: LuotClass.M3, Method.MIXED: LuotClass.M2, "": LuotClass.M3}.get(
        facts.method, LuotClass.M1
    )


def judge(facts: LuotFacts, rule: CountedBy) -> Judged:
    """The class by the record as it stands now; what it was before is not asked here (see ``lowered``)."""
    ceiling = ceiling_of(facts)
    conditions = conditions_of(facts, rule, ceiling)
    found = ceiling
    if conditions[C.C8] == Met.NOT_MET:
        found = min(found, LuotClass.M2)
    if found == LuotClass.M3 and not _good_for(facts, rule, LuotClass.M3):
        found = LuotClass.M2
    failed = any(conditions[key] == Met.NOT_MET for key in (C.C1, C.C2, C.C3, C.C4, C.C5, C.C6, C.C7))
    if found > LuotClass.M1 and (failed or not _good_for(facts, rule, found)):
        found = LuotClass.M1
    return Judged(found, ceiling, conditions, facts.paper or facts.sealed)


def lowered(before: LuotClass | None, judged: LuotClass) -> LuotClass:
    """A class only falls by itself; raising it takes a second person and a reason."""
    return judged if before is None else LuotClass(min(before, judged))


def _good_for(facts: LuotFacts, rule: CountedBy, wanted: LuotClass) -> bool:
    """Do share of items and signatures allow this class, as far as they are due?"""
    if not facts.signed_on:
        return True
    return _share_reached(facts, _share_for(rule, wanted)) and _signatures_do(facts, rule, wanted)


def _share_for(rule: CountedBy, wanted: LuotClass) -> int:
    return rule.m3_share if wanted == LuotClass.M3 else rule.m2_share


def _share_reached(facts: LuotFacts, percent: int) -> bool:
    return facts.remote_on_party_files * 100 >= percent * facts.remote_items


def _signatures_do(facts: LuotFacts, rule: CountedBy, wanted: LuotClass) -> bool:
    routes = [facts.team_route] if facts.refused else [facts.team_route, facts.party_route]
    if wanted == LuotClass.M3 and rule.m3_needs_digital:
        return all(route == DIGITAL for route in routes)
    allowed = {DIGITAL, HAND} if wanted == LuotClass.M3 or rule.m2_accepts_hand else {DIGITAL}
    return all(route in allowed for route in routes)


def conditions_of(facts: LuotFacts, rule: CountedBy, ceiling: LuotClass) -> dict[Condition, Met]:
    """The eight conditions as they stand for the class the lượt still can be (domain 15)."""
    if facts.paper:
        return dict.fromkeys(Condition, Met.NOT_MET)
    lowest = min(ceiling, LuotClass.M2) if ceiling > LuotClass.M1 else LuotClass.M2
    late = is_late(facts)
    return {
        C.C1: _c1(facts),
        C.C2: _due(bool(facts.announced_on), facts.announced_in_system and not facts.caught_in_act),
        C.C3: _c3(facts, rule, lowest),
        C.C4: _c4(facts),
        C.C5: Met.NOT_MET if late else _due(bool(facts.signed_on), _signatures_do(facts, rule, lowest)),
        C.C6: _c6(facts),
        C.C7: Met.MET if facts.sealed else Met.NOT_DUE,
        C.C8: _c8(facts),
    }


def _due(due: bool, met: bool) -> Met:
    if not due:
        return Met.NOT_DUE
    return Met.MET if met else Met.NOT_MET


def _c1(facts: LuotFacts) -> Met:
    planned = facts.method in (Method.ONLINE, Method.MIXED) and facts.plan_before_announcement
    return _due(bool(facts.announced_on), planned and bool(facts.decision_route and facts.plan_route))


def _c3(facts: LuotFacts, rule: CountedBy, lowest: LuotClass) -> Met:
    if not facts.signed_on:
        return Met.NOT_DUE
    if not facts.remote_items:
        return Met.NOT_MET
    return _due(True, _share_reached(facts, _share_for(rule, lowest)))


def _c4(facts: LuotFacts) -> Met:
    if facts.on_paper_answers:
        return Met.NOT_MET
    if not facts.signed_on:
        return Met.NOT_DUE
    return Met.MET if facts.requests or facts.findings else Met.NONE


def _c6(facts: LuotFacts) -> Met:
    if not facts.results_due:
        return Met.NOT_DUE
    if not facts.results:
        return Met.NONE
    return _due(True, facts.results_out == facts.results)


def _c8(facts: LuotFacts) -> Met:
    if facts.visits or facts.caught_in_act or facts.site_items:
        return Met.NOT_MET
    return _due(bool(facts.signed_on), True)


def is_late(facts: LuotFacts) -> bool:
    """Was the limit passed with the minutes unsigned? Such a lượt is in the denominator, never in the numerator."""
    if not facts.limit_end_on or not facts.signed_on:
        return facts.limit_passed
    return date.fromisoformat(facts.signed_on) > date.fromisoformat(facts.limit_end_on)


def counted(facts: LuotFacts, today: date) -> Counted:
    """Where the lượt stands on a day: minutes signed or refused, or the limit passed unsigned (practice.md 6)."""
    if facts.exclusion:
        return Counted(CountState.EXCLUDED, exclusion=Exclusion(facts.exclusion))
    end = date.fromisoformat(facts.limit_end_on) if facts.limit_end_on else None
    signed = date.fromisoformat(facts.signed_on) if facts.signed_on else None
    if end and (signed or today) > end:
        return Counted(CountState.COUNTED, end + timedelta(days=1), late=True)
    return Counted(CountState.COUNTED, signed) if signed else Counted(CountState.RUNNING)
