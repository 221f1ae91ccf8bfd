"""Forms of the sheets around an inspection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.enums import SECTION_SHEETS
from inspections.forms.base import StepForm


class PrintSheetForm(StepForm):
    """Which sheet is printed."""

    sheet = forms.ChoiceField(
        label=_("Phiếu cần in"),
        choices=[(kind.value, kind.label) for kind in SECTION_SHEETS],
        widget=forms.RadioSelect,
    )


class HandoverForm(StepForm):
    """The hand-over it is about is in the address."""

    def arguments(self) -> dict[str, Any]:
        return {"referral_id": self.subject.pk}
