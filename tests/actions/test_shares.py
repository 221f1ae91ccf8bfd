"""What is asked of an institution, shared among colleagues: each prepares his part and sees nothing else (O3)."""

from datetime import timedelta

import pytest

from inspections.actions.invitations import accept, end_helper, invite
from inspections.actions.requests import answer_information_request, send_information_request
from inspections.actions.shares import prepare, share_items, take_back
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import (
    Case,
    CaseEvent,
    InformationRequest,
    ItemShare,
    Membership,
    Message,
    StashedFile,
    User,
)
from inspections.models.inputs import Asked, Reply
from inspections.queries.access import prepared_for, shares_for, stashed_within_reach
from inspections.queries.people import actor_of
from tests.factories.cases import after, case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db

NOW = after("begin_check")
TODAY = NOW.date()
NEW_PASSWORD = "một mật khẩu rất dài 27"
SCHOOL_CLERK = "truonga-canbo"


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def party(cast: Cast) -> Case:
    return case_after(cast, "begin_check").children.get()


@pytest.fixture
def asked(cast: Cast, party: Case) -> InformationRequest:
    return send_information_request(
        party,
        by=cast.people["truongdoan"],
        now=NOW,
        asked=[Asked(f"Tài liệu số {n}", None, "nội dung tuyển sinh") for n in range(1, 11)],
        due_on=TODAY + timedelta(days=3),
        contact="Trưởng đoàn",
    )


def helper(cast: Cast, address: str = "lan@example.vn") -> User:
    """A colleague who took up an invitation."""
    clerk = cast.people[SCHOOL_CLERK]
    row = invite(cast.institutions["MH-01"], by=clerk, now=NOW, address=address)
    return accept(row, name="Trần Thị Lan", password=NEW_PASSWORD, now=NOW)


def give(
    cast: Cast, asked: InformationRequest, person: User | None = None, **more: object
) -> list[ItemShare]:
    """The clerk gives the first two things asked."""
    items = list(asked.items.order_by("pk")[:2])
    share_items(
        asked.party,
        by=cast.people[SCHOOL_CLERK],
        now=NOW,
        request_id=asked.pk,
        item_ids=[item.pk for item in items],
        person=person,
        **more,  # type: ignore[arg-type]
    )
    return list(ItemShare.objects.filter(ended_at__isnull=True).order_by("pk"))


def test_a_colleague_sees_his_two_of_ten_and_the_dossier_never(cast: Cast, asked: InformationRequest) -> None:
    person = helper(cast)
    events = CaseEvent.objects.count()
    give(cast, asked, person, note="Lấy số liệu năm 2026")
    who = actor_of(person, TODAY)
    assert [row.item.label for row in shares_for(who)] == ["Tài liệu số 1", "Tài liệu số 2"]
    assert not Case.objects.visible_to(who).exists()
    assert CaseEvent.objects.count() == events
    told = Message.objects.get(to=person)
    assert "2 nội dung" in told.body and asked.party.code not in told.body and told.case is None


def test_a_new_address_is_invited_and_finds_the_parts_after_taking_it_up(
    cast: Cast, asked: InformationRequest
) -> None:
    give(cast, asked, address="moi@example.vn", name="Người Mới")
    row = ItemShare.objects.first()
    assert row is not None and row.invitation is not None and row.person is None
    person = accept(row.invitation, name="Người Mới", password=NEW_PASSWORD, now=NOW)
    assert shares_for(actor_of(person, TODAY)).count() == 2


def test_sharing_twice_gives_once_and_a_known_address_is_not_invited(
    cast: Cast, asked: InformationRequest
) -> None:
    person = helper(cast)
    give(cast, asked, person)
    assert len(give(cast, asked, address="LAN@example.vn")) == 2
    with pytest.raises(NotReady, match="đã thấy toàn bộ"):
        give(cast, asked, address=cast.people[SCHOOL_CLERK].email)
    with pytest.raises(NotReady, match="Chọn đồng nghiệp"):
        give(cast, asked)
    with pytest.raises(NotReady, match="không phải đồng nghiệp"):
        give(cast, asked, cast.people["trungtamb-canbo"])


@pytest.mark.parametrize("name", ["truongdoan", "trungtamb-canbo", "quantri"])
def test_only_the_institution_shares_its_work(cast: Cast, asked: InformationRequest, name: str) -> None:
    item = asked.items.first()
    assert item is not None
    with pytest.raises(Refused):
        share_items(
            asked.party,
            by=cast.people[name],
            now=NOW,
            request_id=asked.pk,
            item_ids=[item.pk],
            address="lan@example.vn",
        )


def test_what_is_ready_stands_in_the_answer_with_who_made_it(cast: Cast, asked: InformationRequest) -> None:
    person = helper(cast)
    share = give(cast, asked, person)[0]
    file = incoming("so-lieu.pdf", b"%PDF-1.7 so lieu")
    with pytest.raises(NotReady, match="ít nhất một tệp"):
        prepare(share, by=person, now=NOW, reply=" ", done=True)
    prepare(share, by=person, now=NOW, reply="Đủ 120 hồ sơ", incoming=[file])
    assert prepared_for(asked) == {}
    prepare(share, by=person, now=NOW, reply="Đủ 120 hồ sơ", done=True)
    text, files, names = prepared_for(asked)[share.item_id]
    assert (text, [row.name for row in files], names) == ("Đủ 120 hồ sơ", ["so-lieu.pdf"], ["Trần Thị Lan"])
    assert files[0].owner == cast.people[SCHOOL_CLERK]
    head = cast.people["truonga-hieutruong"]
    assert stashed_within_reach(head).filter(pk=files[0].pk).exists()
    for other in ("trungtamb-canbo", "truongdoan", "giamdoc"):
        assert not stashed_within_reach(cast.people[other]).filter(pk=files[0].pk).exists()
    told = Message.objects.get(key__startswith="prepared:")
    assert told.to == cast.people[SCHOOL_CLERK] and "120" not in told.body


def test_a_colleague_prepares_only_his_own_part(cast: Cast, asked: InformationRequest) -> None:
    person, other = helper(cast), helper(cast, "minh@example.vn")
    share = give(cast, asked, person)[0]
    for stranger in (other, cast.people[SCHOOL_CLERK], cast.people["truongdoan"]):
        with pytest.raises(Refused):
            prepare(share, by=stranger, now=NOW, reply="Không phải của tôi")


def test_the_answer_sent_ends_the_parts_without_another_deed(cast: Cast, asked: InformationRequest) -> None:
    person = helper(cast)
    share = give(cast, asked, person)[0]
    replies = {item.pk: Reply("Có") for item in asked.items.all()}
    answer_information_request(
        asked.party, by=cast.people[SCHOOL_CLERK], now=NOW, request_id=asked.pk, replies=replies
    )
    assert not shares_for(actor_of(person, TODAY)).exists()
    with pytest.raises(AlreadyDone):
        prepare(share, by=person, now=NOW, reply="Quá muộn")


def test_taken_back_it_is_gone_with_its_files(cast: Cast, asked: InformationRequest) -> None:
    person = helper(cast)
    share, kept = give(cast, asked, person)
    prepare(share, by=person, now=NOW, reply="x", incoming=[incoming("a.pdf", b"%PDF-1.7 a")], done=True)
    take_back(share, by=cast.people["truonga-hieutruong"], now=NOW)
    assert [row.pk for row in shares_for(actor_of(person, TODAY))] == [kept.pk]
    assert prepared_for(asked) == {} and not StashedFile.objects.exists()
    with pytest.raises(AlreadyDone):
        take_back(share, by=cast.people[SCHOOL_CLERK], now=NOW)


def test_the_end_of_the_helpers_post_ends_his_parts(cast: Cast, asked: InformationRequest) -> None:
    person = helper(cast)
    give(cast, asked, person)
    end_helper(Membership.objects.get(user=person), by=cast.people[SCHOOL_CLERK], now=NOW)
    assert not shares_for(actor_of(User.objects.get(pk=person.pk), TODAY)).exists()
