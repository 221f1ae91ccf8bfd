"""Forms of first access, contact persons, invitations and shared parts (practice 5; bar.md O1, O3)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, all_incoming, incoming, text_area
from inspections.forms.files import ExaminedFileField, ExaminedFilesField
from inspections.forms.posts import PeopleForm
from inspections.models import ItemShare, RequestItem, User
from inspections.models.inputs import ContactInput


def _password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class FirstPasswordForm(forms.Form):
    """The password the person chooses, typed twice; the rules stand beside the field."""

    password1 = _password(_("Mật khẩu tự đặt"))
    password2 = _password(_("Gõ lại mật khẩu"))

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = _t(
            "Ít nhất 10 ký tự, có chữ, khó đoán; không giống tên, thư điện tử của bạn."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _t("Hai lần gõ không giống nhau."))
        elif first:
            try:
                validate_password(first, self.user)
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return data


class CodeForm(forms.Form):
    """The short code of the printed sheet."""

    code = forms.CharField(
        label=_("Mã trên phiếu"),
        max_length=40,
        help_text=_("10 chữ và số, ví dụ ABCDE-FGH23; không phân biệt chữ hoa, chữ thường."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class WrongPersonForm(forms.Form):
    """Whoever holds the sheet says who is in charge now."""

    instead = forms.CharField(
        label=_("Người phụ trách hiện nay (họ tên, điện thoại hoặc thư điện tử)"),
        max_length=300,
        required=False,
    )


class ColleagueForm(FirstPasswordForm):
    """An invited colleague: name and password."""

    name = forms.CharField(
        label=_("Họ và tên"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "password1", "password2")


class ContactForm(PeopleForm):
    """Whom the institution names as its contact person."""

    person = forms.ModelChoiceField(
        label=_("Người đã có tài khoản của đơn vị"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Người mới (ghi bên dưới)"),
    )
    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        required=False,
        help_text=_("Viết đầy đủ một ô, giữ nguyên dấu, ví dụ: H'Wen Niê Kđăm."),
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Có ít nhất thư điện tử hoặc điện thoại.")
    )
    title = forms.CharField(
        label=_("Chức vụ tại đơn vị"), max_length=150, help_text=_("Ví dụ: Trưởng phòng Đào tạo.")
    )
    valid_from = forms.DateField(label=_("Làm đầu mối từ ngày"), widget=DateInput())
    ends_present = forms.BooleanField(
        label=_("Thay đầu mối hiện nay: người đó thôi làm đầu mối từ ngày này"), required=False
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"given": ContactInput(**self.cleaned_data)}


class LetterForm(ContactForm):
    """The head's letter as it came on paper: with its number and its scan."""

    number = forms.CharField(label=_("Số, ký hiệu giấy cử"), max_length=80)
    scan = ExaminedFileField(
        label=_("Bản quét giấy cử có chữ ký, con dấu"), extensions=("pdf", "jpg", "jpeg", "png")
    )

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"given": ContactInput(**{**data, "scan": incoming(data["scan"])})}


class InviteForm(PeopleForm):
    """A colleague invited without a part yet."""

    address = forms.EmailField(label=_("Thư điện tử của đồng nghiệp"))
    name = forms.CharField(label=_("Họ và tên"), max_length=150, required=False)


class ShareForm(PeopleForm):
    """Which of the things asked, for whom, with what word."""

    every = forms.BooleanField(label=_("Tất cả các nội dung còn chờ trả lời"), required=False)
    items = forms.MultipleChoiceField(
        label=_("Nội dung giao chuẩn bị"), widget=forms.CheckboxSelectMultiple, required=False
    )
    person = forms.ModelChoiceField(
        label=_("Đồng nghiệp"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Người mới (ghi thư điện tử)"),
    )
    address = forms.EmailField(
        label=_("Thư điện tử của đồng nghiệp mới"),
        required=False,
        help_text=_("Người chưa có tài khoản nhận thư mời, tự đặt mật khẩu và chỉ thấy phần việc được chia."),
    )
    name = forms.CharField(label=_("Họ và tên đồng nghiệp mới"), max_length=150, required=False)
    note = forms.CharField(label=_("Lời dặn"), widget=text_area(2), max_length=500, required=False)

    def __init__(self, *args: Any, asked: Sequence[RequestItem], people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(str(row.pk), row.label) for row in asked]  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.asked = asked
        if len(asked) == 1:
            self.initial.setdefault("items", [str(asked[0].pk)])
        if not people:
            del self.fields["person"]

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        chosen = [row.pk for row in self.asked if data["every"] or str(row.pk) in data["items"]]
        names = ("address", "name", "note")
        return {"item_ids": chosen, "person": data.get("person"), **{name: data[name] for name in names}}


class PrepareForm(PeopleForm):
    """What a colleague makes ready for one thing asked."""

    reply = forms.CharField(label=_("Nội dung"), widget=text_area(6), max_length=20000, required=False)
    attached = ExaminedFilesField(label=_("Tệp"), required=False)
    drop = forms.MultipleChoiceField(
        label=_("Bỏ tệp đã gửi"), widget=forms.CheckboxSelectMultiple, required=False
    )
    done = forms.BooleanField(
        label=_("Đã chuẩn bị xong"),
        required=False,
        help_text=_("Người chia việc được báo và thấy phần này điền sẵn trong phiếu trả lời."),
    )

    def __init__(self, *args: Any, share: ItemShare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [(str(row.pk), row.name) for row in share.files.all()]
        self.fields["drop"].choices = held  # type: ignore[attr-defined]
        if not held:
            del self.fields["drop"]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "reply": data["reply"],
            "incoming": all_incoming(data["attached"]),
            "dropped": [int(pk) for pk in data.get("drop", [])],
            "done": data["done"],
        }
