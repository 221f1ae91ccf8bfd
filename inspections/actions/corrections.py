"""Mending what was issued without touching it: công văn đính chính, or a new paper in the place of the old.

Source: Nghị định 30/2020/NĐ-CP Điều 18.4 (a wrong content is mended by a paper of the same form, a slip of form or
wording by a công văn đính chính); trap 23: the issued bytes never change.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts_corrections import Correction, correction_snapshot
from inspections.enums import DocumentKind, DocumentState
from inspections.models import Case, Document, Inspection, User
from inspections.queries.facts import facts_of
from inspections.queries.orders import signer_by_default
from inspections.queries.people import local_day
from inspections.rules.corrections import put_right
from inspections.rules.guards.orders import nobody_signs
from inspections.rules.policies.papers import refusal_to_correct

REPLACEABLE = (
    DocumentKind.ANNOUNCEMENT_RECORD,
    DocumentKind.INFORMATION_REQUEST,
    DocumentKind.SCHEDULE_NOTICE,
    DocumentKind.REFERRAL_HANDOVER,
    DocumentKind.CORRECTION_LETTER,
)


def _opened(wave: Wave, document: Document, reason: str) -> Document:
    """The issued paper, and who may prepare its mending; a reason is always given."""
    wave.require(refusal_to_correct(wave.who, facts_of(wave.case, today=local_day(wave.now))))
    wave.demand([] if reason.strip() else [_("Ghi lý do.")])
    paper = Document.objects.select_related("signer").get(pk=document.pk, case_id=wave.case.pk)
    if paper.state != DocumentState.ISSUED:
        wave.demand([_("Chỉ đính chính, thay thế văn bản đã phát hành; dự thảo thì trả lại để lập lại.")])
    return paper


def correct_paper(
    case: Case,
    *,
    by: User,
    now: datetime,
    document: Document,
    place: str,
    wrong: str,
    right: str,
    reason: str,
) -> Document:
    """«Đính chính»: a slip in an issued paper is told by a công văn; the paper itself stays as it was issued."""
    with deed(case, by=by, now=now) as wave:
        paper = _opened(wave, document, reason)
        wave.demand([] if wrong.strip() and right.strip() else [_("Ghi đủ câu chữ đã in và câu chữ đúng.")])
        inspection = Inspection.objects.get(pk=wave.case.root_case_id)
        signer = signer_by_default(inspection, local_day(now))
        if signer is None:
            raise nobody_signs()
        letter = documents.draft(
            wave,
            wave.case,
            DocumentKind.CORRECTION_LETTER,
            (_("Đính chính: %(title)s") % {"title": paper.title})[:300],
            correction_snapshot(
                inspection,
                Correction(paper, place.strip(), wrong.strip(), right.strip(), signer),
                today=local_day(now),
                demo=settings.DEMO,
            ),
            signer=signer.user,
        )
        letter.corrects = paper
        letter.save(update_fields=["corrects"])
        ask_to_sign(wave, letter)
        wave.tell(wave.case, "correct_paper", document=letter, reason=reason.strip(), detail=paper.title)
    return letter


def replace_paper(
    case: Case, *, by: User, now: datetime, document: Document, wrong: str, right: str, reason: str
) -> Document:
    """«Thay thế»: a wrong content is mended by a new paper of the same kind; the old one ends when it is issued."""
    with deed(case, by=by, now=now) as wave:
        paper = _opened(wave, document, reason)
        wave.demand(_not_replaceable(paper))
        snapshot, count = put_right(cast(Mapping[str, Any], paper.snapshot), wrong.strip(), right.strip())
        if not count:
            text = _("Không thấy «%(wrong)s» trong văn bản. Ghi đúng câu chữ như đã in.")
            wave.demand([text % {"wrong": wrong.strip()}])
        drawn = documents.draft(wave, wave.case, paper.kind, paper.title, snapshot, signer=paper.signer)
        drawn.replaces = paper
        drawn.save(update_fields=["replaces"])
        ask_to_sign(wave, drawn)
        wave.tell(wave.case, "replace_paper", document=drawn, reason=reason.strip(), detail=paper.full_number)
    return drawn


def _not_replaceable(paper: Document) -> list[str]:
    if paper.kind not in REPLACEABLE:
        return [
            _(
                "Văn bản loại này không thay bằng bản mới: quyết định sai nội dung thì lập quyết định sửa đổi, bổ sung; "
                "biên bản đã ký thì lập biên bản bổ sung; sai sót câu chữ thì đính chính."
            )
        ]
    if Document.objects.filter(replaces=paper).exists():
        return [_("Đã có bản thay thế cho văn bản này.")]
    return []


def ask_to_sign(wave: Wave, document: Document) -> None:
    """Whoever is named on the paper, else the lead, reads that it waits for his signature."""
    inspection = wave.case.parent or wave.case
    wave.turns.open(
        wave.case,
        verb="sign_paper",
        label=noop("Ký văn bản"),
        why=noop("Văn bản đã soạn xong, chờ người có tên trên bản in ký."),
        person_id=document.signer_id or wave.case.lead_id or inspection.lead_id,
        subject=document.pk,
    )


def settle_replacement(old: int) -> None:
    """The paper whose place is taken ends with the issue of the new one; its bytes stay."""
    Document.objects.filter(pk=old, state=DocumentState.ISSUED).update(state=DocumentState.REPLACED)
