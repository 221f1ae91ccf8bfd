"""What the records inside a dossier still lack: visits, diary, complaints, hand-overs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from inspections.enums import (
    ComplaintState,
    ItemMethod,
    Rating,
    ReferralKind,
    ReferralOutcome,
    ReferralState,
)
from inspections.exceptions import Blocker
from inspections.rules.facts import Facts, ItemFact, PartyFacts

VISITED_IN = frozenset({"under_check", "minutes_drafted"})
REFERRAL_GONE = frozenset({ReferralState.SENT.value, ReferralState.RECEIVED.value})
REFERRAL_SETTLED = REFERRAL_GONE | {ReferralState.DROPPED.value}
REFERRED_IN = frozenset({"announced", "under_check", "minutes_drafted", "minutes_signed"})
JUDGED = frozenset({Rating.COMPLIES.value, Rating.FALLS_SHORT.value})
REFERRAL_MOVES = {
    "approve_referral": frozenset({ReferralState.NOTED.value}),
    "receive_referral": frozenset({ReferralState.SENT.value}),
    "drop_referral": frozenset({ReferralState.NOTED.value, ReferralState.APPROVED.value}),
}


def no_blockers(facts: Facts) -> list[Blocker]:
    """A record that may be kept whenever its stage is right: an honest note is never blocked."""
    return []


@dataclass(frozen=True)
class VisitFact:
    """A visit as somebody writes it down; days are days in Vietnam."""

    starts_at: datetime
    ends_at: datetime
    day: date
    last_day: date
    strangers: tuple[str, ...]
    people: int
    item_ids: frozenset[int]
    place: str
    work_done: str
    reason: str


def record_visit_blockers(facts: PartyFacts) -> list[Blocker]:
    """While the party is checked or its minutes are still open text; a frozen text is opened again first."""
    if facts.stage not in VISITED_IN:
        return [Blocker(_("Đơn vị không ở giai đoạn đang kiểm tra hoặc dự thảo biên bản."))]
    if facts.minutes and facts.minutes.frozen:
        text = _("Nội dung biên bản đã khóa để ký: mở lại nội dung rồi ghi lần đến đơn vị.")
        return [Blocker(text, "reopen_minutes")]
    return []


def is_planned(items: Iterable[ItemFact], seen: frozenset[int]) -> bool:
    """A visit stands in the approved plan (or its change, T6) when it looks only at items fixed as on site."""
    on_site = {item.answer_id for item in items if item.method == ItemMethod.ON_SITE}
    return bool(on_site) and seen <= on_site


def visit_objections(facts: PartyFacts, visit: VisitFact, *, now: datetime) -> list[Blocker]:
    """Times in order, not in the future, not before day 0; people of the team; items of this party (Điều 13, 15)."""
    found = _time_objections(facts, visit, now=now)
    if not visit.people:
        found.append(Blocker(_("Chọn ít nhất một người của Đoàn đã đến đơn vị.")))
    text = _("%(name)s không ở trong Đoàn kiểm tra vào ngày đó.")
    found += [Blocker(text % {"name": name}) for name in visit.strangers]
    if visit.item_ids - {item.answer_id for item in facts.items}:
        found.append(Blocker(_("Có nội dung không thuộc đơn vị này.")))
    if not visit.place.strip():
        found.append(Blocker(_("Ghi địa điểm đã đến.")))
    if not visit.work_done.strip():
        found.append(Blocker(_("Ghi việc Đoàn đã làm tại đơn vị.")))
    if not is_planned(facts.items, visit.item_ids) and not visit.reason.strip():
        found.append(
            Blocker(
                _(
                    "Kế hoạch tiến hành đã duyệt không có việc xem trực tiếp này: ghi lý do đến ngoài kế hoạch. "
                    "Lần đến vẫn được ghi và làm thay đổi mức kiểm tra trên môi trường số."
                )
            )
        )
    return found


def _time_objections(facts: PartyFacts, visit: VisitFact, *, now: datetime) -> list[Blocker]:
    found = []
    if visit.ends_at <= visit.starts_at:
        found.append(Blocker(_("Giờ rời đơn vị phải sau giờ đến.")))
    if visit.last_day != visit.day:
        found.append(Blocker(_("Mỗi ngày ghi một lần đến; lần đến qua đêm ghi thành hai lần.")))
    if visit.ends_at > now:
        found.append(Blocker(_("Chỉ ghi lần đến đã xong: giờ rời đơn vị không ở tương lai.")))
    if facts.announced_on is None or (visit.day < facts.announced_on and not facts.caught_in_act):
        found.append(Blocker(_("Không ghi lần đến trước ngày công bố quyết định, trừ trường hợp quả tang.")))
    return found


def on_site_sentence(code: str) -> str:
    """What an item that must be seen lacks."""
    text = _("Nội dung %(code)s phải xem thực tế: ghi lần đến đơn vị có xem nội dung này.")
    return text % {"code": code}


def on_site_blockers(facts: PartyFacts) -> list[Blocker]:
    """Before the minutes: an item judged on site, or bound to be seen, is named by a visit (practice 3, 6)."""
    return [
        Blocker(on_site_sentence(item.code), "record_visit")
        for item in facts.items
        if (item.on_site_only or item.method == ItemMethod.ON_SITE)
        and item.rating in JUDGED
        and not item.visited
    ]


def withdrawal_objections(reason: str, *, already: bool) -> list[Blocker]:
    """A record is withdrawn once, with its reason."""
    if already:
        return [Blocker(_("Lần ghi này đã được rút."))]
    return [] if reason.strip() else [Blocker(_("Ghi lý do rút."))]


def diary_objections(*, on: date, today: date, since: date | None, text: str) -> list[Blocker]:
    """A line is for a day from the decision to today and says something."""
    found = []
    if on > today:
        found.append(Blocker(_("Không ghi nhật ký cho ngày chưa đến.")))
    if since is None or on < since:
        found.append(Blocker(_("Nhật ký Đoàn bắt đầu từ ngày ban hành quyết định kiểm tra.")))
    if not text.strip():
        found.append(Blocker(_("Ghi việc đã làm trong ngày.")))
    return found


def diary_change_objections(*, own: bool, open_until: date, today: date, text: str) -> list[Blocker]:
    """Only the author, until the end of the next working day; then the line is fixed."""
    found = []
    if not own:
        found.append(Blocker(_("Chỉ người ghi được sửa dòng nhật ký của mình.")))
    if today > open_until:
        sentence = _("Dòng nhật ký này đã khóa từ hết ngày %(day)s.")
        found.append(Blocker(sentence % {"day": f"{open_until:%d/%m/%Y}"}))
    if not text.strip():
        found.append(Blocker(_("Ghi việc đã làm trong ngày.")))
    return found


def complaint_objections(*, received_on: date, today: date, from_whom: str, summary: str) -> list[Blocker]:
    """A paper that came in has its day, its sender and what it says (Điều 9.1d)."""
    found = []
    if received_on > today:
        found.append(Blocker(_("Ngày nhận không ở tương lai.")))
    if not from_whom.strip():
        found.append(Blocker(_("Ghi người gửi; đơn không có tên thì ghi «Không nêu tên».")))
    if not summary.strip():
        found.append(Blocker(_("Ghi nội dung tóm tắt.")))
    return found


def settlement_objections(
    *, state: str, received_on: date, on: date, today: date, words: str, missing: Sequence[str] = ()
) -> list[Blocker]:
    """A paper is answered, forwarded or withdrawn once, on a day since it came, in words."""
    if state != ComplaintState.RECEIVED:
        return [Blocker(_("Đơn này đã được trả lời, chuyển hoặc rút."))]
    found = []
    if not received_on <= on <= today:
        found.append(Blocker(_("Ngày xử lý phải từ ngày nhận đơn đến hôm nay.")))
    if not words.strip():
        found.append(Blocker(_("Ghi nội dung trả lời hoặc lý do.")))
    return found + [Blocker(text) for text in missing]


def note_referral_blockers(facts: PartyFacts) -> list[Blocker]:
    """Rows T11-T13 stand beside the stages from the announcement to the signed minutes."""
    if facts.stage in REFERRED_IN:
        return []
    return [Blocker(_("Chỉ ghi việc chuyển xử lý từ khi công bố quyết định đến khi ký biên bản."))]


def referral_objections(*, facts_text: str, legal_basis: str) -> list[Blocker]:
    """What was seen and which law it may break are both written down."""
    found = []
    if not facts_text.strip():
        found.append(Blocker(_("Ghi dấu hiệu, sự việc là lý do chuyển.")))
    if not legal_basis.strip():
        found.append(Blocker(_("Ghi căn cứ pháp luật.")))
    return found


def referral_move_objections(verb: str, *, kind: str, state: str) -> list[Blocker]:
    """Each step of a hand-over from its own state; beyond the department's powers only once the issuer agreed."""
    if verb == "approve_referral" and kind == ReferralKind.VIOLATION_RECORD:
        return [Blocker(_("Việc chuyển lập biên bản vi phạm hành chính không cần đồng ý trước."))]
    if verb == "send_referral":
        needed = ReferralState.NOTED if kind == ReferralKind.VIOLATION_RECORD else ReferralState.APPROVED
        if state == ReferralState.NOTED and needed == ReferralState.APPROVED:
            return [Blocker(_("Người ra quyết định kiểm tra chưa đồng ý chuyển."), "approve_referral")]
        right = state == needed
    else:
        right = state in REFERRAL_MOVES[verb]
    if right:
        return []
    text = _("Việc chuyển đang ở tình trạng «%(state)s», không làm được việc này.")
    return [Blocker(text % {"state": ReferralState(state).label})]


def drop_objections(reason: str) -> list[Blocker]:
    """What was noted is dropped only with its reason."""
    return [] if reason.strip() else [Blocker(_("Ghi lý do không chuyển."))]


def sending_objections(
    *, recipient: str, number: str, on: date, noted_on: date, today: date
) -> list[Blocker]:
    """A letter that went has its recipient, its number and its day."""
    found = []
    if not recipient.strip():
        found.append(Blocker(_("Ghi nơi nhận.")))
    if not number.strip():
        found.append(Blocker(_("Ghi số văn bản hoặc số biên bản bàn giao.")))
    if not noted_on <= on <= today:
        found.append(Blocker(_("Ngày chuyển phải từ ngày ghi nhận đến hôm nay.")))
    return found


def receipt_objections(*, reference: str, on: date, sent_on: date | None, today: date) -> list[Blocker]:
    """The recipient's own paper says that it came in."""
    found = []
    if not reference.strip():
        found.append(Blocker(_("Ghi văn bản, phiếu tiếp nhận của nơi nhận.")))
    if sent_on is None or not sent_on <= on <= today:
        found.append(Blocker(_("Ngày tiếp nhận phải từ ngày chuyển đến hôm nay.")))
    return found


def unsettled_referrals(facts: PartyFacts) -> list[Blocker]:
    """A party is over once every matter of it was sent, taken in or dropped with a reason (rows T11-T13, 19)."""
    going = [row for row in facts.referrals if row.state not in REFERRAL_SETTLED]
    text = _("Việc chuyển «%(kind)s» chưa chuyển và chưa ghi lý do không chuyển.")
    verbs = {ReferralState.APPROVED.value: "send_referral"}
    return [
        Blocker(
            text % {"kind": ReferralKind(row.kind).label},
            "send_referral"
            if row.kind == ReferralKind.VIOLATION_RECORD
            else verbs.get(row.state, "approve_referral"),
        )
        for row in going
    ]


@dataclass(frozen=True)
class FollowUpFact:
    """What somebody writes down of the other body's answer."""

    outcome: str
    on: date
    number: str
    dated_on: date | None
    text: str
    has_file: bool = False


def follow_up_objections(
    news: FollowUpFact, *, state: str, sent_on: date | None, today: date, sealed: bool
) -> list[Blocker]:
    """News of a matter that has gone; a decision is known by number and day of the other body's paper (trap 10)."""
    if state not in REFERRAL_GONE or sent_on is None:
        return [Blocker(_("Việc này chưa chuyển đi, chưa có gì để theo dõi."))]
    found = []
    if not sent_on <= news.on <= today:
        found.append(Blocker(_("Ngày nhận thông tin phải từ ngày chuyển đến hôm nay.")))
    if news.dated_on and not sent_on <= news.dated_on <= news.on:
        found.append(Blocker(_("Ngày văn bản của nơi nhận phải từ ngày chuyển đến ngày nhận thông tin.")))
    if news.outcome == ReferralOutcome.DECIDED and not (news.number.strip() and news.dated_on):
        found.append(Blocker(_("Đã có quyết định thì ghi số và ngày văn bản của nơi nhận.")))
    if not news.text.strip():
        found.append(Blocker(_("Ghi nội dung nơi nhận trả lời.")))
    if sealed and news.has_file:
        found.append(
            Blocker(_("Hồ sơ đã niêm phong, không thêm tệp: ghi số, ngày văn bản; bản giấy lưu kèm hồ sơ."))
        )
    return found
