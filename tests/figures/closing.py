"""The end of a dossier by forms: proposed, sent back, proposed again, sealed; one that ended early, held and let go."""

from typing import TYPE_CHECKING

from inspections.management.demo.story import Plot
from inspections.models import Case, LegalHold
from tests.factories.closing import issued_case
from tests.factories.orders import told_until_now
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

LEAD, OFFICER, CLERK, DIRECTOR = "truongdoan", "chuyenvien", "vanthu", "giamdoc"
WORDS = "Ghi theo hồ sơ."
# The seal reads the whole dossier once, whatever its size, and writes its manifest, its record and its last events.
MOST_FOR_A_SEAL = 33


def close(life: "Life") -> None:
    """Row 19 twice: at the end of the straight way, and where a proposal was not pursued."""
    case = issued_case(life.cast, Plot("van-bang-chung-chi", codes=("MH-02",)))
    life.send("propose_closing", LEAD, step_url(case, "propose_closing"))
    life.send("return_closing", CLERK, step_url(case, "return_closing"), reason=WORDS)
    life.send("propose_closing (again)", LEAD, step_url(case, "propose_closing"))
    life.send("seal_dossier", CLERK, step_url(case, "seal_dossier"), document=True)
    _end_early(life)
    for verb in ("seal_dossier", "seal_ended_dossier"):
        life.counts[verb] = (life.counts[verb][0], MOST_FOR_A_SEAL)


def _end_early(life: "Life") -> None:
    case = told_until_now(life.cast, "propose", Plot(codes=("MH-11",)))
    life.send("abandon (to be sealed)", DIRECTOR, step_url(case, "abandon"), reason=WORDS)
    life.send("propose_closing (ended early)", OFFICER, step_url(case, "propose_closing"))
    life.send("seal_ended_dossier", CLERK, step_url(case, "seal_ended_dossier"), document=True)
    _hold(life, case)


def _hold(life: "Life", case: Case) -> None:
    life.send("place_hold", DIRECTOR, step_url(case, "place_hold"), reason=WORDS)
    hold = LegalHold.objects.get(case=case).pk
    life.send("lift_hold", DIRECTOR, step_url(case, "lift_hold", hold), reason=WORDS)
