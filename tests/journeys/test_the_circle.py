"""The circle closes: from signed minutes to a sealed archive that proves itself on a machine without the product."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from inspections.actions import archives, later_dates, papers, remedy_reviews, urging
from inspections.enums import DocumentKind, RemedyOutcome, RemedyState
from inspections.jobs.archives import labels
from inspections.kinds import InspectionStage, PartyStage
from inspections.management.demo import result_words as words
from inspections.management.demo.people import Cast
from inspections.management.demo.plot import DEEDS, Plot
from inspections.management.demo.result_story import Ending
from inspections.models import Archive, Case, RemedyUrging, Turn
from inspections.queries.integrity import Record, examine
from inspections.rules.follow_up import Judgement
from tests.factories.cases import ending_of, moment_of
from tests.factories.people import make_people

HEAD, OFFICER, DIRECTOR = "truonga-hieutruong", "chuyenvien", "giamdoc"
VERIFIER, ACCEPTED = "kiem-tra.py", "NGUYÊN VẸN"
Files = dict[str, bytes]


@dataclass
class Circle:
    """One dossier and its calendar: days are counted from the day on which the result was issued."""

    story: Ending
    plot: Plot
    case: Case

    @property
    def party(self) -> Case:
        """The school, as it is now."""
        return self.case.children.get()

    def day(self, count: int, hour: int = 9) -> datetime:
        """An hour on a day after the issue."""
        issued = timezone.localtime(moment_of("issue_result")).replace(hour=hour, minute=0)
        return issued + timedelta(days=count)

    def on(self, count: int) -> date:
        """That day."""
        return timezone.localtime(self.day(count)).date()

    def tell(self, deed: str, now: datetime) -> None:
        """A deed of the story."""
        getattr(self.story, deed)(self.case, self.plot, now)
        self.case = Case.objects.get(pk=self.case.pk)

    def states(self) -> list[str]:
        """Where each request stands."""
        return [item.state for item in self.story.items_of(self.party)]


def with_signed_minutes(cast: Cast) -> Circle:
    """Three items fall short; the papers up to the minutes are told by hand, those after them are printed and signed."""
    begun, plot = ending_of(cast), Plot()
    case = begun.tell(plot, until="gather_files", moment=moment_of)
    begun.conclude_items(case, plot, moment_of("conclude_items"), short=3)
    for deed in DEEDS[DEEDS.index("draft_minutes") :]:
        getattr(begun, deed)(case, plot, moment_of(deed))
    return Circle(ending_of(cast, real=True), plot, Case.objects.get(pk=case.pk))


def result_is_issued(circle: Circle) -> None:
    """Rows 16 and 17: returned once with remarks, answered, approved, signed by two, issued in one act."""
    for deed in ("draft_results", "draft_result_report", "submit_result_report"):
        circle.tell(deed, moment_of(deed))
    circle.tell("return_result_report", moment_of("submit_result_report") + timedelta(hours=1))
    assert circle.case.stage == InspectionStage.CONDUCT_FINISHED
    circle.tell("submit_result_report", moment_of("submit_result_report") + timedelta(hours=2))
    for deed in ("approve_result_report", "sign_result_report", "sign_result", "issue_result"):
        circle.tell(deed, moment_of(deed))
    assert (circle.case.stage, circle.party.stage) == (InspectionStage.REMEDY_FOLLOWED, PartyStage.REMEDYING)
    issued = circle.party.documents.filter(
        kind__in=(DocumentKind.RESULT_NOTICE, DocumentKind.REMEDY_REQUEST), state="issued"
    )
    assert issued.count() == 2
    for paper in issued:
        assert paper.full_number
        assert ["Đã ký số" in row.verdict for row in paper.signatures.all()] == [True, True]


def one_is_extended_one_returned_one_in_part(circle: Circle) -> None:
    """Rows T15 to T17."""
    story = circle.story
    circle.tell("submit_remedy_plan", circle.day(2))
    first, second, third = story.items_of(circle.party)
    until = second.due_on + timedelta(days=30)
    wish = later_dates.ask_later_date(
        circle.party, by=story.user(HEAD), now=circle.day(3), item_id=second.pk, until_on=until, reason=words.LATER_REASON
    )  # fmt: skip
    later_dates.decide_later_date(
        circle.party, by=story.user(DIRECTOR), now=circle.day(4), wish_id=wish.pk, grant=True
    )
    second.refresh_from_db()
    assert second.due_on == until
    circle.tell("report_remedy", circle.day(9))
    remedy_reviews.review_remedy(
        circle.party,
        by=story.user(OFFICER),
        now=circle.day(10),
        judgements={
            first.pk: Judgement(RemedyOutcome.NOT_FIXED, words.NOT_FIXED, circle.on(16)),
            second.pk: Judgement(RemedyOutcome.FIXED, words.FIXED),
            third.pk: Judgement(RemedyOutcome.PARTLY, words.PARTLY, circle.on(16)),
        },
    )
    assert circle.party.stage == PartyStage.REMEDYING
    assert circle.states() == [RemedyState.RETURNED, RemedyState.ACCEPTED, RemedyState.RETURNED]


def urged_until_it_reports(circle: Circle) -> None:
    """Row T19: before, on and after the new day, then the letter; row T16 again, row T18."""
    story, last = circle.story, circle.on(24)
    days = [circle.on(11) + timedelta(days=count) for count in range((last - circle.on(11)).days)]
    for day in days:
        urging.urge_remedies(
            today=day, now=timezone.make_aware(datetime(day.year, day.month, day.day, 7, 10))
        )
    assert sorted(RemedyUrging.objects.values_list("offset", flat=True)) == [-3, 0, 5]
    assert Turn.objects.still_open().filter(case=circle.party, verb="draft_urging_letter").count() == 1
    letter = urging.draft_urging_letter(circle.party, by=story.user(OFFICER), now=circle.day(24))
    story.print_open(circle.case)
    assert letter.signer is not None
    papers.sign_paper(
        circle.party, by=letter.signer, now=circle.day(24, 10), document=letter, signing=story.signing()
    )
    papers.issue_paper(
        circle.party, by=story.user("vanthu"), now=circle.day(24, 14), document=letter, on=circle.on(24), agency_signing=story.sealing()
    )  # fmt: skip
    for deed, count in (("report_remedy", 27), ("review_remedy", 28), ("confirm_remedy", 29)):
        circle.tell(deed, circle.day(count))
    assert circle.party.stage == PartyStage.COMPLETED and set(circle.states()) == {RemedyState.ACCEPTED}


def sealed(circle: Circle) -> bytes:
    """Row 19: the lead proposes, the clerk seals, the job builds; the bytes of the archive."""
    circle.story.print_dossier(circle.case)
    circle.tell("propose_closing", circle.day(31))
    circle.tell("seal_dossier", circle.day(32))
    assert circle.case.stage == InspectionStage.CLOSED
    assert circle.case.closing.retention_basis.startswith("quy định nội bộ")
    row = Archive.objects.get(case=circle.case)
    archives.build(row.pk, now=circle.day(32, 10), labels=labels())
    row.refresh_from_db()
    with row.file.open("rb") as stream:
        return bytes(stream.read())


def verdict(content: bytes, where: Path) -> tuple[int, str]:
    """What the archive's own verifier says of it in an empty folder, by a Python that knows nothing but itself."""
    where.mkdir()
    (where / "ban-luu.zip").write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        (where / VERIFIER).write_bytes(file.read(VERIFIER))
    command = [sys.executable, "-I", "-S", VERIFIER, "ban-luu.zip"]
    told = subprocess.run(
        command, cwd=where, capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )
    return told.returncode, told.stdout


def changed(content: bytes, change: Callable[[Files], None]) -> bytes:
    """The same archive with something altered in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    change(entries)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return made.getvalue()


@pytest.mark.django_db
def test_the_circle_closes_and_is_proved_without_us(tmp_path: Path) -> None:
    circle = with_signed_minutes(make_people(certificates=True))
    result_is_issued(circle)
    one_is_extended_one_returned_one_in_part(circle)
    urged_until_it_reports(circle)
    content = sealed(circle)
    code, said = verdict(content, tmp_path / "trong")
    assert (code, said.splitlines()[-1]) == (0, ACCEPTED), said
    _what_was_altered_is_named(content, tmp_path)
    flaws = [f"{flaw.code} {flaw.row}: {flaw.words}" for flaw in examine(Record()) if not flaw.is_notice]
    assert flaws == []


def _what_was_altered_is_named(content: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        manifest = json.loads(file.read("manifest.json"))
    by_kind = {paper["kind"]: paper["path"] for paper in manifest["documents"]}
    notice, request = by_kind[DocumentKind.RESULT_NOTICE], by_kind[DocumentKind.REMEDY_REQUEST]
    event = manifest["events"]["list"][7][0]

    def flip(files: Files) -> None:
        files[notice] = files[notice][:500] + bytes([files[notice][500] ^ 1]) + files[notice][501:]

    def drop(files: Files) -> None:
        files["events.json"] = json.dumps(
            [row for place, row in enumerate(json.loads(files["events.json"])) if place != 7], ensure_ascii=False
        ).encode()  # fmt: skip

    def swap(files: Files) -> None:
        files[notice], files[request] = files[request], files[notice]

    named: dict[Callable[[Files], None], list[str]] = {
        flip: [notice],
        drop: [f"Thiếu sự kiện số {event}."],
        swap: [notice, request],
    }
    for change, names in named.items():
        code, said = verdict(changed(content, change), tmp_path / change.__name__)
        assert code == 1, change.__name__
        assert all(name in said for name in names), said
