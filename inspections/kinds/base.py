"""What a kind of case is: its stages, their phases, which columns each stage requires, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise

from inspections.enums import Phase


@dataclass(frozen=True)
class Kind:
    """One kind of case.

    ``requires`` names, for a stage, the columns of the kind's details that must be filled; the database holds it.
    ``next_words`` says in one sentence what happens next, for the case page.
    ``open_to_institution`` names the stages in which the institution concerned sees its case, ``told_to_institution``
    the deeds it reads of in the history; everything else stays inside the department.
    """

    code: str
    label: str | Promise
    prefix: str
    stages: type[TextChoices]
    first: str
    final: frozenset[str]
    phases: Mapping[str, Phase]
    requires: Mapping[str, tuple[str, ...]]
    details_table: str
    next_words: Mapping[str, str | Promise] = field(default_factory=dict)
    open_to_institution: frozenset[str] = frozenset()
    told_to_institution: frozenset[str] = frozenset()

    def phase_of(self, stage: str) -> Phase:
        """The phase a stage is shown in."""
        return self.phases[stage]

    def stage_label(self, stage: str) -> str:
        """The stage's name on the screen."""
        return str(self.stages(stage).label)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Enter a kind into the registry; a code can be taken once."""
    if kind.code in KINDS and KINDS[kind.code] is not kind:
        raise ValueError(f"kind {kind.code} is registered twice")
    KINDS[kind.code] = kind
    return kind
