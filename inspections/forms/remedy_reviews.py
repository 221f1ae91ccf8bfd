"""Forms of the follow-up: one page to judge every item, one item ended, confirmation, the letter, the effect."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import RemedyOutcome, RemedyState
from inspections.forms.base import DateInput, StepForm, text_area
from inspections.models import RemedyItem
from inspections.rules.follow_up import Judgement, item_name

YES = "yes"


class ReviewRemedyForm(StepForm):
    """For each reported item: mended, in part, or not; a note; until when. Items not chosen may be taken together."""

    rest = forms.ChoiceField(
        label=_("Các yêu cầu chưa chọn kết quả"),
        choices=[("", _("Tôi chọn từng yêu cầu")), (RemedyOutcome.FIXED.value, _("Tất cả đã khắc phục"))],
        required=False,
    )
    letter = forms.BooleanField(
        label=_("Lập luôn công văn đề nghị tiếp tục khắc phục cho yêu cầu trả lại"),
        required=False,
        initial=True,
        help_text=_("Công văn chờ người có thẩm quyền ký, văn thư phát hành."),
    )

    def build(self) -> None:
        rows = RemedyItem.objects.filter(request__party=self.case, state=RemedyState.REPORTED)
        self.item_rows: list[RemedyItem] = list(rows.order_by("position", "pk"))
        for item in self.item_rows:
            self._build_item(item)

    def _build_item(self, item: RemedyItem) -> None:
        name = {"item": item_name(item.position)}
        self.fields[f"outcome_{item.pk}"] = forms.ChoiceField(
            label=_t("%(item)s: kết quả xem xét") % name,
            choices=RemedyOutcome.choices,
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields[f"text_{item.pk}"] = forms.CharField(
            label=_t("%(item)s: nhận xét") % name,
            widget=text_area(2),
            required=False,
            max_length=4000,
            help_text=_t("Chưa khắc phục hoặc khắc phục một phần thì ghi lý do; đơn vị đọc được."),
        )
        self.fields[f"day_{item.pk}"] = forms.DateField(
            label=_t("%(item)s: thời hạn mới") % name,
            widget=DateInput(),
            required=False,
            help_text=_t("Chỉ khi trả lại."),
        )

    def judgements(self) -> dict[int, Judgement]:
        """What was chosen, by item; one that nothing was chosen for is left out unless all the rest is mended."""
        data, found = self.cleaned_data, dict[int, Judgement]()
        for item in self.item_rows:
            outcome = data[f"outcome_{item.pk}"] or data["rest"]
            if outcome:
                found[item.pk] = Judgement(outcome, data[f"text_{item.pk}"], data[f"day_{item.pk}"])
        return found

    def arguments(self) -> dict[str, Any]:
        return {"judgements": self.judgements(), "letter": self.cleaned_data["letter"]}


class EndRemedyForm(StepForm):
    """® Why nobody follows this item any more."""

    reason = forms.CharField(
        label=_("Lý do kết thúc theo dõi"),
        widget=text_area(3),
        max_length=4000,
        help_text=_(
            "Ví dụ: đã chuyển cơ quan có thẩm quyền (số, ngày văn bản); đơn vị đã giải thể. Đơn vị đọc được."
        ),
    )

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "item_id": self.subject.pk}


class UrgingLetterForm(StepForm):
    """Until when the unit is asked to report."""

    answer_by = forms.DateField(
        label=_("Đề nghị báo cáo chậm nhất ngày"),
        widget=DateInput(),
        required=False,
        help_text=_("Để trống thì công văn không ghi ngày; thời hạn của từng yêu cầu không thay đổi."),
    )


class SuperiorReportForm(StepForm):
    """What is proposed to the superior."""

    proposal = forms.CharField(
        label=_("Đề xuất, kiến nghị với cấp trên"), widget=text_area(4), max_length=8000
    )


class CheckEffectForm(StepForm):
    """Does what was mended hold?"""

    holds = forms.TypedChoiceField(
        label=_("Kết quả khắc phục"),
        choices=[(YES, _("Được duy trì")), ("no", _("Không được duy trì"))],
        coerce=lambda value: value == YES,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Nhận xét"),
        widget=text_area(3),
        required=False,
        max_length=4000,
        help_text=_("Không được duy trì thì ghi rõ ở điểm nào."),
    )

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "item_id": self.subject.pk}
