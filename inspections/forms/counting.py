"""Forms of the counting rule, the targets and the raising of a class; each asks for its reason (®)."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.enums import Headline, Indicator, LuotClass
from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.forms.reference import SettingForm
from inspections.forms.share import FIRST_YEAR, LAST_YEAR, year_of
from inspections.models import CountingRule, LegalAct, Target
from inspections.rules.counting import RuleText, number_problems, target_problems, text_problems
from inspections.rules.settings_values import source_text, start_problem
from inspections.rules.vietnamese import normalise


def _whole(label: Any, most: int, *, least: int = 1) -> forms.IntegerField:
    short = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=short)


class NumberForm(SettingForm):
    """Number and day of the decision that issues the counting rule."""

    number = forms.CharField(
        label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ: 125/QĐ-SGDĐT. Chép từ quyết định đã ký.")
    )
    decided_on = forms.DateField(label=_("Ngày quyết định"), widget=DateInput())

    def __init__(self, *args: Any, rule: CountingRule, today: date, **kwargs: Any) -> None:
        self.rule, self.today = rule, today
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A number that was entered is shown for correction."""
        self.initial = {"number": self.rule.decision_number, "decided_on": self.rule.decided_on}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("number") and cleaned.get("decided_on"):
            for problem in number_problems(cleaned["number"], cleaned["decided_on"], today=self.today):
                self.blame("decided_on", problem)
        return cleaned


class VersionForm(SettingForm):
    """Another version of the counting rule from a later day; it begins with what the last one says."""

    from_on = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateInput())
    name = forms.CharField(label=_("Tên cách tính"), max_length=200)
    headline = forms.ChoiceField(
        label=_("Tỷ lệ chính thức"), choices=Headline.choices, widget=forms.RadioSelect
    )
    m3_share = _whole(_("M3: tỷ lệ nội dung từ xa phải kết luận trên hồ sơ số (%)"), 100)
    m3_needs_digital = forms.BooleanField(label=_("M3 cần chữ ký số của cả hai bên"), required=False)
    m2_share = _whole(_("M2: tỷ lệ nội dung từ xa phải kết luận trên hồ sơ số (%)"), 100)
    m2_accepts_hand = forms.BooleanField(
        label=_("M2 chấp nhận bản ký tay có bản sao điện tử"), required=False
    )
    whole_percent_below = _whole(_("Không ghi số thập phân khi mẫu số dưới (lượt)"), 10_000)
    audit_all_up_to = _whole(_("Soát xét toàn bộ khi mẫu số không quá (lượt)"), 10_000)
    thin_below = _whole(_("Đánh dấu ít nội dung khi dưới (nội dung)"), 1_000)
    source = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Văn bản, điều, khoản, hoặc tờ trình của Sở.")
    )

    def __init__(self, *args: Any, last: CountingRule, today: date, **kwargs: Any) -> None:
        self.last, self.today = last, today
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Everything but the day comes from the last version."""
        self.initial = {field.name: getattr(self.last, field.name) for field in fields(RuleText)}
        self.initial["source"] = source_text(self.last.source)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("from_on"):
            earlier = self.last.valid_from
            self.blame("from_on", start_problem(cleaned["from_on"], today=self.today, earlier_from=earlier))
        if not self.errors:
            for problem in text_problems(self._text(cleaned)):
                self.add_error(None, problem)
        return cleaned

    @staticmethod
    def _text(data: dict[str, Any]) -> RuleText:
        return RuleText(**{field.name: data[field.name] for field in fields(RuleText)})

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = self.cleaned_data
        return {"text": self._text(data), "from_on": data["from_on"], "reason": data["reason"]}


class TargetForm(SettingForm):
    """The value of a target of a year, with the act that sets it."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"), choices=Indicator.choices)
    year = _whole(_("Năm"), LAST_YEAR, least=FIRST_YEAR)
    value = forms.DecimalField(
        label=_("Giá trị (%)"), min_value=0, max_value=100, max_digits=5, decimal_places=2, localize=True
    )
    source = forms.CharField(
        label=_("Văn bản giao chỉ tiêu"),
        max_length=300,
        help_text=_("Số, ngày, cơ quan ban hành. Ví dụ: Kế hoạch 450/KH-UBND ngày 04/8/2022."),
    )
    act = forms.ModelChoiceField(
        label=_("Văn bản trong danh mục pháp lý"),
        required=False,
        queryset=LegalAct.objects.order_by("act_type", "-valid_from", "code"),
        to_field_name="code",
        empty_label=_("Không có trong danh mục"),
    )

    def __init__(self, *args: Any, target: Target | None, **kwargs: Any) -> None:
        self.target = target
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """Of a target that is there only the value and the act change."""
        acts = self.fields["act"]
        acts.label_from_instance = lambda act: f"{act}: {act.name}"[:120]  # type: ignore[attr-defined]
        if self.target:
            del self.fields["indicator"], self.fields["year"]
            names = ("value", "source", "act")
            self.initial = {name: getattr(self.target, name) for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") is not None:
            for problem in target_problems(cleaned["value"], normalise(cleaned.get("source", ""))):
                self.blame("source", problem)
        return cleaned


class CompareForm(forms.Form):
    """One year under two versions."""

    nam = forms.ChoiceField(label=_("Năm"))
    mot = forms.ChoiceField(label=_("Cách tính thứ nhất"))
    hai = forms.ChoiceField(label=_("Cách tính thứ hai"))

    def __init__(self, asked: dict[str, str], *, rules: Iterable[CountingRule], now: int) -> None:
        self.rules = {str(rule.version): rule for rule in rules}
        numbers = list(self.rules)
        self.year = year_of(asked.get("nam", ""), otherwise=now)
        self.one = self._known(asked.get("mot", ""), numbers[0])
        self.other = self._known(asked.get("hai", ""), numbers[-1])
        super().__init__({"nam": str(self.year), "mot": self.one, "hai": self.other})
        years = sorted({*range(now - 5, now + 1), self.year}, reverse=True)
        choices = [(number, f"{number}: {rule.name}") for number, rule in self.rules.items()]
        self.fields["nam"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        for name in ("mot", "hai"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _known(self, text: str, otherwise: str) -> str:
        return text if text in self.rules else otherwise

    def chosen(self) -> list[CountingRule]:
        """The two versions, which may be the same."""
        return [self.rules[self.one], self.rules[self.other]]


class RaiseForm(FilesForm):
    """Which class is wanted, and why."""

    wanted = forms.TypedChoiceField(label=_("Mức đề nghị"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do đề nghị"),
        widget=text_area(4),
        max_length=2000,
        help_text=_("Nêu dữ kiện trong hồ sơ cho thấy mức đang ghi chưa đúng."),
    )

    def __init__(self, *args: Any, now: int, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (value, f"M{value}: {LuotClass(value).label}") for value in range(now + 1, most + 1)
        ]

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class DecideForm(FilesForm):
    """Accept or refuse, with the reason."""

    accepted = forms.TypedChoiceField(
        label=_("Quyết định"),
        choices=[("co", _("Đồng ý nâng mức")), ("khong", _("Không đồng ý, giữ mức đang ghi"))],
        coerce=lambda value: value == "co",
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=_("Lý do quyết định"), widget=text_area(4), max_length=2000)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)
