"""Forms outside the dossiers: settings, checklists, people, the register of past paper inspections."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.actions import absence, checklists, reference_agency, reference_rules
from inspections.forms.checklists import PasteForm
from inspections.management.demo.people import Cast
from inspections.models import (
    AgencyProfile,
    CalendarDay,
    Capacity,
    Checklist,
    ChecklistVersion,
    Department,
    Institution,
    Membership,
    PaperImport,
    PaperInspection,
    User,
)
from inspections.rules.periods import AgencyText
from inspections.rules.settings_values import internal_source
from tests.factories.cases import case_after
from tests.factories.past import visit, workbook
from tests.quality.filling import WORDS
from tests.quality.places import ADMINISTRATOR, DIRECTOR, OFFICER, Place
from tests.quality.scenes import NOW, REASON

TOMORROW = "13/11/2026"
PAPER = {
    "decision_number": "125/QĐ-SLĐTBXH",
    "decided_on": "04/03/2024",
    "agency": "Sở Lao động - Thương binh và Xã hội",
    "content": "Công tác tuyển sinh",
    "ground_text": "Kế hoạch số 12/KH-SLĐTBXH",
    "period": "01/9/2022 - 31/8/2023",
    "lead_name": "Nguyễn Văn Minh Hoạ",
    "institution": "MH-01",
    "announced_on": "11/03/2024",
    "minutes_on": "15/03/2024",
    "kept_at": "Hộp 12",
}


def _kept(name: str, /, *arguments: Any, **typed: Any) -> Place:
    """A form that the administrator sends."""
    return Place(name, ADMINISTRATOR, reverse(name, args=arguments), typed)


def settings(cast: Cast) -> Iterator[Place]:
    """Rules, calendar, acts, names of the agency."""
    source = {"source_kind": "internal", "source": "QĐ số 12/QĐ-SGDĐT", **REASON}
    key = "inspection.result_report"
    changed = {"value": "10", "unit": "working_day", "from_on": TOMORROW, **source}
    yield _kept("change_rule", key, **changed)
    other = "inspection.information_request"
    _in_a_week(cast, other)
    yield _kept("correct_rule", other, **{**changed, "value": "4"})
    yield _kept("withdraw_rule", other, **REASON)
    yield _kept("add_year", **REASON)
    day = CalendarDay.objects.filter(year__confirmed_at__isnull=True).earliest("on")
    confirmed = CalendarDay.objects.filter(year__confirmed_at__isnull=False).latest("on")
    year = day.year.year
    yield _kept("confirm_year", year, legal_basis="Thông báo số 5/TB")
    yield _kept("unconfirm_year", confirmed.year.year, **REASON)
    yield _kept("add_day", year, on=f"20/10/{year}", kind="holiday", name="Nghỉ thêm", **REASON)
    yield _kept("change_day", year, day.pk, name="Nghỉ lễ, tên khác", **REASON)
    yield _kept("remove_day", year, day.pk, **REASON)
    act = {"act_type": "nghi_dinh", "number": "99/2026/NĐ-CP", "name": WORDS, "issuer": "Chính phủ"}
    yield _kept("add_act", **act, **REASON)
    yield _kept("change_act", "nd-217-2025", note=WORDS, **REASON)
    yield _kept("change_name", from_on="01/01/2027", name="Sở Giáo dục tỉnh", **REASON)
    profile = AgencyProfile.objects.latest("valid_from")
    yield _kept("correct_profile", profile.pk, phone="0261 123456", **REASON)


def _in_a_week(cast: Cast, key: str) -> None:
    """A value of a rule that is still to come."""
    reference_rules.change_rule(
        key,
        by=cast.people[ADMINISTRATOR],
        now=NOW,
        value="5",
        unit="working_day",
        source=internal_source("QĐ số 12/QĐ-SGDĐT"),
        from_on=(NOW + timedelta(days=7)).date(),
        reason=WORDS,
    )


def agency(cast: Cast) -> Iterator[Place]:
    """A name of the agency that is still to come."""
    present = AgencyProfile.objects.latest("valid_from")
    words = {field.name: getattr(present, field.name) for field in fields(AgencyText)}
    later = reference_agency.change_name(
        by=cast.people[ADMINISTRATOR],
        now=NOW,
        text=AgencyText(**{**words, "name": "Sở Giáo dục"}),
        from_on=(NOW + timedelta(days=100)).date(),
        reason=WORDS,
    )
    yield _kept("withdraw_profile", later.pk, **REASON)


def register(cast: Cast) -> Iterator[Place]:
    """Institutions entered, corrected, ended, restored, exempt from visits and no more."""
    typed = {
        "code": "GDNN-013",
        "name": "Trường Trung cấp Minh Hoạ Di Linh",
        "kind": "trung_cap",
        "legal_form": "private",
        "commune": "Xã Di Linh",
        "province": "Tỉnh Lâm Đồng",
        "valid_from": "01/09/2026",
    }
    yield _kept("add_institution", **typed, **REASON)
    running, ended, exempt = (cast.institutions[code] for code in ("MH-05", "MH-06", "MH-07"))
    Institution.objects.filter(pk__in=(running.pk, exempt.pk)).update(legal_form="enterprise")
    yield _kept("change_institution", running.pk, phone="0200 100 0099", **REASON)
    yield _kept("end_institution", running.pk, from_on=TOMORROW, basis=WORDS)
    yield _kept("exempt_institution", running.pk, basis=WORDS)
    Institution.objects.filter(pk=ended.pk).update(valid_until=NOW.date() - timedelta(days=9))
    yield _kept("restore_institution", ended.pk, **REASON)
    Institution.objects.filter(pk=exempt.pk).update(exempt_from_visits=True, exemption_basis=WORDS)
    yield _kept("end_exemption", exempt.pk, **REASON)


def outlines(cast: Cast) -> Iterator[Place]:
    """The editor of checklists: a draft with its items, and the published version."""
    admin = cast.people[ADMINISTRATOR]
    theme = Checklist.objects.get(code="tuyen-sinh")
    draft = checklists.new_version(theme, by=admin, now=NOW)
    published = theme.versions.get(status="published")
    yield _kept("checklist_new", title="Đề cương kiểm tra công khai")
    other = Checklist.objects.get(code="chuan-co-so")
    yield Place(
        "checklist_version_new",
        ADMINISTRATOR,
        reverse("checklist_version_new", args=[other.pk]),
        {},
        reverse("checklists"),
        "",
    )
    yield from _of_draft(draft)
    yield _kept("checklist_withdraw", published.pk, valid_until="31/12/2026", **REASON)
    yield _kept("checklist_approval", published.pk, approval_note="QĐ số 7", **REASON)


def _of_draft(draft: ChecklistVersion) -> Iterator[Place]:
    table = "STT\tYêu cầu\tNội dung cần kiểm tra\tCăn cứ\n1\tCó quy chế\tXem quy chế\t\n"
    pasted = {"text": table, "mode": "replace"}
    seen = PasteForm(pasted, codes=[]).mark
    yield _kept("checklist_paste", draft.pk, **pasted, do="save", seen=seen)
    yield _kept("checklist_item_new", draft.pk, code="TS.99", requirement=WORDS)
    first = draft.items.earliest("position")
    yield _kept("checklist_item", draft.pk, first.pk, requirement=WORDS)
    arrange = reverse("checklist_arrange", args=[draft.pk])
    page = reverse("checklist_version", args=[draft.pk])
    yield Place("checklist_arrange", ADMINISTRATOR, arrange, {"do": f"remove:{first.pk}"}, page, "")
    yield _kept("checklist_publish", draft.pk, valid_from=TOMORROW, **REASON)
    yield _kept("checklist_delete", draft.pk, **REASON)


def people(cast: Cast) -> Iterator[Place]:
    """Accounts, posts, capacities, absences, hand-over."""
    member, deputy = cast.people["thanhvien2"], cast.people["phogiamdoc"]
    place = f"d{Department.objects.get(code=cast.department.code).pk}"
    post = {"place": place, "role": "officer", "title": "Chuyên viên", "valid_from": TOMORROW}
    made = {"full_name": "Hồ Thị Mới", "username": "hothimoi", "email": "moi@example.vn"}
    yield _kept("new_account", **post, **made)
    yield _kept("appoint", member.pk, **post)
    held = Membership.objects.get(user=member)
    yield _kept("end_post", member.pk, held.pk, **REASON)
    mandate = {"kind": "by_mandate", "own_title": "CHUYÊN VIÊN", "scope": WORDS}
    days = {"valid_from": "12/11/2026", "valid_until": "31/12/2026"}
    yield _kept("give_capacity", member.pk, **mandate, **days)
    capacity = Capacity.objects.get(user=deputy)
    yield _kept("end_capacity", deputy.pk, capacity.pk, **REASON)
    yield _kept("switch_account_lock", member.pk, **REASON)
    yield _kept("give_access", member.pk, **REASON)
    yield from _absences(cast, cast.people[DIRECTOR], deputy)


def _absences(cast: Cast, director: User, deputy: User) -> Iterator[Place]:
    case_after(cast, "draft_decision")
    days = {"from_on": "12/11/2026", "until_on": "16/11/2026", "delegate": deputy.pk}
    yield Place("record_absence", DIRECTOR, reverse("record_absence", args=[director.pk]), days)
    away = {"from_on": NOW.date(), "until_on": NOW.date() + timedelta(days=3)}
    absence.record_absence(deputy, by=deputy, now=NOW, delegate=None, note="", **away)
    row = deputy.absences.get()
    yield Place("end_absence", "phogiamdoc", reverse("end_absence", args=[deputy.pk, row.pk]))


def hand_over(cast: Cast) -> Iterator[Place]:
    """An officer gives a turn away."""
    case_after(cast, "declare_conflicts")
    given = {"to": cast.people["truongdoan"].pk, "note": WORDS, "confirmed": "on"}
    yield Place("hand_over", OFFICER, reverse("hand_over", args=[cast.people[OFFICER].pk]), given)


def past(cast: Cast) -> Iterator[Place]:
    """The register of past paper inspections."""
    yield Place("past_new", OFFICER, reverse("past_new"), PAPER)
    officer = cast.people[OFFICER]
    words = {name: PAPER[name] for name in ("agency", "content", "lead_name", "kept_at", "ground_text")}
    day = NOW.date() - timedelta(days=400)
    row = PaperInspection.objects.create(
        department=cast.department,
        institution=cast.institutions["MH-02"],
        decision_number="7/QĐ",
        number_key="7",
        decided_on=day,
        announced_on=day,
        period_from=day - timedelta(days=90),
        period_to=day - timedelta(days=30),
        entered_at=NOW,
        entered_by=officer,
        **words,
    )
    yield Place("past_withdraw", OFFICER, reverse("past_withdraw", args=[row.pk]), REASON)

    def book() -> dict[str, Any]:
        return {"file": SimpleUploadedFile("so.xlsx", workbook(visit(), visit(institution="MH-02")))}

    yield Place("past_upload", OFFICER, reverse("past_upload"), book)
    kept = PaperImport(
        department=cast.department,
        name="so.xlsx",
        size=1,
        state="ready",
        row_count=1,
        uploaded_at=NOW,
        uploaded_by=officer,
    )
    kept.blob.save("so.xlsx", ContentFile(workbook(visit())), save=False)
    kept.save()
    page = reverse("past_import", args=[kept.pk])
    for name in ("past_confirm", "past_cancel"):
        yield Place(name, OFFICER, reverse(name, args=[kept.pk]), {}, page, "")
