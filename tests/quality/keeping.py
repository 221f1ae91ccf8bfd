"""The end of a dossier: proposed, sealed, held back; lists for disposal; a system that was restored from a backup."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from inspections.actions import archives, closing, disposal
from inspections.actions.inspection import abandon
from inspections.actions.quarantine import Backup, begin
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Archive, Case, Closing, DisposalList
from inspections.models.inputs import DisposalDecision
from tests.factories.cases import case_after, story_of
from tests.factories.closing import TERMS, built, issued_case, propose
from tests.quality.filling import WORDS, upload
from tests.quality.places import ADMINISTRATOR, CLERK, LEAD, OFFICER, SECTION_HEAD, Place, step
from tests.quality.scenes import NOW, REASON

PAST = date(2025, 12, 31)


def issued_without_requests(cast: Cast) -> Iterator[Place]:
    """Row 19: nothing is asked of anybody, the lead closes."""
    case = issued_case(cast)
    yield step(case, "propose_closing", LEAD, {"place": "Kho lưu trữ, hộp 15"})


def closing_proposed(cast: Cast) -> Iterator[Place]:
    """Row 19: the clerk seals, or sends it back."""
    case = issued_case(cast)
    propose(cast, case, NOW)
    yield step(case, "seal_dossier", CLERK)
    yield step(case, "return_closing", CLERK, REASON)


def ended_early(cast: Cast) -> Iterator[Place]:
    """A dossier that was not pursued is sealed where it stands, kept, held back, and listed when its term is over."""
    yield step(_ended(cast), "seal_ended_dossier", CLERK)
    listed, decided, kept = (_past_its_term(cast) for _number in range(3))
    chosen = {"title": "Danh sách năm 2026", "archives": [kept.pk]}
    yield Place("disposal_new", CLERK, reverse("disposal_new"), chosen)
    yield from _lists(cast, listed, decided)
    yield step(kept.case, "place_hold", SECTION_HEAD, {"basis": "05/CV", **REASON})
    head = cast.people[SECTION_HEAD]
    hold = archives.place_hold(listed.case, by=head, now=NOW, reason=WORDS)
    yield step(listed.case, "lift_hold", SECTION_HEAD, REASON, hold.pk)


def _ended(cast: Cast) -> Case:
    case = case_after(cast, "propose")
    abandon(case, by=cast.people[SECTION_HEAD], now=NOW, reason=WORDS)
    closing.propose_closing(case, by=cast.people[OFFICER], now=NOW, terms=TERMS)
    return Case.objects.get(pk=case.pk)


def _past_its_term(cast: Cast) -> Archive:
    """Sealed, its zip built; its term is put back into the past."""
    row = built(closing.seal_ended_dossier(_ended(cast), by=cast.people[CLERK], now=NOW), NOW)
    Closing.objects.filter(case=row.case_id).update(keep_until_on=PAST)
    return Archive.objects.select_related("case").get(pk=row.pk)


def _lists(cast: Cast, waiting: Archive, decided: Archive) -> Iterator[Place]:
    first = _list_of(cast, waiting)
    paper = {"number": "12/QĐ-SGDĐT", "on": f"{NOW:%d/%m/%Y}", "minutes_number": "03/BB-HĐ"}
    yield _of("disposal_decide", SECTION_HEAD, first, lambda: {**paper, "file": upload()})
    yield _of("disposal_give_up", CLERK, first, REASON)
    url = reverse("disposal_take_off", args=[first.pk, first.items.get().pk])
    yield Place("disposal_take_off", CLERK, url, REASON)
    second = _list_of(cast, decided)
    file = incoming("quyet-dinh.pdf", story_of(cast).scan)
    given = DisposalDecision("13/QĐ-SGDĐT", NOW.date(), "03/BB-HĐ", file)
    disposal.decide_disposal(second, by=cast.people[SECTION_HEAD], now=NOW, decision=given)
    yield _of("disposal_carry_out", CLERK, second, {"on": f"{NOW:%d/%m/%Y}", "sure": "on"})


def _list_of(cast: Cast, row: Archive) -> DisposalList:
    return disposal.propose_disposal(
        cast.department, by=cast.people[CLERK], now=NOW, title="Danh sách tiêu hủy", case_ids=[row.case_id]
    )


def _of(name: str, person: str, row: DisposalList, typed: Any) -> Place:
    return Place(name, person, reverse(name, args=[row.pk]), typed)


def restored(cast: Cast) -> Iterator[Place]:
    """A system that came back from a backup stands apart until the administrator puts it to use."""
    begin(Backup("/sao-luu/2026-11-02", NOW - timedelta(hours=3), "0.1.0"), at=NOW, using="default")
    yield Place("quarantine", ADMINISTRATOR, reverse("quarantine"), {"mail": "hold", **REASON})


STANDS = (issued_without_requests, closing_proposed, ended_early, restored)
