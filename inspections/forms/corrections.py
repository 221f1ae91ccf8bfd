"""Forms that mend an issued paper: công văn đính chính, or a new paper in its place (NĐ 30/2020/NĐ-CP Điều 18)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import StepForm, text_area
from inspections.forms.signing import IssueDecisionForm, SigningForm


class SignPaperForm(SigningForm):
    """One signature on a paper that the flow does not sign."""

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "document": self.subject}


class IssuePaperForm(IssueDecisionForm):
    """Day, number and agency signature of such a paper."""

    def build(self) -> None:
        super().build()
        self.propose_way(self.subject)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "document": self.subject}


class _MendForm(StepForm):
    """What was printed, what is right, and why."""

    wrong = forms.CharField(
        label=_("Đã in"), widget=text_area(2), max_length=1000, help_text=_("Chép đúng câu chữ trên văn bản.")
    )
    right = forms.CharField(label=_("Sửa lại là"), widget=text_area(2), max_length=1000)
    reason = forms.CharField(label=_("Lý do"), widget=text_area(2), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "document": self.subject}


class CorrectPaperForm(_MendForm):
    """A slip of form or wording: told by a công văn, the issued paper stays."""

    place = forms.CharField(
        label=_("Vị trí trong văn bản"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: khoản 2 Điều 1."),
    )
    field_order = ("place", "wrong", "right", "reason")


class ReplacePaperForm(_MendForm):
    """A wrong content: a new paper of the same kind takes the place of the old one."""
