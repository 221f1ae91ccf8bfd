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
from inspections.rules.policies import inspection as policies


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
        _replace_team(wave, facts, members)
        lead = next(m.user for m in members if m.duty == TeamDuty.LEAD)
        Case.objects.filter(Q(pk=wave.case.pk) | Q(root_id=wave.case.pk)).update(lead=lead)
        wave.case.lead = lead
        wave.tell(wave.case, "nominate_team", detail=", ".join(m.user.full_name for m in members)[:500])
    return wave.case


def _replace_team(wave: Wave, facts: InspectionFacts, members: Sequence[MemberInput]) -> None:
    team = TeamMember.objects.filter(case=wave.case)
    team.exclude(user_id__in=[m.user.pk for m in members]).delete()
    team.update(duty=TeamDuty.MEMBER)
    posts = actors_of([m.user for m in members], local_day(wave.now))
    TeamMember.objects.bulk_create(
        [
            TeamMember(
                case=wave.case,
                user=m.user,
                duty=m.duty,
                task=m.task,
                trained=m.trained,
                disciplined=m.disciplined,
                post_title=posts[m.user.pk].role_words,
            )
            for m in sorted(members, key=lambda m: m.duty == TeamDuty.LEAD)
        ],
        update_conflicts=True,
        unique_fields=["case", "user"],
        update_fields=["duty", "task", "trained", "post_title"],
    )
    _ask_to_declare(wave, facts, members)


def _ask_to_declare(wave: Wave, facts: InspectionFacts, members: Sequence[MemberInput]) -> None:
    """Whoever has not declared for the present parties is asked (trap 15)."""
    wave.turns.close(wave.case, "declare_conflicts")
    for member in members:
        known = facts.member(member.user.pk)
        if known is None or not known.declared or known.declared_for != facts.institution_ids:
            wave.turns.open(
                wave.case,
                verb="declare_conflicts",
                label=noop("Kê khai xung đột lợi ích"),
                why=noop("Bạn được đề xuất vào Đoàn kiểm tra; mỗi thành viên tự kê khai (Đ.12.2)."),
                person_id=member.user.pk,
            )


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
        row.declared_for = ",".join(str(n) for n in sorted(facts.institution_ids))
        row.declared_at, row.declared_by = now, by
        row.save()
        wave.turns.close(wave.case, "declare_conflicts", person_id=by.pk)
        wave.tell(wave.case, "declare_conflicts")
    return wave.case
