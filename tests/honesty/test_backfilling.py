"""Records made up afterwards are found from the stored record itself; a played one shows nothing; a second officer says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from inspections.actions import backfilling
from inspections.actions.backfilling import look_at_all, note_sign_in, review_signs
from inspections.enums import SignCode, Verdict
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Answer, BackfillSign, Case, LedgerLine, SignIn, SignReview
from inspections.queries.backfilling import traces_of
from tests.factories.cases import after, case_after, moment_of
from tests.factories.people import PASSWORD, make_people
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
NOW = after("sign_minutes")
MOST = 12


@pytest.fixture
def cast() -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def party(cast: Cast) -> Case:
    """A unit with signed minutes, played through the actions."""
    return case_after(cast, "sign_minutes").children.get()


def codes() -> list[str]:
    """What stands on the list of signs."""
    return list(BackfillSign.objects.filter(gone_at__isnull=True).values_list("code", flat=True))


def test_a_played_record_shows_nothing_and_is_read_in_so_many_statements(party: Case) -> None:
    with counted() as asked:
        found = traces_of([party.pk])
    assert len(asked) <= MOST, asked.told()
    assert len(found[party.pk].items) == party.answers.count() and found[party.pk].acts
    assert look_at_all(now=NOW) == 0
    assert codes() == []


def test_results_written_in_one_burst_are_found_and_stay_on_the_record(cast: Cast, party: Case) -> None:
    with connection.cursor() as cursor:  # as somebody would who writes everything in one go
        cursor.execute("SET LOCAL session_replication_role = replica")
        Answer.objects.filter(party=party).update(concluded_at=moment_of("conclude_items"))
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert look_at_all(now=NOW) == 1
    assert codes() == [SignCode.BURST]
    assert look_at_all(now=NOW) == 0, "told once"

    line = LedgerLine.objects.get(party=party)
    with pytest.raises(Refused, match="không tham gia Đoàn"):
        review_signs(
            line, by=cast.people["truongdoan"], now=NOW, verdict="explained", words="Tôi làm nhanh thôi."
        )
    with pytest.raises(NotReady, match="Ghi giải thích"):
        review_signs(line, by=cast.people["truongphong"], now=NOW, verdict="explained", words=" ")
    client = Client()
    client.force_login(cast.people["truongphong"])
    shown = client.get(reverse("backfilling") + "?nam=2026").content.decode()
    assert str(SignCode.BURST.label) in shown and "chờ xem" in shown and "không phải lời buộc tội" in shown
    typed = {"verdict": Verdict.STANDS, "words": "Kết quả chép từ sổ tay trong một phút."}
    assert client.post(reverse("review_signs", args=[line.pk]), typed).status_code == 302
    said = SignReview.objects.get()
    assert (said.verdict, said.by) == (Verdict.STANDS, cast.people["truongphong"])
    assert typed["words"] in client.get(reverse("backfilling") + "?nam=2026").content.decode()

    for place, answer in enumerate(Answer.objects.filter(party=party).order_by("pk")):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            at = moment_of("conclude_items") + timedelta(minutes=3 * place)
            Answer.objects.filter(pk=answer.pk).update(concluded_at=at)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert look_at_all(now=NOW) == 1
    assert codes() == [] and BackfillSign.objects.get().gone_at == NOW, "what went keeps its row"


def test_officer_and_school_on_one_device_are_found_by_its_mark(cast: Cast, party: Case) -> None:
    opened = party.opened_at
    for name in ("truongdoan", "truonga-canbo"):
        note_sign_in(cast.people[name], "a" * 64, now=opened + timedelta(days=1))
    note_sign_in(cast.people["truonga-hieutruong"], "b" * 64, now=opened + timedelta(days=1))
    look_at_all(now=NOW)
    assert codes() == [SignCode.ONE_DEVICE]
    assert backfilling.forget_sign_ins(now=opened + timedelta(days=3 * 365)) == 3
    assert not SignIn.objects.exists()


def test_a_sign_in_leaves_a_mark_in_the_browser_and_its_hash_in_the_record(cast: Cast) -> None:
    SignIn.objects.all().delete()
    first, second = Client(), Client()
    for client, person in ((first, "chuyenvien"), (second, "truongphong")):
        answer = client.post(reverse("account_login"), {"login": person, "password": PASSWORD})
        assert answer.status_code == 302, person
        second.cookies["thiet_bi"] = first.cookies["thiet_bi"].value
    mark = first.cookies["thiet_bi"]
    assert mark["httponly"] and mark["samesite"] == "Lax"
    rows = SignIn.objects.values_list("device", flat=True)
    assert len(rows) == 2 and len(set(rows)) == 1 and mark.value not in rows
