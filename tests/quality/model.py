"""What an inspection of two institutions should be after each deed: a second, plain telling of domain tables 12.1.1-12.1.2.

It knows nothing of the product's guards, policies or flows; where both disagree, one of them is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

RUNNING = ("decided", "conduct_plan_submitted", "conduct_plan_approved", "under_way")
OPEN_PARTY = ("listed", "notified", "report_received", "announced", "under_check", "minutes_drafted")
LEAD, OFFICER, DIRECTOR, CLERK = "truongdoan", "chuyenvien", "giamdoc", "vanthu"
TEAM = (LEAD, "thanhvien1")
HEADS = ("truonga-hieutruong", "trungtamb-giamdoc")
ORDERS = ("extension", "pause", "resumption", "termination")
ENDS = ("abandon", "draft_termination")


@dataclass(frozen=True)
class Deed:
    """One thing somebody could do: the deed, the institution (None: the whole inspection), the person."""

    verb: str
    party: int | None
    person: str


@dataclass(frozen=True)
class Party:
    """One institution as it should stand."""

    stage: str = "listed"
    concluded: bool = False
    opinion: bool = False
    confirmed: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Still to be brought to its end."""
        return self.stage in OPEN_PARTY


@dataclass(frozen=True)
class Model:
    """The inspection as it should stand; every change makes a new one."""

    stage: str = "proposed"
    parties: tuple[Party, ...] = (Party(), Party())
    confirmed: bool = False
    named: bool = False
    declared: frozenset[str] = frozenset()
    signed: bool = False
    order: tuple[str, str] = ("", "")
    extended: bool = False
    paused_in: str = ""
    was_paused: bool = False

    def possible(self) -> Iterator[Deed]:
        """Everything that somebody may do now."""
        yield from (Deed(verb, None, person) for verb, person, lawful in self._of_inspection() if lawful)
        yield from (Deed("declare_conflicts", None, name) for name in self._undeclared())
        yield from (Deed(verb, None, person) for verb, person, lawful in self._of_orders() if lawful)
        if self.stage in ("conduct_plan_approved", "under_way"):
            for place, party in enumerate(self.parties):
                rows = self._of_party(place, party)
                yield from (Deed(verb, place, person) for verb, person, lawful in rows if lawful)

    def _of_inspection(self) -> Iterator[tuple[str, str, bool]]:
        before, reviewed = self.stage == "proposed", self.stage == "overlap_reviewed"
        drafted = self.stage == "decision_drafted"
        ready = reviewed and self.confirmed and self.declared == frozenset(TEAM)
        yield "review_overlap", OFFICER, before
        yield "confirm_overlap", "truongphong", reviewed and not self.confirmed
        yield "nominate_team", OFFICER, (before or reviewed) and not self.named
        yield "draft_decision", OFFICER, ready
        yield "sign_decision", DIRECTOR, drafted and not self.signed
        yield "issue_decision", CLERK, drafted and self.signed
        yield "abandon", "truongphong", before or reviewed or drafted
        yield "submit_conduct_plan", LEAD, self.stage == "decided"
        yield "approve_conduct_plan", DIRECTOR, self.stage == "conduct_plan_submitted"
        yield "return_conduct_plan", DIRECTOR, self.stage == "conduct_plan_submitted"
        yield "record_complaint", OFFICER, True

    def _undeclared(self) -> Iterator[str]:
        early = ("proposed", "overlap_reviewed", "decision_drafted", *RUNNING)
        if self.named and self.stage in early:
            yield from (name for name in TEAM if name not in self.declared)

    def _of_orders(self) -> Iterator[tuple[str, str, bool]]:
        for kind in ORDERS:
            free = not self.order[0]
            # The pause ends tomorrow at the earliest, and the next one begins after it: not on the same day.
            again = kind == "pause" and self.was_paused
            yield f"draft_{kind}", LEAD, free and self.lawful(kind) and not again
        kind, state = self.order
        yield "sign_order", DIRECTOR, state == "drafted" and self.lawful(kind)
        yield "issue_order", CLERK, state == "signed" and self.lawful(kind)
        standing = self.stage in (*RUNNING, "paused", "conduct_finished")
        yield "drop_order", LEAD, state == "drafted" and standing

    def lawful(self, kind: str) -> bool:
        """Has an intervention of this kind a meaning now (rows 9-12)?"""
        if kind == "extension":
            return self.stage == "under_way" and not self.extended
        if kind == "resumption":
            return self.stage == "paused"
        return self.stage in RUNNING or (kind == "termination" and self.stage == "paused")

    def _of_party(self, place: int, party: Party) -> Iterator[tuple[str, str, bool]]:
        head, drafted = HEADS[place], party.stage == "minutes_drafted"
        both = party.confirmed == {LEAD, head}
        yield "notify_schedule", LEAD, party.stage == "listed"
        yield "submit_outline_report", head, party.stage == "notified"
        yield "announce_decision", LEAD, party.stage in ("notified", "report_received")
        yield "begin_check", LEAD, party.stage == "announced"
        yield "conclude", LEAD, party.stage == "under_check" and not party.concluded
        yield "draft_minutes", LEAD, party.stage == "under_check" and party.concluded
        yield "give_opinion", head, drafted and not party.confirmed
        for name in (LEAD, head):
            yield "confirm_minutes", name, drafted and party.opinion and name not in party.confirmed
        yield "reopen_minutes", LEAD, drafted and bool(party.confirmed)
        yield "sign_minutes", LEAD, drafted and both

    # ---- what a deed changes -----------------------------------------------------------------------------

    def after(self, deed: Deed) -> "Model":
        """The inspection once this deed was done."""
        if deed.party is not None:
            return self._with_party(deed.party, self._party_after(deed))
        if deed.verb.startswith("draft_") and deed.verb.removeprefix("draft_") in ORDERS:
            return replace(self, order=(deed.verb.removeprefix("draft_"), "drafted"))
        if deed.verb == "issue_order":
            return self._in_force(self.order[0])
        return replace(self, **INSPECTION_AFTER.get(deed.verb, lambda model, deed: {})(self, deed))

    def _party_after(self, deed: Deed) -> Party:
        assert deed.party is not None
        party = self.parties[deed.party]
        if stage := PARTY_STAGE_AFTER.get(deed.verb):
            return replace(party, stage=stage)
        if deed.verb == "confirm_minutes":
            return replace(party, confirmed=party.confirmed | {deed.person})
        changed = {"conclude": {"concluded": True}, "give_opinion": {"opinion": True}}
        return replace(party, **changed.get(deed.verb, {"confirmed": frozenset()}))

    def _with_party(self, place: int, party: Party) -> "Model":
        parties = tuple(party if n == place else row for n, row in enumerate(self.parties))
        stage = self.stage
        if party.stage == "announced":
            stage = "under_way"
        if not any(row.is_open for row in parties):
            stage = "conduct_finished"
        return replace(self, parties=parties, stage=stage)

    def _in_force(self, kind: str) -> "Model":
        model = replace(self, order=("", ""))
        if kind == "extension":
            return replace(model, extended=True)
        if kind == "pause":
            return replace(model, stage="paused", paused_in=self.stage, was_paused=True)
        if kind == "resumption":
            return replace(model, stage=self.paused_in, paused_in="")
        ended = tuple(replace(row, stage=_ended(row)) for row in self.parties)
        return replace(model, stage="terminated", parties=ended)


def _ended(party: Party) -> str:
    return "terminated" if party.is_open else party.stage


def _withdrawn(model: Model) -> tuple[Party, ...]:
    return tuple(replace(row, stage="withdrawn") for row in model.parties)


PARTY_STAGE_AFTER = {
    "notify_schedule": "notified",
    "submit_outline_report": "report_received",
    "announce_decision": "announced",
    "begin_check": "under_check",
    "draft_minutes": "minutes_drafted",
    "sign_minutes": "minutes_signed",
}
INSPECTION_AFTER = {
    "review_overlap": lambda model, deed: {"stage": "overlap_reviewed"},
    "confirm_overlap": lambda model, deed: {"confirmed": True},
    "nominate_team": lambda model, deed: {"named": True},
    "declare_conflicts": lambda model, deed: {"declared": model.declared | {deed.person}},
    "draft_decision": lambda model, deed: {"stage": "decision_drafted"},
    "sign_decision": lambda model, deed: {"signed": True},
    "issue_decision": lambda model, deed: {"stage": "decided"},
    "abandon": lambda model, deed: {"stage": "not_pursued", "parties": _withdrawn(model)},
    "submit_conduct_plan": lambda model, deed: {"stage": "conduct_plan_submitted"},
    "approve_conduct_plan": lambda model, deed: {"stage": "conduct_plan_approved"},
    "return_conduct_plan": lambda model, deed: {"stage": "decided"},
    "sign_order": lambda model, deed: {"order": (model.order[0], "signed")},
    "drop_order": lambda model, deed: {"order": ("", "")},
}
