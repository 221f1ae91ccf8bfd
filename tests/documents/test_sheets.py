"""Sheets made from the record: what they say, who prints them, who never sees them (domain 13, nos. 3, 4, 7, 17, 19)."""

import json
from datetime import timedelta
from typing import Any

import pytest

from inspections.actions import referrals, sheets
from inspections.documents.contexts_handover import contents_snapshot
from inspections.documents.contexts_notice import schedule_notice_snapshot
from inspections.documents.layout import render_html
from inspections.enums import DocumentKind, DocumentState
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import (
    Case,
    CaseEvent,
    ConfidentialSource,
    Document,
    InspectedParty,
    Inspection,
    TeamMember,
)
from inspections.queries.orders import shown_to_institution
from tests.documents.example_sheets import SHEETS, contents
from tests.documents.recorded import TODAY, Record, make_record
from tests.factories.cases import after, case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
LATER = after("sign_minutes")
SECRET = "Người báo tin: ông Cao Văn Kín, số 0988 000 111"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


@pytest.fixture
def record() -> Record:
    return make_record()


def party_of(case: Case) -> Case:
    """The first unit of an inspection."""
    return case.children.earliest("pk")


def printed(cast: Cast, case: Case, sheet: str, name: str = "chuyenvien", **changed: Any) -> Document:
    now = changed.pop("now", LATER)
    return sheets.print_sheet(case, by=cast.people[name], now=now, sheet=sheet)


@pytest.mark.parametrize("kind", ["proposal_sheet", "overlap_sheet", "pledge_sheet"])
def test_a_sheet_has_every_field_of_its_kind_and_prints_without_a_mark(cast: Cast, kind: str) -> None:
    case = case_after(cast, "declare_conflicts")

    made = printed(cast, case, kind)

    assert set(made.snapshot) == set(SHEETS[kind]())
    assert json.loads(json.dumps(made.snapshot)) == made.snapshot
    html = render_html(f"{kind}.html", made.snapshot, draft=made.state == DocumentState.DRAFT)
    assert "BẢN NHÁP" not in html
    assert (made.state, made.signer, made.public_code) == (DocumentState.PRINT, None, None)


def test_the_same_record_printed_twice_is_one_sheet_and_one_event(cast: Cast) -> None:
    case = case_after(cast, "declare_conflicts")
    now = LATER

    first, second = (printed(cast, case, DocumentKind.PLEDGE_SHEET, now=now) for _time in range(2))

    assert first.pk == second.pk
    assert CaseEvent.objects.filter(case=case, verb="print_sheet").count() == 1


def test_the_pledge_says_yes_or_no_for_nine_cases_and_leaves_open_who_did_not_declare(cast: Cast) -> None:
    case = case_after(cast, "declare_conflicts")
    members = list(TeamMember.objects.filter(case=case).order_by("id"))
    TeamMember.objects.filter(pk=members[0].pk).update(conflicts="capital", conflict_note="Góp vốn năm 2020")
    TeamMember.objects.filter(pk=members[1].pk).update(declared_at=None, declared_by=None)

    rows = {row["name"]: row for row in printed(cast, case, DocumentKind.PLEDGE_SHEET).snapshot["rows"]}

    assert all(len(row["answers"]) == 9 for row in rows.values())
    assert rows[members[0].name]["answers"].count("Có") == 1
    assert rows[members[0].name]["note"] == "Góp vốn năm 2020"
    assert set(rows[members[1].name]["answers"]) == {""}


def test_a_pledge_without_a_team_is_not_printed_and_says_why(cast: Cast) -> None:
    case = case_after(cast, "propose")

    with pytest.raises(NotReady, match="Chưa cử Đoàn"):
        printed(cast, case, DocumentKind.PLEDGE_SHEET)


@pytest.mark.parametrize("kind", ["proposal_sheet", "overlap_sheet"])
def test_no_sheet_tells_a_confidential_source(cast: Cast, kind: str) -> None:
    case = case_after(cast, "declare_conflicts")
    ConfidentialSource.objects.create(
        case=case,
        text=SECRET,
        reader=cast.people["truongphong"],
        recorded_at=LATER,
        recorded_by=cast.people["giamdoc"],
    )

    text = json.dumps(printed(cast, case, kind).snapshot, ensure_ascii=False)

    assert SECRET not in text
    assert "Cao Văn Kín" not in text


@pytest.mark.parametrize("name", ["giamdoc", "vanthu", "thanhvien1"])
def test_others_than_the_officers_and_the_lead_do_not_print_what_members_declared(
    cast: Cast, name: str
) -> None:
    case = case_after(cast, "declare_conflicts")

    with pytest.raises(Refused):
        printed(cast, case, DocumentKind.PLEDGE_SHEET, name)


def test_the_unit_never_sees_a_sheet_of_the_section_nor_a_hand_over(cast: Cast) -> None:
    case = case_after(cast, "begin_check")
    party = party_of(case)
    printed(cast, case, DocumentKind.PROPOSAL_SHEET)
    _handover(cast, party)

    seen = set(Document.objects.filter(shown_to_institution(party)).values_list("kind", flat=True))

    assert DocumentKind.SCHEDULE_NOTICE in seen
    assert not seen & {
        DocumentKind.PROPOSAL_SHEET, DocumentKind.OVERLAP_SHEET, DocumentKind.PLEDGE_SHEET,
        DocumentKind.REFERRAL_HANDOVER, DocumentKind.CONTENTS,
    }  # fmt: skip


def test_telling_the_schedule_draws_up_the_notice_with_its_code(cast: Cast) -> None:
    party = party_of(case_after(cast, "notify_schedule"))

    notice = Document.objects.get(case=party, kind=DocumentKind.SCHEDULE_NOTICE)

    assert notice.state == DocumentState.FOR_SIGNATURE
    assert {*notice.snapshot} == {*SHEETS["schedule_notice"]()}
    assert notice.snapshot["check"] == {
        "code": notice.public_code,
        "url": notice.snapshot["check"]["url"],
    }
    assert notice.snapshot["check"]["url"].endswith(f"/v/{notice.public_code}/")
    assert notice.snapshot["outline"]
    assert render_html("schedule_notice.html", notice.snapshot, draft=False)


def test_a_notice_names_time_channel_outline_and_whom_to_ask(record: Record) -> None:
    made = schedule_notice_snapshot(InspectedParty.objects.get(pk=record.first.pk), today=TODAY, demo=False)

    assert made["venue"] == "Phòng họp trực tuyến số 2 của Sở"
    assert made["session_at"] == "2026-11-12T08:00:00+07:00"
    assert made["contact"]["name"] == record.lead.full_name
    assert [section["heading"] for section in made["outline"]][0] == "Khái quát về đơn vị"


def _handover(cast: Cast, party: Case) -> Document:
    lead, now = cast.people["truongdoan"], LATER
    row = referrals.note_referral(
        party, by=lead, now=now, kind="violation_record", facts_text="Cấp bằng sai mẫu cho 07 người",
        legal_basis="điểm b khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP",
    )  # fmt: skip
    return sheets.draft_handover(party, by=lead, now=now + timedelta(minutes=1), referral_id=row.pk)


def test_the_record_of_a_hand_over_tells_numbers_and_dates_and_never_the_matter(cast: Cast) -> None:
    party = party_of(case_after(cast, "begin_check"))

    made = _handover(cast, party)

    assert {*made.snapshot} == {*SHEETS["referral_handover"]()}
    assert "07 người" not in json.dumps(made.snapshot, ensure_ascii=False)
    assert made.state == DocumentState.FOR_SIGNATURE
    assert render_html("referral_handover.html", made.snapshot, draft=False)


def test_the_contents_list_every_row_they_are_given(record: Record) -> None:
    rows = contents()["rows"]

    made = contents_snapshot(
        Inspection.objects.get(pk=record.inspection.pk), record.inspection, rows, today=TODAY, demo=False
    )

    assert {*made} == {*contents()}
    html = render_html("contents.html", made, draft=False)
    assert all(row["title"] in html for row in rows)
