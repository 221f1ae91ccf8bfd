"""Work on items: one answer saved by its version, files linked, a finding raised from the item (rows T4, T7; 12.1.3)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions import files
from inspections.actions.waves import deed, paused_words
from inspections.enums import FindingState, Rating, Side
from inspections.exceptions import Blocker, Conflict, NotReady, Refused
from inspections.kinds import InspectionStage, PartyStage
from inspections.models import Answer, Case, EvidenceFile, Finding, LegalAct, TeamMember, User
from inspections.models.inputs import Incoming
from inspections.queries.evidence import NEWEST
from inspections.queries.facts import party_facts
from inspections.queries.people import actor_of, local_day
from inspections.queries.ready import ReadyUpdate
from inspections.queries.records import seen_where_it_must_be
from inspections.rules.guards import party as guards
from inspections.rules.guards.records import on_site_sentence
from inspections.rules.policies import party as policies
from inspections.rules.roles import Permission

OWN_AUTOSAVE = timedelta(seconds=20)
LAST_VERSION = 2**31 - 1


def save_answer(
    answer: Answer,
    *,
    by: User,
    now: datetime,
    version: int,
    result: str,
    rating: str,
    file_ids: Sequence[int] | None = None,
    sent_by_hand: bool = False,
) -> Answer:
    """Save one answer by its version: no dossier lock; of two writers one gets the other's value to decide.

    A form that the person sends by hand counts more than the page's own autosave that arrived just before it.
    """
    with transaction.atomic():
        on_team = TeamMember.objects.serving().filter(case_id=answer.party.root_case_id, user=by).exists()
        if not on_team or Permission.CONDUCT not in actor_of(by, local_day(now)).permissions:
            raise Refused(_("Chỉ Trưởng đoàn và thành viên Đoàn được ghi kết quả kiểm tra."))
        if rating and not result.strip():
            raise NotReady([_("Ghi «Kết quả ghi nhận» trước khi đánh giá nội dung này.")])
        written, opened = _written(by, now, result, rating), _open_to_writing(rating).filter(pk=answer.pk)
        saved = version + 1
        if not opened.filter(version=version).update(version=saved, **written):
            own = opened.filter(version=saved, saved_by=by, saved_at__gte=now - OWN_AUTOSAVE)
            saved = _over_own(own, saved, written) if sent_by_hand else 0
            if not saved:
                _explain_why_not(answer, rating)
        if file_ids is not None:
            chosen = Q(pk__in=file_ids) | Q(pk__in=answer.files.exclude(NEWEST).values("pk"))
            standing = EvidenceFile.objects.filter(case_id=answer.party_id, withdrawn_at__isnull=True)
            answer.files.set(standing.filter(chosen))  # an old version stays behind the one that is shown
    answer.result, answer.rating, answer.version = result.strip(), rating, saved
    answer.concluded_at, answer.concluded_by = written["concluded_at"], written["concluded_by"]
    return answer


def _over_own(own: QuerySet[Answer], version: int, written: dict[str, Any]) -> int:
    """The version after a form sent by hand over one's own saving just before; 0 without one, nothing written twice."""
    if own.filter(result=written["result"], rating=written["rating"]).exists():
        return version
    return version + 1 if own.update(version=version + 1, **written) else 0


def autosave_answer(
    answer_id: int, *, party_id: int, by: User, now: datetime, version: int, result: str, rating: str
) -> int | None:
    """The page's own saving, in one statement that asks everything ``save_answer`` asks; the new version.

    None when nothing was written: ``save_answer`` then does it, or says why not.
    """
    judged_without_words = rating and not result.strip()
    if judged_without_words or not 0 <= version < LAST_VERSION:
        return None
    if Permission.CONDUCT not in actor_of(by, local_day(now)).permissions:
        return None
    values = (answer_id, party_id, by.pk, version, version + 1, now, result.strip())
    return version + 1 if _exact(rating).run(*values) else None


@cache
def _exact(rating: str) -> ReadyUpdate:
    """The statement for one rating: the answer at the version that was read, for whoever serves in the team."""

    def build(
        pk: int, party_id: int, by: int, version: int, following: int, now: datetime, result: str
    ) -> tuple[QuerySet[Answer], dict[str, Any]]:
        serving = TeamMember.objects.serving().filter(case_id=OuterRef("party__root_id"), user_id=by)
        rows = _open_to_writing(rating).filter(Exists(serving), pk=pk, party_id=party_id, version=version)
        return rows, {"version": following, **_written(by, now, result, rating)}

    return ReadyUpdate(build, int, int, int, int, int, datetime, str)


def _written(by: User | int, now: datetime, result: str, rating: str) -> dict[str, Any]:
    """The columns of an answer that saving sets; a rating concludes the item."""
    concluded = (now, by) if rating else (None, None)
    return {
        "result": result.strip(),
        "rating": rating,
        "saved_at": now,
        "saved_by": by,
        "concluded_at": concluded[0],
        "concluded_by": concluded[1],
    }


def _open_to_writing(rating: str) -> QuerySet[Answer]:
    """Answers of parties under check in a running inspection, seen on the spot where that is bound."""
    stages = {"party__stage": PartyStage.UNDER_CHECK, "party__parent__stage": InspectionStage.UNDER_WAY}
    return Answer.objects.filter(seen_where_it_must_be(rating), **stages)


def _explain_why_not(answer: Answer, rating: str) -> None:
    related = ("party__parent__inspection_details", "saved_by", "item")
    current = Answer.objects.select_related(*related).get(pk=answer.pk)
    if current.party.parent and current.party.parent.stage == InspectionStage.PAUSED:
        raise NotReady([paused_words(current.party.parent)])
    if current.party.stage != PartyStage.UNDER_CHECK:
        raise NotReady([_("Đơn vị không ở giai đoạn đang kiểm tra; kết quả đã khóa.")])
    if not Answer.objects.filter(seen_where_it_must_be(rating), pk=answer.pk).exists():
        raise NotReady([Blocker(on_site_sentence(current.item.code), "record_visit")])
    who = current.saved_by.full_name if current.saved_by else _("người khác")
    when = timezone.localtime(current.saved_at).strftime("%H:%M") if current.saved_at else ""
    text = _("Nội dung này vừa được %(name)s sửa%(when)s. Xem hai bản bên dưới rồi chọn bản cần giữ.")
    raise Conflict(text % {"name": who, "when": _(" lúc %(t)s") % {"t": when} if when else ""}, current)


def add_evidence(
    case: Case,
    *,
    by: User,
    now: datetime,
    incoming: Sequence[Incoming],
    answer: Answer | None = None,
    as_of: date | None = None,
) -> list[EvidenceFile]:
    """The team adds files it collected; their origin stays «Đoàn thu thập»."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_add_evidence(wave.who, facts))
        wave.demand(guards.conduct_blockers(facts))
        kept = files.keep_files(
            wave.case, incoming, side=Side.TEAM, by=by, now=now, as_of=as_of, jobs=wave.jobs
        )
        for row in kept:
            if answer:
                row.answers.add(answer)
        wave.tell(wave.case, "add_evidence", detail=", ".join(row.name for row in kept)[:500])
    return kept


def raise_finding(
    case: Case,
    *,
    by: User,
    now: datetime,
    answer: Answer,
    kind: str,
    text: str,
    act: LegalAct,
    locator: str = "",
) -> Finding:
    """Raise a finding from the item itself; text and citation are proposed by the đề cương, files come along."""
    with deed(case, by=by, now=now) as wave:
        facts = party_facts(wave.case)
        wave.require(policies.refusal_to_raise_finding(wave.who, facts))
        wave.demand(guards.raise_finding_blockers(facts))
        fresh = Answer.objects.select_related("item").get(pk=answer.pk, party=wave.case)
        missing: list[Blocker | str] = []
        if fresh.rating != Rating.FALLS_SHORT:
            missing.append(_("Chỉ ghi nhận tồn tại từ nội dung đánh giá «Chưa đúng, chưa đủ»."))
        if not text.strip():
            missing.append(_("Ghi nội dung tồn tại, hạn chế."))
        wave.demand(missing)
        finding = Finding.objects.create(
            party=wave.case,
            answer=fresh,
            code=f"TT{wave.case.findings.count() + 1:02d}",
            kind=kind,
            text=text.strip(),
            act=act,
            locator=locator.strip(),
            state=FindingState.NOTED,
            raised_at=now,
            raised_by=by,
        )
        finding.files.set(fresh.files.all())
        wave.tell(wave.case, "raise_finding", detail=f"{finding.code} · {fresh.item.code}")
    return finding
