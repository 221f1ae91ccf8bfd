"""Snapshots of the interventions in an inspection (Nghị định 217/2025/NĐ-CP Điều 7, 12, 13, 14; documents no. 11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext as _

from inspections.enums import ExtensionGround, OrderKind, TeamDuty, TerminationCause
from inspections.exceptions import NotReady
from inspections.models import Capacity, Case, Inspection, Order, OrderItem, TeamMember
from inspections.queries.orders import (
    ended_before,
    ended_pauses,
    limit_with,
    pause_clock,
    standing_pause,
)
from inspections.queries.people import actors_of

from .contexts_decision import OFFICE_HEAD, SECTION_ARCHIVE, load_inspection
from .contexts_dossier import (
    Dossier,
    Heading,
    agency_head,
    authority,
    limit,
    party_snapshot,
    person,
    signer,
    superior_words,
    team_head,
)
from .contexts_law import INSPECTION_DECREE, SECTION_HEAD, act_grounds
from .contexts_text import iso_date, lines_of, small_first, without_closing_mark
from .formatting import decision_words, full_number, long_date
from .snapshots import GroundSnapshot, PersonSnapshot
from .snapshots_orders import (
    AdjustedItem,
    AnyOrderSnapshot,
    LimitEnds,
    OrderSnapshot,
    PlanAdjustmentSnapshot,
)
from .snapshots_words import DocumentKind

SIGNATURES = "Quyết định có giá trị khi có chữ ký số của người có thẩm quyền và của cơ quan, hoặc bản giấy đã ký, đóng dấu."
PLAN_SIGNATURES = (
    "Kế hoạch điều chỉnh có giá trị khi Trưởng đoàn ký và người ra quyết định kiểm tra phê duyệt bằng chữ ký số hoặc "
    "ký tay."
)
SUBJECTS: Mapping[str, str] = {
    OrderKind.EXTENSION: "gia hạn thời hạn kiểm tra theo",
    OrderKind.PAUSE: "tạm dừng kiểm tra theo",
    OrderKind.RESUMPTION: "tiếp tục kiểm tra theo",
    OrderKind.TERMINATION: "đình chỉ cuộc kiểm tra theo",
    OrderKind.PARTY_TERMINATION: "đình chỉ kiểm tra đối với một đơn vị theo",
    OrderKind.REVOCATION: "bãi bỏ",
    OrderKind.AMENDMENT: "sửa đổi, bổ sung",
    OrderKind.REPLACEMENT: "thay đổi thành viên Đoàn kiểm tra theo",
}
UNCHANGED = "Các nội dung khác của %(decision)s không thay đổi"
CONSEQUENCES: Mapping[str, str] = {
    OrderKind.EXTENSION: UNCHANGED,
    OrderKind.PAUSE: "Trong thời gian tạm dừng, Đoàn kiểm tra không làm việc với đơn vị và hạn cung cấp hồ sơ, tài liệu "
    "ngừng tính; khi sự kiện bất khả kháng chấm dứt, Trưởng đoàn báo cáo ngay để người ra quyết định kiểm tra quyết định "
    "tiếp tục",
    OrderKind.RESUMPTION: "Đoàn kiểm tra và đơn vị được kiểm tra tiếp tục thực hiện %(decision)s",
    OrderKind.TERMINATION: "Đoàn kiểm tra chấm dứt hoạt động kiểm tra, bàn giao hồ sơ, tài liệu đã thu thập để lưu; biên bản "
    "kiểm tra đã ký giữ nguyên giá trị",
    OrderKind.PARTY_TERMINATION: "Hồ sơ kiểm tra đối với đơn vị nêu tại Điều 1 được lưu theo tên đơn vị đó, không chuyển cho "
    "tổ chức khác; việc kiểm tra đối với các đơn vị còn lại không thay đổi",
    OrderKind.REVOCATION: "%(decision)s chưa được công bố với đơn vị nào và hết hiệu lực kể từ ngày Quyết định này có hiệu lực",
    OrderKind.AMENDMENT: f"{UNCHANGED}. Khi danh sách đơn vị thay đổi, thành viên Đoàn kiểm tra kê khai lại xung đột lợi ích",
    OrderKind.REPLACEMENT: "Người thôi tham gia bàn giao hồ sơ, tài liệu và công việc đang làm; người tham gia thay kê khai xung "
    f"đột lợi ích trước khi thực hiện nhiệm vụ. {UNCHANGED}",
}


@dataclass(frozen=True)
class Paper:
    """One intervention about to be written down."""

    order: Order
    case: Inspection
    dossier: Dossier
    signer: Capacity
    today: date

    @property
    def decision(self) -> str:
        """The decision by number: "Quyết định số 15/QĐ-SGDĐT"."""
        return f"Quyết định số {self.dossier.decision_label}"


@translation.override("vi")
def order_snapshot(order: Order, *, signer: Capacity, today: date, demo: bool) -> AnyOrderSnapshot:
    """Freeze what the intervention says on the day of its draft; the number and the day are given when it is issued."""
    case = Inspection.objects.get(pk=order.case_id)
    paper = Paper(order, case, load_inspection(case, today=today, demo=demo), signer, today)
    if order.kind == OrderKind.PLAN_ADJUSTMENT:
        return _plan_adjustment(paper)
    own = OWN_FIELDS[OrderKind(order.kind)](paper)
    return cast(AnyOrderSnapshot, {**_shared(paper), **own})


def _shared(paper: Paper) -> OrderSnapshot:
    dossier, kind = paper.dossier, paper.order.kind
    head = agency_head(
        dossier,
        Heading(
            kind=cast(DocumentKind, kind),
            type_name="Quyết định",
            type_abbr="QĐ",
            subject=f"Về việc {SUBJECTS[kind]} {paper.decision}",
            recipients=["Như Điều 3", f"{superior_words(dossier.agency)} (để báo cáo)", "Lãnh đạo Sở"],
            signatures=SIGNATURES,
            grounds=_grounds(paper),
            archive=SECTION_ARCHIVE,
        ),
    )
    head["signer"] = signer(paper.signer.user.full_name, paper.signer.lines)
    return {
        **head,
        "authority": authority(dossier.agency),
        "decision": dossier.decision,
        "reason": without_closing_mark(paper.order.reason),
        "consequence": CONSEQUENCES[kind] % {"decision": paper.decision},
        "executors": f"{OFFICE_HEAD}, {SECTION_HEAD}, Trưởng đoàn, thành viên Đoàn kiểm tra và {_addressees(paper)}",
    }


def _addressees(paper: Paper) -> str:
    party = paper.order.party
    if party is not None and party.institution is not None:
        return party.institution.name
    return (
        "các đơn vị có liên quan" if paper.order.kind == OrderKind.AMENDMENT else "các đơn vị được kiểm tra"
    )


def _grounds(paper: Paper) -> list[GroundSnapshot]:
    """The decree, the decision touched, the pause that ends, and who asked; nobody asks the issuer who acts himself."""
    grounds = act_grounds((INSPECTION_DECREE,), paper.today)
    grounds.append({"act": None, "text": f"Căn cứ {decision_words(paper.dossier.decision)}"})
    if paper.order.kind == OrderKind.RESUMPTION:
        grounds.append({"act": None, "text": f"Căn cứ {_pausing_paper(paper)}"})
    if paper.order.drafted_by_id == paper.case.lead_id:
        grounds.append({"act": None, "text": f"Xét đề nghị của Trưởng đoàn kiểm tra theo {paper.decision}"})
    elif paper.order.drafted_by_id != paper.signer.user_id:
        grounds.append({"act": None, "text": f"Theo đề nghị của {SECTION_HEAD}"})
    return grounds


def _pausing_paper(paper: Paper) -> str:
    standing = standing_pause(paper.case)
    document = standing.order.document if standing else None
    if document is None:
        raise NotReady([_("Cuộc kiểm tra không ở trạng thái tạm dừng.")])
    dated = long_date(iso_date(document.dated_on))
    number = full_number(str(document.number or ""), document.symbol)
    return f"Quyết định số {number} {dated} về việc {SUBJECTS[OrderKind.PAUSE]} {paper.decision}"


def _extension(paper: Paper) -> dict[str, Any]:
    details, days = paper.dossier.details, paper.order.days or 0
    pauses, clock = ended_pauses(paper.case), pause_clock(paper.case, paper.today)
    former = limit_with(details, pauses, stops_clock=clock.stops, extension_days=0)
    after = limit_with(details, pauses, stops_clock=clock.stops, extension_days=days)
    value, unit = limit(details)
    return {
        "days": days,
        "limit_unit": unit,
        "limit_value": value,
        "announced_on": iso_date(details.announced_on),
        "ground": small_first(str(ExtensionGround(paper.order.ground).label)),
        "former_end_on": iso_date(former.end_on),
        "new_end_on": iso_date(after.end_on),
        "counting": [str(step) for step in after.steps],
    }


def _pause(paper: Paper) -> dict[str, Any]:
    return {"from_on": iso_date(paper.order.effective_on or paper.today)}


def _resumption(paper: Paper) -> dict[str, Any]:
    standing = standing_pause(paper.case)
    if standing is None:
        raise NotReady([_("Cuộc kiểm tra không ở trạng thái tạm dừng.")])
    again_on = paper.order.effective_on or paper.today
    return {
        "again_on": iso_date(again_on),
        "paused_from": iso_date(standing.from_on),
        "paused_until": iso_date(again_on - timedelta(days=1)),
        "ends": _ends(paper, again_on),
    }


def _ends(paper: Paper, again_on: date) -> LimitEnds | None:
    """Both dates and which one applies; the silence of the decree is never filled silently (trap 7)."""
    details, standing = paper.dossier.details, standing_pause(paper.case)
    if details.announced_on is None or standing is None:
        return None
    pauses = [*ended_pauses(paper.case), ended_before(standing, again_on)]
    clock = pause_clock(paper.case, paper.today)
    return {
        "counted_out_on": iso_date(limit_with(details, pauses, stops_clock=True).end_on),
        "counted_in_on": iso_date(limit_with(details, pauses, stops_clock=False).end_on),
        "stops_clock": clock.stops,
        "source": clock.source.removeprefix("[P] "),
    }


def _termination(paper: Paper) -> dict[str, Any]:
    return {"cause": small_first(str(TerminationCause(paper.order.cause).label))}


def _party_termination(paper: Paper) -> dict[str, Any]:
    return {**_termination(paper), "party": party_snapshot(_party(paper).institution)}


def _party(paper: Paper) -> Case:
    assert paper.order.party is not None
    return paper.order.party


def _revocation(paper: Paper) -> dict[str, Any]:
    return {}


def _amendment(paper: Paper) -> dict[str, Any]:
    order, lines = paper.order, list(paper.order.lines.select_related("institution").order_by("id"))
    return {
        "adds": [party_snapshot(line.institution) for line in lines if line.adds],
        "drops": [party_snapshot(line.institution) for line in lines if not line.adds],
        "scope": lines_of(order.scope),
        "period_from": iso_date(order.period_from),
        "period_until": iso_date(order.period_to),
    }


def _replacement(paper: Paper) -> dict[str, Any]:
    order = paper.order
    assert order.leaving is not None
    members = {member.pk: member for member in paper.dossier.members}
    leaving: TeamMember = members.get(order.leaving.pk, order.leaving)
    joining: PersonSnapshot | None = None
    if order.joining is not None:
        joining = {
            "name": order.joining.full_name,
            "post": actors_of([order.joining], paper.today)[order.joining.pk].role_words,
            "duty": str(TeamDuty(order.joining_duty).label),
        }
    return {"leaving": person(leaving), "joining": joining}


def _plan_adjustment(paper: Paper) -> PlanAdjustmentSnapshot:
    head = team_head(
        paper.dossier,
        Heading(
            kind="plan_adjustment",
            type_name="Kế hoạch",
            type_abbr="KH",
            subject=f"Điều chỉnh phương thức kiểm tra theo {paper.decision}",
            recipients=[
                "Người ra quyết định kiểm tra (để phê duyệt)",
                party_snapshot(_party(paper).institution)["name"],
                "Thành viên Đoàn kiểm tra",
            ],
            signatures=PLAN_SIGNATURES,
            archive="VT, hồ sơ Đoàn kiểm tra",
        ),
    )
    rows = paper.order.items.select_related("answer__item").order_by("answer__item__position")
    return {
        **head,
        "decision": paper.dossier.decision,
        "party": party_snapshot(_party(paper).institution),
        "reason": without_closing_mark(paper.order.reason),
        "items": [_adjusted(row) for row in rows],
        "approval": {
            "signer": signer(paper.signer.user.full_name, paper.signer.lines),
            "approved_on": "",
        },
    }


def _adjusted(row: OrderItem) -> AdjustedItem:
    item = row.answer.item
    return {
        "code": item.code,
        "text": without_closing_mark(item.requirement),
        "former_method": "online",
        "method": "on_site",
    }


OWN_FIELDS: Mapping[OrderKind, Callable[[Paper], dict[str, Any]]] = {
    OrderKind.EXTENSION: _extension,
    OrderKind.PAUSE: _pause,
    OrderKind.RESUMPTION: _resumption,
    OrderKind.TERMINATION: _termination,
    OrderKind.PARTY_TERMINATION: _party_termination,
    OrderKind.REVOCATION: _revocation,
    OrderKind.AMENDMENT: _amendment,
    OrderKind.REPLACEMENT: _replacement,
}
