"""Papers of the follow-up: drawn up for who signs for the agency, never for the lead of the team (Điều 16; NĐ 30/2020)."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from inspections.actions import documents
from inspections.actions.corrections import ask_to_sign
from inspections.actions.waves import Wave
from inspections.documents.contexts_follow_up import (
    Followed,
    completion_notice_snapshot,
    superior_report_snapshot,
    urging_letter_snapshot,
)
from inspections.enums import DocumentKind, DocumentState
from inspections.models import Capacity, Document, RemedyItem
from inspections.queries.people import capacity_on, local_day
from inspections.queries.remedies import items_with_paper, urging_letters
from inspections.queries.result_papers import result_signer
from inspections.rules.guards.orders import nobody_signs
from inspections.rules.roles import Permission


def _signer(wave: Wave) -> Capacity:
    """Who ordered the inspection, in the capacity of the day; else whoever signs that day, never the lead."""
    assert wave.case.parent is not None
    found = result_signer(wave.case.parent, local_day(wave.now))
    if found is None:
        raise nobody_signs()
    return found


def _confirmer(wave: Wave) -> Capacity:
    """Who confirms signs the notice himself if he signs for the agency that day; else who ordered the inspection."""
    assert wave.case.parent is not None
    signs = wave.who.may_in_department(Permission.SIGN_FOR_AGENCY, wave.case.department_id)
    if signs and wave.person.pk != wave.case.parent.lead_id:
        own = capacity_on(wave.person.pk, wave.case.department_id, local_day(wave.now))
        if own is not None:
            return own
    return _signer(wave)


def _about(wave: Wave, items: Sequence[RemedyItem], signer: Capacity) -> Followed:
    """The paper speaks of these items, which come with their request and its document."""
    moments = [item.reported_at for item in items if item.reported_at]
    return Followed(
        party_id=wave.case.pk,
        items=items,
        asked=items[0].request.document,
        signer=signer,
        today=local_day(wave.now),
        reported_on=local_day(max(moments)) if moments else None,
        demo=settings.DEMO,
    )


def draft_letter(
    wave: Wave, items: Sequence[RemedyItem], *, returned: bool = False, answer_by: date | None = None
) -> Document:
    """The letter that urges, or that tells what went back; asked of its signer at once."""
    signer = _signer(wave)
    day = answer_by or (min(item.due_on for item in items) if returned else None)
    title = _("Công văn đề nghị tiếp tục khắc phục") if returned else _("Công văn đôn đốc khắc phục")
    snapshot = urging_letter_snapshot(_about(wave, items, signer), answer_by=day, returned=returned)
    letter = documents.draft(wave, wave.case, DocumentKind.URGING_LETTER, title, snapshot, signer=signer.user)
    ask_to_sign(wave, letter)
    wave.tell(wave.case, "draft_urging_letter", document=letter, detail=title)
    return letter


def draft_report(wave: Wave, items: Sequence[RemedyItem], *, proposal: str) -> Document:
    """The report to the superior head, with the letters that were issued before it (Điều 16 khoản 1)."""
    signer = _signer(wave)
    title = _("Báo cáo cấp trên về việc chậm khắc phục")
    snapshot = superior_report_snapshot(
        _about(wave, items, signer), letters=urging_letters(wave.case), proposal=proposal
    )
    report = documents.draft(
        wave, wave.case, DocumentKind.SUPERIOR_REPORT, title, snapshot, signer=signer.user
    )
    ask_to_sign(wave, report)
    wave.tell(wave.case, "draft_superior_report", document=report, detail=title)
    return report


def draft_notice(wave: Wave) -> Document:
    """The notice that the follow-up of the unit is over."""
    signer = _confirmer(wave)
    items = items_with_paper(wave.case)
    snapshot = completion_notice_snapshot(_about(wave, items, signer))
    return documents.draft(
        wave,
        wave.case,
        DocumentKind.COMPLETION_NOTICE,
        _("Thông báo xác nhận hoàn thành khắc phục"),
        snapshot,
        signer=signer.user,
    )


def drop_unsigned_letters(wave: Wave) -> None:
    """What was still to be urged, or told to the superior, is settled: such a draft is signed by nobody any more."""
    drafts = Document.objects.filter(
        case=wave.case,
        kind__in=[DocumentKind.URGING_LETTER, DocumentKind.SUPERIOR_REPORT],
        state=DocumentState.FOR_SIGNATURE,
    )
    dropped = list(drafts.values_list("pk", flat=True))
    if dropped:
        Document.objects.filter(pk__in=dropped).update(state=DocumentState.REPLACED)
    for number in dropped:
        wave.turns.close(wave.case, "sign_paper", subject=number)
