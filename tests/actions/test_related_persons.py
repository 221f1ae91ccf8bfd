"""The meeting of the minutes: attendance, the right to sign, persons concerned (Điều 15.3a; practice.md 1)."""

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.utils import timezone

from inspections.actions import minutes, related
from inspections.documents.layout import render_html
from inspections.documents.lint import lint_minutes
from inspections.documents.screen import minutes_text
from inspections.enums import SignerAuthority
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Membership, Minutes, RelatedPerson
from inspections.models.inputs import Away, Present, Representative
from tests.factories.cases import after, case_after, party_at, story_of

LEAD, MEMBER = "truongdoan", "thanhvien1"
DRAFTED = after("draft_minutes")
HEAD = Representative("Phạm Văn Khải", "Hiệu trưởng", SignerAuthority.HEAD)


def text(party: Case) -> Any:
    return minutes_text(Case.objects.get(pk=party.pk), None, today=DRAFTED.date())


def codes(party: Case) -> set[str]:
    return {found.code for found in lint_minutes(text(party))}


def meet(cast: Cast, party: Case, representative: Representative = HEAD, **changed: Any) -> Minutes:
    team = [Present("team", member["name"], member["post"]) for member in text(party)["team"]]
    words: dict[str, Any] = {"present": [Present("institution", representative.name), *team], "absent": []}
    return related.record_meeting(
        party, by=cast.people[LEAD], now=DRAFTED, representative=representative, **(words | changed)
    )


def note(cast: Cast, party: Case, name: str = "Lê Văn Bình", **changed: Any) -> RelatedPerson:
    words: dict[str, Any] = {"post": "thủ kho", "statement": "Tôi giữ sổ gốc.", "signs": True}
    return related.note_related_person(
        party, by=cast.people[LEAD], now=DRAFTED, name=name, **(words | changed)
    )


def test_a_member_who_was_absent_is_named_with_his_reason_and_the_team_still_agrees(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    gone, *there = reversed(text(party)["team"])
    present = [Present("institution", HEAD.name), *(Present("team", m["name"]) for m in there)]
    meet(cast, party, present=present, absent=[Away("team", gone["name"], "", "nghỉ ốm")])
    found = text(party)
    assert gone["name"] not in {member["name"] for member in found["team"]}
    assert found["absent"] == [{"name": gone["name"], "post": "", "side": "team", "reason": "nghỉ ốm"}]
    assert not codes(party) & {"team", "attendance"}
    page = render_html("minutes.html", found, draft=True)
    assert f"Vắng mặt: {gone['name']}; lý do: nghỉ ốm." in page.replace("&#x27;", "'")


def test_absence_without_a_reason_is_not_written(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    with pytest.raises(NotReady, match="lý do vắng mặt"):
        meet(cast, party, absent=[Away("institution", "Trần Thị Cúc", "Kế toán", " ")])


def test_who_signs_by_a_power_of_attorney_hands_in_the_paper(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    deputy = Representative(
        "Trần Thị Cúc", "Phó Hiệu trưởng", SignerAuthority.ATTORNEY, "số 03/GUQ ngày 16/11/2026"
    )
    meet(cast, party, deputy)
    assert "authority" in codes(party)
    with_file = Representative(deputy.name, deputy.post, deputy.authority, deputy.paper, incoming("guq.pdf"))
    held = meet(cast, party, with_file)
    assert "authority" not in codes(party)
    told = text(party)["representative"]
    assert (
        told["authority"] == f"theo giấy ủy quyền số 03/GUQ ngày 16/11/2026 (TL-{held.authority_file_id:03d})"
    )
    assert (told["name"], told["post"]) == ("Trần Thị Cúc", "Phó Hiệu trưởng")


def test_a_head_whose_post_has_ended_does_not_sign_as_head(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    head = cast.people["truonga-hieutruong"]
    meet(cast, party, Representative(head.full_name, "Hiệu trưởng", SignerAuthority.HEAD))
    assert "authority" not in codes(party)
    Membership.objects.filter(user=head).update(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    assert "authority" in codes(party)


def test_a_related_person_is_printed_with_his_word_a_place_to_sign_and_a_copy(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    note(cast, party)
    note(cast, party, "H'Bia Niê", post="người học", statement="", signs=False)
    found = text(party)
    assert [(p["name"], p["signs"]) for p in found["related_persons"]] == [
        ("Lê Văn Bình", True),
        ("H'Bia Niê", False),
    ]
    assert found["related_opinions"] == [{"by": "Lê Văn Bình", "text": "Tôi giữ sổ gốc."}]
    assert found["copies"] == 3
    assert render_html("minutes.html", found, draft=True).count("NGƯỜI CÓ LIÊN QUAN</p>") == 1
    assert not codes(party) & {"related", "copies"}


def test_persons_typed_with_the_draft_become_rows(cast: Cast) -> None:
    case = case_after(cast, "draft_minutes")
    party = case.children.get()
    by, again = cast.people[LEAD], DRAFTED + timedelta(hours=1)
    minutes.take_up_again(party, by=by, now=DRAFTED, reason="Có tài liệu mới.")
    typed = "Lê Văn Bình - thủ kho\nH'Bia Niê"
    minutes.draft_minutes(party, by=by, now=again, place="Họp trực tuyến", related_persons=typed)
    rows = RelatedPerson.objects.filter(party=party).values_list("name", "post")
    assert list(rows) == [("Lê Văn Bình", "thủ kho"), ("H'Bia Niê", "")]
    assert Minutes.objects.get(party=party).copies == 4


def test_a_related_person_is_mended_and_taken_out_only_with_a_reason(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    row = note(cast, party)
    with pytest.raises(NotReady, match="đã có trong biên bản"):
        note(cast, party)
    words = {"by": cast.people[LEAD], "now": DRAFTED, "related_id": row.pk}
    changed = related.change_related_person(party, **words, name="Lê Văn Bính", statement="Tôi đã giao sổ.")
    assert (changed.name, changed.statement) == ("Lê Văn Bính", "Tôi đã giao sổ.")
    with pytest.raises(NotReady, match="Ghi lý do bỏ"):
        related.drop_related_person(party, **words, reason="")
    related.drop_related_person(party, **words, reason="Không liên quan.")
    assert not RelatedPerson.objects.filter(party=party).exists()
    assert party.events.latest("id").reason == "Không liên quan."


def test_only_the_lead_writes_of_the_meeting(cast: Cast) -> None:
    party = party_at(cast, "minutes_drafted")
    with pytest.raises(Refused):
        related.note_related_person(party, by=cast.people[MEMBER], now=DRAFTED, name="Lê Văn Bình")


def test_nothing_is_written_of_the_meeting_once_the_text_is_frozen(cast: Cast) -> None:
    party = case_after(cast, "confirm_minutes").children.get()
    at = after("confirm_minutes")
    with pytest.raises(NotReady, match="đã khóa"):
        related.note_related_person(party, by=cast.people[LEAD], now=at, name="Lê Văn Bình")


def test_a_person_concerned_who_will_not_sign_is_written_down_and_the_minutes_still_close(cast: Cast) -> None:
    case = case_after(cast, "give_opinion")
    party = case.children.get()
    lead, story, at = cast.people[LEAD], story_of(cast), after("give_opinion")
    row = related.note_related_person(party, by=lead, now=at, name="Lê Văn Bình", post="thủ kho")
    related.note_related_person(party, by=lead, now=at, name="H'Bia Niê", post="người học")
    later = after("give_opinion", hours=2)
    for finding in party.findings.filter(settlement=""):
        minutes.settle_finding(
            party, by=lead, now=at, finding_id=finding.pk, decision="kept", reason="Giữ nguyên."
        )
    story.confirm_minutes(case, Plot(), later)
    signed = minutes.sign_minutes(
        party,
        by=lead,
        now=later,
        signing=story.signing(),
        on=timezone.localtime(later).date(),
        late_reason="Chờ người có liên quan.",
        related_refusals={row.pk: "Cho rằng không liên quan."},
    )
    assert signed.stage == "minutes_signed"
    assert RelatedPerson.objects.get(pk=row.pk).refused_reason == "Cho rằng không liên quan."
    told = party.events.get(verb="note_related_refusal")
    assert (told.detail, told.reason) == ("Lê Văn Bình", "Cho rằng không liên quan.")


def test_a_digital_signature_is_asked_of_every_person_concerned_who_signs(cast: Cast) -> None:
    class Paper:
        snapshot: ClassVar[dict[str, Any]] = {
            "related_persons": [{"name": "Lê Văn Bình", "signs": True}, {"name": "H'Bia Niê", "signs": False}]
        }

    assert related.persons_to_sign(cast.people[LEAD], Paper(), {}) == 3  # type: ignore[arg-type]
    Paper.snapshot["related_persons"] = [{"name": "Thủ kho cũ", "post": "thủ kho"}]
    assert related.persons_to_sign(cast.people[LEAD], Paper(), {}) == 2  # type: ignore[arg-type]
