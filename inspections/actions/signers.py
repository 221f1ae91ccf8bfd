"""A paper that waits for a signature is drawn up anew when somebody else will sign it.

The name and the capacity are printed on the paper (Nghị định 30/2020/NĐ-CP Phụ lục I, II.7): a deputy signs
«KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC», never under the head's name (trap 47). The drafter of the paper stays its drafter.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from inspections.actions.documents import draft
from inspections.actions.messages import queue
from inspections.actions.waves import Wave
from inspections.documents.contexts_dossier import signer as signer_lines
from inspections.enums import DocumentKind, DocumentState
from inspections.models import Capacity, Case, Document, Order, RemedyRequest, User
from inspections.queries.people import capacity_on, local_day
from inspections.queries.result_papers import result_papers
from inspections.rules.absence import rerouted_words

SIGNING = ("sign_", "approve_")
KIND_OF = {"sign_decision": DocumentKind.DECISION, "approve_conduct_plan": DocumentKind.CONDUCT_PLAN}


def change_signer(
    wave: Wave, case: Case, verb: str, subject: int | None, *, before: int | None, after: int
) -> None:
    """The paper that this ask is about, waiting for ``before``, is drawn up for ``after`` in his capacity of the day."""
    if not verb.startswith(SIGNING):
        return
    waiting = Document.objects.filter(case=case, state=DocumentState.FOR_SIGNATURE, signer_id=before)
    if verb == "sign_result":
        waiting = result_papers(case, DocumentState.FOR_SIGNATURE).filter(signer_id=before)
    elif verb in KIND_OF:
        waiting = waiting.filter(kind=KIND_OF[verb])
    elif verb == "sign_order":
        waiting = waiting.filter(order=subject)
    papers = list(waiting)
    capacity = capacity_on(after, case.department_id, local_day(wave.now)) if papers else None
    if capacity is None:
        return
    person = User.objects.get(pk=after)
    for paper in papers:
        _draw_up_anew(wave, paper.case if verb == "sign_result" else case, paper, person, capacity)


def _draw_up_anew(wave: Wave, case: Case, paper: Document, person: User, capacity: Capacity) -> None:
    snapshot = _signed_by(paper.snapshot, person, capacity)
    Document.objects.filter(pk=paper.pk).update(state=DocumentState.REPLACED)
    drawn = draft(wave, case, paper.kind, paper.title, snapshot, signer=person, drafter=paper.drafted_by)
    _point_to(paper, drawn)
    if paper.kind == DocumentKind.DECISION:
        details = case.inspection_details
        details.issuer, details.issuer_capacity = person, capacity
        details.save(update_fields=["issuer", "issuer_capacity"])


def _point_to(paper: Document, drawn: Document) -> None:
    """Whatever the paper belongs to names the one drawn up anew."""
    if paper.kind == DocumentKind.RESULT_NOTICE:
        RemedyRequest.objects.filter(notice=paper).update(notice=drawn)
    elif paper.kind == DocumentKind.REMEDY_REQUEST:
        RemedyRequest.objects.filter(document=paper).update(document=drawn)
    else:
        Order.objects.filter(document=paper).update(document=drawn)


def _signed_by(snapshot: dict[str, Any], person: User, capacity: Capacity) -> dict[str, Any]:
    """The frozen text with another signer; where the lead signs and a leader approves, the approval changes."""
    lines = signer_lines(person.full_name, capacity.lines)
    if "approval" in snapshot:
        return {**snapshot, "approval": {**snapshot["approval"], "signer": lines}}
    return {**snapshot, "signer": lines}


def follow_reroutes(wave: Wave) -> None:
    """What follows when new asks of a wave went to stand-ins: one event and one mail each, papers in their name."""
    names = _names(moved.absence.user_id for moved in wave.turns.rerouted)
    for moved in wave.turns.rerouted:
        absence, acting = moved.absence, moved.acting
        change_signer(
            wave, moved.case, moved.verb, moved.subject, before=absence.user_id, after=acting.user_id
        )
        words = rerouted_words(moved.label, names[absence.user_id].full_name, acting.name, absence.until_on)
        wave.tell(moved.case, "reroute_turn", detail=words[:500])
        key = f"standin:{absence.absence_id}:{moved.case.pk}:{moved.verb}"
        tell_by_mail(wave, moved.case, acting.user_id, key=key)
    wave.turns.rerouted = []


def tell_by_mail(wave: Wave, case: Case | None, user_id: int, *, key: str) -> None:
    """Who acts for another reads of it in a mail that carries nothing of a dossier."""
    queue(
        case,
        [_names([user_id])[user_id]],
        key=key,
        subject=_("Có việc chờ bạn làm thay"),
        body=_("Có việc chuyển cho bạn làm thay. Đăng nhập Kiểm tra số, mục «Việc của tôi»."),
        by=wave.by,
        now=wave.now,
        jobs=wave.jobs,
    )


def _names(user_ids: Iterable[int]) -> dict[int, User]:
    return User.objects.in_bulk(set(user_ids))
