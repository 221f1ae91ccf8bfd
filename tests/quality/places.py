"""Every form of the product at a place where it can be sent: who sends it, where, and what is typed beside the proposal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from inspections.models import Case
from inspections.steps import STEPS

OFFICER, LEAD, MEMBER, DIRECTOR, CLERK = "chuyenvien", "truongdoan", "thanhvien1", "giamdoc", "vanthu"
SECTION_HEAD, HEAD, SCHOOL_CLERK, ADMINISTRATOR = (
    "truongphong",
    "truonga-hieutruong",
    "truonga-canbo",
    "quantri",
)
Typed = dict[str, Any] | Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """One form: its name, who sends it to which address, what is typed; ``shown_at`` is the page that carries it."""

    name: str
    person: str
    url: str
    typed: Typed = field(default_factory=dict)
    shown_at: str = ""
    form: str = "form"

    @property
    def values(self) -> dict[str, Any]:
        """What this person types; files are made anew for each sending."""
        return self.typed() if callable(self.typed) else dict(self.typed)


def step(case: Case, verb: str, person: str, typed: Typed | None = None, subject: int | None = None) -> Place:
    """The place of a deed on a case."""
    arguments = [case.pk, STEPS[case.kind][verb].slug, *([] if subject is None else [subject])]
    return Place(f"{case.kind}:{verb}", person, reverse("step", args=arguments), typed or {})
