"""Names of the agency over time: the list, the head of a document on a chosen day, renaming and merging."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions import reference_agency as actions
from inspections.documents.formatting import long_date
from inspections.forms.files import FilesForm
from inspections.forms.reference import HeaderDayForm, ProfileForm, ReasonSettingForm
from inspections.models import AgencyProfile, SettingChange
from inspections.queries.people import valid_on
from inspections.queries.reference import changes_of, issued_since
from inspections.rules.numbering import document_symbol
from inspections.rules.roles import Permission
from inspections.views.access import demand, today
from inspections.views.reference import Crumbs, SettingView, index_crumbs


def agency_profiles(request: HttpRequest) -> HttpResponse:
    """All names with their days, and the head of a document of a day."""
    demand(request, Permission.MANAGE_SETTINGS)
    form = HeaderDayForm(request.GET if "on" in request.GET else None)
    chosen = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    on = chosen or today()
    context = {
        "rows": [_row(profile) for profile in AgencyProfile.objects.order_by("-valid_from")],
        "form": form,
        "head": _head(on),
        "on": on,
        "changes": changes_of(SettingChange.Subject.AGENCY),
        "crumbs": index_crumbs((_("Tên cơ quan theo thời gian"), "")),
    }
    return render(request, "inspections/reference/profiles.html", context)


def _row(profile: AgencyProfile) -> dict[str, Any]:
    coming = profile.valid_from > today()
    present = not coming and (profile.valid_until is None or profile.valid_until >= today())
    return {
        "profile": profile,
        "coming": coming,
        "present": present,
        "change_url": reverse("correct_profile", args=[profile.pk]) if coming or present else "",
        "withdraw_url": reverse("withdraw_profile", args=[profile.pk]) if coming else "",
    }


def _head(on: date) -> dict[str, str] | None:
    """What a decision issued on the day bears at its head; nothing when no name covers the day."""
    profile = AgencyProfile.objects.filter(valid_on(on)).order_by("-valid_from").first()
    if profile is None:
        return None
    return {
        "superior": profile.superior.upper(),
        "agency": profile.name.upper(),
        "symbol": document_symbol("QĐ", profile.short_name),
        "place": f"{profile.place}, {long_date(on.isoformat())}",
    }


def _crumbs() -> Crumbs:
    return index_crumbs((_("Tên cơ quan theo thời gian"), reverse("agency_profiles")))


class ProfileView(SettingView):
    """What the deeds on the agency's name share."""

    def back(self) -> str:
        """The list of names."""
        return reverse("agency_profiles")

    def crumbs(self) -> Crumbs:
        """From the index to the names."""
        return _crumbs()


class ChangeName(ProfileView):
    """Renamed or merged from a day on."""

    heading = _l("Đổi tên, sáp nhập từ ngày")
    done = _l("Đã ghi tên mới. Văn bản đã phát hành giữ tên của ngày ban hành.")

    def make_form(self, *data: Any) -> FilesForm:
        """The form with the present name to start from."""
        last = AgencyProfile.objects.order_by("-valid_from").first()
        return ProfileForm(*data, profile=last, begins=True)

    def act(self, **arguments: Any) -> object:
        """Add the name."""
        return actions.change_name(**arguments)

    def extra(self) -> dict[str, Any]:
        """Old documents keep their names, and how many bear the present one."""
        last = AgencyProfile.objects.order_by("-valid_from").first()
        lead = _("Tên hiện tại dùng đến hết ngày liền trước; không ngày nào để trống hoặc có hai tên.")
        kept = _(
            "%(count)s văn bản đã phát hành từ ngày %(day)s giữ nguyên tên cũ, kể cả khi tên mới bắt đầu từ một ngày "
            "đã qua. Ký hiệu mới có dãy số riêng, bắt đầu từ 01."
        )
        if last is None:
            return {"lead": lead}
        values = {"count": issued_since(last.valid_from), "day": f"{last.valid_from:%d/%m/%Y}"}
        return {"lead": lead, "warnings": [kept % values]}


class CorrectProfile(ProfileView):
    """Mend a coming name, or the address and telephone of the present one."""

    heading = _l("Sửa thông tin cơ quan")

    def load(self, **kwargs: Any) -> None:
        """The name of the address, while it is in use or to come."""
        self.found = get_object_or_404(AgencyProfile, pk=kwargs["pk"])
        if self.found.valid_until and self.found.valid_until < today():
            raise Http404

    def make_form(self, *data: Any) -> FilesForm:
        """The form with what stands now."""
        return ProfileForm(*data, profile=self.found, begins=False)

    def act(self, **arguments: Any) -> object:
        """Mend it."""
        return actions.correct_profile(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """A name in use is not rewritten."""
        if self.found.valid_from > today():
            return {}
        return {
            "lead": _(
                "Tên đang dùng chỉ sửa được địa chỉ, điện thoại, thư điện tử. Đổi tên, ký hiệu, cơ quan chủ quản: dùng "
                "«Đổi tên, sáp nhập từ ngày»."
            )
        }


class WithdrawProfile(CorrectProfile):
    """Take back a name that is not in use yet."""

    heading = _l("Rút tên sắp dùng")
    submit = _l("Rút tên này")
    done = _l("Đã rút. Tên hiện tại tiếp tục dùng.")
    danger = True

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """Take it back."""
        actions.withdraw_profile(self.found, **arguments)
        return None

    def extra(self) -> dict[str, Any]:
        """Only a name that is still to come."""
        facts = [
            (_("Tên cơ quan"), self.found.name),
            (_("Dùng từ ngày"), f"{self.found.valid_from:%d/%m/%Y}"),
        ]
        if self.found.valid_from <= today():
            return {"facts": facts, "refusal": _("Chỉ rút được tên cuối cùng, khi chưa đến ngày dùng.")}
        return {"facts": facts}
