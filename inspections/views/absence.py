"""«Vắng từ … đến …»: recorded by the person, the head of section, a leader or the administrator (practice 1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import absence as actions
from inspections.actions.absence import Outcome
from inspections.forms.absence import AbsenceForm
from inspections.forms.posts import PeopleForm
from inspections.models import Absence, User
from inspections.queries.people import holders
from inspections.queries.posts import departments_of
from inspections.rules.roles import DEPARTMENT_READERS
from inspections.views.access import person, today
from inspections.views.one_form import form_page
from inspections.views.people import person_or_404


def record_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Which days, who acts meanwhile."""
    user, _reach = person_or_404(request, pk)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AbsenceForm(*bound, people=_colleagues_of(user), initial={"from_on": today()})

    def act() -> str:
        by, now = person(request), timezone.now()
        return _told(actions.record_absence(user, by=by, now=now, **form.arguments()))

    return form_page(
        request,
        form,
        act,
        go=reverse("person", args=[pk]),
        heading=_("Ghi đợt vắng"),
        subject=user.full_name,
        crumbs=_crumbs(user),
        consequence=_(
            "Việc ký, phê duyệt và việc theo chức vụ đang chờ người vắng chuyển cho người làm thay; mỗi việc ghi một dòng "
            "trong quá trình xử lý của hồ sơ."
        ),
    )


def _colleagues_of(user: User) -> object:
    """Active people of the same departments who may act for somebody."""
    places = departments_of(user.pk, today())
    people = User.objects.none()
    for place in places:
        people = people | holders(today(), *DEPARTMENT_READERS, department_id=place)
    return people.exclude(pk=user.pk).order_by("sort_name") if places else people


def _told(outcome: Outcome) -> str:
    told = _("Đã ghi đợt vắng; %(count)s việc đã chuyển cho người làm thay.") % {"count": outcome.moved}
    if outcome.stayed:
        told += " " + _("%(count)s việc ở lại: thuộc nhiệm vụ trong Đoàn hoặc không có người thay.") % {
            "count": outcome.stayed
        }
    return told


def end_absence(request: HttpRequest, pk: int, absence_id: int) -> HttpResponse:
    """Back early: what is still open comes back."""
    user, _reach = person_or_404(request, pk)
    row = get_object_or_404(Absence, pk=absence_id, user_id=pk)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PeopleForm(*bound)

    def act() -> str:
        outcome = actions.end_absence(row, by=person(request), now=timezone.now())
        return _("Đã kết thúc đợt vắng; %(count)s việc chưa làm đã trở lại.") % {"count": outcome.moved}

    return form_page(
        request,
        form,
        act,
        go=reverse("person", args=[pk]),
        heading=_("Kết thúc sớm đợt vắng"),
        subject=user.full_name,
        crumbs=_crumbs(user),
        submit=_("Kết thúc đợt vắng"),
        consequence=_("Việc người làm thay chưa làm trở lại với người này."),
    )


def _crumbs(user: User) -> list[tuple[str, str]]:
    return [(user.full_name, reverse("person", args=[user.pk]))]
