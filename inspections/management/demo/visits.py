"""The team goes to the institution of the story before it judges what must be seen there."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from inspections.actions import visits
from inspections.enums import ItemMethod
from inspections.management.demo import words
from inspections.models import Answer, Case, TeamMember, User


def visit_on_site(
    row: Case, answers: Sequence[Answer], member_for: Callable[[Answer], User], now: datetime
) -> None:
    """Items fixed as on site are looked at by the members to whom they were assigned."""
    there = [answer for answer in answers if answer.method == ItemMethod.ON_SITE]
    if not there:
        return
    came = {member_for(answer).pk for answer in there}
    assert row.institution is not None
    visits.record_visit(
        row,
        by=member_for(there[0]),
        now=now,
        starts_at=now - timedelta(hours=1),
        ends_at=now - timedelta(minutes=15),
        place=words.VISIT_PLACE % {"institution": row.institution.name},
        members=list(TeamMember.objects.filter(case_id=row.root_case_id, user_id__in=came)),
        items=there,
        work_done=words.VISIT_WORK,
    )
