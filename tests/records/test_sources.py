"""«Nguồn tin hạn chế»: the director of the day and one named person read it; to everybody else it does not exist."""

from datetime import date

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions.messages import deliver_waiting
from inspections.actions.sources import read_source, record_source
from inspections.enums import Ground
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import PLAIN_FILE, incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, ConfidentialSource, Membership, SourceRead
from inspections.views.case import TABS
from tests.factories.cases import DEEDS, after, case_after, moment_of, story_of

CANARY = "CANARY-NGUON-TIN"
TABLES_OF_ITS_OWN = {"inspections_confidentialsource"}
EVERYBODY = (
    "quantri",
    "giamdoc",
    "phogiamdoc",
    "truongphong",
    "chuyenvien",
    "truongdoan",
    "thanhvien1",
    "thanhvien2",
    "vanthu",
    "giamsat",
    "truonga-hieutruong",
    "truonga-canbo",
)


def kept(cast: Cast, case: Case, *, by: str = "giamdoc", reader: str = "truongphong") -> ConfidentialSource:
    now = after("propose")
    return record_source(
        case, by=cast.people[by], now=now, text=f"Giáo viên {CANARY} kể lại", reader=cast.people[reader]
    )


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.people[name])
    return client


@pytest.fixture
def whole_life(cast: Cast) -> Case:
    """An inspection on signs of violation whose source was written down first, told to signed minutes."""
    plot = Plot(
        ground=Ground.SIGNS,
        ground_text="Dấu hiệu tuyển sinh vượt chỉ tiêu (minh hoạ).",
        ground_files=[incoming("dau-hieu.pdf", PLAIN_FILE)],
    )
    case = case_after(cast, "propose", plot)
    row = kept(cast, case)
    read_source(case, by=cast.people["truongphong"], now=after("propose"), source_id=row.pk)
    story = story_of(cast)
    for deed in DEEDS[1 : DEEDS.index("sign_minutes") + 1]:
        getattr(story, deed)(case, plot, moment_of(deed))
    return Case.objects.get(pk=case.pk)


def test_no_table_but_its_own_holds_a_word_of_it_after_a_whole_life(cast: Cast, whole_life: Case) -> None:
    deliver_waiting(now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        )
        tables = [row[0] for row in cursor.fetchall()]
        assert {"inspections_caseevent", "inspections_message", "inspections_document"} < set(tables)
        telling = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{CANARY}%"])
            if cursor.fetchone()[0]:
                telling.append(table)
    assert set(telling) == TABLES_OF_ITS_OWN
    assert not [m for m in mail.outbox if CANARY in f"{m.subject}{m.body}"]


def test_the_chain_of_events_is_the_same_with_and_without_a_source(cast: Cast) -> None:
    case = case_after(cast, "propose")
    before = list(case.dossier_events.values_list("hash", flat=True))
    row = kept(cast, case)
    read_source(case, by=cast.people["giamdoc"], now=after("propose"), source_id=row.pk)
    assert list(case.dossier_events.values_list("hash", flat=True)) == before


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_page_of_the_dossier_and_no_search_shows_it_to_anybody(
    cast: Cast, whole_life: Case, name: str
) -> None:
    client, party = browser(cast, name), whole_life.children.get()
    urls = [reverse("case", args=[whole_life.pk]) + f"?tab={tab}" for tab in TABS["inspection"]]
    urls += [reverse("case", args=[party.pk]) + f"?tab={tab}" for tab in TABS["inspected_party"]]
    urls += [reverse("home"), reverse("cases"), reverse("search") + f"?q={CANARY}"]
    urls += [reverse("minutes", args=[party.pk]), reverse("diary", args=[whole_life.pk])]
    urls += [reverse("sources", args=[whole_life.pk]), reverse("sources", args=[party.pk])]
    for url in urls:
        body = client.get(url).content.decode()
        assert CANARY not in body.replace(f'value="{CANARY}"', "").replace(f"«{CANARY}»", ""), url
        assert "kể lại" not in body, url


def test_who_may_write_one_sees_the_same_page_whether_there_is_one_or_not(cast: Cast) -> None:
    first, second = case_after(cast, "propose"), case_after(cast, "propose")
    kept(cast, first)
    for name in ("chuyenvien", "phogiamdoc"):
        pages = []
        for case in (first, second):
            page = browser(cast, name).get(reverse("sources", args=[case.pk]))
            assert page.status_code == 200
            pages.append(page.content.decode().count("Không có nguồn tin nào bạn được đọc"))
        assert pages == [1, 1]


@pytest.mark.parametrize("name", ["vanthu", "giamsat", "thanhvien1", "truonga-hieutruong", "quantri"])
def test_to_the_others_there_is_no_such_page(cast: Cast, whole_life: Case, name: str) -> None:
    client = browser(cast, name)
    for url in (
        reverse("sources", args=[whole_life.pk]),
        reverse("sources", args=[whole_life.children.get().pk]),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"read": ConfidentialSource.objects.get().pk}).status_code == 404


def test_the_director_and_the_named_person_open_it_and_each_reading_is_kept(
    cast: Cast, whole_life: Case
) -> None:
    row = ConfidentialSource.objects.get()
    before = SourceRead.objects.count()
    url = reverse("sources", args=[whole_life.pk])
    for name in ("giamdoc", "truongphong"):
        page = browser(cast, name).post(url, {"read": row.pk})
        assert CANARY in page.content.decode()
    assert SourceRead.objects.count() == before + 2
    for name in ("phogiamdoc", "chuyenvien", "truongdoan"):
        answer = browser(cast, name).post(url, {"read": row.pk})
        assert answer.status_code == 404 and CANARY not in answer.content.decode()
        with pytest.raises(Refused):
            read_source(whole_life, by=cast.people[name], now=timezone.now(), source_id=row.pk)
    assert SourceRead.objects.count() == before + 2


def test_a_director_whose_post_has_ended_reads_nothing_and_the_next_one_does(
    cast: Cast, whole_life: Case
) -> None:
    row, now = ConfidentialSource.objects.get(), timezone.now()
    posts = Membership.objects.filter(user=cast.people["giamdoc"])
    posts.update(valid_until=date(2026, 1, 1))
    cast.people["giamdoc"].__dict__.pop("_actors", None)
    with pytest.raises(Refused):
        read_source(whole_life, by=cast.people["giamdoc"], now=now, source_id=row.pk)
    next_one = cast.people["phogiamdoc"]
    Membership.objects.create(
        user=next_one, role="director", department=cast.department, valid_from=date(2026, 1, 2)
    )
    next_one.__dict__.pop("_actors", None)
    assert CANARY in read_source(whole_life, by=next_one, now=now, source_id=row.pk).text


def test_only_the_director_names_somebody_else(cast: Cast) -> None:
    case = case_after(cast, "propose")
    with pytest.raises(Refused, match="Chỉ Giám đốc Sở chỉ định"):
        kept(cast, case, by="chuyenvien", reader="truongphong")
    assert kept(cast, case, by="chuyenvien", reader="chuyenvien").reader == cast.people["chuyenvien"]
    with pytest.raises(NotReady, match="người của Sở"):
        kept(cast, case, by="giamdoc", reader="truonga-hieutruong")
    for name in ("vanthu", "giamsat", "thanhvien1", "truonga-hieutruong"):
        with pytest.raises(Refused):
            kept(cast, case, by=name, reader=name)


def test_written_on_the_page_once_however_often_it_is_sent_and_never_kept_in_the_browser(cast: Cast) -> None:
    case = case_after(cast, "propose")
    client, url = browser(cast, "giamdoc"), reverse("sources", args=[case.pk])
    typed = {"text": f"Nguồn {CANARY}", "reader": cast.people["truongphong"].pk}
    assert "data-guard" not in client.get(url).content.decode().split('class="form-box"')[1].split(">")[0]
    for _time in range(2):
        assert client.post(url, typed).status_code == 302
    assert ConfidentialSource.objects.count() == 1
    assert client.post(url, {**typed, "text": " "}).status_code == 200
    assert ConfidentialSource.objects.count() == 1


def test_an_empty_text_is_refused(cast: Cast) -> None:
    case = case_after(cast, "propose")
    with pytest.raises(NotReady, match="Ghi nội dung nguồn tin"):
        record_source(
            case, by=cast.people["giamdoc"], now=after("propose"), text=" ", reader=cast.people["giamdoc"]
        )


def test_the_database_lets_nobody_change_a_source_or_its_readings(cast: Cast, whole_life: Case) -> None:
    for table in (ConfidentialSource, SourceRead):
        row = table.objects.first()
        assert row is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
