"""Auditing a frozen figure: a second officer says which class he finds; one that is lower takes the ledger down (®)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.backfilling import REVIEWERS
from inspections.actions.reference import demand
from inspections.exceptions import AlreadyDone, Refused
from inspections.models import AuditedLine, ClassChange, Freeze, FrozenLine, LedgerLine, User
from inspections.queries.audits import audit_of, team_of
from inspections.queries.locking import lock_root
from inspections.queries.people import actor_of, local_day
from inspections.rules.audit_sample import may_audit
from inspections.rules.roles import Actor
from inspections.rules.vietnamese import normalise

VERB = "audit"


def refusal_to_audit(who: Actor, freeze: Freeze, frozen: FrozenLine) -> str | None:
    """Why this person does not look at this lượt; None if he may."""
    holds = any(post.role in REVIEWERS and post.department_id == freeze.department_id for post in who.posts)
    if holds and may_audit(who.user_id, team=team_of(frozen), taken_by=freeze.taken_by_id):
        return None
    return _(
        "Người soát xét là người của Sở, không phải người chốt số liệu và không tham gia Đoàn của lượt này."
    )


def audit_line(frozen: FrozenLine, *, by: User, now: datetime, found: int, reason: str) -> AuditedLine:
    """What the second officer found; the class in the ledger falls with it, never rises."""
    freeze = frozen.freeze
    if refusal := refusal_to_audit(actor_of(by, local_day(now)), freeze, frozen):
        raise Refused(refusal)
    words = normalise(reason)
    with transaction.atomic():
        line = LedgerLine.objects.select_related("party").get(pk=frozen.line_id)
        if line.party:
            lock_root(line.party.root_case_id)
        line = LedgerLine.objects.select_for_update().get(pk=frozen.line_id)
        if AuditedLine.objects.filter(freeze=freeze, line=line).exists():
            raise AlreadyDone(_("Lượt này đã được soát xét."))
        demand(
            None if words else _("Ghi căn cứ, lý do."),
            None
            if frozen.line_id in {row.line_id for row in audit_of(freeze).asked}
            else _("Lượt này không nằm trong mẫu soát xét."),
            None
            if 0 <= found <= frozen.class_value
            else _("Soát xét chỉ giữ nguyên hoặc hạ mức; muốn nâng thì đề nghị nâng mức."),
        )
        if found < line.class_value:
            ClassChange.objects.create(
                line=line,
                before=line.class_value,
                after=found,
                conditions=[],
                verb=VERB,
                reason=words,
                at=now,
                by=by,
            )
            line.class_value, line.counted_at = found, now
            line.save(update_fields=["class_value", "counted_at"])
        return AuditedLine.objects.create(
            freeze=freeze, line=line, recorded=frozen.class_value, found=found, reason=words, at=now, by=by
        )
