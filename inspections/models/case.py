"""The dossier (hồ sơ công việc): one row, one stage, walls in the database (stack: proxies with sidecars)."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar, cast

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransition, FSMField, transition

from inspections.enums import RecordedVia
from inspections.kinds import KINDS
from inspections.models.people import Department, Institution
from inspections.rules.roles import Actor, Role

F = TypeVar("F", bound=Callable[..., None])


def deed(source: str | Iterable[str], target: str, *, outside_flow: bool = False) -> Callable[[F], F]:
    """A lawful change of stage; its body sets only own fields. ``outside_flow`` marks interventions."""
    sources = source if isinstance(source, str) else list(source)
    decorator = transition(
        field="stage", source=sources, target=target, custom={"outside_flow": outside_flow}
    )
    return cast(Callable[[F], F], decorator)


class StageGuard(models.Model):
    """Refuses a stale save of ``stage`` and mends refresh for the protected field (stack 11)."""

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stage_read = self.__dict__.get("stage")

    def _do_update(  # type: ignore[no-untyped-def, override]
        self, base_qs, using, pk_val, values, update_fields, forced_update, *extra
    ) -> Any:
        guarded = any(field.attname == "stage" for field, *_rest in values) and self._stage_read is not None
        if guarded:
            base_qs = base_qs.filter(stage=self._stage_read)
        updated = super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update, *extra)  # type: ignore[misc]
        if guarded and not updated:
            raise ConcurrentTransition(f"case {pk_val} has left stage {self._stage_read}")
        self._stage_read = self.__dict__.get("stage")
        return updated

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Re-read the row; the protected stage may be replaced by what the database says."""
        self.__dict__.pop("stage", None)
        super().refresh_from_db(*args, **kwargs)
        self._stage_read = self.__dict__.get("stage")


def _open_to_institutions(to: str) -> Q:
    reach = Q(**{f"{to}pk__in": []})
    for kind in KINDS.values():
        if kind.open_to_institution:
            stages = sorted(kind.open_to_institution)
            reach |= Q(**{f"{to}kind": kind.code, f"{to}stage__in": stages})
    return reach


def _served_by(actor: Actor) -> "models.QuerySet[Case, dict[str, Any]]":
    """Dossiers in whose team the person serves, and their parties: two short ways by index, joined by UNION."""
    serving = {"team__user_id": actor.user_id, "team__left_on__isnull": True}
    parties = {f"root__{name}": value for name, value in serving.items()}
    own = Case.objects.order_by().filter(**serving).values("pk")
    return own.union(Case.objects.order_by().filter(**parties).values("pk"))


def within_reach(actor: Actor, *, to: str = "") -> Q:
    """What of the record this person may read, said of the case itself or of a row that leads ``to`` its case."""
    reach = Q(**{f"{to}pk__in": []})
    if actor.department_ids:
        reach |= Q(**{f"{to}department_id__in": sorted(actor.department_ids)})
    if actor.has_role(Role.TEAM_MEMBER, Role.OFFICER, Role.DEPUTY_DIRECTOR):
        reach |= Q(**{f"{to}pk__in": _served_by(actor)})
    if actor.institution_ids:
        reach |= Q(**{f"{to}institution_id__in": sorted(actor.institution_ids)}) & _open_to_institutions(to)
    return reach


class CaseQuerySet(models.QuerySet["Case"]):
    """The only way to cases: narrowed to what a person may see."""

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """Cases this person may read; a stranger's case does not exist for him (404)."""
        return self.filter(within_reach(actor))

    def roots(self) -> "CaseQuerySet":
        """Only the dossiers' roots (inspections, not their parties)."""
        return self.filter(parent__isnull=True)


CaseManager = models.Manager.from_queryset(CaseQuerySet)


def _kind_and_stage() -> Q:
    reach = Q(pk__in=[])
    clauses = [Q(kind=kind.code, stage__in=sorted(kind.stages.values)) for kind in KINDS.values()]
    for clause in clauses:
        reach = clause if reach == Q(pk__in=[]) else reach | clause
    return reach


def _final_is_closed() -> Q:
    finals = Q(stage__in=sorted({stage for kind in KINDS.values() for stage in kind.final}))
    return (finals & Q(closed_at__isnull=False)) | (~finals & Q(closed_at__isnull=True))


class Case(StageGuard):
    """A dossier: everything hangs on it; a kind is a proxy of it with a sidecar of details."""

    KIND: ClassVar[str] = ""
    proxies: ClassVar[dict[str, type["Case"]]] = {}

    kind = models.CharField(max_length=40, editable=False)
    code = models.CharField(_("mã hồ sơ"), max_length=40, unique=True)
    title = models.CharField(_("tên hồ sơ"), max_length=300)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="cases")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="dossier")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="led_cases"
    )
    stage = FSMField(_("giai đoạn"), max_length=40, protected=True)
    opened_at = models.DateTimeField(_("mở lúc"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opened_cases"
    )
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="closed_cases"
    )

    objects = CaseManager()

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["department", "kind", "-opened_at"], name="case_department_kind"),
            models.Index(fields=["institution", "-opened_at"], name="case_institution"),
            models.Index(fields=["root"], name="case_root"),
        ]
        constraints = [
            models.CheckConstraint(condition=_kind_and_stage(), name="case_stage_of_its_kind"),
            models.CheckConstraint(condition=_final_is_closed(), name="case_final_is_closed"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
                name="case_closed_by_with_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("KIND"):
            Case.proxies[cls.KIND] = cls

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("case", args=[self.pk])

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> "Case":
        """Any query on ``Case`` gives the kind's own class, at no statement."""
        names = list(field_names)
        model: type[Case] = cls
        if cls is Case and "kind" in names:
            model = Case.proxies.get(values[names.index("kind")], cls)
        return cast(Case, super(Case, model).from_db(db, field_names, values))

    @property
    def root_case_id(self) -> int:
        """The dossier's root: the row every deed locks."""
        return cast(int, self.root_id or self.pk)

    @property
    def stage_label(self) -> str:
        """The stage's name on the screen."""
        return KINDS[self.kind].stage_label(self.stage)

    @property
    def phase(self) -> str:
        """The phase's name on the screen."""
        return str(KINDS[self.kind].phase_of(self.stage).label)


class CaseEvent(models.Model):
    """What did happen: append-only and hash-chained per dossier; ``at`` is the deed's time, ``recorded_at`` the server's."""

    root = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="dossier_events")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=60)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    role_words = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by_system = models.BooleanField(default=False)
    recorded_via = models.CharField(max_length=20, choices=RecordedVia, default=RecordedVia.LIVE)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(
        "Document", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    detail = models.CharField(max_length=500, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("sự kiện")
        verbose_name_plural = _("quá trình xử lý")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["root", "id"], name="event_root"),
            models.Index(fields=["case", "id"], name="event_case"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'case events are append-only';",
            ),
            pgtrigger.Trigger(
                name="chain",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("head", "TEXT")],
                func="""
                SELECT hash INTO head FROM inspections_caseevent WHERE root_id = NEW.root_id ORDER BY id DESC LIMIT 1;
                NEW.previous_hash = COALESCE(head, '');
                NEW.hash = encode(sha256(convert_to(concat_ws('|', NEW.previous_hash, NEW.root_id, NEW.case_id, NEW.verb,
                    NEW.before, NEW.after, COALESCE(NEW.by_id::text, ''), NEW.role_words,
                    to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                    to_char(NEW.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                    NEW.recorded_via, NEW.reason, COALESCE(NEW.document_id::text, ''), NEW.detail), 'UTF8')), 'hex');
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"
