"""Calendar years: the list, one year with its days and what is missing, and the deeds on it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions import reference_calendar as actions
from inspections.forms.files import FilesForm
from inspections.forms.reference import AddYearForm, ConfirmYearForm, DayForm, ReasonSettingForm
from inspections.models import CalendarDay, CalendarYear, SettingChange
from inspections.queries.reference import changes_of
from inspections.queries.reference_calendar import days_as_rules, reach_of, years
from inspections.rules.deadlines import MONDAY_FIRST
from inspections.rules.holidays import missing_sentences, requirements, warnings
from inspections.rules.roles import Permission
from inspections.rules.working_days import DayKind
from inspections.views.access import demand
from inspections.views.reference import Crumbs, SettingView, index_crumbs

TONES = {DayKind.MAKE_UP: "soon", DayKind.HOLIDAY: "late"}


def calendar_years(request: HttpRequest) -> HttpResponse:
    """All years with their state."""
    demand(request, Permission.MANAGE_SETTINGS)
    context = {"years": years(), "crumbs": index_crumbs((_("Lịch làm việc các năm"), ""))}
    return render(request, "inspections/reference/years.html", context)


def calendar_year(request: HttpRequest, year: int) -> HttpResponse:
    """One year: special days, holidays of Điều 112, what rests on it, who changed it."""
    demand(request, Permission.MANAGE_SETTINGS)
    row = _year(year)
    days = days_as_rules(row)
    context = {
        "year": row,
        "rows": _rows(row),
        "requirements": requirements(days),
        "warnings": warnings(days),
        "reach": reach_of(year),
        "changes": changes_of(SettingChange.Subject.CALENDAR, str(year)),
        "crumbs": _crumbs((str(year), "")),
    }
    return render(request, "inspections/reference/year.html", context)


def _year(year: int) -> CalendarYear:
    return get_object_or_404(CalendarYear.objects.select_related("confirmed_by"), year=year)


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return index_crumbs((_("Lịch làm việc các năm"), reverse("calendar_years")), *more)


def _rows(row: CalendarYear) -> list[dict[str, Any]]:
    """The special days; a basis that is the year's own is not said again on each line."""
    return [
        {
            "day": day,
            "date": f"{day.on:%d/%m/%Y}",
            "weekday": _(MONDAY_FIRST[day.on.weekday()]),
            "kind": DayKind(day.kind).label,
            "tone": "" if day.pending else TONES.get(DayKind(day.kind), "info"),
            "basis": "" if day.legal_basis == row.legal_basis else day.legal_basis,
            "change_url": reverse("change_day", args=[row.year, day.pk]),
            "remove_url": reverse("remove_day", args=[row.year, day.pk]),
        }
        for day in row.days.order_by("on")
    ]


class YearView(SettingView):
    """What the deeds on one year share."""

    year: CalendarYear

    def load(self, **kwargs: Any) -> None:
        """The year of the address, or 404."""
        self.year = _year(kwargs["year"])

    def back(self) -> str:
        """The page of the year."""
        return reverse("calendar_year", args=[self.year.year])

    def crumbs(self) -> Crumbs:
        """From the index over the years to the year."""
        return _crumbs((str(self.year.year), self.back()))

    def extra(self) -> dict[str, Any]:
        """A confirmed year is not edited."""
        if self.year.confirmed_at is None:
            return {}
        return {
            "refusal": _("Lịch năm %(year)s đã xác nhận. Bỏ xác nhận (ghi lý do) trước khi sửa ngày.")
            % {"year": self.year.year}
        }


class AddDay(YearView):
    """One more special day."""

    heading = _l("Thêm ngày vào lịch")

    def make_form(self, *data: Any) -> FilesForm:
        """The form of a day."""
        return DayForm(*data, year=self.year.year)

    def act(self, **arguments: Any) -> object:
        """Add it."""
        return actions.add_day(self.year.year, **arguments)


class ChangeDay(YearView):
    """A special day that is not as the notice says."""

    heading = _l("Sửa ngày trong lịch")
    day: CalendarDay

    def load(self, **kwargs: Any) -> None:
        """The day of this year, or 404."""
        super().load(**kwargs)
        found = self.year.days.select_related("year").filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.day = found

    def make_form(self, *data: Any) -> FilesForm:
        """The form with what stands now."""
        return DayForm(*data, year=self.year.year, day=self.day)

    def act(self, **arguments: Any) -> object:
        """Change it."""
        return actions.change_day(self.day, **arguments)


class RemoveDay(ChangeDay):
    """A special day that the notice does not have."""

    heading = _l("Bỏ ngày khỏi lịch")
    submit = _l("Bỏ ngày này")
    danger = True

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """Take it out."""
        actions.remove_day(self.day, **arguments)
        return None

    def extra(self) -> dict[str, Any]:
        """Which day."""
        kind = DayKind(self.day.kind).label
        facts = [
            (_("Ngày"), f"{self.day.on:%d/%m/%Y}"),
            (_("Tính chất"), kind),
            (_("Tên ngày"), self.day.name),
        ]
        return {"facts": facts, **super().extra()}


class ConfirmYear(YearView):
    """A person vouches for the year by its notice."""

    heading = _l("Xác nhận lịch của năm")
    submit = _l("Xác nhận lịch")
    done = _l("Đã xác nhận lịch. Các thời hạn trong năm không còn ghi «dự kiến».")

    def make_form(self, *data: Any) -> FilesForm:
        """The notice."""
        return ConfirmYearForm(*data)

    def act(self, **arguments: Any) -> object:
        """Confirm."""
        return actions.confirm_year(self.year.year, **arguments)

    def extra(self) -> dict[str, Any]:
        """What is missing refuses; what looks odd warns."""
        days = days_as_rules(self.year)
        facts = [(one.label, f"{one.found}/{one.wanted}") for one in requirements(days)]
        missing = missing_sentences(days)
        refusal = " ".join(missing)
        if self.year.confirmed_at:
            refusal = _("Lịch năm %(year)s đã được xác nhận.") % {"year": self.year.year}
        return {"facts": facts, "warnings": warnings(days), "refusal": refusal}


class UnconfirmYear(YearView):
    """The notice changed, or a day was wrong."""

    heading = _l("Bỏ xác nhận lịch của năm")
    submit = _l("Bỏ xác nhận")
    done = _l("Đã bỏ xác nhận. Các thời hạn trong năm ghi «dự kiến» cho đến khi xác nhận lại.")
    danger = True

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """Open it again."""
        return actions.unconfirm_year(self.year.year, **arguments)

    def extra(self) -> dict[str, Any]:
        """Only a confirmed year; how many open matters will read "dự kiến"."""
        if self.year.confirmed_at is None:
            return {"refusal": _("Lịch năm %(year)s chưa được xác nhận.") % {"year": self.year.year}}
        reach = reach_of(self.year.year)
        sentence = _(
            "%(inspections)s cuộc kiểm tra đang mở và %(turns)s việc đang chờ có hạn trong năm này sẽ ghi «dự kiến»."
        ) % {"inspections": reach.inspections, "turns": reach.turns}
        return {"warnings": [sentence]}


class AddYear(SettingView):
    """Open the calendar of a year from the fixed holidays."""

    heading = _l("Mở lịch của năm")
    submit = _l("Mở lịch")
    done = _l("Đã mở lịch với các ngày lễ cố định. Bổ sung theo thông báo nghỉ của năm rồi xác nhận.")

    def load(self, **kwargs: Any) -> None:
        """The years there are."""
        self.known = list(CalendarYear.objects.values_list("year", flat=True))

    def make_form(self, *data: Any) -> FilesForm:
        """Year, Tết, Giỗ Tổ, Quốc khánh."""
        return AddYearForm(*data, known=self.known)

    def act(self, **arguments: Any) -> object:
        """Open it."""
        return actions.add_year(**arguments)

    def back(self) -> str:
        """The list of years."""
        return reverse("calendar_years")

    def crumbs(self) -> Crumbs:
        """From the index to the years."""
        return _crumbs()

    def extra(self) -> dict[str, Any]:
        """What is proposed and what is not."""
        fixed = ", ".join(f"{on:%d/%m}" for on in (date(2001, 1, 1), date(2001, 4, 30), date(2001, 5, 1)))
        lead = _(
            "Đề xuất sẵn các ngày lễ cố định (%(fixed)s, 02/9) và ngày nghỉ bù khi trùng ngày nghỉ hằng tuần. "
            "Tết Nguyên đán và Giỗ Tổ Hùng Vương chỉ lấy theo thông báo của năm."
        ) % {"fixed": fixed}
        return {"lead": lead}
