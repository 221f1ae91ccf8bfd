"""What is one's own: how to be told, what was read, the calendar; prints of a dossier; Word templates of the office."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.actions import messages, notices, office_templates
from inspections.actions.jobs import JobBook
from inspections.enums import MailMode
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from tests.documents.test_word_office import GOOD, template
from tests.factories.cases import case_after
from tests.quality.places import ADMINISTRATOR, OFFICER, Place
from tests.quality.scenes import NOW


def wishes(cast: Cast) -> Iterator[Place]:
    """Everything here holds at its second sending by itself: the same wish is the same wish."""
    officer, page = cast.people[OFFICER], reverse("notice_choice")
    yield Place("notice_choice", OFFICER, page, {"mail": MailMode.DAILY})
    notices.new_feed(officer, now=NOW)
    yield Place("feed_ended", OFFICER, reverse("feed_ended"), {}, page, "")
    case = case_after(cast, "propose")
    newest = messages_of(officer)
    yield Place(
        "notices_read", OFFICER, reverse("notices_read"), {"until": newest}, reverse("notices"), ""
    )
    shown = reverse("dossier", args=[case.pk])
    url = reverse("ask_dossier_print", args=[case.pk])
    yield Place("ask_dossier_print", OFFICER, url, {"with_files": "on"}, shown, "")
