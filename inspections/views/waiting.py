"""Whose turn it is in a dossier, and who acts for whom (practice 1, 5)."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import Case, TeamMember, Turn
from inspections.queries.beside import rows_beside
from inspections.queries.posts import away_on
from inspections.rules.absence import instead_of_words
from inspections.rules.handover import refusal_to_hand_over
from inspections.rules.roles import Actor
from inspections.views.access import today

LIMIT = 60


def with_absence(rows: QuerySet[TeamMember]) -> QuerySet[Any]:
    """Members with their absence of today beside them."""
    away = away_on(today()).filter(user_id=OuterRef("user_id")).order_by("id")
    return rows.annotate(away=rows_beside(away, until_on="until_on", delegate="delegate__full_name"))


def waiting_rows(case: Case, who: Actor) -> list[dict[str, Any]]:
    """Open turns of the dossier (of a party: its own), in one statement."""
    own = Q(case_id=case.pk) | Q(case__root_id=case.pk)
    rows = (
        Turn.objects.still_open().filter(own).select_related("case__institution", "person", "absence__user")
    )
    return [_row(turn, case, who) for turn in rows.order_by("due_on", "id")[:LIMIT]]


def _row(turn: Turn, case: Case, who: Actor) -> dict[str, Any]:
    person_id = turn.person_id
    passes = person_id is not None and refusal_to_hand_over(who, person_id, case.department_id) is None
    return {
        "label": _(turn.label),
        "institution": turn.case.institution.name if turn.case.institution else "",
        "who": turn.person.full_name if turn.person else str(turn.get_role_display()),
        "instead_of": instead_of_words(turn.absence.user.full_name, turn.absence.until_on)
        if turn.absence
        else "",
        "due": _("hạn %(day)s") % {"day": f"{turn.due_on:%d/%m/%Y}"} if turn.due_on else "",
        "pass_on_url": f"{reverse('hand_over', args=[person_id])}?viec={turn.pk}" if passes else "",
    }
