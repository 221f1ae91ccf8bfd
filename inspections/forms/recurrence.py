"""The filter of «Tồn tại lặp lại»."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.queries.recurrence import BY_ITEM, BY_LAW

LEAST, MOST = 2, 9
FIRST_YEAR, LAST_YEAR = 2000, 2199


class RecurrenceFilter(forms.Form):
    """Years, institution, theme, how often at least, and what counts as the same."""

    institution = forms.CharField(label=_("Tên hoặc mã đơn vị"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Chuyên đề"), required=False)
    first_year = forms.IntegerField(
        label=_("Từ năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    last_year = forms.IntegerField(
        label=_("Đến năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    least = forms.IntegerField(
        label=_("Số cuộc ít nhất"), required=False, min_value=1, max_value=MOST, initial=LEAST
    )
    by = forms.ChoiceField(
        label=_("Gộp theo"),
        required=False,
        choices=[(BY_ITEM, _("Nội dung đề cương")), (BY_LAW, _("Căn cứ pháp luật"))],
    )

    def __init__(self, *args: Any, themes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("Mọi chuyên đề")), *themes]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What was chosen, with what stands where nothing was; a wrong filter narrows nothing."""
        data = self.cleaned_data if self.is_valid() else {}
        return {
            "institution": data.get("institution", ""),
            "theme": data.get("theme", ""),
            "first_year": data.get("first_year"),
            "last_year": data.get("last_year"),
            "least": data.get("least") or LEAST,
            "by": data.get("by") or BY_ITEM,
        }
