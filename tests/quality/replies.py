"""The institution's side: its report by the đề cương, its files, its answers, more time, its vault."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse

from inspections.actions import conduct, more_time, outline, requests, vault
from inspections.enums import Side
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Case, EvidenceFile, InformationRequest, RequestItem
from inspections.models.inputs import OutlineInput, Reply, VaultInput
from tests.factories.cases import case_after, story_of
from tests.quality.filling import WORDS, upload
from tests.quality.places import CLERK, LEAD, MEMBER, SCHOOL_CLERK, Place, step
from tests.quality.scenes import NOW, REASON, party_of

LATER = NOW.date() + timedelta(days=2)


def prepared(cast: Cast) -> Iterator[Place]:
    """The report before it is handed in: saved by the clerk, printed for the signature."""
    party = party_of(case_after(cast, "notify_schedule"))
    first = party.answers.earliest("pk").pk
    said = {f"text_{first}": WORDS}
    yield step(party, "prepare_outline_report", SCHOOL_CLERK, lambda: {**said, f"files_{first}": upload()})
    saved = {first: OutlineInput(WORDS)}
    outline.prepare_outline_report(party, by=cast.people[SCHOOL_CLERK], now=NOW, entries=saved)
    yield step(party, "print_outline_report", SCHOOL_CLERK)


def asked(cast: Cast) -> Iterator[Place]:
    """What was asked: answered and added to, put off, answered on paper by the records clerk."""
    party = party_of(case_after(cast, "begin_check"))
    first = _asked(cast, party)
    yield step(party, "ask_more_time", SCHOOL_CLERK, {"until_on": f"{LATER:%d/%m/%Y}", **REASON}, first.pk)
    wish = more_time.ask_more_time(
        party,
        by=cast.people[SCHOOL_CLERK],
        now=NOW,
        request_id=_asked(cast, party).pk,
        until_on=LATER,
        reason=WORDS,
    )
    yield step(party, "decide_more_time", LEAD, {"grant": "yes"}, wish.pk)
    item = first.items.get()
    paper = {"arrival_number": 41, "arrived_on": f"{NOW:%d/%m/%Y}", f"text_{item.pk}": WORDS}
    yield step(party, "enter_paper_answer", CLERK, lambda: {**paper, "scan": upload()}, first.pk)
    done = _answered(cast, party)
    more = {f"text_{done.pk}": WORDS}
    files = f"files_{done.pk}"
    yield step(party, "add_to_answer", SCHOOL_CLERK, lambda: {**more, files: upload("jpg")}, done.request_id)


def _asked(cast: Cast, party: Case) -> InformationRequest:
    return story_of(cast).ask(party, LEAD, NOW, due_on=NOW.date() + timedelta(days=1))


def _answered(cast: Cast, party: Case) -> RequestItem:
    """One thing asked and answered with a text and a file."""
    request = _asked(cast, party)
    given = Reply(WORDS, files=[incoming("ho-so.pdf")])
    requests.answer_information_request(
        party,
        by=cast.people[SCHOOL_CLERK],
        now=NOW,
        request_id=request.pk,
        replies={item.pk: given for item in request.items.all()},
    )
    return request.items.get()


def files(cast: Cast) -> Iterator[Place]:
    """Each side with a file of its own: withdrawn, a new version, the same one for something else."""
    party = party_of(case_after(cast, "begin_check"))
    found = [incoming("ban-in.pdf", b"%PDF-1.7 ban in")]
    conduct.add_evidence(party, by=cast.people[MEMBER], now=NOW, incoming=found)
    _answered(cast, party)
    _asked(cast, party)
    team, own = (party.evidence.get(side=side) for side in (Side.TEAM, Side.INSTITUTION))
    yield step(party, "withdraw_evidence", MEMBER, REASON, team.pk)
    yield step(party, "renew_evidence", MEMBER, better, team.pk)
    yield step(party, "withdraw_own_file", SCHOOL_CLERK, REASON, own.pk)
    yield step(party, "renew_own_file", SCHOOL_CLERK, better, own.pk)
    yield step(party, "reuse_own_file", SCHOOL_CLERK, {}, own.pk)
    yield from _vault(cast, own)


def better() -> dict[str, Any]:
    """The same paper photographed again."""
    return {"file": upload("jpg"), "as_of": "01/10/2026"}


def _vault(cast: Cast, own: EvidenceFile) -> Iterator[Place]:
    clerk, school = cast.people[SCHOOL_CLERK], cast.institutions["MH-01"]
    held = vault.keep_in_vault(
        school,
        by=clerk,
        now=NOW,
        typed=VaultInput("Giấy chứng nhận"),
        file=incoming("giay.pdf", b"%PDF-1.7 giay"),
    )
    typed = {"title": "Quy chế đào tạo", "issued_on": "01/09/2026", "valid_until": "31/12/2027"}
    yield Place("vault_new", SCHOOL_CLERK, reverse("vault_new"), lambda: {**typed, "file": upload()})
    url = reverse("vault_version", args=[held.pk])
    yield Place("vault_version", SCHOOL_CLERK, url, lambda: {**typed, "file": upload()})
    yield Place("vault_retire", SCHOOL_CLERK, reverse("vault_retire", args=[held.pk]), REASON)
    url = reverse("vault_keep", args=[own.case_id, own.pk])
    yield Place("vault_keep", SCHOOL_CLERK, url, {"title": "Danh sách lớp"})


STANDS = (prepared, asked, files)
