"""One member leaves the team and another takes over what was asked of him and assigned to him (Điều 11, 12)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from inspections.actions.order_lists import ask_to_declare
from inspections.actions.waves import Wave
from inspections.enums import TeamDuty
from inspections.models import Answer, Case, Order, TeamMember, Turn, User
from inspections.queries.people import actors_of
from inspections.rules.facts import InspectionFacts


def replace(wave: Wave, facts: InspectionFacts, order: Order, on: date) -> None:
    """From the day of the decision; the one who leaves sees the dossier no more."""
    leaving, joining = order.leaving, order.joining
    assert leaving is not None
    if leaving.left_on is not None:
        wave.demand([_("%(name)s đã thôi tham gia Đoàn.") % {"name": leaving.name}])
    leaving.left_on, leaving.left_reason = on, order.reason
    leaving.save(update_fields=["left_on", "left_reason"])
    if joining is not None:
        _join(wave, facts, joining, order.joining_duty, on)
    if leaving.duty == TeamDuty.LEAD and joining is not None:
        Case.objects.filter(Q(pk=wave.case.pk) | Q(root_id=wave.case.pk)).update(lead=joining)
        wave.case.lead = joining
    successor = joining or wave.case.lead
    if leaving.user_id and successor:
        open_items = Answer.objects.filter(party__root=wave.case, assigned_to_id=leaving.user_id)
        open_items.filter(concluded_at__isnull=True).update(assigned_to=successor)
        _pass_on_turns(wave, leaving.user_id, successor)
    named = joining.full_name if joining else _("không cử người")
    detail = _("%(leaving)s thôi tham gia; tham gia thay: %(joining)s.")
    wave.tell(
        wave.case,
        "replace_member",
        reason=order.reason,
        document=order.document,
        detail=detail % {"leaving": leaving.name, "joining": named},
    )


def _join(wave: Wave, facts: InspectionFacts, joining: User, duty: str, on: date) -> None:
    """Somebody new declares before he acts; a member who is made lead has declared already."""
    inside = facts.member(joining.pk) is not None
    fresh = (
        {} if inside else {"post_title": actors_of([joining], on)[joining.pk].role_words, "declared_for": ""}
    )
    TeamMember.objects.update_or_create(
        case=wave.case,
        user=joining,
        defaults={"duty": duty, "left_on": None, "left_reason": "", **fresh},
    )
    if not inside:
        ask_to_declare(wave, joining.pk)


def _pass_on_turns(wave: Wave, leaving_id: int, successor: User) -> None:
    """What was asked of the leaver by name on this dossier is asked of the successor, with the same limits."""
    dossier = Q(case=wave.case) | Q(case__root=wave.case)
    asked = Turn.objects.filter(dossier, person_id=leaving_id, closed_at__isnull=True)
    for turn in asked.exclude(verb="declare_conflicts").select_related("case"):
        wave.turns.pass_on(turn, to=successor.pk, absence_id=None)
    wave.turns.close(wave.case, "declare_conflicts", person_id=leaving_id)
