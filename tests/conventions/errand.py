"""A kind of case that exists only in the tests: an errand, opened by an officer and finished by him."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType, SimpleNamespace

import pgtrigger
from django import forms
from django.apps import apps
from django.db import connection, models
from django.db.models import TextChoices
from django.test.utils import isolate_apps
from viewflow import this
from viewflow.workflow import flow

from inspections.actions.waves import Wave, deed
from inspections.enums import Phase
from inspections.forms.base import StepForm
from inspections.kinds import KINDS, Kind
from inspections.models import Case, Department, User
from inspections.models.case import CaseQuerySet, _final_is_closed, _kind_and_stage
from inspections.models.case import deed as transition
from inspections.models.walls import case_triggers, details_trigger
from inspections.queries.people import actor_of, local_day
from inspections.rules.roles import Actor, Permission
from inspections.steps import Step
from workflows.locks import root_lock
from workflows.models import CaseProcess, CaseTask
from workflows.nodes import Asks, Begin, ByStage, Over
from workflows.nodes import Step as Node


class ErrandStage(TextChoices):
    """Stages of an errand."""

    OPENED = "errand_opened", "Mới mở"
    FINISHED = "errand_finished", "Đã xong"


ERRAND = Kind(
    code="errand",
    label="Việc vặt",
    prefix="VV",
    stages=ErrandStage,
    first=ErrandStage.OPENED,
    final=frozenset({ErrandStage.FINISHED}),
    phases={ErrandStage.OPENED: Phase.CONDUCT, ErrandStage.FINISHED: Phase.CLOSED},
    requires={ErrandStage.FINISHED: ("finished_at",)},
    details_table="inspections_erranddetails",
    next_words={ErrandStage.OPENED: "Chuyên viên làm xong việc."},
)


@dataclass(frozen=True)
class ErrandFacts:
    """What is known of an errand."""

    case_id: int
    stage: str
    department_id: int


def errand_facts(case: Case, today: date) -> ErrandFacts:
    """Load what policies and guards ask."""
    return ErrandFacts(case.pk, case.stage, case.department_id)


def refusal_to_finish(by: Actor, facts: ErrandFacts) -> str | None:
    """Officers finish errands."""
    return (
        None
        if by.may_in_department(Permission.PROPOSE, facts.department_id)
        else "Chỉ chuyên viên làm việc này."
    )


def open_errand(*, by: User, now: datetime, department: Department, title: str) -> Case:
    """The first deed: the dossier is there, its flow begins, a turn is open."""
    case = Case.proxies["errand"].objects.create(
        kind="errand",
        code="VV-01",
        title=title,
        department=department,
        stage=ErrandStage.OPENED,
        opened_at=now,
        opened_by=by,
    )
    case.errand_table.objects.create(case=case)
    wave = Wave(case, by, actor_of(by, local_day(now)), now)
    wave.tell(case, "open_errand", after=case.stage)
    wave.moves.append((case, "open_errand"))
    wave.finish()
    return case


def finish_errand(case: Case, *, by: User, now: datetime, note: str) -> Case:
    """The last deed."""
    with deed(case, by=by, now=now, verb="finish_errand") as wave:
        wave.require(refusal_to_finish(wave.who, errand_facts(wave.case, local_day(now))))
        wave.move(wave.case, "finish_errand", reason=note)
    return wave.case


class FinishForm(StepForm):
    """One line of text."""

    note = forms.CharField(label="Kết quả")


FINISH = Step(
    verb="finish_errand",
    slug="lam-xong",
    label="Làm xong việc",
    permission=Permission.PROPOSE,
    stages=frozenset({ErrandStage.OPENED}),
    policy=refusal_to_finish,
    guard=lambda facts: [],
    form=FinishForm,
    act=finish_errand,
)


class ErrandFlow(flow.Flow):
    """Việc vặt."""

    __module__ = "workflows.flows.errand"
    process_class = CaseProcess
    task_class = CaseTask
    lock_impl = root_lock

    start = Begin(then=this.resume)
    resume = ByStage({ErrandStage.OPENED: this.finish_errand})
    finish_errand = Node(
        permission=Permission.PROPOSE,
        within={ErrandStage.OPENED},
        asks=Asks(label="Làm xong việc", why="Việc đã mở.", person=lambda case: case.opened_by_id),
        finish_errand=this.done,
    )
    done = Over()


def _make_tables() -> SimpleNamespace:
    """The proxy and its details, known to no registry of applications."""

    class ErrandDetails(models.Model):
        """Columns only an errand has."""

        case = models.OneToOneField(
            Case, on_delete=models.PROTECT, primary_key=True, related_name="errand_details"
        )
        finished_at = models.DateTimeField(null=True)
        finished_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

        class Meta:
            app_label = "inspections"

        def __str__(self) -> str:
            return str(self.case_id)

    class Errand(Case):
        """An errand; one deed."""

        KIND = "errand"
        errand_table = ErrandDetails
        objects = models.Manager.from_queryset(CaseQuerySet)()

        class Meta:
            proxy = True
            app_label = "inspections"

        @property
        def details(self) -> ErrandDetails:
            """Its own columns."""
            return self.errand_details  # type: ignore[no-any-return]

        @transition(ErrandStage.OPENED, ErrandStage.FINISHED)
        def finish_errand(self, *, by: User, at: datetime) -> None:
            """The only row of its life."""
            self.details.finished_at, self.details.finished_by = at, by
            self.closed_at, self.closed_by = at, by

    return SimpleNamespace(details=ErrandDetails, proxy=Errand)


@contextmanager
def errands_exist() -> Iterator[None]:
    """Within this block (and its transaction) the errand is a kind like any other."""
    KINDS["errand"] = ERRAND
    module = ModuleType("workflows.flows.errand")
    module.ErrandFlow = ErrandFlow  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    try:
        with isolate_apps("inspections") as apart:
            for known in apps.get_app_config("inspections").get_models():
                apart.register_model("inspections", known)
            made = _make_tables()
            _raise_walls(made)
            yield
    finally:
        KINDS.pop("errand")
        Case.proxies.pop("errand", None)
        sys.modules.pop(module.__name__)
        if hasattr(Case, "errand_details"):
            del Case.errand_details
        apps.clear_cache()


def _raise_walls(made: SimpleNamespace) -> None:
    """The same walls that migrations build, by DDL, undone with the transaction."""
    with connection.schema_editor() as editor:
        editor.create_model(made.details)
        for constraint in Case._meta.constraints:
            again = {"case_stage_of_its_kind": _kind_and_stage, "case_final_is_closed": _final_is_closed}
            if constraint.name in again:
                editor.remove_constraint(Case, constraint)
                new = models.CheckConstraint(condition=again[constraint.name](), name=constraint.name)
                editor.add_constraint(Case, new)
    for trigger in case_triggers(made.proxy):
        _install(trigger, Case)
    _install(details_trigger(ERRAND), made.details)


def _install(trigger: pgtrigger.Trigger, model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(str(trigger.compile(model).install_sql))
