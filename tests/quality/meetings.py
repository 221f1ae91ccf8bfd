"""The meeting that draws up the minutes, remarks on their page, and supplements of signed minutes."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.actions import related, supplements
from inspections.management.demo.people import Cast
from inspections.models import Case
from inspections.steps import STEPS
from tests.factories.cases import case_after
from tests.quality.filling import WORDS, upload
from tests.quality.places import HEAD, LEAD, SCHOOL_CLERK, Place, step
from tests.quality.scenes import NOW, REASON, by_hand, party_of

WITNESS = {"witness_kind": "commune", "witness_name": "Lê Văn Bình", "witness_post": "UBND xã"}


def meeting(cast: Cast) -> Iterator[Place]:
    """Who was there and who is concerned; answers written on the page of the minutes itself."""
    party = party_of(case_after(cast, "draft_minutes"))
    there = {"others": "Trần Thị Cúc - Kế toán", "authority": "attorney", "authority_paper": "3/GUQ"}
    yield step(party, "record_meeting", LEAD, lambda: {**there, "authority_file": upload()})
    yield step(party, "note_related_person", LEAD, {"full_name": "Lê Văn Bình", "statement": WORDS})
    lead = cast.people[LEAD]
    known = related.note_related_person(party, by=lead, now=NOW, name="Hồ Văn Cũ").pk
    yield step(party, "change_related_person", LEAD, {"statement": WORDS}, known)
    yield step(party, "drop_related_person", LEAD, REASON, known)
    slug = STEPS[party.kind]["explain_finding"].slug
    url = reverse("minutes_deed", args=[party.pk, slug, party.findings.get().pk])
    shown = reverse("minutes", args=[party.pk])
    told = {"agrees": "yes"}
    yield Place("minutes_deed", SCHOOL_CLERK, url, lambda: {**told, "files": upload()}, shown, "answer_form")


def minutes_signed(cast: Cast) -> Iterator[Place]:
    """Something was left out of the minutes."""
    party = party_of(case_after(cast, "sign_minutes"))
    yield step(party, "draft_supplement", LEAD, {**REASON, "text": WORDS})


def supplement_drafted(cast: Cast) -> Iterator[Place]:
    """The institution has its say or says nothing; or it was all a mistake."""
    party = party_of(case_after(cast, "sign_minutes"))
    _draft(cast, party)
    yield step(party, "give_supplement_opinion", HEAD, {"opinion": WORDS})
    yield step(party, "freeze_supplement", LEAD, {"silence": WORDS})
    yield step(party, "drop_supplement", LEAD, REASON)


def supplement_frozen(cast: Cast) -> Iterator[Place]:
    """The text stands; it is signed, or the institution does not sign."""
    party = party_of(case_after(cast, "sign_minutes"))
    _draft(cast, party)
    supplements.freeze_supplement(party, by=cast.people[LEAD], now=NOW, silence=WORDS)
    yield step(party, "sign_supplement", LEAD, by_hand)
    yield step(party, "refuse_supplement", LEAD, lambda: {**by_hand(), **WITNESS, **REASON})


def _draft(cast: Cast, party: Case) -> None:
    supplements.draft_supplement(
        party,
        by=cast.people[LEAD],
        now=NOW,
        text=WORDS,
        place="Tại trường",
        representative_name="Hồ Thị Hạnh",
        representative_post="Hiệu trưởng",
        **REASON,
    )


STANDS = (meeting, minutes_signed, supplement_drafted, supplement_frozen)
