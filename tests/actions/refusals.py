"""What a refused deed says."""

from collections.abc import Callable
from typing import Any

import pytest

from inspections.exceptions import NotReady


def sentences(deed: Callable[[], Any]) -> str:
    """What the deed answers when it refuses."""
    with pytest.raises(NotReady) as refused:
        deed()
    return str(refused.value)
