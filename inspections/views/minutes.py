"""The minutes of both sides on one page: the text as it will print, remarks and answers, confirmations, signatures."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from inspections.actions.minutes import ask_code
from inspections.documents.lint import lint_minutes
from inspections.documents.screen import minutes_sections, minutes_text
from inspections.enums import DocumentState
from inspections.forms.base import StepForm
from inspections.models import Case, CaseEvent, Document
from inspections.steps import STEPS, Offer, Step, offers
from inspections.steps.minutes import MINUTES_PAGE_VERBS
from inspections.views import minutes_remarks, step_contexts
from inspections.views.access import actor, facts, person, today, visible_case
from inspections.views.case import offer_row
from inspections.views.steps import StepView, too_late

PAGE = "inspections/minutes.html"
WANTED = (
    "confirm_minutes",
    "sign_minutes",
    "give_opinion",
    "note_silence",
    "record_refusal",
    "invite_to_sign",
    "reopen_minutes",
    "take_up_again",
    *sorted(MINUTES_PAGE_VERBS),
)
AT_THE_BAR = ("record_refusal",)
SUPPLEMENT_FIRST = ("give_supplement_opinion", "freeze_supplement", "sign_supplement", "draft_supplement")


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides read the same page; each finds its own next deed on it."""
    return minutes_page(request, visible_case(request, pk))


def minutes_page(
    request: HttpRequest, case: Case, *, opened: tuple[Step, Any, StepForm] | None = None
) -> HttpResponse:
    """The page; ``opened`` is the answer that is being written, with what was typed."""
    if not hasattr(case, "minutes"):
        raise Http404
    who, known = actor(request), facts(case)
    offered = offers([STEPS[case.kind][verb] for verb in WANTED], who, known)
    main = _main_offer(case, offered, known)
    at_the_bar = [o for o in offered if o.step.verb in AT_THE_BAR]
    paper = (
        Document.objects.filter(case=case, kind="minutes").exclude(state="replaced").order_by("-id").first()
    )
    frozen = paper if paper and paper.state != DocumentState.DRAFT else None
    text = minutes_text(case, frozen, today=today())
    drafted = case.stage == "minutes_drafted"
    found = lint_minutes(text) if drafted and frozen is None else []
    context = {
        "case": step_contexts.head(case),
        "contradictions": [minutes_remarks.mending(case, who, one) for one in found],
        "settled": drafted and frozen is not None,
        "sections": minutes_sections(text),
        "confirmations": minutes_remarks.confirmations(case),
        "signature_words": _words(frozen),
        "print_label": _("In bản ký") if frozen else _("Xem bản nháp đã gửi"),
        "print_url": reverse("document", args=[case.pk, paper.pk]) if paper and paper.is_rendered else "",
        "main_offer": offer_row(case, main, who) if main else None,
        "bar_offers": [offer_row(case, o, who) for o in at_the_bar if o.enabled],
        "offers": [offer_row(case, o, who) for o in offered if o is not main and o not in at_the_bar],
        "changes_url": reverse("minutes_changes", args=[case.pk]) if drafted else "",
        "mark": _mark(case) if drafted else 0,
        **minutes_remarks.both_columns(request, case, who, known, opened),
        **minutes_remarks.meeting(case, who, known),
        "supplements": minutes_remarks.supplements(case),
    }
    return render(request, PAGE, context)


def _main_offer(case: Case, offered: list[Offer], known: object) -> Offer | None:
    """Agreement first, then the signatures; on signed minutes the supplement that waits for this person."""
    if case.stage == "minutes_signed":
        enabled = [o for verb in SUPPLEMENT_FIRST for o in offered if o.step.verb == verb and o.enabled]
        return enabled[0] if enabled else None
    verb = "sign_minutes" if _both(known) else "confirm_minutes"
    return next((o for o in offered if o.step.verb == verb), None)


def _both(known: object) -> bool:
    found = getattr(known, "minutes", None)
    return found is not None and len(found.confirmed_sides) == 2


def _words(paper: Document | None) -> str:
    """Exactly one of the sentences of practice.md 1."""
    if paper is None:
        return _("Chưa khóa nội dung")
    last = paper.signatures.order_by("-id").first()
    return last.verdict if last else _("Mới xác nhận điện tử, chưa phải chữ ký")


def _mark(case: Case) -> int:
    """The last thing that happened to this party: by it an open page knows that it is old."""
    return CaseEvent.objects.filter(case=case).order_by("-id").values_list("id", flat=True).first() or 0


@require_GET
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again by an open page: nothing new, or a word and a link; what is being typed stays untouched."""
    case = visible_case(request, pk)
    if not hasattr(case, "minutes"):
        raise Http404
    known = request.GET.get("moc", "")
    mark = _mark(case)
    context = {
        "case": step_contexts.head(case),
        "changes_url": reverse("minutes_changes", args=[case.pk]),
        "mark": known if known.isdigit() else mark,
        "changed": known.isdigit() and int(known) != mark,
    }
    return render(request, "inspections/minutes_changes.html", context)


class MinutesDeed(StepView):
    """An answer written on the page of the minutes itself: it never leaves the screen, the next finding follows."""

    def load(self, request: HttpRequest, pk: int, slug: str, subject: int | None) -> tuple[Case, Step, Any]:
        """Only answers to findings and the general opinion are written here."""
        case, step, found = super().load(request, pk, slug, subject)
        if step.verb not in minutes_remarks.WRITTEN_HERE:
            raise Http404
        return case, step, found

    def page(
        self, request: HttpRequest, case: Case, step: Step, form: StepForm | None, subject: Any, **more: Any
    ) -> HttpResponse:
        """The minutes with this answer open; where it may no longer be given, the minutes as they stand."""
        if form is None:
            return redirect("minutes", case.pk)
        return minutes_page(request, case, opened=(step, subject, form))

    def attempt(
        self, request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
    ) -> HttpResponse | None:
        """After the answer, on to the next finding that waits for this person."""
        answer = super().attempt(request, case, step, form, subject)
        if answer is not None and answer.status_code == 302:
            return redirect(minutes_remarks.next_place(case, step))
        return answer


@require_POST
def send_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the one-time code to the person who is about to confirm."""
    case = visible_case(request, pk)
    step = STEPS[case.kind].get("confirm_minutes")
    if step is None or step.refusal(actor(request), facts(case)):
        raise PermissionDenied
    if case.stage not in step.stages:
        return too_late(request, case, _("Biên bản không ở bước xác nhận nội dung; chưa cần mã."))
    ask_code(case, by=person(request), now=timezone.now())
    messages.success(request, _("Đã gửi mã xác nhận vào thư của bạn; mã dùng được trong 10 phút."))
    return redirect("step", pk, "xac-nhan-noi-dung")
