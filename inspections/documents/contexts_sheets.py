"""Snapshots of the section's own sheets: proposal, review of overlap, pledge of the team (domain 13, nos. 3 and 4).

Nothing of a confidential source is read here (practice 5): the sheets know the ground as it was typed for the dossier.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import translation

from inspections.enums import ConflictCase, Ground, Side
from inspections.models import Case, EvidenceFile, Inspection, OverlapReview, TeamMember, User
from inspections.queries.history import PastVisit, past_visits
from inspections.queries.people import actor_of, holders, local_day
from inspections.rules.roles import Role

from .contexts_decision import load_inspection
from .contexts_dossier import Dossier, Heading, agency_head, parties_of, party_snapshot, person
from .contexts_law import SECTION_HEAD
from .contexts_text import iso_date, lines_of, without_closing_mark
from .snapshots import DocumentSnapshot, PersonSnapshot
from .snapshots_sheets import (
    EarlierInspection,
    OverlapSheetSnapshot,
    PledgeRow,
    PledgeSheetSnapshot,
    ProposalSheetSnapshot,
    ReviewedParty,
    SectionSheet,
)

HEAD_OF_SECTION = "Trưởng phòng"
SECTION = SECTION_HEAD.removeprefix(f"{HEAD_OF_SECTION} ")
KEPT = "hồ sơ"
ON_PAPER = "Ghi sau từ hồ sơ giấy"
CLEAR = "Không phát hiện trùng lặp, chồng chéo"
FOUND = "Có trùng lặp, chồng chéo với %s"
REVIEWED = "Đã rà soát %s đơn vị: %s"
NOT_REVIEWED = "Chưa rà soát trùng lặp, chồng chéo"
PROPOSED = "Đề nghị lãnh đạo Sở xem xét, ban hành quyết định kiểm tra chuyên ngành theo nội dung, thời kỳ và đối tượng nêu trên"


def section_head(dossier: Dossier, heading: Heading, *, head_name: str) -> DocumentSnapshot:
    """Head and foot of a sheet of the section: no number of its own, signed by hand by the head of section."""
    head = agency_head(dossier, heading)
    head["superior"] = dossier.agency.name
    head["agency"] = f"Phòng {SECTION}"
    head["symbol"] = ""
    head["signer"] = {"prefix": "", "head_title": HEAD_OF_SECTION, "title": "", "name": head_name}
    return head


def _head_of_section(case: Case, on: date) -> str:
    """The name of the one head of section of the day; of several none is chosen for them."""
    names = [user.full_name for user in holders(on, Role.SECTION_HEAD, department_id=case.department_id)]
    return names[0] if len(names) == 1 else ""


def _sheet(case: Inspection, dossier: Dossier, heading: Heading, *, by: User, today: date) -> SectionSheet:
    parties = parties_of(case)
    names = {party.institution_id: party_snapshot(party.institution)["name"] for party in parties}
    ids = [institution for institution in names if institution is not None]
    visits = past_visits(ids, before=today, excluding_root=case.pk)
    who: PersonSnapshot = {"name": by.full_name, "post": actor_of(by, today).role_words, "duty": ""}
    return {
        **section_head(dossier, heading, head_name=_head_of_section(case, today)),
        "prepared_by": who,
        "parties": [party_snapshot(party.institution) for party in parties],
        "history": [_earlier(visit, names) for visit in visits],
    }


def _earlier(visit: PastVisit, names: dict[int | None, str]) -> EarlierInspection:
    return {
        "party": names[visit.institution_id],
        "on": iso_date(visit.on),
        "title": without_closing_mark(visit.inspection_title),
        "body": visit.agency,
        "outcome": ON_PAPER if visit.is_on_paper else visit.stage_label,
    }


def _reviews(case: Case) -> list[OverlapReview]:
    rows = OverlapReview.objects.filter(party__parent_id=case.pk)
    return list(rows.select_related("party__institution", "reviewed_by").order_by("party_id"))


def _found(review: OverlapReview) -> str:
    return FOUND % without_closing_mark(review.other_body) if review.has_overlap else CLEAR


def _review_sentence(reviews: Sequence[OverlapReview]) -> str:
    if not reviews:
        return NOT_REVIEWED
    results = dict.fromkeys(_found(review) for review in reviews)
    return REVIEWED % (len(reviews), "; ".join(results))


@translation.override("vi")
def proposal_sheet_snapshot(case: Inspection, *, by: User, today: date, demo: bool) -> ProposalSheetSnapshot:
    """Freeze the proposal: ground, sign, the last 24 months, what the review found, what is proposed (Điều 11.2)."""
    dossier = load_inspection(case, today=today, demo=demo)
    details = dossier.details
    heading = Heading(
        kind="proposal_sheet",
        type_name="Phiếu đề xuất",
        type_abbr="PĐX",
        subject=f"Về việc {dossier.decision['subject']}",
        recipients=["Lãnh đạo Sở (để xem xét)"],
        signatures="",
        archive=f"{KEPT} {case.code}",
        signed_on=today,
    )
    files = EvidenceFile.objects.filter(case=case, side=Side.TEAM, withdrawn_at__isnull=True)
    version = details.checklist_version
    return {
        **_sheet(case, dossier, heading, by=by, today=today),
        "ground": without_closing_mark(str(Ground(details.ground).label)),
        "ground_text": lines_of(details.ground_text),
        "ground_files": list(files.order_by("id").values_list("name", flat=True)),
        "theme": without_closing_mark(version.checklist.title) if version else "",
        "period_from": iso_date(details.period_from),
        "period_until": iso_date(details.period_to),
        "review": _review_sentence(_reviews(case)),
        "proposal": PROPOSED,
    }


@translation.override("vi")
def overlap_sheet_snapshot(case: Inspection, *, by: User, today: date, demo: bool) -> OverlapSheetSnapshot:
    """Freeze the review of overlap of every institution (Điều 4.2, Điều 7.1b; Nghị quyết 198/2025/QH15 Điều 4)."""
    dossier = load_inspection(case, today=today, demo=demo)
    details = dossier.details
    heading = Heading(
        kind="overlap_sheet",
        type_name="Phiếu rà soát",
        type_abbr="PRS",
        subject=f"Trùng lặp, chồng chéo trước khi {dossier.decision['subject']}",
        recipients=["Lãnh đạo Sở (để xem xét)"],
        signatures="",
        archive=f"{KEPT} {case.code}",
        signed_on=today,
    )
    at, confirmed_by = details.overlap_confirmed_at, details.overlap_confirmed_by
    return {
        **_sheet(case, dossier, heading, by=by, today=today),
        "reviews": [_reviewed(review) for review in _reviews(case)],
        "confirmed_by": confirmed_by.full_name if confirmed_by else "",
        "confirmed_on": iso_date(local_day(at) if at else None),
    }


def _reviewed(review: OverlapReview) -> ReviewedParty:
    return {
        "party": party_snapshot(review.party.institution)["name"],
        "result": _found(review),
        "exchange": without_closing_mark(review.exchange),
        "warnings": lines_of(review.warnings),
        "note": without_closing_mark(review.note),
        "reviewed_on": iso_date(local_day(review.reviewed_at)),
        "reviewed_by": review.reviewed_by.full_name,
    }


@translation.override("vi")
def pledge_sheet_snapshot(case: Inspection, *, today: date, demo: bool) -> PledgeSheetSnapshot:
    """Freeze one sheet for the team: nine cases, yes or no for each member, a place to sign (Điều 12.2)."""
    dossier = load_inspection(case, today=today, demo=demo)
    heading = Heading(
        kind="pledge_sheet",
        type_name="Bản cam kết",
        type_abbr="BCK",
        subject="Không xung đột lợi ích của người tham gia Đoàn kiểm tra",
        recipients=["Người ra quyết định kiểm tra"],
        signatures="",
        archive=f"{KEPT} {case.code}",
        signed_on=today,
    )
    names = [str(label) for label in ConflictCase.labels]
    return {
        **section_head(dossier, heading, head_name=""),
        "inspection": without_closing_mark(dossier.details.case.title),
        "parties": [party_snapshot(party.institution) for party in parties_of(case)],
        "cases": names,
        "rows": _pledges(dossier.members),
    }


def _pledges(members: Iterable[TeamMember]) -> list[PledgeRow]:
    rows: list[PledgeRow] = []
    for member in members:
        told = set(filter(None, member.conflicts.split(",")))
        answers = ["Có" if value in told else "Không" for value in ConflictCase.values]
        rows.append(
            {
                **person(member),
                "answers": answers if member.declared_at else [""] * len(answers),
                "note": without_closing_mark(member.conflict_note),
                "declared_on": iso_date(local_day(member.declared_at) if member.declared_at else None),
                "on_paper": member.declared_on_paper,
            }
        )
    return rows
