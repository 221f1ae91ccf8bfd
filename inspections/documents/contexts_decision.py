"""Snapshot of the inspection decision (Nghị định 217/2025/NĐ-CP Điều 11 khoản 3)."""

from datetime import date

from django.db.models import OuterRef
from django.utils import translation

from inspections.models import Inspection, InspectionDetails
from inspections.queries.agency import agency_profiles

from .contexts_dossier import (
    Dossier,
    Heading,
    agency_head,
    authority,
    limit,
    load_dossier,
    parties_of,
    party_snapshot,
    person,
    superior_words,
    team_beside,
)
from .contexts_law import SECTION_HEAD, checklist_items, contents, decision_grounds
from .contexts_text import iso_date, lines_of
from .snapshots import DecisionSnapshot

SECTION_ARCHIVE = "VT, GDNN"
OFFICE_HEAD = "Chánh Văn phòng Sở"
DEFAULT_SCOPE = (
    "việc chấp hành pháp luật về giáo dục nghề nghiệp tại các đơn vị có tên tại khoản 4 Điều này, "
    "trong thời kỳ kiểm tra"
)
SIGNATURES = "Quyết định có giá trị khi có chữ ký số của người có thẩm quyền và của cơ quan, hoặc bản giấy đã ký, đóng dấu."
TEAM_DUTIES = (
    "Kiểm tra đúng phạm vi, nội dung, đối tượng và thời hạn tại Quyết định này; thực hiện nhiệm vụ, quyền hạn quy "
    "định tại Điều 8 Nghị định số 217/2025/NĐ-CP",
    "Trưởng đoàn lập kế hoạch tiến hành kiểm tra, trình người ra quyết định kiểm tra phê duyệt; nêu phương thức "
    "đối với từng nội dung, ưu tiên trực tuyến, từ xa dựa trên dữ liệu điện tử",
    "Trưởng đoàn công bố Quyết định này với từng đơn vị được kiểm tra, lập biên bản kiểm tra và báo cáo người ra "
    "quyết định kiểm tra khi được yêu cầu hoặc khi cần thiết",
)


def load_inspection(case: Inspection, *, today: date, demo: bool) -> Dossier:
    """Read what is saved of an inspection, its people and its plan, in one statement."""
    related = ("case__conduct_plan", "issuer", "issuer_capacity", "checklist_version__checklist")
    rows = InspectionDetails.objects.select_related(*related)
    beside = {"profiles": agency_profiles(), "team_found": team_beside(OuterRef("case_id"), today)}
    details = rows.annotate(**beside).get(case_id=case.pk)
    return load_dossier(details, today=today, demo=demo, profiles=details.profiles, team=details.team_found)


@translation.override("vi")
def decision_snapshot(case: Inspection, *, today: date, demo: bool) -> DecisionSnapshot:
    """Freeze the decision: grounds, scope and content, inspected parties, limit, team (Điều 11 khoản 3)."""
    dossier = load_inspection(case, today=today, demo=demo)
    details = dossier.details
    items = checklist_items(details)
    days, unit = limit(details)
    signed_on = details.decided_on or today
    return {
        **agency_head(dossier, _heading(dossier)),
        "grounds": decision_grounds(details, items, signed_on),
        "authority": authority(dossier.agency),
        "team": [person(member) for member in dossier.members],
        "scope": "; ".join(lines_of(details.scope)) or DEFAULT_SCOPE,
        "contents": contents(items),
        "period_from": iso_date(details.period_from),
        "period_until": iso_date(details.period_to),
        "parties": [party_snapshot(party.institution) for party in parties_of(case)],
        "limit_value": days,
        "limit_unit": unit,
        "team_duties": list(TEAM_DUTIES),
        "executors": f"{OFFICE_HEAD}, {SECTION_HEAD}, các ông (bà) có tên tại Điều 1 và các đơn vị có tên tại "
        "khoản 4 Điều 2",
    }


def _heading(dossier: Dossier) -> Heading:
    return Heading(
        kind="decision",
        type_name="Quyết định",
        type_abbr="QĐ",
        subject=f"Về việc {dossier.decision['subject']}",
        recipients=["Như Điều 5", f"{superior_words(dossier.agency)} (để báo cáo)", "Lãnh đạo Sở"],
        signatures=SIGNATURES,
        archive=SECTION_ARCHIVE,
        number=dossier.decision["number"],
        signed_on=dossier.details.decided_on,
    )
