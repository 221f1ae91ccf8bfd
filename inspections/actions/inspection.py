"""Deeds before the decision: propose, review overlap, draft, abandon (rows 1-3, 13)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, files, messages
from inspections.actions.endings import take_off_the_list
from inspections.actions.numbers import next_number
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import decision_snapshot
from inspections.enums import DocumentKind, Ground
from inspections.exceptions import Blocker, NotReady, Refused
from inspections.kinds import INSPECTED_PARTY, INSPECTION, InspectionStage
from inspections.models import (
    Capacity,
    Case,
    ChecklistVersion,
    Department,
    Document,
    InspectedParty,
    InspectedPartyDetails,
    Inspection,
    InspectionDetails,
    Institution,
    LegalAct,
    OverlapReview,
    User,
)
from inspections.models.inputs import Incoming, ReviewInput
from inspections.queries.checklists import is_offered
from inspections.queries.facts import inspection_facts
from inspections.queries.history import past_inspections
from inspections.queries.people import actor_of, local_day
from inspections.queries.rules import rule_on
from inspections.rules.facts import InspectionFacts, PartyFact
from inspections.rules.guards import inspection as guards
from inspections.rules.overlap import (
    Exchange,
    OtherBody,
    OverlapJudgement,
    PastInspection,
    PastStatus,
    Proposal,
)
from inspections.rules.overlap import review_overlap as judge_overlap
from inspections.rules.policies import inspection as policies
from inspections.rules.recurrence import reinspection_objections
from inspections.rules.roles import Permission, Role

REVIEW_CONTENTS = (
    "has_overlap",
    "other_body",
    "other_is_state_inspectorate",
    "exchange",
    "note",
    "blocks",
    "warnings",
    "reviewed_at",
    "reviewed_by",
)


def propose(
    *,
    by: User,
    now: datetime,
    department: Department,
    title: str,
    ground: str,
    ground_text: str,
    institutions: Sequence[Institution],
    checklist_version: ChecklistVersion,
    period_from: date,
    period_to: date,
    secrecy: bool = False,
    ground_files: Sequence[Incoming] = (),
    reinspects: Case | None = None,
) -> Inspection:
    """Row 1: open the dossier; each ground asks its own proof, a plan is asked only by ground (c) (trap 11)."""
    actor = actor_of(by, local_day(now))
    if refusal := policies.refusal_to_propose(actor, department.pk):
        raise Refused(refusal)
    missing = guards.propose_blockers(
        ground=ground, ground_text=ground_text, has_ground_file=bool(ground_files)
    )
    missing += objections_to_list(institutions, local_day(now))
    missing += objections_to_version(checklist_version, local_day(now))
    missing += law_objections(checklist_version, period_from, period_to)
    if reinspects is not None:
        missing += reinspection_objections(
            stage=reinspects.stage,
            institution_id=reinspects.institution_id,
            institution_ids=[place.pk for place in institutions],
        )
    if missing:
        raise NotReady(missing)
    with transaction.atomic():
        case = Inspection.objects.create(
            kind=INSPECTION.code,
            code=next_code(department, local_day(now).year),
            title=title.strip(),
            department=department,
            stage=INSPECTION.first,
            opened_at=now,
            opened_by=by,
        )
        InspectionDetails.objects.create(
            case=case,
            ground=ground,
            ground_text=ground_text.strip(),
            secrecy=secrecy and ground == Ground.SIGNS,
            period_from=period_from,
            period_to=period_to,
            checklist_version=checklist_version,
            reinspects=reinspects,
        )
        wave = Wave(case, by, actor, now, moves=[(case, "propose")])
        wave.tell(case, "propose", after=case.stage)
        list_parties(wave, case, institutions)
        files.keep_files(case, ground_files, side=files.TEAM, by=by, now=now, jobs=wave.jobs)
        wave.finish()
    return case


def objections_to_version(version: ChecklistVersion, on: date) -> list[Blocker]:
    """A decision is issued on a published checklist that is in use on its day (Đ.14.2: content of the inspection)."""
    if is_offered(version, on):
        return []
    text = _(
        "Đề cương «%(version)s» không dùng trong ngày %(day)s; chọn phiên bản đề cương đang dùng trong ngày đó."
    )
    return [Blocker(text % {"version": version, "day": f"{on:%d/%m/%Y}"})]


def law_objections(version: ChecklistVersion, first: date, last: date) -> list[Blocker]:
    """Acts that the checklist cites and that were not in force in the period inspected."""
    cited = LegalAct.objects.filter(pk__in=version.items.values("act"))
    outside = cited.filter(Q(valid_from__gt=last) | Q(valid_until__lt=first)).distinct()
    return guards.citation_objections(map(str, outside), period=f"{first:%d/%m/%Y} - {last:%d/%m/%Y}")


def next_code(department: Department, year: int) -> str:
    number = next_number(department, f"case:{INSPECTION.prefix}", year)
    return f"{INSPECTION.prefix}-{year}-{number:03d}"


def objections_to_list(institutions: Sequence[Institution], on: date) -> list[Blocker]:
    """Somebody is inspected, and nobody twice by one decision."""
    if not institutions:
        return [Blocker(_("Chọn ít nhất một đơn vị được kiểm tra."))]
    gone = [
        (row.name, row.valid_until, row.merged_into.name if row.merged_into else "")
        for row in institutions
        if row.valid_until and row.valid_until < on
    ]
    if gone:
        return guards.institution_objections(gone)
    if len({institution.pk for institution in institutions}) != len(institutions):
        return [Blocker(_("Một đơn vị chỉ có một lần trong danh sách kiểm tra."))]
    return []


def list_parties(wave: Wave, case: Case, institutions: Sequence[Institution]) -> None:
    parties = InspectedParty.objects.bulk_create(
        InspectedParty(
            kind=INSPECTED_PARTY.code,
            code=f"{case.code}.{position}",
            title=case.title,
            department_id=case.department_id,
            institution=institution,
            parent=case,
            root=case,
            stage=INSPECTED_PARTY.first,
            opened_at=wave.now,
            opened_by=wave.person,
        )
        for position, institution in enumerate(institutions, start=1)
    )
    InspectedPartyDetails.objects.bulk_create(InspectedPartyDetails(case=party) for party in parties)
    for party in parties:
        wave.tell(party, "list_party", after=party.stage)
        wave.moves.append((party, "list_party"))


def review_overlap(case: Case, *, by: User, now: datetime, reviews: Mapping[int, ReviewInput]) -> Case:
    """Row 2: judge each party against 24 months of history and what the officer found elsewhere."""
    with deed(case, by=by, now=now, verb="review_overlap") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_review_overlap(wave.who, facts))
        wave.demand(guards.review_overlap_blockers(facts))
        wave.demand(write_reviews(wave, facts, reviews))
        if wave.who.may_in_department(Permission.CONFIRM_OVERLAP, wave.case.department_id):
            _note_overlap_confirmed(wave)
        wave.move(wave.case, "review_overlap")
        if wave.case.inspection_details.overlap_confirmed_at is None:
            wave.turns.open(
                wave.case,
                verb="confirm_overlap",
                label=noop("Xác nhận kết quả rà soát trùng lặp"),
                why=noop(
                    "Chuyên viên đã rà soát; Trưởng phòng xác nhận trước khi dự thảo quyết định (Đ.4.2)."
                ),
                role=Role.SECTION_HEAD,
            )
    return wave.case


def _note_overlap_confirmed(wave: Wave) -> None:
    details = wave.case.inspection_details
    details.overlap_confirmed_at, details.overlap_confirmed_by = wave.now, wave.person


def confirm_overlap(case: Case, *, by: User, now: datetime) -> Case:
    """Row 2: the head of section confirms what the officer found."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_confirm_overlap(wave.who, facts))
        wave.demand(guards.confirm_overlap_blockers(facts))
        if wave.case.stage != InspectionStage.OVERLAP_REVIEWED:
            wave.demand([_("Chỉ xác nhận sau khi đã rà soát và trước khi dự thảo quyết định.")])
        _note_overlap_confirmed(wave)
        wave.case.inspection_details.save(update_fields=["overlap_confirmed_at", "overlap_confirmed_by"])
        wave.turns.close(wave.case, "confirm_overlap")
        wave.tell(wave.case, "confirm_overlap")
    return wave.case


def write_reviews(wave: Wave, facts: InspectionFacts, reviews: Mapping[int, ReviewInput]) -> list[str]:
    """Judge every party, keep what was found; what must stop comes back."""
    ids = [party.institution_id for party in facts.parties]
    history = past_inspections(ids, before=local_day(wave.now), excluding_root=wave.case.pk)
    rows = []
    for party in facts.parties:
        given = reviews.get(party.party_id, ReviewInput())
        judged = _judged(wave, facts, party, given, history[party.institution_id])
        rows.append(
            OverlapReview(
                party_id=party.party_id,
                has_overlap=bool(given.other_body.strip()),
                other_body=given.other_body.strip(),
                other_is_state_inspectorate=given.other_is_state_inspectorate,
                exchange=given.exchange.strip(),
                note=given.note.strip(),
                blocks="\n".join(judged.blocks),
                warnings="\n".join(judged.warnings),
                reviewed_at=wave.now,
                reviewed_by=wave.person,
            )
        )
    OverlapReview.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["party"], update_fields=REVIEW_CONTENTS
    )
    return [block for row in rows for block in row.blocks.split("\n") if block]


def _judged(
    wave: Wave, facts: InspectionFacts, party: PartyFact, given: ReviewInput, past: list[PastInspection]
) -> OverlapJudgement:
    version = wave.case.inspection_details.checklist_version
    assert version is not None
    today, theme, body = local_day(wave.now), version.checklist.theme_key, given.other_body.strip()
    if body:
        other = OtherBody.INSPECTORATE if given.other_is_state_inspectorate else OtherBody.OTHER_INSPECTOR
        planned = PastStatus.PLANNED
        past = [
            *past,
            PastInspection(party.institution_id, body, today.year, today, None, theme, planned, other),
        ]
    proposal = Proposal(
        institution_id=party.institution_id,
        legal_form=party.legal_form,
        content_key=theme,
        on=today,
        ground=facts.ground,
        sign_description=facts.ground_text,
        has_sign_attachment=facts.has_ground_file,
        exchange=Exchange.AGREED if given.agreed and given.exchange.strip() else Exchange.NONE,
    )
    return judge_overlap(proposal, past)


def draft_decision(
    case: Case,
    *,
    by: User,
    now: datetime,
    scope: str,
    limit_days: int,
    issuer: User,
    capacity: Capacity,
) -> Case:
    """Row 3: five contents present, team declared, limit within the class limit; the draft goes to the signer."""
    with deed(case, by=by, now=now, verb="draft_decision") as wave:
        today = local_day(now)
        facts = inspection_facts(wave.case, today=today)
        wave.require(policies.refusal_to_draft_decision(wave.who, facts))
        wave.demand(
            guards.draft_decision_blockers(facts)
            + guards.limit_objections(limit_days=limit_days, limit_max=facts.limit_max)
        )
        unit = rule_on("inspection.day_kind", today)
        details = wave.case.inspection_details
        details.scope, details.limit_days = scope.strip(), limit_days
        details.day_unit = unit.value if unit else "day"
        details.issuer, details.issuer_capacity = issuer, capacity
        wave.move(wave.case, "draft_decision")
        document = documents.draft(
            wave,
            wave.case,
            DocumentKind.DECISION,
            _("Quyết định kiểm tra: %(title)s") % {"title": wave.case.title},
            decision_snapshot(wave.case, today=today, demo=settings.DEMO),  # type: ignore[arg-type]
            signer=issuer,
        )
        _ask_signer(wave, document, issuer)
    return wave.case


def _ask_signer(wave: Wave, document: Document, issuer: User) -> None:
    wave.turns.open(
        wave.case,
        verb="sign_decision",
        label=noop("Ký quyết định kiểm tra"),
        why=noop("Dự thảo quyết định đã đủ năm nội dung và chờ người có thẩm quyền ký (Đ.6, 11)."),
        person_id=issuer.pk,
    )
    messages.queue(
        wave.case,
        [issuer],
        key=f"sign:{document.pk}",
        subject=_("Có quyết định kiểm tra chờ ký"),
        body=_("Hồ sơ %(code)s có dự thảo quyết định chờ ký. Đăng nhập Kiểm tra số, mục «Việc của tôi».")
        % {"code": wave.case.code},
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def abandon(case: Case, *, by: User, now: datetime, reason: str) -> Case:
    """Row 13: a case without a decision is not pursued, with a reason; its parties leave the list with it."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_abandon(wave.who, facts))
        if facts.documents.get("decision") and wave.case.inspection_details.decided_on:
            wave.demand(
                [
                    _(
                        "Đã có quyết định kiểm tra: không dùng «Không tiến hành». Tạm dừng chỉ khi bất khả kháng, "
                        "đình chỉ chỉ theo bốn căn cứ (Đ.7.2đ), bãi bỏ chỉ trước khi công bố; đó là ba việc khác nhau."
                    )
                ]
            )
        if not reason.strip():
            wave.demand([_("Ghi lý do không tiến hành kiểm tra.")])
        documents.discard_open(wave.case, DocumentKind.DECISION)
        wave.move_with_reason(wave.case, "abandon", reason=reason.strip())
        wave.turns.close(wave.case)
        for party in InspectedParty.objects.filter(parent_id=wave.case.pk, stage="listed").select_related(
            "party_details"
        ):
            take_off_the_list(wave, party, reason=reason.strip())
    return wave.case
