"""Copies of one prepared dossier, made row by row past the walls: set-up for races, never something to assert on."""

from typing import Any, TypeVar

from django.db import connection, models, transaction

from inspections.models import (
    Case,
    CaseEvent,
    Document,
    InspectedPartyDetails,
    InspectionDetails,
    InspectionPause,
    Minutes,
    MinutesConfirmation,
    Order,
    OverlapReview,
    TeamMember,
)
from workflows.models import CaseProcess, CaseTask

M = TypeVar("M", bound=models.Model)
UNNAMED = {"public_code": None}  # a code leads to one paper only


def clone_dossier(root: Case, suffix: str) -> Case:
    """Copy an inspection with its parties, team, frozen minutes, orders, pause, running processes and open tasks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        copy = _case(root, suffix, parent=None)
        _copy(InspectionDetails, {"case": root}, case=copy)
        _copy(TeamMember, {"case": root}, case=copy)
        for party in root.children.order_by("pk"):
            twin = _case(party, suffix, parent=copy)
            _copy(InspectedPartyDetails, {"case": party}, case=twin)
            _copy(OverlapReview, {"party": party}, party=twin)
            _minutes(party, twin)
        _orders(root, copy)
    return Case.objects.get(pk=copy.pk)


def _case(source: Case, suffix: str, *, parent: Case | None) -> Case:
    rows = _copy(Case, {"pk": source.pk}, code=f"{source.code}-{suffix}", parent=parent, root=parent)
    _copy(CaseEvent, {"pk": source.events.latest("pk").pk}, case=rows[0], root=parent or rows[0])
    for process in CaseProcess.objects.filter(case=source, finished__isnull=True):
        twin = _copy(CaseProcess, {"pk": process.pk}, case=rows[0])[0]
        _copy(CaseTask, {"process": process, "finished__isnull": True}, process=twin)
    return rows[0]


def _minutes(source: Case, twin: Case) -> None:
    for minutes in Minutes.objects.filter(party=source):
        copied = _copy(Minutes, {"pk": minutes.pk}, party=twin)[0]
        _copy(MinutesConfirmation, {"minutes": minutes}, minutes=copied)
    _copy(Document, {"case": source, "kind": "minutes", "state": "for_signature"}, case=twin, **UNNAMED)


def _orders(source: Case, copy: Case) -> None:
    """Orders of the whole inspection with their papers, unnumbered; a pause hangs on its order."""
    for order in Order.objects.filter(case=source, party=None):
        blank = {"number": None, "series": "", "year": None, **UNNAMED}
        paper = _copy(Document, {"pk": order.document_id}, case=copy, **blank)[0]
        twin = _copy(Order, {"pk": order.pk}, case=copy, document=paper)[0]
        _copy(InspectionPause, {"order": order}, case=copy, order=twin)


def _copy(model: type[M], which: dict[str, Any], **changes: Any) -> list[M]:
    rows = list(model._default_manager.filter(**which))
    for row in rows:
        if not model._meta.pk.is_relation:
            row.pk = None
        row._state.adding = True
        for name, value in changes.items():
            setattr(row, name, value)
    return model._default_manager.bulk_create(rows)
