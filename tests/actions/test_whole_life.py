"""The whole life of an inspection through the deeds: whose turn it is, which task stands, what was told."""

import pytest

from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case
from tests.factories.cases import moment_of, story_of
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_people()


def test_an_inspection_lives_from_its_proposal_to_the_signed_minutes(cast: Cast) -> None:
    case = story_of(cast).tell(Plot(codes=("MH-01", "MH-02")), until="sign_minutes", moment=moment_of)
    case = Case.objects.get(pk=case.pk)
    assert case.stage == "conduct_finished"
    assert {party.stage for party in case.children.all()} == {"minutes_signed"}


def test_a_life_with_real_prints_and_test_certificates_ends_in_verified_papers() -> None:
    cast = make_people(certificates=True)
    case = story_of(cast, real=True).tell(Plot(), until="sign_minutes", moment=moment_of)
    decision = case.documents.get(kind="decision")
    assert decision.full_number == "01/QĐ-SGDĐT"
    assert [row.role for row in decision.signatures.all()] == ["personal", "agency"]
    assert "Đã ký số (2/2)" in decision.signatures.last().verdict
