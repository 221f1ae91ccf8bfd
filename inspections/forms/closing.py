"""Forms of closing and keeping: proposal, return, hold, lists for disposal and their decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import RetentionClass
from inspections.forms.base import DateInput, ReasonForm, StepForm, incoming, text_area
from inspections.forms.files import ExaminedFileField, FilesForm
from inspections.models import Archive
from inspections.models.inputs import ClosingInput, DisposalDecision
from inspections.queries.archives import retention_term


class ProposeClosingForm(StepForm):
    """What remains to be known, and the term; both stand as the rules of the department give them."""

    statement = forms.CharField(
        label=_("Tình trạng hồ sơ, việc còn lưu ý"), widget=text_area(3), max_length=4000, required=False
    )
    retention = forms.ChoiceField(label=_("Thời hạn bảo quản"), choices=RetentionClass.choices)
    years = forms.IntegerField(
        label=_("Số năm"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=_("Để trống khi bảo quản vĩnh viễn."),
    )
    basis = forms.CharField(label=_("Căn cứ thời hạn bảo quản"), max_length=300)
    place = forms.CharField(
        label=_("Nơi lưu bản gốc giấy"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: kho lưu trữ, giá 2, hộp 15."),
    )

    def build(self) -> None:
        if self.is_bound:
            return
        term = retention_term(self.case, self.today)
        self.initial.setdefault("retention", term.retention)
        self.initial.setdefault("years", term.years)
        self.initial.setdefault("basis", term.basis)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("retention") == RetentionClass.PERMANENT:
            data["years"] = None
        elif data.get("retention") and not data.get("years"):
            self.add_error("years", _t("Ghi số năm bảo quản."))
        return data

    def arguments(self) -> dict[str, Any]:
        return {"terms": ClosingInput(**self.cleaned_data)}


class ReturnClosingForm(ReasonForm):
    """What is missing before the dossier can be sealed."""


class HoldForm(ReasonForm):
    """Why nothing of the dossier may be disposed of, and by whose paper."""

    basis = forms.CharField(label=_("Văn bản yêu cầu giữ (số, ngày)"), max_length=200, required=False)


class LiftHoldForm(ReasonForm):
    """Why the hold ends."""

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "hold_id": self.subject.pk}


class _ArchiveChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        until = f"{obj.case.closing.keep_until_on:%d/%m/%Y}"
        words = _t("%(code)s · %(title)s · bảo quản đến hết ngày %(day)s")
        return words % {"code": obj.case.code, "title": obj.case.title, "day": until}


class DisposalForm(FilesForm):
    """Which dossiers past their term go onto the list."""

    title = forms.CharField(label=_("Tên danh sách"), max_length=300)
    archives = _ArchiveChoices(
        label=_("Hồ sơ đã hết thời hạn bảo quản"),
        queryset=Archive.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, due: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["archives"].queryset = due  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {
            "title": self.cleaned_data["title"],
            "case_ids": [row.case_id for row in self.cleaned_data["archives"]],
        }


class DisposalDecisionForm(FilesForm):
    """The decision as it was signed: number, day, minutes of the council, the file."""

    number = forms.CharField(label=_("Số quyết định tiêu hủy"), max_length=60)
    on = forms.DateField(label=_("Ngày quyết định"), widget=DateInput())
    minutes_number = forms.CharField(
        label=_("Số, ngày biên bản họp Hội đồng xác định giá trị tài liệu"), max_length=120
    )
    file = ExaminedFileField(label=_("Quyết định tiêu hủy đã ký (PDF)"), extensions=("pdf",))

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = self.cleaned_data
        file = incoming(data["file"]) if data["file"] else None
        return {"decision": DisposalDecision(data["number"], data["on"], data["minutes_number"], file)}


class CarryOutForm(FilesForm):
    """The day on which it was done, and a word typed on purpose."""

    on = forms.DateField(label=_("Ngày tiêu hủy"), widget=DateInput())
    sure = forms.BooleanField(
        label=_("Tôi đã đối chiếu danh sách với quyết định; tệp sẽ bị xóa, không khôi phục được")
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"on": self.cleaned_data["on"]}


class WhyForm(FilesForm):
    """A reason, outside a case."""

    reason = forms.CharField(label=_("Lý do"), widget=text_area(3), max_length=4000)
