"""A row of the table of deeds, and what may be offered to a person on a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.forms.base import StepForm
from inspections.models import Case
from inspections.rules.roles import Actor, Permission


@dataclass(frozen=True)
class Step:
    """One deed: who asks (policy), what is missing (guard), what is typed (form), what acts (action)."""

    verb: str
    slug: str
    label: str | Promise
    permission: Permission
    stages: frozenset[str]
    policy: Callable[[Actor, Any], str | None]
    guard: Callable[[Any], list[Blocker]]
    form: type[StepForm]
    act: Callable[..., Any]
    law: str = ""
    consequence: str | Promise = ""
    subjects: Callable[[Case], QuerySet[Any]] | None = None
    done: str | Promise = ""
    template: str = "inspections/step.html"
    main: bool = True
    even_paused: bool = False
    even_sealed: bool = False

    def refusal(self, actor: Actor, facts: Any) -> str | None:
        """Why this person may not; None if he may."""
        return self.policy(actor, facts)

    def blockers(self, facts: Any) -> list[Blocker]:
        """What is missing before the deed; a party of a paused inspection, a sealed dossier can only be read."""
        if getattr(facts, "sealed", False) and not (self.even_paused or self.even_sealed):
            return [Blocker(_("Hồ sơ đã niêm phong, lưu trữ: chỉ xem được."))]
        if getattr(facts, "paused", False) and not self.even_paused:
            return [Blocker(_("Cuộc kiểm tra đang tạm dừng: hồ sơ chỉ xem được cho đến khi tiếp tục."))]
        return self.guard(facts)


@dataclass(frozen=True)
class Offer:
    """A deed offered on a page: enabled, or with the reasons why not."""

    step: Step
    blockers: tuple[Blocker, ...]

    @property
    def enabled(self) -> bool:
        return not self.blockers

    @property
    def reasons(self) -> list[str]:
        return [str(b) for b in self.blockers]


def step_for(steps: Mapping[str, Step], slug: str) -> Step | None:
    """The step with this address."""
    return next((step for step in steps.values() if step.slug == slug), None)


def offers(steps: Iterable[Step], actor: Actor, facts: Any) -> list[Offer]:
    """Deeds without a subject that this person may do at this stage, each with what it still lacks."""
    return [
        Offer(step, tuple(step.blockers(facts)))
        for step in steps
        if facts.stage in step.stages and step.subjects is None and step.refusal(actor, facts) is None
    ]
