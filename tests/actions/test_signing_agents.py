"""Signing with a tool on one's own machine: the digest goes out, one signature comes back in time (practice.md 1)."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from inspections.actions.documents import latest_bytes
from inspections.actions.signing_agents import finish_signing, prepare_signing
from inspections.documents.signing.agents import PlainAgent, agents
from inspections.documents.signing.places import demo_authority, trust_roots
from inspections.documents.signing.verify import verify_pdf
from inspections.exceptions import AlreadyDone, NotReady
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, SigningSession
from tests.factories.cases import after, moment_of, story_of
from tests.factories.people import make_people

AGENT = "inspections.documents.signing.agents.PlainAgent"
NOW = after("draft_decision", hours=2)


class SoftwareToken:
    """Stands for the token in the signer's machine: it holds the key and signs digests, nothing else."""

    def __init__(self, label: str) -> None:
        self.credential = demo_authority().credential(label)
        key = serialization.load_pem_private_key(self.credential.key_pem, password=None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        self.key = key

    @property
    def certificate(self) -> dict[str, str]:
        """What it announces."""
        return {"certificate": self.credential.certificate_pem.decode()}

    def sign(self, digest: str) -> dict[str, str]:
        """The bare signature over a digest."""
        value = self.key.sign(bytes.fromhex(digest), ec.ECDSA(Prehashed(hashes.SHA256())))
        return {"signature": base64.b64encode(value).decode()}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people(certificates=True)


@pytest.fixture
def paper(cast: Cast) -> Document:
    told = story_of(cast, real=True).tell(Plot(), until="draft_decision", moment=moment_of)
    return told.documents.get(kind="decision")


def prepare(cast: Cast, paper: Document, token: SoftwareToken, *, by: str = "giamdoc") -> SigningSession:
    return prepare_signing(paper, agent=PlainAgent(), message=token.certificate, by=cast.people[by], now=NOW)


def finish(
    cast: Cast, session: SigningSession, message: dict[str, str], *, minutes: int = 1, by: str = "giamdoc"
) -> Any:
    return finish_signing(
        session.token,
        agent=PlainAgent(),
        message=message,
        by=cast.people[by],
        now=NOW + timedelta(minutes=minutes),
    )


def test_a_digest_signed_elsewhere_makes_a_verified_signature(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    finish(cast, session, token.sign(session.digest))
    paper.refresh_from_db()
    verification = verify_pdf(latest_bytes(paper), trust_roots=trust_roots(), at=NOW)
    assert verification.problem is None
    assert verification.signatures[0].signer_name == cast.people["giamdoc"].full_name
    assert (paper.state, paper.signatures.get().signer) == ("signed", cast.people["giamdoc"])
    assert paper.signatures.get().verdict.startswith("Đã ký số (1/2), kiểm tra lúc ")


def test_one_prepared_signature_is_finished_once(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    finish(cast, session, token.sign(session.digest))
    with pytest.raises(AlreadyDone, match="đã hoàn tất lúc"):
        finish(cast, session, token.sign(session.digest), minutes=2)
    assert paper.signatures.count() == 1


def test_after_ten_minutes_the_session_has_run_out(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    with pytest.raises(NotReady, match="quá 10 phút"):
        finish(cast, session, token.sign(session.digest), minutes=11)
    assert not paper.signatures.exists()


def test_a_paper_changed_in_between_is_not_signed(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    story_of(cast, real=True).sign_decision(Case.objects.get(pk=paper.case_id), Plot(), NOW)
    with pytest.raises(NotReady, match="đã thay đổi từ lúc chuẩn bị ký"):
        finish(cast, session, token.sign(session.digest))
    assert paper.signatures.count() == 1


def test_a_signature_over_something_else_is_refused(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    with pytest.raises(NotReady):
        finish(cast, session, token.sign("00" * 32))
    paper.refresh_from_db()
    assert (paper.state, paper.signatures.count()) == ("for_signature", 0)


def test_a_certificate_of_somebody_else_is_refused_before_anything_is_signed(
    cast: Cast, paper: Document
) -> None:
    with pytest.raises(NotReady, match="bản in ghi người ký là"):
        prepare(cast, paper, SoftwareToken("phogiamdoc"))
    with pytest.raises(NotReady, match="Bản in ghi tên người ký khác"):
        prepare(cast, paper, SoftwareToken("phogiamdoc"), by="phogiamdoc")


def test_nobody_finishes_a_session_of_another(cast: Cast, paper: Document) -> None:
    token = SoftwareToken("giamdoc")
    session = prepare(cast, paper, token)
    with pytest.raises(NotReady, match="Không có phiên ký này"):
        finish(cast, session, token.sign(session.digest), by="phogiamdoc")


@pytest.mark.parametrize(
    "text", ["", "khong phai", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_what_is_no_certificate_is_told_so(cast: Cast, paper: Document, text: str) -> None:
    with pytest.raises(NotReady, match="Không đọc được chứng thư"):
        prepare_signing(
            paper, agent=PlainAgent(), message={"certificate": text}, by=cast.people["giamdoc"], now=NOW
        )


@override_settings(SIGNING_AGENTS=[AGENT])
def test_tools_are_those_of_the_setting() -> None:
    assert list(agents()) == ["may"]


def open_page(cast: Cast, case: Case, paper: Document) -> tuple[Client, str]:
    client = Client()
    client.force_login(cast.people["giamdoc"])
    return client, reverse("signing_agent", args=[case.pk, paper.pk])


def test_without_a_tool_there_is_no_such_page(cast: Cast, paper: Document) -> None:
    client, url = open_page(cast, paper.case, paper)
    assert client.get(url).status_code == 404


@override_settings(SIGNING_AGENTS=[AGENT])
def test_the_tool_speaks_json_and_a_person_without_one_copies_by_hand(cast: Cast) -> None:
    shift = timezone.now() - after("draft_decision")
    case = story_of(cast, real=True).tell(
        Plot(), until="draft_decision", moment=lambda deed: moment_of(deed) + shift
    )
    paper = case.documents.get(kind="decision")
    client, url = open_page(cast, case, paper)
    token = SoftwareToken("giamdoc")
    assert "Bước 1: chứng thư của người ký" in client.get(url).text
    by_hand = client.post(f"{url}chuan-bi/", token.certificate)
    assert "Bước 2: ký mã băm" in by_hand.text
    told = client.post(
        f"{url}chuan-bi/", {"agent": "may", **token.certificate}, content_type="application/json"
    ).json()
    assert set(told) == {"token", "finish_url", "expires_at", "digest", "algorithm"}
    wrong = client.post(told["finish_url"], {"signature": "?"}, content_type="application/json")
    assert (wrong.status_code, "base64" in wrong.json()["error"]) == (422, True)
    done = client.post(told["finish_url"], token.sign(told["digest"]), content_type="application/json")
    assert done.json()["done"] is True
    assert Document.objects.get(pk=paper.pk).state == "signed"
