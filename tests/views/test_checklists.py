"""The checklist editor on the screen: paste, preview, save; nothing typed is lost, nothing is half saved."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import checklists
from inspections.management.demo.people import Cast
from inspections.models import Checklist, ChecklistVersion, SettingChange
from inspections.queries.checklists import items_of
from tests.factories.people import make_people

PASTE = (
    "STT\tYêu cầu\tNội dung cần kiểm tra\tCăn cứ\n"
    "1\tCó quy chế <b>tuyển sinh</b>\tXem quy chế\tĐiều 4 Nghị định 99/2099/NĐ-CP\n"
    "2\tCó hội đồng\tXem quyết định\t\n"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


@pytest.fixture
def keeper(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.people["quantri"])
    return client


@pytest.fixture
def draft(cast: Cast) -> ChecklistVersion:
    checklist = Checklist.objects.get(code="tuyen-sinh")
    return checklists.new_version(checklist, by=cast.people["quantri"], now=timezone.now())


def paste_url(version: ChecklistVersion) -> str:
    return reverse("checklist_paste", args=[version.pk])


def test_a_checklist_is_made_by_pasting_choosing_the_act_and_saving(keeper: Client) -> None:
    answer = keeper.post(reverse("checklist_new"), {"title": "Đề cương kiểm tra công khai", "once": "a"})
    made = ChecklistVersion.objects.get(checklist__title="Đề cương kiểm tra công khai")
    assert answer.headers["Location"] == paste_url(made)
    seen = keeper.post(paste_url(made), {"text": PASTE, "do": "preview", "once": "b"})
    page = seen.content.decode()
    assert "Chưa rõ «Điều 4 Nghị định 99/2099/NĐ-CP»" in page
    assert "&lt;b&gt;tuyển sinh&lt;/b&gt;" in page and "<b>tuyển sinh" not in page
    assert "1 nội dung cần sửa" in page
    (key,) = [one.key for one in seen.context["outline"].unknown]
    typed = {"text": PASTE, f"act_{key}": "nd-30-2020", "once": "b"}
    again = keeper.post(paste_url(made), {**typed, "do": "preview"})
    assert "Lưu 2 nội dung" in again.content.decode()
    assert made.items.count() == 0
    saved = keeper.post(paste_url(made), {**typed, "do": "save", "seen": again.context["mark"]})
    assert saved.headers["Location"] == reverse("checklist_version", args=[made.pk])
    assert [item.citation for item in items_of(made)] == ["Điều 4 Nghị định số 30/2020/NĐ-CP", ""]


def test_a_text_with_faults_saves_nothing_and_comes_back_whole(
    keeper: Client, draft: ChecklistVersion
) -> None:
    before = draft.items.count()
    answer = keeper.post(paste_url(draft), {"text": PASTE, "mode": "append", "do": "save", "seen": "x"})
    assert answer.status_code == 200
    assert "99/2099/NĐ-CP" in answer.context["form"]["text"].value()
    assert draft.items.count() == before


def test_a_text_changed_after_the_preview_is_shown_again_before_it_is_saved(
    keeper: Client, draft: ChecklistVersion
) -> None:
    typed = {"text": "N.01 Có A", "mode": "append", "do": "preview"}
    mark = keeper.post(paste_url(draft), typed).context["mark"]
    changed = {**typed, "text": "N.01 Có B", "do": "save", "seen": mark}
    answer = keeper.post(paste_url(draft), changed)
    assert "Nội dung đã đổi sau lần xem thử" in answer.content.decode()
    assert not draft.items.filter(code="N.01").exists()
    keeper.post(paste_url(draft), {**changed, "seen": answer.context["mark"]})
    assert draft.items.get(code="N.01").requirement == "Có B"


def test_an_item_is_edited_added_moved_and_removed_by_buttons(
    keeper: Client, draft: ChecklistVersion
) -> None:
    first, second, *_rest = items_of(draft)
    page = reverse("checklist_version", args=[draft.pk])
    item_url = reverse("checklist_item", args=[draft.pk, first.pk])
    typed = {"code": first.code, "requirement": "Yêu cầu mới", "locator": "Điều 5", "once": "c"}
    wrong = keeper.post(item_url, typed).content.decode()
    assert "Chọn văn bản trước khi ghi điều, khoản." in wrong and "Yêu cầu mới" in wrong
    assert keeper.post(item_url, {**typed, "locator": "", "question": "Xem"}).headers["Location"] == page
    first.refresh_from_db()
    assert first.requirement == "Yêu cầu mới"
    twice = {"code": second.code, "requirement": "Khác", "once": "d"}
    new_url = reverse("checklist_item_new", args=[draft.pk])
    assert "đã có trong dự thảo" in keeper.post(new_url, twice).content.decode()
    arrange = reverse("checklist_arrange", args=[draft.pk])
    keeper.post(arrange, {"do": f"up:{second.pk}"})
    assert items_of(draft)[0].pk == second.pk
    keeper.post(arrange, {"do": f"remove:{second.pk}"})
    assert not draft.items.filter(pk=second.pk).exists()
    keeper.post(arrange, {"do": "renumber", "prefix": "NB"})
    assert items_of(draft)[0].code == "NB.01"
    answer = keeper.post(arrange, {"do": "renumber", "prefix": "1!"}, follow=True)
    assert "Ghi từ 1 đến 6 chữ cái" in answer.content.decode()


def test_publishing_shows_what_to_look_at_and_asks_the_reason(
    keeper: Client, draft: ChecklistVersion
) -> None:
    url = reverse("checklist_publish", args=[draft.pk])
    day = f"{timezone.localdate():%d/%m/%Y}"
    refused = keeper.post(url, {"valid_from": day, "reason": "", "once": "e"})
    assert refused.status_code == 200 and draft.items.exists()
    keeper.post(url, {"valid_from": day, "reason": "Áp dụng từ hôm nay", "once": "f"})
    draft.refresh_from_db()
    assert draft.status == "published"
    assert SettingChange.objects.get(subject="checklist").reason == "Áp dụng từ hôm nay"
    page = keeper.get(reverse("checklist_version", args=[draft.pk])).content.decode()
    assert "Áp dụng từ hôm nay" in page and "Đang dùng" in page
    assert keeper.get(paste_url(draft)).status_code == 404


def test_the_difference_is_told_in_words_and_not_by_colour_alone(
    keeper: Client, draft: ChecklistVersion
) -> None:
    first = items_of(draft)[0]
    url = reverse("checklist_item", args=[draft.pk, first.pk])
    keeper.post(url, {"code": first.code, "requirement": first.requirement + " Thêm chữ.", "once": "g"})
    other = draft.checklist.versions.get(number=1)
    page = keeper.get(reverse("checklist_diff", args=[other.pk, draft.pk])).content.decode()
    assert "<ins>" in page and "[thêm]" in page
    assert "0 cuộc kiểm tra đang mở giữ phiên bản 1." in page
    foreign = ChecklistVersion.objects.exclude(checklist=draft.checklist).earliest("pk")
    assert keeper.get(reverse("checklist_diff", args=[foreign.pk, draft.pk])).status_code == 404


def test_a_list_costs_the_same_for_more_versions(
    keeper: Client, cast: Cast, draft: ChecklistVersion, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert keeper.get(reverse("checklists")).status_code == 200
        return len(seen)

    keeper.get(reverse("checklists"))
    one = cost()
    for number in range(3):
        checklists.new_checklist(by=cast.people["quantri"], now=timezone.now(), title=f"Đề cương {number}")
    assert cost() == one


def test_a_second_draft_is_refused_with_a_sentence(keeper: Client, draft: ChecklistVersion) -> None:
    url = reverse("checklist_version_new", args=[draft.checklist_id])
    assert "Đã có dự thảo phiên bản 2" in keeper.post(url, follow=True).content.decode()
    assert draft.checklist.versions.count() == 2


def test_a_draft_is_deleted_and_a_version_taken_out_of_use_with_reasons(
    keeper: Client, draft: ChecklistVersion
) -> None:
    published = draft.checklist.versions.get(number=1)
    day = f"{timezone.localdate():%d/%m/%Y}"
    keeper.post(reverse("checklist_delete", args=[draft.pk]), {"reason": "Thôi không sửa", "once": "h"})
    assert not ChecklistVersion.objects.filter(pk=draft.pk).exists()
    ended = {"valid_until": day, "reason": "Chờ văn bản mới", "once": "i"}
    keeper.post(reverse("checklist_withdraw", args=[published.pk]), ended)
    approved = {"approval_note": "Quyết định số 1/QĐ-SGDĐT", "reason": "Đã ký", "once": "j"}
    keeper.post(reverse("checklist_approval", args=[published.pk]), approved)
    published.refresh_from_db()
    assert published.valid_until == timezone.localdate()
    assert published.approval_note == "Quyết định số 1/QĐ-SGDĐT"
    assert keeper.get(reverse("checklists")).status_code == 200
