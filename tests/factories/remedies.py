"""Units that mend: a party with signed minutes is asked to, through the real transitions; its report, as it hands it in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from inspections.actions.remedies import ask_unit
from inspections.actions.remedy_reports import report_remedy
from inspections.actions.waves import deed
from inspections.enums import FindingHandling
from inspections.kinds import PartyStage
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Finding, RemedyItem, RemedyRequest
from inspections.models.inputs import RemedyInput
from tests.factories.cases import after, party_at

ISSUED = after("sign_minutes", hours=24)
ASKED = (
    "Hoàn thiện hồ sơ tuyển sinh khóa 2026",
    "Công khai học phí trên trang thông tin",
    "Bổ sung sổ cấp bằng",
)
MEASURE = "Đã bổ sung đủ và niêm yết."


def mending(
    cast: Cast, *, items: int = 2, due_in: int = 30, plot: Plot | None = None, now: datetime = ISSUED
) -> Case:
    """A party that was asked to mend so many things, each due so many days after the request was issued."""
    return ask_to_mend(
        party_at(cast, PartyStage.MINUTES_SIGNED, plot), cast, items=items, due_in=due_in, now=now
    )


def ask_to_mend(party: Case, cast: Cast, *, items: int = 2, due_in: int = 30, now: datetime = ISSUED) -> Case:
    """The result is issued, and the party is asked to mend."""
    on = timezone.localtime(now).date()
    due = on + timedelta(days=due_in)
    Finding.objects.filter(party=party).update(handling=FindingHandling.REMEDY)
    with deed(party, by=cast.people["vanthu"], now=now) as wave:
        wave.done_outside = True
        assert wave.case.parent is not None
        request = RemedyRequest.objects.create(
            party=party,
            report_due_on=due,
            officer=cast.people["chuyenvien"],
            drafted_at=now,
            drafted_by=cast.people["truongdoan"],
            issued_at=now,
            issued_by=wave.by,
            issued_on=on,
        )
        rows = [
            RemedyItem(
                request=request,
                position=place,
                text=ASKED[(place - 1) % len(ASKED)],
                first_due_on=due,
                due_on=due,
                asked_at=now,
                asked_by=wave.by,
            )
            for place in range(1, items + 1)
        ]
        RemedyItem.objects.bulk_create(rows)
        wave.move(wave.case.parent, "issue_result", on=on)
        wave.move(wave.case, "require_remedy")
        wave.move(wave.case.parent, "follow_remedies")
        ask_unit(wave, wave.case, request, rows)
    return Case.objects.get(pk=party.pk)


def items_of(party: Case) -> list[RemedyItem]:
    """What was asked, in its order."""
    return list(RemedyItem.objects.filter(request__party=party).order_by("position"))


def report_all(party: Case, cast: Cast, *, now: datetime, of: Sequence[int] = ()) -> Case:
    """The head hands in everything that still waits, or only the named places, each with one file."""
    file = incoming("minh-chung.pdf", b"%PDF-1.7 minh chung")
    entries = {
        item.pk: RemedyInput(MEASURE, None, [file])
        for item in items_of(party)
        if not of or item.position in of
    }
    head = cast.people["truonga-hieutruong"]
    report_remedy(party, by=head, now=now, entries=entries, partial=bool(of))
    return Case.objects.get(pk=party.pk)


def day(offset: int, now: datetime = ISSUED) -> date:
    """So many days after the request was issued."""
    return timezone.localtime(now).date() + timedelta(days=offset)
