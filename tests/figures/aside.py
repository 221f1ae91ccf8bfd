"""Deeds off the straight way, each sent once from its page."""

from typing import TYPE_CHECKING

from inspections.enums import Ground
from inspections.management.demo.paper import incoming
from inspections.management.demo.story import Plot
from tests.factories.cases import case_after
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

LEAD, DIRECTOR = "truongdoan", "giamdoc"
WORDS = "Ghi theo thực tế."


def turn_aside(life: "Life") -> None:
    """No decision at all, caught in the act, an institution that says nothing or does not sign."""
    proposed = case_after(life.cast, "propose")
    life.send("abandon", DIRECTOR, step_url(proposed, "abandon"), reason=WORDS)
    _catch_in_the_act(life)
    _say_nothing(life)
    _do_not_sign(life)


def _catch_in_the_act(life: "Life") -> None:
    plot = Plot(codes=("MH-10",), ground=Ground.SIGNS, ground_files=[incoming("anh-phan-anh.pdf")])
    party = case_after(life.cast, "approve_conduct_plan", plot).children.get()
    url = step_url(party, "begin_check_unannounced")
    life.send("begin_check_unannounced", LEAD, url, document=True, channel="Tại trường", reason=WORDS)


def _say_nothing(life: "Life") -> None:
    """Silence is noted; then new facts take the unit back under check."""
    plot = Plot(theme="nha-giao", codes=("MH-02",))
    party = case_after(life.cast, "draft_minutes", plot).children.get()
    life.send("note_silence", LEAD, step_url(party, "note_silence"), reason=WORDS)
    url = step_url(party, "take_up_again")  # the draft is replaced, its confirmations end, the unit is told
    life.send("take_up_again", LEAD, url, document=True, reason=WORDS)


def _do_not_sign(life: "Life") -> None:
    plot = Plot(theme="chuan-co-so", codes=("MH-02",))
    party = case_after(life.cast, "confirm_minutes", plot).children.get()
    life.send("invite_to_sign", LEAD, step_url(party, "invite_to_sign"))
    witness = {"witness_kind": "commune", "witness_name": "Lê Văn Bình", "witness_post": "UBND xã"}
    life.send(
        "record_refusal",
        LEAD,
        step_url(party, "record_refusal"),
        document=True,
        **life.by_hand(),
        **witness,
        reason=WORDS,
        late_reason=WORDS,
    )
