"""Forms of the register of past paper inspections: one visit by hand, a workbook, a withdrawal, the list's filter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import Ground
from inspections.forms.base import DateInput, incoming, text_area
from inspections.forms.files import ExaminedFileField, FilesForm
from inspections.models import PaperInspection
from inspections.queries.past import MOST_LISTED, Suggested, agency_name_on
from inspections.rules.past import LONGEST, Known, PaperFacts, clean_text, faults_of
from inspections.rules.past_cells import Unreadable, period_in
from inspections.rules.past_import import Register

SPELLED = {Ground.SIGNS: "điểm a", Ground.ORDER: "điểm b", Ground.PLAN: "điểm c"}


class Suggesting(forms.TextInput):
    """A text box with what was typed before; the browser offers it, nothing is forced, no script is needed."""

    def __init__(self, options: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options = options

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The box, and its list of offers beside it."""
        if not self.options:
            return super().render(name, value, attrs, renderer)
        list_id = f"{(attrs or {}).get('id', name)}_list"
        box = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        offers = format_html_join("", '<option value="{}"></option>', ((option,) for option in self.options))
        return format_html('{}<datalist id="{}">{}</datalist>', box, list_id, offers)


def _words(label: Any, key: str, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST[key], help_text=help_text, widget=Suggesting(), **more
    )


class PaperForm(FilesForm):
    """One visit from its paper file: the decision first, then the visit itself."""

    decision_number = _words(_("Số quyết định"), "decision_number", _("Số và ký hiệu, ví dụ 125/QĐ-SLĐTBXH."))
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=DateInput())
    agency = _words(
        _("Cơ quan ban hành"),
        "agency",
        _("Để trống thì lấy tên Sở đang dùng vào ngày quyết định."),
        required=False,
    )
    content = _words(_("Chuyên đề, nội dung"), "content")
    ground = forms.ChoiceField(
        label=_("Căn cứ"),
        choices=[*Ground.choices, ("", _("Căn cứ khác, theo quy định khi đó"))],
        initial=Ground.PLAN,
        required=False,
    )
    ground_text = _words(
        _("Nội dung căn cứ"),
        "ground_text",
        _("Ví dụ: Kế hoạch số 12/KH-SLĐTBXH. Bắt buộc khi chọn căn cứ khác."),
        required=False,
    )
    period = forms.CharField(
        label=_("Thời kỳ kiểm tra"),
        max_length=60,
        help_text=_("Hai ngày, dạng 01/9/2022 - 31/8/2023, hoặc một năm, dạng 2023."),
    )
    lead_name = _words(_("Trưởng đoàn"), "lead_name")
    institution = forms.CharField(
        label=_("Tên hoặc mã cơ sở GDNN"),
        max_length=200,
        widget=Suggesting(),
        help_text=_("Gõ không dấu cũng được."),
    )
    announced_on = forms.DateField(label=_("Ngày công bố"), widget=DateInput())
    minutes_on = forms.DateField(
        label=_("Ngày ký biên bản"),
        widget=DateInput(),
        required=False,
        help_text=_("Để trống khi không có biên bản đã ký."),
    )
    finding_count = forms.IntegerField(
        label=_("Số tồn tại, dấu hiệu vi phạm"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Không có thì nhập 0; không rõ thì để trống."),
    )
    kept_at = _words(_("Nơi lưu hồ sơ giấy"), "kept_at", _("Kho, hộp, tập để tìm lại được."))

    def __init__(
        self, *args: Any, register: Register, suggested: Suggested, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.today = register, today
        offers = {
            "agency": suggested.agencies,
            "lead_name": suggested.leads,
            "kept_at": suggested.places,
            "institution": [known.name for known in register.institutions[:MOST_LISTED]],
        }
        for name, options in offers.items():
            widget = self.fields[name].widget
            assert isinstance(widget, Suggesting)
            widget.options = options
        if not self.is_bound:
            self.initial = {**_last(suggested), **self.initial}

    def clean(self) -> dict[str, Any]:
        """The same rules as for a row of a workbook; each sentence stands at its field."""
        cleaned = super().clean() or {}
        self._clean_ground(cleaned)
        self._clean_agency(cleaned)
        if period := cleaned.get("period"):
            try:
                cleaned["period_from"], cleaned["period_to"] = period_in(period)
            except Unreadable as unread:
                self.add_error("period", _sentence(str(unread)))
        if words := cleaned.get("institution"):
            lookup = self.register.find(words)
            cleaned["known"] = lookup.found
            if lookup.found is None:
                self.add_error("institution", _sentence(lookup.fault))
        if not set(self.errors) - {"institution"}:
            for fault in faults_of(self._facts(cleaned), self.today):
                self.add_error(fault.column, _sentence(fault.text))
        return cleaned

    def _clean_ground(self, cleaned: dict[str, Any]) -> None:
        ground, words = cleaned.get("ground", ""), clean_text(cleaned.get("ground_text", ""))
        if not ground and not words and "ground_text" not in self.errors:
            self.add_error("ground_text", _t("Ghi căn cứ bằng lời khi chọn căn cứ khác."))
        spelled = SPELLED.get(Ground(ground)) if ground else ""
        cleaned["ground_words"] = f"{spelled}: {words}" if spelled and words else spelled or words

    def _clean_agency(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("agency") or not cleaned.get("decided_on"):
            return
        cleaned["agency"] = agency_name_on(cleaned["decided_on"])
        if not cleaned["agency"]:
            self.add_error(
                "agency", _t("Chưa có tên Sở của ngày quyết định trong danh mục: nhập tên cơ quan.")
            )

    @staticmethod
    def _facts(cleaned: dict[str, Any]) -> PaperFacts:
        words = ("decision_number", "agency", "content", "lead_name", "kept_at")
        plain = ("decided_on", "period_from", "period_to", "announced_on", "minutes_on", "finding_count")
        given: dict[str, Any] = {name: clean_text(cleaned[name]) for name in words}
        given |= {name: cleaned[name] for name in plain}
        return PaperFacts(**given, ground_text=cleaned["ground_words"])

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        institution: Known = self.cleaned_data["known"]
        return {"facts": self._facts(self.cleaned_data), "institution": institution}


def _sentence(text: str) -> str:
    """The end of a sentence of a row, as it stands beside its own field."""
    return f"{text[:1].upper()}{text[1:]}."


def _last(suggested: Suggested) -> dict[str, str]:
    """The last lead and place, so that a pile of files of one inspection goes quickly."""
    return {
        name: options[0]
        for name, options in (("lead_name", suggested.leads), ("kept_at", suggested.places))
        if options
    }


def of_same_decision(paper: PaperInspection) -> dict[str, Any]:
    """What the next visit of the same decision begins with."""
    spelled = SPELLED.get(Ground(paper.ground), "") if paper.ground else ""
    return {
        "decision_number": paper.decision_number,
        "decided_on": paper.decided_on,
        "agency": paper.agency,
        "content": paper.content,
        "ground": paper.ground,
        "ground_text": paper.ground_text.removeprefix(spelled).removeprefix(": "),
        "period": f"{paper.period_from:%d/%m/%Y} - {paper.period_to:%d/%m/%Y}",
        "lead_name": paper.lead_name,
        "kept_at": paper.kept_at,
    }


class WorkbookForm(FilesForm):
    """An Excel workbook with the twelve columns."""

    file = ExaminedFileField(
        label=_("Tệp Excel (.xlsx)"),
        extensions=("xlsx",),
        help_text=_("Mỗi lượt một dòng, đủ 12 cột của tệp mẫu; thứ tự cột tuỳ ý."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"file": incoming(self.cleaned_data["file"])}


class WithdrawForm(FilesForm):
    """Why a row is wrong."""

    reason = forms.CharField(label=_("Lý do rút"), widget=text_area(3), max_length=2000)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"reason": self.cleaned_data["reason"]}


class PaperFilter(forms.Form):
    """Narrow the register by year, institution and ground."""

    year = forms.TypedChoiceField(label=_("Năm công bố"), required=False, coerce=int, empty_value=None)
    institution = forms.CharField(label=_("Tên hoặc mã cơ sở"), required=False, max_length=200)
    ground = forms.ChoiceField(
        label=_("Căn cứ"), required=False, choices=[("", _("Tất cả căn cứ")), *Ground.choices]
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _t("Tất cả các năm")), *((year, str(year)) for year in years)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
