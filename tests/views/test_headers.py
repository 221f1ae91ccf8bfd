"""What every answer tells the browser: run nothing of strangers, guess no types, frame nothing, keep nothing."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import EvidenceFile
from tests.factories.cases import case_after, party_at
from tests.factories.people import make_people

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def missing_headers(answer: HttpResponse) -> dict[str, str]:
    """The headers that an answer should have and has not."""
    found = {
        name: answer.headers.get(name, "")
        for name, value in EXPECTED.items()
        if answer.headers.get(name) != value
    }
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy or "frame-ancestors 'none'" not in policy:
        found["Content-Security-Policy"] = policy
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        found["Cache-Control"] = answer.headers.get("Cache-Control", "")
    return found


def test_every_page_is_guarded(cast: Cast) -> None:
    case = case_after(cast, "propose")
    client = Client()
    visitor = [reverse("account_login"), reverse("account_reset_password"), "/khong-co-trang-nay/"]
    inside = [reverse("home"), reverse("cases"), case.get_absolute_url(), reverse("mfa_index"), "/khong-co/"]
    for url in visitor:
        assert missing_headers(client.get(url)) == {}, url
    client.force_login(cast.people["chuyenvien"])
    for url in inside:
        assert missing_headers(client.get(url)) == {}, url


def test_a_file_of_the_dossier_runs_nothing_and_is_kept_nowhere(cast: Cast) -> None:
    case_after(cast, "gather_files")
    file = EvidenceFile.objects.latest("pk")
    client = Client()
    client.force_login(cast.people["truongdoan"])
    answer = client.get(reverse("evidence", args=[file.case_id, file.pk]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    answer.close()


def test_a_withdrawn_file_is_not_handed_out(cast: Cast) -> None:
    party = party_at(cast, PartyStage.UNDER_CHECK)
    file = EvidenceFile.objects.create(
        case=party,
        name="rut.pdf",
        size=1,
        sha256="0" * 64,
        mime="application/pdf",
        side="institution",
        received_at=party.opened_at,
        received_by=cast.people["truonga-canbo"],
        withdrawn_at=party.opened_at,
        withdrawn_by=cast.people["truonga-canbo"],
        withdrawn_reason="Nộp nhầm",
    )
    client = Client()
    client.force_login(cast.people["truongdoan"])
    assert client.get(reverse("evidence", args=[party.pk, file.pk])).status_code == 404
