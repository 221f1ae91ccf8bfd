"""The result papers sent by forms: drafted for the party, proposed, sent back, given to another, signed and issued."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from inspections.enums import FindingState
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Finding
from inspections.models.inputs import BY_HAND
from inspections.queries.result_papers import result_papers
from tests.factories.orders import told_until_now
from tests.factories.results import ResultDesk
from tests.figures.browsing import scan, step_url
from tests.figures.reports import write_report

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Ghi theo hồ sơ."
LEAD, DIRECTOR, CLERK = "truongdoan", "giamdoc", "vanthu"
# Two papers in one act, each numbered, sealed and issued by itself; then the inspection and its party move, the unit is
# asked and told. A third paper costs what the second costs.
MOST_FOR_TWO_PAPERS = 38


def package(case: Case) -> dict[str, Any]:
    """Every paper signed on paper: a scan for each, and where the originals lie."""
    scans = {f"scan_{paper.pk}": scan() for paper in result_papers(case, "for_signature", "signed")}
    return {"way": BY_HAND, "original_place": "Tủ hồ sơ, cặp 1", **scans}


def draft(life: "Life", party: Case) -> None:
    """The lead takes what the page proposes for the one finding."""
    life.send("draft_result", LEAD, step_url(party, "draft_result"))


def sign_and_issue(life: "Life", case: Case) -> None:
    """The director gives it to the deputy, the deputy back; then one signature and one issue."""
    for name, to in ((DIRECTOR, "phogiamdoc"), ("phogiamdoc", DIRECTOR)):
        given = {"signer": life.cast.capacity(to).pk, "reason": WORDS, "paper": "12/GUQ-SGDĐT"}
        url = step_url(case, "assign_result_signer")
        life.send("assign_result_signer", name, url, document=True, **given)
    for verb, name in (("sign_result", DIRECTOR), ("issue_result", CLERK)):
        life.send(verb, name, step_url(case, verb), document=True, **package(case))
    statements, _most = life.counts["issue_result"]
    life.counts["issue_result"] = (statements, MOST_FOR_TWO_PAPERS)


def without_a_report(life: "Life", case: Case) -> None:
    """Nothing was found: proposed at once, and sent back."""
    life.send("propose_result", LEAD, step_url(case, "propose_result"), document=True)
    life.send("return_result", DIRECTOR, step_url(case, "return_result"), reason=WORDS)
    assert not Document.objects.filter(
        case__parent=case, kind="result_notice", state="for_signature"
    ).exists()


def tell_results(life: "Life", case: Case, party: Case) -> None:
    """One result with a report that was approved, one without."""
    draft(life, party)
    desk, now = ResultDesk(life.cast), timezone.now()
    write_report(life, case)
    sign_and_issue(life, desk.report_signed(case, now))
    clean = told_until_now(life.cast, "sign_minutes", Plot(codes=("MH-02",)))
    Finding.objects.filter(party__parent=clean).update(state=FindingState.WITHDRAWN, settlement=WORDS)
    draft(life, clean.children.get())
    without_a_report(life, clean)
