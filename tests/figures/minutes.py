"""The meeting of the minutes and the supplements of signed minutes, each deed sent once from its page."""

from typing import TYPE_CHECKING

from inspections.models import Case, RelatedPerson
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Ghi theo thực tế."
LEAD, HEAD = "truongdoan", "truonga-hieutruong"


def meet(life: "Life", party: Case) -> None:
    """Who was there; one person concerned named by mistake and taken out, another who signs."""
    life.send("record_meeting", LEAD, step_url(party, "record_meeting"), others="Trần Thị Cúc - Kế toán")
    for name in ("Nhầm Tên", "Lê Văn Bình"):
        life.send("note_related_person", LEAD, step_url(party, "note_related_person"), full_name=name)
    wrong, right = RelatedPerson.objects.filter(party=party).order_by("pk").values_list("pk", flat=True)
    life.send("drop_related_person", LEAD, step_url(party, "drop_related_person", wrong), reason=WORDS)
    url = step_url(party, "change_related_person", right)
    life.send("change_related_person", LEAD, url, statement=WORDS)


def supplement(life: "Life", party: Case) -> None:
    """One supplement dropped, one heard and signed, one met with silence and refused."""
    _draft(life, party)
    life.send("drop_supplement", LEAD, step_url(party, "drop_supplement"), reason=WORDS)
    _draft(life, party)
    url = step_url(party, "give_supplement_opinion")
    life.send("give_supplement_opinion", HEAD, url, opinion=WORDS)
    life.send("freeze_supplement", LEAD, step_url(party, "freeze_supplement"), document=True)
    url = step_url(party, "sign_supplement")
    life.send("sign_supplement", LEAD, url, document=True, **life.by_hand())
    _draft(life, party)
    url = step_url(party, "freeze_supplement")
    life.send("freeze_supplement", LEAD, url, document=True, silence=WORDS)
    witness = {"witness_kind": "commune", "witness_name": "Lê Văn Bình", "witness_post": "UBND xã"}
    url = step_url(party, "refuse_supplement")
    life.send("refuse_supplement", LEAD, url, document=True, **life.by_hand(), **witness, reason=WORDS)


def _draft(life: "Life", party: Case) -> None:
    url = step_url(party, "draft_supplement")
    life.send("draft_supplement", LEAD, url, document=True, reason=WORDS, text=WORDS)
