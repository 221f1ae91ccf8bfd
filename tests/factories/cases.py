"""Cases at any stage, walked there through the actions on fixed days of November 2026."""

import hashlib
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from inspections.actions.documents import render_body
from inspections.kinds import InspectionStage, PartyStage
from inspections.management.demo.people import Cast
from inspections.management.demo.result_story import RESULT_DEEDS, Ending
from inspections.management.demo.story import DEEDS, Plot, Story
from inspections.models import Case, Document
from inspections.models.inputs import BY_HAND, TEST_CERTIFICATE
from tests.factories.people import PASSWORD

FIRST = datetime(2026, 11, 2, 8, 0)
LAST_DEED = {
    InspectionStage.PROPOSED: "propose",
    InspectionStage.OVERLAP_REVIEWED: "declare_conflicts",
    InspectionStage.DECISION_DRAFTED: "draft_decision",
    InspectionStage.DECIDED: "issue_decision",
    InspectionStage.CONDUCT_PLAN_SUBMITTED: "submit_conduct_plan",
    InspectionStage.CONDUCT_PLAN_APPROVED: "approve_conduct_plan",
    InspectionStage.UNDER_WAY: "announce_decision",
    InspectionStage.CONDUCT_FINISHED: "sign_minutes",
    PartyStage.LISTED: "propose",
    PartyStage.NOTIFIED: "notify_schedule",
    PartyStage.REPORT_RECEIVED: "submit_outline_report",
    PartyStage.ANNOUNCED: "announce_decision",
    PartyStage.UNDER_CHECK: "begin_check",
    PartyStage.MINUTES_DRAFTED: "draft_minutes",
    PartyStage.MINUTES_SIGNED: "sign_minutes",
}


def moment_of(deed: str) -> datetime:
    """The fixed moment of a deed: two deeds a day from 02/11/2026, at 08:00 and 14:00 in Vietnam."""
    half_days = (*DEEDS, *RESULT_DEEDS).index(deed)
    return timezone.make_aware(FIRST + timedelta(days=half_days // 2, hours=6 * (half_days % 2)))


def after(deed: str, *, hours: int = 1) -> datetime:
    """A moment after a deed of the story."""
    return moment_of(deed) + timedelta(hours=hours)


def quick_print(document_id: int) -> None:
    """Stand for the slow printing job: a body of a few bytes, hashed like a real one."""
    content = f"%PDF-1.7 {document_id}".encode()
    document = Document.objects.get(pk=document_id)
    document.body.save(document.kind, ContentFile(content), save=False)
    Document.objects.filter(pk=document_id).update(
        body=document.body.name, body_sha256=hashlib.sha256(content).hexdigest()
    )


def story_of(cast: Cast, *, real: bool = False) -> Story:
    """A story with scans of hand-signed papers, or with real prints and test certificates."""
    if real:
        return Story(cast, PASSWORD, render_body, TEST_CERTIFICATE)
    return Story(cast, PASSWORD, quick_print, BY_HAND)


def ending_of(cast: Cast, *, real: bool = False) -> Ending:
    """The same story, which goes on to the sealed dossier."""
    told = story_of(cast, real=real)
    return Ending(told.cast, told.password, told.printer, told.way)


def case_after(cast: Cast, deed: str, plot: Plot | None = None) -> Case:
    """An inspection after this deed of its story."""
    told = story_of(cast).tell(plot or Plot(), until=deed, moment=moment_of)
    return Case.objects.get(pk=told.pk)


def case_at(cast: Cast, stage: str, plot: Plot | None = None) -> Case:
    """An inspection standing at a stage."""
    case = case_after(cast, LAST_DEED[stage], plot)
    assert case.stage == stage
    return case


def party_at(cast: Cast, stage: str, plot: Plot | None = None) -> Case:
    """The first party of an inspection, standing at a stage."""
    party = case_after(cast, LAST_DEED[stage], plot).children.order_by("pk").first()
    assert party is not None and party.stage == stage
    return party
