"""The register of institutions as the administrator reads it: rows by words and state, counts of inspections, no case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.enums import DocumentState
from inspections.kinds import INSPECTED_PARTY
from inspections.models import Case, Document, Institution
from inspections.rules.institutions import matches

STATES = (
    ("", _("Tất cả cơ sở")),
    ("active", _("Đang hoạt động")),
    ("ended", _("Đã ngừng hoạt động, sáp nhập")),
    ("exempt", _("Miễn kiểm tra thực tế")),
)


def ended_by(on: date) -> Q:
    """Institutions that are no more on the day."""
    return Q(valid_until__lt=on)


def register(
    department_ids: Collection[int], *, words: str = "", state: str = "", on: date
) -> QuerySet[Institution]:
    """Institutions of these departments by words (with or without diacritics) and by state."""
    found = Institution.objects.filter(department_id__in=department_ids).select_related("merged_into")
    if words:
        rows = found.values_list("pk", "name", "code", "commune")
        found = found.filter(pk__in=[pk for pk, *texts in rows if matches(words, *texts)])
    if state == "active":
        found = found.exclude(ended_by(on))
    elif state == "ended":
        found = found.filter(ended_by(on))
    elif state == "exempt":
        found = found.filter(exempt_from_visits=True)
    return found.order_by("sort_name", "pk")


def open_counts(institution_ids: Collection[int]) -> dict[int, int]:
    """How many inspections that are not finished each of these institutions is a party of."""
    rows = Case.objects.filter(
        kind=INSPECTED_PARTY.code, institution_id__in=institution_ids, closed_at__isnull=True
    )
    counted = rows.order_by().values("institution_id").annotate(count=Count("root_id", distinct=True))
    return {row["institution_id"]: row["count"] for row in counted if row["institution_id"]}


def issued_about(institution: Institution) -> int:
    """How many issued documents name this institution; they keep the name they bear (trap 26)."""
    own = Q(case__institution=institution) | Q(case__children__institution=institution)
    issued = Document.objects.filter(own, state=DocumentState.ISSUED)
    return issued.values("pk").distinct().count()


def namesakes(institution: Institution, on: date) -> QuerySet[Institution]:
    """Other institutions of the department with this name that still operate on the day."""
    same = Institution.objects.filter(
        department_id=institution.department_id or 0, sort_name=institution.sort_name
    )
    return same.exclude(pk=institution.pk).exclude(ended_by(on))


def waiting_to_merge_into(institution: Institution, from_on: date) -> Institution | None:
    """An institution that merges into this one later than the day on which this one ends."""
    later = institution.merged.filter(valid_until__gte=from_on - timedelta(days=1))
    return later.order_by("valid_until").first()


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """Figures of the register for the index of settings."""

    active: int
    exempt: int


def register_counts(on: date) -> RegisterCounts:
    """Institutions in operation, and those exempt from physical inspection."""
    active = Institution.objects.filter(department__isnull=False).exclude(ended_by(on))
    found = active.aggregate(active=Count("pk"), exempt=Count("pk", filter=Q(exempt_from_visits=True)))
    return RegisterCounts(found["active"], found["exempt"])
