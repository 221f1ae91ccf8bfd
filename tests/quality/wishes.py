"""What is one's own: how to be told, what was read, the calendar; prints of a dossier; Word templates of the office."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.actions import notices, office_templates
from inspections.enums import DocumentKind, MailMode
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Message
from tests.documents.test_word_office import GOOD, template
from tests.factories.cases import case_after
from tests.quality.places import ADMINISTRATOR, LEAD, OFFICER, Place
from tests.quality.scenes import NOW


def wishes(cast: Cast) -> Iterator[Place]:
    """Everything here holds at its second sending by itself: the same wish is the same wish."""
    officer, page = cast.people[OFFICER], reverse("notice_choice")
    yield Place("notice_choice", OFFICER, page, {"mail": MailMode.DAILY})
    notices.new_feed(officer, now=NOW)
    yield Place("feed_ended", OFFICER, reverse("feed_ended"), {}, page, "")
    case = case_after(cast, "issue_decision")
    told = Message.objects.filter(to=cast.people[LEAD]).latest("pk").pk
    url = reverse("notices_read")
    yield Place("notices_read", LEAD, url, {"until": told}, reverse("notices"), "")
    url, page = (reverse(name, args=[case.pk]) for name in ("ask_dossier_print", "dossier"))
    yield Place("ask_dossier_print", OFFICER, url, {"with_files": "on"}, page, "")


def word_templates(cast: Cast) -> Iterator[Place]:
    """A template of the office kept and ended."""
    content, url = template(*GOOD), reverse("add_office_template")

    def chosen() -> dict[str, Any]:
        return {"kind": DocumentKind.DECISION, "file": SimpleUploadedFile("mau.docx", content), "act": "save"}

    yield Place("add_office_template", ADMINISTRATOR, url, chosen)
    held = office_templates.save_template(
        department=cast.department,
        by=cast.people[ADMINISTRATOR],
        now=NOW,
        kind=DocumentKind.DECISION,
        file=incoming("mau.docx", content),
        accept_unknown=True,
    )
    url, page = reverse("retire_office_template", args=[held.pk]), reverse("office_templates")
    yield Place("retire_office_template", ADMINISTRATOR, url, {}, page, "")


STANDS = (wishes, word_templates)
