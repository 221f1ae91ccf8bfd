"""A new head takes over mid-case: what was asked of the former head by name is asked of him (practice 5).

Turns asked of a role follow by themselves; the signer is the holder on the day.
"""

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from inspections.actions.absence import by_dossier
from inspections.actions.signers import change_signer
from inspections.actions.waves import deed
from inspections.models import Membership, Turn, User
from inspections.queries.people import local_day, valid_on
from inspections.rules.posts import SINGLE_ROLES


def follow_successor(post: Membership, *, by: User, now: datetime) -> int:
    """Open turns of the former holders of this post, in this place, pass to the holder of the day; one event each."""
    today = local_day(now)
    if post.valid_from > today:
        return 0
    former = Membership.objects.filter(
        role=post.role,
        department=post.department_id,
        institution=post.institution_id,
        valid_until__lt=today,
    )
    place = (
        Q(case__institution=post.institution_id)
        if post.institution_id
        else Q(case__department=post.department_id)
    )
    in_team = Q(case__root__team__user=F("person")) | Q(case__team__user=F("person"))
    waiting = Turn.objects.still_open().filter(place, person__in=former.values("user_id"))
    waiting = waiting.exclude(in_team).exclude(person=post.user_id)
    moved = 0
    for root, turns in by_dossier(waiting.select_related("case__root", "person")):
        with deed(root, by=by, now=now) as wave:
            for turn in turns:
                wave.turns.pass_on(turn, to=post.user_id, absence_id=None)
                change_signer(
                    wave, turn.case, turn.verb, turn.subject, before=turn.person_id, after=post.user_id
                )
                names = {"label": turn.label, "before": str(turn.person), "after": str(post.user)}
                words = _("«%(label)s»: %(before)s thôi giữ chức vụ, %(after)s nhận việc") % names
                wave.tell(turn.case, "reroute_turn", detail=words[:500])
                moved += 1
    return moved


def follow_posts(*, now: datetime) -> int:
    """The daily net: heads whose first day has come take what waits for their predecessors."""
    rows = Membership.objects.filter(valid_on(local_day(now)), role__in=SINGLE_ROLES)
    people = Turn.objects.still_open().exclude(person=None).values("person")
    gone = Membership.objects.filter(user__in=people, valid_until__lt=local_day(now), role__in=SINGLE_ROLES)
    if not gone.exists():
        return 0
    return sum(follow_successor(row, by=row.user, now=now) for row in rows.select_related("user"))
