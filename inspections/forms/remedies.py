"""Forms of the unit that mends: its plan, its report request by request, a wish for a later day and the answer to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, StepForm, all_incoming, incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import ExaminedFileField, ExaminedFilesField
from inspections.forms.replies import DecideMoreTimeForm, show_held
from inspections.models import RemedyItem
from inspections.models.inputs import BY_HAND, UPLOADED, RemedyInput, RemedyPlanInput, SigningInput
from inspections.rules.remedies import WAITING_FOR_UNIT

YES = "yes"
WAYS = [(BY_HAND, _("Ký tay, đóng dấu; tệp là bản quét")), (UPLOADED, _("Ký số trên tệp PDF"))]


class RequestsForm(StepForm):
    """Some fields for each thing asked that still waits for the unit; its number stands in the label."""

    def build(self) -> None:
        rows = RemedyItem.objects.filter(request__party=self.case, state__in=WAITING_FOR_UNIT)
        self.item_rows: list[RemedyItem] = list(rows if self.is_bound else rows.prefetch_related("held"))
        for item in self.item_rows:
            self.build_item(item, {"n": item.position})

    def build_item(self, item: RemedyItem, words: dict[str, Any]) -> None:
        """Fields of one thing asked."""

    def fields_of(self, item_id: int) -> list[forms.BoundField]:
        """The fields of one thing asked, in their order."""
        return [self[name] for name in self.fields if name.endswith(f"_{item_id}")]


class RemedyPlanForm(RequestsForm):
    """T15: who mends it, by what steps, until when, and why it came to that."""

    def build_item(self, item: RemedyItem, words: dict[str, Any]) -> None:
        number = item.pk
        self.fields[f"person_{number}"] = forms.CharField(
            label=_t("Yêu cầu %(n)s: người chịu trách nhiệm") % words,
            required=False,
            max_length=150,
            initial=item.plan_person,
        )
        self.fields[f"steps_{number}"] = forms.CharField(
            label=_t("Yêu cầu %(n)s: biện pháp, các bước") % words,
            widget=text_area(3),
            required=False,
            max_length=20000,
            initial=item.plan_steps,
        )
        self.fields[f"day_{number}"] = forms.DateField(
            label=_t("Yêu cầu %(n)s: dự kiến xong ngày") % words,
            widget=DateInput(),
            required=False,
            initial=item.plan_done_on,
        )
        self.fields[f"cause_{number}"] = forms.CharField(
            label=_t("Yêu cầu %(n)s: nguyên nhân") % words,
            widget=text_area(2),
            required=False,
            max_length=20000,
            initial=item.root_cause,
            help_text=_t("Vì sao có tồn tại này; để không lặp lại."),
        )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        plans = {
            item.pk: RemedyPlanInput(
                data[f"person_{item.pk}"],
                data[f"steps_{item.pk}"],
                data[f"day_{item.pk}"],
                data[f"cause_{item.pk}"],
            )
            for item in self.item_rows
        }
        return {"plans": plans, "draft": self.data.get("draft") == YES}


class SaveRemedyForm(RequestsForm):
    """What was done about each thing asked, when, and its files; what was saved before stands filled in."""

    def build_item(self, item: RemedyItem, words: dict[str, Any]) -> None:
        number = item.pk
        self.fields[f"measure_{number}"] = forms.CharField(
            label=_t("Yêu cầu %(n)s: việc đã làm") % words,
            widget=text_area(3),
            required=False,
            max_length=20000,
            initial=item.measure,
        )
        self.fields[f"day_{number}"] = forms.DateField(
            label=_t("Yêu cầu %(n)s: làm xong ngày") % words,
            widget=DateInput(),
            required=False,
            initial=item.measure_done_on,
        )
        field = ExaminedFilesField(label=_t("Yêu cầu %(n)s: tệp chứng minh") % words, required=False)
        self.fields[f"files_{number}"] = field
        if not self.is_bound:
            show_held(field, item.held.all())

    def entries(self) -> dict[int, RemedyInput]:
        """What was filled in, by the thing asked."""
        data = self.cleaned_data
        return {
            item.pk: RemedyInput(
                data[f"measure_{item.pk}"], data[f"day_{item.pk}"], all_incoming(data[f"files_{item.pk}"])
            )
            for item in self.item_rows
        }

    def arguments(self) -> dict[str, Any]:
        return {"entries": self.entries()}


class ReportRemedyForm(SaveRemedyForm):
    """T16: the same page in the head's hands, with the signed paper."""

    signed = ExaminedFileField(
        label=_("Bản báo cáo đã ký, đóng dấu"),
        required=False,
        help_text=_("Bản in từ hệ thống đã ký. Không có bản ký, hệ thống lưu bản in phần vừa nộp."),
    )
    way = forms.ChoiceField(
        label=_("Báo cáo được ký bằng cách nào"), choices=WAYS, widget=forms.RadioSelect, initial=BY_HAND
    )
    as_of = as_of_field()

    def paper_fields(self) -> list[forms.BoundField]:
        """What goes with the whole report."""
        return [self[name] for name in ("signed", "way", "as_of")]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        signed = data["signed"]
        place = self.case.institution.name if self.case.institution else ""
        return {
            "entries": self.entries(),
            "signing": SigningInput(data["way"], incoming(signed), original_place=place) if signed else None,
            "as_of": data["as_of"],
            "partial": self.data.get("partial") == YES,
        }


class AskLaterDateForm(StepForm):
    """A later day for one thing asked, and why."""

    until_on = forms.DateField(label=_("Xin lùi đến hết ngày"), widget=DateInput())
    reason = forms.CharField(label=_("Lý do"), widget=text_area(3), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "item_id": self.subject.pk}


class DecideLaterDateForm(DecideMoreTimeForm):
    """The issuer's answer; the day asked for stands filled in."""

    def build(self) -> None:
        super().build()
        self.fields["grant"].label = _("Ý kiến của người ra quyết định kiểm tra")
        self.fields["grant"].choices = [(YES, _("Đồng ý lùi thời hạn")), ("no", _("Không đồng ý"))]  # type: ignore[attr-defined]
        self.fields["granted_on"].label = _("Được lùi đến hết ngày")
