"""One example of every kind of document, and its print made once: what holds for papers is held for all of them."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from inspections.enums import DocumentKind
from tests.documents.example_closing import CLOSING
from tests.documents.example_follow_up import FOLLOW_UP
from tests.documents.example_orders import ORDERS
from tests.documents.example_remedies import REMEDIES
from tests.documents.example_replies import REPLIES
from tests.documents.example_results import RESULTS
from tests.documents.example_results_party import RESULTS_OF_PARTY
from tests.documents.example_sheets import SHEETS
from tests.documents.examples import BUILDERS
from tests.documents.reading import rendered

EXAMPLES: dict[str, Callable[[], Any]] = {
    **CLOSING,
    **BUILDERS,
    **ORDERS,
    **SHEETS,
    **REPLIES,
    **FOLLOW_UP,
    **REMEDIES,
    **RESULTS,
    **RESULTS_OF_PARTY,
}
EVERY_KIND = DocumentKind.values


def any_example(kind: str) -> Any:
    """Return a fresh, complete snapshot of this kind."""
    return deepcopy(EXAMPLES[kind]())


@cache
def any_pdf(kind: str, draft: bool = False) -> bytes:
    """Render the example of this kind once for all tests."""
    return rendered(any_example(kind), draft=draft)
