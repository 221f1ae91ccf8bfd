"""The form «Vắng từ … đến …» (practice 1)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput
from inspections.forms.posts import PeopleForm
from inspections.models import User


class AbsenceForm(PeopleForm):
    """Which days, who acts meanwhile."""

    from_on = forms.DateField(label=_("Vắng từ ngày"), widget=DateInput())
    until_on = forms.DateField(label=_("Đến hết ngày"), widget=DateInput())
    delegate = forms.ModelChoiceField(
        label=_("Người làm thay"),
        queryset=User.objects.none(),
        empty_label=_("Chọn người làm thay"),
        required=False,
        help_text=_(
            "Việc của Trưởng đoàn, thành viên Đoàn không chuyển theo đợt vắng. Người làm thay là Trưởng đoàn của hồ sơ "
            "nào thì việc ký của hồ sơ đó chuyển người có quyền ký khác."
        ),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegate"]
        field.queryset = people  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]
