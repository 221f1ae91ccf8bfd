"""What every deed's form shares: the case, the person, the subject, and files that survive an error."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.files import AcceptedFile, FilesForm
from inspections.models import Case
from inspections.models.inputs import Incoming
from inspections.rules.roles import Actor


class StepForm(FilesForm):
    """A form of one deed; ``arguments`` gives the keyword arguments of its action."""

    def __init__(
        self, *args: Any, case: Case, actor: Actor, today: date, subject: Any = None, **kwargs: Any
    ) -> None:
        self.case, self.actor, self.today, self.subject = case, actor, today, subject
        super().__init__(*args, **kwargs)
        self.build()

    def build(self) -> None:
        """Add fields that depend on the case."""

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    """A deed that asks only for its reason (marked ® in the tables)."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class NoForm(StepForm):
    """A deed that asks nothing more."""


def incoming(file: AcceptedFile) -> Incoming:
    """A file as the actions take it."""
    seen = file.examination
    return Incoming(seen.name, seen.size, seen.sha256, seen.mime, file.uploaded, file.token)


def all_incoming(files: list[AcceptedFile] | None) -> list[Incoming]:
    """Files as the actions take them."""
    return [incoming(file) for file in files or []]


class DateInput(forms.DateInput):
    """Dates are typed and shown as 26/11/2026; the browser's own picker would show its own order."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "26/11/2026"})


class DateTimeInput(forms.DateTimeInput):
    """Moments are typed and shown as 26/11/2026 08:30."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "placeholder": "26/11/2026 08:30"})


def text_area(rows: int = 3) -> forms.Textarea:
    """A text area of so many lines."""
    return forms.Textarea(attrs={"rows": rows})
