"""Danh mục pháp lý: the index, and the one way in which every setting is changed (form, reason, record, message)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views import View

from inspections.actions.once import AlreadyReceived, once
from inspections.exceptions import NotReady, Refused
from inspections.forms.files import FilesForm
from inspections.models import AgencyProfile
from inspections.queries.institutions import register_counts
from inspections.queries.people import valid_on
from inspections.queries.reference import reference_counts
from inspections.queries.reference_calendar import unconfirmed_years, years
from inspections.rules.roles import Permission
from inspections.views.access import demand, person, today
from inspections.views.repeated import told_again

Crumbs = list[tuple[str, str]]


def index_crumbs(*more: tuple[str, str]) -> Crumbs:
    """The way from the index of settings to a page."""
    return [(_("Danh mục pháp lý"), reverse("reference")), *more]


def index(request: HttpRequest) -> HttpResponse:
    """The kinds of settings with their figures, and what needs the administrator's eyes."""
    demand(request, Permission.MANAGE_SETTINGS)
    counts = reference_counts(today())
    calendars = list(years())
    context = {
        "counts": counts,
        "institutions": register_counts(today()),
        "years": calendars,
        "unconfirmed": list(unconfirmed_years()),
        "next_year_missing": bool(calendars) and calendars[0].year <= today().year,
        "next_year": today().year + 1,
        "profile": AgencyProfile.objects.filter(valid_on(today())).order_by("-valid_from").first(),
        "review_url": f"{reverse('legal_acts')}?state=review",
    }
    return render(request, "inspections/reference/index.html", context)


class SettingView(View):
    """One change of a setting: the form, then the action once; what is wrong comes back with all that was typed."""

    template: ClassVar[str] = "inspections/reference/change.html"
    heading: ClassVar[str | Promise] = ""
    submit: ClassVar[str | Promise] = _l("Ghi thay đổi")
    done: ClassVar[str | Promise] = _l("Đã ghi thay đổi.")
    danger: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who keeps the settings gets in; `load` finds what is to be changed, or 404."""
        demand(request, Permission.MANAGE_SETTINGS)
        try:
            self.load(**kwargs)
        except Http404:  # its own first copy may have taken the setting away
            if told := told_again(request, "reference"):
                return told
            raise
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: Any) -> None:
        """Find the setting of the address."""

    def make_form(self, *data: Any) -> FilesForm:
        """The form, bound when data is given."""
        raise NotImplementedError

    def act(self, **arguments: Any) -> object:
        """Do it; `by` and `now` are among the arguments."""
        raise NotImplementedError

    def back(self) -> str:
        """Where the person came from and goes next."""
        raise NotImplementedError

    def crumbs(self) -> Crumbs:
        """The way to this page."""
        return index_crumbs()

    def extra(self) -> dict[str, Any]:
        """What else the page shows: `lead`, `facts`, `warnings`, `refusal`."""
        return {}

    def page(self, form: FilesForm) -> HttpResponse:
        """The page with what was typed."""
        context = {
            "heading": self.heading,
            "submit": self.submit,
            "danger": self.danger,
            "form": form,
            "back": self.back(),
            "crumbs": [*self.crumbs(), (str(self.heading), "")],
            "lead": "",
            "facts": [],
            "warnings": [],
            "refusal": "",
            **self.extra(),
        }
        return render(self.request, self.template, context)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.page(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Change the setting once."""
        form = self.make_form(request.POST)
        if form.is_valid():
            if self._attempt(form):
                return redirect(self.back())
        elif told := told_again(request, self.back()):
            return told
        return self.page(form)

    def _attempt(self, form: FilesForm) -> bool:
        user, now = person(self.request), timezone.now()
        arguments: Callable[[], dict[str, Any]] = form.arguments  # type: ignore[attr-defined]
        try:
            with transaction.atomic(), once(form.once, path=self.request.path, by=user, now=now):
                self.act(by=user, now=now, **arguments())
        except AlreadyReceived:
            messages.info(self.request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return True
        except NotReady as missing:
            for blocker in missing.blockers:
                form.add_error(None, blocker.text)
            return False
        except IntegrityError:
            form.add_error(None, _("Danh mục vừa được người khác thay đổi. Kiểm tra lại rồi gửi lần nữa."))
            return False
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        messages.success(self.request, str(self.done))
        return True
