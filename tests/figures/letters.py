"""An issued decision sent, then corrected by a letter that is signed and issued; a record signed and replaced."""

from typing import TYPE_CHECKING

from django.utils import timezone

from inspections.models import Case, Document
from tests.factories.cases import quick_print
from tests.figures.browsing import scan, step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

LEAD, DIRECTOR, CLERK, OFFICER = "truongdoan", "giamdoc", "vanthu", "chuyenvien"
WORDS = "Sót chữ khi soạn thảo."


def mend(life: "Life", party: Case) -> None:
    """Each deed once, from its page."""
    case = Case.objects.get(pk=party.parent_id)
    decision = case.documents.get(kind="decision")
    _send_out(life, case, decision)
    url = step_url(case, "correct_paper", decision.pk)
    life.send("correct_paper", OFFICER, url, document=True, wrong="a", right="b", reason=WORDS)
    letter = _printed(case.documents.get(kind="correction_letter"))
    url = step_url(case, "sign_paper", letter.pk)
    life.send("sign_paper", DIRECTOR, url, document=True, **life.by_hand())
    url = step_url(case, "issue_paper", letter.pk)
    day = f"{timezone.localdate():%d/%m/%Y}"
    life.send("issue_paper", CLERK, url, document=True, on=day, **life.by_hand())
    record = _printed(party.documents.get(kind="announcement_record"))
    url = step_url(party, "sign_paper", record.pk)
    life.send("sign_paper (team)", LEAD, url, document=True, **life.by_hand())
    url = step_url(party, "replace_paper", record.pk)
    wrong = str(record.snapshot["party"]["name"])
    life.send("replace_paper", LEAD, url, document=True, wrong=wrong, right="Tên đúng", reason=WORDS)


def _send_out(life: "Life", case: Case, decision: Document) -> None:
    """By post, with the slip; the receiver confirms later."""
    url = step_url(case, "note_dispatch", decision.pk)
    life.send("note_dispatch", CLERK, url, receiver="UBND xã", proof=scan())
    url = step_url(case, "note_received", decision.dispatches.get().pk)
    life.send("note_received", CLERK, url, proof=scan())


def _printed(paper: Document) -> Document:
    if not paper.is_rendered:
        quick_print(paper.pk)
    return Document.objects.get(pk=paper.pk)
