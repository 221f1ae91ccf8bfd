"""How an inspection and its parties end: each change of stage that ends one is made here and nowhere else."""

from django.utils.translation import gettext_noop as noop

from inspections.actions.waves import Wave
from inspections.kinds import InspectionStage
from inspections.models import Case, Document, Inspection
from inspections.queries.deadlines import due_for_turn
from inspections.rules.facts import PARTY_DONE, PARTY_OVER


def finish_when_all_are_over(wave: Wave, inspection: Case) -> None:
    """Row 15: every inspected party has minutes or was terminated; the conduct is finished in the same wave."""
    assert isinstance(inspection, Inspection)
    still = inspection.children.exclude(stage__in=PARTY_OVER).exists()
    if not still and inspection.stage == InspectionStage.UNDER_WAY:
        wave.move(inspection, "finish_conduct")


def take_off_the_list(wave: Wave, party: Case, *, reason: str, document: Document | None = None) -> None:
    """A party that heard no announcement leaves the list: not pursued, revoked, or dropped by another decision."""
    wave.move(party, "withdraw", reason=reason, document=document)
    wave.turns.close(party)


def terminate(wave: Wave, case: Case, *, cause: str, reason: str, document: Document | None) -> None:
    """Row 12 and T14: the inspection, or one party of it, ends for one of the four causes of Điều 7 khoản 2 điểm đ."""
    wave.move_with_reason(case, "terminate", reason=reason, document=document, cause=cause)
    wave.turns.close(case)


def complete(wave: Wave, party: Case, *, document: Document | None) -> None:
    """A party whose minutes were signed before the inspection ended is complete; the minutes stand."""
    wave.move(party, "complete", document=document)
    wave.turns.close(party)


def ask_to_close(wave: Wave, inspection: Case) -> None:
    """Row 19: nothing is asked of any party any more; the lead proposes to close the dossier."""
    if inspection.children.exclude(stage__in=PARTY_DONE).exists():
        return
    wave.turns.open(
        inspection,
        verb="propose_closing",
        label=noop("Đề nghị kết thúc, lưu hồ sơ"),
        why=noop("Mọi đơn vị đã hoàn thành; rà soát mục lục rồi đề nghị kết thúc hồ sơ."),
        person_id=inspection.lead_id,
        due_on=due_for_turn(inspection, "inspection.case_closing", from_on=wave.now),
    )
