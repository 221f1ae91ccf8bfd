"""Bàn giao: choose what, to whom, why; see what moves and what stays; confirm (practice 5)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.handover import Judged, hand_over, judged_lines
from inspections.exceptions import Refused
from inspections.forms.handover import HandOverForm
from inspections.kinds import KINDS
from inspections.models import Case, Membership, Turn, User
from inspections.queries.people import valid_on
from inspections.queries.posts import open_turns_of
from inspections.steps import STEPS
from inspections.views.access import actor, person, today
from inspections.views.one_form import act_once
from inspections.views.people import person_or_404
from inspections.views.repeated import told_again

REPLACEMENT = "thay-thanh-vien"


def hand_over_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The turns of one person; two steps, so that nobody moves nine dossiers by a slip."""
    giver, reach = person_or_404(request, pk)
    if pk != reach.who.user_id and not reach.led:
        raise PermissionDenied(
            _("Chỉ chính người đó, Trưởng phòng hoặc lãnh đạo Sở bàn giao việc của người đó.")
        )
    turns = list(open_turns_of(pk).filter(case__in=Case.objects.visible_to(reach.who)))
    form = _form(request, giver, turns)
    if request.method == "POST" and form.is_valid():
        answer = _confirmed(request, giver, form) or _preview(request, giver, form)
        if answer:
            return answer
    elif told := told_again(request, reverse("person", args=[pk])):
        return told
    context = {"giver": giver, "form": form, "count": len(turns), "crumbs": _crumbs(giver)}
    return render(request, "inspections/handover/choose.html", context)


def _form(request: HttpRequest, giver: User, turns: list[Turn]) -> HandOverForm:
    one = request.GET.get("viec", "")
    chosen = [turn.pk for turn in turns if str(turn.pk) == one] or [turn.pk for turn in turns]
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandOverForm(*bound, open_turns=turns, people=_receivers(giver), initial={"turns": chosen})
    groups: dict[str, list[tuple[str, str]]] = {}
    for turn in turns:
        groups.setdefault(_case_words(turn.case), []).append((str(turn.pk), _turn_words(turn)))
    form.fields["turns"].choices = list(groups.items())  # type: ignore[attr-defined]
    return form


def _case_words(case: Case) -> str:
    place = f" · {case.institution.name}" if case.institution else ""
    return f"{case.code} · {case.title}{place}"


def _turn_words(turn: Turn) -> str:
    due = _(", hạn %(day)s") % {"day": f"{turn.due_on:%d/%m/%Y}"} if turn.due_on else ""
    return f"{_(turn.label)}{due}"


def _receivers(giver: User) -> Any:
    """Active people who hold a post of today in a department of the giver's posts."""
    homes = Membership.objects.filter(user=giver, department__isnull=False).values("department_id")
    posts = Membership.objects.filter(valid_on(today()), department_id__in=homes)
    people = User.objects.filter(is_active=True, pk__in=posts.values("user_id"))
    return people.exclude(pk=giver.pk).order_by("sort_name")


def _confirmed(request: HttpRequest, giver: User, form: HandOverForm) -> HttpResponse | None:
    if not form.cleaned_data["confirmed"]:
        return None
    found: list[Judged] = []

    def act() -> str:
        found.extend(hand_over(giver, by=person(request), now=timezone.now(), **form.arguments()))
        moved = sum(line.verdict.moves for line in found)
        return _("Đã bàn giao %(count)s việc cho %(name)s.") % {
            "count": moved,
            "name": form.cleaned_data["to"].full_name,
        }

    answer = act_once(request, form, act, go=reverse("person", args=[giver.pk]))
    stayed = sum(not line.verdict.moves for line in found)
    if answer and stayed:
        messages.warning(request, _("%(count)s việc ở lại với người bàn giao.") % {"count": stayed})
    return answer


def _preview(request: HttpRequest, giver: User, form: HandOverForm) -> HttpResponse | None:
    """What moves and what stays, with the reason; None when the form already says what is wrong."""
    if form.errors or form.cleaned_data["confirmed"]:
        return None
    receiver = form.cleaned_data["to"]
    try:
        found = judged_lines(giver, by=actor(request), now=timezone.now(), to=receiver, turns=form.chosen())
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    moving = [line for line in found if line.verdict.moves]
    context = {
        "giver": giver,
        "receiver": receiver,
        "note": form.cleaned_data["note"],
        "once": form.once,
        "moving": [_row(line) for line in moving],
        "staying": [_row(line) for line in found if not line.verdict.moves],
        "back_url": reverse("hand_over", args=[giver.pk]),
        "crumbs": _crumbs(giver),
    }
    return render(request, "inspections/handover/confirm.html", context)


def _row(line: Judged) -> dict[str, Any]:
    return {
        "pk": line.turn.pk,
        "case": _case_words(line.turn.case),
        "label": _turn_words(line.turn),
        "stage": KINDS[line.turn.case.kind].stage_label(line.turn.case.stage),
        "reason": line.verdict.reason,
        "url": replacement_url(line.turn.case) if line.verdict.needs_decision else "",
    }


def replacement_url(case: Case) -> str:
    """Where a decision changing the team is drafted, if that deed exists."""
    root = case.root or case
    known = any(step.slug == REPLACEMENT for step in STEPS[root.kind].values())
    return reverse("step", args=[root.pk, REPLACEMENT]) if known else ""


def _crumbs(giver: User) -> list[tuple[str, str]]:
    return [(giver.full_name, reverse("person", args=[giver.pk]))]
