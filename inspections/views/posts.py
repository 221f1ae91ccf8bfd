"""What the administrator does with posts, capacities and accounts; every change goes through its action."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import accounts as account_actions
from inspections.actions import posts as actions
from inspections.forms.posts import AccountForm, AppointForm, CapacityForm, EndForm, WhyForm
from inspections.models import Capacity, Department, Membership, User
from inspections.queries.posts import open_turns_of, tenures
from inspections.rules.posts import ONE_DAY, vacancies, vacancy_words
from inspections.rules.roles import INSTITUTION_ROLES, Role
from inspections.views.access import person, today
from inspections.views.one_form import act_once, form_page
from inspections.views.people import managed_person, reach_of


def _bound(request: HttpRequest) -> tuple[object, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _crumbs(user: User | None = None) -> list[tuple[str, str]]:
    found = [(_("Nhân sự"), reverse("people"))]
    return [*found, (user.full_name, reverse("person", args=[user.pk]))] if user else found


def new_account(request: HttpRequest) -> HttpResponse:
    """An account with its first post; then the printed sheet."""
    reach = reach_of(request)
    if not reach.managed:
        raise PermissionDenied
    form = AccountForm(*_bound(request), department_ids=reach.managed)

    def act() -> str:
        user = actions.create_account(by=person(request), now=timezone.now(), **form.arguments())
        made.append(user.pk)
        return _("Đã lập tài khoản. Tiếp theo: in phiếu giao tài khoản.")

    made: list[int] = []
    if request.method == "POST" and form.is_valid():
        answer = act_once(request, form, act, go=reverse("people"))
        if answer:
            return redirect("give_access", made[0]) if made else answer
    context = {
        "form": form,
        "heading": _("Lập tài khoản"),
        "crumbs": _crumbs(),
        "cancel_url": reverse("people"),
        "consequence": _("Người nhận tự đặt mật khẩu lần đầu bằng đường dẫn in trên phiếu giao tài khoản."),
    }
    return render(request, "inspections/posts/form.html", context)


def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post."""
    user, reach = managed_person(request, pk)
    form = AppointForm(*_bound(request), department_ids=reach.managed)
    return form_page(
        request,
        form,
        lambda: _appointed(user, request, form),
        go=reverse("person", args=[pk]),
        heading=_("Giao chức vụ, vai trò"),
        subject=user.full_name,
        crumbs=_crumbs(user),
        consequence=_(
            "Quyền trên hệ thống theo chức vụ: có từ ngày đầu, hết sau ngày cuối; hồ sơ dở dang chuyển theo."
        ),
    )


def _appointed(user: User, request: HttpRequest, form: AppointForm) -> str:
    actions.appoint(user, by=person(request), now=timezone.now(), **form.arguments())
    return _("Đã giao chức vụ cho %(name)s.") % {"name": user.full_name}


def end_post(request: HttpRequest, pk: int, post_id: int) -> HttpResponse:
    """The last day of a post; ending the director's says from when there is none."""
    user, reach = managed_person(request, pk)
    post = get_object_or_404(Membership, pk=post_id, user_id=pk)
    form = EndForm(*_bound(request), initial={"last_day": today()})

    def act() -> str:
        data = form.arguments()
        actions.end_post(post, by=person(request), now=timezone.now(), **data)
        told = _("Đã kết thúc chức vụ.")
        if post.role != Role.DIRECTOR or not post.department_id:
            return told
        held = tenures(department_id=post.department_id, roles=[Role.DIRECTOR])
        gaps = vacancies(held, Role.DIRECTOR, from_on=data["last_day"] + ONE_DAY)
        return " ".join([told, *vacancy_words(Role.DIRECTOR, gaps)])

    return form_page(
        request,
        form,
        act,
        go=reverse("person", args=[pk]),
        heading=_("Kết thúc chức vụ"),
        subject=f"{user.full_name} · {post.title or post.get_role_display()}",
        crumbs=_crumbs(user),
        consequence=_(
            "Sau ngày cuối, người này không còn quyền của chức vụ; việc theo chức vụ chờ người kế nhiệm."
        ),
    )


def give_capacity(request: HttpRequest, pk: int) -> HttpResponse:
    """In what capacity somebody signs for the department."""
    user, reach = managed_person(request, pk)
    held = Membership.objects.filter(user_id=pk, department_id__in=reach.managed).exclude(
        role__in=INSTITUTION_ROLES
    )
    department = get_object_or_404(Department, pk__in=held.values("department_id"))
    form = CapacityForm(*_bound(request), initial={"valid_from": today()})
    return form_page(
        request,
        form,
        lambda: str(_capacity_given(user, department, request, form)),
        go=reverse("person", args=[pk]),
        heading=_("Ghi quyền hạn ký"),
        subject=user.full_name,
        crumbs=_crumbs(user),
        law="Đ.13 NĐ 30/2020/NĐ-CP",
        consequence=_(
            "Văn bản in đúng quyền hạn có hiệu lực ngày ký; không có quyền hạn ngày đó thì không ký được."
        ),
    )


def _capacity_given(user: User, department: Department, request: HttpRequest, form: CapacityForm) -> str:
    row = actions.give_capacity(
        user, by=person(request), now=timezone.now(), department=department, **form.arguments()
    )
    return _("Đã ghi quyền hạn ký «%(lines)s».") % {"lines": str(row)}


def end_capacity(request: HttpRequest, pk: int, capacity_id: int) -> HttpResponse:
    """The last day of a capacity."""
    user, _reach = managed_person(request, pk)
    row = get_object_or_404(Capacity, pk=capacity_id, user_id=pk)
    form = EndForm(*_bound(request), initial={"last_day": today()})
    return form_page(
        request,
        form,
        lambda: actions.end_capacity(row, by=person(request), now=timezone.now(), **form.arguments()),
        go=reverse("person", args=[pk]),
        heading=_("Kết thúc quyền hạn ký"),
        subject=f"{user.full_name} · {row}",
        crumbs=_crumbs(user),
        consequence=_("Sau ngày cuối, người này không ký được với quyền hạn đó."),
    )


def switch_account_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an account, or open it again."""
    user, _reach = managed_person(request, pk)
    form = WhyForm(*_bound(request))
    act = account_actions.lock_account if user.is_active else account_actions.unlock_account
    waiting = open_turns_of(pk).count() if user.is_active else 0
    return form_page(
        request,
        form,
        lambda: act(user, by=person(request), now=timezone.now(), **form.arguments()),
        go=reverse("person", args=[pk]),
        heading=_("Khóa tài khoản") if user.is_active else _("Mở khóa tài khoản"),
        subject=user.full_name,
        crumbs=_crumbs(user),
        warning=_("Còn %(count)s việc đang mở của người này; đề nghị Trưởng phòng bàn giao trước khi khóa.")
        % {"count": waiting}
        if waiting
        else "",
        consequence=_("Người bị khóa không đăng nhập được; những gì đã làm vẫn giữ tên người đó.")
        if user.is_active
        else _("Người này đăng nhập lại được, quyền theo chức vụ đang giữ."),
    )
