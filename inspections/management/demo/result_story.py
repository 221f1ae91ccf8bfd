"""The end of an inspection told in deeds: result, request to remedy, follow-up, sealed dossier (rows 16-19, T15-T20)."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from inspections.actions import (
    closing,
    minutes,
    minutes_signing,
    papers,
    remedies,
    remedy_reports,
    remedy_reviews,
    result_report,
    result_report_review,
    results,
    results_issue,
    results_signing,
)
from inspections.enums import (
    DocumentKind,
    DocumentState,
    FindingHandling,
    RemedyOutcome,
    RemedyState,
    WitnessKind,
)
from inspections.kinds import PartyStage
from inspections.management.demo import result_words as words
from inspections.management.demo.paper import incoming
from inspections.management.demo.plot import Plot
from inspections.management.demo.story import Story
from inspections.models import Case, Document, Finding, RemedyItem, ResultReport
from inspections.models.inputs import (
    BY_HAND,
    TEST_CERTIFICATE,
    ClosingInput,
    Handling,
    Incoming,
    PackageSigning,
    RemarkInput,
    RemedyAsked,
    RemedyInput,
    RemedyPlanInput,
    WitnessInput,
)
from inspections.queries.archives import retention_term
from inspections.queries.results import latest_version, remarks_to_answer, texts_of_version
from inspections.rules.follow_up import Judgement

RESULT_DEEDS = (
    "draft_results",
    "draft_result_report",
    "submit_result_report",
    "approve_result_report",
    "sign_result_report",
    "sign_result",
    "issue_result",
    "submit_remedy_plan",
    "report_remedy",
    "review_remedy",
    "confirm_remedy",
    "propose_closing",
    "seal_dossier",
)


@dataclass
class Ending(Story):
    """Tells what follows signed minutes; ``reviewer`` is the second person who approves the report."""

    reviewer: str = "truongphong"
    clerk: str = "vanthu"
    days_to_mend: int = 30
    asked: Sequence[str] = field(default=words.ASKED)

    def end(
        self, case: Case, plot: Plot, *, until: str, moment: Callable[[str], datetime]
    ) -> Generator[datetime, None, Case]:
        """Do the deeds after the minutes in their order up to ``until``; the moment of each is told before it is done."""
        for deed in RESULT_DEEDS[: RESULT_DEEDS.index(until) + 1]:
            now = moment(deed)
            yield now
            getattr(self, deed)(case, plot, now)
        return Case.objects.get(pk=case.pk)

    def end_at_once(self, case: Case, plot: Plot, *, until: str, moment: Callable[[str], datetime]) -> Case:
        """The same, without a pause between the deeds."""
        telling = self.end(case, plot, until=until, moment=moment)
        while True:
            try:
                next(telling)
            except StopIteration as told:
                return told.value

    def give_opinion(self, case: Case, plot: Plot, now: datetime) -> None:
        """T8: of a unit without an account the lead notes that it said nothing else."""
        for row in self.parties(case):
            if self.head_of(row, plot) is None:
                minutes.note_silence(row, by=self.user(plot.lead), now=now, reason=words.NO_ANSWER)
        super().give_opinion(case, plot, now)

    def sign_minutes_of(self, row: Case, plot: Plot, now: datetime) -> None:
        """T10: for a unit without an account a witness signs that it did not."""
        if self.head_of(row, plot) is not None:
            super().sign_minutes_of(row, plot, now)
            return
        minutes_signing.record_refusal(
            row,
            by=self.user(plot.lead),
            now=now,
            signing=self.signing(),
            on=timezone.localtime(now).date(),
            reason=words.NOT_SIGNED,
            late_reason="",
            witnesses=[WitnessInput(WitnessKind.WITNESS, words.WITNESS, words.WITNESS_ADDRESS)],
        )

    def standing(self, case: Case, *stages: str) -> list[Case]:
        """The parties that stand at one of these stages."""
        return [row for row in self.parties(case) if row.stage in stages]

    def draft_results(self, case: Case, plot: Plot, now: datetime) -> None:
        """What follows for each unit: every finding is to be mended, who has none hears that nothing is asked."""
        for row in self.standing(case, PartyStage.MINUTES_SIGNED):
            self.draft_result(row, plot, now)

    def draft_result(self, row: Case, plot: Plot, now: datetime) -> None:
        """T15 for one unit."""
        due = timezone.localtime(now).date() + timedelta(days=self.days_to_mend)
        findings = list(Finding.objects.filter(party=row, state="in_minutes").order_by("pk"))
        asked = [
            RemedyAsked(
                self.asked[place % len(self.asked)], f"{found.locator} {found.act}".strip(), due, found.pk
            )
            for place, found in enumerate(findings)
        ]
        results.draft_result(
            row,
            by=self.user(plot.lead),
            now=now,
            summary=words.SUMMARY if findings else words.SUMMARY_CLEAN,
            handlings=[Handling(found.pk, FindingHandling.REMEDY) for found in findings],
            items=asked,
            report_due_on=due if asked else None,
            contact=words.CONTACT,
            officer=self.user(plot.proposer),
        )

    def draft_result_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 16: generated from the record."""
        result_report.draft_result_report(case, by=self.user(plot.lead), now=now)

    def submit_result_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 16: the lead hands it in; remarks of an earlier round are answered."""
        report = ResultReport.objects.get(case=case)
        result_report.submit_result_report(
            case,
            by=self.user(plot.lead),
            now=now,
            row_version=report.row_version,
            texts=dict.fromkeys(report.sections.filter(text="").values_list("pk", flat=True), words.CAUSE),
            settlements={remark.pk: words.SETTLED for remark in remarks_to_answer(report)},
        )

    def return_result_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 16: the second person returns it with two remarks on passages."""
        sections = [part for part in texts_of_version(latest_version(case)) if part.text.strip()]
        remarks = [
            RemarkInput(part.anchor, text, quote=part.text.strip().split("\n")[0][:60])
            for part, text in zip(sections, words.REMARKS, strict=False)
        ]
        result_report_review.return_result_report(
            case, by=self.user(self.reviewer), now=now, reason=words.RETURNED, remarks=remarks
        )

    def approve_result_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 16: approved by the second person; the papers are drawn up."""
        result_report_review.approve_result_report(case, by=self.user(self.reviewer), now=now)
        self.print_open(case)

    def sign_result_report(self, case: Case, plot: Plot, now: datetime) -> None:
        """The lead signs what was approved."""
        self.print_to_sign(case, DocumentKind.RESULT_REPORT)
        paper = Document.objects.get(
            case=case, kind=DocumentKind.RESULT_REPORT, state=DocumentState.FOR_SIGNATURE
        )
        papers.sign_paper(case, by=self.user(plot.lead), now=now, document=paper, signing=self.signing())

    def sign_result(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 17: one act for all papers."""
        self.print_for_signing(case)
        results_signing.sign_result(case, by=self.user(plot.issuer), now=now, signing=self.package(case))

    def print_for_signing(self, case: Case) -> None:
        """Make the bodies of the papers of the one act."""
        for row in self.parties(case):
            self.print_to_sign(row, DocumentKind.RESULT_NOTICE)
            self.print_to_sign(row, DocumentKind.REMEDY_REQUEST)

    def print_dossier(self, case: Case) -> None:
        """Make every print that is still missing, as the job worker would: a dossier closes only when it is complete."""
        papers = Document.objects.filter(Q(case=case) | Q(case__root=case), body_sha256="")
        for number in papers.exclude(state=DocumentState.REPLACED).values_list("pk", flat=True):
            self.printer(number)

    def proof(self) -> Incoming:
        """A file that shows what was done."""
        return incoming(words.PROOF_NAME, self.file_content)

    def package(self, case: Case) -> PackageSigning:
        """How the papers of the one act are signed."""
        if self.way == TEST_CERTIFICATE:
            return PackageSigning(TEST_CERTIFICATE)
        waiting = Document.objects.filter(case__parent=case, state=DocumentState.FOR_SIGNATURE)
        kinds = [DocumentKind.RESULT_NOTICE, DocumentKind.REMEDY_REQUEST]
        scans = {
            pk: self.signing().file for pk in waiting.filter(kind__in=kinds).values_list("pk", flat=True)
        }
        given = {pk: scan for pk, scan in scans.items() if scan is not None}
        return PackageSigning(BY_HAND, scans=given, original_place=words.ORIGINAL_PLACE)

    def issue_result(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 17, second deed, with rows 18, T15 and T20."""
        seal = PackageSigning(TEST_CERTIFICATE) if self.way == TEST_CERTIFICATE else None
        on: date = timezone.localtime(now).date()
        results_issue.issue_result(case, by=self.user(self.clerk), now=now, on=on, agency_signing=seal)

    def submit_remedy_plan(self, case: Case, plot: Plot, now: datetime) -> None:
        """T15: the units say who mends what until when."""
        for row in self.standing(case, PartyStage.REMEDYING):
            if head := self.head_of(row, plot):
                plans = {
                    item.pk: RemedyPlanInput(
                        words.PLAN_PERSON, words.PLAN_STEPS, item.due_on, words.ROOT_CAUSE
                    )
                    for item in self.items_of(row)
                }
                remedies.submit_remedy_plan(row, by=head, now=now, plans=plans)

    def items_of(self, row: Case) -> list[RemedyItem]:
        """What the unit is asked to mend."""
        return list(RemedyItem.objects.filter(request__party=row).order_by("position", "pk"))

    def report_remedy(self, case: Case, plot: Plot, now: datetime) -> None:
        """T16: the heads hand in what was done."""
        for row in self.standing(case, PartyStage.REMEDYING):
            if head := self.head_of(row, plot):
                waiting = [
                    i for i in self.items_of(row) if i.state in (RemedyState.ASKED, RemedyState.RETURNED)
                ]
                file = self.proof()
                done = timezone.localtime(now).date()
                entries = {item.pk: RemedyInput(words.MEASURE, done, [file]) for item in waiting}
                remedy_reports.report_remedy(row, by=head, now=now, entries=entries)
        self.print_open(case)

    def review_remedy(self, case: Case, plot: Plot, now: datetime) -> None:
        """T17, T18: the officer finds everything mended."""
        for row in self.standing(case, PartyStage.REMEDY_REPORTED):
            found = [item for item in self.items_of(row) if item.state == RemedyState.REPORTED]
            fixed = {item.pk: Judgement(RemedyOutcome.FIXED, words.FIXED) for item in found}
            remedy_reviews.review_remedy(row, by=self.user(plot.proposer), now=now, judgements=fixed)

    def confirm_remedy(self, case: Case, plot: Plot, now: datetime) -> None:
        """T18: the section confirms, signs the notice, the clerk issues it."""
        for row in self.standing(case, PartyStage.REMEDY_REPORTED):
            remedy_reviews.confirm_remedy(row, by=self.user(self.reviewer), now=now)
            self.print_open(case)
            self.send_notice(Case.objects.get(pk=row.pk), now)

    def send_notice(self, row: Case, now: datetime) -> None:
        """The notice of completion is signed by who is named on it and issued."""
        self.print_to_sign(row, DocumentKind.COMPLETION_NOTICE)
        notice = row.documents.get(kind=DocumentKind.COMPLETION_NOTICE, state=DocumentState.FOR_SIGNATURE)
        assert notice.signer is not None
        papers.sign_paper(row, by=notice.signer, now=now, document=notice, signing=self.signing())
        papers.issue_paper(
            row,
            by=self.user(self.clerk),
            now=now,
            document=notice,
            on=timezone.localtime(now).date(),
            agency_signing=self.sealing(),
        )

    def propose_closing(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 19: the lead has looked the dossier through."""
        term = retention_term(case, timezone.localtime(now).date())
        given = ClosingInput(
            retention=term.retention,
            years=term.years,
            basis=term.basis,
            statement=words.STATEMENT,
            place=words.ORIGINAL_PLACE,
        )
        closing.propose_closing(case, by=self.user(plot.lead), now=now, terms=given)

    def seal_dossier(self, case: Case, plot: Plot, now: datetime) -> None:
        """Row 19: the clerk seals."""
        closing.seal_dossier(case, by=self.user(self.clerk), now=now)
        self.print_open(case)
