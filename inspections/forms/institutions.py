"""Forms of the register of institutions; each asks for the reason or the decision it rests on (®)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.enums import InstitutionKind, LegalForm
from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.forms.reference import SettingForm
from inspections.models import Institution
from inspections.queries.institutions import STATES
from inspections.rules.institutions import (
    InstitutionText,
    code_problem,
    life_problem,
    successor_problem,
    text_problems,
)
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import ONE_DAY


class CoordinateField(forms.DecimalField):
    """Degrees with a decimal comma or point, as maps give them."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_digits=9, decimal_places=6, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Accept "12,45" and "12.45" alike."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as it is typed here; what was typed comes back as it was."""
        if not isinstance(value, Decimal):
            return value
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


class InstitutionForm(SettingForm):
    """What an institution is, where it stands, how to reach it; the code is given once, when it is entered."""

    code = forms.CharField(
        label=_("Mã"),
        max_length=30,
        help_text=_("Dùng trong danh sách và tệp Excel, không đổi về sau. Ví dụ GDNN-015."),
    )
    name = forms.CharField(label=_("Tên cơ sở"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại hình"), choices=InstitutionKind.choices)
    legal_form = forms.ChoiceField(
        label=_("Hình thức pháp lý"),
        choices=LegalForm.choices,
        help_text=_(
            "Tư thục, doanh nghiệp: kiểm tra không quá một lần trong năm (Nghị quyết 198/2025/QH15 Điều 4)."
        ),
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        required=False,
        max_length=300,
        help_text=_("Số nhà, đường, thôn, tổ dân phố; xã và tỉnh có ô riêng."),
    )
    commune = forms.CharField(
        label=_("Xã, phường, đặc khu"), max_length=100, help_text=_("Ví dụ: Phường Bắc Gia Nghĩa.")
    )
    province = forms.CharField(label=_("Tỉnh, thành phố"), max_length=100)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.CharField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    latitude = CoordinateField(label=_("Vĩ độ"), help_text=_("Ví dụ 12,0012. Để trống nếu chưa biết."))
    longitude = CoordinateField(label=_("Kinh độ"), help_text=_("Ví dụ 107,6874."))
    valid_from = forms.DateField(label=_("Hoạt động từ ngày"), required=False, widget=DateInput())

    def __init__(self, *args: Any, institution: Institution | None = None, **kwargs: Any) -> None:
        self.institution = institution
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """One that is changed comes with what it says now, and keeps its code."""
        if self.institution:
            del self.fields["code"]
            names = [name for name in self.fields if name != "reason"]
            self.initial = {name: getattr(self.institution, name) for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "code" in cleaned:
            self.blame("code", code_problem(normalise(cleaned["code"])))
        for field, problem in text_problems(self._text(cleaned)).items():
            if field not in self.errors and not (field == "latitude" and "longitude" in self.errors):
                self.blame(field, problem)
        last = self.institution.valid_until if self.institution else None
        self.blame("valid_from", life_problem(cleaned.get("valid_from"), last))
        return cleaned

    @staticmethod
    def _text(data: dict[str, Any]) -> InstitutionText:
        words = ("name", "kind", "legal_form", "commune", "province", "address", "phone", "email")
        numbers = ("latitude", "longitude", "valid_from")
        return InstitutionText(
            **{name: data.get(name, "") for name in words},
            **{name: data.get(name) for name in numbers},
        )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("code", "reason") if name in data}
        return {"text": self._text(data), **kept}


def basis_field(label: Any, help_text: Any) -> forms.CharField:
    """The decision a change rests on; it is the reason on the record."""
    return forms.CharField(label=label, widget=text_area(), max_length=300, help_text=help_text)


class EndInstitutionForm(FilesForm):
    """From which day it is no more, who takes over, by which decision."""

    from_on = forms.DateField(
        label=_("Ngừng hoạt động, sáp nhập từ ngày"),
        widget=DateInput(),
        help_text=_("Ngày đầu tiên cơ sở không còn hoạt động."),
    )
    successor = forms.ModelChoiceField(
        label=_("Đơn vị kế thừa"),
        required=False,
        queryset=Institution.objects.none(),
        empty_label=_("Không có đơn vị kế thừa (giải thể)"),
    )
    basis = basis_field(
        _("Căn cứ: quyết định giải thể, sáp nhập"), _("Ghi số, ký hiệu, ngày và cơ quan ban hành quyết định.")
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        self.institution = institution
        super().__init__(*args, **kwargs)
        others = Institution.objects.filter(department_id=institution.department_id).order_by("sort_name")
        choice = self.fields["successor"]
        choice.queryset = others.exclude(pk=institution.pk)  # type: ignore[attr-defined]
        choice.label_from_instance = lambda row: f"{row.name} ({row.code})"  # type: ignore[attr-defined]
        if institution.valid_until:
            self.initial["from_on"] = institution.valid_until + ONE_DAY
            self.initial["successor"] = institution.merged_into_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        from_on, successor = cleaned.get("from_on"), cleaned.get("successor")
        if from_on is None:
            return cleaned
        if problem := life_problem(self.institution.valid_from, from_on - ONE_DAY):
            self.add_error("from_on", problem)
        if successor:
            problem = successor_problem(
                from_on,
                name=successor.name,
                valid_from=successor.valid_from,
                valid_until=successor.valid_until,
            )
            if problem:
                self.add_error("successor", problem)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class ExemptionForm(FilesForm):
    """Why a business is exempt from physical inspection."""

    basis = basis_field(
        _("Căn cứ miễn kiểm tra thực tế"),
        _("Ghi văn bản, kết quả đánh giá cho thấy đơn vị chấp hành tốt pháp luật."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class RegisterFilter(forms.Form):
    """Narrow the register."""

    q = forms.CharField(label=_("Tìm theo tên, mã, xã, phường"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)
