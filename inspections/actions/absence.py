"""«Vắng từ … đến …»: waiting turns go to who acts meanwhile, and come back when the absence ends (practice 1)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.signers import change_signer, tell_by_mail
from inspections.actions.standing_in import StandIns
from inspections.actions.waves import Wave, deed
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Absence, Case, Turn, User
from inspections.queries.locking import lock_root
from inspections.queries.people import actor_of, local_day
from inspections.queries.posts import colleagues, departments_of, open_turns_of
from inspections.rules.absence import (
    AbsenceFact,
    absence_objections,
    refusal_to_record_absence,
    rerouted_words,
)


@dataclass
class Outcome:
    """How many turns moved, and how many stay because nobody may take them."""

    moved: int = 0
    stayed: int = 0
    told: set[int] = field(default_factory=set)


def record_absence(
    user: User,
    *,
    by: User,
    now: datetime,
    from_on: date,
    until_on: date,
    delegate: User | None,
    note: str = "",
) -> Outcome:
    """Note the days and who acts meanwhile; what waits today goes to him at once, the rest as it comes."""
    today = local_day(now)
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        _refuse_strangers(user, by, today)
        _demand_lawful(user, from_on=from_on, until_on=until_on, today=today, delegate=delegate)
        absence = Absence.objects.create(
            user=user,
            from_on=from_on,
            until_on=until_on,
            delegate=delegate,
            note=note.strip(),
            recorded_at=now,
            recorded_by=by,
        )
        return let_others_act(absence, by=by, now=now) if from_on <= today else Outcome()


def _refuse_strangers(user: User, by: User, today: date) -> None:
    departments = departments_of(user.pk, today)
    if refusal := refusal_to_record_absence(actor_of(by, today), user.pk, departments):
        raise Refused(refusal)
    if not departments:
        raise NotReady([_("Chỉ ghi đợt vắng cho người đang giữ chức vụ ở Sở.")])


def _demand_lawful(user: User, *, from_on: date, until_on: date, today: date, delegate: User | None) -> None:
    others = Absence.objects.filter(user=user, ended_at__isnull=True).values_list("from_on", "until_on")
    found: list[str] = []
    for department_id in departments_of(user.pk, today):
        people = colleagues(department_id, max(from_on, today), also=[user.pk])
        acting = people.get(delegate.pk) if delegate else None
        if delegate and acting is None:
            found.append(_("%(name)s không giữ chức vụ nào ở Sở.") % {"name": delegate.full_name})
        found += absence_objections(
            from_on=from_on,
            until_on=until_on,
            today=today,
            delegate=acting,
            absent=people[user.pk],
            others=list(others),
        )
    if found:
        raise NotReady(list(dict.fromkeys(found)))


def let_others_act(absence: Absence, *, by: User, now: datetime) -> Outcome:
    """Open turns of the absent move, dossier after dossier in the order of their numbers; one event each."""
    outcome, people = Outcome(), StandIns(local_day(now))
    fact = AbsenceFact(absence.pk, absence.user_id, absence.delegate_id, absence.until_on)
    for root, turns in by_dossier(open_turns_of(absence.user_id).filter(absence__isnull=True)):
        with deed(root, by=by, now=now) as wave:
            for turn in turns:
                acting = people.of(turn.case, fact)
                if acting is None:
                    outcome.stayed += 1
                    continue
                wave.turns.pass_on(turn, to=acting.user_id, absence_id=absence.pk)
                change_signer(
                    wave, turn.case, turn.verb, turn.subject, before=absence.user_id, after=acting.user_id
                )
                words = rerouted_words(turn.label, absence.user.full_name, acting.name, absence.until_on)
                wave.tell(turn.case, "reroute_turn", detail=words[:500])
                _tell_once(wave, outcome, absence, acting.user_id)
                outcome.moved += 1
    return outcome


def by_dossier(turns: Iterable[Turn]) -> list[tuple[Case, list[Turn]]]:
    """The turns of each dossier; every root is locked first, in the order of the numbers."""
    ordered = sorted(turns, key=lambda turn: (turn.case.root_case_id, turn.pk))
    grouped = [(root, list(rows)) for root, rows in groupby(ordered, key=lambda t: t.case.root_case_id)]
    for root, _rows in grouped:
        lock_root(root)
    return [(rows[0].case.root or rows[0].case, rows) for _root, rows in grouped]


def _tell_once(wave: Wave, outcome: Outcome, absence: Absence, user_id: int) -> None:
    if user_id not in outcome.told:
        outcome.told.add(user_id)
        tell_by_mail(wave, None, user_id, key=f"standin:{absence.pk}:{wave.now:%Y%m%d%H%M%S}")


def end_absence(absence: Absence, *, by: User, now: datetime) -> Outcome:
    """Back early: what was not done meanwhile comes back."""
    today = local_day(now)
    with transaction.atomic():
        row = Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence.pk)
        if refusal := refusal_to_record_absence(
            actor_of(by, today), row.user_id, departments_of(row.user_id, today)
        ):
            raise Refused(refusal)
        if row.ended_at is not None or row.until_on < today:
            raise AlreadyDone(_("Đợt vắng này đã kết thúc."))
        row.ended_at, row.ended_by = now, by
        row.save(update_fields=["ended_at", "ended_by"])
        return give_back(row, by=by, now=now)


def give_back(absence: Absence, *, by: User, now: datetime) -> Outcome:
    """Turns still open with the stand-ins return to the person, papers under his name again."""
    outcome = Outcome()
    waiting = Turn.objects.still_open().filter(absence=absence).select_related("case__root", "person")
    for root, turns in by_dossier(waiting):
        with deed(root, by=by, now=now) as wave:
            for turn in turns:
                wave.turns.pass_on(turn, to=absence.user_id, absence_id=None)
                change_signer(
                    wave, turn.case, turn.verb, turn.subject, before=turn.person_id, after=absence.user_id
                )
                words = _("«%(label)s» trở lại %(name)s") % {
                    "label": turn.label,
                    "name": absence.user.full_name,
                }
                wave.tell(turn.case, "reroute_turn", detail=words[:500])
                outcome.moved += 1
    return outcome


def follow_absences(*, now: datetime) -> Outcome:
    """The daily net: absences that begin take effect, those that ended give back; by who recorded them."""
    today, total = local_day(now), Outcome()
    rows = Absence.objects.filter(ended_at__isnull=True, from_on__lte=today).select_related(
        "user", "recorded_by"
    )
    waiting = Turn.objects.still_open()
    begun = rows.filter(until_on__gte=today, user__in=waiting.filter(absence__isnull=True).values("person"))
    over = rows.filter(until_on__lt=today, pk__in=waiting.filter(absence__isnull=False).values("absence"))
    for absence in begun.order_by("id"):
        outcome = let_others_act(absence, by=absence.recorded_by, now=now)
        total.moved, total.stayed = total.moved + outcome.moved, total.stayed + outcome.stayed
    for absence in over.order_by("id"):
        total.moved += give_back(absence, by=absence.recorded_by, now=now).moved
    return total
