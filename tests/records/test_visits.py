"""Visits are recorded honestly: who came, when, what was seen; never blocked by the plan, never erased (trap 18)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import conduct, minutes, visits
from inspections.documents.contexts_minutes import minutes_snapshot
from inspections.documents.lint import lint_minutes
from inspections.documents.wording import NO_VISIT, method_sentences
from inspections.enums import Rating
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case, CaseEvent, InspectedParty, SiteVisit, TeamMember
from inspections.queries.facts import party_facts
from inspections.rules.guards.records import on_site_blockers
from tests.factories.cases import after, case_after, moment_of, story_of


def came(cast: Cast, party: Case, now: datetime, items: list[Answer], **changes: Any) -> SiteVisit:
    """A visit of the second member, two hours long, as it is written down."""
    given: dict[str, Any] = {
        "starts_at": now - timedelta(hours=3),
        "ends_at": now - timedelta(hours=1),
        "place": "Cơ sở 1 của trường",
        "members": list(
            TeamMember.objects.filter(case_id=party.root_case_id, user=cast.people["thanhvien1"])
        ),
        "items": items,
        "work_done": "Xem xưởng thực hành.",
        **changes,
    }
    return visits.record_visit(party, by=cast.people["thanhvien1"], now=now, **given)


def text_of(party: Case) -> Any:
    found = InspectedParty.objects.get(pk=party.pk)
    return minutes_snapshot(found, today=after("draft_minutes").date(), demo=False)


def only_remote(cast: Cast) -> Case:
    """An inspection under check whose approved plan has no item on site."""
    case = case_after(cast, "begin_check", Plot("nha-giao"))
    assert not Answer.objects.filter(party__parent=case, method="on_site").exists()
    return case


def test_a_visit_of_the_plan_is_told_in_the_history_with_names_and_items(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    visit = came(cast, party, now, [must_see])
    assert visit.planned and visit.unplanned_reason == "" and visit.recorded_via == "live"
    event = CaseEvent.objects.filter(case=party).latest("pk")
    assert event.verb == "record_visit"
    assert cast.people["thanhvien1"].full_name in event.detail and must_see.item.code in event.detail


def test_trap_18_a_visit_outside_the_plan_is_recorded_with_its_reason_and_told_in_the_minutes(
    cast: Cast, now: datetime
) -> None:
    case = only_remote(cast)
    party = case.children.get()
    item = party.answers.select_related("item").order_by("item__position")[0]
    with pytest.raises(NotReady, match="ghi lý do đến ngoài kế hoạch"):
        came(cast, party, now, [item], unplanned_reason="  ")
    assert not SiteVisit.objects.exists()
    reason = "Dữ liệu điện tử không đủ, phải xem sổ gốc."
    visit = came(cast, party, now, [item], unplanned_reason=reason)
    assert (visit.planned, visit.unplanned_reason) == (False, reason)
    minutes_text = method_sentences(_drafted(cast, case))
    assert NO_VISIT not in minutes_text
    told = " ".join(minutes_text)
    assert "Đoàn cử người đến Cơ sở 1 của trường" in told
    assert "ngoài kế hoạch tiến hành đã duyệt; lý do: Dữ liệu điện tử không đủ, phải xem sổ gốc." in told
    assert f"trực tiếp đối với nội dung {item.item.code}" in told


def _drafted(cast: Cast, case: Case) -> Any:
    story, plot = story_of(cast), Plot("nha-giao")
    for deed in ("gather_files", "conclude_items", "draft_minutes"):
        getattr(story, deed)(case, plot, moment_of(deed))
    return text_of(case.children.get())


def test_trap_18_a_visit_that_named_no_item_is_explained_and_does_not_stop_the_minutes(
    cast: Cast, now: datetime
) -> None:
    case = only_remote(cast)
    party = case.children.get()
    came(cast, party, now, [], unplanned_reason="Trao đổi với người học")
    text = _drafted(cast, case)
    assert [c.code for c in lint_minutes(text) if c.code == "method"] == []
    assert NO_VISIT not in method_sentences(text)


def test_without_any_visit_the_minutes_say_that_nobody_came(cast: Cast) -> None:
    assert NO_VISIT in method_sentences(_drafted(cast, only_remote(cast)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_at": -4}, "Giờ rời đơn vị phải sau giờ đến"),
        ({"ends_at": 2}, "không ở tương lai"),
        ({"starts_at": -24 * 20, "ends_at": -24 * 20 + 1}, "trước ngày công bố quyết định"),
        ({"starts_at": -30}, "qua đêm ghi thành hai lần"),
    ],
)
def test_times_of_a_visit_are_in_order_past_and_after_day_0(
    cast: Cast, party: Case, must_see: Answer, now: datetime, changes: dict[str, int], sentence: str
) -> None:
    hours = {name: now + timedelta(hours=number) for name, number in changes.items()}
    with pytest.raises(NotReady, match=sentence):
        came(cast, party, now, [must_see], **hours)


def test_a_visit_needs_people_of_the_team_a_place_and_words(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    other = case_after(cast, "nominate_team", Plot("van-bang-chung-chi"))
    stranger = list(TeamMember.objects.filter(case=other)[:1])
    with pytest.raises(NotReady, match="không ở trong Đoàn"):
        came(cast, party, now, [must_see], members=stranger)
    with pytest.raises(NotReady) as missing:
        came(cast, party, now, [must_see], members=[], place=" ", work_done="")
    assert len(missing.value.blockers) == 3
    assert not SiteVisit.objects.exists()


def test_a_visit_of_yesterday_is_marked_entered_later(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    assert came(cast, party, now + timedelta(days=1), [must_see]).recorded_via == "live"
    late = {"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(hours=1)}
    assert came(cast, party, now + timedelta(days=1), [must_see], **late).recorded_via == "entered_later"


def test_only_people_of_the_team_record_a_visit(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    for name in ("chuyenvien", "giamdoc", "truonga-hieutruong"):
        with pytest.raises(Refused):
            visits.record_visit(
                party,
                by=cast.people[name],
                now=now,
                starts_at=now,
                ends_at=now,
                place="x",
                members=[],
                items=[must_see],
                work_done="x",
            )


def test_a_wrong_record_is_withdrawn_with_a_reason_and_stays_struck(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    visit = came(cast, party, now, [must_see])
    lead = cast.people["truongdoan"]
    with pytest.raises(NotReady, match="Ghi lý do rút"):
        visits.withdraw_visit(party, by=lead, now=now, visit_id=visit.pk, reason=" ")
    with pytest.raises(Refused, match="Chỉ người đã ghi hoặc Trưởng đoàn"):
        visits.withdraw_visit(party, by=cast.people["thanhvien2"], now=now, visit_id=visit.pk, reason="Nhầm")
    visits.withdraw_visit(party, by=lead, now=now, visit_id=visit.pk, reason="Ghi nhầm đơn vị")
    assert on_site_blockers(party_facts(Case.objects.select_related("parent").get(pk=party.pk))) == []
    client = Client()
    client.force_login(lead)
    page = client.get(reverse("case", args=[party.pk]), {"tab": "records"}).content.decode()
    assert "<del>" in page and "Ghi nhầm đơn vị" in page
    with pytest.raises(NotReady, match="đã được rút"):
        visits.withdraw_visit(party, by=lead, now=now, visit_id=visit.pk, reason="Lần nữa")


def test_the_database_keeps_a_visit_as_it_was_written(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    visit = came(cast, party, now, [must_see])
    for change in ({"place": "Nơi khác"}, {"starts_at": now - timedelta(days=2)}, {"planned": False}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SiteVisit.objects.filter(pk=visit.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        SiteVisit.objects.filter(pk=visit.pk).delete()


def test_an_item_bound_to_be_seen_is_judged_only_after_a_visit_that_names_it(
    cast: Cast, party: Case, must_see: Answer, remote: Answer, now: datetime
) -> None:
    by = cast.people["thanhvien1"]

    def judge(rating: str) -> Answer:
        fresh = Answer.objects.select_related("party", "item").get(pk=must_see.pk)
        return conduct.save_answer(
            fresh, by=by, now=now, version=fresh.version, result="Đã xem", rating=rating
        )

    came(cast, party, now, [remote], unplanned_reason="Xem thêm sổ gốc")
    with pytest.raises(NotReady, match="phải xem thực tế"):
        judge(Rating.COMPLIES)
    assert judge(Rating.NOT_ENOUGH).rating == Rating.NOT_ENOUGH
    came(cast, party, now, [must_see])
    assert judge(Rating.COMPLIES).rating == Rating.COMPLIES


def test_a_judged_item_whose_only_visit_was_withdrawn_stops_the_minutes(
    cast: Cast, party: Case, must_see: Answer, now: datetime
) -> None:
    visit = came(cast, party, now, [must_see])
    by = cast.people["thanhvien1"]
    conduct.save_answer(must_see, by=by, now=now, version=0, result="Đã xem", rating=Rating.COMPLIES)
    visits.withdraw_visit(party, by=by, now=now, visit_id=visit.pk, reason="Không đến được")
    fresh = Case.objects.select_related("parent").get(pk=party.pk)
    found = on_site_blockers(party_facts(fresh))
    assert [(b.verb, must_see.item.code in b.text) for b in found] == [("record_visit", True)]


def test_once_the_text_is_frozen_a_visit_asks_to_open_it_again(cast: Cast) -> None:
    case = case_after(cast, "confirm_minutes")
    party = case.children.get()
    now = after("confirm_minutes")
    item = party.answers.get(item__on_site_only=True)
    with pytest.raises(NotReady, match="mở lại nội dung") as stopped:
        came(cast, party, now, [item])
    assert stopped.value.blockers[0].verb == "reopen_minutes"
    minutes.reopen_minutes(party, by=cast.people["truongdoan"], now=now, reason="Ghi thêm lần đến")
    assert came(cast, party, now, [item]).planned
