"""Forms of the institution's report by the đề cương: prepared item by item, then handed in by the head (T2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import StepForm, all_incoming, incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import ExaminedFileField, ExaminedFilesField
from inspections.forms.replies import show_held
from inspections.models import Answer, OutlineEntry
from inspections.models.inputs import BY_HAND, UPLOADED, OutlineInput, SigningInput


class PrepareOutlineForm(StepForm):
    """One text and its files for each item; what was saved before stands filled in."""

    general = forms.CharField(
        label=_("Nội dung chung, nội dung khác"), widget=text_area(3), required=False, max_length=20000
    )
    field_order = ("items", "general")

    def build(self) -> None:
        self.answer_rows = list(Answer.objects.filter(party=self.case).select_related("item"))
        saved = OutlineEntry.objects.filter(answer__party=self.case).prefetch_related("files")
        held = {entry.answer_id: entry for entry in saved}
        for answer in self.answer_rows:
            item, entry = answer.item, held.get(answer.pk)
            self.fields[f"text_{answer.pk}"] = forms.CharField(
                label=f"{item.code}. {item.requirement}",
                help_text=item.evidence_hint,
                widget=text_area(3),
                required=False,
                max_length=20000,
                initial=entry.text if entry else "",
            )
            field = ExaminedFilesField(
                label=_t("Tệp của nội dung %(code)s") % {"code": item.code}, required=False
            )
            self.fields[f"files_{answer.pk}"] = field
            if entry and not self.is_bound:
                show_held(field, entry.files.all())
        self.fields["general"] = self.fields.pop("general")
        self.initial.setdefault("general", self.case.party_details.outline_report)

    def rows(self) -> list[dict[str, Any]]:
        """Item by item: its fields, and the words by which a dropped file finds it."""
        return [
            {
                "code": answer.item.code,
                "drop_words": f"{answer.item.requirement} {answer.item.evidence_hint}",
                "text": self[f"text_{answer.pk}"],
                "files": self[f"files_{answer.pk}"],
            }
            for answer in self.answer_rows
        ]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        entries = {
            answer.pk: OutlineInput(data[f"text_{answer.pk}"], all_incoming(data[f"files_{answer.pk}"]))
            for answer in self.answer_rows
        }
        return {"entries": entries, "general": data["general"]}


class OutlineReportForm(StepForm):
    """T2: what was prepared goes in as it stands; the signed paper or an own report with the pages of each item."""

    report = forms.CharField(
        label=_("Báo cáo theo đề cương"),
        widget=text_area(5),
        required=False,
        max_length=20000,
        help_text=_("Ghi tóm tắt, hoặc kèm báo cáo đã ký, đóng dấu."),
    )
    signed = ExaminedFileField(
        label=_("Bản báo cáo đã ký, đóng dấu"),
        required=False,
        help_text=_("Bản in từ hệ thống đã ký, hoặc báo cáo của đơn vị tự soạn."),
    )
    way = forms.ChoiceField(
        label=_("Báo cáo được ký bằng cách nào"),
        choices=[(BY_HAND, _("Ký tay, đóng dấu; tệp là bản quét")), (UPLOADED, _("Ký số trên tệp PDF"))],
        widget=forms.RadioSelect,
        initial=BY_HAND,
    )
    files = ExaminedFilesField(label=_("Báo cáo và tài liệu kèm theo"), required=False)
    as_of = as_of_field()

    def build(self) -> None:
        self.page_names: dict[int, str] = {}
        self.initial.setdefault("report", self.case.party_details.outline_report)
        if any(name.startswith("pages_") and words for name, words in self.data.items()):
            self._ask_pages()

    def _ask_pages(self) -> None:
        """One field an item: on the page, and where something was typed."""
        for answer in Answer.objects.filter(party=self.case).select_related("item"):
            self.page_names[answer.pk] = f"pages_{answer.pk}"
            self.fields[f"pages_{answer.pk}"] = forms.CharField(
                label=f"{answer.item.code}. {answer.item.requirement}",
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "3-5"}),
            )

    def main_fields(self) -> list[forms.BoundField]:
        """Everything but the pages."""
        return [self[name] for name in ("report", "signed", "way", "files", "as_of")]

    def page_fields(self) -> list[forms.BoundField]:
        """Where the report answers each item."""
        if not self.page_names:
            self._ask_pages()
        return [self[name] for name in self.page_names.values()]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        signed = data["signed"]
        place = self.case.institution.name if self.case.institution else ""
        pages = {number: str(data[name]).strip() for number, name in self.page_names.items()}
        return {
            "report": data["report"],
            "incoming": all_incoming(data["files"]),
            "signing": SigningInput(data["way"], incoming(signed), original_place=place) if signed else None,
            "pages": {number: words for number, words in pages.items() if words},
            "as_of": data["as_of"],
        }
