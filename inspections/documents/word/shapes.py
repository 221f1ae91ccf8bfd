"""What a template of each kind of document may name, explained in Vietnamese, and an invented example of it.

Both are read from the shapes of the snapshots themselves, so that a new field is known without being listed twice.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from inspections.documents import (
    snapshots,
    snapshots_closing,
    snapshots_follow_up,
    snapshots_orders,
    snapshots_remedies,
    snapshots_replies,
    snapshots_results,
    snapshots_results_party,
    snapshots_sheets,
    snapshots_supplements,
)
from inspections.documents.contexts_corrections import CorrectedPaper
from inspections.documents.formatting import full_number, long_date
from inspections.enums import DocumentKind

from .explained import EXAMPLES, EXPLAINED

K = DocumentKind
SHAPES: Final[Mapping[str, Any]] = {
    K.DECISION: snapshots.DecisionSnapshot,
    K.CONDUCT_PLAN: snapshots.ConductPlanSnapshot,
    K.ANNOUNCEMENT_RECORD: snapshots.AnnouncementRecordSnapshot,
    K.INFORMATION_REQUEST: snapshots.InformationRequestSnapshot,
    K.MINUTES: snapshots.MinutesSnapshot,
    K.EXTENSION: snapshots_orders.ExtensionSnapshot,
    K.PAUSE: snapshots_orders.PauseSnapshot,
    K.RESUMPTION: snapshots_orders.ResumptionSnapshot,
    K.TERMINATION: snapshots_orders.TerminationSnapshot,
    K.PARTY_TERMINATION: snapshots_orders.PartyTerminationSnapshot,
    K.REVOCATION: snapshots_orders.RevocationSnapshot,
    K.AMENDMENT: snapshots_orders.AmendmentSnapshot,
    K.REPLACEMENT: snapshots_orders.ReplacementSnapshot,
    K.PLAN_ADJUSTMENT: snapshots_orders.PlanAdjustmentSnapshot,
    K.PROPOSAL_SHEET: snapshots_sheets.ProposalSheetSnapshot,
    K.OVERLAP_SHEET: snapshots_sheets.OverlapSheetSnapshot,
    K.PLEDGE_SHEET: snapshots_sheets.PledgeSheetSnapshot,
    K.SCHEDULE_NOTICE: snapshots_sheets.ScheduleNoticeSnapshot,
    K.REFERRAL_HANDOVER: snapshots_sheets.ReferralHandoverSnapshot,
    K.SUBMISSION_RECEIPT: snapshots_replies.SubmissionReceiptSnapshot,
    K.OUTLINE_REPORT: snapshots_replies.OutlineReportSnapshot,
    K.CORRECTION_LETTER: CorrectedPaper,
    K.SUPPLEMENTARY_MINUTES: snapshots_supplements.SupplementSnapshot,
    K.RESULT_REPORT: snapshots_results.ResultReportSnapshot,
    K.RESULT_NOTICE: snapshots_results_party.ResultNoticeSnapshot,
    K.REMEDY_REQUEST: snapshots_results_party.RemedyRequestSnapshot,
    K.REMEDY_REPORT: snapshots_remedies.RemedyReportSnapshot,
    K.URGING_LETTER: snapshots_follow_up.UrgingLetterSnapshot,
    K.SUPERIOR_REPORT: snapshots_follow_up.SuperiorReportSnapshot,
    K.COMPLETION_NOTICE: snapshots_follow_up.CompletionNoticeSnapshot,
    K.CLOSING_RECORD: snapshots_closing.ClosingRecordSnapshot,
}
_MAX_DEPTH: Final = 3


@dataclass(frozen=True)
class Place:
    """One place that a template may name: how it is written, what stands there, in a list or not."""

    name: str
    explanation: str
    is_list: bool


def with_words(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot with the two lines of its head as they are printed."""
    return {
        **snapshot,
        "so_ky_hieu": full_number(snapshot["number"], snapshot["symbol"]),
        "dia_danh_ngay": f"{snapshot['place']}, {long_date(snapshot['signed_on'])}",
    }


@cache
def example_of(kind: str) -> dict[str, Any]:
    """An invented document of this kind; nothing in it is of a real dossier."""
    made: dict[str, Any] = _example("", SHAPES[kind], 0)
    return {**made, "kind": kind, "type_name": str(DocumentKind(kind).label), "demo": False}


def places_of(kind: str) -> list[Place]:
    """Everything that a template of this kind may name."""
    words = [
        Place("so_ky_hieu", EXPLAINED["so_ky_hieu"], False),
        Place("dia_danh_ngay", EXPLAINED["dia_danh_ngay"], False),
    ]
    return words + sorted(_places("", SHAPES[kind], 0), key=lambda place: place.name)


def _hints(shape: Any) -> Iterator[tuple[str, Any]]:
    for key, hint in get_type_hints(shape, include_extras=True).items():
        yield key, get_args(hint)[0] if get_origin(hint) is NotRequired else hint


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _places(before: str, shape: Any, depth: int) -> Iterator[Place]:
    for key, found in _hints(shape):
        hint, name = _without_none(found), f"{before}{key}"
        words = EXPLAINED.get(key, "")
        if is_typeddict(hint) and depth < _MAX_DEPTH:
            yield from _places(f"{name}.", hint, depth + 1)
        elif get_origin(hint) is list:
            yield Place(name, words, True)
            inner = _without_none(get_args(hint)[0])
            if is_typeddict(inner) and depth < _MAX_DEPTH:
                yield from _places(f"{name}[].", inner, depth + 1)
        elif key not in ("kind", "demo"):
            yield Place(name, words, False)


def _example(key: str, found: Any, depth: int) -> Any:
    """An invented value of this type; dates and moments by the name of the field, as everywhere in the snapshots."""
    hint = _without_none(found)
    if is_typeddict(hint):
        return (
            {inner: _example(inner, of, depth + 1) for inner, of in _hints(hint)}
            if depth <= 2 * _MAX_DEPTH
            else {}
        )
    if get_origin(hint) is list:
        return [_example(key, get_args(hint)[0], depth + 1) for _time in range(2)]
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if hint is bool:
        return True
    if hint is int:
        return 10
    return EXAMPLES.get(key) or _by_name(key)


def _by_name(key: str) -> str:
    if key.endswith("_at"):
        return "2026-11-12T08:30:00+07:00"
    if key.endswith(("_on", "_from", "_until")) or key == "on":
        return "2026-11-09"
    return f"({EXPLAINED.get(key, key)})"
