"""One decision, several units: each with its own days and way of working in the plan (practice 4; traps 16, 46)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from inspections.actions import decision
from inspections.enums import ItemMethod, LegalForm
from inspections.exceptions import NotReady
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case, ChecklistVersion, Institution
from inspections.models.inputs import PartyPlan
from tests.factories.cases import after, case_after

THREE = Plot(codes=("MH-01", "MH-02", "MH-03"))
NOW = after("issue_decision")
FIRST = timezone.localtime(NOW).date() + timedelta(days=1)
LAST = FIRST + timedelta(days=6)


def remote_version(cast: Cast) -> ChecklistVersion:
    """A version of the đề cương that can be examined wholly from afar."""
    old = cast.checklists["tuyen-sinh"]
    version = ChecklistVersion.objects.create(
        checklist=old.checklist, number=old.number + 1, valid_from=old.valid_from
    )
    for item in old.items.all():
        item.pk, item.version, item.on_site_only = None, version, False
        item.save()
    version.status = ChecklistVersion.Status.PUBLISHED
    version.save(update_fields=["status"])
    return version


def decided(cast: Cast, plot: Plot = THREE, *, remote: bool = True) -> Case:
    if remote:
        cast = replace(cast, checklists={**cast.checklists, "tuyen-sinh": remote_version(cast)})
    return case_after(cast, "issue_decision", plot)


def submit(cast: Cast, case: Case, parties: dict[int, PartyPlan], **changed: Any) -> None:
    version = case.inspection_details.checklist_version
    assert version is not None
    items = list(version.items.values_list("pk", flat=True))
    methods = dict.fromkeys(items, str(ItemMethod.ONLINE)) | {items[0]: str(ItemMethod.ON_SITE)}
    given: dict[str, Any] = {"starts_on": FIRST, "ends_on": LAST, "item_methods": methods} | changed
    decision.submit_conduct_plan(
        case,
        by=cast.people["truongdoan"],
        now=NOW,
        objective="Đánh giá.",
        requirement="Khách quan.",
        place="Trực tuyến",
        assignment="Cả Đoàn.",
        resources="Sẵn có.",
        parties=parties,
        **given,
    )


def test_three_units_are_remote_mixed_and_on_site_each_on_its_own_days(cast: Cast) -> None:
    case = decided(cast)
    remote, mixed, on_site = case.children.order_by("pk")
    plans = {
        remote.pk: PartyPlan(FIRST, FIRST + timedelta(days=1), "online"),
        mixed.pk: PartyPlan(FIRST + timedelta(days=2), FIRST + timedelta(days=3), "as_list"),
        on_site.pk: PartyPlan(FIRST + timedelta(days=4), None, "on_site"),
    }
    submit(cast, case, plans)
    rows = [Case.objects.get(pk=row.pk).party_details for row in (remote, mixed, on_site)]
    assert [row.method for row in rows] == ["online", "mixed", "on_site"]
    assert [row.starts_on for row in rows] == [FIRST, FIRST + timedelta(days=2), FIRST + timedelta(days=4)]
    assert Case.objects.get(pk=case.pk).conduct_plan.method == "mixed"
    assert set(Answer.objects.filter(party=remote).values_list("method", flat=True)) == {"online"}
    assert set(Answer.objects.filter(party=on_site).values_list("method", flat=True)) == {"on_site"}


def test_the_days_of_a_unit_lie_inside_the_plan(cast: Cast) -> None:
    case = decided(cast)
    row = case.children.order_by("pk").first()
    assert row is not None
    with pytest.raises(NotReady, match="trong thời gian tiến hành"):
        submit(cast, case, {row.pk: PartyPlan(LAST, LAST + timedelta(days=1))})
    assert Case.objects.get(pk=case.pk).stage == "decided"
    assert not Answer.objects.filter(party__root=case).exclude(method="").exists()


def test_a_unit_cannot_be_all_remote_when_an_item_must_be_seen(cast: Cast) -> None:
    case = decided(cast, Plot(), remote=False)
    row = case.children.get()
    with pytest.raises(NotReady, match="bắt buộc xem thực tế"):
        submit(cast, case, {row.pk: PartyPlan(way="online")})


def test_trap_46_a_compliant_business_is_visited_only_with_a_written_reason(cast: Cast) -> None:
    case = decided(cast, Plot())
    row = case.children.get()
    Institution.objects.filter(pk=row.institution_id).update(
        legal_form=LegalForm.PRIVATE, exempt_from_visits=True, exemption_basis="Chấp hành tốt năm 2025"
    )
    with pytest.raises(NotReady, match="Đ.4.6"):
        submit(cast, case, {row.pk: PartyPlan(way="on_site")})
    submit(cast, case, {row.pk: PartyPlan(way="on_site", exemption_note="Có phản ánh về xưởng thực hành.")})
    assert row.party_details.__class__.objects.get(case=row).exemption_note.startswith("Có phản ánh")


def test_trap_46_the_same_business_examined_remotely_needs_no_reason(cast: Cast) -> None:
    case = decided(cast, Plot())
    row = case.children.get()
    Institution.objects.filter(pk=row.institution_id).update(
        legal_form=LegalForm.PRIVATE, exempt_from_visits=True
    )
    submit(cast, case, {row.pk: PartyPlan(way="online")})
    assert Case.objects.get(pk=case.pk).stage == "conduct_plan_submitted"


def test_an_institution_merged_yesterday_is_not_proposed_and_its_successor_is_named(cast: Cast) -> None:
    gone, successor = cast.institutions["MH-01"], cast.institutions["MH-02"]
    Institution.objects.filter(pk=gone.pk).update(valid_until=date(2026, 11, 1), merged_into=successor)
    gone.refresh_from_db()
    with pytest.raises(NotReady) as refusal:
        case_after(cast, "propose")
    assert "sáp nhập từ sau ngày 01/11/2026" in str(refusal.value)
    assert successor.name in str(refusal.value)
    assert not Case.objects.exists()
