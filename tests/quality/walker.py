"""The state machine: people do, try and repeat deeds over HTTP in any order; after each the record stands as the model says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from inspections.enums import DocumentState, TerminationCause
from inspections.management.demo.paper import code_in_mail
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot, Story
from inspections.models import Case, CaseEvent, Document, Order
from inspections.steps import STEPS
from tests.factories.cases import quick_print, story_of
from tests.factories.chain import broken_link
from tests.factories.orders import EXTENSION, WHY
from tests.factories.people import PASSWORD, stranger
from tests.quality.filling import WORDS
from tests.quality.model import CLERK, ENDS, HEADS, LEAD, OFFICER, ORDERS, TEAM, Deed, Model
from tests.quality.places import Place
from tests.quality.scenes import REASON, by_hand
from tests.quality.world import Office, clock_at, complaints_of
from workflows.models import CaseTask

STEP = timedelta(minutes=10)
NOBODY, MONITOR, ADMINISTRATOR = "nguoila", "giamsat", "quantri"
SUBJECTS = ("sign_order", "issue_order", "drop_order")
FORGED = {
    "stage": "conduct_finished",
    "by": "1",
    "now": "2020-01-01",
    "case": "1",
    "issuer": "1",
    "decided_on": "01/01/2020",
}
COMPLAINT = {"summary": WORDS, "kind": "petition", "from_whom": "Nguyễn Văn A", "number_in": "12/Đ"}


class OneParty(Story):
    """The story's deeds with one chosen institution."""

    chosen: int = 0

    def parties(self, case: Case) -> list[Case]:
        """The chosen one."""
        return [row for row in super().parties(case) if row.pk == self.chosen]


class Site:
    """One dossier of two institutions, the people at their browsers, the clock."""

    def __init__(self, cast: Cast, moment: datetime) -> None:
        self.cast, self.now = cast, moment
        people = {**cast.people, NOBODY: stranger()}
        self.office = Office(Cast(cast.department, people, cast.institutions, cast.checklists))
        told = story_of(cast)
        self.story = OneParty(told.cast, told.password, told.printer, told.way)
        self.plot = Plot(codes=("MH-01", "MH-02"), members=TEAM[1:])
        with clock_at(moment):
            self.case = self.story.propose(self.plot, moment)
            self.pks = [row.pk for row in self.case.children.order_by("pk")]
            for name in people:
                self.office.browser(name)

    def case_of(self, party: int | None) -> Case:
        """The inspection, or one of its parties."""
        return Case.objects.get(pk=self.case.pk if party is None else self.pks[party])

    def place_of(self, deed: Deed) -> Place:
        """Where a deed is done and what is typed there."""
        case = self.case_of(deed.party)
        order = Order.objects.filter(case=self.case, state__in=("drafted", "signed")).first()
        subject = [order.pk if order else 1] if deed.verb in SUBJECTS else []
        url = reverse("step", args=[case.pk, STEPS[case.kind][deed.verb].slug, *subject])
        typed = TYPED.get(deed.verb, lambda site, deed: {})
        return Place(deed.verb, deed.person, url, lambda: typed(self, deed))

    def do(self, deed: Deed, *, forged: bool) -> tuple[Place, dict[str, Any], HttpResponse]:
        """Open the page, fill in the form, send it; a forged form carries fields nobody asked for."""
        place = self.place_of(deed)
        if deed.verb == "confirm_minutes":
            self.office.browser(deed.person).post(reverse("send_code", args=[self.case_of(deed.party).pk]))
        body = {**self.office.body(place), **place.values, **(FORGED if forged else {})}
        return place, body, self.office.send(place, body)

    def conclude(self, deed: Deed) -> None:
        """The team's work on the items of one institution, told by the story."""
        assert deed.party is not None
        self.story.chosen = self.pks[deed.party]
        self.story.gather_files(self.case, self.plot, self.now)
        self.story.conclude_items(self.case, self.plot, self.now, short=0)

    def print_all(self) -> None:
        """Papers are printed at once, as by a quick worker."""
        for paper in Document.objects.filter(body_sha256="").exclude(state=DocumentState.REPLACED):
            quick_print(paper.pk)


def _code(site: Site, deed: Deed) -> dict[str, Any]:
    return {"password": PASSWORD, "code": code_in_mail(site.cast.people[deed.person])}


def _team(site: Site, deed: Deed) -> dict[str, Any]:
    lead, *members = (site.cast.people[name].pk for name in TEAM)
    return {"lead": lead, "members": members}


def _decision(site: Site, deed: Deed) -> dict[str, Any]:
    return {"capacity": site.cast.capacity("giamdoc").pk, "scope": WORDS, "limit_days": 10}


def _again(site: Site, deed: Deed) -> dict[str, Any]:
    return {"again_on": f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}", "reason": WHY}


TYPED: dict[str, Callable[[Site, Deed], dict[str, Any]]] = {
    "nominate_team": _team,
    "declare_conflicts": lambda site, deed: {"truthful": "on"},
    "draft_decision": _decision,
    "submit_conduct_plan": lambda site, deed: {"warned": "on"},
    "submit_outline_report": lambda site, deed: {"report": WORDS},
    "draft_minutes": lambda site, deed: {"place": "Họp trực tuyến"},
    "give_opinion": lambda site, deed: {"opinion": WORDS},
    "confirm_minutes": _code,
    "draft_extension": lambda site, deed: {"days": 5, "ground": EXTENSION["ground"], "reason": WHY},
    "draft_pause": lambda site, deed: {"reason": WHY},
    "draft_resumption": _again,
    "draft_termination": lambda site, deed: {"cause": TerminationCause.GONE, "reason": WHY},
    "record_complaint": lambda site, deed: dict(COMPLAINT),
    **dict.fromkeys(
        ("abandon", "return_conduct_plan", "reopen_minutes", "drop_order"), lambda site, deed: dict(REASON)
    ),
    **dict.fromkeys(
        (
            "sign_decision",
            "issue_decision",
            "approve_conduct_plan",
            "sign_order",
            "issue_order",
            "sign_minutes",
        ),
        lambda site, deed: by_hand(),
    ),
}
# Tried out of turn with what can be typed without a page.
OUT_OF_TURN = (
    *((verb, None, OFFICER) for verb in ("review_overlap", "draft_decision")),
    *((verb, None, "giamdoc") for verb in ("sign_decision", "approve_conduct_plan", "return_conduct_plan")),
    ("confirm_overlap", None, "truongphong"),
    ("abandon", None, "truongphong"),
    ("issue_decision", None, CLERK),
    *((f"draft_{kind}", None, LEAD) for kind in ORDERS),
    *(
        (verb, place, LEAD)
        for place in (0, 1)
        for verb in ("begin_check", "draft_minutes", "reopen_minutes", "sign_minutes")
    ),
    *((verb, place, HEADS[place]) for place in (0, 1) for verb in ("submit_outline_report", "give_opinion")),
)


OUT_OF_TURN_AT_ONCE = 6


def _lead_alone(deed: Deed) -> bool:
    """Deeds of the lead that no other officer may do: drafts of orders are open to officers too."""
    return deed.person == LEAD and deed.verb != "drop_order" and not deed.verb.startswith("draft_")


class Walk(RuleBasedStateMachine):
    """Any order of lawful deeds, deeds out of turn, deeds of others, repeated forms and glances."""

    site: ClassVar[Site]
    start: ClassVar[Model]

    def __init__(self) -> None:
        super().__init__()
        self.inner = transaction.atomic()
        self.inner.__enter__()
        self.model, self.now = self.start, self.site.now
        self.sent: list[tuple[Place, dict[str, Any]]] = []

    def teardown(self) -> None:
        """Everything is undone; the next walk begins where this one began."""
        transaction.set_rollback(True)
        self.inner.__exit__(None, None, None)
        self.site.now = self.now

    def _later(self) -> None:
        self.site.now += STEP
        for user in self.site.cast.people.values():
            user.__dict__.pop("_actors", None)

    def _events(self) -> int:
        return CaseEvent.objects.filter(root_id=self.site.case.pk).count()

    def _go(self, deed: Deed, *, forged: bool) -> None:
        self._later()
        with clock_at(self.site.now):
            if deed.verb == "conclude":
                self.site.conclude(deed)
            else:
                place, body, answer = self.site.do(deed, forged=forged)
                assert answer.status_code == 302, f"{deed}: {complaints_of(answer)}"
                self.sent.append((place, body))
            self.site.print_all()
        self.model = self.model.after(deed)

    @rule(
        picks=st.lists(st.integers(0, 60), min_size=1, max_size=4),
        forged=st.booleans(),
        ends=st.integers(0, 9),
    )
    def go_on(self, picks: list[int], forged: bool, ends: int) -> None:
        """Somebody does what the model says is possible; ends of everything are rare."""
        for pick in picks:
            deeds = [deed for deed in self.model.possible() if ends == 9 or deed.verb not in ENDS]
            if not deeds:
                return
            self._go(deeds[pick % len(deeds)], forged=forged)

    @rule(first=st.integers(0, len(OUT_OF_TURN) - 1))
    def out_of_turn(self, first: int) -> None:
        """Who may do a deed tries it when its time has not come or has passed: a sentence, and nothing changes."""
        lawful = set(self.model.possible())
        for tried in (OUT_OF_TURN * 2)[first : first + OUT_OF_TURN_AT_ONCE]:
            if (deed := Deed(*tried)) not in lawful:
                self._refused(deed, {302, 200, 403, 404, 409})

    @rule(who=st.sampled_from((NOBODY, ADMINISTRATOR, MONITOR, OFFICER, OFFICER, *HEADS)))
    def trespass(self, who: str) -> None:
        """Somebody else sends what colleagues could send now: 404 to strangers, 403 to who may only read."""
        for deed in self.model.possible():
            if deed.verb == "conclude" or deed.person == who or (who == OFFICER and not _lead_alone(deed)):
                continue
            if deed.verb == "confirm_minutes" and deed.party is not None and who == HEADS[deed.party]:
                continue  # each side confirms for itself: not a stranger's deed
            copied = {} if deed.verb == "confirm_minutes" else self._page_of(deed)
            answers = {403} if self._sees(who, deed.party) else {404}
            self._refused(Deed(deed.verb, deed.party, who), answers, copied)

    def _page_of(self, deed: Deed) -> dict[str, Any]:
        """The whole form as the rightful person has it before his eyes."""
        with clock_at(self.site.now):
            return self.site.office.body(self.site.place_of(deed))

    def _refused(self, deed: Deed, statuses: set[int], copied: dict[str, Any] | None = None) -> None:
        before = self._events()
        with clock_at(self.site.now), transaction.atomic():
            place = self.site.place_of(deed)
            values = {} if deed.verb == "confirm_minutes" else {**(copied or {}), **place.values}
            answer = self.site.office.browser(deed.person).post(place.url, values)
            assert answer.status_code in statuses, f"{deed}: {complaints_of(answer)}, not {statuses}"
        assert self._events() == before, f"{deed} was done"

    def _sees(self, who: str, party: int | None) -> bool:
        if who in HEADS:
            own = party is not None and HEADS[party] == who
            return own and self.model.parties[party or 0].stage not in ("listed", "withdrawn")
        return who in (MONITOR, OFFICER)

    @rule(pick=st.integers(0, 60))
    def send_again(self, pick: int) -> None:
        """A form sent before comes again, much later: nothing happens twice."""
        if not self.sent:
            return
        place, body = self.sent[pick % len(self.sent)]
        before = self._events()
        with clock_at(self.site.now):
            fresh = {name: value for name, value in place.values.items() if hasattr(value, "read")}
            answer = self.site.office.send(place, {**body, **fresh})
        assert answer.status_code in (302, 403, 404, 409), f"{place.name} again: {complaints_of(answer)}"
        assert self._events() == before, f"{place.name} was done again"

    @rule(
        who=st.sampled_from((NOBODY, ADMINISTRATOR, MONITOR, LEAD, *HEADS)),
        party=st.sampled_from((None, 0, 1)),
    )
    def look(self, who: str, party: int | None) -> None:
        """The page is there for who may see it, and for nobody else."""
        with clock_at(self.site.now):
            answer = self.site.office.browser(who).get(reverse("case", args=[self.site.case_of(party).pk]))
        seen = who == LEAD or self._sees(who, party)
        assert answer.status_code == (200 if seen else 404), f"{who} looks: {answer.status_code}"

    @invariant()
    def it_stands_as_the_model_says(self) -> None:
        """Stages, one open task of a node, the chain of events."""
        found = dict(Case.objects.filter(root_id=self.site.case.pk).values_list("pk", "stage"))
        wanted = {pk: row.stage for pk, row in zip(self.site.pks, self.model.parties, strict=True)}
        assert found == {**wanted, self.site.case.pk: self.model.stage} or found == wanted
        assert Case.objects.get(pk=self.site.case.pk).stage == self.model.stage
        open_tasks = list(
            CaseTask.objects.filter(
                process__case__in=[self.site.case.pk, *self.site.pks], finished__isnull=True
            )
            .exclude(process__finished__isnull=False)
            .values_list("process__case_id", "flow_task")
        )
        assert len(open_tasks) == len(set(open_tasks)), open_tasks
        assert broken_link(self.site.case) is None
        connection.check_constraints()


def machine_at(site: Site, model: Model) -> type[Walk]:
    """The machine that begins where this dossier stands."""
    return type("WalkFromHere", (Walk,), {"site": site, "start": model})
