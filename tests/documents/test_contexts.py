"""What the record holds is what the snapshot says: names, posts, law and words of the day, and nothing made up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from inspections.documents.contexts import snapshot_for
from inspections.documents.layout import render_html
from inspections.documents.lint import lint_minutes
from inspections.documents.snapshots import snapshot_hash
from inspections.exceptions import NotReady
from inspections.models import (
    Answer,
    ConductPlan,
    EvidenceFile,
    InspectedPartyDetails,
    InspectionDetails,
    Minutes,
    SiteVisit,
    TeamMember,
    Witness,
)
from tests.documents.examples import BUILDERS
from tests.documents.recorded import JUST_AFTER_MIDNIGHT, OPENED, TODAY, Record, make_record, opened

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 8
KINDS = list(BUILDERS)


@contextmanager
def walls_asleep() -> Iterator[None]:
    """Make a past that the walls would not let in any more."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.fixture
def record() -> Record:
    return make_record()


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_has_every_field_of_its_kind_as_plain_json(record: Record, kind: str) -> None:
    made, example = record.snapshot(kind), BUILDERS[kind]()

    assert {*made, "check"} == set(example)  # the code is given when the paper is drafted
    assert json.loads(json.dumps(made)) == made
    assert render_html(f"{kind}.html", made, draft=False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_is_read_in_few_statements_however_long_the_list(
    record: Record, kind: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(MOST_STATEMENTS):
        record.snapshot(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_record_gives_the_same_hash_in_any_language_of_the_screen(record: Record, kind: str) -> None:
    vietnamese = snapshot_hash(record.snapshot(kind))
    with translation.override("en"):
        english = snapshot_hash(record.snapshot(kind))

    assert english == vietnamese


def test_decision_has_the_five_contents_of_the_decree(record: Record) -> None:
    """Nghị định 217/2025/NĐ-CP Điều 11 khoản 3: grounds, scope and content, inspected, limit, team."""
    decision = record.snapshot("decision")

    assert [g["act"]["number"] for g in decision["grounds"] if g["act"]] == [
        "124/2025/QH15", "30/2020/NĐ-CP", "217/2025/NĐ-CP", "38/2026/TT-BGDĐT",
    ]  # fmt: skip
    assert [g["text"] for g in decision["grounds"] if g["act"] is None] == [
        "Căn cứ kế hoạch kiểm tra chuyên đề năm 2026 đã được phê duyệt",
        "Theo đề nghị của Trưởng phòng Giáo dục nghề nghiệp",
    ]
    assert decision["contents"][:2] == ["Quy định nội bộ", "Quản lý phôi"]
    assert decision["parties"][0] == {
        "name": "Trường Cao đẳng Minh Hoạ A",
        "address": "Số 1 đường Minh Hoạ, phường Bắc Gia Nghĩa, tỉnh Lâm Đồng",
    }
    assert (decision["limit_value"], decision["limit_unit"]) == (10, "working_day")
    assert decision["team"] == [
        {
            "name": "Nguyễn Thị Hồng Ánh",
            "post": "Phó Trưởng phòng Giáo dục nghề nghiệp",
            "duty": "Trưởng đoàn",
        },
        {"name": "H'Wen Niê Kđăm", "post": "Chuyên viên", "duty": "Thành viên"},
    ]


def test_decision_carries_number_subject_and_the_capacity_of_the_signer(record: Record) -> None:
    decision = record.snapshot("decision")

    assert (decision["number"], decision["symbol"], decision["signed_on"]) == ("9", "QĐ-SGDĐT", "2026-11-09")
    assert decision["subject"] == "Về việc kiểm tra chuyên ngành về quản lý, cấp văn bằng, chứng chỉ năm 2026"
    assert decision["authority"] == "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
    assert decision["signer"] == {
        "prefix": "KT.", "head_title": "Giám đốc", "title": "Phó Giám đốc", "name": "Trần Quốc Vượng",
    }  # fmt: skip


def test_decision_of_an_earlier_day_cites_the_law_and_the_agency_of_that_day(record: Record) -> None:
    """Nghị định 30/2020/NĐ-CP Điều 8; Luật Giáo dục nghề nghiệp 2014 was in force to 31/12/2025."""
    InspectionDetails.objects.update(
        announced_on=None, limit_end_on=None, decided_on=None, decision_number=None
    )

    decision = record.snapshot("decision", today=date(2025, 6, 20))

    assert (decision["superior"], decision["place"]) == ("UBND TỈNH ĐẮK NÔNG", "Đắk Nông")
    assert [g["act"]["number"] for g in decision["grounds"] if g["act"]] == ["74/2014/QH13", "30/2020/NĐ-CP"]
    assert (decision["number"], decision["signed_on"]) == ("", "")


def test_a_day_without_an_agency_is_refused_with_a_sentence(record: Record) -> None:
    with pytest.raises(NotReady, match="Chưa khai tên cơ quan dùng trong ngày 01/01/2000"):
        record.snapshot("conduct_plan", today=date(2000, 1, 1))


def test_conduct_plan_names_a_method_for_each_item_and_who_does_what(record: Record) -> None:
    """Nghị định 217/2025/NĐ-CP Điều 14 khoản 2."""
    plan = record.snapshot("conduct_plan")

    assert (plan["superior"], plan["symbol"]) == ("Sở Giáo dục và Đào tạo", "KH-ĐKT")
    assert plan["agency"] == "Đoàn kiểm tra theo Quyết định số 09/QĐ-SGDĐT"
    assert plan["objectives"] == ["Đánh giá việc chấp hành quy định", "Hướng dẫn đơn vị khắc phục"]
    assert plan["places"] == ["Trụ sở Sở Giáo dục và Đào tạo", "Trụ sở đơn vị"]
    third = [row for row in plan["items"] if row["code"] == "VB.03"]
    assert {row["method"] for row in third} == {"on_site"} and all(row["on_site_only"] for row in third)
    assert plan["assignments"][0]["tasks"] == "Chỉ đạo chung, ký biên bản"
    assert plan["assignments"][1]["tasks"].startswith("Kiểm tra nội dung VB.01, VB.02")
    assert plan["assignments"][2]["tasks"] == "Mọi thành viên giữ bí mật thông tin"
    assert plan["approval"]["approved_on"] == "2026-11-12"


def test_conduct_plan_tells_parties_apart_only_where_their_methods_differ(record: Record) -> None:
    with walls_asleep():
        Answer.objects.filter(party=record.first, item__code="VB.05").update(method="on_site")

    items = record.snapshot("conduct_plan")["items"]

    assert [row["assigned_to"] for row in items if row["code"] == "VB.01"] == ["H'Wen Niê Kđăm"]
    fifth = [
        (row["method"], row["text"].partition("(đối với ")[2]) for row in items if row["code"] == "VB.05"
    ]
    assert fifth == [
        ("on_site", "Trường Cao đẳng Minh Hoạ A)"),
        ("online", "Trường Trung cấp Minh Hoạ Cư Jút)"),
    ]


def test_conduct_plan_leaves_out_a_withdrawn_party(record: Record) -> None:
    details = record.second.details
    record.second.withdraw(by=record.lead, at=OPENED)
    details.save()
    record.second.save()
    opened(record.second)

    plan = record.snapshot("conduct_plan")

    assert [row["party"] for row in plan["schedule"]] == ["Trường Cao đẳng Minh Hoạ A"]
    assert all("(đối với" not in row["text"] for row in plan["items"])


def test_conduct_plan_and_minutes_not_yet_written_are_refused_with_a_sentence(record: Record) -> None:
    ConductPlan.objects.all().delete()
    with pytest.raises(NotReady, match="Chưa có kế hoạch tiến hành kiểm tra"):
        record.snapshot("conduct_plan")
    with pytest.raises(NotReady, match="Chưa có dự thảo biên bản"):
        snapshot_for("minutes", record.second, today=TODAY, demo=False)


def test_announcement_record_has_day_zero_and_a_named_representative(record: Record) -> None:
    """Nghị định 217/2025/NĐ-CP Điều 13: the limit runs from the announcement."""
    made = record.snapshot("announcement_record")

    assert (made["started_at"], made["limit_ends_on"]) == ("2026-11-12T08:00:00+07:00", "2026-11-26")
    assert (made["method"], made["venue"]) == ("online", "Phòng họp trực tuyến số 2 của Sở")
    assert [(p["name"], p["duty"]) for p in made["team_present"]] == [("Nguyễn Thị Hồng Ánh", "Trưởng đoàn")]
    assert made["representative"]["name"] == "Phạm Văn Khải" and made["representative"]["present"]
    assert [p["name"] for p in made["party_present"]] == ["Y Bhăm Êban"]


def test_information_request_says_what_why_and_until_the_end_of_which_day(record: Record) -> None:
    """Nghị định 217/2025/NĐ-CP Điều 8, 9.1c; Bộ luật Dân sự Điều 148 khoản 6."""
    made = record.snapshot("information_request")

    assert made["items"] == [
        {
            "code": "YC01", "asked": "Sổ theo dõi phôi", "due_at": "2026-11-16T23:59:00+07:00",
            "relevance": "Nội dung VB.02 (Luật Giáo dục nghề nghiệp)",
        }
    ]  # fmt: skip
    assert made["contact"] == {"name": "H'Wen Niê Kđăm", "post": "Chuyên viên", "duty": "Thành viên"}
    assert (made["contact_phone"], made["contact_email"]) == ("0912 000 111", "hwen@minhhoa.example.vn")


def test_information_request_reads_a_contact_outside_the_team(record: Record) -> None:
    record.request.contact = "Lê Đức Thắng, điện thoại 0263 000 222, thang@minhhoa.example.vn"

    made = record.snapshot("information_request")

    assert (made["contact"]["name"], made["contact_phone"]) == ("Lê Đức Thắng", "0263 000 222")
    assert made["contact_email"] == "thang@minhhoa.example.vn"


def test_minutes_agree_with_themselves_and_count_what_they_list(record: Record) -> None:
    """Nghị định 217/2025/NĐ-CP Điều 15 khoản 3 điểm a."""
    visit(record)
    minutes = record.snapshot("minutes")

    assert lint_minutes(minutes) == []
    assert [finding["code"] for finding in minutes["findings"]] == ["TT01"]
    assert minutes["counts"]["complies"] == minutes["counts"]["items"] - 1
    assert (minutes["counts"]["falls_short"], minutes["counts"]["signs_of_violation"]) == (1, 0)
    assert minutes["related_persons"] == [
        {"name": "Lê Văn Bình", "post": "thủ kho", "duty": ""},
        {"name": "Trần Thị Cúc", "post": "người có liên quan", "duty": ""},
    ]
    assert minutes["requests_on_the_spot"] == ["Gửi sổ gốc trước ngày 19/11/2026."]


def test_minutes_say_where_each_file_came_from_and_drop_a_withdrawn_one(record: Record) -> None:
    file = EvidenceFile.objects.get(name="VB.01.pdf")
    EvidenceFile.objects.filter(name="VB.02.pdf").update(
        withdrawn_at=OPENED, withdrawn_by=record.lead, withdrawn_reason="Gửi nhầm tệp"
    )

    items = {item["code"]: item for item in record.snapshot("minutes")["items"]}

    assert items["VB.01"]["evidence"] == [
        {"code": f"TL-{file.pk:03d}", "name": "VB.01.pdf", "origin": "đơn vị nộp qua hệ thống"}
    ]
    assert items["VB.02"]["evidence"] == []
    assert items["VB.03"]["evidence"][0]["origin"] == "Đoàn thu thập"


def visit(record: Record, **changes: Any) -> SiteVisit:
    """Half an hour past midnight in Việt Nam, still the day before in UTC."""
    given = {"planned": True, "place": "xưởng thực hành", "work_done": "Xem sổ gốc", **changes}
    row = SiteVisit.objects.create(
        party=record.first,
        starts_at=JUST_AFTER_MIDNIGHT,
        ends_at=JUST_AFTER_MIDNIGHT + timedelta(hours=1),
        recorded_at=JUST_AFTER_MIDNIGHT,
        recorded_by=record.lead,
        **given,
    )
    row.members.set(TeamMember.objects.filter(case=record.inspection, user=record.member))
    return row


def test_minutes_tell_a_recorded_visit_on_the_vietnamese_day_with_its_hours(record: Record) -> None:
    visit(record)
    minutes = record.snapshot("minutes")

    assert minutes["method"] == "mixed"
    assert minutes["site_visits"] == [
        {
            "visited_on": "2026-11-17",
            "place": "xưởng thực hành",
            "people": ["H'Wen Niê Kđăm"],
            "hours": "từ 00:30 đến 01:30",
        }
    ]


def test_a_withdrawn_visit_is_not_told_and_an_item_it_named_keeps_its_planned_method(record: Record) -> None:
    row = visit(record, planned=False, unplanned_reason="Dữ liệu không đủ.")
    online = Answer.objects.filter(party=record.first, method="online").order_by("pk")[0]
    row.items.set([online])
    seen = {item["code"]: item for item in record.snapshot("minutes")["items"]}[online.item.code]
    assert (seen["planned_method"], seen["method"]) == ("online", "on_site")
    assert record.snapshot("minutes")["site_visits"][0]["unplanned_reason"] == "Dữ liệu không đủ"

    SiteVisit.objects.filter(pk=row.pk).update(
        withdrawn_at=OPENED, withdrawn_by=record.lead, withdrawn_reason="Ghi nhầm"
    )
    minutes = record.snapshot("minutes")
    assert minutes["site_visits"] == []
    assert {item["code"]: item for item in minutes["items"]}[online.item.code]["method"] == "online"


def test_minutes_of_a_remote_inspection_tell_of_a_session_held_at_the_party(record: Record) -> None:
    with walls_asleep():
        Answer.objects.update(method="online")
    assert record.snapshot("minutes")["site_visits"] == []

    Minutes.objects.update(place="Phòng họp của Trường Cao đẳng Minh Hoạ A")
    minutes = record.snapshot("minutes")

    assert minutes["site_visits"][0]["visited_on"] == "2026-11-16"
    assert [contradiction.code for contradiction in lint_minutes(minutes)] == ["method"]


def test_opinion_is_the_partys_and_silence_is_never_agreement(record: Record) -> None:
    given = record.snapshot("minutes")["opinion"]
    Minutes.objects.update(opinion="", no_opinion=True)
    none = record.snapshot("minutes")["opinion"]
    Minutes.objects.update(no_opinion=False)
    silent = record.snapshot("minutes")["opinion"]

    assert (given["state"], given["given_by"]) == ("given", "Phạm Văn Khải")
    assert (none["state"], none["given_by"]) == ("none", "Phạm Văn Khải")
    assert silent == {"state": "not_yet", "text": "", "given_by": "", "given_at": ""}


def test_not_enough_evidence_gives_its_reason_and_an_open_item_has_no_rating(record: Record) -> None:
    Answer.objects.filter(item__code="VB.01").update(rating="not_enough", result="Chưa nhận được sổ gốc.")
    Answer.objects.filter(item__code="VB.04").update(concluded_at=None, concluded_by=None)

    items = {item["code"]: item for item in record.snapshot("minutes")["items"]}

    assert (items["VB.01"]["result"], items["VB.01"]["reason"]) == (
        "Chưa đủ căn cứ để đánh giá.",
        "Chưa nhận được sổ gốc.",
    )
    assert items["VB.04"]["rating"] == ""


def test_refusal_to_sign_names_its_reason_and_its_witness(record: Record) -> None:
    InspectedPartyDetails.objects.filter(case=record.first).update(
        signing_refused=True, refusal_reason="không nhất trí mục TT01.", minutes_signed_at=OPENED
    )
    Witness.objects.create(
        minutes=Minutes.objects.get(),
        kind="commune",
        name="Hoàng Minh",
        post="Phó Chủ tịch UBND phường Bắc Gia Nghĩa",
    )

    refusal = record.snapshot("minutes")["refusal"]

    assert (refusal["outcome"], refusal["reason"]) == ("refused", "không nhất trí mục TT01")
    assert [(w["kind"], w["name"]) for w in refusal["witnesses"]] == [("commune", "Hoàng Minh")]


def test_minutes_signed_late_say_so_with_the_reason(record: Record) -> None:
    assert record.snapshot("minutes")["remarks"] == []
    InspectedPartyDetails.objects.filter(case=record.first).update(
        signed_late=True, late_reason="chờ đơn vị đối chiếu"
    )

    remarks = record.snapshot("minutes")["remarks"]

    assert remarks == ["Biên bản được ký sau thời hạn kiểm tra. Lý do: chờ đơn vị đối chiếu."]


def test_demonstration_data_are_marked_on_every_document(record: Record) -> None:
    assert [record.snapshot(kind, demo=True)["demo"] for kind in KINDS] == [True] * len(KINDS)
