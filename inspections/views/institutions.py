"""The register of institutions: the list, one institution with its history, and every change of it.

The administrator keeps the register of his department; he reads how many inspections are open, never a case.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions import institutions as actions
from inspections.forms.files import FilesForm
from inspections.forms.institutions import (
    EndInstitutionForm,
    ExemptionForm,
    InstitutionForm,
    RegisterFilter,
)
from inspections.forms.reference import ReasonSettingForm
from inspections.models import Institution, SettingChange
from inspections.queries.institutions import issued_about, open_counts, register
from inspections.queries.reference import changes_of
from inspections.rules.institutions import exemption_problem, open_cases_warning
from inspections.rules.roles import Actor, Permission
from inspections.rules.working_days import ONE_DAY
from inspections.views.access import actor, demand, today
from inspections.views.reference import Crumbs, SettingView, index_crumbs

PAGE = 25


def _managed(who: Actor) -> frozenset[int]:
    """Departments whose register this person keeps."""
    places = {post.department_id for post in who.posts if post.department_id}
    return frozenset(place for place in places if who.may_in_department(Permission.MANAGE_SETTINGS, place))


def _found(who: Actor, pk: int) -> Institution:
    """An institution of the department, or 404."""
    row = register(_managed(who), on=today()).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def institution_register(request: HttpRequest) -> HttpResponse:
    """Institutions by words and by state, with the number of their open inspections."""
    who = demand(request, Permission.MANAGE_SETTINGS)
    form = RegisterFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    found = register(_managed(who), words=chosen["q"], state=chosen["state"], on=today())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    counts = open_counts([row.pk for row in shown])
    context = {
        "filter_form": form,
        "rows": [_row(row, counts.get(row.pk, 0)) for row in shown],
        "page_obj": page,
        "crumbs": _crumbs_here(),
    }
    return render(request, "inspections/institutions/list.html", context)


def _row(row: Institution, open_count: int) -> dict[str, Any]:
    ended = row.valid_until is not None and row.valid_until < today()
    return {
        "institution": row,
        "place": ", ".join(filter(None, [row.commune, row.province])),
        "open_count": open_count,
        "ended": ended,
        "ending": row.valid_until is not None and not ended,
        "ends_on": row.valid_until + ONE_DAY if row.valid_until else None,
        "url": reverse("registered_institution", args=[row.pk]),
    }


def registered_institution(request: HttpRequest, pk: int) -> HttpResponse:
    """One institution: what is told of it, whether it operates, whether it is exempt, who changed it."""
    row = _found(demand(request, Permission.MANAGE_SETTINGS), pk)
    count = open_counts([pk]).get(pk, 0)
    context = {
        **_row(row, count),
        "facts": _facts(row),
        "warning": open_cases_warning(count) if row.valid_until else None,
        "may_be_exempt": exemption_problem(row.legal_form, exempt=True) is None,
        "issued": issued_about(row),
        "merged": list(row.merged.order_by("valid_until", "sort_name")),
        "changes": changes_of(SettingChange.Subject.INSTITUTION, row.code),
        "crumbs": _crumbs((row.name, "")),
    }
    return render(request, "inspections/institutions/one.html", context)


def _facts(row: Institution) -> list[tuple[str, str]]:
    coordinates = ""
    if row.latitude is not None and row.longitude is not None:
        numbers = (f"{number:.6f}".rstrip("0").rstrip(".") for number in (row.latitude, row.longitude))
        coordinates = "; ".join(number.replace(".", ",") for number in numbers)
    facts = [
        (_("Mã"), row.code),
        (_("Loại hình"), row.get_kind_display()),
        (_("Hình thức pháp lý"), row.get_legal_form_display()),
        (_("Địa chỉ"), ", ".join(filter(None, [row.address, row.commune, row.province]))),
        (_("Điện thoại"), row.phone),
        (_("Thư điện tử"), row.email),
        (_("Toạ độ"), coordinates),
    ]
    return [(label, value or "…") for label, value in facts]


def _crumbs_here() -> Crumbs:
    return index_crumbs((_("Cơ sở giáo dục nghề nghiệp"), ""))


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return index_crumbs((_("Cơ sở giáo dục nghề nghiệp"), reverse("institution_register")), *more)


class AddInstitution(SettingView):
    """One more institution under management."""

    heading = _l("Thêm cơ sở giáo dục nghề nghiệp")
    submit = _l("Thêm cơ sở")
    done = _l("Đã thêm cơ sở.")

    def make_form(self, *data: Any) -> FilesForm:
        """An empty institution."""
        return InstitutionForm(*data)

    def act(self, **arguments: Any) -> object:
        """Enter it in the department of the person."""
        places = _managed(actor(self.request))
        return actions.add_institution(department_id=min(places, default=0), **arguments)

    def back(self) -> str:
        """The register."""
        return reverse("institution_register")

    def crumbs(self) -> Crumbs:
        """From the index to the register."""
        return _crumbs()


class InstitutionView(SettingView):
    """What the changes of one institution share."""

    def load(self, **kwargs: Any) -> None:
        """The institution of the address, of the person's department, or 404."""
        self.found = _found(actor(self.request), kwargs["pk"])

    def back(self) -> str:
        """The page of the institution."""
        return reverse("registered_institution", args=[self.found.pk])

    def crumbs(self) -> Crumbs:
        """From the index over the register to the institution."""
        return _crumbs((self.found.name, self.back()))

    def open_cases(self) -> list[str]:
        """The sentence on inspections in the middle of which this happens."""
        warning = open_cases_warning(open_counts([self.found.pk]).get(self.found.pk, 0))
        return [warning] if warning else []

    @property
    def named(self) -> tuple[str, str]:
        """Which institution the page is about."""
        return _("Cơ sở"), f"{self.found.name} ({self.found.code})"


class ChangeInstitution(InstitutionView):
    """Correct what is told of it, or rename it."""

    heading = _l("Sửa thông tin, đổi tên cơ sở")
    done = _l("Đã ghi thay đổi. Văn bản đã phát hành giữ tên của ngày ban hành.")

    def make_form(self, *data: Any) -> FilesForm:
        """The form with what stands now."""
        return InstitutionForm(*data, institution=self.found)

    def act(self, **arguments: Any) -> object:
        """Change it."""
        return actions.change_institution(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """A new name is for what comes: how many papers keep the old one."""
        count = issued_about(self.found)
        kept = [_("Đổi tên không sửa văn bản đã phát hành; văn bản lập từ nay dùng tên mới.")]
        if count:
            kept.append(_("%(count)s văn bản về cơ sở này giữ nguyên tên cũ.") % {"count": count})
        return {"warnings": kept}


class EndInstitution(InstitutionView):
    """It operates no more from a day on, or is merged."""

    heading = _l("Ngừng hoạt động, sáp nhập từ ngày")
    submit = _l("Ghi việc ngừng hoạt động")
    done = _l("Đã ghi. Từ ngày đó không đưa cơ sở này vào danh sách kiểm tra được nữa.")
    danger = True

    def make_form(self, *data: Any) -> FilesForm:
        """The day, the successor, the decision."""
        return EndInstitutionForm(*data, institution=self.found)

    def act(self, **arguments: Any) -> object:
        """End it."""
        return actions.end_institution(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """What is open stays with this institution (trap 48)."""
        return {
            "lead": _("Hồ sơ, văn bản cũ giữ tên cơ sở này. Cơ sở không bị xóa khỏi danh mục."),
            "facts": [self.named, (_("Tình trạng"), actions.state_in_words(self.found))],
            "warnings": self.open_cases(),
        }


class RestoreInstitution(InstitutionView):
    """Take an end back."""

    heading = _l("Rút việc ngừng hoạt động")
    submit = _l("Rút việc ngừng hoạt động")
    done = _l("Đã rút. Cơ sở tiếp tục hoạt động.")

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """Take it back."""
        return actions.restore_institution(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """What is taken back."""
        facts = [self.named, (_("Tình trạng"), actions.state_in_words(self.found))]
        if self.found.valid_until is None:
            refusal = _("Cơ sở này đang hoạt động: không có việc ngừng hoạt động để rút.")
            return {"facts": facts, "refusal": refusal}
        return {"facts": facts}


class ExemptInstitution(InstitutionView):
    """Note that a business is exempt from physical inspection."""

    heading = _l("Miễn kiểm tra thực tế")
    submit = _l("Ghi diện miễn")
    done = _l("Đã ghi diện miễn kiểm tra thực tế.")

    def make_form(self, *data: Any) -> FilesForm:
        """The basis."""
        return ExemptionForm(*data)

    def act(self, **arguments: Any) -> object:
        """Exempt it."""
        return actions.exempt_from_visits(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """What an exemption means, and for whom it is not."""
        return {
            "lead": _(
                "Chấp hành tốt pháp luật: không kiểm tra thực tế (Đ.4.6 Nghị định 217/2025/NĐ-CP). Vẫn kiểm tra trực "
                "tuyến, từ xa được; kế hoạch nào chọn trực tiếp phải nêu lý do."
            ),
            "facts": [self.named, (_("Hình thức pháp lý"), self.found.get_legal_form_display())],
            "refusal": exemption_problem(self.found.legal_form, exempt=True) or "",
        }


class EndExemption(InstitutionView):
    """The institution is inspected on site again."""

    heading = _l("Bỏ diện miễn kiểm tra thực tế")
    submit = _l("Bỏ diện miễn")
    done = _l("Đã bỏ diện miễn kiểm tra thực tế.")

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """End the exemption."""
        return actions.end_exemption(self.found, **arguments)

    def extra(self) -> dict[str, Any]:
        """The basis that falls away."""
        basis = self.found.exemption_basis or "…"
        refusal = "" if self.found.exempt_from_visits else _("Cơ sở này không thuộc diện miễn.")
        return {"facts": [self.named, (_("Căn cứ miễn"), basis)], "refusal": refusal}
