"""The hands of the clock: every page and deed of the product asks ``timezone.now``, a journey says what it is."""

from datetime import datetime

import pytest
from django.utils import timezone


class Clock:
    """Stands still until a journey moves it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        patch.setattr(timezone, "now", lambda: self.now)

    def set(self, day: str, hour: str = "08:00") -> None:
        """«19/10/2026», «08:30» in Vietnam."""
        self.now = timezone.make_aware(datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H:%M"))

    @property
    def day(self) -> str:
        """Today as a person types it."""
        return f"{timezone.localtime(self.now):%d/%m/%Y}"
