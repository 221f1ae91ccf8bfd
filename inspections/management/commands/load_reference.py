"""Load the shipped reference data: acts, rules, calendar, names of the agency, institutions, checklists."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import (
    AgencyProfile,
    CalendarDay,
    CalendarYear,
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    CountingRule,
    Institution,
    LegalAct,
    Rule,
    SettingChange,
    Target,
    User,
)
from inspections.reference.reader import Sheet, checklist_names, read
from inspections.rules.vietnamese import normalise, sort_key

KEPT_ON_OVERWRITE = {"id", "replaced_by", "confirmed_at", "confirmed_by", "department"}


class Command(BaseCommand):
    """Insert what is missing; what people edited stays, unless they ask for the shipped text back."""

    help = str(_("Nạp dữ liệu tham chiếu: văn bản, tham số, lịch làm việc, tên cơ quan, cơ sở, đề cương."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two choices: overwrite edited rows, and who confirms the years that the file marks as checked."""
        parser.add_argument(
            "--overwrite", action="store_true", help=str(_("Ghi đè các dòng đã có bằng nội dung trong tệp"))
        )
        parser.add_argument(
            "--confirmed-by",
            default="",
            help=str(_("Tên đăng nhập của người xác nhận lịch các năm đã đối chiếu")),
        )

    @transaction.atomic
    def handle(self, *args: Any, overwrite: bool, confirmed_by: str, **options: Any) -> None:
        """Load everything or nothing."""
        self.overwrite = overwrite
        self.load_acts(read("legal_acts"))
        self.load_rules(read("rules"))
        self.load_calendar(read("calendar"), confirmed_by)
        self.load_agency_profiles(read("agency_profiles"))
        self.load_institutions(read("institutions"))
        self.load_counting(read("counting"))
        self.load_checklists([read(name) for name in checklist_names()])
        self.stdout.write(_("Đã nạp dữ liệu tham chiếu."))

    def load_acts(self, sheet: Sheet) -> None:
        """Insert the acts, then link each to the act that replaced it."""
        known = {field.name for field in LegalAct._meta.concrete_fields}
        acts = [
            LegalAct(**{name: value for name, value in row.items() if name in known - {"replaced_by"}})
            for row in sheet["acts"]
        ]
        self.store(acts, key=["code"])
        by_code = LegalAct.objects.in_bulk(field_name="code")
        replaced = [row for row in sheet["acts"] if row.get("replaced_by")]
        changed = []
        for row in replaced:
            act, successor = by_code[row["code"]], by_code[row["replaced_by"]]
            if act.replaced_by_id is None or (self.overwrite and act.replaced_by_id != successor.pk):
                act.replaced_by = successor
                changed.append(act)
        if changed:
            LegalAct.objects.bulk_update(changed, ["replaced_by"])

    def load_rules(self, sheet: Sheet) -> None:
        """Insert every legal number and internal setting from the day it applies."""
        rules = [
            Rule(**{"valid_from": sheet["valid_from"], **row, "value": str(row["value"])})
            for row in sheet["rules"]
        ]
        self.store(rules, key=["key", "valid_from"])

    def load_calendar(self, sheet: Sheet, confirmed_by: str) -> None:
        """Insert years and days, none into a year that people changed; a year is confirmed only by a named person."""
        self.store(
            [CalendarYear(year=row["year"], legal_basis=row["legal_basis"]) for row in sheet["years"]],
            key=["year"],
        )
        years = CalendarYear.objects.in_bulk(field_name="year")
        changes = SettingChange.objects.filter(subject=SettingChange.Subject.CALENDAR)
        by_hand = set(changes.values_list("key", flat=True))
        days = [
            CalendarDay(year=years[row["year"]], **{"legal_basis": row["legal_basis"], **day})
            for row in sheet["years"]
            if self.overwrite or str(row["year"]) not in by_hand
            for day in row["days"]
        ]
        if days:
            self.store(days, key=["on"])
        if confirmed_by:
            person = User.objects.filter(username=confirmed_by).first()
            if person is None:
                raise CommandError(_("Không có tài khoản %(name)s.") % {"name": confirmed_by})
            checked = [row["year"] for row in sheet["years"] if row["confirmed"]]
            CalendarYear.objects.filter(year__in=checked, confirmed_at__isnull=True).update(
                confirmed_at=timezone.now(), confirmed_by=person
            )

    def load_agency_profiles(self, sheet: Sheet) -> None:
        """Insert the agency's names over time."""
        self.store([AgencyProfile(**row) for row in sheet["profiles"]], key=["valid_from"])

    def load_institutions(self, sheet: Sheet) -> None:
        """Insert the fictional institutions with the sort key of their names."""
        shared = {name: sheet[name] for name in ("is_fictional", "valid_from", "province")}
        institutions = []
        for row in sheet["institutions"]:
            name = normalise(row["name"])
            institutions.append(Institution(**{**shared, **row, "name": name, "sort_name": sort_key(name)}))
        self.store(institutions, key=["code"])

    def load_counting(self, sheet: Sheet) -> None:
        """Insert the targets and the shipped versions of the counting rule; none that is there is changed."""
        self.store(
            [Target(**{"source": sheet["source"], **row}) for row in sheet["targets"]],
            key=["indicator", "year"],
        )
        CountingRule.objects.bulk_create(
            [CountingRule(**row) for row in sheet["rules"]], ignore_conflicts=True
        )

    def load_checklists(self, sheets: Sequence[Sheet]) -> None:
        """Insert the checklists, their versions and items with the acts they cite.

        A version that is there already keeps its text, edited or published: a new text ships under a new number.
        """
        self.store(
            [
                Checklist(**{name: sheet[name] for name in ("code", "title", "theme_key", "note")})
                for sheet in sheets
            ],
            key=["code"],
        )
        checklists = Checklist.objects.in_bulk(field_name="code")
        there = set(ChecklistVersion.objects.values_list("checklist_id", "number"))
        fresh = [
            sheet
            for sheet in sheets
            if (checklists[sheet["code"]].pk, sheet["version"]["number"]) not in there
        ]
        drafts = ChecklistVersion.objects.bulk_create(
            ChecklistVersion(
                **{**sheet["version"], "status": ChecklistVersion.Status.DRAFT},
                checklist=checklists[sheet["code"]],
                source=sheet["source"],
            )
            for sheet in fresh
        )
        acts = LegalAct.objects.in_bulk(field_name="code")
        ChecklistItem.objects.bulk_create(
            _item(draft, acts, number, row)
            for draft, sheet in zip(drafts, fresh, strict=True)
            for number, row in enumerate(sheet["items"], start=1)
        )
        for draft, sheet in zip(drafts, fresh, strict=True):
            draft.status = sheet["version"]["status"]
        ChecklistVersion.objects.bulk_update(drafts, ["status"])

    def store(self, rows: Iterable[models.Model], *, key: list[str]) -> None:
        """Write rows of one table in one statement; an existing row stays unless --overwrite is given."""
        rows = list(rows)
        table = type(rows[0])
        if not self.overwrite:
            table._default_manager.bulk_create(rows, ignore_conflicts=True)
            return
        kept = KEPT_ON_OVERWRITE | set(key)
        changed = [field.name for field in table._meta.concrete_fields if field.name not in kept]
        table._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=key, update_fields=changed
        )


def _item(version: ChecklistVersion, acts: dict[str, LegalAct], position: int, row: Sheet) -> ChecklistItem:
    return ChecklistItem(
        version=version,
        position=position,
        code=row["code"],
        group_title=row["group"],
        requirement=row["requirement"],
        question=row["question"],
        evidence_hint=row["evidence"],
        act=acts[row["act"]],
        locator=row.get("locator", ""),
        on_site_only=row.get("on_site_only", False),
        ready_wording=row["ready_wording"],
    )
