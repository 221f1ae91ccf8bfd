"""Doors of the register of past paper inspections: one row and two workbooks in each department."""

from collections.abc import Iterator
from datetime import date

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from inspections.models import Department, Institution, PaperImport, PaperInspection, User
from tests.crawl.table import DEPARTMENT, NO_ONE, OFFICERS
from tests.crawl.world import FOREIGN, TEAM_ONLY, World
from tests.factories.past import visit, workbook

READ = ("past", "past_template", "past_one", "past_import", "past_mends")
POSTED = ("past_confirm", "past_cancel")
Place = tuple[str, str, frozenset[str], frozenset[str]]


def papers_of_the_world(world: World) -> Iterator[Place]:
    """Address by address: its name, where it is, who sees the object, who of those may open it."""
    for place, mark, sees in (("own", TEAM_ONLY, DEPARTMENT), ("foreign", FOREIGN, NO_ONE)):
        institution = world.institutions[place]
        assert institution.department is not None
        row = _row(institution, mark, world.people["officer"])
        yield "past_one", reverse("past_one", args=[row.pk]), sees, sees
        yield "past_withdraw", reverse("past_withdraw", args=[row.pk]), sees, sees & OFFICERS
        ready = _book(institution.department, mark, world.people["officer"], "ready")
        faulty = _book(institution.department, mark, world.people["officer"], "faulty")
        for name, book in (
            ("past_import", ready),
            ("past_confirm", ready),
            ("past_cancel", ready),
            ("past_import", faulty),
            ("past_mends", faulty),
        ):
            yield name, reverse(name, args=[book.pk]), sees, sees & OFFICERS


def _row(institution: Institution, mark: str, by: User) -> PaperInspection:
    day = date(2026, 3, 2)
    return PaperInspection.objects.create(
        department=institution.department,
        institution=institution,
        decision_number=f"12/QĐ {mark}",
        number_key=f"12 {mark}",
        decided_on=day,
        agency=f"Sở {mark}",
        content=f"Tuyển sinh {mark}",
        ground_text=mark,
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        announced_on=day,
        lead_name=f"Người {mark}",
        kept_at=f"Hộp {mark}",
        entered_at=timezone.now(),
        entered_by=by,
    )


def _book(department: Department, mark: str, by: User, state: str) -> PaperImport:
    problem = {"row": 2, "cell": "B2", "text": mark}
    book = PaperImport(
        department=department,
        name=f"{mark}.xlsx",
        size=1,
        state=state,
        row_count=1,
        report={"problems": [problem]} if state == "faulty" else {},
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )
    book.blob.save("so.xlsx", ContentFile(workbook(visit(kept_at=mark))), save=False)
    book.save()
    return book
