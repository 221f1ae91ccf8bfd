"""A life of an inspection told in deeds: each method is what one person does on one day, through the actions."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from inspections.actions import conduct, minutes, outline, party, requests
from inspections.actions.files import note_opened
from inspections.enums import DocumentKind, DocumentState, FindingKind, FindingState, Rating, Side
from inspections.management.demo import words
from inspections.management.demo.opening import Opening
from inspections.management.demo.paper import code_in_mail, incoming, signed_by_both
from inspections.management.demo.plot import DEEDS, Plot
from inspections.management.demo.visits import visit_on_site
from inspections.models import Answer, Case, Finding, InformationRequest, User
from inspections.models.inputs import TEST_CERTIFICATE, UPLOADED, Asked, Present, Reply, SigningInput
from inspections.queries.deadlines import work_calendar

# Between two results of one sitting.
PACE = timedelta(minutes=2)
# From the request to the files.
GATHERING = timedelta(minutes=90)


@dataclass
class Story(Opening):
    """Tells plots from the proposal to the signed minutes."""

    def tell(self, plot: Plot, *, until: str, moment: Callable[[str], datetime]) -> Case:
        """Do the deeds in their order up to ``until``, each at its moment, with every party."""
        telling = self.deeds(plot, until=until, moment=moment)
        while True:
            try:
                next(telling)
            except StopIteration as end:
                return end.value

    def deeds(
        self, plot: Plot, *, until: str, moment: Callable[[str], datetime]
    ) -> Generator[datetime, None, Case]:
        """The same deed after deed: the moment of each is told before it is done."""
        yield moment("propose")
        case = self.propose(plot, moment("propose"))
        for deed in DEEDS[1 : DEEDS.index(until) + 1]:
            yield moment(deed)
            getattr(self, deed)(case, plot, moment(deed))
        return case

    def notify_schedule(self, case: Case, plot: Plot, now: datetime) -> None:
        """T1, with every party."""
        today = timezone.localtime(now).date()
        calendar = work_calendar(today)
        session = calendar.add_working_days(today, 4)
        for row in self.parties(case):
            party.notify_schedule(
                row,
                by=self.user(plot.lead),
                now=now,
                session_at=timezone.make_aware(datetime.combine(session, time(8, 30))),
                session_channel=words.CHANNEL,
                report_due_on=calendar.add_working_days(today, 2),
            )

    def submit_outline_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """T2, by the heads who have an account."""
        for row in self.parties(case):
            if head := self.head_of(row, plot):
                outline.submit_outline_report(row, by=head, now=now, report=words.OUTLINE_REPORT)

    def head_of(self, row: Case, plot: Plot) -> User | None:
        """The head of the inspected institution, if the cast has one."""
        name = plot.heads.get(self.code_of(row))
        return self.user(name) if name else None

    def announce_decision(self, case: Case, plot: Plot, now: datetime) -> None:
        """T3: the session, with a named representative."""
        for row in self.parties(case):
            head = self.head_of(row, plot)
            party.announce_decision(
                row,
                by=self.user(plot.lead),
                now=now,
                announced_at=self.session_of(row, now),
                channel=words.CHANNEL,
                representative_name=head.full_name if head else words.OTHER_HEAD,
                representative_post="Thủ trưởng đơn vị",
                present=self._team_present(plot),
            )
        self.print_open(case)

    def _team_present(self, plot: Plot) -> list[Present]:
        posts = {plot.lead: "Trưởng đoàn"} | dict.fromkeys(plot.members, "Thành viên Đoàn")
        return [Present(Side.TEAM, self.user(name).full_name, post) for name, post in posts.items()]

    def session_of(self, row: Case, now: datetime) -> datetime:
        """The session takes place at the hour that was notified, if that is today; else half an hour ago."""
        told = row.party_details.session_at
        if told and told <= now and timezone.localtime(told).date() == timezone.localtime(now).date():
            return told
        return now - timedelta(minutes=30)

    def begin_check(self, case: Case, plot: Plot, now: datetime) -> None:
        """T4: items shared out in turn."""
        names = [plot.lead, *plot.members]
        for row in self.parties(case):
            answers = list(row.answers.order_by("item__position").values_list("pk", flat=True))
            assignment: dict[int, User | None] = {
                pk: self.user(names[place % len(names)]) for place, pk in enumerate(answers)
            }
            party.begin_check(row, by=self.user(plot.lead), now=now, assignment=assignment)

    def gather_files(self, case: Case, plot: Plot, now: datetime) -> None:
        """T4: the team asks, the institution hands in through the system; else the team collects itself."""
        due_on = timezone.localtime(now).date() + timedelta(days=3)
        asked = {
            row.pk: self.ask(row, plot.lead, now - GATHERING, due_on=due_on)
            for row in self.parties(case)
            if self.head_of(row, plot)
        }
        for row in self.parties(case):
            if head := self.head_of(row, plot):
                self.answer(row, asked[row.pk], head, now)
                continue
            file = incoming(words.FILE_NAME, self.file_content)
            conduct.add_evidence(row, by=self.user(plot.lead), now=now, incoming=[file])

    def ask(self, row: Case, username: str, now: datetime, *, due_on: date) -> InformationRequest:
        """An information request for what the first item needs."""
        first = row.answers.select_related("item").order_by("item__position").first()
        assert first is not None
        return requests.send_information_request(
            row,
            by=self.user(username),
            now=now,
            asked=[Asked(first.item.evidence_hint, first, first.item.requirement[:300])],
            due_on=due_on,
            contact=self.user(username).full_name,
        )

    def answer(self, row: Case, request: InformationRequest, person: User, now: datetime) -> None:
        """The institution answers every item with text and a file."""
        file = incoming(words.FILE_NAME, self.file_content + f"\n% {row.code}\n".encode())
        replies = {item.pk: Reply(words.REPLY, files=[file]) for item in request.items.all()}
        requests.answer_information_request(row, by=person, now=now, request_id=request.pk, replies=replies)

    def conclude_items(
        self, case: Case, plot: Plot, now: datetime, *, share: float = 1.0, short: int = 1
    ) -> None:
        """Members write results; the first ``short`` items fall short and become findings."""
        for row in self.parties(case):
            answers = row.answers.select_related("item__act", "assigned_to").order_by("item__position")
            self.judge(row, answers[: round(len(answers) * share)], now, short=short)

    def judge(self, row: Case, answers: Sequence[Answer], now: datetime, *, short: int) -> None:
        """Results of these items, after a visit if one of them must be seen there."""
        files = list(row.evidence.values_list("pk", flat=True))
        for file in row.evidence.filter(side=Side.INSTITUTION) if answers else ():
            note_opened(file, by=self.member_for(answers[0]), now=now - PACE * (len(answers) + 1))
        visit_on_site(row, answers, self.member_for, now)
        for place, answer in enumerate(answers):
            at = now - PACE * (len(answers) - place)
            self.conclude(answer, at, files, falls_short=place < short)
            if place < short:
                self.find(row, answer, now)

    def member_for(self, answer: Answer) -> User:
        """The member to whom an item was assigned."""
        assert answer.assigned_to is not None
        return answer.assigned_to

    def conclude(
        self, answer: Answer, now: datetime, files: Sequence[int], *, falls_short: bool = False
    ) -> None:
        """One item, by the member to whom it was assigned."""
        conduct.save_answer(
            answer,
            by=self.member_for(answer),
            now=now,
            version=answer.version,
            result=words.FALLS_SHORT if falls_short else words.COMPLIES,
            rating=Rating.FALLS_SHORT if falls_short else Rating.COMPLIES,
            file_ids=files,
        )

    def find(self, row: Case, answer: Answer, now: datetime) -> Finding:
        """A finding from an item that falls short."""
        assert answer.item.act is not None
        return conduct.raise_finding(
            row,
            by=self.member_for(answer),
            now=now,
            answer=answer,
            kind=FindingKind.SHORTCOMING,
            text=words.FINDING,
            act=answer.item.act,
            locator=answer.item.locator or words.LOCATOR,
        )

    def draft_minutes(self, case: Case, plot: Plot, now: datetime) -> None:
        """T7."""
        for row in self.parties(case):
            minutes.draft_minutes(row, by=self.user(plot.lead), now=now, place=words.CHANNEL)
        self.print_open(case)

    def give_opinion(self, case: Case, plot: Plot, now: datetime) -> None:
        """T8: the institution explains and gives its opinion, the lead settles every finding."""
        for row in self.parties(case):
            if head := self.head_of(row, plot):
                for finding in row.findings.all():
                    minutes.explain_finding(
                        row,
                        by=head,
                        now=now,
                        finding_id=finding.pk,
                        agrees=True,
                        explanation=words.EXPLANATION,
                    )
                minutes.give_opinion(row, by=head, now=now, opinion="", no_opinion=True)
            for finding in row.findings.all():
                minutes.settle_finding(
                    row,
                    by=self.user(plot.lead),
                    now=now,
                    finding_id=finding.pk,
                    decision=FindingState.KEPT,
                    reason=words.SETTLEMENT,
                )

    def confirm_minutes(self, case: Case, plot: Plot, now: datetime) -> None:
        """Both sides confirm the text by password and code."""
        for row in self.parties(case):
            for person in filter(None, [self.user(plot.lead), self.head_of(row, plot)]):
                self.confirm(row, person, now)
        self.print_open(case)

    def confirm(self, row: Case, person: User, now: datetime) -> None:
        """One side: ask for the code, read it in the mail, confirm."""
        minutes.ask_code(row, by=person, now=now)
        code = code_in_mail(person)
        minutes.confirm_minutes(row, by=person, now=now, password=self.password, code=code)

    def sign_minutes(self, case: Case, plot: Plot, now: datetime) -> None:
        """T10."""
        for row in self.parties(case):
            self.print_to_sign(row, DocumentKind.MINUTES)
            self.sign_minutes_of(row, plot, now)

    def sign_minutes_of(self, row: Case, plot: Plot, now: datetime) -> None:
        """T10, both sides of one unit."""
        signing = self.signing()
        if self.way == TEST_CERTIFICATE:
            paper = row.documents.get(kind=DocumentKind.MINUTES, state=DocumentState.FOR_SIGNATURE)
            signed = signed_by_both(paper, plot.lead, plot.heads[self.code_of(row)], at=now)
            signing = SigningInput(UPLOADED, incoming("bien-ban-da-ky.pdf", signed))
        on: date = timezone.localtime(now).date()
        minutes.sign_minutes(row, by=self.user(plot.lead), now=now, signing=signing, on=on)
