"""One view for every deed: load, ask the step, act, say what happened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views import View

from inspections.actions import files as file_actions
from inspections.actions.messages import count_wrong_attempt
from inspections.actions.once import AlreadyReceived, once
from inspections.actions.waves import already_done_words
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.forms.base import StepForm
from inspections.forms.files import AcceptedFile
from inspections.models import Case, User
from inspections.queries.access import stashed_within_reach
from inspections.rules.uploads import Examination
from inspections.steps import STEPS, Step, step_for
from inspections.views import step_contexts
from inspections.views.access import actor, facts, person, today, visible_case
from inspections.views.links import missing_part
from inspections.views.repeated import told_again

BLOCKED = "inspections/step.html"
BUSY = _l("Người khác đang xử lý hồ sơ này. Chờ vài giây rồi làm lại; nội dung bạn nhập chưa được ghi.")


def stash_of(user: User) -> Any:
    """Where good files of a form that goes back wait for this person."""

    def stash(uploaded: File, seen: Examination) -> str:
        return file_actions.stash(
            user, seen.name, seen.size, seen.sha256, seen.mime, uploaded, now=timezone.now()
        )

    return stash


def unstash_of(user: User) -> Any:
    """How a kept file comes back: this person's own, or what colleagues prepared for him; another's is nothing."""

    def unstash(token: str) -> AcceptedFile | None:
        row = stashed_within_reach(user).filter(token=token).first()
        if row is None:
            return None
        return AcceptedFile(
            File(row.blob.open("rb"), name=row.name),
            Examination(row.name, row.size, row.sha256, row.mime, None),
            token,
        )

    return unstash


def too_late(request: HttpRequest, case: Case, sentence: str) -> HttpResponse:
    """The slower of two people reads who was faster; nothing is lost, nothing happens twice."""
    return render(
        request,
        "409.html",
        {"message": sentence, "case": case, "back_url": case.get_absolute_url()},
        status=409,
    )


def send_back(form: StepForm, sentences: list[str]) -> None:
    """Put the reasons on the form; files that were good stay with it."""
    for sentence in sentences:
        form.add_error(None, sentence)
    form.keep_files()


class StepView(View):
    """GET shows the deed or what is missing; POST does it once."""

    def load(self, request: HttpRequest, pk: int, slug: str, subject: int | None) -> tuple[Case, Step, Any]:
        """The case the person may see, the deed, and its subject within the case."""
        case = visible_case(request, pk)
        step = step_for(STEPS[case.kind], slug)
        if step is None or (step.subjects is None) != (subject is None):
            raise Http404
        if step.permission not in actor(request).permissions and step.verb != "confirm_minutes":
            raise PermissionDenied
        found = step.subjects(case).filter(pk=subject).first() if step.subjects else None
        if step.subjects and found is None:
            raise Http404
        return case, step, found

    def form(self, request: HttpRequest, case: Case, step: Step, subject: Any) -> StepForm:
        """The step's form, bound on POST."""
        user = person(request)
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        return step.form(
            *data,
            case=case,
            actor=actor(request),
            today=today(),
            subject=subject,
            stash=stash_of(user),
            unstash=unstash_of(user),
        )

    def get(self, request: HttpRequest, pk: int, slug: str, subject: int | None = None) -> HttpResponse:
        """Show the deed."""
        case, step, found = self.load(request, pk, slug, subject)
        known = facts(case)
        if refusal := step.refusal(actor(request), known):
            raise PermissionDenied(refusal)
        if known.stage not in step.stages:
            return too_late(
                request,
                case,
                _("Hồ sơ đang ở giai đoạn «%(stage)s», không làm được việc này.")
                % {"stage": case.stage_label},
            )
        blockers = step.blockers(known)
        form = None if blockers else self.form(request, case, step, found)
        return self.page(
            request,
            case,
            step,
            form,
            found,
            blockers=[missing_part(case, b, actor(request)) for b in blockers],
        )

    def page(
        self, request: HttpRequest, case: Case, step: Step, form: StepForm | None, subject: Any, **more: Any
    ) -> HttpResponse:
        """The page of the deed with what was typed."""
        context = {"case": step_contexts.head(case), "step": step, "form": form, "subject": subject, **more}
        extra = step_contexts.EXTRA.get(step.template)
        if extra and form is not None:
            context |= extra(request, case, step, form, subject)
        template = BLOCKED if form is None else step.template
        return render(request, template, context, status=more.get("status", 200))

    def post(self, request: HttpRequest, pk: int, slug: str, subject: int | None = None) -> HttpResponse:
        """Do the deed; whatever is wrong comes back with everything that was typed."""
        try:
            case, step, found = self.load(request, pk, slug, subject)
        except Http404:  # its own first copy may have settled what the form speaks of
            if subject is not None and (
                told := told_again(request, visible_case(request, pk).get_absolute_url())
            ):
                return told
            raise
        if case.stage not in step.stages:
            return self.out_of_turn(request, case, step)
        form = self.form(request, case, step, found)
        try:
            return self.answer(request, case, step, form, found)
        finally:
            form.release()

    def answer(
        self, request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
    ) -> HttpResponse:
        """The deed done, or the form with what is wrong."""
        if form.is_valid():
            if answer := self.attempt(request, case, step, form, subject):
                return answer
        elif told := told_again(request, case.get_absolute_url()):
            return told
        if refusal := step.refusal(actor(request), facts(case)):
            raise PermissionDenied(refusal)
        return self.page(request, case, step, form, subject)

    def out_of_turn(self, request: HttpRequest, case: Case, step: Step) -> HttpResponse:
        """The stage has passed or has not come: told again, refused, or told who was faster."""
        if told := told_again(request, case.get_absolute_url()):
            return told
        if refusal := step.refusal(actor(request), facts(case)):
            raise PermissionDenied(refusal)
        return too_late(request, case, already_done_words(case, step.verb))

    def attempt(
        self, request: HttpRequest, case: Case, step: Step, form: StepForm, subject: Any
    ) -> HttpResponse | None:
        """Do the deed once; what is missing goes onto the form (None), who was faster is told (409)."""
        try:
            with once(form.once, path=request.path, by=person(request), now=timezone.now()):
                result = step.act(case, by=person(request), now=timezone.now(), **form.arguments())
        except AlreadyReceived:
            messages.info(request, _("Biểu mẫu này đã được nhận, không ghi lần hai."))
            return redirect(step_contexts.where_next(case, step, subject, by=person(request)))
        except NotReady as missing:
            if step.verb == "confirm_minutes":
                count_wrong_attempt(person(request), purpose=f"confirm_minutes:{case.pk}")
            send_back(form, [blocker.text for blocker in missing.blockers])
            return None
        except IntegrityError:
            send_back(form, [_("Dữ liệu vừa được người khác thay đổi. Kiểm tra lại rồi gửi lần nữa.")])
            return None
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except AlreadyDone as done:
            return too_late(request, case, str(done))
        except OperationalError:
            return too_late(request, case, str(BUSY))
        messages.success(request, str(step.done) or _("Đã ghi."))
        return redirect(step_contexts.where_next(case, step, subject, by=person(request), result=result))
