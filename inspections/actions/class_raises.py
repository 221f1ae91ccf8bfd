"""Raising the class of a lượt: one proposes, another decides, both with a reason (domain 15 «Against gaming»; ®)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.reference import demand, demand_none
from inspections.enums import LuotClass
from inspections.exceptions import AlreadyDone, Refused
from inspections.models import ClassChange, ClassRaise, LedgerLine, User
from inspections.queries.counting import counted_by, rule_on
from inspections.queries.locking import lock_root
from inspections.queries.people import actor_of, local_day
from inspections.rules.online_share import LuotFacts, judge
from inspections.rules.raised import raise_problems
from inspections.rules.roles import Actor, Permission, Role
from inspections.rules.vietnamese import normalise

VERB = "raise_class"
DECIDERS = frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.SECTION_HEAD})


def may_propose(who: Actor, department_id: int) -> bool:
    """A section head or an officer of the department that keeps the line."""
    return who.may_in_department(Permission.PROPOSE, department_id)


def may_decide(who: Actor, department_id: int, proposed_by_id: int) -> bool:
    """The director, a deputy or a section head of the department: never who proposed."""
    holds = any(post.role in DECIDERS and post.department_id == department_id for post in who.posts)
    return holds and who.user_id != proposed_by_id


def propose_raise(line: LedgerLine, *, by: User, now: datetime, wanted: int, reason: str) -> ClassRaise:
    """Ask for a higher class; nothing changes until a second person decides."""
    if not may_propose(actor_of(by, local_day(now)), line.department_id):
        raise Refused(_("Chỉ Trưởng phòng, chuyên viên của Sở được đề nghị nâng mức."))
    words = normalise(reason)
    with transaction.atomic():
        row = _locked(line.pk)
        demand(None if words else _("Ghi lý do đề nghị."))
        demand(_waiting(row))
        demand_none(_problems(row, LuotClass(wanted)))
        return ClassRaise.objects.create(
            line=row, before=row.class_value, wanted=wanted, reason=words, proposed_at=now, proposed_by=by
        )


def decide_raise(asked: ClassRaise, *, by: User, now: datetime, accepted: bool, decision: str) -> ClassRaise:
    """Accept or refuse; an accepted raise changes the class and says who asked, who decided and why."""
    who, words = actor_of(by, local_day(now)), normalise(decision)
    if by.pk == asked.proposed_by_id:
        raise Refused(_("Người đề nghị không được tự quyết định nâng mức."))
    with transaction.atomic():
        line = _locked(asked.line_id)
        row = ClassRaise.objects.select_for_update().get(pk=asked.pk)
        if not may_decide(who, line.department_id, row.proposed_by_id):
            raise Refused(_("Chỉ Giám đốc, Phó Giám đốc, Trưởng phòng của Sở được quyết định nâng mức."))
        if row.accepted is not None:
            raise AlreadyDone(_("Đề nghị này đã được quyết định."))
        demand(None if words else _("Ghi lý do quyết định."))
        row.accepted, row.decision, row.decided_at, row.decided_by = accepted, words, now, by
        if accepted:
            demand_none(_problems(line, LuotClass(row.wanted)))
            _raise(line, row, by=by, now=now)
        row.save()
    return row


def _raise(line: LedgerLine, row: ClassRaise, *, by: User, now: datetime) -> None:
    rule = rule_on(line.department_id, local_day(now))
    judged = judge(LuotFacts.of(line.facts), counted_by(rule))
    row.judged, row.waived = judged.class_value, [str(key.value) for key in judged.failed]
    ClassChange.objects.create(
        line=line,
        before=line.class_value,
        after=row.wanted,
        conditions=row.waived,
        verb=VERB,
        reason=row.decision,
        proposed_by=row.proposed_by,
        at=now,
        by=by,
    )
    line.class_value, line.counted_at = row.wanted, now
    line.save(update_fields=["class_value", "counted_at"])


def _locked(line_id: int) -> LedgerLine:
    """The line, after the lock of its dossier, so that no deed counts it again meanwhile."""
    known = LedgerLine.objects.select_related("party").get(pk=line_id)
    if known.party:
        lock_root(known.party.root_case_id)
    return LedgerLine.objects.select_for_update().get(pk=line_id)


def _waiting(line: LedgerLine) -> str | None:
    if line.raises.filter(accepted__isnull=True).exists():
        return _("Lượt này đã có đề nghị nâng mức chờ quyết định.")
    return None


def _problems(line: LedgerLine, wanted: LuotClass) -> list[str]:
    facts = LuotFacts.of(line.facts)
    return raise_problems(facts, state=line.state, now=LuotClass(line.class_value), wanted=wanted)
