"""What the team does with papers and people beside the system: a paper answer, a photograph, a correction, who was there."""

from collections.abc import Generator
from datetime import datetime, timedelta

from django.utils import timezone

from inspections.actions import conduct, evidence, paper_replies, related, requests, sheets, supplements
from inspections.enums import AccessKind, DocumentKind, Side, SignerAuthority
from inspections.management.demo import words
from inspections.management.demo.paper import incoming
from inspections.management.demo.samples import photograph
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import Telling, hour_of
from inspections.models import Case, InformationRequest
from inspections.models.inputs import Asked, Away, Incoming, PaperInput, Present, Reply, Representative
from inspections.queries.deadlines import work_calendar

LEAD, CLERK = "truongdoan", "vanthu"


def asked_by_letter(
    story: Story, party: Case, now: datetime
) -> Generator[datetime, None, InformationRequest]:
    """The lead asks an institution without an account for two things; it gets the request on paper."""
    at = hour_of(now, 3, 10, 30)
    yield at
    lead, today = story.user(LEAD), timezone.localtime(now).date()
    rows = party.answers.select_related("item").order_by("item__position")[:2]
    return requests.send_information_request(
        party,
        by=lead,
        now=at,
        asked=[
            Asked(label, row, row.item.requirement[:300]) for label, row in zip(words.TWO, rows, strict=True)
        ],
        due_on=work_calendar(today).add_working_days(today, 2),
        contact=lead.full_name,
    )


def answered_by_letter(story: Story, request: InformationRequest, now: datetime) -> Telling:
    """It answers by letter; the records clerk enters one of the two things from it."""
    at = hour_of(now, 1, 14)
    yield at
    day = timezone.localtime(at).date()
    letter = PaperInput(
        arrival_number=words.ARRIVAL,
        arrived_on=day,
        their_number=words.THEIR_NUMBER,
        their_date=day - timedelta(days=1),
        summary=words.PAPER_ANSWER,
        scan=incoming(words.PAPER_SCAN, story.scan),
    )
    paper_replies.enter_paper_answer(
        request.party,
        by=story.user(CLERK),
        now=at,
        request_id=request.pk,
        paper=letter,
        replies={request.items.earliest("pk").pk: Reply(words.PAPER_REPLY)},
    )


def photographed(story: Story, party: Case, now: datetime) -> Telling:
    """A member takes a picture at the unit; the lead looks at it."""
    at = hour_of(now, 2, 16)
    yield at
    content = photograph(at - timedelta(minutes=25))
    member, day = story.user("thanhvien1"), timezone.localtime(at).date()
    seen = party.answers.order_by("item__position").first()
    [kept] = conduct.add_evidence(
        party, by=member, now=at, incoming=[_picture(content)], answer=seen, as_of=day
    )
    evidence.note_access(party, way=AccessKind.OPENED, by=story.user(LEAD), now=at, file=kept)


def _picture(content: bytes) -> Incoming:
    file = incoming(words.PHOTOGRAPH, content)
    return Incoming(file.name, file.size, file.sha256, "image/jpeg", file.content)


def own_sheets(story: Story, case: Case, now: datetime) -> Telling:
    """The officer prints the section's own sheets for the paper file."""
    at = hour_of(now, 3, 15)
    yield at
    for sheet in (DocumentKind.PROPOSAL_SHEET, DocumentKind.PLEDGE_SHEET):
        sheets.print_sheet(case, by=story.user("chuyenvien"), now=at, sheet=sheet)


def meeting(story: Story, party: Case, now: datetime) -> Telling:
    """Who was there when the draft was read, who was not and why, and who else is concerned."""
    at = hour_of(now, 1, 15)
    yield at
    lead, head = story.user(LEAD), story.user("trungtamb-giamdoc")
    there, away = story.user("thanhvien1"), story.user("thanhvien2")
    member = "Thành viên Đoàn"
    related.record_meeting(
        party,
        by=lead,
        now=at,
        representative=Representative(head.full_name, "Giám đốc", SignerAuthority.HEAD),
        present=[
            Present(Side.TEAM, lead.full_name, "Trưởng đoàn"),
            Present(Side.TEAM, there.full_name, member),
            Present(Side.INSTITUTION, head.full_name, "Giám đốc"),
        ],
        absent=[Away(Side.TEAM, away.full_name, member, words.AWAY)],
    )
    related.note_related_person(
        party, by=lead, now=at, name=words.RELATED, post=words.RELATED_POST, statement=words.RELATED_SAYS
    )


def correction(story: Story, party: Case, now: datetime) -> Telling:
    """Something was left out of signed minutes: the institution reads the draft of the supplement."""
    at = hour_of(now, 2, 10)
    yield at
    head = story.user("truonga-hieutruong")
    supplements.draft_supplement(
        party,
        by=story.user(LEAD),
        now=at,
        reason=words.SUPPLEMENT_REASON,
        text=words.SUPPLEMENT_TEXT,
        place=words.CHANNEL,
        representative_name=head.full_name,
        representative_post="Hiệu trưởng",
    )
