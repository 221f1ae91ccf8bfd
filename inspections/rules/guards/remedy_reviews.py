"""What a deed of the follow-up still lacks (rows T16-T19, Điều 16 NĐ 217/2025/NĐ-CP)."""

from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, DocumentState, RemedyState
from inspections.exceptions import Blocker
from inspections.rules.facts import PartyFacts
from inspections.rules.guards.records import unsettled_referrals
from inspections.rules.remedies import SETTLED, WAITING_FOR_UNIT

FOR_SIGNATURE = DocumentState.FOR_SIGNATURE.value


def review_blockers(facts: PartyFacts) -> list[Blocker]:
    """T16 before T17: the unit has reported on everything that is not ended; then all of it is judged together."""
    if any(item.state in WAITING_FOR_UNIT for item in facts.remedies):
        return [Blocker(_("Đơn vị chưa báo cáo hết các yêu cầu; xem xét một lần khi đã báo cáo đủ."))]
    if any(item.state == RemedyState.REPORTED for item in facts.remedies):
        return []
    return [Blocker(_("Không còn yêu cầu nào chờ xem xét."))]


def confirm_blockers(facts: PartyFacts) -> list[Blocker]:
    """T18: every item is accepted, or was ended with its reason; every matter for others was sent or dropped."""
    open_items = [item for item in facts.remedies if item.state not in SETTLED]
    return [
        Blocker(
            _("Yêu cầu %(n)s chưa được chấp nhận.") % {"n": item.position},
            "review_remedy" if item.state == RemedyState.REPORTED else "",
        )
        for item in open_items
    ] + unsettled_referrals(facts)


def _nothing_waits(facts: PartyFacts) -> list[Blocker]:
    if any(item.state in WAITING_FOR_UNIT for item in facts.remedies):
        return []
    return [Blocker(_("Không còn yêu cầu nào chờ đơn vị khắc phục."))]


def _already_drafted(facts: PartyFacts, kind: str) -> list[Blocker]:
    latest = facts.documents.get(kind)
    if latest is not None and latest.state == FOR_SIGNATURE:
        return [Blocker(_("Đã có một văn bản loại này đang chờ ký."))]
    return []


def urging_letter_blockers(facts: PartyFacts) -> list[Blocker]:
    """A letter is about something that waits, and one letter is signed before the next is drawn up."""
    return [*_nothing_waits(facts), *_already_drafted(facts, DocumentKind.URGING_LETTER)]


def superior_report_blockers(facts: PartyFacts) -> list[Blocker]:
    """Điều 16 khoản 1: the superior hears of what was urged in writing first."""
    found = [*_nothing_waits(facts), *_already_drafted(facts, DocumentKind.SUPERIOR_REPORT)]
    letter = facts.documents.get(DocumentKind.URGING_LETTER)
    if letter is None or letter.state != DocumentState.ISSUED:
        text = _("Phát hành công văn đôn đốc đơn vị trước khi báo cáo cấp trên.")
        found.append(Blocker(text, "draft_urging_letter"))
    return found


def no_blockers(facts: PartyFacts) -> list[Blocker]:
    """What is missing is asked of the item itself."""
    return []
