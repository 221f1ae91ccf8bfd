"""The first half of an inspection's life, from the proposal to the approved conduct plan, and how papers are signed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from django.utils import timezone

from inspections.actions import decision, inspection, team
from inspections.enums import DocumentKind, DocumentState, ItemMethod, TeamDuty
from inspections.management.demo import words
from inspections.management.demo.paper import PLAIN_FILE, incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.plot import Plot
from inspections.models import Case, Document, User
from inspections.models.inputs import (
    BY_HAND,
    TEST_CERTIFICATE,
    MemberInput,
    PartyPlan,
    ReviewInput,
    SigningInput,
)
from inspections.queries.deadlines import work_calendar


@dataclass
class Opening:
    """Rows 1 to 6 with one cast; ``printer`` makes the body of a paper, ``way`` is how papers are signed.

    With ``waits`` a paper is printed only when somebody signs it; the job worker prints the others.
    """

    cast: Cast
    password: str
    printer: Callable[[int], None]
    way: str = TEST_CERTIFICATE
    file_content: bytes = PLAIN_FILE
    scan: bytes = PLAIN_FILE
    scanner: Callable[[int], None] | None = None
    waits: bool = False

    def on_paper(self) -> Self:
        """The same people signing by hand, where the story is about something else than the signature."""
        return replace(self, way=BY_HAND, printer=self.scanner or self.printer)

    def user(self, name: str) -> User:
        """A person of the cast, without posts remembered from an earlier day."""
        return self.cast.people[name]

    def signing(self) -> SigningInput:
        """How the story's papers are signed."""
        if self.way == TEST_CERTIFICATE:
            return SigningInput(TEST_CERTIFICATE)
        return SigningInput(BY_HAND, incoming("ban-quet.pdf", self.scan), original_place=words.ORIGINAL_PLACE)

    def sealing(self) -> SigningInput | None:
        """How the agency signs: on paper its seal stands on the scan already."""
        return self.signing() if self.way == TEST_CERTIFICATE else None

    def print_open(self, case: Case) -> None:
        """Make the bodies of the dossier's documents, as the job worker would."""
        if self.waits:
            return
        waiting = Document.objects.filter(body_sha256="").exclude(state=DocumentState.REPLACED)
        for document in waiting.filter(case=case) | waiting.filter(case__root=case):
            self.printer(document.pk)

    def print_to_sign(self, case: Case, kind: str) -> None:
        """Make the body of the paper that is signed next."""
        waiting = Document.objects.filter(case=case, kind=kind, body_sha256="")
        for number in waiting.filter(state=DocumentState.FOR_SIGNATURE).values_list("pk", flat=True):
            self.printer(number)

    def parties(self, case: Case) -> list[Case]:
        """The parties of an inspection, as they are now."""
        return list(case.children.order_by("pk"))

    def code_of(self, row: Case) -> str:
        """The code of the inspected institution."""
        assert row.institution is not None
        return row.institution.code

    def propose(self, plot: Plot, now: datetime) -> Case:
        """Row 1."""
        today = timezone.localtime(now).date()
        return inspection.propose(
            by=self.user(plot.proposer),
            now=now,
            department=self.cast.department,
            title=plot.title,
            ground=plot.ground,
            ground_text=plot.ground_text,
            institutions=[self.cast.institutions[code] for code in plot.codes],
            checklist_version=self.cast.checklists[plot.theme],
            period_from=today - timedelta(days=365),
            period_to=today - timedelta(days=30),
            secrecy=plot.secrecy,
            ground_files=plot.ground_files,
        )

    def review_overlap(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 2."""
        note = ReviewInput(note=words.NO_OVERLAP)
        reviews = {row.pk: note for row in self.parties(case)}
        inspection.review_overlap(case, by=self.user(plot.proposer), now=now, reviews=reviews)
        if plot.confirmed:
            inspection.confirm_overlap(case, by=self.user("truongphong"), now=now)

    def nominate_team(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 3, the team."""
        lead = MemberInput(self.user(plot.lead), TeamDuty.LEAD, "Phụ trách chung", trained=True)
        members = [
            MemberInput(self.user(name), TeamDuty.MEMBER, "Kiểm tra nội dung được phân công")
            for name in plot.members
        ]
        team.nominate_team(case, by=self.user(plot.proposer), now=now, members=[lead, *members])

    def declare_conflicts(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 3, each member for himself."""
        for name in (plot.lead, *plot.members):
            self.declare(case, name, now)

    def declare(self, case: Case, username: str, now: datetime) -> None:
        """One member has nothing to declare."""
        team.declare_conflicts(case, by=self.user(username), now=now, conflicts=[])

    def draft_decision(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 3, the draft."""
        inspection.draft_decision(
            case,
            by=self.user(plot.proposer),
            now=now,
            scope=words.SCOPES[plot.theme],
            limit_days=10,
            issuer=self.user(plot.issuer),
            capacity=self.cast.capacity(plot.issuer),
        )
        self.print_open(case)

    def sign_decision(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 4, first deed."""
        self.print_to_sign(case, DocumentKind.DECISION)
        decision.sign_decision(case, by=self.user(plot.issuer), now=now, signing=self.signing())

    def issue_decision(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 4, second deed."""
        on = timezone.localtime(now).date()
        decision.issue_decision(case, by=self.user("vanthu"), now=now, on=on, agency_signing=self.sealing())

    def submit_conduct_plan(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 5."""
        today = timezone.localtime(now).date()
        items = self.cast.checklists[plot.theme].items.order_by("position")
        units = self._unit_plans(case, plot, today)
        decision.submit_conduct_plan(
            case,
            by=self.user(plot.lead),
            now=now,
            objective=words.OBJECTIVE,
            requirement=words.REQUIREMENT,
            starts_on=today,
            ends_on=max(
                [today + timedelta(days=14), *(unit.ends_on for unit in units.values() if unit.ends_on)]
            ),
            place=words.CHANNEL,
            assignment=words.ASSIGNMENT,
            resources=words.RESOURCES,
            item_methods={
                row.pk: ItemMethod.ON_SITE if row.on_site_only or place < plot.seen else ItemMethod.ONLINE
                for place, row in enumerate(items)
            },
            parties=units,
        )
        self.print_open(case)

    def _unit_plans(self, case: Case, plot: Plot, today: date) -> dict[int, PartyPlan]:
        if not plot.units:
            return {}
        calendar, found = work_calendar(today), {}
        for row in self.parties(case):
            unit = plot.units[self.code_of(row)]
            days = [calendar.add_working_days(today, count) for count in (unit.first, unit.last)]
            found[row.pk] = PartyPlan(*days, way=unit.way)
        return found

    def approve_conduct_plan(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 6."""
        self.print_to_sign(case, DocumentKind.CONDUCT_PLAN)
        decision.approve_conduct_plan(case, by=self.user(plot.issuer), now=now, signing=self.signing())
