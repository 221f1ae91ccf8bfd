"""Units that mend: plan, report, a later day, judgement, confirmation, urging and the look at the effect."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from inspections.actions import later_dates, papers, remedies, remedy_reviews, urging
from inspections.enums import RemedyOutcome
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Case, LaterDate, RemedyItem
from inspections.models.inputs import RemedyInput
from inspections.rules.follow_up import Judgement
from tests.factories.cases import quick_print, story_of
from tests.factories.remedies import day, items_of, mending, report_all
from tests.quality.filling import WORDS, upload
from tests.quality.places import CLERK, DIRECTOR, HEAD, OFFICER, SCHOOL_CLERK, SECTION_HEAD, Place, step
from tests.quality.scenes import NOW, REASON


def asked_to_mend(cast: Cast) -> Iterator[Place]:
    """Rows T15, T16, T19: one thing is late and was urged, one still runs and a later day was asked for it."""
    party = mending(cast, now=NOW)
    late, running = items_of(party)
    on = f"{day(20):%d/%m/%Y}"
    plan = {
        f"{name}_{item.pk}": said
        for item in (late, running)
        for name, said in (("person", "Trần Thị Cúc"), ("steps", WORDS), ("day", on), ("cause", WORDS))
    }
    yield step(party, "submit_remedy_plan", SCHOOL_CLERK, plan)

    def done() -> dict[str, Any]:
        said = {f"measure_{item.pk}": WORDS for item in (late, running)}
        return {**said, **{f"files_{item.pk}": upload() for item in (late, running)}}

    yield step(party, "save_remedy_report", SCHOOL_CLERK, done)
    yield step(party, "report_remedy", HEAD, done)
    _saved(cast, party, late)
    yield step(party, "print_remedy_report", SCHOOL_CLERK)
    yield step(party, "ask_later_date", SCHOOL_CLERK, {"until_on": _later(40), **REASON}, late.pk)
    yield step(party, "decide_later_date", DIRECTOR, {"grant": "yes"}, _wish(cast, party, running).pk)
    yield step(party, "end_remedy_item", DIRECTOR, REASON, late.pk)


def _later(days: int) -> str:
    return f"{day(days):%d/%m/%Y}"


def _saved(cast: Cast, party: Case, item: RemedyItem) -> None:
    entries = {item.pk: RemedyInput(WORDS, None, [incoming("minh-chung.pdf", b"%PDF-1.7 nhap")])}
    remedies.save_remedy_report(party, by=cast.people[SCHOOL_CLERK], now=NOW, entries=entries)


def _wish(cast: Cast, party: Case, item: RemedyItem) -> LaterDate:
    clerk, until = cast.people[SCHOOL_CLERK], day(45)
    return later_dates.ask_later_date(party, by=clerk, now=NOW, item_id=item.pk, until_on=until, reason=WORDS)


def urged(cast: Cast) -> Iterator[Place]:
    """Row T19: the letter is out and the day has passed; the superior hears of it, and the unit once more."""
    party = mending(cast, items=1, now=NOW)
    letter = urging.draft_urging_letter(party, by=cast.people[OFFICER], now=NOW)
    quick_print(letter.pk)
    signing = story_of(cast).signing()
    papers.sign_paper(party, by=cast.people[DIRECTOR], now=NOW, document=letter, signing=signing)
    letter.refresh_from_db()
    out = {"document": letter, "on": NOW.date(), "agency_signing": signing}
    papers.issue_paper(party, by=cast.people[CLERK], now=NOW, **out)
    RemedyItem.objects.filter(request__party=party).update(due_on=NOW.date() - timedelta(days=1))
    yield step(party, "draft_superior_report", OFFICER, {"proposal": WORDS})
    yield step(party, "draft_urging_letter", OFFICER)


def mended(cast: Cast) -> Iterator[Place]:
    """Rows T17 and T18: reported on and to be judged."""
    party = report_all(mending(cast, now=NOW), cast, now=NOW)
    first, second = items_of(party)
    judged = {
        f"outcome_{first.pk}": RemedyOutcome.FIXED.value,
        f"outcome_{second.pk}": RemedyOutcome.PARTLY.value,
        f"text_{second.pk}": WORDS,
        f"day_{second.pk}": _later(20),
    }
    yield step(party, "review_remedy", OFFICER, judged)


def accepted(cast: Cast) -> Iterator[Place]:
    """Row T18: everything is accepted, the section confirms."""
    party = _accepted(cast)
    yield step(party, "confirm_remedy", SECTION_HEAD)


def _accepted(cast: Cast) -> Case:
    party = report_all(mending(cast, items=1, now=NOW), cast, now=NOW)
    fixed = {item.pk: Judgement(RemedyOutcome.FIXED, "", None) for item in items_of(party)}
    remedy_reviews.review_remedy(party, by=cast.people[OFFICER], now=NOW, judgements=fixed)
    return Case.objects.get(pk=party.pk)


def completed(cast: Cast) -> Iterator[Place]:
    """Row T20: does it hold?"""
    party = _accepted(cast)
    remedy_reviews.confirm_remedy(party, by=cast.people[SECTION_HEAD], now=NOW)
    yield step(party, "check_effect", OFFICER, {"holds": "yes", "note": WORDS}, items_of(party)[0].pk)


STANDS = (asked_to_mend, urged, mended, accepted, completed)
