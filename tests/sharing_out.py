"""Which worker runs what: a file stays with one worker, all of the browser too, and the longest work begins first.

What a file builds for all of its tests (a world, a played dossier, a second database) is built once, not by every
worker; the running product with its Chromium is started once. The work that takes longest never comes last.
Marks cannot say this: since pytest 9 those of `--dist loadgroup` are silently lost (they are written into a name that
no longer changes). So the places are told here.
"""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

BROWSER = "tests/browser"
SAME_PLACE = {"tests/faults/test_flaws_in_the_browser.py": BROWSER}
# From the longest on, as measured; what is not named follows by its number of tests.
LONGEST = (
    BROWSER,
    "tests/crawl/test_doors.py",
    "tests/quality/test_bad_input.py",
    "tests/quality/test_stateful.py",
    "tests/quality/test_lost_reply.py",
    "tests/config/test_all_tables_at_once.py",
    "tests/faults/test_flaws_in_conduct.py",
    "tests/workflows/test_walk.py",
    "tests/documents/test_pages.py",
    "tests/config/test_up.py",
    "tests/config/test_cluster.py",
    "tests/faults/test_the_schools_walls.py",
    "tests/actions/test_returned.py",
    "tests/quality/test_addresses.py",
    "tests/actions/test_absence.py",
    "tests/figures/test_steps.py",
    "tests/actions/test_load_demo.py",
    "tests/journeys/test_journey_d.py",
    "tests/faults/test_doors_left_open.py",
)
ROOT = Path(__file__).resolve().parents[1]
# Tests that commit leave rows behind (jobs; what migrations brought is emptied): nothing else may follow them.
COMMITS = "transaction=True"


def place_of(test: str) -> str:
    """The file of a test, or the place it shares with others."""
    file = test.split("::", 1)[0]
    return BROWSER if file.startswith(f"{BROWSER}/") else SAME_PLACE.get(file, file)


@cache
def commits(place: str) -> bool:
    """Do the tests of this file commit what they write?"""
    file = ROOT / place
    return file.is_file() and COMMITS in file.read_text(encoding="utf-8")


def turn_of(place: str, tests: int) -> tuple[int, int]:
    """When the work of a place is given out: the named ones in their order, then those with many tests; who commits comes last."""
    if commits(place):
        return len(LONGEST) + 1, -tests
    return (LONGEST.index(place), 0) if place in LONGEST else (len(LONGEST), -tests)


class ByPlace(LoadScopeScheduling):
    """Gives out whole places."""

    def _split_scope(self, nodeid: str) -> str:
        return place_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        longest = min(self.workqueue, key=lambda place: turn_of(place, len(self.workqueue[place])))
        self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)
