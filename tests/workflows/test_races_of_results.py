"""The result papers signed and issued by two at the same moment, with real threads on the real database."""

import pytest

from inspections.actions import results_issue, results_signing
from inspections.exceptions import AlreadyDone, NotReady
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, DocumentSignature
from inspections.queries.result_papers import result_papers
from tests.factories.cases import case_at
from tests.factories.results import NOW, ResultDesk
from tests.workflows.test_races import Crowd, Deed, cast, crowd, fresh

__all__ = ["cast", "crowd"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_result_signed_and_issued_by_two_at_once_is_signed_numbered_and_issued_once(
    cast: Cast, crowd: Crowd
) -> None:
    desk = ResultDesk(cast)
    case = desk.ready(case_at(cast, "conduct_finished"))
    papers = list(result_papers(case))

    def signing() -> Deed:
        scans = desk.scans(papers)
        return lambda: results_signing.sign_result(
            case, by=fresh(cast.people["giamdoc"]), now=NOW, signing=scans
        )

    def issuing() -> Deed:
        return lambda: results_issue.issue_result(
            case, by=fresh(cast.people["vanthu"]), now=NOW, on=NOW.date()
        )

    signed = [a for a in crowd.at_once([signing(), signing()]) if isinstance(a, Exception)]
    assert [(type(a), str(a)) for a in signed] == [(NotReady, "Văn bản kết quả đã được ký.")]
    assert DocumentSignature.objects.filter(document__in=papers).count() == len(papers) == 2
    issued = [a for a in crowd.at_once([issuing(), issuing()]) if isinstance(a, Exception)]
    assert [type(a) for a in issued] == [AlreadyDone]
    assert Case.objects.get(pk=case.pk).stage == "remedy_followed"
    assert CaseEvent.objects.filter(case=case, verb="issue_result").count() == 1
    assert {paper.number for paper in result_papers(case)} == {2, 3}
