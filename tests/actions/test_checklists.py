"""A checklist from draft to publication: refusals, fixed texts, open cases that stay on theirs, one record of it all."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from inspections.actions import checklist_items as items
from inspections.actions import checklists
from inspections.exceptions import NotReady, Refused
from inspections.forms.inspection import ProposeForm
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Checklist, ChecklistItem, ChecklistVersion, LegalAct, SettingChange, User
from inspections.queries.checklists import act_index, as_text, items_of, offered_on, with_counts
from inspections.rules.outline_checks import publish_warnings
from inspections.rules.outline_diff import compare, marked
from inspections.rules.outline_text import read_outline
from tests.factories.cases import case_after
from tests.factories.people import make_people

NOW = timezone.make_aware(datetime(2026, 11, 20, 9, 0))
MONDAY = date(2026, 11, 23)
REASON = "Cập nhật theo văn bản mới."


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


@pytest.fixture
def keeper(cast: Cast) -> User:
    return cast.people["quantri"]


@pytest.fixture
def first(cast: Cast) -> ChecklistVersion:
    return cast.checklists["tuyen-sinh"]


@pytest.fixture
def draft(first: ChecklistVersion, keeper: User) -> ChecklistVersion:
    return checklists.new_version(first.checklist, by=keeper, now=NOW)


def put(version: ChecklistVersion, keeper: User, **more: Any) -> ChecklistItem:
    contents = {"code": "X.01", "requirement": "Có sổ theo dõi", "question": "Xem sổ", **more}
    return items.add_item(version, by=keeper, now=NOW, **contents)


def publish(version: ChecklistVersion, keeper: User, on: date = MONDAY) -> ChecklistVersion:
    return checklists.publish(version, by=keeper, now=NOW, valid_from=on, reason=REASON)


def refused_by_database(statement: str, *values: object) -> bool:
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    finally:
        transaction.savepoint_rollback(point)
    return False


def test_a_new_version_is_a_copy_that_leaves_the_one_in_use_alone(
    first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    assert (draft.number, draft.status) == (2, "draft")
    assert as_text(items_of(draft)) == as_text(items_of(first))
    put(draft, keeper)
    assert draft.items.count() == first.items.count() + 1
    with pytest.raises(NotReady, match="Đã có dự thảo phiên bản 2"):
        checklists.new_version(first.checklist, by=keeper, now=NOW)


@pytest.mark.parametrize("username", ["giamdoc", "chuyenvien", "giamsat", "truonga-hieutruong"])
def test_only_who_keeps_the_settings_writes_checklists(
    cast: Cast, draft: ChecklistVersion, username: str
) -> None:
    other = cast.people[username]
    with pytest.raises(Refused):
        put(draft, other)
    with pytest.raises(Refused):
        publish(draft, other)
    with pytest.raises(Refused):
        checklists.new_checklist(by=other, now=NOW, title="Đề cương khác")


def test_publication_closes_the_earlier_version_the_day_before_and_is_recorded(
    first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    publish(draft, keeper)
    first.refresh_from_db()
    draft.refresh_from_db()
    assert first.valid_until == MONDAY - timedelta(days=1)
    assert (draft.status, draft.valid_from, draft.valid_until) == ("published", MONDAY, None)
    assert draft.approval_note == "mẫu, cần Sở duyệt"
    change = SettingChange.objects.get(subject="checklist", key="tuyen-sinh")
    assert (change.by, change.at, change.reason) == (keeper, NOW, REASON)
    assert "phiên bản 1" in change.before and "phiên bản 2" in change.after


def test_a_proposal_offers_only_the_version_in_use_on_its_day(
    cast: Cast, first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    publish(draft, keeper)

    def offered(on: date) -> set[int]:
        form = ProposeForm(department_id=cast.department.pk, on=on)
        rows = form.fields["checklist_version"].queryset  # type: ignore[attr-defined]
        assert set(rows) == set(offered_on(on))
        return {row.pk for row in rows if row.checklist_id == first.checklist_id}

    assert offered(MONDAY - timedelta(days=1)) == {first.pk}
    assert offered(MONDAY) == {draft.pk}


def test_an_open_case_keeps_its_version_and_its_items(
    cast: Cast, first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    case = case_after(cast, "begin_check", Plot("tuyen-sinh"))
    asked = list(
        case.children.get().answers.order_by("item__position").values_list("item__requirement", flat=True)
    )
    for item in items_of(draft)[:3]:
        items.edit_item(
            item, by=keeper, now=NOW, code=item.code, requirement=f"Khác {item.code}", question="Khác"
        )
    publish(draft, keeper)
    details = case.inspection_details
    details.refresh_from_db()
    assert details.checklist_version_id == first.pk
    now_asked = (
        case.children.get().answers.order_by("item__position").values_list("item__requirement", flat=True)
    )
    assert list(now_asked) == asked
    counted = with_counts().get(pk=first.pk)
    assert (counted.case_count, counted.open_count) == (1, 1)  # type: ignore[attr-defined]


def test_publication_asks_a_reason_and_a_day_that_is_still_to_come(
    draft: ChecklistVersion, keeper: User
) -> None:
    with pytest.raises(NotReady, match="Ghi lý do"):
        checklists.publish(draft, by=keeper, now=NOW, valid_from=MONDAY, reason="  ")
    with pytest.raises(NotReady, match="từ hôm nay trở đi"):
        publish(draft, keeper, on=date(2026, 11, 19))
    assert ChecklistVersion.objects.get(pk=draft.pk).status == "draft"


def test_two_versions_do_not_begin_on_one_day(
    first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    publish(draft, keeper)
    third = checklists.new_version(first.checklist, by=keeper, now=NOW)
    with pytest.raises(NotReady, match="Chọn ngày sau ngày đó"):
        publish(third, keeper)


def test_an_item_without_a_question_hinders_publication(draft: ChecklistVersion, keeper: User) -> None:
    put(draft, keeper, question="")
    with pytest.raises(NotReady, match="Thiếu nội dung cần kiểm tra ở: X.01"):
        publish(draft, keeper)


def test_an_empty_checklist_is_not_published(keeper: User) -> None:
    empty = checklists.new_checklist(by=keeper, now=NOW, title="Đề cương kiểm tra công tác công khai")
    assert empty.checklist.code == "cong-khai"
    with pytest.raises(NotReady, match="chưa có nội dung nào"):
        publish(empty, keeper)


def test_an_act_that_has_ended_hinders_publication(draft: ChecklistVersion, keeper: User) -> None:
    put(draft, keeper, act=LegalAct.objects.get(code="luat-74-2014"))
    with pytest.raises(NotReady, match="74/2014/QH13 hết hiệu lực sau ngày 31/12/2025"):
        publish(draft, keeper)


def test_accreditation_standards_are_no_content_of_an_inspection(
    draft: ChecklistVersion, keeper: User
) -> None:
    put(draft, keeper, act=LegalAct.objects.get(code="tt-15-2017"))
    with pytest.raises(NotReady, match="tiêu chuẩn kiểm định"):
        publish(draft, keeper)


def test_unconfirmed_acts_and_unusual_numbers_of_items_are_only_pointed_out(
    cast: Cast, draft: ChecklistVersion, keeper: User
) -> None:
    put(draft, keeper, act=LegalAct.objects.get(code="nd-88-2026"))
    for number in range(2, 8):
        put(draft, keeper, code=f"X.{number:02d}", requirement=f"Có {number}")
    told = " ".join(publish_warnings(as_text(items_of(draft)), valid_from=MONDAY))
    assert "88/2026/NĐ-CP chưa được đối chiếu" in told
    assert "từ 8 đến 15" in told
    assert "Chưa dẫn văn bản ở nội dung: X.02" in told
    publish(draft, keeper)


def test_a_paste_is_saved_whole_or_not_at_all(draft: ChecklistVersion, keeper: User) -> None:
    before = as_text(items_of(draft))
    taken = {item.code for item in before}
    bad = read_outline("N.01 Có A\nN.01 Có B", act_index(), taken=taken)
    with pytest.raises(NotReady, match="trùng"):
        items.paste_items(draft, by=keeper, now=NOW, rows=bad.rows, replace=True)
    assert as_text(items_of(draft)) == before
    good = read_outline("N.01 Có A (Điều 5 Thông tư 38/2026/TT-BGDĐT)\n- Xem A\nN.02 Có B", act_index())
    items.paste_items(draft, by=keeper, now=NOW, rows=good.rows)
    added = items_of(draft)[len(before) :]
    assert [(item.code, item.requirement) for item in added] == [("N.01", "Có A"), ("N.02", "Có B")]
    assert added[0].citation == "Điều 5 Thông tư số 38/2026/TT-BGDĐT"
    with pytest.raises(NotReady, match="đã có trong dự thảo"):
        items.paste_items(draft, by=keeper, now=NOW, rows=good.rows)
    items.paste_items(draft, by=keeper, now=NOW, rows=good.rows, replace=True)
    assert [item.code for item in items_of(draft)] == ["N.01", "N.02"]


def test_items_of_a_draft_are_moved_removed_and_numbered_anew(draft: ChecklistVersion, keeper: User) -> None:
    codes = [item.code for item in items_of(draft)]
    second = items_of(draft)[1]
    items.move_item(second, by=keeper, now=NOW, up=True)
    assert [item.code for item in items_of(draft)][:2] == [codes[1], codes[0]]
    items.move_item(second, by=keeper, now=NOW, up=True)
    assert items_of(draft)[0].pk == second.pk
    items.remove_item(second, by=keeper, now=NOW)
    items.renumber_items(draft, by=keeper, now=NOW, prefix="nd")
    left = items_of(draft)
    assert [item.code for item in left] == [f"ND.{n:02d}" for n in range(1, len(codes))]
    assert [item.position for item in left] == list(range(1, len(codes)))


def test_a_place_without_an_act_is_refused_and_text_is_stored_in_one_spelling(
    draft: ChecklistVersion, keeper: User
) -> None:
    with pytest.raises(NotReady, match="Chọn văn bản trước"):
        put(draft, keeper, locator="Điều 5")
    item = put(draft, keeper, requirement="Co\u0301  so\u0302\u0309\u00a0theo do\u0303i ")
    assert item.requirement == "Có sổ theo dõi"


def test_a_published_version_takes_no_deed_of_the_editor(first: ChecklistVersion, keeper: User) -> None:
    item = items_of(first)[0]
    for deed in (
        lambda: put(first, keeper),
        lambda: items.remove_item(item, by=keeper, now=NOW),
        lambda: items.renumber_items(first, by=keeper, now=NOW, prefix="A"),
        lambda: checklists.delete_draft(first, by=keeper, now=NOW, reason=REASON),
        lambda: publish(first, keeper),
    ):
        with pytest.raises(NotReady, match="đã công bố"):
            deed()


def test_a_published_version_is_fixed_against_bare_statements(
    first: ChecklistVersion, draft: ChecklistVersion
) -> None:
    published, free = items_of(first)[0], items_of(draft)[0]
    table = "inspections_checklistitem"
    assert refused_by_database(f"UPDATE {table} SET requirement = 'khác' WHERE id = %s", published.pk)
    assert refused_by_database(f"DELETE FROM {table} WHERE id = %s", published.pk)
    assert refused_by_database(
        f"UPDATE {table} SET version_id = %s, code = 'Z' WHERE id = %s", first.pk, free.pk
    )
    assert not refused_by_database(f"UPDATE {table} SET requirement = 'khác' WHERE id = %s", free.pk)
    copy = (
        f"INSERT INTO {table} (version_id, position, code, group_title, requirement, question, evidence_hint, "
        f"locator, on_site_only, ready_wording) SELECT %s, 99, 'Z.99', '', 'x', 'x', '', '', false, '' "
    )
    assert refused_by_database(copy, first.pk)
    assert not refused_by_database(copy, draft.pk)
    for change in ("status = 'draft'", "number = 9", "valid_from = valid_from - 1"):
        assert refused_by_database(
            f"UPDATE inspections_checklistversion SET {change} WHERE id = %s", first.pk
        ), change
    assert refused_by_database("DELETE FROM inspections_checklistversion WHERE id = %s", first.pk)


def test_a_version_is_taken_out_of_use_with_a_reason(first: ChecklistVersion, keeper: User) -> None:
    with pytest.raises(NotReady, match="từ hôm nay trở đi"):
        checklists.withdraw(first, by=keeper, now=NOW, valid_until=date(2026, 11, 1), reason=REASON)
    with pytest.raises(NotReady, match="Ghi lý do"):
        checklists.withdraw(first, by=keeper, now=NOW, valid_until=MONDAY, reason="")
    checklists.withdraw(first, by=keeper, now=NOW, valid_until=MONDAY, reason=REASON)
    assert first.pk in {row.pk for row in offered_on(MONDAY)}
    assert first.pk not in {row.pk for row in offered_on(MONDAY + timedelta(days=1))}
    with pytest.raises(NotReady, match="chỉ được rút ngắn"):
        checklists.withdraw(first, by=keeper, now=NOW, valid_until=date(2027, 1, 1), reason=REASON)


def test_the_paper_of_approval_is_written_on_a_published_version(
    first: ChecklistVersion, keeper: User
) -> None:
    note = "Quyết định số 12/QĐ-SGDĐT ngày 20/11/2026"
    checklists.note_approval(first, by=keeper, now=NOW, approval_note=note, reason=REASON)
    first.refresh_from_db()
    assert first.approval_note == note
    assert note in SettingChange.objects.get(subject="checklist").after


def test_a_deleted_first_draft_takes_its_checklist_along(keeper: User) -> None:
    made = checklists.new_checklist(by=keeper, now=NOW, title="Đề cương kiểm tra công khai")
    put(made, keeper)
    checklists.delete_draft(made, by=keeper, now=NOW, reason="Lập nhầm")
    assert not Checklist.objects.filter(pk=made.checklist_id).exists()
    assert SettingChange.objects.get(key=made.checklist.code).reason == "Lập nhầm"


def test_the_difference_of_two_versions_names_what_came_went_and_changed(
    first: ChecklistVersion, draft: ChecklistVersion, keeper: User
) -> None:
    one, two, *_rest = items_of(draft)
    items.remove_item(one, by=keeper, now=NOW)
    contents = {"question": two.question, "act": two.act, "group_title": two.group_title}
    more = {"evidence_hint": two.evidence_hint, "ready_wording": two.ready_wording}
    changed = f"{two.requirement} Bổ sung."
    items.edit_item(two, by=keeper, now=NOW, code="TS.99", requirement=changed, **contents, **more)
    put(draft, keeper)
    found = compare(as_text(items_of(first)), as_text(items_of(draft)))
    kinds = {
        kind: [change for change in found if change.kind == kind] for kind in ("added", "removed", "changed")
    }
    assert [change.after.code for change in kinds["added"] if change.after] == ["X.01"]
    assert [change.before.code for change in kinds["removed"] if change.before] == [one.code]
    (change,) = kinds["changed"]
    assert [field.label for field in change.changes] == ["Mã", "Yêu cầu"]
    assert ("ins", "Bổ sung.") in [(op, text.strip()) for op, text in change.changes[1].segments]


def test_marked_words_give_both_texts_back() -> None:
    before, after = "Xem quy chế còn hiệu lực", "Xem quy chế tuyển sinh còn hiệu lực"
    segments = list(marked(before, after))
    assert "".join(text for op, text in segments if op != "ins") == before
    assert "".join(text for op, text in segments if op != "del") == after
    assert list(marked("đã cấp phép hoạt động", "đã cấp phép đào tạo")) == [
        ("same", "đã cấp phép "),
        ("del", "hoạt động"),
        ("ins", "đào tạo"),
    ]
