"""The overlap review of units that an amending decision adds (Điều 4 khoản 2; Nghị quyết 198/2025/QH15 Điều 4)."""

from collections.abc import Sequence

from inspections.actions.waves import Wave
from inspections.models import Case, Institution, OrderParty, OverlapReview
from inspections.models.inputs import ReviewInput
from inspections.queries.history import past_inspections
from inspections.queries.people import local_day
from inspections.rules.facts import InspectionFacts
from inspections.rules.overlap import (
    Exchange,
    OtherBody,
    OverlapJudgement,
    PastInspection,
    PastStatus,
    Proposal,
    review_overlap,
)


def added_line(institution: Institution, review: ReviewInput) -> OrderParty:
    """A unit that joins, with what the officer found out about other bodies."""
    return OrderParty(
        institution=institution,
        adds=True,
        other_body=review.other_body.strip(),
        other_is_state_inspectorate=review.other_is_state_inspectorate,
        exchange=review.exchange.strip(),
        agreed=review.agreed,
        note=review.note.strip(),
    )


def judgements(
    wave: Wave, facts: InspectionFacts, lines: Sequence[OrderParty]
) -> dict[int, OverlapJudgement]:
    """Each added unit judged against its own history, as the units of the proposal were."""
    today = local_day(wave.now)
    ids = [line.institution_id for line in lines]
    past = past_inspections(ids, before=today, excluding_root=wave.case.pk)
    return {line.institution_id: _judged(wave, facts, line, past[line.institution_id]) for line in lines}


def _judged(
    wave: Wave, facts: InspectionFacts, line: OrderParty, past: Sequence[PastInspection]
) -> OverlapJudgement:
    version = wave.case.inspection_details.checklist_version
    assert version is not None
    today, theme = local_day(wave.now), version.checklist.theme_key
    if line.other_body:
        other = OtherBody.INSPECTORATE if line.other_is_state_inspectorate else OtherBody.OTHER_INSPECTOR
        planned = PastStatus.PLANNED
        past = [
            *past,
            PastInspection(
                line.institution_id, line.other_body, today.year, today, None, theme, planned, other
            ),
        ]
    proposal = Proposal(
        institution_id=line.institution_id,
        legal_form=line.institution.legal_form,
        content_key=theme,
        on=today,
        ground=facts.ground,
        sign_description=facts.ground_text,
        has_sign_attachment=facts.has_ground_file,
        exchange=Exchange.AGREED if line.agreed and line.exchange else Exchange.NONE,
    )
    return review_overlap(proposal, list(past))


def overlap_objections(wave: Wave, facts: InspectionFacts, lines: Sequence[OrderParty]) -> list[str]:
    """What stops a unit from being added (traps 13, 14)."""
    added = [line for line in lines if line.adds]
    if not added:
        return []
    found = judgements(wave, facts, added)
    return [
        f"{line.institution.name}: {block}" for line in added for block in found[line.institution_id].blocks
    ]


def keep_reviews(
    wave: Wave, facts: InspectionFacts, parties: Sequence[Case], lines: Sequence[OrderParty]
) -> None:
    """The judgement of the day on which the unit joined the list is kept with it."""
    found = judgements(wave, facts, lines)
    given = {line.institution_id: line for line in lines}
    OverlapReview.objects.bulk_create(
        _review(wave, party, given[party.institution_id], found[party.institution_id])
        for party in parties
        if party.institution_id is not None
    )


def _review(wave: Wave, party: Case, line: OrderParty, judged: OverlapJudgement) -> OverlapReview:
    return OverlapReview(
        party=party,
        has_overlap=bool(line.other_body),
        other_body=line.other_body,
        other_is_state_inspectorate=line.other_is_state_inspectorate,
        exchange=line.exchange,
        note=line.note,
        blocks="\n".join(judged.blocks),
        warnings="\n".join(judged.warnings),
        reviewed_at=wave.now,
        reviewed_by=wave.person,
    )
