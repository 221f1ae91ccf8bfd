"""«Nhận lại văn bản đã phát hành»: drop the file, see what was read beside the draft, confirm once (practice.md 2)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inspections.actions.returned import take_returned
from inspections.actions.returned_checks import (
    Examined,
    examine,
    find_paper,
    papers_waiting,
    print_code,
    received_words,
)
from inspections.documents.signing.returned import read_returned
from inspections.documents.signing.words import moment_words
from inspections.enums import DocumentState
from inspections.forms.base import incoming
from inspections.forms.files import AcceptedFile
from inspections.forms.returned import ConfirmForm, DropForm
from inspections.models import Case, Document
from inspections.models.inputs import Incoming, ReturnedInput
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.rules.policies.papers import refusal_to_receive_return
from inspections.rules.roles import Permission
from inspections.rules.signatures import NumberedIn
from inspections.views import step_contexts
from inspections.views.access import actor, facts, person, visible_case
from inspections.views.demo import has_signed_sample
from inspections.views.one_form import act_once
from inspections.views.repeated import told_again
from inspections.views.steps import stash_of, unstash_of

RECEIVERS = frozenset({Permission.ISSUE_DOCUMENT, Permission.DRAFT_DECISION, Permission.SIGN_FOR_AGENCY})


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    """Any returned PDF: the dossier is found by the codes on its pages, or by its words."""
    who = actor(request)
    if not RECEIVERS & who.permissions or not who.department_ids:
        raise PermissionDenied
    form = _drop_form(request)
    if request.method == "POST" and form.is_valid():
        with form:
            file = form.cleaned_data["file"]
            content = incoming(file).read_all()
            paper = find_paper(read_returned(content, at=timezone.now()), content, who)
            if paper is not None:
                return redirect(_confirm_url(request, paper, file))
        form.add_error(
            "file",
            _(
                "Không tìm thấy văn bản đang chờ ứng với tệp này. Mở hồ sơ, chọn đúng văn bản ở mục «Văn bản» rồi nhận "
                "lại tại đó."
            ),
        )
    papers = papers_waiting(who)
    context = {
        "form": form,
        "waiting": [_waiting_row(row) for row in papers if not row.waits_for_nobody],
        "others": [_waiting_row(row) for row in papers if row.waits_for_nobody],
    }
    return render(request, "inspections/returned/drop.html", context)


def _waiting_row(row: Document) -> dict[str, Any]:
    return {
        "title": row.title,
        "code": row.case.code,
        "state_label": row.state_words,
        "signer": row.signer.full_name if row.signer else "",
        "url": reverse("returned", args=[row.case_id, row.pk]),
    }


@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """The same for one paper of one dossier."""
    case, paper = _paper(request, pk, document_id)
    form = _drop_form(request)
    if request.method == "POST" and form.is_valid():
        with form:
            return redirect(_confirm_url(request, paper, form.cleaned_data["file"]))
    context = {
        "case": step_contexts.head(case),
        "form": form,
        "document": paper,
        "short_hash": print_code(paper),
        "document_url": reverse("document", args=[case.pk, paper.pk]),
        "received": received_words(paper) if paper.state == DocumentState.ISSUED else "",
        "sample_url": reverse("signed_sample", args=[case.pk, paper.pk]) if has_signed_sample(paper) else "",
    }
    return render(request, "inspections/returned/paper.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int, document_id: int, token: str) -> HttpResponse:
    """What was read of the file beside the draft; confirming is the one act."""
    case, paper = _paper(request, pk, document_id)
    go = case.get_absolute_url() + "?tab=documents"
    kept = unstash_of(person(request))(token)
    if kept is None:
        return told_again(request, go) or redirect("returned", pk, document_id)
    try:
        return _confirmed(request, case, paper, incoming(kept), go=go)
    finally:
        kept.uploaded.close()


def _confirmed(request: HttpRequest, case: Case, paper: Document, file: Incoming, *, go: str) -> HttpResponse:
    found = None
    if paper.state != DocumentState.ISSUED:
        found = examine(paper, file.read_all(), now=timezone.now(), who=actor(request))
    form = _confirm_form(request, found) if found and not found.problem else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = ReturnedInput(file, **form.arguments())

        def act() -> str:
            take_returned(case, by=person(request), now=timezone.now(), document_id=paper.pk, returned=given)
            return str(_("Đã nhận lại văn bản: đã ký, có số và đã phát hành."))

        if answer := act_once(request, form, act, go=go):
            return answer
    elif request.method == "POST" and (told := told_again(request, go)):
        return told
    context = {
        "case": step_contexts.head(case),
        "document": paper,
        "document_url": reverse("document", args=[case.pk, paper.pk]),
        "file_name": file.name,
        "form": form,
        "problem": found.problem if found else received_words(paper),
        "difference": found.difference if found and found.by_hand and not found.problem else "",
        "rows": _rows(found) if found else [],
        "signatures": [s.words for s in found.read.verification.signatures] if found else [],
        "again_url": reverse("returned", args=[case.pk, paper.pk]),
    }
    return render(request, "inspections/returned/confirm.html", context)


def _rows(found: Examined) -> list[tuple[str, str, str]]:
    """Line by line: what the draft says, what the file says."""
    paper, read = found.document, found.read
    symbol = str(paper.snapshot.get("symbol", ""))
    noted = read.number_and_date
    codes = ", ".join(sorted(read.print_codes))
    signers = ", ".join(s.signer_name for s in read.verification.signatures)
    by_hand = _("ký tay, không đọc được") if found.by_hand else ""
    return [
        (
            _("Số, ký hiệu"),
            f"…/{symbol}",
            f"{noted.number:02d}/{noted.symbol}" if noted else _("không đọc được"),
        ),
        (
            _("Ngày"),
            _("soạn ngày %(day)s") % {"day": f"{local_day(paper.drafted_at):%d/%m/%Y}"},
            f"{noted.issued_on:%d/%m/%Y}" if noted else _("không đọc được"),
        ),
        (_("Người ký"), found.named.full_name if found.named else "", signers or by_hand),
        (_("Mã bản in"), print_code(paper), codes or _("không thấy")),
        (_("Nội dung"), _("dự thảo đã trình"), _compared(found)),
        (_("Chữ ký"), _("cần: %(who)s") % {"who": found.rule.who}, _signature_words(found)),
    ]


def _compared(found: Examined) -> str:
    if not found.read.has_text:
        return _("bản quét, so bằng mắt")
    return found.difference or _("đúng từng chữ với dự thảo")


def _signature_words(found: Examined) -> str:
    if found.by_hand:
        return _("chưa có chữ ký số; nếu ký tay, ghi nơi lưu bản gốc")
    if found.problem:
        return _("chưa được chấp nhận, kiểm tra lúc %(moment)s") % {"moment": moment_words(timezone.now())}
    return found.read.verification.words_for(required=found.rule.required)


def _confirm_form(request: HttpRequest, found: Examined) -> ConfirmForm:
    data = (request.POST,) if request.method == "POST" else ()
    return ConfirmForm(
        *data,
        by_hand=found.by_hand,
        number=found.number,
        on=found.on,
        numbered=found.rule.numbered_in in (NumberedIn.AGENCY, NumberedIn.TEAM),
    )


def _paper(request: HttpRequest, pk: int, document_id: int) -> tuple[Case, Document]:
    """A paper that may come back, of a case this person sees and may receive for."""
    case = visible_case(request, pk)
    rows = Document.objects.select_related("case__parent__lead", "case__lead", "signer", "issued_by")
    paper = rows.filter(pk=document_id, case=case).first()
    if actor(request).is_institution_side or paper is None or not paper.is_rendered:
        raise Http404
    if paper.state == DocumentState.DRAFT or signature_rule(paper.kind, local_day(paper.drafted_at)) is None:
        raise Http404
    if refusal := refusal_to_receive_return(actor(request), facts(case)):
        raise PermissionDenied(refusal)
    return case, paper


def _drop_form(request: HttpRequest) -> DropForm:
    user = person(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return DropForm(*data, stash=stash_of(user), unstash=unstash_of(user))


def _confirm_url(request: HttpRequest, paper: Document, file: AcceptedFile) -> str:
    token = file.token or stash_of(person(request))(file.uploaded, file.examination)
    return reverse("returned_confirm", args=[paper.case_id, paper.pk, token])
