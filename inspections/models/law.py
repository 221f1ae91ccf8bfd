"""Law as data: acts, legal and internal rules, calendar years and days, names of the agency over time.

Everything here has dates of validity, because a closed case prints the law and the names of its own day
(Decree 30/2020/NĐ-CP Đ.8: the agency's name is the one in its founding act).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.rules.deadlines import DayUnit
from inspections.rules.working_days import DayKind

DAY_KIND_CHOICES = [(kind.value, kind.label) for kind in DayKind]


def validity_check(table: str) -> models.CheckConstraint:
    """A validity that has an end never ends before it starts."""
    return models.CheckConstraint(
        condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
        name=f"{table}_valid_until_after_from",
        violation_error_message=_("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."),
    )


class LegalAct(models.Model):
    """An act that documents and checklist items cite; `confirmed` says whether a person has read its text."""

    class ActType(models.TextChoices):
        """Kinds of act in the order of the Law on promulgation of legal documents, then plans."""

        LAW = "luat", _("Luật")
        CODE = "bo_luat", _("Bộ luật")
        RESOLUTION = "nghi_quyet", _("Nghị quyết")
        DECREE = "nghi_dinh", _("Nghị định")
        CIRCULAR = "thong_tu", _("Thông tư")
        DECISION = "quyet_dinh", _("Quyết định")
        PLAN = "ke_hoach", _("Kế hoạch")

    code = models.SlugField(_("mã"), max_length=60, unique=True)
    act_type = models.CharField(_("loại văn bản"), max_length=20, choices=ActType)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    name = models.CharField(_("trích yếu"), max_length=500)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    valid_from = models.DateField(_("có hiệu lực từ ngày"), null=True, blank=True)
    valid_until = models.DateField(_("có hiệu lực đến hết ngày"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("được thay thế bởi"),
    )
    confirmed = models.BooleanField(_("đã đối chiếu văn bản gốc"), default=False)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        ordering = ["act_type", "-valid_from", "code"]
        constraints = [
            validity_check("legalact"),
            models.CheckConstraint(
                condition=models.Q(confirmed=False) | models.Q(valid_from__isnull=False),
                name="legalact_confirmed_has_valid_from",
                violation_error_message=_("Văn bản đã đối chiếu phải có ngày hiệu lực."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="legalact_not_replaced_by_itself",
                violation_error_message=_("Văn bản không thể tự thay thế chính mình."),
            ),
        ]

    def __str__(self) -> str:
        """Return the act as it is cited in a document: "Nghị định số 217/2025/NĐ-CP"."""
        if not self.number:
            return self.name
        return _("%(type)s số %(number)s") % {"type": self.get_act_type_display(), "number": self.number}


VALUES_IN_WORDS = {
    "true": _("bật"),
    "false": _("tắt"),
    "day": _("mọi ngày, kể cả ngày nghỉ"),
    "working_day": _("ngày làm việc"),
    "calendar_year": _("năm dương lịch"),
    "permanent": _("vĩnh viễn"),
    "thong_bao": _("thông báo kết quả kiểm tra"),
    "cong_van": _("công văn thông báo kết quả kiểm tra"),
    "always": _("mọi cuộc kiểm tra"),
    "findings": _("khi có tồn tại, hạn chế hoặc dấu hiệu vi phạm"),
}


class Rule(models.Model):
    """One legal number or internal setting with its source; a change is a new row from a later day."""

    class Unit(models.TextChoices):
        """What the value counts; the two day units are those of the deadline engine."""

        DAY = DayUnit.DAY.value, _("ngày")
        WORKING_DAY = DayUnit.WORKING_DAY.value, _("ngày làm việc")
        MONTH = "month", _("tháng")
        YEAR = "year", _("năm")
        COUNT = "count", _("lần")
        PERCENT = "percent", _("phần trăm")
        SWITCH = "switch", _("bật hoặc tắt")
        DATE = "date", _("ngày trong năm (ngày/tháng)")
        TEXT = "text", _("giá trị chữ")

    key = models.CharField(_("khóa"), max_length=80)
    value = models.CharField(_("giá trị"), max_length=200)
    unit = models.CharField(_("đơn vị tính"), max_length=20, choices=Unit)
    label = models.CharField(_("tên quy định"), max_length=300)
    source = models.CharField(_("nguồn"), max_length=300)
    valid_from = models.DateField(_("áp dụng từ ngày"))
    valid_until = models.DateField(_("áp dụng đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("quy định, tham số")
        verbose_name_plural = _("quy định, tham số")
        ordering = ["key", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="rule_once_per_start",
                violation_error_message=_("Tham số này đã có giá trị áp dụng từ ngày đó."),
            ),
            validity_check("rule"),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="rule_has_source",
                violation_error_message=_("Ghi nguồn của quy định (điều khoản hoặc quy định nội bộ)."),
            ),
        ]

    def __str__(self) -> str:
        """Return label, value and unit."""
        return f"{self.label}: {self.value} ({self.get_unit_display()})"

    @property
    def in_words(self) -> str:
        """The value as people read it: a number with its unit, a switch or a choice by its name."""
        if self.unit in (self.Unit.SWITCH, self.Unit.TEXT):
            return str(VALUES_IN_WORDS.get(self.value, self.value))
        return self.value if self.unit == self.Unit.DATE else f"{self.value} {self.get_unit_display()}"

    @property
    def source_in_words(self) -> str:
        """The source as people read it: the mark of an internal rule is written out."""
        return self.source.replace("[P] nội bộ", str(_("quy định nội bộ")))


class CalendarYear(models.Model):
    """A year of the working calendar; unconfirmed, every deadline that falls in it reads "dự kiến"."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người xác nhận"),
    )
    legal_basis = models.CharField(_("căn cứ"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lịch làm việc của năm")
        verbose_name_plural = _("lịch làm việc các năm")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="calendaryear_confirmed_at_with_by",
                violation_error_message=_("Xác nhận lịch phải có cả thời điểm và người xác nhận."),
            ),
        ]

    def __str__(self) -> str:
        """Return the year as a heading."""
        return _("Lịch làm việc năm %(year)s") % {"year": self.year}


class CalendarDay(models.Model):
    """A day whose nature differs from its weekday (Bộ luật Lao động Đ.111, 112 and the yearly swap notice).

    A pending day is announced by some sources but not yet by a binding act: the deadline engine ignores it.
    """

    year = models.ForeignKey(
        CalendarYear, on_delete=models.CASCADE, related_name="days", verbose_name=_("năm")
    )
    on = models.DateField(_("ngày"), unique=True)
    kind = models.CharField(_("tính chất"), max_length=20, choices=DAY_KIND_CHOICES)
    name = models.CharField(_("tên ngày"), max_length=200)
    legal_basis = models.CharField(_("căn cứ"), max_length=500, blank=True)
    pending = models.BooleanField(_("chờ xác nhận, chưa áp dụng"), default=False)

    class Meta:
        verbose_name = _("ngày đặc biệt trong lịch")
        verbose_name_plural = _("ngày đặc biệt trong lịch")
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in DayKind]),
                name="calendarday_kind_known",
            ),
        ]

    def __str__(self) -> str:
        """Return the day in Vietnamese order and its name."""
        return f"{self.on:%d/%m/%Y}: {self.name} ({self.get_kind_display()})"


class AgencyProfile(models.Model):
    """The agency's name, superior and place in a period; a document prints the profile of its own date."""

    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("chữ viết tắt trong ký hiệu"), max_length=30)
    superior = models.CharField(_("cơ quan chủ quản"), max_length=200)
    place = models.CharField(_("địa danh"), max_length=100)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    valid_from = models.DateField(_("sử dụng từ ngày"), unique=True)
    valid_until = models.DateField(_("sử dụng đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên cơ quan theo thời gian")
        verbose_name_plural = _("tên cơ quan theo thời gian")
        ordering = ["-valid_from"]
        constraints = [
            validity_check("agencyprofile"),
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(valid_until__isnull=True),
                name="agencyprofile_one_open",
                violation_error_message=_("Chỉ một tên cơ quan được để trống ngày kết thúc."),
            ),
        ]

    def __str__(self) -> str:
        """Return the name with its place, which tells two profiles of one name apart."""
        return f"{self.name} ({self.place})"
