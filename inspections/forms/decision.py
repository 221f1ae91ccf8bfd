"""Form of the conduct plan (row 5, Điều 14.2), with the days and the way of working of each unit."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import ItemMethod
from inspections.forms.base import DateInput, StepForm, text_area
from inspections.models import Case
from inspections.models.inputs import ALL_ON_SITE, ALL_REMOTE, AS_LIST, PartyPlan
from inspections.queries.deadlines import work_calendar
from inspections.queries.posts import double_bookings
from inspections.rules.deadlines import DayUnit
from inspections.rules.workload import plan_warnings

WAYS = (
    (AS_LIST, _("Theo phương thức của từng nội dung bên dưới")),
    (ALL_REMOTE, _("Từ xa toàn bộ")),
    (ALL_ON_SITE, _("Trực tiếp toàn bộ")),
)
CONTENTS = ("objective", "requirement", "starts_on", "ends_on", "place", "assignment", "resources")


def _within(name: str, label: str) -> str:
    """A short label inside the box of a unit; a screen reader says whose it is."""
    return format_html('<span class="visually-hidden">{}: </span>{}', name, label)


class ConductPlanForm(StepForm):
    """Nine contents; the method is chosen item by item, fixed ones cannot be made remote."""

    template_name = "inspections/steps/conduct_plan_fields.html"
    objective = forms.CharField(label=_("Mục tiêu"), widget=text_area(3))
    requirement = forms.CharField(label=_("Yêu cầu"), widget=text_area(3))
    starts_on = forms.DateField(label=_("Tiến hành từ ngày"), widget=DateInput())
    ends_on = forms.DateField(label=_("đến ngày"), widget=DateInput())
    place = forms.CharField(label=_("Địa điểm, kênh làm việc"), max_length=300)
    assignment = forms.CharField(label=_("Phân công nhiệm vụ"), widget=text_area(4))
    resources = forms.CharField(label=_("Nguồn lực, điều kiện bảo đảm"), widget=text_area(2))

    def build(self) -> None:
        details = self.case.inspection_details
        self.party_rows = list(
            self.case.children.exclude(stage="withdrawn").select_related("institution").order_by("id")
        )
        for party in self.party_rows:
            self._ask_of(party)
        self.item_rows = list(details.checklist_version.items.all()) if details.checklist_version else []
        for item in self.item_rows:
            choices = (
                list(ItemMethod.choices)
                if not item.on_site_only
                else [(ItemMethod.ON_SITE, ItemMethod.ON_SITE.label)]
            )
            self.fields[f"method_{item.pk}"] = forms.ChoiceField(
                label=f"{item.code}. {item.requirement}",
                choices=choices,
                initial=choices[0][0],
                help_text=_t("Bắt buộc xem thực tế.") if item.on_site_only else "",
            )
        self.fields["warned"] = forms.BooleanField(
            label=_t("Tôi đã đọc các cảnh báo và vẫn trình kế hoạch này"),
            required=False,
            widget=forms.CheckboxInput if self.is_bound else forms.HiddenInput,
        )
        if not self.is_bound:
            self._propose()

    def _ask_of(self, party: Case) -> None:
        """One unit: its days, its way of working, and why it is seen though exempt."""
        name, institution = str(party.institution), party.institution
        fields: dict[str, forms.Field] = {
            "from": forms.DateField(label=_within(name, _t("Từ ngày")), widget=DateInput(), required=False),
            "to": forms.DateField(label=_within(name, _t("Đến ngày")), widget=DateInput(), required=False),
            "way": forms.ChoiceField(label=_within(name, _t("Phương thức")), choices=WAYS, initial=AS_LIST),
        }
        if institution and institution.exempt_from_visits:
            fields["note"] = forms.CharField(
                label=_within(name, _t("Lý do vẫn kiểm tra trực tiếp")),
                required=False,
                widget=text_area(2),
                help_text=_t("Đơn vị thuộc diện miễn kiểm tra thực tế (Đ.4.6): %(basis)s")
                % {"basis": institution.exemption_basis},
            )
        for key, field in fields.items():
            self.fields[f"{key}_{party.pk}"] = field

    @property
    def content_fields(self) -> list[forms.BoundField]:
        """What holds for all units."""
        return [self[name] for name in CONTENTS]

    @property
    def unit_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each unit with its own days and way."""
        keys = ("from", "to", "way", "note")
        return [
            (
                str(row.institution),
                [self[f"{key}_{row.pk}"] for key in keys if f"{key}_{row.pk}" in self.fields],
            )
            for row in self.party_rows
        ]

    @property
    def method_fields(self) -> list[forms.BoundField]:
        """Each item with its method, then the box for the warnings."""
        found = [self[f"method_{item.pk}"] for item in self.item_rows]
        return found if self["warned"].is_hidden else [*found, self["warned"]]

    def _propose(self) -> None:
        """What the lead finds filled in."""
        details = self.case.inspection_details
        team = self.case.team.serving().select_related("user")
        self.initial.setdefault(
            "objective", _t("Đánh giá việc chấp hành quy định pháp luật; chấn chỉnh, phòng ngừa vi phạm.")
        )
        self.initial.setdefault(
            "requirement",
            _t(
                "Khách quan, đúng thời hạn; ưu tiên kiểm tra trên dữ liệu điện tử; không cản trở hoạt động bình thường của đơn vị."
            ),
        )
        self.initial.setdefault("place", _t("Họp trực tuyến và hồ sơ điện tử trên Kiểm tra số"))
        self.initial.setdefault(
            "resources", _t("Phòng họp trực tuyến, tài khoản Kiểm tra số; không phát sinh kinh phí đi lại.")
        )
        self.initial.setdefault(
            "assignment", "\n".join(f"{m.name}: {m.task or m.get_duty_display()}" for m in team)
        )
        begin = work_calendar(self.today).next_working_day(self.today + timedelta(days=1))
        self.initial.setdefault("starts_on", begin)
        self.initial.setdefault("ends_on", begin + timedelta(days=(details.limit_days or 1) - 1))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _t("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
            return cleaned
        for party in self.party_rows:
            begins, ends = cleaned.get(f"from_{party.pk}"), cleaned.get(f"to_{party.pk}")
            if begins and ends and ends < begins:
                text = _t("%(name)s: ngày kết thúc phải từ ngày bắt đầu trở đi.")
                self.add_error(f"to_{party.pk}", text % {"name": party.institution})
        if first and last and not self.errors and not cleaned.get("warned"):
            for sentence in self._warnings(cleaned, first, last):
                self.add_error(None, _t("Cảnh báo: %(text)s") % {"text": sentence})
        return cleaned

    def _warnings(self, cleaned: dict[str, Any], first: date, last: date) -> list[str]:
        """Too many days for the limit, days after it, people in two teams: told once, never refused."""
        details = self.case.inspection_details
        given = [
            (
                str(p.institution),
                cleaned[f"from_{p.pk}"],
                cleaned.get(f"to_{p.pk}") or cleaned[f"from_{p.pk}"],
            )
            for p in self.party_rows
            if cleaned.get(f"from_{p.pk}")
        ]
        unit = DayUnit(details.day_unit or "day")
        found = plan_warnings(given, details.limit_days or 0, unit, work_calendar(first)) if given else []
        members = self.case.team.serving().filter(user__isnull=False).values("user_id")
        elsewhere: dict[str, list[str]] = {}
        for booking in double_bookings(members, [(first, last)], besides_root=self.case.pk):
            days = f"{booking.code} ({booking.first:%d/%m} - {booking.last:%d/%m/%Y})"
            elsewhere.setdefault(booking.name, []).append(days)
        text = _t("%(name)s cùng lúc ở Đoàn của %(cases)s.")
        found += [text % {"name": name, "cases": ", ".join(cases)} for name, cases in elsewhere.items()]
        return found

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        methods = {item.pk: data[f"method_{item.pk}"] for item in self.item_rows}
        parties = {
            party.pk: PartyPlan(
                starts_on=data[f"from_{party.pk}"],
                ends_on=data[f"to_{party.pk}"],
                way=data[f"way_{party.pk}"],
                exemption_note=data.get(f"note_{party.pk}", ""),
            )
            for party in self.party_rows
        }
        return {**{name: data[name] for name in CONTENTS}, "item_methods": methods, "parties": parties}
