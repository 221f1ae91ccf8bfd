"""The form of a rule: its value asked in the way of its unit, from which day, by which source, and why (®)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput
from inspections.forms.reference import SettingForm
from inspections.models import Rule
from inspections.models.law import VALUES_IN_WORDS
from inspections.rules.settings_values import (
    DAY_UNITS,
    RANGES,
    TEXT_VALUES,
    clean_value,
    internal_source,
    is_internal,
    source_problem,
    source_text,
    start_problem,
    value_problem,
)
from inspections.rules.vietnamese import normalise

LAW, INTERNAL = "law", "internal"
SWITCH_CHOICES = [("true", _("Bật")), ("false", _("Tắt"))]


class RuleForm(SettingForm):
    """Another value of a rule from a later day, with its source."""

    from_on = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateInput())
    source_kind = forms.ChoiceField(
        label=_("Nguồn"),
        choices=[(LAW, _("Văn bản pháp luật")), (INTERNAL, _("Quy định nội bộ của Sở"))],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Văn bản và điều, khoản"),
        required=False,
        max_length=280,
        help_text=_(
            "Văn bản pháp luật: ghi số hoặc tên văn bản và điều, khoản, ví dụ: Điều 13 Nghị định số 217/2025/NĐ-CP. "
            "Quy định nội bộ: ghi số, ngày văn bản của Sở nếu có."
        ),
    )

    def __init__(self, *args: Any, rule: Rule, old: Rule | None, today: date, **kwargs: Any) -> None:
        self.rule, self.old, self.today = rule, old, today
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """The value is asked in the way of its unit."""
        self.fields["value"] = self._value_field()
        if self.rule.unit in DAY_UNITS:
            labels = dict(Rule.Unit.choices)
            self.fields["unit"] = forms.ChoiceField(
                label=_("Đơn vị tính"), choices=[(unit, labels[unit]) for unit in DAY_UNITS]
            )
        self.order_fields(["value", "unit", "from_on", "source_kind", "source"])
        coming = self.rule.valid_from if self.rule.valid_from > self.today else None
        self.initial = {
            "value": self.rule.value,
            "unit": self.rule.unit,
            "from_on": coming,
            "source_kind": INTERNAL if is_internal(self.rule.source) else LAW,
            "source": source_text(self.rule.source),
        }

    def _value_field(self) -> forms.Field:
        label = _("Giá trị mới")
        if self.rule.unit == Rule.Unit.SWITCH:
            return forms.ChoiceField(label=label, choices=SWITCH_CHOICES, widget=forms.RadioSelect)
        known = TEXT_VALUES.get(self.rule.key) if self.rule.unit == Rule.Unit.TEXT else None
        if known:
            choices = [(value, VALUES_IN_WORDS.get(value, value)) for value in known]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        hint = ""
        if self.rule.unit in RANGES:
            least, most = RANGES[self.rule.unit]
            hint = _t("%(unit)s, từ %(least)s đến %(most)s.") % {
                "unit": str(self.rule.get_unit_display()).capitalize(),
                "least": least,
                "most": most,
            }
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"} if hint else {})
        return forms.CharField(label=label, max_length=200, help_text=hint, widget=widget)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = cleaned.get("unit") or self.rule.unit
        value = clean_value(unit, cleaned.get("value", ""))
        typed = cleaned.get("source", "")
        source = internal_source(typed) if cleaned.get("source_kind") == INTERNAL else normalise(typed)
        if "value" in cleaned:
            self.blame("value", value_problem(self.rule.key, unit, value))
        if "source_kind" in cleaned:
            before = self.old or self.rule
            self.blame("source", source_problem(self.rule.key, value, before.source, source))
        if cleaned.get("from_on"):
            earlier = self.old.valid_from if self.old else None
            problem = start_problem(cleaned["from_on"], today=self.today, earlier_from=earlier)
            self.blame("from_on", problem)
        return {**cleaned, "value": value, "source": source, "unit": unit}

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        names = ("value", "source", "from_on", "reason", "unit")
        return {name: self.cleaned_data[name] for name in names}
