"""Row history (old and new values) by database triggers: answers, findings, team, posts, rules."""

import pghistory

from inspections.models.conduct import Answer, Finding
from inspections.models.law import Rule
from inspections.models.people import Membership
from inspections.models.team import TeamMember

for _model, _name in (
    (Answer, "AnswerHistory"),
    (Finding, "FindingHistory"),
    (TeamMember, "TeamMemberHistory"),
    (Membership, "MembershipHistory"),
    (Rule, "RuleHistory"),
):
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=_name,
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
    )(_model)
