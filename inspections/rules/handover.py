"""Handing over open turns: each line moves or stays with its reason (practice 5; Nghị định 217/2025/NĐ-CP Điều 12).

A duty in a team that a decision named passes only to another member of that team; anybody else needs a decision that
changes the team. Signing passes to a signer with a capacity that day who does not lead the case.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspections.rules.absence import Colleague
from inspections.rules.facts import MemberFact
from inspections.rules.roles import Actor, Permission

TEAM_NAMED_IN_DRAFT = frozenset({"proposed", "overlap_reviewed", "decision_drafted"})


@dataclass(frozen=True)
class Line:
    """One open turn with what is known of its dossier."""

    verb: str
    stage: str
    lead_id: int | None
    team: tuple[MemberFact, ...]

    def member(self, user_id: int) -> MemberFact | None:
        """The team row of a person."""
        return next((m for m in self.team if m.user_id == user_id), None)


@dataclass(frozen=True)
class Verdict:
    """Why a line stays (empty: it moves); whether a decision changing the team is the way."""

    reason: str = ""
    needs_decision: bool = False

    @property
    def moves(self) -> bool:
        """Does the line move?"""
        return not self.reason


MOVES = Verdict()


def judge(line: Line, giver: Colleague, receiver: Colleague) -> Verdict:
    """Does this turn of the giver pass to the receiver?"""
    if line.verb == "declare_conflicts":
        return Verdict(_("Mỗi thành viên tự kê khai xung đột lợi ích của mình (Đ.12.2)."))
    if receiver.away:
        return Verdict(_("%(name)s đang vắng.") % {"name": receiver.name})
    if line.member(giver.user_id) is not None:
        return _team_verdict(line, giver, receiver)
    return _post_verdict(line, giver, receiver)


def _team_verdict(line: Line, giver: Colleague, receiver: Colleague) -> Verdict:
    if line.stage in TEAM_NAMED_IN_DRAFT:
        return Verdict(_("Quyết định chưa ban hành: sửa thành phần ở «Cử Đoàn kiểm tra»."))
    if giver.user_id == line.lead_id:
        return Verdict(
            _("Việc của Trưởng đoàn: cần quyết định thay đổi thành viên Đoàn."), needs_decision=True
        )
    known = line.member(receiver.user_id)
    if known is None:
        text = _("%(name)s không có trong Đoàn: cần quyết định thay đổi thành viên Đoàn.")
        return Verdict(text % {"name": receiver.name}, needs_decision=True)
    if known.conflicts:
        return Verdict(_("%(name)s đã khai xung đột lợi ích.") % {"name": receiver.name})
    if not known.declared:
        return Verdict(_("%(name)s chưa kê khai xung đột lợi ích.") % {"name": receiver.name})
    return MOVES


def _post_verdict(line: Line, giver: Colleague, receiver: Colleague) -> Verdict:
    if not giver.duties <= receiver.duties:
        return Verdict(_("%(name)s không giữ chức vụ làm được việc này.") % {"name": receiver.name})
    if not giver.signs:
        return MOVES
    if receiver.user_id == line.lead_id:
        return Verdict(
            _("%(name)s là Trưởng đoàn: không ký, không phê duyệt việc của Đoàn mình.")
            % {"name": receiver.name}
        )
    if receiver.capacity_id is None:
        return Verdict(_("%(name)s chưa có quyền hạn ký có hiệu lực hôm nay.") % {"name": receiver.name})
    return MOVES


def refusal_to_hand_over(by: Actor, giver_id: int, department_id: int) -> str | None:
    """The person himself, the head of section, or the leaders of the department (practice 5)."""
    rights = (Permission.CONFIRM_OVERLAP, Permission.SIGN_FOR_AGENCY)
    if by.user_id == giver_id or any(by.may_in_department(right, department_id) for right in rights):
        return None
    return _("Chỉ chính người đó, Trưởng phòng hoặc lãnh đạo Sở bàn giao việc của người đó.")
