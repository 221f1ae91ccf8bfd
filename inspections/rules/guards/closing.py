"""What a dossier still lacks before it is closed, sealed, held or let go (row 19; Nghị định 30/2020/NĐ-CP Điều 29)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from inspections.exceptions import Blocker
from inspections.rules.facts import PARTY_DONE, InspectionFacts

ENDED = frozenset({"terminated", "revoked", "not_pursued"})


@dataclass(frozen=True)
class DossierFacts:
    """What stands in the way of closing: papers on their way, prints that are not made."""

    waiting_papers: tuple[str, ...] = ()
    unprinted: tuple[str, ...] = ()


def _proposable(facts: InspectionFacts) -> list[Blocker]:
    found = []
    if facts.stage not in ENDED:
        names = [party.name for party in facts.parties if party.stage not in PARTY_DONE]
        found += [Blocker(_("%(name)s: chưa hoàn thành.") % {"name": name}) for name in names]
    if facts.unsettled_referrals:
        text = _("Còn %(count)s vụ việc đã ghi nhận hoặc được đồng ý mà chưa chuyển, chưa thôi chuyển.")
        found.append(Blocker(text % {"count": facts.unsettled_referrals}))
    return found


def propose_closing_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Every party is done with, nothing that goes to others is left halfway, and nobody has proposed before."""
    if facts.closing_proposed:
        return [Blocker(_("Đã có đề nghị kết thúc hồ sơ, đang chờ văn thư."))]
    return _proposable(facts)


def return_closing_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Only a proposal that stands can be sent back."""
    return (
        [] if facts.closing_proposed else [Blocker(_("Chưa có đề nghị kết thúc hồ sơ."), "propose_closing")]
    )


def seal_dossier_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Sealed is what the lead proposed, and what is still complete when the clerk seals it."""
    return return_closing_blockers(facts) or _proposable(facts)


def dossier_objections(dossier: DossierFacts) -> list[Blocker]:
    """The contents are complete: nothing waits for a signature or a number, every paper is printed (Điều 29)."""
    found = [
        Blocker(_("Văn bản đang chờ ký hoặc chờ phát hành: %(title)s.") % {"title": title})
        for title in dossier.waiting_papers
    ]
    found += [
        Blocker(_("Bản in chưa tạo xong: %(title)s.") % {"title": title}) for title in dossier.unprinted
    ]
    return found


def hold_objections(reason: str) -> list[Blocker]:
    """A dossier may be held at any time; why is told."""
    return [] if reason.strip() else [Blocker(_("Ghi lý do giữ hồ sơ."))]


def lift_objections(*, reason: str, lifted: bool) -> list[Blocker]:
    """A hold is lifted once, with the reason."""
    if lifted:
        return [Blocker(_("Lệnh giữ này đã thôi."))]
    return [] if reason.strip() else [Blocker(_("Ghi lý do thôi giữ."))]
