"""The same filled form sent twice acts once (double press, lost reply)."""

from datetime import date

import pytest
from django.test import Client

from inspections.management.demo.people import Cast
from inspections.models import Case, Submission
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_people()


def _proposal(cast: Cast) -> dict[str, object]:
    institution = cast.institutions["MH-01"]
    return {
        "once": "dau-mot-lan-0001",
        "title": "Kiểm tra công tác tuyển sinh",
        "checklist_version": cast.checklists["tuyen-sinh"].pk,
        "institutions": [institution.pk],
        "ground": "order",
        "ground_text": "Công văn minh hoạ số 12.",
        "period_from": date(2025, 9, 1).strftime("%d/%m/%Y"),
        "period_to": date(2026, 8, 31).strftime("%d/%m/%Y"),
    }


def test_a_proposal_sent_twice_opens_one_dossier(client: Client, cast: Cast) -> None:
    client.force_login(
        cast.people["chuyenvien"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    first = client.post("/ho-so/moi/", _proposal(cast))
    second = client.post("/ho-so/moi/", _proposal(cast), follow=True)

    assert first.status_code == 302
    assert Case.objects.roots().count() == 1
    assert "đã được nhận, không ghi lần hai" in second.content.decode()


def test_a_refused_form_may_be_mended_and_sent_again_with_its_mark(client: Client, cast: Cast) -> None:
    client.force_login(
        cast.people["chuyenvien"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    signs_without_a_file = {**_proposal(cast), "ground": "signs"}

    refused = client.post("/ho-so/moi/", signs_without_a_file)

    assert "phải kèm ít nhất một tệp" in refused.content.decode()
    assert not Submission.objects.exists()
    assert client.post("/ho-so/moi/", _proposal(cast)).status_code == 302
    assert Case.objects.roots().count() == 1
