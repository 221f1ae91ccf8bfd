"""Forms of the result report: the prose with the answers to remarks, the remarks of the reviewer, the approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import StepForm, text_area
from inspections.models import ReportRemark
from inspections.models.inputs import RemarkInput
from inspections.queries.facts import inspection_facts
from inspections.queries.results import latest_version, remarks_to_answer, texts_of_version, written_report
from inspections.rules.policies.results import wrote_the_report

LONGEST, PER_LINE, MOST_ROWS = 50_000, 95, 24
ROWS_OF_REMARKS = 6


class ReportTextForm(StepForm):
    """Every section as a text of its own; below each remark what was done about it."""

    row_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def build(self) -> None:
        self.written = written_report(self.case)
        self.remarks: list[ReportRemark] = []
        if self.written is None:
            return
        report = self.written.report
        self.remarks = remarks_to_answer(report)
        self.initial.setdefault("row_version", report.row_version)
        for section, told in zip(self.written.sections, self.written.texts(), strict=True):
            self.fields[f"section_{section.pk}"] = forms.CharField(
                label=told.title,
                initial=section.text,
                required=False,
                max_length=LONGEST,
                widget=text_area(_rows_for(section.text)),
            )
        for remark in self.remarks:
            self.fields[f"remark_{remark.pk}"] = forms.CharField(
                label=_t("Tiếp thu, giải trình"),
                initial=remark.settlement,
                required=False,
                max_length=4000,
                widget=text_area(2),
            )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        version = data["row_version"]
        sections = self.written.sections if self.written else []
        return {
            "row_version": -1 if version is None else version,
            "texts": {row.pk: data[f"section_{row.pk}"] for row in sections},
            "settlements": {row.pk: data[f"remark_{row.pk}"] for row in self.remarks},
        }


def _rows_for(text: str) -> int:
    """As high as the text needs, so that nobody scrolls inside a small box."""
    lines = sum(1 + len(line) // PER_LINE for line in text.splitlines())
    return max(4, min(lines + 1, MOST_ROWS))


class SectionForm(StepForm):
    """Nothing to type: one section is written anew from the record."""

    def arguments(self) -> dict[str, Any]:
        return {"section": self.subject}


class ReturnReportForm(StepForm):
    """Why it goes back, and remarks: the section, the words copied from it, what to mend."""

    reason = forms.CharField(label=_("Lý do trả lại"), widget=text_area(2), max_length=4000)

    def build(self) -> None:
        sections = texts_of_version(latest_version(self.case))
        choices = [("", _t("Chọn phần")), *((one.anchor, one.title) for one in sections)]
        for place in range(1, ROWS_OF_REMARKS + 1):
            words = {"n": place}
            self.fields[f"section_{place}"] = forms.ChoiceField(
                label=_t("Ý kiến %(n)s: phần") % words, choices=choices, required=False
            )
            self.fields[f"quote_{place}"] = forms.CharField(
                label=_t("Ý kiến %(n)s: đoạn văn (chép từ báo cáo)") % words,
                required=False,
                max_length=1000,
                widget=text_area(2),
            )
            self.fields[f"text_{place}"] = forms.CharField(
                label=_t("Ý kiến %(n)s: nội dung cần sửa") % words,
                required=False,
                max_length=4000,
                widget=text_area(2),
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each remark together."""
        names = ("section", "quote", "text")
        return [[self[f"{name}_{place}"] for name in names] for place in range(1, ROWS_OF_REMARKS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in range(1, ROWS_OF_REMARKS + 1):
            text, section = cleaned.get(f"text_{place}", ""), cleaned.get(f"section_{place}", "")
            if text and not section:
                self.add_error(f"section_{place}", _t("Chọn phần của báo cáo mà ý kiến này nói đến."))
            if not text and cleaned.get(f"quote_{place}", ""):
                self.add_error(f"text_{place}", _t("Ghi nội dung cần sửa của đoạn đã chép."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        places = [place for place in range(1, ROWS_OF_REMARKS + 1) if data[f"text_{place}"]]
        return {
            "reason": data["reason"],
            "remarks": [
                RemarkInput(data[f"section_{place}"], data[f"text_{place}"], data[f"quote_{place}"])
                for place in places
            ],
        }


class ApproveReportForm(StepForm):
    """Nothing to type for a second person; who took part names the written assignment (practice.md 1).

    Whether he took part is judged by the deed: the fields are shown to those who did, and taken from everybody.
    """

    def build(self) -> None:
        known = None if self.is_bound else inspection_facts(self.case, today=self.today)
        if known is not None and not wrote_the_report(self.actor, known):
            return
        self.fields["assigned_reason"] = forms.CharField(
            label=_t("Lý do được giao duyệt"), widget=text_area(2), max_length=2000, required=False
        )
        self.fields["assigned_paper"] = forms.CharField(
            label=_t("Văn bản giao (số, ngày)"), max_length=200, required=False
        )
