"""The records clerk's books of these days, a contact person named by letter, the office's Word template, what is unread."""

from datetime import datetime, timedelta

from django.utils import timezone

from inspections.actions import access, correspondence, notices, office_templates
from inspections.enums import DispatchChannel, DocumentKind, DocumentState
from inspections.management.demo import words
from inspections.management.demo.paper import incoming
from inspections.management.demo.samples import office_template
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import MINUTES_AGO, Telling, day_before, hour_of
from inspections.models import Case, User
from inspections.models.inputs import ContactInput
from inspections.queries.notices import inbox_of

CLERK = "vanthu"
NEWS = 2


def sent_out(story: Story, case: Case, channel: DispatchChannel, now: datetime, *, arrived: bool) -> None:
    """The decision left by another road too; of one the receiver's word is there, of the other not yet."""
    paper = case.documents.get(kind=DocumentKind.DECISION, state=DocumentState.ISSUED)
    day = timezone.localtime(now).date()
    correspondence.note_dispatch(
        case,
        by=story.user(CLERK),
        now=now,
        document_id=paper.pk,
        channel=channel,
        receiver=words.RECEIVER,
        sent_on=day,
        number=words.SENDING[channel],
        received_on=day if arrived else None,
    )


def arrivals(story: Story, now: datetime) -> Telling:
    """Two papers came in a short while ago."""
    at = now - timedelta(minutes=MINUTES_AGO)
    yield at
    day = timezone.localtime(at).date()
    for sender, their_number, summary in words.ARRIVED:
        correspondence.enter_incoming(
            department=story.cast.department,
            by=story.user(CLERK),
            now=at,
            sender=sender,
            summary=summary,
            arrived_on=day,
            their_number=their_number,
            their_date=day - timedelta(days=1),
            scan=incoming(words.PAPER_SCAN, story.scan),
        )


def contact_by_letter(story: Story, now: datetime) -> Telling:
    """An institution names its contact person on paper; the printed sheet with the code was handed over."""
    at = hour_of(now, 1, 8, 30)
    yield at
    name, title, email = words.NAMED
    given = ContactInput(
        name=name,
        title=title,
        valid_from=day_before(now, 1),
        email=email,
        number=words.NAMED_NUMBER,
        scan=incoming(words.PAPER_SCAN, story.scan),
    )
    school = story.cast.institutions["MH-12"]
    named = access.name_contact(school, by=story.user(CLERK), now=at, given=given)
    User.objects.filter(pk=named.appointment.user_id).update(is_fictional=True)


def word_template(story: Story, now: datetime) -> Telling:
    """The administrator put the section's own layout of a request into use."""
    at = hour_of(now, 9, 9)
    yield at
    office_templates.save_template(
        department=story.cast.department,
        by=story.user("quantri"),
        now=at,
        kind=DocumentKind.INFORMATION_REQUEST,
        file=incoming(words.TEMPLATE_NAME, office_template()),
        accept_unknown=False,
    )


def leave_news_unread(story: Story) -> None:
    """Everybody has read all but the newest notices."""
    for person in story.cast.people.values():
        older = inbox_of(person).values_list("pk", flat=True)[NEWS : NEWS + 1]
        if older:
            notices.mark_read(person, until=older[0])
