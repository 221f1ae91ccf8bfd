"""Forms of the administrator: accounts, posts, capacities (practice 5)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.models import Department, Institution
from inspections.models.inputs import CapacityInput, PostInput
from inspections.rules.capacity import CapacityKind
from inspections.rules.roles import Role


class PeopleForm(FilesForm):
    """A form about one person; ``arguments`` gives the keyword arguments of its action."""

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class AppointForm(PeopleForm):
    """A post: which role, where, from when, by which paper."""

    place = forms.ChoiceField(label=_("Nơi giữ chức vụ"))
    role = forms.ChoiceField(
        label=_("Vai trò trên hệ thống"), choices=[("", _("Chọn vai trò")), *Role.choices]
    )
    title = forms.CharField(
        label=_("Chức vụ"), max_length=150, help_text=_("Như ghi trong quyết định, ví dụ: Phó Giám đốc.")
    )
    valid_from = forms.DateField(label=_("Từ ngày"), widget=DateInput())
    valid_until = forms.DateField(
        label=_("Đến hết ngày"),
        widget=DateInput(),
        required=False,
        help_text=_("Để trống khi chưa có ngày kết thúc."),
    )
    appointment_ref = forms.CharField(
        label=_("Quyết định bổ nhiệm, phân công"),
        max_length=200,
        help_text=_("Số, ngày văn bản, ví dụ: Quyết định số 12/QĐ-UBND ngày 20/11/2026."),
    )
    takes_over = forms.BooleanField(
        label=_("Thay người đang giữ chức: kết thúc chức vụ của người đó vào ngày hôm trước"), required=False
    )

    def __init__(self, *args: Any, department_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Department.objects.filter(pk__in=department_ids).order_by("name")
        schools = Institution.objects.filter(department_id__in=department_ids).order_by("sort_name")
        self.places: dict[str, Department | Institution] = {
            **{f"d{row.pk}": row for row in departments},
            **{f"i{row.pk}": row for row in schools},
        }
        choices = [(key, str(row)) for key, row in self.places.items()]
        field = self.fields["place"]
        field.choices = [  # type: ignore[attr-defined]
            (_t("Cơ quan"), [pair for pair in choices if pair[0].startswith("d")]),
            (_t("Cơ sở"), [pair for pair in choices if pair[0].startswith("i")]),
        ]

    def post(self) -> PostInput:
        """The post as it was typed."""
        data = self.cleaned_data
        place = self.places[data["place"]]
        return PostInput(
            role=data["role"],
            title=data["title"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            appointment_ref=data["appointment_ref"],
            takes_over=data["takes_over"],
            department=place if isinstance(place, Department) else None,
            institution=place if isinstance(place, Institution) else None,
        )

    def arguments(self) -> dict[str, Any]:
        return {"post": self.post()}


class AccountForm(AppointForm):
    """A new account with its first post; one field for the whole name."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=150,
        help_text=_("Viết đầy đủ một ô, giữ nguyên dấu, ví dụ: H'Wen Niê Kđăm."),
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, chữ số; không đổi về sau."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        help_text=_("Có ít nhất thư điện tử hoặc điện thoại."),
    )
    field_order = ("full_name", "username", "email", "phone")

    def arguments(self) -> dict[str, Any]:
        names = ("full_name", "email", "phone")
        data = {name: self.cleaned_data[name] for name in names}
        return {**data, "username": self.cleaned_data["username"].strip().lower(), "post": self.post()}


class EndForm(PeopleForm):
    """The last day of a post or a capacity, and by which paper."""

    last_day = forms.DateField(label=_("Ngày cuối"), widget=DateInput())
    reason = forms.CharField(label=_("Lý do, số và ngày văn bản"), widget=text_area(2), max_length=1000)


class WhyForm(PeopleForm):
    """A change that asks only for its reason."""

    reason = forms.CharField(label=_("Lý do"), widget=text_area(2), max_length=1000)


class CapacityForm(PeopleForm):
    """A line of the table of capacities (Nghị định 30/2020/NĐ-CP Điều 13)."""

    kind = forms.ChoiceField(label=_("Cách ký"), choices=CapacityKind.choices, widget=forms.RadioSelect)
    own_title = forms.CharField(
        label=_("Chức danh của người ký"),
        max_length=100,
        required=False,
        help_text=_("In dưới dòng KT. GIÁM ĐỐC hoặc TUQ. GIÁM ĐỐC, ví dụ: PHÓ GIÁM ĐỐC."),
    )
    scope = forms.CharField(
        label=_("Lĩnh vực, nội dung được ký"),
        widget=text_area(2),
        max_length=500,
        required=False,
        help_text=_("Bắt buộc khi thừa ủy quyền."),
    )
    basis = forms.CharField(label=_("Văn bản bổ nhiệm, phân công, ủy quyền"), max_length=300)
    valid_from = forms.DateField(label=_("Từ ngày"), widget=DateInput())
    valid_until = forms.DateField(
        label=_("Đến hết ngày"),
        widget=DateInput(),
        required=False,
        help_text=_("Bắt buộc khi thừa ủy quyền; nếu không, để trống khi chưa có ngày kết thúc."),
    )

    def arguments(self) -> dict[str, Any]:
        return {"given": CapacityInput(**self.cleaned_data)}
