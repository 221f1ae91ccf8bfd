"""The ledger of lượt: what the online share is counted from, with the rule it is counted by (domain 15; practice.md 6).

A line is never typed: it is written from the record in the transaction of the deed that changed it, and every fall of
its class is kept. The counters beside the lines follow by triggers, so that a figure is read without its lines.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.enums import CountState, Exclusion, Headline, Indicator, LuotClass
from inspections.models.case import Case
from inspections.models.law import LegalAct, validity_check
from inspections.models.past import PaperInspection
from inspections.models.people import Department, Institution

_KEYS = "department_id, month, kind, legal_form, area, class_value, final"


def _tally(sources: str) -> str:
    return f"""
    INSERT INTO inspections_ledgertally ({_KEYS}, n)
    SELECT {_KEYS}, sum(step) FROM ({sources}) AS moved GROUP BY {_KEYS} HAVING sum(step) <> 0 ORDER BY {_KEYS}
    ON CONFLICT ({_KEYS}) DO UPDATE SET n = inspections_ledgertally.n + EXCLUDED.n;
    RETURN NULL;
    """  # noqa: S608 -- built from names of this file alone


def _rows_of(table: str, step: int) -> str:
    return f"""
    SELECT department_id, date_trunc('month', counted_on)::date AS month, kind, legal_form, area, class_value, final,
        {step} AS step FROM {table} WHERE state = 'counted'
    """  # noqa: S608 -- built from names of this file alone


_FILED = "department_id, kind, legal_form, area, state, exclusion, counted_on, late, class_value, final"


def _version(source: str) -> str:
    """How the lines stand from now on, kept for ever beside them (models/freezes.py, LedgerVersion)."""
    return f"""
    INSERT INTO inspections_ledgerversion (line_id, at, {_FILED})
    SELECT n.id, n.counted_at, {", ".join(f"n.{name}" for name in _FILED.split(", "))}
    FROM {source};
    RETURN NULL;
    """  # noqa: S608 -- built from names of this file alone


def _row(letter: str) -> str:
    return f"({', '.join(f'{letter}.{name}' for name in _FILED.split(', '))})"


class CountingRule(models.Model):
    """«Cách tính»: one version of the counting rule, with validity; trial until the number of its decision is entered.

    Those without a department are shipped and hold for every agency that has none of its own.
    """

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="counting_rules"
    )
    version = models.PositiveSmallIntegerField(_("phiên bản"))
    name = models.CharField(_("tên cách tính"), max_length=200)
    headline = models.CharField(_("tỷ lệ chính thức"), max_length=10, choices=Headline)
    m3_share = models.PositiveSmallIntegerField(_("M3: tỷ lệ nội dung từ xa phải kết luận trên hồ sơ số (%)"))
    m2_share = models.PositiveSmallIntegerField(_("M2: tỷ lệ nội dung từ xa phải kết luận trên hồ sơ số (%)"))
    m3_needs_digital = models.BooleanField(_("M3 cần chữ ký số của cả hai bên"))
    m2_accepts_hand = models.BooleanField(_("M2 chấp nhận bản ký tay có bản sao điện tử"))
    whole_percent_below = models.PositiveSmallIntegerField(
        _("không ghi số thập phân khi mẫu số dưới"), default=100
    )
    audit_all_up_to = models.PositiveSmallIntegerField(_("soát xét toàn bộ khi mẫu số không quá"), default=60)
    thin_below = models.PositiveSmallIntegerField(_("lượt có ít nội dung khi dưới (nội dung)"), default=5)
    source = models.CharField(_("căn cứ"), max_length=300)
    decision_number = models.CharField(_("số quyết định ban hành cách tính"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    valid_from = models.DateField(_("áp dụng từ ngày"))
    valid_until = models.DateField(_("áp dụng đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("cách tính")
        verbose_name_plural = _("cách tính")
        ordering = ["department", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "version"], name="counting_rule_version_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(m3_share__range=(1, 100), m2_share__range=(1, 100)),
                name="counting_rule_shares_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(decision_number="", decided_on__isnull=True)
                | (~Q(decision_number="") & Q(decided_on__isnull=False)),
                name="counting_rule_number_with_day",
            ),
            validity_check("countingrule"),
        ]
        triggers = [
            pgtrigger.Protect(name="counting_rule_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="counting_rule_fixed", exclude=["decision_number", "decided_on", "valid_until"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trial(self) -> bool:
        """Until the decision's number is entered every figure is headed «TÍNH THỬ» and never says «đạt»."""
        return not self.decision_number


class LedgerLine(models.Model):
    """One lượt: a party of an inspection, or a past paper visit; class, day, facts of the moment."""

    party = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger_line"
    )
    paper = models.OneToOneField(
        PaperInspection, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger_line"
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="ledger_lines")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="ledger_lines")
    kind = models.CharField(_("loại hình"), max_length=20)
    legal_form = models.CharField(_("hình thức pháp lý"), max_length=20)
    area = models.CharField(_("địa bàn"), max_length=200, blank=True)
    state = models.CharField(_("tính vào mẫu số"), max_length=10, choices=CountState)
    exclusion = models.CharField(_("lý do không tính"), max_length=20, choices=Exclusion, blank=True)
    counted_on = models.DateField(_("ngày tính"), null=True, blank=True)
    late = models.BooleanField(_("quá thời hạn chưa ký biên bản"), default=False)
    class_value = models.PositiveSmallIntegerField(_("mức"), choices=LuotClass)
    final = models.BooleanField(_("chính thức"), default=False)
    facts = models.JSONField(_("dữ kiện"), default=dict)
    counted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lượt kiểm tra trong sổ chỉ tiêu")
        verbose_name_plural = _("lượt kiểm tra trong sổ chỉ tiêu")
        indexes = [
            models.Index(
                fields=["department", "-counted_on", "-id"],
                condition=Q(state="counted"),
                name="ledger_counted",
            ),
            models.Index(fields=["department", "institution", "counted_on"], name="ledger_institution"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, paper__isnull=True)
                | Q(party__isnull=True, paper__isnull=False),
                name="ledger_line_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="counted") | Q(counted_on__isnull=False), name="ledger_counted_has_day"
            ),
            models.CheckConstraint(
                condition=Q(state="excluded", exclusion__gt="") | (~Q(state="excluded") & Q(exclusion="")),
                name="ledger_excluded_why",
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(class_value=LuotClass.M0), name="ledger_paper_is_m0"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="ledger_lines_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="ledger_tally_new",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_lines"),
                func=_tally(_rows_of("new_lines", 1)),
            ),
            pgtrigger.Trigger(
                name="ledger_tally_moved",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_lines", new="new_lines"),
                func=_tally(f"{_rows_of('new_lines', 1)} UNION ALL {_rows_of('old_lines', -1)}"),
            ),
            pgtrigger.Trigger(
                name="ledger_version_new",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_lines"),
                func=_version("new_lines n"),
            ),
            pgtrigger.Trigger(
                name="ledger_version_moved",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_lines", new="new_lines"),
                func=_version(
                    f"new_lines n JOIN old_lines o ON o.id = n.id WHERE {_row('n')} IS DISTINCT FROM {_row('o')}"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id or self.paper_id}: M{self.class_value}"


class ClassChange(models.Model):
    """Every fall of a class, made by the record itself, and every raise, made by a second person with a reason."""

    line = models.ForeignKey(LedgerLine, on_delete=models.PROTECT, related_name="changes")
    before = models.PositiveSmallIntegerField(_("từ mức"), choices=LuotClass)
    after = models.PositiveSmallIntegerField(_("xuống mức"), choices=LuotClass)
    conditions = models.JSONField(_("điều kiện không đạt"), default=list)
    verb = models.CharField(_("việc làm đổi mức"), max_length=60)
    reason = models.TextField(_("lý do"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("thay đổi mức")
        verbose_name_plural = _("thay đổi mức")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(after__lt=F("before"))
                | (~Q(reason="") & Q(by__isnull=False, proposed_by__isnull=False) & ~Q(by=F("proposed_by"))),
                name="class_raised_by_second_person",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="class_changes_are_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"M{self.before} → M{self.after}"


class LedgerTally(models.Model):
    """How many counted lượt of one month, type, form, area and class: written by the triggers of the lines alone."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    kind = models.CharField(max_length=20)
    legal_form = models.CharField(max_length=20)
    area = models.CharField(max_length=200, blank=True)
    class_value = models.PositiveSmallIntegerField()
    final = models.BooleanField()
    n = models.IntegerField()

    class Meta:
        verbose_name = _("bộ đếm của sổ chỉ tiêu")
        verbose_name_plural = _("bộ đếm của sổ chỉ tiêu")
        constraints = [
            models.UniqueConstraint(
                fields=["department", "month", "kind", "legal_form", "area", "class_value", "final"],
                name="ledger_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}: {self.n}"


class Target(models.Model):
    """A target as data: indicator, year, value, the act that sets it (domain 8)."""

    indicator = models.CharField(_("chỉ tiêu"), max_length=20, choices=Indicator)
    year = models.PositiveSmallIntegerField(_("năm"))
    value = models.DecimalField(_("giá trị (%)"), max_digits=5, decimal_places=2)
    source = models.CharField(_("văn bản giao chỉ tiêu"), max_length=300)
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, null=True, blank=True, related_name="targets")

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="target_once_a_year"),
            models.CheckConstraint(condition=Q(value__range=(0, 100)), name="target_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.year}: {self.value}%"
