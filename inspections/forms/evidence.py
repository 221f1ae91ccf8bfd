"""Forms about one file of the dossier: why it is withdrawn, its new version, for what else it stands."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, StepForm, incoming, text_area
from inspections.forms.files import ExaminedFileField
from inspections.models import RequestItem


def as_of_field() -> forms.DateField:
    """The day the content of a file is true for; optional on every form that takes evidence."""
    return forms.DateField(
        label=_("Số liệu, tài liệu tính đến ngày"),
        widget=DateInput(),
        required=False,
        help_text=_("Không bắt buộc. Ví dụ ngày chốt danh sách; để trống khi tài liệu không có ngày."),
    )


class EvidenceFileField(ExaminedFileField):
    """One file for the dossier; as large as any evidence, when it comes in pieces."""

    @property
    def most_in_pieces(self) -> int:
        """Evidence is handed on as it is, never read as a whole."""
        return int(settings.MAX_EVIDENCE_MB) * 1024 * 1024


class WithdrawFileForm(StepForm):
    """Why the file does not belong here ®."""

    reason = forms.CharField(label=_("Lý do rút"), widget=text_area(3), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "file_id": self.subject.pk}


class NewVersionForm(StepForm):
    """The file that takes the place of the one shown."""

    file = EvidenceFileField(label=_("Bản mới"))
    as_of = as_of_field()

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "file_id": self.subject.pk,
            "incoming": incoming(data["file"]),
            "as_of": data["as_of"],
        }


class _ItemChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.request}: {obj.label}"


class ReuseFileForm(StepForm):
    """For which other things that were asked this file also stands."""

    items = _ItemChoices(
        label=_("Nội dung được yêu cầu"),
        queryset=RequestItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def build(self) -> None:
        rows = RequestItem.objects.filter(request__party=self.case).select_related("request")
        self.fields["items"].queryset = rows.exclude(files=self.subject).order_by("pk")  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"file_id": self.subject.pk, "items": list(self.cleaned_data["items"])}
