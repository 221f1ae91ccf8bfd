"""The figure explains itself: every number of the board opens the list it counts, every lượt its conditions and proof."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.enums import Condition, Indicator, LuotClass
from inspections.models import Case, ClassChange, LedgerLine, Target
from inspections.rules.roles import Actor, Post, Role
from inspections.views import share
from inspections.views.context import menu
from tests.actions.conftest import Mending
from tests.factories import ledger
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a[^>]*href="(/chi-tieu/luot/\?[^"]*)"[^>]*>\s*(\d+)')
MOST = 8


@pytest.fixture
def line(mending_unit: Mending) -> LedgerLine:
    """A year with a lượt of every sort; the line of the played dossier, whose class fell once."""
    here, director = mending_unit.cast.institutions["MH-01"], mending_unit.cast.people["giamdoc"]
    root = Case.objects.get(pk=mending_unit.party.parent_id)
    LedgerLine.objects.exclude(party=mending_unit.party).update(state="running", counted_on=None)
    kinds = (ledger.SEALED, ledger.MIXED, ledger.ON_SITE, ledger.BY_HAND_LATE, ledger.RUNNING, ledger.ENDED)
    for facts, party in zip(kinds, ledger.parties(root, here, len(kinds)), strict=True):
        ledger.line_of(facts, here, party=party)
    ledger.paper_line(mending_unit.cast.institutions["MH-02"], director, date(2026, 5, 4))
    ledger.paper_line(mending_unit.cast.institutions["MH-02"], director, date(2024, 5, 4))
    Target.objects.update_or_create(
        indicator=Indicator.ONLINE_SHARE,
        year=2026,
        defaults={"value": Decimal("52.50"), "source": "Kế hoạch số 1/KH-UBND"},
    )
    found = ledger.line_of(ledger.MIXED, here, party=mending_unit.party)
    ClassChange.objects.create(
        line=found,
        before=LuotClass.M3,
        after=LuotClass.M2,
        conditions=["c8"],
        verb="record_visit",
        at=timezone.now(),
        by=director,
    )
    return found


def browser(world: Mending, name: str = "giamsat") -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(world.cast.people[name])
    return client


def page(client: Client, url: str) -> str:
    """A page that opens."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_every_number_of_the_board_opens_the_list_of_exactly_so_many(
    mending_unit: Mending, line: LedgerLine
) -> None:
    client = browser(mending_unit)
    assert 'href="/chi-tieu/"' in page(client, reverse("home"))
    with counted() as statements:
        text = page(client, reverse("share") + "?nam=2026")
    assert statements.writes == [] and len(statements) <= MOST, statements.told()
    assert "50%" in text and "3 lượt được tính" in text and "6 lượt kiểm tra" in text
    assert "52,5%" in text and "Kế hoạch số 1/KH-UBND" in text
    assert "TÍNH THỬ" in text and "đạt chỉ tiêu" not in text.lower()
    numbers = {unescape(url): int(number) for url, number in NUMBER.findall(text)}
    assert len(numbers) > 25
    for url, number in numbers.items():
        assert client.get(url).context["count"] == number, url
    assert {f"muc=ngoai&dieu_kien=c{n}" for n in (1, 5)} <= {url.split("nam=2026&")[-1] for url in numbers}


@pytest.mark.parametrize(("aim", "words"), [("50", "Đạt chỉ tiêu"), ("50.01", "Chưa đạt chỉ tiêu")])
def test_a_rule_with_its_decision_says_whether_the_target_is_reached_unrounded(
    mending_unit: Mending, line: LedgerLine, monkeypatch: pytest.MonkeyPatch, aim: str, words: str
) -> None:
    rule = share.rule_on(line.department_id, date(2026, 11, 1))
    rule.decision_number, rule.decided_on = "12/QĐ-SGDĐT", date(2026, 1, 5)
    monkeypatch.setattr(share, "rule_on", lambda _department, _day: rule)
    Target.objects.filter(indicator=Indicator.ONLINE_SHARE, year=2026).update(value=Decimal(aim))
    text = page(browser(mending_unit), reverse("share") + "?nam=2026")
    assert f">{words}<" in text and "TÍNH THỬ" not in text and "12/QĐ-SGDĐT" in text


def test_a_year_without_a_visit_is_no_nought_percent(mending_unit: Mending, line: LedgerLine) -> None:
    client = browser(mending_unit, "giamdoc")
    assert "không đủ dữ liệu" in page(client, reverse("share") + "?nam=2025")
    paper_year = client.get(reverse("share") + "?nam=2024")
    assert paper_year.context["figure"]["b"] == 1 and paper_year.context["figure"]["a"] == 0
    for wrong in ("abc", "99999", "²²²²"):
        assert client.get(reverse("share"), {"nam": wrong}).context["year"] == timezone.localdate().year


def test_the_list_says_of_each_that_does_not_count_why(mending_unit: Mending, line: LedgerLine) -> None:
    client = browser(mending_unit)
    url = reverse("share_lines")
    outside = client.get(url, {"nam": 2026, "muc": "ngoai"})
    rows = outside.context["rows"]
    assert len(rows) == 3 and all(row["why"] and not row["inside"] for row in rows)
    for asked, number in (
        ({"ky": "t3"}, 5),
        ({"ky": "t5"}, 1),
        ({"ky": "q2", "muc": "m0"}, 1),
        ({"chinh_thuc": "co"}, 2),
        ({"trang_thai": "running"}, LedgerLine.objects.filter(state="running").count()),
        ({"trang_thai": "excluded", "ly_do": "terminated"}, 1),
        ({"muc": "m3"}, 1),
        ({"muc": "khong-co"}, 6),
    ):
        assert client.get(url, {"nam": 2026, **asked}).context["count"] == number, asked


def test_a_lượt_shows_eight_conditions_each_with_proof_that_opens(
    mending_unit: Mending, line: LedgerLine
) -> None:
    client = browser(mending_unit)
    listed = client.get(reverse("share_lines"), {"nam": 2026, "muc": "tu-so"})
    address = reverse("share_line", args=[line.pk])
    assert address in [row["url"] for row in listed.context["rows"]]
    answer = client.get(address)
    conditions = answer.context["conditions"]
    assert [row["code"] for row in conditions] == [key.value.upper() for key in Condition]
    assert all(row["found"] and row["state"] and row["proofs"] for row in conditions)
    urls = {proof["url"] for row in conditions for proof in row["proofs"]}
    assert any("/van-ban/" in url for url in urls)
    for url in urls:
        proof = client.get(url)
        assert proof.status_code == 200, url
        assert proof.getvalue(), url
    text = answer.content.decode()
    assert mending_unit.party.get_absolute_url() in text
    assert "M3: Trực tuyến, từ xa toàn bộ → M2: Kết hợp" in text and "không đạt C8" in text
    assert mending_unit.cast.people["giamdoc"].full_name in text


def test_a_paper_visit_leads_to_its_row_of_the_paper_register(
    mending_unit: Mending, line: LedgerLine
) -> None:
    paper = LedgerLine.objects.filter(paper__isnull=False).latest("pk")
    text = page(browser(mending_unit), reverse("share_line", args=[paper.pk]))
    assert paper.paper is not None and paper.paper.get_absolute_url() in text and "M0" in text


def test_an_institution_has_no_way_in(mending_unit: Mending, line: LedgerLine) -> None:
    client = browser(mending_unit, "truonga-hieutruong")
    urls = (reverse("share"), reverse("share_lines"), reverse("share_line", args=[line.pk]))
    assert [client.get(url).status_code for url in urls] == [403, 403, 404]


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_has_at_most_seven_entries(role: Role) -> None:
    entries = menu(Actor(1, "", (Post(role, department_id=1, institution_id=1),)), "/", demo=False)
    assert len(entries) <= 7, [row["label"] for row in entries]
