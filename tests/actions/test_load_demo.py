"""The demonstration: everybody finds something to do, every screen something to show; a second load changes nothing."""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from inspections.actions import backfilling
from inspections.enums import DocumentState, OrderKind, OrderState, SignatureRoute
from inspections.kinds import InspectionStage, PartyStage
from inspections.management.demo.cases import tell_all
from inspections.management.demo.people import ACCOUNTS, Cast
from inspections.models import (
    Absence,
    BackfillSign,
    CalendarYear,
    Case,
    CaseEvent,
    ChecklistVersion,
    Complaint,
    ConfidentialSource,
    ContactAppointment,
    DiaryLine,
    Dispatch,
    Document,
    EvidenceFile,
    IncomingPaper,
    InformationRequest,
    Institution,
    Invitation,
    ItemShare,
    Message,
    MoreTime,
    OfficeTemplate,
    Order,
    OutlineEntry,
    PaperInspection,
    Receipt,
    Referral,
    RelatedPerson,
    SiteVisit,
    SupplementaryMinutes,
    Turn,
    User,
    VaultDocument,
)
from inspections.queries.deadlines import work_calendar
from inspections.queries.notices import agency_and_unread
from inspections.queries.people import actor_of
from inspections.queries.vault import already_there
from inspections.rules.roles import Role
from tests.factories.cases import ending_of

pytestmark = pytest.mark.django_db
IDLE = {Role.ADMINISTRATOR, Role.MONITOR, Role.INSTITUTION_HELPER}
INSPECTIONS = 22


def test_the_demonstration_gives_everybody_something_to_do_and_loads_once() -> None:
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert len(out.getvalue().splitlines()) == 1
    today = timezone.localdate()
    for account in ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.check_password(settings.DEMO_PASSWORD)
        asked = Turn.objects.still_open().asked_of(actor_of(user, today))
        assert asked.exists() == (account.role not in IDLE), account.username
    assert Case.objects.roots().count() == INSPECTIONS
    assert not Message.objects.filter(sent_at__isnull=True).exists()
    _no_honest_record_is_flagged()
    assert Turn.objects.still_open().filter(due_on__lt=today).exists()
    assert Turn.objects.still_open().filter(due_on=today).exists()
    assert Turn.objects.still_open().filter(due_on__gt=today).exists()
    _papers_that_wait_for_a_signature_can_be_read()
    _some_papers_are_signed_digitally_and_verified()
    _news_is_little_and_unread(today)
    assert MoreTime.objects.filter(state="asked").exists()

    before = Case.objects.count(), User.objects.count()
    call_command("load_demo", stdout=StringIO())
    assert (Case.objects.count(), User.objects.count()) == before


def _no_honest_record_is_flagged() -> None:
    """The people of the demonstration play honestly, at a human pace."""
    backfilling.look_at_all(now=timezone.now())
    assert [str(sign) for sign in BackfillSign.objects.order_by("pk")] == []


def _papers_that_wait_for_a_signature_can_be_read() -> None:
    asked = Turn.objects.still_open().filter(verb__in=("sign_decision", "approve_conduct_plan", "sign_order"))
    assert asked.count() >= 4
    for turn in asked:
        papers = Document.objects.filter(case=turn.case, state=DocumentState.FOR_SIGNATURE)
        assert any(paper.is_rendered for paper in papers), turn.label


def _some_papers_are_signed_digitally_and_verified() -> None:
    issued = Document.objects.filter(state=DocumentState.ISSUED)
    digital = Counter(issued.filter(route=SignatureRoute.DIGITAL).values_list("kind", flat=True))
    assert digital["decision"] >= 3
    assert digital["conduct_plan"] >= 3
    assert Document.objects.filter(kind="minutes", route=SignatureRoute.DIGITAL).exists()
    assert issued.filter(route=SignatureRoute.HAND).exists()


# Just after midnight on the first Sunday of a year; on the first working day after Tết.
@pytest.mark.parametrize("moment", ["2027-01-03 00:05", "2027-02-15 08:00"])
def test_the_demonstration_can_be_loaded_on_any_day_at_any_hour(cast: Cast, moment: str) -> None:
    now = timezone.make_aware(datetime.fromisoformat(moment))
    assert tell_all(ending_of(cast), now) == INSPECTIONS
    assert not CaseEvent.objects.filter(at__gt=now).exists()
    for case in Case.objects.roots():
        told = list(case.dossier_events.order_by("id").values_list("at", flat=True))
        assert told == sorted(told), case
    _numbers_follow_their_days()
    _every_intervention_has_something_to_show()
    _one_inspection_works_three_ways_in_three_places()
    _every_record_has_something_to_show(timezone.localtime(now).date())
    _the_institutions_have_done_their_part(timezone.localtime(now).date())
    _files_came_in_every_way()
    _papers_went_and_came_by_other_roads(timezone.localtime(now))
    _the_register_and_the_settings_have_something_to_show(timezone.localtime(now).date())
    source = ConfidentialSource.objects.get()
    assert (source.recorded_by.username, source.reader.username) == ("giamdoc", "truongphong")


def _numbers_follow_their_days() -> None:
    decisions = Document.objects.filter(series__startswith="sgddt:").order_by("year", "number")
    days = list(decisions.values_list("dated_on", flat=True))
    assert len(days) > 10
    assert days == sorted(days)


def _every_intervention_has_something_to_show() -> None:
    stages = set(Case.objects.values_list("stage", flat=True))
    assert {InspectionStage.PAUSED, PartyStage.TERMINATED} <= stages
    assert {(order.kind, order.state) for order in Order.objects.all()} >= {
        (OrderKind.EXTENSION, OrderState.DRAFTED),
        (OrderKind.EXTENSION, OrderState.SIGNED),
        (OrderKind.EXTENSION, OrderState.IN_FORCE),
        (OrderKind.PAUSE, OrderState.IN_FORCE),
        (OrderKind.PARTY_TERMINATION, OrderState.IN_FORCE),
    }
    assert Case.objects.filter(inspection_details__urgent=True).count() == 1


def _one_inspection_works_three_ways_in_three_places() -> None:
    extended = Case.objects.get(inspection_details__extension_days=3)
    plans = [party.party_details for party in extended.children.order_by("pk")]
    assert [plan.method for plan in plans] == ["online", "mixed", "on_site"]
    assert len({(plan.starts_on, plan.ends_on) for plan in plans}) == 3
    assert {party.stage for party in extended.children.all()} == {PartyStage.UNDER_CHECK}


def _every_record_has_something_to_show(today: date) -> None:
    assert SiteVisit.objects.filter(planned=True).exists()
    assert DiaryLine.objects.count() == 3
    assert Referral.objects.count() == 1
    due = Complaint.objects.filter(state="received").order_by("due_on").values_list("due_on", flat=True)
    calendar = work_calendar(today)
    assert today <= due[0] <= calendar.add_working_days(today, 2) < due[1]


def _the_register_and_the_settings_have_something_to_show(today: date) -> None:
    assert PaperInspection.objects.count() == 12
    assert Absence.objects.filter(from_on__gt=today).exists()
    assert ChecklistVersion.objects.filter(status="draft", number=2).exists()
    assert CalendarYear.objects.filter(confirmed_at__isnull=True).exists()
    assert Institution.objects.filter(exempt_from_visits=True).count() == 1
    assert Institution.objects.filter(merged_into__isnull=False).count() == 1


def _news_is_little_and_unread(today: date) -> None:
    unread = {
        account.username: agency_and_unread(User.objects.get(username=account.username), today)[1]
        for account in ACCOUNTS
    }
    assert max(unread.values()) == 2
    assert unread["truonga-canbo"] == unread["truongdoan"] == 2


def _the_institutions_have_done_their_part(today: date) -> None:
    vault = VaultDocument.objects.filter(retired_at__isnull=True)
    assert vault.count() == 4 and VaultDocument.objects.filter(replaced_by__isnull=False).count() == 1
    assert vault.filter(valid_until__gt=today, valid_until__lt=today + timedelta(days=31)).count() == 1
    six = next(row for row in InformationRequest.objects.all() if row.items.count() == 6)
    known = already_there(six.items.values_list("pk", "label"), six.party.institution_id, today)
    assert len(known) == 2
    shared = ItemShare.objects.filter(person__username="truonga-giaovien", ended_at__isnull=True)
    assert (shared.filter(prepared_at=None).count(), shared.exclude(prepared_at=None).count()) == (2, 1)
    assert Invitation.objects.filter(accepted_at__isnull=True, called_off_at__isnull=True).count() == 1
    assert EvidenceFile.objects.filter(vault__isnull=False).count() == 1
    assert OutlineEntry.objects.filter(answer__party__institution__code="MH-01").exists()
    assert Document.objects.filter(kind="outline_report", state=DocumentState.FOR_SIGNATURE).count() == 1
    assert Receipt.objects.exists() and not Receipt.objects.filter(document=None).exists()


def _files_came_in_every_way() -> None:
    files = EvidenceFile.objects.all()
    assert files.filter(mime="image/jpeg", as_of__isnull=False).count() == 1
    assert files.filter(replaces__isnull=False).count() == 1
    assert files.filter(withdrawn_at__isnull=False).exclude(withdrawn_reason="").count() == 1
    assert files.filter(paper__isnull=False, side="team").count() == 1
    assert RelatedPerson.objects.filter(signs=True).count() == 1
    assert SupplementaryMinutes.objects.filter(signed_at__isnull=True, dropped_at__isnull=True).count() == 1


def _papers_went_and_came_by_other_roads(now: datetime) -> None:
    assert set(Dispatch.objects.values_list("channel", flat=True)) == {"axis", "qlvb"}
    day = timezone.localtime(now - timedelta(minutes=30)).date()
    assert IncomingPaper.objects.filter(arrived_on=day).count() == 2
    assert ContactAppointment.objects.exclude(scan="").count() == 1
    assert OfficeTemplate.objects.filter(retired_at__isnull=True, kind="information_request").count() == 1
    issued = Document.objects.filter(state=DocumentState.ISSUED, kind="decision")
    assert issued.exists() and not issued.filter(public_code="").exists()
