"""When a written intervention is lawful: grounds, causes, days, and the moment (Nghị định 217/2025/NĐ-CP Điều 7, 13)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import ExtensionGround, OrderKind, OrderState, TeamDuty, TerminationCause
from inspections.exceptions import Blocker, NotReady
from inspections.rules.facts import PARTY_OVER, InspectionFacts, OrderFact, PartyFacts

RUNNING = frozenset(
    {
        "decided",
        "conduct_plan_submitted",
        "conduct_plan_approved",
        "under_way",
    }
)
BEFORE_ANNOUNCEMENT = RUNNING - {"under_way"}
NOT_ANNOUNCED = frozenset({"listed", "notified", "report_received"})
FEWEST_IN_A_TEAM = 2


def already_open(kind: str, order_id: int) -> Blocker:
    """One draft of a kind at a time; the one that waits is signed, issued or taken back first."""
    text = _("Đã có dự thảo «%(kind)s» đang chờ ký hoặc chờ cấp số; hoàn tất hoặc rút dự thảo đó trước.")
    return Blocker(text % {"kind": OrderKind(kind).label}, "drop_order", order_id)


def _already_open(facts: InspectionFacts, kind: str) -> list[Blocker]:
    waiting = facts.open_order(kind)
    return [] if waiting is None else [already_open(kind, waiting.order_id)]


def nobody_signs() -> NotReady:
    """Without a person who may sign today nothing is drawn up."""
    return NotReady(
        [_("Hôm nay chưa có người có quyền hạn ký (GIÁM ĐỐC hoặc KT. GIÁM ĐỐC) ngoài Trưởng đoàn.")]
    )


def _not_at_this_stage(facts: InspectionFacts, stages: frozenset[str], sentence: str) -> list[Blocker]:
    return [] if facts.stage in stages else [Blocker(sentence)]


def reason_objections(reason: str) -> list[Blocker]:
    """Every intervention says why (marked ® in the tables)."""
    return (
        [] if reason.strip() else [Blocker(_("Ghi lý do; lý do được in trong văn bản và lưu trong hồ sơ."))]
    )


def extension_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 9: under way, not yet extended (trap 5)."""
    found = _not_at_this_stage(
        facts,
        frozenset({"under_way"}),
        _("Chỉ gia hạn khi đang tiến hành kiểm tra (Đ.13 NĐ 217/2025/NĐ-CP)."),
    )
    if facts.extended:
        found.append(Blocker(_("Cuộc kiểm tra đã được gia hạn; chỉ được gia hạn một lần (Đ.13.2b).")))
    return found + _already_open(facts, OrderKind.EXTENSION)


def extension_objections(facts: InspectionFacts, *, days: int, ground: str, on: date) -> list[Blocker]:
    """Row 9: one of two grounds, within the class limit, before the limit has run out (trap 5; Điều 13 khoản 2)."""
    found = []
    if ground not in ExtensionGround.values:
        found.append(
            Blocker(_("Chọn căn cứ gia hạn: nội dung phức tạp, hoặc địa bàn đi lại khó khăn (Đ.13)."))
        )
    if not 1 <= days <= facts.extension_max:
        text = _("Gia hạn từ 1 đến không quá %(max)s ngày (Đ.13.2b NĐ 217/2025/NĐ-CP).")
        found.append(Blocker(text % {"max": facts.extension_max}))
    return found + extension_too_late(facts, on=on)


def extension_too_late(facts: InspectionFacts, *, on: date) -> list[Blocker]:
    """An extension after the limit has ended is none (trap 5)."""
    if facts.limit_end_on is None or on <= facts.limit_end_on:
        return []
    text = _("Thời hạn kiểm tra đã hết ngày %(end)s; không gia hạn sau khi hết thời hạn (Đ.13).")
    return [Blocker(text % {"end": f"{facts.limit_end_on:%d/%m/%Y}"})]


def pause_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 10: from the decision to the minutes."""
    sentence = _("Chỉ tạm dừng sau khi ban hành quyết định và trước khi kết thúc tiến hành (Đ.7.2đ).")
    return _not_at_this_stage(facts, RUNNING, sentence) + _already_open(facts, OrderKind.PAUSE)


def pause_day_objections(
    facts: InspectionFacts, *, from_on: date, on: date, paused_before: date | None = None
) -> list[Blocker]:
    """The first day of a pause lies between the decision (or announcement) and the draft, after any earlier pause."""
    earliest = facts.announced_on or facts.decided_on
    if from_on > on:
        return [Blocker(_("Ngày bắt đầu tạm dừng không ở sau ngày lập văn bản."))]
    if earliest and from_on < earliest:
        text = _("Ngày bắt đầu tạm dừng không trước ngày %(day)s (ngày công bố hoặc ban hành quyết định).")
        return [Blocker(text % {"day": f"{earliest:%d/%m/%Y}"})]
    if paused_before and from_on <= paused_before:
        text = _("Ngày bắt đầu tạm dừng phải sau lần tạm dừng trước, đã kết thúc ngày %(day)s.")
        return [Blocker(text % {"day": f"{paused_before:%d/%m/%Y}"})]
    return []


def resumption_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 11: only what is paused goes on."""
    sentence = _("Cuộc kiểm tra không ở trạng thái tạm dừng.")
    found = _not_at_this_stage(facts, frozenset({"paused"}), sentence)
    return found + _already_open(facts, OrderKind.RESUMPTION)


def resumption_day_objections(facts: InspectionFacts, *, again_on: date) -> list[Blocker]:
    """Work goes on after at least one paused day."""
    if facts.paused_on is None or again_on > facts.paused_on:
        return []
    text = _("Ngày tiếp tục phải sau ngày bắt đầu tạm dừng (%(day)s).")
    return [Blocker(text % {"day": f"{facts.paused_on:%d/%m/%Y}"})]


def termination_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 12: from the decision on, paused or not."""
    sentence = _("Chỉ đình chỉ sau khi ban hành quyết định và trước khi kết thúc tiến hành (Đ.7.2đ).")
    found = _not_at_this_stage(facts, RUNNING | {"paused"}, sentence)
    return found + _already_open(facts, OrderKind.TERMINATION)


def cause_objections(cause: str) -> list[Blocker]:
    """Four causes and no other; convenience is none of them (trap 6)."""
    if cause in TerminationCause.values:
        return []
    return [Blocker(_("Chọn một trong bốn căn cứ đình chỉ của Đ.7.2đ NĐ 217/2025/NĐ-CP."))]


def revocation_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 14: before any announcement; afterwards only a termination remains."""
    found = []
    if facts.announced_on is not None or facts.stage not in BEFORE_ANNOUNCEMENT:
        found.append(
            Blocker(
                _("Chỉ bãi bỏ khi chưa công bố với đơn vị nào; đã công bố thì xem xét đình chỉ (Đ.7.2đ).")
            )
        )
    return found + _already_open(facts, OrderKind.REVOCATION)


def amendment_blockers(facts: InspectionFacts) -> list[Blocker]:
    """A decision in force is amended by another decision only (practice 4)."""
    sentence = _("Chỉ sửa đổi, bổ sung quyết định đã ban hành và đang thực hiện.")
    return _not_at_this_stage(facts, RUNNING, sentence) + _already_open(facts, OrderKind.AMENDMENT)


def amendment_objections(
    facts: InspectionFacts,
    *,
    adds: Sequence[int],
    drops: Sequence[int],
    changes_text: bool,
    period_from: date | None,
    period_to: date | None,
) -> list[Blocker]:
    """Something changes, nobody twice, dates in order, an announced unit stays, somebody is left."""
    found = []
    if not adds and not drops and not changes_text and not period_from:
        found.append(Blocker(_("Chọn ít nhất một nội dung sửa đổi: đơn vị, phạm vi, hoặc thời kỳ kiểm tra.")))
    if period_from and period_to and period_to < period_from:
        found.append(Blocker(_("Thời kỳ kiểm tra: ngày cuối phải từ ngày đầu trở đi.")))
    if set(adds) & facts.institution_ids:
        found.append(Blocker(_("Đơn vị bổ sung đã có trong danh sách kiểm tra.")))
    parties = {party.party_id: party for party in facts.parties}
    for party in (parties[n] for n in drops if n in parties):
        if party.stage not in NOT_ANNOUNCED:
            text = _(
                "%(name)s đã được công bố quyết định: không đưa ra khỏi danh sách, chỉ đình chỉ (Đ.7.2đ)."
            )
            found.append(Blocker(text % {"name": party.name}))
    left = [party for party in facts.parties if party.party_id not in drops]
    if not left and not adds:
        found.append(Blocker(_("Không còn đơn vị nào: bãi bỏ quyết định kiểm tra thay vì sửa đổi.")))
    return found


def review_objections(note: str) -> list[Blocker]:
    """Whoever adds a unit says what the overlap review found (row 2; Điều 4 khoản 2)."""
    return (
        [] if note.strip() else [Blocker(_("Ghi kết luận rà soát trùng lặp đối với đơn vị bổ sung (Đ.4.2)."))]
    )


def plan_waits_objections(facts: InspectionFacts) -> list[Blocker]:
    """A plan handed in for approval names the old list; it is approved or returned before the list changes."""
    if facts.stage != "conduct_plan_submitted":
        return []
    text = _(
        "Kế hoạch tiến hành đang chờ phê duyệt theo danh sách cũ; phê duyệt hoặc trả lại kế hoạch trước."
    )
    return [Blocker(text, "approve_conduct_plan")]


def replacement_blockers(facts: InspectionFacts) -> list[Blocker]:
    """The decision names the team, another decision changes it (Điều 11 khoản 3)."""
    sentence = _("Chỉ thay thành viên bằng quyết định khi quyết định kiểm tra đã ban hành và đang thực hiện.")
    return _not_at_this_stage(facts, RUNNING, sentence) + _already_open(facts, OrderKind.REPLACEMENT)


def replacement_objections(
    facts: InspectionFacts, *, leaving_duty: str, leaving_id: int | None, joining_id: int | None
) -> list[Blocker]:
    """A lead is always replaced, by a member or by somebody new; a team is never one person (Điều 12)."""
    found = []
    inside = facts.member(joining_id) if joining_id is not None else None
    if joining_id is not None and joining_id == leaving_id:
        found.append(Blocker(_("Chọn người khác tham gia thay.")))
    elif inside is not None and leaving_duty != TeamDuty.LEAD:
        found.append(Blocker(_("Người tham gia thay đã có trong Đoàn.")))
    if joining_id is None and leaving_duty == TeamDuty.LEAD:
        found.append(Blocker(_("Thay Trưởng đoàn thì phải cử Trưởng đoàn mới trong cùng quyết định (Đ.12).")))
    if len(facts.team) - 1 + (joining_id is not None and inside is None) < FEWEST_IN_A_TEAM:
        found.append(Blocker(_("Đoàn phải còn ít nhất hai người; cử người tham gia thay.")))
    return found


def party_termination_blockers(facts: PartyFacts) -> list[Blocker]:
    """T14: announced and without signed minutes; before the announcement a unit leaves the list instead."""
    if facts.stage in NOT_ANNOUNCED:
        text = _("Chưa công bố với đơn vị: đưa ra khỏi danh sách bằng quyết định sửa đổi, bổ sung (Đ.7.2đ).")
        return [Blocker(text)]
    if facts.stage in PARTY_OVER:
        return [Blocker(_("Đơn vị đã có biên bản hoặc không còn trong danh sách; không đình chỉ được."))]
    return []


def plan_adjustment_blockers(facts: PartyFacts) -> list[Blocker]:
    """T6: while the party is being checked."""
    if facts.stage == "under_check":
        return []
    return [Blocker(_("Chỉ điều chỉnh phương thức khi đang kiểm tra đơn vị."))]


def plan_adjustment_objections(items: Sequence[str]) -> list[Blocker]:
    """T6: only from remote to on site, and at least one item (the online class only falls; trap 16)."""
    if not items:
        return [Blocker(_("Chọn ít nhất một nội dung cần chuyển sang kiểm tra trực tiếp."))]
    if any(method != "online" for method in items):
        return [Blocker(_("Chỉ chuyển từ xa sang trực tiếp; phương thức không đổi ngược sau khi phê duyệt."))]
    return []


def sign_order_blockers(order: OrderFact | None) -> list[Blocker]:
    """The draft's print is there and nobody has signed it yet."""
    if order is None:
        return [Blocker(_("Không có dự thảo văn bản chờ ký."))]
    if order.state != OrderState.DRAFTED:
        return [Blocker(_("Văn bản này đã được ký."))]
    if not order.rendered:
        return [Blocker(_("Bản in đang được tạo; tải lại trang sau ít giây."))]
    return []


def signer_objections(order: OrderFact, *, by: int) -> list[Blocker]:
    """Name and capacity stand on the print; somebody else's name is never signed under (trap 47)."""
    if order.signer_id == by:
        return []
    text = _(
        "Bản in ghi tên người ký khác. Người đó ký; nếu vắng, ghi vắng mặt để bản in được lập lại theo người ký thay, "
        "hoặc rút dự thảo và chọn người ký khác."
    )
    return [Blocker(text, "drop_order", order.order_id)]


def issue_order_blockers(order: OrderFact | None) -> list[Blocker]:
    """The competent person signed first (Nghị định 30/2020/NĐ-CP Điều 32)."""
    if order is None or order.state == OrderState.IN_FORCE:
        return [Blocker(_("Văn bản này không chờ cấp số."))]
    if order.state == OrderState.DRAFTED:
        return [Blocker(_("Người có thẩm quyền chưa ký; chỉ cấp số, ký cơ quan sau khi văn bản đã được ký."))]
    return []


STILL_LAWFUL = {
    OrderKind.EXTENSION: frozenset({"under_way"}),
    OrderKind.PAUSE: RUNNING,
    OrderKind.RESUMPTION: frozenset({"paused"}),
    OrderKind.TERMINATION: RUNNING | {"paused"},
    OrderKind.PARTY_TERMINATION: RUNNING,
    OrderKind.REVOCATION: BEFORE_ANNOUNCEMENT,
    OrderKind.AMENDMENT: RUNNING,
    OrderKind.REPLACEMENT: RUNNING,
    OrderKind.PLAN_ADJUSTMENT: RUNNING,
}


PARTY_STAGES = {
    OrderKind.PARTY_TERMINATION: frozenset({"announced", "under_check", "minutes_drafted"}),
    OrderKind.PLAN_ADJUSTMENT: frozenset({"under_check"}),
}


def stage_objections(facts: InspectionFacts, order: OrderFact) -> list[Blocker]:
    """Neither the inspection nor the party has left the stages in which this order has a meaning."""
    kind = OrderKind(order.kind)
    stages = {party.party_id: party.stage for party in facts.parties}
    lawful = facts.stage in STILL_LAWFUL[kind]
    if kind in PARTY_STAGES:
        lawful = lawful and stages.get(order.party_id or 0) in PARTY_STAGES[kind]
    if lawful:
        return []
    text = _(
        "Hồ sơ đã chuyển giai đoạn từ khi dự thảo; không ban hành được văn bản này nữa. Rút dự thảo, nêu lý do."
    )
    return [Blocker(text, "drop_order", order.order_id)]


def printed_date_objections(order: OrderFact, *, printed: str, now: date | None) -> list[Blocker]:
    """The dates that the paper prints are counted from what still stands; else it is drawn up anew."""
    if now is not None and printed == now.isoformat():
        return []
    text = _(
        "Thời hạn đã thay đổi sau khi dự thảo, ngày in trong văn bản không còn đúng; rút dự thảo và lập lại."
    )
    return [Blocker(text, "drop_order", order.order_id)]
