"""Forms of the honesty of the figure."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.enums import LuotClass, ReconciliationSource, RowVerdict, Verdict
from inspections.forms.base import incoming, text_area
from inspections.forms.files import ExaminedFileField, FilesForm
from inspections.models import Institution, ReconciliationRow


class ReviewForm(FilesForm):
    """Whether the signs are explained, and how."""

    verdict = forms.ChoiceField(label=_("Ý kiến"), choices=Verdict.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Giải thích"), widget=text_area(), max_length=2000)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class ListForm(FilesForm):
    """A list to compare: where it comes from, and the workbook."""

    source = forms.ChoiceField(
        label=_("Danh sách"), choices=ReconciliationSource.choices, widget=forms.RadioSelect
    )
    file = ExaminedFileField(
        label=_("Tệp Excel (.xlsx)"),
        extensions=("xlsx",),
        help_text=_("Mỗi văn bản hoặc mỗi lần đến một dòng, đủ các cột của tệp mẫu; thứ tự cột tùy ý."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"source": self.cleaned_data["source"], "file": incoming(self.cleaned_data["file"])}


class DecideRowForm(FilesForm):
    """What a row was, and why."""

    verdict = forms.ChoiceField(label=_("Kết luận"), choices=RowVerdict.choices, widget=forms.RadioSelect)
    institution = forms.ModelChoiceField(
        label=_("Cơ sở đã được kiểm tra"), queryset=Institution.objects.none(), required=False
    )
    reason = forms.CharField(label=_("Lý do"), widget=text_area(), max_length=2000)

    def __init__(
        self, *args: Any, row: ReconciliationRow, units: QuerySet[Institution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if row.institution_id:
            del self.fields["institution"]
        else:
            self.fields["institution"].queryset = units  # type: ignore[attr-defined]
        if row.near_id is None:
            offered = [pair for pair in RowVerdict.choices if pair[0] != RowVerdict.VISIT]
            self.fields["verdict"].choices = offered  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class AuditForm(FilesForm):
    """The class that the second officer finds, and on what ground."""

    found = forms.TypedChoiceField(label=_("Mức thấy trong hồ sơ"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Căn cứ, lý do"), widget=text_area(), max_length=2000)

    def __init__(self, *args: Any, recorded: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (value.value, f"M{value.value}: {value.label}") for value in LuotClass if value <= recorded
        ]
        self.fields["found"].choices = sorted(offered, reverse=True)  # type: ignore[attr-defined]
        self.fields["found"].initial = recorded

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)
