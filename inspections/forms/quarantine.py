"""The form by which a restored system is put to use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.forms.reference import SettingForm

HOLD, SEND = "hold", "send"


class LiftForm(SettingForm):
    """What becomes of the mail that waited in the backup: the person decides, nothing is chosen beforehand."""

    mail = forms.ChoiceField(
        label=_("Thư còn chờ gửi từ trước khi khôi phục"),
        choices=[
            (HOLD, _("Không gửi: hệ thống trước đó có thể đã gửi các thư này")),
            (SEND, _("Gửi: chắc chắn các thư này chưa được gửi")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Người nhận vẫn thấy thông báo trong Kiểm tra số dù thư không gửi."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"reason": self.cleaned_data["reason"], "mail_goes_out": self.cleaned_data["mail"] == SEND}
