"""Forms while a party is under check: information requests, findings, evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import FindingKind
from inspections.forms.base import DateInput, StepForm, all_incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import ExaminedFilesField
from inspections.forms.replies import validity_words
from inspections.models import Answer, LegalAct, RequestItem
from inspections.models.inputs import Asked
from inspections.queries.deadlines import due_by_rule
from inspections.queries.vault import already_there


class InformationRequestForm(StepForm):
    """What the team asks for; each line is tied to an item of the đề cương."""

    contact = forms.CharField(label=_("Người liên hệ của Đoàn"), max_length=200)
    due_on = forms.DateField(label=_("Hạn trả lời"), widget=DateInput())
    note = forms.CharField(label=_("Lời nhắn"), widget=text_area(2), required=False)
    extra = forms.CharField(
        label=_("Hồ sơ, tài liệu khác"),
        widget=text_area(2),
        required=False,
        help_text=_("Mỗi dòng: Tên hồ sơ, tài liệu - liên quan đến nội dung kiểm tra nào (Đ.9.1c)."),
    )
    field_order = ("items", "extra", "due_on", "contact", "note")

    def build(self) -> None:
        answers = (
            Answer.objects.filter(party=self.case).exclude(item__evidence_hint="").select_related("item")
        )
        self.answer_rows = {str(a.pk): a for a in answers}
        hints = [(a.pk, a.item.evidence_hint) for a in self.answer_rows.values()]
        self.in_vault = already_there(hints, self.case.institution_id, self.today)
        self.fields["items"] = forms.MultipleChoiceField(
            label=_t("Chọn hồ sơ, tài liệu theo đề cương"),
            choices=[(key, self._asked_words(a)) for key, a in self.answer_rows.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.order_fields(self.field_order)
        if not self.is_bound:
            self._propose()

    def _propose(self) -> None:
        """What the member finds filled in."""
        due = due_by_rule(self.case, "inspection.information_request", from_on=self.today)
        self.initial.setdefault("due_on", due.end_on if due else self.today)
        self.initial.setdefault("contact", self.actor.full_name)
        already = set(
            RequestItem.objects.filter(request__party=self.case).values_list("answer_id", flat=True)
        )
        had = already | set(self.in_vault)
        unrated = [key for key, a in self.answer_rows.items() if a.pk not in had and not a.rating]
        self.initial.setdefault("items", unrated)

    def _asked_words(self, answer: Answer) -> str:
        """What is asked, and whether the institution already has it in its vault (bar.md I3)."""
        words = f"{answer.item.code}. {answer.item.evidence_hint}"
        if fact := self.in_vault.get(answer.pk):
            return _t("%(words)s (đơn vị đã có trong kho, %(validity)s)") % {
                "words": words,
                "validity": validity_words(fact),
            }
        return words

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        rows = [self.answer_rows[key] for key in data["items"]]
        asked = [Asked(a.item.evidence_hint, a, f"{a.item.code}. {a.item.requirement}"[:300]) for a in rows]
        asked += [_asked_line(line) for line in data["extra"].splitlines() if line.strip()]
        return {"asked": asked, "due_on": data["due_on"], "contact": data["contact"], "note": data["note"]}


def _asked_line(line: str) -> Asked:
    label, _dash, relevance = line.partition(" - ")
    return Asked(label.strip(), None, relevance.strip())


class DecideRefusalForm(StepForm):
    """T5: uphold or withdraw, with a reason."""

    uphold = forms.TypedChoiceField(
        label=_("Ý kiến của Trưởng đoàn"),
        choices=[("no", _("Rút yêu cầu")), ("yes", _("Giữ yêu cầu, đề nghị đơn vị cung cấp"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Lý do"), widget=text_area(3))
    due_on = forms.DateField(label=_("Hạn trả lời mới (khi giữ yêu cầu)"), widget=DateInput(), required=False)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "item_id": self.subject.pk}


class FindingForm(StepForm):
    """A finding raised from the item: wording and citation come proposed."""

    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=FindingKind.choices,
        widget=forms.RadioSelect,
        initial=FindingKind.SHORTCOMING,
    )
    text = forms.CharField(label=_("Nội dung tồn tại, hạn chế"), widget=text_area(4))
    act = forms.ModelChoiceField(label=_("Văn bản pháp luật"), queryset=LegalAct.objects.none())
    locator = forms.CharField(
        label=_("Điều, khoản, điểm"), max_length=150, help_text=_("Ví dụ: điểm b khoản 2 Điều 13.")
    )

    def build(self) -> None:
        assert self.case.parent is not None
        last = self.case.parent.inspection_details.period_to
        self.fields["act"].queryset = LegalAct.objects.filter(valid_from__lte=last).order_by("name")  # type: ignore[attr-defined]
        item = self.subject.item
        self.initial.setdefault("text", item.ready_wording)
        self.initial.setdefault("act", item.act_id)
        self.initial.setdefault("locator", item.locator)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if "…" in text:
            raise forms.ValidationError(
                _t("Câu mẫu còn chỗ «…» chưa điền: ghi số liệu, tên cụ thể rồi gửi lại.")
            )
        return text

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "answer": self.subject}


class EvidenceForm(StepForm):
    """Files the team adds itself."""

    files = ExaminedFilesField(label=_("Tệp"))
    as_of = as_of_field()

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"incoming": all_incoming(data["files"]), "as_of": data["as_of"], "answer": self.subject}
