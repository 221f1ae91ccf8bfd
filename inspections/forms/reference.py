"""Forms of the settings: calendar, acts, names of the agency; each asks for the reason (®).

The forms say what is wrong beside the field; the actions decide by the same rules.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.models import AgencyProfile, CalendarDay, LegalAct
from inspections.rules.holidays import NATIONAL_DAY, day_problem, typed_days_problem, year_problem
from inspections.rules.legal_acts import ActState, ActText, dates_problem, number_problem
from inspections.rules.periods import AgencyText
from inspections.rules.vietnamese import normalise
from inspections.rules.working_days import CalendarDay as Day
from inspections.rules.working_days import DayKind


def reason_field() -> forms.CharField:
    """Why a setting is changed: the sentence stays on the record."""
    return forms.CharField(label=_("Lý do thay đổi"), widget=text_area(), max_length=2000)


class SettingForm(FilesForm):
    """A change of a setting; the reason comes last and is never empty."""

    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.build()
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def build(self) -> None:
        """Add fields that depend on the setting."""

    def blame(self, field: str, problem: str | None) -> None:
        """Put a sentence beside the field it speaks of."""
        if problem:
            self.add_error(field, problem)

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class ReasonSettingForm(SettingForm):
    """A change that asks only for its reason."""


class DayForm(SettingForm):
    """One special day of a year: what it is and by which notice."""

    on = forms.DateField(label=_("Ngày"), widget=DateInput())
    kind = forms.ChoiceField(
        label=_("Tính chất"),
        choices=[(kind.value, kind.label) for kind in DayKind],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Tên ngày"),
        max_length=200,
        help_text=_(
            "Ghi đúng tên ngày lễ, ví dụ: Tết Nguyên đán, Giỗ Tổ Hùng Vương. Ngày làm bù, nghỉ hoán đổi: ghi ngày "
            "tương ứng, ví dụ: Làm bù cho ngày 31/8/2026."
        ),
    )
    legal_basis = forms.CharField(
        label=_("Căn cứ"),
        required=False,
        max_length=500,
        help_text=_("Số, ngày của thông báo nghỉ hoặc điều luật."),
    )
    pending = forms.BooleanField(
        label=_("Chờ xác nhận: mới có chủ trương, chưa áp dụng khi tính thời hạn"), required=False
    )

    def __init__(self, *args: Any, year: int, day: CalendarDay | None = None, **kwargs: Any) -> None:
        self.year, self.day = year, day
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A day that is changed comes with what it says now."""
        if self.day:
            names = ("on", "kind", "name", "legal_basis", "pending")
            self.initial = {name: getattr(self.day, name) for name in names}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on") and cleaned.get("kind"):
            self.blame("on", day_problem(self._day(cleaned), self.year))
        return cleaned

    @staticmethod
    def _day(data: dict[str, Any]) -> Day:
        return Day(
            data["on"],
            DayKind(data["kind"]),
            data.get("name", ""),
            data.get("legal_basis", ""),
            bool(data.get("pending")),
        )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return {"day": self._day(self.cleaned_data), "reason": self.cleaned_data["reason"]}


class ConfirmYearForm(FilesForm):
    """The notice by which a person vouches for the year; it is the reason of the confirmation."""

    legal_basis = forms.CharField(
        label=_("Căn cứ: thông báo nghỉ lễ, Tết của năm"),
        widget=text_area(),
        max_length=500,
        help_text=_("Ghi số, ký hiệu, ngày và cơ quan ban hành thông báo."),
    )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        return dict(self.cleaned_data)


class AddYearForm(SettingForm):
    """Open the calendar of a year; lunar holidays are typed from the notice, nothing computes them (trap 43)."""

    year = forms.IntegerField(label=_("Năm"), min_value=1, max_value=9999)
    tet = forms.CharField(
        label=_("Năm ngày nghỉ Tết Nguyên đán"),
        required=False,
        widget=text_area(5),
        help_text=_(
            "Mỗi dòng một ngày, ví dụ 04/02/2027. Chép từ quyết định nghỉ Tết của năm; chưa có thì để trống. "
            "Phần mềm không tự tính ngày Tết."
        ),
    )
    hung = forms.DateField(
        label=_("Giỗ Tổ Hùng Vương"),
        required=False,
        widget=DateInput(),
        help_text=_("Ngày dương lịch ứng với mùng 10 tháng 3 Âm lịch, chép từ thông báo."),
    )
    beside = forms.ChoiceField(
        label=_("Ngày nghỉ Quốc khánh thứ hai"),
        required=False,
        choices=[("", _("Chưa có thông báo")), ("1", "01/9"), ("3", "03/9")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, known: Iterable[int], **kwargs: Any) -> None:
        self.known = sorted(known)
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """The year after the last one is proposed."""
        if self.known:
            self.initial = {"year": self.known[-1] + 1}

    def clean_tet(self) -> list[date]:
        """Each line is one day; the line that is no day is named."""
        found = []
        for line in filter(None, map(str.strip, re.split(r"[\n,;]+", self.cleaned_data["tet"]))):
            try:
                found.append(forms.DateField().to_python(line))
            except ValidationError as wrong:
                raise ValidationError(
                    _t("«%(line)s» không phải là ngày. Ghi theo dạng 04/02/2027, mỗi dòng một ngày.")
                    % {"line": line[:40]}
                ) from wrong
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year = cleaned.get("year")
        if year is None:
            return cleaned
        if problem := year_problem(year, self.known):
            self.add_error("year", problem)
            return cleaned
        month, day = NATIONAL_DAY
        second = {"1": date(year, month, day - 1), "3": date(year, month, day + 1)}
        cleaned["beside_national_day"] = second.get(cleaned.get("beside", ""))
        hung = cleaned.get("hung")
        problem = typed_days_problem(year, cleaned.get("tet") or [], hung, cleaned["beside_national_day"])
        self.blame("tet", problem)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        names = ("year", "tet", "hung", "beside_national_day", "reason")
        return {name: self.cleaned_data[name] for name in names}


class ActForm(SettingForm):
    """A legal act: how it is cited, when it is in force, what replaced it, whether its text was compared."""

    act_type = forms.ChoiceField(label=_("Loại văn bản"), choices=LegalAct.ActType.choices)
    number = forms.CharField(
        label=_("Số, ký hiệu"), required=False, max_length=60, help_text=_("Ví dụ: 217/2025/NĐ-CP.")
    )
    name = forms.CharField(label=_("Trích yếu"), max_length=500)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, widget=DateInput())
    valid_from = forms.DateField(label=_("Có hiệu lực từ ngày"), required=False, widget=DateInput())
    valid_until = forms.DateField(label=_("Có hiệu lực đến hết ngày"), required=False, widget=DateInput())
    replaced_by = forms.ModelChoiceField(
        label=_("Được thay thế bởi"),
        required=False,
        queryset=LegalAct.objects.none(),
        to_field_name="code",
        empty_label=_("Chưa có văn bản thay thế"),
        help_text=_(
            "Chọn văn bản thay thế thì ngày hết hiệu lực là ngày liền trước ngày văn bản đó có hiệu lực."
        ),
    )
    confirmed = forms.BooleanField(label=_("Đã đối chiếu với văn bản gốc"), required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=text_area(), max_length=2000)

    def __init__(self, *args: Any, act: LegalAct | None = None, **kwargs: Any) -> None:
        self.act = act
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """An act never replaces itself; one that is changed comes with what it says now."""
        others = LegalAct.objects.order_by("act_type", "-valid_from", "code")
        if self.act:
            others = others.exclude(pk=self.act.pk)
            names = [name for name in self.fields if name not in ("reason", "replaced_by")]
            self.initial = {name: getattr(self.act, name) for name in names}
            self.initial["replaced_by"] = self.act.replaced_by
        choices = self.fields["replaced_by"]
        choices.queryset = others  # type: ignore[attr-defined]
        choices.label_from_instance = lambda act: f"{act}: {act.name}"[:120]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number = normalise(cleaned.get("number", ""))
        if cleaned.get("act_type"):
            self.blame("number", number_problem(cleaned["act_type"], number))
        until = None if cleaned.get("replaced_by") else cleaned.get("valid_until")
        first = cleaned.get("valid_from")
        problem = dates_problem(
            cleaned.get("issued_on"), first, until, confirmed=bool(cleaned.get("confirmed"))
        )
        if not {"issued_on", "valid_from", "valid_until"} & set(self.errors):
            self.blame("valid_from", problem)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = dict(self.cleaned_data)
        reason, successor = data.pop("reason"), data.pop("replaced_by")
        return {"text": ActText(**data, replaced_by=successor.code if successor else ""), "reason": reason}


class ActFilter(forms.Form):
    """Narrow the list of acts."""

    q = forms.CharField(label=_("Tìm theo số, tên, cơ quan ban hành"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Hiệu lực"),
        required=False,
        choices=[
            ("", _("Tất cả văn bản")),
            *((state.value, state.label) for state in ActState),
            ("unconfirmed", _("Chưa đối chiếu")),
            ("review", _("Cần xem lại: hết hiệu lực nhưng đề cương còn dẫn")),
        ],
    )


class ProfileForm(SettingForm):
    """How the agency is named and reached; `from_on` only where a new name begins."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    short_name = forms.CharField(
        label=_("Chữ viết tắt trong ký hiệu"), max_length=30, help_text=_("Ví dụ SGDĐT: số 05/QĐ-SGDĐT.")
    )
    superior = forms.CharField(label=_("Cơ quan chủ quản"), max_length=200)
    place = forms.CharField(label=_("Địa danh"), max_length=100)
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=30)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    def __init__(self, *args: Any, profile: AgencyProfile | None, begins: bool, **kwargs: Any) -> None:
        self.profile, self.begins = profile, begins
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        """A new name begins with what the present one says."""
        if self.profile:
            self.initial = {name: getattr(self.profile, name) for name in self.fields if name != "reason"}
        if self.begins:
            self.fields["from_on"] = forms.DateField(label=_("Dùng từ ngày"), widget=DateInput())
            self.order_fields(["from_on"])

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for the action."""
        data = dict(self.cleaned_data)
        rest = {name: data.pop(name) for name in ("reason", "from_on") if name in data}
        return {"text": AgencyText(**data), **rest}


class HeaderDayForm(forms.Form):
    """The day whose document head is shown."""

    on = forms.DateField(label=_("Văn bản ban hành ngày"), required=False, widget=DateInput())
