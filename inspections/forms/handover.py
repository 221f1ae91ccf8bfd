"""The form «Bàn giao»: which turns, to whom, why; then the same again, confirmed (practice 5)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import text_area
from inspections.forms.posts import PeopleForm
from inspections.models import Turn, User


class HandOverForm(PeopleForm):
    """All open turns are ticked at first; ``confirmed`` comes from the second page."""

    turns = forms.MultipleChoiceField(label=_("Việc bàn giao"), widget=forms.CheckboxSelectMultiple)
    to = forms.ModelChoiceField(
        label=_("Người nhận"), queryset=User.objects.none(), empty_label=_("Chọn người nhận")
    )
    note = forms.CharField(label=_("Lý do bàn giao"), widget=text_area(2), max_length=1000)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, open_turns: Sequence[Turn], people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["turns"]
        field.choices = [(str(turn.pk), turn.label) for turn in open_turns]  # type: ignore[attr-defined]
        receivers = self.fields["to"]
        receivers.queryset = people  # type: ignore[attr-defined]
        receivers.label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]

    def chosen(self) -> list[int]:
        """The numbers of the chosen turns."""
        return [int(number) for number in self.cleaned_data["turns"]]

    def arguments(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"], "turns": self.chosen(), "note": self.cleaned_data["note"]}
