"""The meeting at which the minutes are drawn up: who was there, who signs by what right, who else is concerned.

Điều 15 khoản 3 điểm a Nghị định 217/2025/NĐ-CP; practice.md 1. All of it ends when the text is frozen.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _

from inspections.actions import files
from inspections.actions.waves import Wave, deed
from inspections.enums import Side, SignerAuthority
from inspections.models import Attendee, Case, Document, Minutes, RelatedPerson, User
from inspections.models.inputs import Away, Present, Representative
from inspections.queries.facts import party_facts
from inspections.rules.guards import party as guards
from inspections.rules.policies import party as policies

MEETING = "minutes"
SIDES = 2


def _open_text(wave: Wave) -> None:
    """The lead's deed on a text that is drafted and not yet frozen."""
    facts = party_facts(wave.case)
    wave.require(policies.refusal_to_sign_minutes(wave.who, facts))
    wave.demand(guards.settle_finding_blockers(facts))


def record_meeting(
    case: Case,
    *,
    by: User,
    now: datetime,
    representative: Representative,
    present: Sequence[Present],
    absent: Sequence[Away],
    copies: int = SIDES,
) -> Minutes:
    """Write down who was there, who was not and why, and who signs for the institution by what right."""
    with deed(case, by=by, now=now) as wave:
        _open_text(wave)
        wave.demand(_meeting_objections(representative, absent))
        minutes = Minutes.objects.get(party=wave.case)
        minutes.representative_name = representative.name.strip()
        minutes.representative_post = representative.post.strip()
        minutes.authority, minutes.authority_paper = representative.authority, representative.paper.strip()
        minutes.copies = copies
        if representative.file is not None:
            kept = files.keep_files(
                wave.case, [representative.file], side=Side.TEAM, by=by, now=now, jobs=wave.jobs
            )
            minutes.authority_file = kept[0]
        if representative.authority != SignerAuthority.ATTORNEY:
            minutes.authority_file = None
        minutes.save(
            update_fields=[
                "representative_name",
                "representative_post",
                "authority",
                "authority_paper",
                "authority_file",
                "copies",
            ]
        )
        _keep_people(wave, present, absent)
        counts = {"present": len(present), "absent": len(absent)}
        wave.tell(
            wave.case,
            "record_meeting",
            detail=_("có mặt %(present)s người, vắng %(absent)s người") % counts,
        )
    return minutes


def _meeting_objections(representative: Representative, absent: Sequence[Away]) -> list[str]:
    found = []
    if not representative.name.strip() or not representative.post.strip():
        found.append(_("Ghi họ tên, chức vụ người đại diện đơn vị ký biên bản."))
    if representative.authority == SignerAuthority.ATTORNEY and not representative.paper.strip():
        found.append(_("Ghi số, ngày của giấy ủy quyền."))
    for person in absent:
        if not person.reason.strip():
            found.append(_("Ghi lý do vắng mặt của %(name)s.") % {"name": person.name})
    return found


def _keep_people(wave: Wave, present: Sequence[Present], absent: Sequence[Away]) -> None:
    Attendee.objects.filter(party=wave.case, occasion=MEETING).delete()
    Attendee.objects.bulk_create(
        Attendee(
            party=wave.case,
            occasion=MEETING,
            side=person.side,
            name=person.name.strip(),
            post=person.post.strip(),
            absent=isinstance(person, Away),
            absent_reason=person.reason.strip() if isinstance(person, Away) else "",
        )
        for person in chain(present, absent)
        if person.name.strip()
    )


def note_related_person(
    case: Case, *, by: User, now: datetime, name: str, post: str = "", statement: str = "", signs: bool = True
) -> RelatedPerson:
    """Name a person concerned, with his word, and say whether he signs; he then gets a copy too."""
    with deed(case, by=by, now=now) as wave:
        _open_text(wave)
        _demand_new_name(wave, name)
        row = RelatedPerson.objects.create(
            party=wave.case,
            name=name.strip(),
            post=post.strip(),
            statement=statement.strip(),
            signs=signs,
            noted_at=now,
            noted_by=by,
        )
        _copies_for_all(wave)
        wave.tell(wave.case, "note_related_person", detail=row.name)
    return row


def _demand_new_name(wave: Wave, name: str, *, but: int = 0) -> None:
    if not name.strip():
        wave.demand([_("Ghi họ tên người có liên quan.")])
    if RelatedPerson.objects.filter(party=wave.case, name=name.strip()).exclude(pk=but).exists():
        wave.demand([_("%(name)s đã có trong biên bản.") % {"name": name.strip()}])


def _copies_for_all(wave: Wave) -> None:
    """Each side keeps a copy, and so does each person concerned who signs."""
    needed = SIDES + RelatedPerson.objects.filter(party=wave.case, signs=True).count()
    Minutes.objects.filter(party=wave.case, copies__lt=needed).update(copies=needed)


def change_related_person(
    case: Case,
    *,
    by: User,
    now: datetime,
    related_id: int,
    name: str,
    post: str = "",
    statement: str = "",
    signs: bool = True,
) -> RelatedPerson:
    """Mend what is written of a person concerned, as long as the text is not frozen."""
    with deed(case, by=by, now=now) as wave:
        _open_text(wave)
        _demand_new_name(wave, name, but=related_id)
        row = RelatedPerson.objects.get(pk=related_id, party=wave.case)
        row.name, row.post = name.strip(), post.strip()
        row.statement, row.signs = statement.strip(), signs
        row.save(update_fields=["name", "post", "statement", "signs"])
        _copies_for_all(wave)
        wave.tell(wave.case, "change_related_person", detail=row.name)
    return row


def drop_related_person(
    case: Case, *, by: User, now: datetime, related_id: int, reason: str
) -> RelatedPerson:
    """Take a person out of the draft with a reason: he turned out not to be concerned."""
    with deed(case, by=by, now=now) as wave:
        _open_text(wave)
        if not reason.strip():
            wave.demand([_("Ghi lý do bỏ người có liên quan khỏi biên bản.")])
        row = RelatedPerson.objects.get(pk=related_id, party=wave.case)
        wave.tell(wave.case, "drop_related_person", reason=reason.strip(), detail=row.name)
        RelatedPerson.objects.filter(pk=row.pk).delete()
    return row


def take_in_related(wave: Wave, text: str) -> None:
    """Persons typed when the minutes are drafted, one a line: "Họ và tên - chức vụ"."""
    lines = [line.replace(" – ", " - ").partition(" - ") for line in text.splitlines() if line.strip()]
    if not lines:
        return
    RelatedPerson.objects.bulk_create(
        (
            RelatedPerson(
                party=wave.case,
                name=name.strip(),
                post=post.strip(),
                noted_at=wave.now,
                noted_by=wave.person,
            )
            for name, _dash, post in lines
        ),
        ignore_conflicts=True,
    )
    _copies_for_all(wave)


def persons_to_sign(wave: Wave, document: Document, refusals: Mapping[int, str]) -> int:
    """Lead and representative (or witness), and the persons concerned for whom a place to sign is printed.

    One of those who would not sign is written down with his reason and is not counted.
    """
    printed = [p for p in document.snapshot.get("related_persons", ()) if p.get("signs") is True]
    refused = {pk: reason.strip() for pk, reason in refusals.items() if reason.strip()}
    names = {p["name"] for p in printed}
    rows = RelatedPerson.objects.filter(party=wave.case, pk__in=refused, name__in=names) if refused else ()
    for row in rows:
        row.refused_reason = refused[row.pk]
        row.save(update_fields=["refused_reason"])
        wave.tell(wave.case, "note_related_refusal", reason=row.refused_reason, detail=row.name)
    return SIDES + len(printed) - len(rows)
