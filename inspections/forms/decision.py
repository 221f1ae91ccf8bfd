"""Form of the conduct plan (row 5, Điều 14.2)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import ItemMethod
from inspections.forms.base import DateInput, StepForm, text_area
from inspections.queries.deadlines import work_calendar


class ConductPlanForm(StepForm):
    """Nine contents; the method is chosen item by item, fixed ones cannot be made remote."""

    objective = forms.CharField(label=_("Mục tiêu"), widget=text_area(3))
    requirement = forms.CharField(label=_("Yêu cầu"), widget=text_area(3))
    starts_on = forms.DateField(label=_("Tiến hành từ ngày"), widget=DateInput())
    ends_on = forms.DateField(label=_("đến ngày"), widget=DateInput())
    place = forms.CharField(label=_("Địa điểm, kênh làm việc"), max_length=300)
    assignment = forms.CharField(label=_("Phân công nhiệm vụ"), widget=text_area(4))
    resources = forms.CharField(label=_("Nguồn lực, điều kiện bảo đảm"), widget=text_area(2))

    def build(self) -> None:
        details = self.case.inspection_details
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
        if not self.is_bound:
            self._propose()

    def _propose(self) -> None:
        """What the lead finds filled in."""
        details = self.case.inspection_details
        team = self.case.team.select_related("user")
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
            "assignment", "\n".join(f"{m.user.full_name}: {m.task or m.get_duty_display()}" for m in team)
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

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("objective", "requirement", "starts_on", "ends_on", "place", "assignment", "resources")
        methods = {item.pk: data[f"method_{item.pk}"] for item in self.item_rows}
        return {**{name: data[name] for name in names}, "item_methods": methods}
