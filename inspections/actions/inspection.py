"""Deeds before the decision: propose, review overlap, name the team, declare, draft, abandon (rows 1-3, 13)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions import documents, files, messages
from inspections.actions.numbers import next_number
from inspections.actions.waves import Wave, deed
from inspections.documents.contexts import decision_snapshot
from inspections.enums import DocumentKind, Ground, TeamDuty
from inspections.exceptions import Blocker, NotReady, Refused
from inspections.kinds import INSPECTED_PARTY, INSPECTION, InspectionStage
from inspections.models import (
    Capacity,
    Case,
    ChecklistVersion,
    Department,
    EvidenceFile,
    InspectedParty,
    InspectedPartyDetails,
    Inspection,
    InspectionDetails,
    Institution,
    OverlapReview,
    TeamMember,
    User,
)
from inspections.models.inputs import Incoming, MemberInput, ReviewInput
from inspections.queries.facts import inspection_facts
from inspections.queries.history import past_inspections
from inspections.queries.people import actor_of, local_day
from inspections.queries.rules import rule_on
from inspections.rules.guards import inspection as guards
from inspections.rules.overlap import Exchange, OtherBody, PastInspection, PastStatus, Proposal
from inspections.rules.overlap import review_overlap as judge_overlap
from inspections.rules.policies import inspection as policies
from inspections.rules.roles import Permission, Role


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
) -> Inspection:
    """Row 1: open the dossier; each ground asks its own proof, a plan is asked only by ground (c) (trap 11)."""
    actor = actor_of(by, local_day(now))
    if refusal := policies.refusal_to_propose(actor, department.pk):
        raise Refused(refusal)
    missing = guards.propose_blockers(
        ground=ground, ground_text=ground_text, has_ground_file=bool(ground_files)
    )
    if not institutions:
        missing.append(Blocker(_("Chọn ít nhất một đơn vị được kiểm tra.")))
    if len({institution.pk for institution in institutions}) != len(institutions):
        missing.append(Blocker(_("Một đơn vị chỉ có một lần trong danh sách kiểm tra.")))
    if missing:
        raise NotReady(missing)
    with transaction.atomic():
        year = local_day(now).year
        number = next_number(department, f"case:{INSPECTION.prefix}", year)
        case = Inspection.objects.create(
            kind=INSPECTION.code,
            code=f"{INSPECTION.prefix}-{year}-{number:03d}",
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
        )
        wave = Wave(case, by, actor, now)
        wave.tell(case, "propose", after=case.stage)
        wave.moves.append((case, "propose"))
        for position, institution in enumerate(institutions, start=1):
            _list_party(wave, case, institution, position)
        files.keep_files(case, ground_files, side=files.TEAM, by=by, now=now)
        wave.finish()
    return case


def _list_party(wave: Wave, case: Case, institution: Institution, position: int) -> None:
    party = InspectedParty.objects.create(
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
    InspectedPartyDetails.objects.create(case=party)
    wave.tell(party, "list_party", after=party.stage)
    wave.moves.append((party, "list_party"))


def review_overlap(case: Case, *, by: User, now: datetime, reviews: Mapping[int, ReviewInput]) -> Case:
    """Row 2: judge each party against 24 months of history and what the officer found elsewhere."""
    with deed(case, by=by, now=now, verb="review_overlap") as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_review_overlap(wave.who, facts))
        wave.demand(guards.review_overlap_blockers(facts))
        has_file = EvidenceFile.objects.filter(case_id=wave.case.pk, withdrawn_at__isnull=True).exists()
        blocks: list[str] = []
        for party in wave.case.children.select_related("institution"):
            blocks += _review_party(wave, party, reviews.get(party.pk, ReviewInput()), has_file=has_file)
        wave.demand(blocks)
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


def _review_party(wave: Wave, party: Case, given: ReviewInput, *, has_file: bool) -> tuple[str, ...]:
    details = wave.case.inspection_details
    assert party.institution is not None and details.checklist_version is not None
    today = local_day(wave.now)
    theme = details.checklist_version.checklist.theme_key
    history = past_inspections(party.institution.pk, before=today, excluding_root=wave.case.pk)
    if given.other_body.strip():
        other = OtherBody.INSPECTORATE if given.other_is_state_inspectorate else OtherBody.OTHER_INSPECTOR
        history.append(
            PastInspection(
                party.institution.pk,
                given.other_body.strip(),
                today.year,
                today,
                None,
                theme,
                PastStatus.PLANNED,
                other,
            )
        )
    exchange = Exchange.AGREED if given.agreed and given.exchange.strip() else Exchange.NONE
    proposal = Proposal(
        institution_id=party.institution.pk,
        legal_form=party.institution.legal_form,
        content_key=theme,
        on=today,
        ground=details.ground,
        sign_description=details.ground_text,
        has_sign_attachment=has_file,
        exchange=exchange,
    )
    judged = judge_overlap(proposal, history)
    OverlapReview.objects.update_or_create(
        party=party,
        defaults={
            "has_overlap": bool(given.other_body.strip()),
            "other_body": given.other_body.strip(),
            "other_is_state_inspectorate": given.other_is_state_inspectorate,
            "exchange": given.exchange.strip(),
            "note": given.note.strip(),
            "blocks": "\n".join(judged.blocks),
            "warnings": "\n".join(judged.warnings),
            "reviewed_at": wave.now,
            "reviewed_by": wave.person,
        },
    )
    return judged.blocks


def nominate_team(case: Case, *, by: User, now: datetime, members: Sequence[MemberInput]) -> Case:
    """Name the team; everyone named is asked to declare conflicts for the present parties (trap 15)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_nominate_team(wave.who, facts))
        if wave.case.stage not in ("proposed", "overlap_reviewed"):
            wave.demand(
                [_("Đoàn đã ghi trong dự thảo hoặc quyết định; thay đổi thành viên bằng quyết định sửa đổi.")]
            )
        if len({m.user.pk for m in members}) != len(members):
            wave.demand([_("Một người chỉ có một nhiệm vụ trong Đoàn.")])
        if sum(m.duty == TeamDuty.LEAD for m in members) != 1:
            wave.demand([_("Đoàn phải có đúng một Trưởng đoàn.")])
        _replace_team(wave, members)
        lead = next(m.user for m in members if m.duty == TeamDuty.LEAD)
        Case.objects.filter(root_id=wave.case.pk).update(lead=lead)
        wave.case.lead = lead
        wave.case.save(update_fields=["lead"])
        wave.tell(wave.case, "nominate_team", detail=", ".join(m.user.full_name for m in members)[:500])
    return wave.case


def _replace_team(wave: Wave, members: Sequence[MemberInput]) -> None:
    keep = [m.user.pk for m in members]
    TeamMember.objects.filter(case=wave.case).exclude(user_id__in=keep).delete()
    TeamMember.objects.filter(case=wave.case).update(duty=TeamDuty.MEMBER)
    wave.turns.close(wave.case, "declare_conflicts")
    present = ",".join(str(n) for n in sorted(_institutions(wave.case)))
    for member in sorted(members, key=lambda m: m.duty == TeamDuty.LEAD):
        row, _created = TeamMember.objects.update_or_create(
            case=wave.case,
            user=member.user,
            defaults={
                "duty": member.duty,
                "task": member.task,
                "trained": member.trained,
                "disciplined": member.disciplined,
                "post_title": actor_of(member.user, local_day(wave.now)).role_words,
            },
        )
        if row.declared_at is None or row.declared_for != present:
            wave.turns.open(
                wave.case,
                verb="declare_conflicts",
                label=noop("Kê khai xung đột lợi ích"),
                why=noop("Bạn được đề xuất vào Đoàn kiểm tra; mỗi thành viên tự kê khai (Đ.12.2)."),
                person_id=member.user.pk,
            )


def _institutions(case: Case) -> set[int]:
    return set(case.children.exclude(stage="withdrawn").values_list("institution_id", flat=True))


def declare_conflicts(
    case: Case,
    *,
    by: User,
    now: datetime,
    conflicts: Sequence[str],
    note: str = "",
    disciplined: bool = False,
) -> Case:
    """A member declares for himself, for the parties of this day (Điều 12.2; nine cases of NĐ 59/2019 Đ.29)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_declare_conflicts(wave.who, facts))
        if conflicts and not note.strip():
            wave.demand([_("Nói rõ trường hợp xung đột lợi ích đã chọn.")])
        row = TeamMember.objects.get(case=wave.case, user=by)
        row.conflicts, row.conflict_note = ",".join(conflicts), note.strip()
        row.disciplined = row.disciplined or disciplined
        row.declared_for = ",".join(str(n) for n in sorted(_institutions(wave.case)))
        row.declared_at, row.declared_by = now, by
        row.save()
        wave.turns.close(wave.case, "declare_conflicts", person_id=by.pk)
        wave.tell(wave.case, "declare_conflicts")
    return wave.case


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
            by=by,
            now=now,
        )
    return wave.case


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
            wave.move(party, "withdraw", reason=reason.strip())
    return wave.case
