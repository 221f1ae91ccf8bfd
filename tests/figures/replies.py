"""The deeds around what was asked of the institution, each sent once from its page."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from inspections.models import Answer, Case, InformationRequest, MoreTime
from tests.figures.browsing import scan, step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Nội dung trả lời của đơn vị."
LEAD, CLERK, HEADS_CLERK = "truongdoan", "vanthu", "truonga-canbo"


def prepare_report(life: "Life", party: Case) -> None:
    """The report by the đề cương: a draft with a text, the same with a file, then its print."""
    first = Answer.objects.filter(party=party).earliest("pk").pk
    url = step_url(party, "prepare_outline_report")
    life.send("prepare_outline_report", HEADS_CLERK, url, **{f"text_{first}": WORDS})
    draft = {f"text_{first}": WORDS, f"files_{first}": scan()}
    life.send("prepare_outline_report (file)", HEADS_CLERK, url, **draft)
    url = step_url(party, "print_outline_report")
    life.send("print_outline_report", HEADS_CLERK, url, document=True)


def ask_for_time(life: "Life", party: Case, request: InformationRequest) -> None:
    """More time, granted."""
    later = f"{request.due_on + timedelta(days=1):%d/%m/%Y}"
    url = step_url(party, "ask_more_time", request.pk)
    life.send("ask_more_time", HEADS_CLERK, url, until_on=later, reason=WORDS)
    wish = MoreTime.objects.get(request=request)
    life.send("decide_more_time", LEAD, step_url(party, "decide_more_time", wish.pk), grant="yes")


def add_more(life: "Life", party: Case, request: InformationRequest) -> None:
    """Something is added, and another request is answered on paper."""
    item = request.items.earliest("pk")
    more = {f"text_{item.pk}": WORDS, f"files_{item.pk}": scan()}
    life.send(
        "add_to_answer", HEADS_CLERK, step_url(party, "add_to_answer", request.pk), document=True, **more
    )
    asked = Answer.objects.filter(party=party).exclude(item__evidence_hint="").latest("pk").pk
    url = step_url(party, "send_information_request")
    life.send("send_information_request", LEAD, url, document=True, items=[asked])
    again = InformationRequest.objects.filter(party=party).latest("pk")
    paper = {"arrival_number": "41", "arrived_on": f"{timezone.localdate():%d/%m/%Y}", "scan": scan()}
    typed = {**paper, f"text_{again.items.get().pk}": WORDS}
    url = step_url(party, "enter_paper_answer", again.pk)
    life.send(
        "enter_paper_answer", CLERK, url, document=True, **typed
    )  # the paper enters the book of arrivals
