"""Forms about personal data: what a person asks, what came on paper, the answer, the second step of an erasure."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import DataRequestKind
from inspections.forms.base import DateInput, text_area
from inspections.forms.posts import PeopleForm
from inspections.models import PersonalDataRequest, User
from inspections.models.inputs import ContactData
from inspections.rules.vietnamese import fold

GRANT, REFUSE = "grant", "refuse"


class OwnRequestForm(PeopleForm):
    """What the person asks about his own data."""

    kind = forms.ChoiceField(label=_("Yêu cầu"), choices=DataRequestKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Nội dung yêu cầu"),
        widget=text_area(4),
        max_length=4000,
        help_text=_("Ví dụ: đổi số điện thoại thành 0905 000 000; xóa dữ liệu vì đã chuyển công tác."),
    )


class PaperRequestForm(PeopleForm):
    """A request that came on paper."""

    kind = forms.ChoiceField(label=_("Yêu cầu"), choices=DataRequestKind.choices, widget=forms.RadioSelect)
    username = forms.CharField(
        label=_("Tên đăng nhập của người yêu cầu"),
        max_length=60,
        required=False,
        help_text=_("Để trống khi người yêu cầu không có tài khoản."),
    )
    about = forms.CharField(label=_("Họ và tên (không có tài khoản)"), max_length=150, required=False)
    paper_reference = forms.CharField(
        label=_("Văn bản, đơn (số, ngày)"), max_length=200, help_text=_("Ví dụ: Đơn ngày 20/11/2026.")
    )
    received_on = forms.DateField(label=_("Ngày nhận"), widget=DateInput())
    text = forms.CharField(label=_("Nội dung yêu cầu"), widget=text_area(4), max_length=4000)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_username(self) -> User | None:
        """The person among those whom the department keeps."""
        name = self.cleaned_data["username"].strip().lower()
        if not name:
            return None
        found: User | None = self.people.filter(username=name).first()
        if found is None:
            raise forms.ValidationError(
                _t("Không có tài khoản «%(name)s» do cơ quan quản lý.") % {"name": name}
            )
        return found

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        subject = data.pop("username")
        return {**data, "subject": subject}


class AnswerRequestForm(PeopleForm):
    """Done or not, and why; a correction carries the new data."""

    outcome = forms.ChoiceField(label=_("Trả lời"), widget=forms.RadioSelect)
    full_name = forms.CharField(label=_("Họ và tên sau khi sửa"), max_length=150, required=False)
    email = forms.EmailField(label=_("Thư điện tử sau khi sửa"), required=False)
    phone = forms.CharField(label=_("Điện thoại sau khi sửa"), max_length=20, required=False)
    answer = forms.CharField(label=_("Nội dung trả lời, lý do"), widget=text_area(4), max_length=4000)

    def __init__(self, *args: Any, row: PersonalDataRequest, **kwargs: Any) -> None:
        subject = row.subject
        if subject is not None:
            now = {"full_name": subject.full_name, "email": subject.email, "phone": subject.phone}
            kwargs["initial"] = {**now, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.corrects = row.kind == DataRequestKind.CORRECT and subject is not None
        granted = (
            _t("Chấp thuận xóa; người thứ hai thực hiện")
            if row.kind == DataRequestKind.ERASE and subject is not None
            else _t("Thực hiện yêu cầu")
        )
        outcome = self.fields["outcome"]
        outcome.choices = [(GRANT, granted), (REFUSE, _t("Không thực hiện, có lý do"))]  # type: ignore[attr-defined]
        if not self.corrects:
            for name in ("full_name", "email", "phone"):
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        contact = ContactData(data["full_name"], data["email"], data["phone"]) if self.corrects else None
        return {"granted": data["outcome"] == GRANT, "answer": data["answer"], "data": contact}


class EraseForm(PeopleForm):
    """The sign-in name typed again: what follows cannot be undone."""

    username = forms.CharField(
        label=_("Ghi lại tên đăng nhập của người cần xóa"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RequestFilter(forms.Form):
    """Which requests are listed."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Chờ trả lời, chờ thực hiện")), ("all", _("Tất cả"))],
    )


class DataMapFilter(forms.Form):
    """Narrow the map of personal data by words."""

    q = forms.CharField(label=_("Tìm theo bảng, loại dữ liệu, mục đích"), required=False, max_length=100)

    @property
    def words(self) -> list[str]:
        """The words, folded; none when the form is empty or wrong."""
        return fold(self.cleaned_data["q"]).split() if self.is_valid() else []
