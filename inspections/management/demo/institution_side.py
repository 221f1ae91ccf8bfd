"""What institutions do by themselves: the vault, a report half written, work shared, more time asked for, a new version."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from inspections.actions import conduct, evidence, more_time, outline, requests, shares, vault
from inspections.management.demo import words
from inspections.management.demo.paper import incoming
from inspections.management.demo.plot import Plot
from inspections.management.demo.story import Story
from inspections.management.demo.timeline import MINUTES_AGO, Telling, hour_of
from inspections.models import Case, InformationRequest, ItemShare
from inspections.models.inputs import Asked, OutlineInput, Reply, VaultInput
from inspections.queries.deadlines import work_calendar

SCHOOL, SCHOOL_HEAD, CONTACT, COLLEAGUE = "MH-01", "truonga-hieutruong", "truonga-canbo", "truonga-giaovien"
CENTRE_CLERK = "trungtamb-canbo"
PREPARED = 5
NEXT_VERSION = b"\n%ban 2\n"


def vault_of_school(story: Story, now: datetime) -> Telling:
    """Four standing documents: one ends soon, one was renewed some days ago."""
    at = hour_of(now, 11, 9)
    yield at
    today = timezone.localtime(now).date()
    for title, number, issued, ends in words.VAULT:
        until = today + timedelta(days=ends) if ends else None
        _keep(story, at, VaultInput(title, number, today - timedelta(days=issued), until))
    at = hour_of(now, 6, 9)
    yield at
    school = story.cast.institutions[SCHOOL]
    rules = school.vault.get(title=words.ADMISSION_RULES)
    renewed = VaultInput(words.ADMISSION_RULES, words.RENEWED_NUMBER, today - timedelta(days=20))
    file = incoming(f"{words.ADMISSION_RULES}.pdf", story.file_content + NEXT_VERSION)
    by = story.user(CONTACT)
    vault.keep_in_vault(school, by=by, now=at, typed=renewed, file=file, replaces=rules)


def _keep(story: Story, now: datetime, typed: VaultInput) -> None:
    vault.keep_in_vault(
        story.cast.institutions[SCHOOL],
        by=story.user(CONTACT),
        now=now,
        typed=typed,
        file=incoming(f"{typed.title}.pdf", story.file_content),
    )


def reports_begun(story: Story, school: Case, centre: Case, now: datetime) -> Telling:
    """The school has written half of its report; the centre's is printed and waits for its head's signature."""
    at = hour_of(now, 1, 16)
    yield at
    for party, name, most in ((school, CONTACT, PREPARED), (centre, CENTRE_CLERK, None)):
        answers = party.answers.order_by("item__position").values_list("pk", flat=True)[:most]
        entries = {number: OutlineInput(words.OUTLINE_LINE) for number in answers}
        first = next(iter(entries))
        entries[first] = OutlineInput(words.OUTLINE_LINE, [incoming(words.FILE_NAME, story.file_content)])
        by = story.user(name)
        outline.prepare_outline_report(party, by=by, now=at, entries=entries, general=words.OUTLINE_REPORT)
    outline.print_outline_report(centre, by=story.user(CENTRE_CLERK), now=at)


def asked_for_six(story: Story, party: Case, plot: Plot, now: datetime) -> InformationRequest:
    """Six things, each of an item of the đề cương; the school's vault has two of them."""
    answers = {row.item.code: row for row in party.answers.select_related("item")}
    today = timezone.localtime(now).date()
    lead = story.user(plot.lead)
    return requests.send_information_request(
        party,
        by=lead,
        now=now,
        asked=[Asked(label, answers[code], answers[code].item.requirement) for code, label in words.SIX],
        due_on=work_calendar(today).add_working_days(today, 5),
        contact=lead.full_name,
        note=words.SIX_NOTE,
    )


def reused_once(story: Story, party: Case, plot: Plot, now: datetime) -> Telling:
    """One thing was in the vault: asked, and answered with one press."""
    at = hour_of(now, 2, 16, 40)
    yield at
    lead, today = story.user(plot.lead), timezone.localtime(now).date()
    first = party.answers.order_by("item__position").first()
    request = requests.send_information_request(
        party,
        by=lead,
        now=at,
        asked=[Asked(words.HEAD_NAMED, first, words.HEAD_NAMED_WHY)],
        due_on=work_calendar(today).add_working_days(today, 3),
        contact=lead.full_name,
    )
    at = hour_of(now, 2, 17, 5)
    yield at
    document = story.cast.institutions[SCHOOL].vault.get(title=words.HEAD_NAMED)
    reply = {request.items.get().pk: Reply(words.FROM_VAULT, reused=document.pk)}
    requests.answer_information_request(
        party, by=story.user(CONTACT), now=at, request_id=request.pk, replies=reply
    )


def shared_out(story: Story, request: InformationRequest, now: datetime) -> Telling:
    """Three things go to a colleague, one is ready; a fourth to somebody who has no account yet."""
    items = list(request.items.order_by("pk").values_list("pk", flat=True))
    at = hour_of(now, 1, 9)
    yield at
    party, by, colleague = request.party, story.user(CONTACT), story.user(COLLEAGUE)
    shares.share_items(
        party,
        by=by,
        now=at,
        request_id=request.pk,
        item_ids=items[2:5],
        person=colleague,
        note=words.SHARE_NOTE,
    )
    shares.share_items(
        party,
        by=by,
        now=at,
        request_id=request.pk,
        item_ids=items[5:],
        address=words.INVITED_ADDRESS,
        name=words.INVITED_NAME,
    )
    at = hour_of(now, 1, 15)
    yield at
    ready = ItemShare.objects.get(item_id=items[2], person=colleague)
    files = [incoming(words.NOTICE_FILE, story.file_content)]
    shares.prepare(ready, by=colleague, now=at, reply=words.PREPARED_REPLY, incoming=files, done=True)


def files_changed(story: Story, party: Case, now: datetime) -> Telling:
    """The school hands in a better copy of a file; the team takes back one that belongs elsewhere."""
    at = hour_of(now, 1, 16)
    yield at
    old = party.evidence.filter(side="institution", replaced_by__isnull=True).earliest("pk")
    better = incoming(words.BETTER_FILE, story.file_content + NEXT_VERSION)
    by = story.user(SCHOOL_HEAD)
    evidence.renew_own_file(party, by=by, now=at, file_id=old.pk, incoming=better, as_of=_day(at))
    member, stray = story.user("thanhvien1"), incoming(words.STRAY_FILE, story.scan)
    at += timedelta(minutes=10)
    yield at
    [kept] = conduct.add_evidence(party, by=member, now=at, incoming=[stray])
    at += timedelta(minutes=10)
    yield at
    evidence.withdraw_evidence(party, by=member, now=at, file_id=kept.pk, reason=words.STRAY)


def asked_for_more_time(story: Story, request: InformationRequest, now: datetime) -> Telling:
    """On the last day the school asks for two working days more, if the limit of the inspection leaves them."""
    at = now - timedelta(minutes=MINUTES_AGO)
    yield at
    until = work_calendar(request.due_on).add_working_days(request.due_on, 2)
    limit = request.party.parent.inspection_details.limit_end_on if request.party.parent else None
    if limit and until > limit:
        return
    more_time.ask_more_time(
        request.party,
        by=story.user(CONTACT),
        now=at,
        request_id=request.pk,
        until_on=until,
        reason=words.MORE_TIME,
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
