"""The unit that mends, played once for a file of pages."""

from tests.actions.conftest import played_mending as played_mending
from tests.actions.conftest import world as mending_unit

__all__ = ["mending_unit", "played_mending"]
