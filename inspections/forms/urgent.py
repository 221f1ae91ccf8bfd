"""«Kiểm tra ngay»: one screen for an inspection whose decision was signed on paper (practice 4)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, DateTimeInput, all_incoming, incoming, text_area
from inspections.forms.files import AcceptedFile, ExaminedFileField, ExaminedFilesField, FilesForm
from inspections.models import Capacity, ChecklistVersion, Institution, User
from inspections.models.inputs import BY_HAND, PaperDecision, PaperPlan, SigningInput, UrgentMatter
from inspections.queries.people import holders, local_day, valid_on
from inspections.rules.roles import Role


class UrgentForm(FilesForm):
    """What is inspected, the paper decision with its real time, the team, and the plan if it was approved."""

    title = forms.CharField(label=_("Tên cuộc kiểm tra"), max_length=200)
    checklist_version = forms.ModelChoiceField(
        label=_("Đề cương kiểm tra"), queryset=ChecklistVersion.objects.none(), empty_label=_("Chọn đề cương")
    )
    institutions = forms.ModelMultipleChoiceField(
        label=_("Đơn vị được kiểm tra"),
        queryset=Institution.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    ground_text = forms.CharField(label=_("Dấu hiệu vi phạm (Đ.11.2a)"), widget=text_area(3))
    ground_files = ExaminedFilesField(
        label=_("Tệp chứng minh dấu hiệu vi phạm"), required=False, help_text=_("Ít nhất một tệp.")
    )
    period_from = forms.DateField(label=_("Thời kỳ kiểm tra từ ngày"), widget=DateInput())
    period_to = forms.DateField(label=_("đến ngày"), widget=DateInput())
    signed_at = forms.DateTimeField(label=_("Quyết định ký trên giấy lúc"), widget=DateTimeInput())
    number = forms.IntegerField(label=_("Số quyết định"), min_value=1, max_value=99_999)
    capacity = forms.ModelChoiceField(
        label=_("Người ký quyết định"), queryset=Capacity.objects.none(), empty_label=_("Chọn người ký")
    )
    limit_days = forms.IntegerField(
        label=_("Thời hạn kiểm tra (ngày)"), min_value=1, max_value=10, initial=10
    )
    scan = ExaminedFileField(label=_("Bản quét quyết định đã ký, đóng dấu"), extensions=("pdf",))
    original_place = forms.CharField(
        label=_("Nơi lưu bản gốc giấy"), max_length=200, help_text=_("Ví dụ: Văn thư Sở, hộp 12, cặp 3.")
    )
    lead = forms.ModelChoiceField(
        label=_("Trưởng đoàn"), queryset=User.objects.none(), empty_label=_("Chọn Trưởng đoàn")
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Thành viên"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    conflict_free = forms.BooleanField(
        label=_("Cả Đoàn đã ký bản cam kết không xung đột lợi ích với các đơn vị trên"), required=False
    )
    approved_at = forms.DateTimeField(
        label=_("Kế hoạch tiến hành phê duyệt trên giấy lúc"),
        widget=DateTimeInput(),
        required=False,
        help_text=_("Để trống nếu chưa phê duyệt; Trưởng đoàn lập kế hoạch trên hệ thống sau."),
    )
    plan_scan = ExaminedFileField(
        label=_("Bản quét kế hoạch đã phê duyệt"), required=False, extensions=("pdf",)
    )
    place = forms.CharField(label=_("Địa điểm kiểm tra"), max_length=300, required=False)
    late_reason = forms.CharField(
        label=_("Lý do ghi muộn"),
        widget=text_area(2),
        required=False,
        help_text=_("Chỉ cần khi ghi vào hệ thống sau một ngày làm việc kể từ ngày ký."),
    )

    def __init__(self, *args: Any, department_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = local_day(timezone.now())
        roles = (Role.OFFICER, Role.TEAM_MEMBER, Role.SECTION_HEAD, Role.DEPUTY_DIRECTOR)
        people = holders(today, *roles, department_id=department_id)
        published = ChecklistVersion.objects.filter(status="published").filter(valid_on(today))
        querysets = {
            "checklist_version": published.select_related("checklist"),
            "institutions": Institution.objects.filter(department_id=department_id),
            "capacity": Capacity.objects.filter(valid_on(today), department_id=department_id)
            .exclude(lines__istartswith="TUQ.")
            .select_related("user"),
            "lead": people,
            "members": people,
        }
        for name, rows in querysets.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["checklist_version"].label_from_instance = lambda v: (
            f"{v.checklist.title} (bản {v.number})"
        )  # type: ignore[attr-defined]
        self.fields["capacity"].label_from_instance = lambda c: f"{c.user.full_name} · {c}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _t("Ngày cuối của thời kỳ kiểm tra phải từ ngày đầu trở đi."))
        if cleaned.get("approved_at"):
            if not cleaned.get("plan_scan") and "plan_scan" not in self.errors:
                self.add_error(
                    "plan_scan", _t("Kèm bản quét kế hoạch đã phê duyệt, hoặc để trống thời điểm.")
                )
            if not cleaned.get("place"):
                self.add_error("place", _t("Ghi địa điểm kiểm tra nêu trong kế hoạch."))
        return cleaned

    def _on_paper(self, file: AcceptedFile) -> SigningInput:
        return SigningInput(BY_HAND, incoming(file), self.cleaned_data["original_place"])

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = self.cleaned_data
        matter = UrgentMatter(
            title=data["title"],
            ground_text=data["ground_text"],
            ground_files=all_incoming(data["ground_files"]),
            institutions=list(data["institutions"]),
            checklist_version=data["checklist_version"],
            period_from=data["period_from"],
            period_to=data["period_to"],
            limit_days=data["limit_days"],
            lead=data["lead"],
            members=list(data["members"]),
            conflict_free=data["conflict_free"],
        )
        decision = PaperDecision(
            data["signed_at"], data["number"], data["capacity"], self._on_paper(data["scan"])
        )
        plan = None
        if data["approved_at"]:
            plan = PaperPlan(data["approved_at"], data["place"], self._on_paper(data["plan_scan"]))
        return {
            "matter": matter,
            "decision": decision,
            "plan": plan,
            "late_reason": data["late_reason"],
        }
