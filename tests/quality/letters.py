"""Papers on their way: signed, numbered, mended, sent, confirmed, come back; the book of arrivals."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.actions import corrections, correspondence, papers
from inspections.actions.files import stash
from inspections.enums import DocumentKind
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Case, Document
from tests.factories.cases import after, case_after, quick_print, story_of
from tests.factories.returned import scan
from tests.quality.filling import WORDS, upload
from tests.quality.places import CLERK, DIRECTOR, LEAD, OFFICER, Place, step
from tests.quality.scenes import NOW, REASON, by_hand, party_of

MENDED = {"wrong": "Điều 1", "right": "Điều 2", **REASON}


def issued(cast: Cast) -> Iterator[Place]:
    """A decision that is out: mended by a letter, replaced, sent, its receipt confirmed."""
    case = case_after(cast, "issue_decision")
    decision = case.documents.get(kind=DocumentKind.DECISION)
    yield from _mended(cast, case, decision, DIRECTOR)
    letter = _signed(cast, _letter(cast, case, decision), DIRECTOR)
    papers.issue_paper(
        case,
        by=cast.people[CLERK],
        now=NOW,
        document=letter,
        on=NOW.date(),
        agency_signing=story_of(cast).signing(),
    )
    yield step(case, "replace_paper", OFFICER, {**MENDED, "wrong": "Điều 2", "right": "Điều 3"}, letter.pk)
    yield from _sent(cast, case, decision)


def of_the_team(cast: Cast) -> Iterator[Place]:
    """A record of the team, numbered in its own series, and a letter about it."""
    party = party_of(case_after(cast, "announce_decision"))
    notice = party.documents.get(kind=DocumentKind.SCHEDULE_NOTICE)
    yield step(party, "sign_paper", LEAD, by_hand, _printed(notice).pk)
    record = _signed(cast, party.documents.get(kind=DocumentKind.ANNOUNCEMENT_RECORD), LEAD)
    wrong = {**MENDED, "wrong": str(record.snapshot["party"]["name"])}
    yield step(party, "replace_paper", LEAD, wrong, record.pk)
    yield from _mended(cast, party, record, DIRECTOR)
    yield from _sent(cast, party, record)


def _printed(paper: Document) -> Document:
    if not paper.is_rendered:
        quick_print(paper.pk)
    return Document.objects.get(pk=paper.pk)


def _signed(cast: Cast, paper: Document, name: str) -> Document:
    signing = story_of(cast).signing()
    paper = _printed(paper)
    papers.sign_paper(paper.case, by=cast.people[name], now=NOW, document=paper, signing=signing)
    return Document.objects.get(pk=paper.pk)


def _mended(cast: Cast, case: Case, paper: Document, signer: str) -> Iterator[Place]:
    """The letter drafted; one like it waiting for its signature; one waiting for its number."""
    yield step(case, "correct_paper", OFFICER, MENDED, paper.pk)
    letters = [_letter(cast, case, paper) for _number in range(2)]
    yield step(case, "sign_paper", signer, by_hand, letters[0].pk)
    yield step(case, "issue_paper", CLERK, by_hand, _signed(cast, letters[1], signer).pk)


def _letter(cast: Cast, case: Case, paper: Document) -> Document:
    letter = corrections.correct_paper(
        case, by=cast.people[OFFICER], now=NOW, document=paper, place="", **MENDED
    )
    return _printed(letter)


def _sent(cast: Cast, case: Case, paper: Document) -> Iterator[Place]:
    gone = {"receiver": "UBND xã Di Linh", "number": "EMS 12"}

    def with_proof() -> dict[str, Any]:
        return {**gone, "proof": upload("jpg")}

    yield step(case, "note_dispatch", CLERK, with_proof, paper.pk)
    sent = correspondence.note_dispatch(
        case,
        by=cast.people[CLERK],
        now=NOW,
        document_id=paper.pk,
        channel="post",
        sent_on=NOW.date(),
        **gone,
    )
    yield step(case, "note_received", CLERK, lambda: {"proof": upload()}, sent.pk)


def arrivals(cast: Cast) -> Iterator[Place]:
    """A line of the book, and a decision that comes back signed by hand."""
    case = case_after(cast, "draft_decision")
    typed = {"sender": "Trường A", "summary": WORDS, "their_number": "45/BC", "case": case.code}
    url = reverse("enter_incoming")
    yield Place("enter_incoming", CLERK, url, lambda: {**typed, "scan": upload()})
    paper = case.documents.get(kind=DocumentKind.DECISION)
    place = [case.pk, paper.pk]
    yield Place("returned", CLERK, reverse("returned", args=place), lambda: {"file": upload()})
    page = scan(f"Mã bản in: {paper.snapshot_sha256[:12]}")
    yield Place("returned_drop", CLERK, reverse("returned_drop"), lambda: {"file": _pdf(page)})
    kept = incoming("ban-quet.pdf", scan())
    token = stash(
        cast.people[CLERK],
        kept.name,
        kept.size,
        kept.sha256,
        kept.mime,
        kept.content,
        now=after("draft_decision"),
    )
    seen = {"number": 37, "original_place": "Tủ 1", "code_seen": paper.snapshot_sha256[:12]}
    seen |= {"on": f"{NOW:%d/%m/%Y}"}
    yield Place("returned_confirm", CLERK, reverse("returned_confirm", args=[*place, token]), seen)


def _pdf(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-quet.pdf", content)


STANDS = (issued, of_the_team, arrivals)
