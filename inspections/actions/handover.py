"""Bàn giao: open turns of one person pass to another, each dossier with its own entry and the same note (practice 5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.jobs import JobBook
from inspections.actions.messages import queue
from inspections.actions.signers import change_signer
from inspections.actions.waves import Wave, deed
from inspections.exceptions import NotReady, Refused
from inspections.models import Answer, Case, Turn, User
from inspections.queries.facts import inspection_facts
from inspections.queries.locking import lock_root
from inspections.queries.people import local_day
from inspections.queries.posts import colleagues, open_turns_of
from inspections.rules.absence import Colleague
from inspections.rules.facts import InspectionFacts
from inspections.rules.handover import Line, Verdict, judge, refusal_to_hand_over
from inspections.rules.roles import Actor


@dataclass(frozen=True)
class Judged:
    """One turn with the verdict on it."""

    turn: Turn
    verdict: Verdict


def hand_over(
    giver: User, *, by: User, now: datetime, to: User, turns: Collection[int], note: str
) -> list[Judged]:
    """Pass the chosen turns on; what may not pass stays and says why. All or nothing of what may pass."""
    if not note.strip():
        raise NotReady([_("Ghi lý do bàn giao.")])
    if to.pk == giver.pk or not to.is_active:
        raise NotReady([_("Chọn người nhận khác, tài khoản đang hoạt động.")])
    with transaction.atomic():
        chosen = list(open_turns_of(giver.pk).filter(pk__in=turns))
        if not chosen:
            raise NotReady([_("Chưa chọn việc nào còn đang mở của %(name)s.") % {"name": giver.full_name}])
        found = _in_each_dossier(chosen, giver, by=by, now=now, to=to, note=note.strip())
        if any(line.verdict.moves for line in found):
            _tell_receiver(found, giver, by=by, now=now, to=to)
    return found


def _in_each_dossier(
    chosen: Sequence[Turn], giver: User, *, by: User, now: datetime, to: User, note: str
) -> list[Judged]:
    ordered = sorted(chosen, key=lambda turn: (turn.case.root_case_id, turn.pk))
    grouped = [list(rows) for _root, rows in groupby(ordered, key=lambda turn: turn.case.root_case_id)]
    for rows in grouped:
        lock_root(rows[0].case.root_case_id)
    people: dict[int, dict[int, Colleague]] = {}
    found: list[Judged] = []
    for rows in grouped:
        with deed(rows[0].case.root or rows[0].case, by=by, now=now) as wave:
            department = wave.case.department_id
            wave.require(refusal_to_hand_over(wave.who, giver.pk, department))
            if department not in people:
                people[department] = colleagues(department, local_day(now), also=[giver.pk, to.pk])
            facts = inspection_facts(wave.case, today=local_day(now))
            judged = [Judged(turn, verdict_on(turn, facts, people[department], giver, to)) for turn in rows]
            _pass_on(wave, judged, giver=giver, to=to, note=note)
            found += judged
    return found


def verdict_on(
    turn: Turn, facts: InspectionFacts, people: dict[int, Colleague], giver: User, to: User
) -> Verdict:
    """What the rule says of one turn."""
    line = Line(turn.verb, facts.stage, facts.lead_id, facts.team)
    return judge(line, people[giver.pk], people[to.pk])


def judged_lines(giver: User, *, by: Actor, now: datetime, to: User, turns: Collection[int]) -> list[Judged]:
    """The same verdicts before anything moves, for the page that asks to confirm."""
    found: list[Judged] = []
    people: dict[int, dict[int, Colleague]] = {}
    facts: dict[int, InspectionFacts] = {}
    for turn in open_turns_of(giver.pk).filter(pk__in=turns):
        root = turn.case.root or turn.case
        if refusal := refusal_to_hand_over(by, giver.pk, root.department_id):
            raise Refused(refusal)
        if root.department_id not in people:
            staff = colleagues(root.department_id, local_day(now), also=[giver.pk, to.pk])
            people[root.department_id] = staff
        if root.pk not in facts:
            facts[root.pk] = inspection_facts(root, today=local_day(now))
        found.append(Judged(turn, verdict_on(turn, facts[root.pk], people[root.department_id], giver, to)))
    return found


def _pass_on(wave: Wave, judged: Sequence[Judged], *, giver: User, to: User, note: str) -> None:
    """Move the turns and the items with them; one entry for each case they belong to."""
    moved: dict[int, tuple[Case, list[str]]] = {}
    for line in judged:
        if not line.verdict.moves:
            continue
        turn = line.turn
        wave.turns.pass_on(turn, to=to.pk, absence_id=turn.absence_id)
        change_signer(wave, turn.case, turn.verb, turn.subject, before=giver.pk, after=to.pk)
        moved.setdefault(turn.case_id, (turn.case, []))[1].append(f"«{turn.label}»")
    for case, labels in moved.values():
        names = {"labels": ", ".join(labels), "giver": giver.full_name, "receiver": to.full_name}
        words = _("%(labels)s: từ %(giver)s sang %(receiver)s") % names
        wave.tell(case, "hand_over", reason=note, detail=words[:500])
    if moved:
        waiting = Answer.objects.filter(party__in=list(moved), assigned_to=giver, concluded_at__isnull=True)
        waiting.update(assigned_to=to)


def _tell_receiver(found: Sequence[Judged], giver: User, *, by: User, now: datetime, to: User) -> None:
    jobs = JobBook()
    count = sum(line.verdict.moves for line in found)
    queue(
        None,
        [to],
        key=f"handover:{giver.pk}:{now:%Y%m%d%H%M%S%f}",
        subject=_("Bạn nhận bàn giao %(count)s việc") % {"count": count},
        body=_("%(giver)s bàn giao cho bạn %(count)s việc. Đăng nhập Kiểm tra số, mục «Việc của tôi».")
        % {"giver": giver.full_name, "count": count},
        by=by,
        now=now,
        jobs=jobs,
    )
    jobs.write()
