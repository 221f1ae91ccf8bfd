"""Proof that the record is whole: every invariant as a reading of all dossiers at once, each flaw named by its row."""

from collections.abc import Callable, Iterator

from inspections.queries.integrity import (
    archives,
    chains,
    events,
    files,
    ledger,
    numbers,
    remedies,
    signers,
    stages,
    turns,
)
from inspections.queries.integrity.record import Flaw as Flaw
from inspections.queries.integrity.record import Record as Record

Check = Callable[[Record], Iterator[Flaw]]
CHECKS: tuple[Check, ...] = (
    events.paths,
    events.stages_are_told,
    events.dossiers,
    chains.chains,
    stages.required,
    stages.endings,
    turns.steps_are_asked,
    turns.asks_have_steps,
    turns.processes,
    turns.places,
    numbers.unique,
    numbers.series,
    numbers.decisions,
    numbers.gaps,
    signers.apart,
    signers.reports,
    signers.signed,
    remedies.remedies,
    files.files,
    files.uploads,
    files.snapshots,
    archives.archives,
    archives.contents,
    ledger.tallies,
    ledger.lines,
    ledger.classes,
)


def examine(record: Record) -> Iterator[Flaw]:
    """Everything that is wrong, and what is only to be told, check by check."""
    for check in CHECKS:
        yield from check(record)
