"""One deed from lock to signal: everything that a deed moves travels in one wave, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, can_proceed

from inspections.actions.jobs import JobBook
from inspections.actions.turns import TurnBook
from inspections.enums import RecordedVia
from inspections.exceptions import AlreadyDone, Blocker, NotReady, Refused
from inspections.kinds import KINDS, InspectionStage
from inspections.models import Case, CaseEvent, Document, User
from inspections.queries.locking import lock_case
from inspections.queries.people import actor_of, local_day
from inspections.queries.posts import absences_of_rows
from inspections.rules.roles import Actor
from inspections.signals import stage_moved


@dataclass
class Wave:
    """What a deed carries: the locked case, the person with the posts of the day, the moment.

    ``happened_at`` is set when a deed done on paper is entered later: its events then carry both times.
    ``done_outside`` marks a deed that is only recorded here: the policy said who may, the flow does not ask again.
    """

    case: Case
    by: User | None
    actor: Actor | None
    now: datetime
    moves: list[tuple[Case, str]] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    wakes: bool = False
    happened_at: datetime | None = None
    done_outside: bool = False
    jobs: JobBook = field(default_factory=JobBook)
    turns: TurnBook = field(init=False)

    def __post_init__(self) -> None:
        self.turns = TurnBook(at=self.now, by=self.by)

    @property
    def person(self) -> User:
        """The person who acts (deeds of the clock have none)."""
        assert self.by is not None
        return self.by

    @property
    def who(self) -> Actor:
        """The person's posts of the day."""
        assert self.actor is not None
        return self.actor

    def require(self, refusal: str | None) -> None:
        """Stop with the refusal sentence, if there is one."""
        if refusal:
            raise Refused(refusal)

    def demand(self, blockers: Sequence[Blocker | str]) -> None:
        """Stop with the full list of what is missing, if anything is."""
        if blockers:
            raise NotReady(blockers)

    def move(
        self, case: Case, verb: str, *, reason: str = "", document: Document | None = None, **fields: Any
    ) -> None:
        """Fire a transition, save details first and then the case, record the event."""
        before = case.stage
        try:
            getattr(case, verb)(by=self.by, at=self.happened_at or self.now, **fields)
        except TransitionNotAllowed as refused:
            raise AlreadyDone(already_done_words(case, verb)) from refused
        case.details.save()  # type: ignore[attr-defined]
        columns = ["stage", "closed_at", "closed_by"] if case.closed_at else ["stage"]
        case.save(update_fields=columns)
        self.tell(case, verb, before=before, after=case.stage, reason=reason, document=document)
        self.moves.append((case, verb))

    def move_with_reason(
        self, case: Case, verb: str, *, reason: str, document: Document | None = None, **fields: Any
    ) -> None:
        """Like ``move``, for transitions whose body stores the reason too."""
        self.move(case, verb, reason=reason, document=document, stored_reason=reason, **fields)

    def tell(
        self,
        case: Case,
        verb: str,
        *,
        before: str = "",
        after: str = "",
        reason: str = "",
        document: Document | None = None,
        detail: str = "",
        at: datetime | None = None,
    ) -> None:
        """Note the event beside the change; it is written with the others of the deed, the trigger chains them."""
        moment = at or self.happened_at or self.now
        event = CaseEvent(
            root_id=case.root_case_id,
            case_id=case.pk,
            verb=verb,
            before=before,
            after=after,
            by=self.by,
            role_words=self.actor.role_words if self.actor else "",
            at=moment,
            recorded_at=self.now,
            recorded_via=RecordedVia.ENTERED_LATER if moment < self.now else RecordedVia.LIVE,
            reason=reason,
            document=document,
            detail=detail,
        )
        self.events.append(event)

    def finish(self) -> None:
        """Write what was told, let the flow follow, close and open asks, queue jobs."""
        CaseEvent.objects.bulk_create(self.events)
        if self.moves or self.wakes:
            stage_moved.send(
                sender=Case,
                moves=self.moves,
                root_id=self.case.root_case_id,
                actor=None if self.done_outside else self.actor,
                turns=self.turns,
            )
        self.turns.write()
        if self.turns.rerouted:
            self._let_others_act()
        self._count()
        self.jobs.write()

    def _count(self) -> None:
        """The lượt that this deed may have moved stand in the ledger as they stand now, in the same transaction."""
        from inspections.actions.ledger import COUNTING_VERBS, recount

        telling = [event for event in self.events if event.verb in COUNTING_VERBS]
        if telling:
            recount({event.case_id for event in telling}, now=self.now, verb=telling[0].verb, by=self.by)

    def _let_others_act(self) -> None:
        """Asks of people who are away went to others: told in the history, papers drawn up for who will sign."""
        from inspections.actions.signers import follow_reroutes

        told = len(self.events)
        follow_reroutes(self)
        CaseEvent.objects.bulk_create(self.events[told:])


def already_done_words(case: Case, verb: str) -> str:
    """«Việc này đã được … làm lúc 09:14»: what the slower of two people reads."""
    last = CaseEvent.objects.filter(case_id=case.pk, verb=verb).select_related("by").order_by("-id").first()
    stage = KINDS[case.kind].stage_label(case.stage)
    if last is None or last.by is None:
        return _("Hồ sơ đang ở giai đoạn «%(stage)s», không làm được việc này.") % {"stage": stage}
    when = timezone.localtime(last.at)
    return _(
        "Việc này đã được %(name)s làm lúc %(time)s ngày %(day)s; hồ sơ đang ở giai đoạn «%(stage)s»."
    ) % {
        "name": last.by.full_name,
        "time": when.strftime("%H:%M"),
        "day": when.strftime("%d/%m/%Y"),
        "stage": stage,
    }


def paused_words(inspection: Case) -> str:
    """While an inspection is paused its parties can only be read (architecture 3)."""
    since = inspection.inspection_details.paused_on
    return _(
        "Cuộc kiểm tra đang tạm dừng từ ngày %(day)s: hồ sơ chỉ xem được cho đến khi có quyết định tiếp tục."
    ) % {"day": f"{since:%d/%m/%Y}" if since else ""}


def sealed_words() -> str:
    """A sealed dossier can only be read; complaints and hand-overs go on beside it on their own clock (row 19)."""
    return _("Hồ sơ đã niêm phong, lưu trữ: chỉ xem được. Khiếu nại, kiến nghị vẫn gửi được và lưu bên cạnh.")


@contextmanager
def deed(
    case: Case,
    *,
    by: User | None,
    now: datetime,
    verb: str = "",
    even_paused: bool = False,
    even_sealed: bool = False,
) -> Iterator[Wave]:
    """Lock the dossier, re-read, let the body act, then write events, flow and asks once.

    What a deed writes is Vietnamese, the language of the record, whatever language the person reads (ADR 0009).
    ``verb`` names a transition that must be lawful from the present stage; otherwise the slower one is told who was faster.
    ``even_paused`` marks deeds with a clock of their own (complaints, letters that were handed over); they go on
    beside a sealed dossier too, as do those marked ``even_sealed`` (its own record is signed, it is held).
    """
    with transaction.atomic():
        locked = lock_case(case, on=local_day(now))
        paused = locked.parent is not None and locked.parent.stage == InspectionStage.PAUSED
        if paused and not even_paused:
            raise NotReady([paused_words(cast(Case, locked.parent))])
        if locked.__dict__.get("sealed_found") and not (even_paused or even_sealed):
            raise NotReady([sealed_words()])
        if verb and not can_proceed(getattr(locked, verb)):
            raise AlreadyDone(already_done_words(locked, verb))
        wave = Wave(locked, by, actor_of(by, local_day(now)) if by else None, now)
        wave.turns.absences = absences_of_rows(locked.__dict__.pop("absences_found", ()))
        with translation.override(settings.LANGUAGE_CODE):
            yield wave
            wave.finish()
