"""The day of the coverage page."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput


class CoverageDay(forms.Form):
    """«Tính đến hết ngày»; a link of the page carries it as 2026-11-26."""

    ngay = forms.DateField(
        label=_("Tính đến hết ngày"),
        required=False,
        widget=DateInput(),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
    )

    def day(self, *, otherwise: date) -> date:
        """The chosen day; a day still to come, or none, means today."""
        chosen = self.cleaned_data.get("ngay") if self.is_valid() else None
        return min(chosen or otherwise, otherwise)
