"""The department follows what a unit mends: urged, told to the superior, judged twice, one thing ended, confirmed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from inspections.enums import DocumentKind, RemedyState
from inspections.models import Case, Document, RemedyItem
from tests.factories.remedies import report_all
from tests.figures.browsing import step_url
from tests.figures.remedies import asked_to_mend, mend

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Ghi theo hồ sơ khắc phục."
# Judging writes every item and its review, tells the unit and wakes the flow; going back also moves the party and draws
# a letter; confirming draws a notice, ends the party's flow, drops unsigned letters and asks the lead to close.
MOST_IN_ONE_ACT = {"review_remedy": 24, "review_remedy (returned)": 31, "confirm_remedy": 32}
OFFICER, SECTION_HEAD, DIRECTOR, CLERK = "chuyenvien", "truongphong", "giamdoc", "vanthu"


def follow(life: "Life") -> None:
    """One unit from the request to its completion, with everything that may happen in between."""
    party = asked_to_mend(life)
    end_one(life, party)
    mend(life, party)
    give_back(life, party)
    urge(life, party)
    report_all(party, life.cast, now=timezone.now())
    accept(life, party)


def urge(life: "Life", party: Case) -> None:
    """The letter of what came back is issued; what is late after it is told to the superior, and urged once more."""
    letter = Document.objects.filter(case=party, kind=DocumentKind.URGING_LETTER).latest("pk").pk
    for verb, name in (("sign_paper", DIRECTOR), ("issue_paper", CLERK)):
        url = step_url(party, verb, letter)
        life.send(f"{verb} (urging letter)", name, url, document=True, **life.by_hand())
    late = timezone.localdate() - timedelta(days=1)
    RemedyItem.objects.filter(request__party=party).update(due_on=late)
    url = step_url(party, "draft_superior_report")
    life.send("draft_superior_report", OFFICER, url, document=True, proposal=WORDS)
    life.send("draft_urging_letter", OFFICER, step_url(party, "draft_urging_letter"), document=True)


def give_back(life: "Life", party: Case) -> None:
    """Everything that was reported goes back, with the letter."""
    later = f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}"
    typed = {}
    for item in _reported(party):
        words = {"outcome": "partly", "text": WORDS, "day": later}
        typed |= {f"{name}_{item.pk}": value for name, value in words.items()}
    url = step_url(party, "review_remedy")
    life.send("review_remedy (returned)", OFFICER, url, document=True, letter="on", **typed)
    _bound(life)


def end_one(life: "Life", party: Case) -> None:
    """One more thing was asked, and the issuer ends it."""
    first = RemedyItem.objects.filter(request__party=party).earliest("pk")
    extra = RemedyItem.objects.create(
        request=first.request, position=90, text=WORDS, first_due_on=first.due_on, due_on=first.due_on
    )
    url = step_url(party, "end_remedy_item", extra.pk)
    life.send("end_remedy_item", DIRECTOR, url, reason=WORDS)


def accept(life: "Life", party: Case) -> None:
    """Everything is mended; the section confirms, and the effect is looked at."""
    typed = {f"outcome_{item.pk}": "fixed" for item in _reported(party)}
    life.send("review_remedy", OFFICER, step_url(party, "review_remedy"), **typed)
    life.send("confirm_remedy", SECTION_HEAD, step_url(party, "confirm_remedy"), document=True)
    item = RemedyItem.objects.filter(request__party=party, state=RemedyState.ACCEPTED).earliest("pk")
    life.send("check_effect", OFFICER, step_url(party, "check_effect", item.pk), holds="yes")
    _bound(life)


def _bound(life: "Life") -> None:
    for deed, most in MOST_IN_ONE_ACT.items():
        if deed in life.counts:
            life.counts[deed] = (life.counts[deed][0], most)


def _reported(party: Case) -> list[RemedyItem]:
    return list(RemedyItem.objects.filter(request__party=party, state=RemedyState.REPORTED))
