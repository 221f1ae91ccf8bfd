"""Every moment on the record has its person, and every person his moment."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

# Moments that are nobody's deed: a clock, a machine, a plan; each with the reason.
NOBODYS_MOMENT = {
    "CaseEvent.recorded_at": "the server's own clock; the person stands in CaseEvent.by",
    "CaseEvent.at": "the deed's time; the person stands in CaseEvent.by",
    "InspectedPartyDetails.session_at": "an appointment, not something done",
    "SiteVisit.starts_at": "a time of the visit itself; who came stands in SiteVisit.members",
    "SiteVisit.ends_at": "a time of the visit itself; who came stands in SiteVisit.members",
    "InspectionDetails.extended_at": "the person stands in Order.in_force_by of the extension",
    "InspectionDetails.paused_at": "the person stands in Order.in_force_by of the pause",
    "StashedFile.created_at": "kept for its owner while a form goes back",
    "LedgerLine.counted_at": "written by the deed that moved it; the person stands in its event",
    "BackfillSign.found_at": "found by the machine",
    "BackfillSign.gone_at": "found by the machine",
    "LedgerVersion.at": "written by the deed that moved the line; the person stands in its event",
    "Message.queued_at": "sent by the system",
    "Message.sent_at": "sent by the system",
    "OneTimeCode.made_at": "sent by the system to OneTimeCode.user",
    "OneTimeCode.expires_at": "a clock, not something done",
    "OneTimeCode.used_at": "by OneTimeCode.user, to whom alone it was sent",
    "AccessSheet.expires_at": "a clock, not something done",
    "AccessSheet.used_at": "by AccessSheet.user, for whom alone it was printed",
    "AccessSheet.cancelled_at": "a newer sheet took its place; who made that stands in its made_by",
    "Invitation.expires_at": "a clock, not something done",
    "Upload.begun_at": "by Upload.owner",
    "Upload.touched_at": "by Upload.owner",
    "SigningSession.made_at": "by SigningSession.person",
    "SigningSession.expires_at": "a clock, not something done",
    "SigningSession.finished_at": "by SigningSession.person",
    "NoticeChoice.feed_made_at": "by NoticeChoice.user",
    "Archive.built_at": "by the job, for Archive.sealed_by",
    "FileCheck.scanned_at": "by the machine",
    "FileCheck.looked_at": "by the machine",
    "FileCheck.taken_at": "what the camera wrote, not something done here",
    "FileAccess.at": "the person stands in FileAccess.by",
    "PersonalDataExport.made_at": "by the job, for PersonalDataExport.asked_by",
    "DossierPrint.made_at": "by the job, for DossierPrint.asked_by",
    "Quarantine.began_at": "by who restored on the server; no account stands behind a command",
    "Quarantine.backup_taken_at": "when the machine took the backup",
    "Submission.at": "the person stands in Submission.user",
}


def moments() -> Iterator[tuple[type[models.Model], str]]:
    """Fields that say when something was done."""
    for model in apps.get_app_config("inspections").get_models():
        if model._meta.proxy or hasattr(model, "pgh_event_model") or model.__name__.endswith("History"):
            continue
        for field in model._meta.fields:
            if isinstance(field, models.DateTimeField) and field.name.endswith("_at"):
                yield model, field.name


def lonely_moments() -> set[str]:
    """Moments without a person."""
    found = set()
    for model, name in moments():
        names = {field.name for field in model._meta.fields}
        if name.removesuffix("_at") + "_by" not in names:
            found.add(f"{model.__name__}.{name}")
    return found


def test_every_moment_has_its_person() -> None:
    assert lonely_moments() - set(NOBODYS_MOMENT) == set()
