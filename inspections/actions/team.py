"""The team of an inspection: named by the officer, each member declares for himself (row 3; Điều 12)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from inspections.actions.waves import Wave, deed
from inspections.enums import TeamDuty
from inspections.models import Case, TeamMember, User
from inspections.models.inputs import MemberInput
from inspections.queries.facts import inspection_facts
from inspections.queries.people import actors_of, local_day
from inspections.rules.facts import InspectionFacts
from inspections.rules.guards import inspection as guards
from inspections.rules.policies import inspection as policies


def nominate_team(case: Case, *, by: User, now: datetime, members: Sequence[MemberInput]) -> Case:
    """Name the team; everyone named is asked to declare conflicts for the present parties (trap 15).

    An outside member may have no account: his sheet is signed on paper and entered by the officer (practice 5).
    """
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_nominate_team(wave.who, facts))
        if wave.case.stage not in ("proposed", "overlap_reviewed"):
            wave.demand(
                [_("Đoàn đã ghi trong dự thảo hoặc quyết định; thay đổi thành viên bằng quyết định sửa đổi.")]
            )
        wave.demand(
            guards.nomination_objections(
                [m.user.pk if m.user else m.name.casefold() for m in members],
                [m.duty for m in members],
                lead_has_account=any(m.duty == TeamDuty.LEAD and m.user for m in members),
            )
        )
        _replace_team(wave, facts, members)
        lead = next(m.user for m in members if m.duty == TeamDuty.LEAD)
        Case.objects.filter(Q(pk=wave.case.pk) | Q(root_id=wave.case.pk)).update(lead=lead)
        wave.case.lead = lead
        wave.tell(wave.case, "nominate_team", detail=", ".join(m.name for m in members)[:500])
    return wave.case


def _replace_team(wave: Wave, facts: InspectionFacts, members: Sequence[MemberInput]) -> None:
    inside = [m for m in members if m.user is not None]
    users = [m.user for m in inside if m.user is not None]
    outside = [m for m in members if m.user is None]
    team = TeamMember.objects.filter(case=wave.case)
    stays = Q(user__in=users) | Q(user__isnull=True, outside_name__in=[m.name for m in outside])
    team.exclude(stays).delete()
    team.update(duty=TeamDuty.MEMBER)
    posts = actors_of(users, local_day(wave.now))
    TeamMember.objects.bulk_create(
        [
            TeamMember(
                case=wave.case,
                user=m.user,
                duty=m.duty,
                task=m.task,
                trained=m.trained,
                disciplined=m.disciplined,
                post_title=posts[m.user.pk].role_words if m.user else "",
            )
            for m in sorted(inside, key=lambda m: m.duty == TeamDuty.LEAD)
        ],
        update_conflicts=True,
        unique_fields=["case", "user"],
        update_fields=["duty", "task", "trained", "post_title"],
    )
    for m in outside:
        TeamMember.objects.update_or_create(
            case=wave.case,
            user=None,
            outside_name=m.name,
            defaults={"outside_body": m.outside_body, "duty": m.duty, "task": m.task},
        )
    _ask_to_declare(wave, facts, users)


def _ask_to_declare(wave: Wave, facts: InspectionFacts, users: Sequence[User]) -> None:
    """Whoever has not declared for the present parties is asked (trap 15)."""
    wave.turns.close(wave.case, "declare_conflicts")
    for user in users:
        known = facts.member(user.pk)
        if known is None or not known.declared or known.declared_for != facts.institution_ids:
            wave.turns.open(
                wave.case,
                verb="declare_conflicts",
                label=noop("Kê khai xung đột lợi ích"),
                why=noop("Bạn được đề xuất vào Đoàn kiểm tra; mỗi thành viên tự kê khai (Đ.12.2)."),
                person_id=user.pk,
            )


def _note_declaration(
    wave: Wave,
    facts: InspectionFacts,
    row: TeamMember,
    conflicts: Sequence[str],
    note: str,
    disciplined: bool,
) -> None:
    if conflicts and not note.strip():
        wave.demand([_("Nói rõ trường hợp xung đột lợi ích đã chọn.")])
    row.conflicts, row.conflict_note = ",".join(conflicts), note.strip()
    row.disciplined = row.disciplined or disciplined
    row.declared_for = ",".join(str(n) for n in sorted(facts.institution_ids))
    row.declared_at, row.declared_by = wave.now, wave.person
    row.save()


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
        row = TeamMember.objects.serving().get(case=wave.case, user=by)
        _note_declaration(wave, facts, row, conflicts, note, disciplined)
        wave.turns.close(wave.case, "declare_conflicts", person_id=by.pk)
        wave.tell(wave.case, "declare_conflicts")
    return wave.case


def enter_paper_declaration(
    case: Case,
    *,
    by: User,
    now: datetime,
    member: TeamMember,
    conflicts: Sequence[str],
    note: str = "",
    disciplined: bool = False,
) -> Case:
    """The sheet an outside member without an account signed on paper; entered and shown as such (practice 5)."""
    with deed(case, by=by, now=now) as wave:
        facts = inspection_facts(wave.case, today=local_day(now))
        wave.require(policies.refusal_to_enter_paper_declaration(wave.who, facts))
        row = TeamMember.objects.serving().get(pk=member.pk, case=wave.case)
        if row.user_id is not None:
            wave.demand([_("Thành viên có tài khoản tự kê khai; không kê khai thay.")])
        row.declared_on_paper = True
        _note_declaration(wave, facts, row, conflicts, note, disciplined)
        wave.tell(wave.case, "enter_paper_declaration", detail=row.name)
    return wave.case
