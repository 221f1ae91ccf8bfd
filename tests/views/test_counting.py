"""Counting rules and targets as data people keep; two rules side by side; a class raised by a second person."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import class_raises
from inspections.actions import ledger as upkeep
from inspections.enums import LuotClass
from inspections.exceptions import Refused
from inspections.models import Case, ClassChange, ClassRaise, CountingRule, LedgerLine, SettingChange, Target
from inspections.queries.counting import rule_on
from inspections.queries.counting_versions import compared, versions_of
from inspections.queries.integrity.ledger import tallies
from inspections.queries.integrity.record import Record
from inspections.queries.ledger_facts import Touched, touched
from inspections.rules.online_share import CountedBy, LuotFacts, judge
from inspections.rules.raised import Raised, standing
from tests.actions.conftest import Mending
from tests.actions.refusals import sentences
from tests.factories import ledger
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
MOST = 10
WHY = {"reason": "Sở ban hành cách tính"}


def browser(world: Mending, name: str) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(world.cast.people[name])
    return client


def page(client: Client, url: str) -> str:
    """A page that opens."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def sent(client: Client, url: str, **typed: Any) -> str:
    """What a form answers: the next address, or its own page."""
    answer = client.post(url, typed)
    return str(answer.headers.get("Location") or answer.content.decode())


def day(on: date) -> str:
    """A day as it is typed."""
    return f"{on:%d/%m/%Y}"


def test_the_number_of_the_decision_takes_the_trial_away(mending_unit: Mending) -> None:
    today, here = timezone.localdate(), mending_unit.party.department_id
    shipped = rule_on(here, today)
    director, url = browser(mending_unit, "giamdoc"), reverse("counting_number", args=[shipped.version])
    rules, board = reverse("counting_rules"), reverse("share")
    assert "TÍNH THỬ" in page(director, rules) and "TÍNH THỬ" in page(director, board)
    number = {"number": "125/QĐ-SGDĐT", "decided_on": day(today)}
    assert browser(mending_unit, "truongphong").post(url, {**number, **WHY}).status_code == 403
    later = {**number, "decided_on": day(today + timedelta(days=1))}
    assert "không sau hôm nay" in sent(director, url, **later, **WHY)
    assert sent(director, url, **number) != rules, "no number without its reason"
    assert rule_on(here, today).is_trial
    assert sent(director, url, **number, **WHY) == rules
    now = rule_on(here, today)
    assert not now.is_trial and (now.version, now.department_id) == (shipped.version, here)
    assert CountingRule.objects.get(pk=shipped.pk).is_trial, "the shipped version stays as it is for others"
    assert "TÍNH THỬ" not in page(director, board)
    change = SettingChange.objects.get(subject="counting")
    assert change.by.username == "giamdoc" and "125/QĐ-SGDĐT" in change.after
    old = reverse("counting_number", args=[1])
    assert "đang áp dụng" in sent(director, old, **number, **WHY), (
        "a shipped version for comparison takes no number"
    )


def test_a_new_version_begins_later_with_what_the_last_one_says_and_the_last_one_stays(
    mending_unit: Mending,
) -> None:
    today, here = timezone.localdate(), mending_unit.party.department_id
    admin, url = browser(mending_unit, "quantri"), reverse("counting_version")
    assert browser(mending_unit, "giamdoc").get(url).status_code == 403
    assert 'value="Cách tính thứ hai"' in page(admin, url)
    typed = {
        "name": "Cách tính thứ ba", "headline": "strict", "m3_share": "90", "m3_needs_digital": "on",
        "m2_share": "80", "m2_accepts_hand": "on", "whole_percent_below": "100", "audit_all_up_to": "60",
        "thin_below": "5", "source": "Tờ trình số 8", "from_on": day(today + timedelta(days=10)),
    }  # fmt: skip
    assert "sau hôm nay" in sent(admin, url, **{**typed, "from_on": day(today)}, **WHY)
    assert "M2 không đòi hỏi nhiều hơn M3" in sent(admin, url, **{**typed, "m2_share": "95"}, **WHY)
    assert sent(admin, url, **typed) != reverse("counting_rules"), "no version without its reason"
    assert sent(admin, url, **typed, **WHY) == reverse("counting_rules")
    twice = {**typed, "m3_share": "85", "from_on": day(today + timedelta(days=20))}
    assert sent(admin, url, **twice, **WHY) == reverse("counting_rules")
    newest, third = versions_of(here)[:2]
    assert (third.version, third.valid_until) == (3, newest.valid_from - timedelta(days=1))
    assert newest.is_trial and newest.valid_until is None and rule_on(here, today).version == 2
    assert "ít nhất 85% nội dung" in page(admin, reverse("counting_rules"))
    with pytest.raises(DatabaseError), transaction.atomic():
        CountingRule.objects.filter(pk=third.pk).update(m3_share=50)


def test_targets_name_their_act_and_change_only_with_a_reason(mending_unit: Mending) -> None:
    admin, rules = browser(mending_unit, "quantri"), reverse("counting_rules")
    typed = {"indicator": "online_share", "year": "2027", "value": "55,5", "source": "Kế hoạch số 9/KH-UBND"}
    add = reverse("add_target")
    assert sent(admin, add, **{**typed, "source": " "}, **WHY) != rules
    assert sent(admin, add, **typed, **WHY) == rules
    assert "đã có chỉ tiêu" in sent(admin, add, **typed, **WHY)
    target = Target.objects.get(indicator="online_share", year=2027)
    change = {"value": "60", "source": "Kế hoạch số 10/KH-UBND"}
    url = reverse("change_target", args=[target.pk])
    assert sent(admin, url, **change) != rules
    assert sent(admin, url, **change, **WHY) == rules
    told = SettingChange.objects.filter(subject="counting").first()
    assert told is not None and "55,5%" in told.before and "60%; Kế hoạch số 10" in told.after
    shown = page(browser(mending_unit, "giamsat"), rules)
    assert "60%" in shown and reverse("change_target", args=[target.pk]) not in shown


def test_one_year_under_two_rules_agrees_with_lines_made_by_hand(mending_unit: Mending) -> None:
    here, cast = mending_unit.party.department_id, mending_unit.cast
    root = Case.objects.get(pk=mending_unit.party.parent_id)
    LedgerLine.objects.update(state="running", counted_on=None)
    half = ledger.ONLINE | {"remote_on_party_files": 8}
    by_hand = ledger.ONLINE | {"party_route": "hand"}
    kinds = (ledger.ONLINE, half, by_hand, ledger.MIXED, ledger.ON_SITE, ledger.RUNNING)
    unit = cast.institutions["MH-01"]
    for facts, party in zip(kinds, ledger.parties(root, unit, len(kinds)), strict=True):
        ledger.line_of(facts, unit, party=party)
    ledger.paper_line(unit, cast.people["giamdoc"], date(2026, 5, 4))
    first, second = sorted(versions_of(here), key=lambda rule: rule.version)
    found = compared(here, date(2026, 1, 1), date(2026, 12, 31), [first, second])
    assert found.by_rule[0].m == (1, 1, 1, 3), "80 % of the items and hand signatures are enough for M3"
    assert found.by_rule[1].m == found.stored.m == (1, 2, 2, 1)
    assert (found.differing, found.complete) == (2, True)
    asked = f"{reverse('counting_rules')}?nam=2026&mot=1&hai=2"
    client = browser(mending_unit, "giamsat")
    with counted() as statements:
        monitor = page(client, asked)
    assert statements.writes == [] and len(statements) <= MOST, statements.told()
    assert "2 trong 6 lượt" in monitor and "67% (4/6)" in monitor and "50% (3/6)" in monitor
    assert "2 trong 6 lượt" not in page(browser(mending_unit, "quantri"), asked), (
        "he reads rules, not the figure"
    )


def counted_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record of the played dossier, as if no item had been concluded on files of the unit (C3)."""

    def short(ids: list[int], *, today: date) -> list[Touched]:
        return [
            replace(row, facts=replace(row.facts, remote_items=5, remote_on_party_files=0))
            for row in touched(ids, today=today)
        ]

    monkeypatch.setattr(upkeep, "touched", short)


def test_a_class_is_raised_by_a_second_person_and_a_recount_leaves_it(
    mending_unit: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    counted_short(monkeypatch)
    upkeep.recount([mending_unit.party.pk], now=now, verb="recount", by=None)
    line = LedgerLine.objects.get(party=mending_unit.party)
    people, ask = mending_unit.cast.people, reverse("raise_class", args=[line.pk])
    assert (line.class_value, line.state) == (LuotClass.M1, "counted")
    head = browser(mending_unit, "truongphong")
    assert browser(mending_unit, "giamdoc").get(ask).status_code == 403
    assert 'value="3"' not in page(head, ask), "the approved plan is mixed: never above M2"
    assert sent(head, ask, wanted="2", reason=" ") != reverse("share_line", args=[line.pk])
    assert sent(head, ask, wanted="2", reason="Hồ sơ nộp qua trục liên thông") == reverse(
        "share_line", args=[line.pk]
    )
    assert "chờ quyết định" in sent(head, ask, wanted="2", reason="Lần nữa")
    asked = ClassRaise.objects.get()
    decide = reverse("decide_raise", args=[asked.pk])
    assert head.get(decide).status_code == 403
    with pytest.raises(Refused, match="không được tự quyết định"):
        class_raises.decide_raise(asked, by=people["truongphong"], now=now, accepted=True, decision="Tôi")
    director, listed = browser(mending_unit, "giamdoc"), reverse("raised_classes")
    assert decide in page(director, listed)
    assert sent(director, decide, accepted="co", decision="  ") != listed
    assert sent(director, decide, accepted="co", decision="Đã xem tệp gốc") == listed
    line.refresh_from_db()
    change = ClassChange.objects.filter(line=line).latest("pk")
    assert (line.class_value, change.before, change.after) == (LuotClass.M2, 1, 2)
    assert (change.proposed_by, change.by) == (people["truongphong"], people["giamdoc"])
    assert "Đã xem tệp gốc" in page(director, listed) and "C3:" in page(director, listed)
    assert sent(director, decide, accepted="khong", decision="Đổi ý") != listed, "decided once"
    upkeep.recount([mending_unit.party.pk], now=now, verb="recount", by=None)
    line.refresh_from_db()
    assert line.class_value == LuotClass.M2 and list(tallies(Record())) == []


def test_a_raise_ends_with_a_new_fault_and_never_lifts_paper_late_or_visited_ones(
    mending_unit: Mending,
) -> None:
    rule, unit = CountedBy(), mending_unit.cast.institutions["MH-01"]
    short = LuotFacts(**(ledger.MIXED | {"remote_on_party_files": 8}))
    raised = Raised(LuotClass.M2, LuotClass.M1, ("c3", "c8"))
    assert standing(judge(short, rule), None) == LuotClass.M1
    assert standing(judge(short, rule), raised) == LuotClass.M2
    on_paper = LuotFacts(**(short.as_json() | {"on_paper_answers": 1}))
    assert standing(judge(on_paper, rule), raised) == LuotClass.M1
    head, now = mending_unit.cast.people["truongphong"], timezone.now()
    root = Case.objects.get(pk=mending_unit.party.parent_id)
    late, visited = ledger.parties(root, unit, 2)
    lines = (
        ledger.paper_line(unit, mending_unit.cast.people["giamdoc"], date(2026, 5, 4)),
        ledger.line_of(ledger.BY_HAND_LATE, unit, party=late),
        ledger.line_of(ledger.ONLINE | {"visits": 1}, unit, party=visited),
    )
    told = [
        sentences(
            lambda line=line: class_raises.propose_raise(line, by=head, now=now, wanted=3, reason="Xin nâng")
        )
        for line in lines
    ]
    assert "luôn ở mức M0" in told[0] and "quá thời hạn" in told[1] and "mức cao nhất" in told[2]
    assert "luôn ở mức M0" in page(
        browser(mending_unit, "truongphong"), reverse("raise_class", args=[lines[0].pk])
    )
