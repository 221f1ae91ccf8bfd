"""The filter of the list behind a number of the figure; every link of the board is one choice of it."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.enums import (
    Condition,
    CountState,
    Exclusion,
    Headline,
    InstitutionKind,
    LegalForm,
    LuotClass,
)

FIRST_YEAR, LAST_YEAR = 2000, 2199
INSIDE, OUTSIDE, FALLEN = "tu-so", "ngoai", "fallen"
NO_AREA = "-"
_ALL = tuple(LuotClass)
OF_HEADLINE = {
    Headline.STRICT: (LuotClass.M3,),
    Headline.HEADLINE: (LuotClass.M3, LuotClass.M2),
    Headline.BROAD: (LuotClass.M3, LuotClass.M2, LuotClass.M1),
}
CLASSES = {
    "m3": (LuotClass.M3,),
    "m3m2": OF_HEADLINE[Headline.HEADLINE],
    "m3m2m1": OF_HEADLINE[Headline.BROAD],
    "m2": (LuotClass.M2,),
    "m1": (LuotClass.M1,),
    "m0": (LuotClass.M0,),
}
GROUP_OF = {Headline.STRICT: "m3", Headline.HEADLINE: "m3m2", Headline.BROAD: "m3m2m1"}


def year_of(text: str, *, otherwise: int) -> int:
    """The year that the address asks for, if it is one."""
    fits = re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR
    return int(text) if fits else otherwise


def _classes() -> list[tuple[str, str]]:
    return [
        ("", _("Mọi lượt")),
        (INSIDE, _("Được tính (tử số)")),
        (OUTSIDE, _("Chưa được tính")),
        *((f"m{value}", f"M{value}: {LuotClass(value).label}") for value in (3, 2, 1, 0)),
        ("m3m2", "M3 + M2"),
        ("m3m2m1", "M3 + M2 + M1"),
    ]


def _periods() -> list[tuple[str, str]]:
    quarters = [(f"q{n}", _("Quý %(n)s") % {"n": n}) for n in range(1, 5)]
    months = [(f"t{n}", _("Tháng %(n)s") % {"n": n}) for n in range(1, 13)]
    return [("", _("Cả năm")), *quarters, *months]


class LineFilter(forms.Form):
    """Year, part of it, class, type, form, area, state; what only a link asks for stays hidden."""

    nam = forms.IntegerField(label=_l("Năm"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    ky = forms.ChoiceField(label=_l("Kỳ"), required=False)
    muc = forms.ChoiceField(label=_l("Mức"), required=False)
    loai = forms.ChoiceField(
        label=_l("Loại hình"), required=False, choices=[("", _l("Mọi loại hình")), *InstitutionKind.choices]
    )
    hinh_thuc = forms.ChoiceField(
        label=_l("Hình thức pháp lý"), required=False, choices=[("", _l("Mọi hình thức")), *LegalForm.choices]
    )
    dia_ban = forms.ChoiceField(label=_l("Địa bàn"), required=False)
    trang_thai = forms.ChoiceField(
        label=_l("Tính vào mẫu số"),
        required=False,
        choices=[
            ("", CountState.COUNTED.label),
            *((state.value, state.label) for state in CountState if state != CountState.COUNTED),
        ],
    )
    ly_do = forms.ChoiceField(required=False, choices=Exclusion.choices, widget=forms.HiddenInput)
    dieu_kien = forms.ChoiceField(
        required=False, choices=[*Condition.choices, (FALLEN, FALLEN)], widget=forms.HiddenInput
    )
    chinh_thuc = forms.ChoiceField(
        required=False, choices=[("co", "co"), ("khong", "khong")], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, areas: Iterable[str], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["nam"].initial = year
        self.fields["muc"].choices = _classes()  # type: ignore[attr-defined]
        self.fields["ky"].choices = _periods()  # type: ignore[attr-defined]
        self.fields["dia_ban"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi địa bàn")),
            *((area or NO_AREA, area or _("Chưa rõ địa bàn")) for area in areas),
        ]

    def chosen(self) -> dict[str, Any]:
        """What was chosen; a wrong filter narrows nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


def period_of(year: int, part: str) -> tuple[date, date]:
    """The first and the last day of a year, a quarter of it («q2») or a month («t5»)."""
    number = int(part[1:] or 0)
    if part.startswith("q"):
        first, last = number * 3 - 2, number * 3
    elif part:
        first = last = number
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def classes_of(group: str, headline: Headline) -> tuple[LuotClass, ...]:
    """The classes that a choice means under the rule in force; no choice narrows nothing."""
    inside = OF_HEADLINE[headline]
    if group == INSIDE:
        return inside
    if group == OUTSIDE:
        return tuple(value for value in _ALL if value not in inside)
    return CLASSES.get(group, ())
