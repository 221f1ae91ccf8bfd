"""Forms of the honesty of the figure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.enums import Verdict
from inspections.forms.base import text_area
from inspections.forms.files import FilesForm


class ReviewForm(FilesForm):
    """Whether the signs are explained, and how."""

    verdict = forms.ChoiceField(label=_("Ý kiến"), choices=Verdict.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Giải thích"), widget=text_area(), max_length=2000)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)
