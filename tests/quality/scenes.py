"""Dossiers standing at every deed, told through the actions, with the forms that can be sent there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from inspections.actions import complaints, diary, minutes, referrals, requests, team, visits
from inspections.enums import Ground, Rating, ReferralKind, TeamDuty
from inspections.management.demo.paper import code_in_mail, incoming
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, InformationRequest, RequestItem, TeamMember
from inspections.models.inputs import BY_HAND, MemberInput, Reply
from tests.factories.cases import after, case_after, moment_of, story_of
from tests.factories.orders import EXTENSION, GONE, WHY, Desk
from tests.factories.people import PASSWORD
from tests.quality.filling import WORDS, upload
from tests.quality.places import (
    CLERK,
    DIRECTOR,
    HEAD,
    LEAD,
    MEMBER,
    OFFICER,
    SCHOOL_CLERK,
    SECTION_HEAD,
    Place,
    step,
)

NOW = timezone.make_aware(datetime(2026, 11, 12, 9, 0))
BOTH = ("MH-01", "MH-02")
REASON = {"reason": WORDS}


def by_hand() -> dict[str, Any]:
    """Signed on paper: the scan and where the original lies."""
    return {"way": BY_HAND, "file": upload(), "original_place": "Tủ hồ sơ, cặp 1"}


def party_of(case: Case) -> Case:
    """The first institution of a dossier."""
    return case.children.earliest("pk")


def opening(cast: Cast) -> Iterator[Place]:
    """A dossier is opened, the usual way and at once."""
    matter = {
        "title": "Kiểm tra công tác tuyển sinh",
        "checklist_version": cast.checklists["tuyen-sinh"].pk,
        "institutions": [cast.institutions["MH-03"].pk],
        "ground_text": "Công văn minh hoạ số 12.",
        "period_from": "01/09/2025",
        "period_to": "31/08/2026",
    }
    yield Place("propose", OFFICER, reverse("propose"), {**matter, "ground": Ground.ORDER})
    people = {"lead": cast.people[LEAD].pk, "members": [cast.people[MEMBER].pk]}

    def urgent() -> dict[str, Any]:
        decision = {"signed_at": "11/11/2026 14:00", "number": 41, "capacity": cast.capacity(DIRECTOR).pk}
        papers = {"scan": upload(), "ground_files": upload(), "original_place": "Văn thư, cặp 1"}
        return {**matter, **people, **decision, **papers, "limit_days": 3, "conflict_free": "on"}

    yield Place("urgent", OFFICER, reverse("urgent"), urgent)


def proposed(cast: Cast) -> Iterator[Place]:
    """Row 2, and the end of a proposal."""
    case = case_after(cast, "propose")
    yield step(case, "review_overlap", OFFICER)
    yield step(case, "abandon", DIRECTOR, REASON)


def reviewed(cast: Cast) -> Iterator[Place]:
    """Row 3, the review confirmed and the team named."""
    case = case_after(cast, "review_overlap", Plot(confirmed=False))
    yield step(case, "confirm_overlap", SECTION_HEAD)
    members = [cast.people[MEMBER].pk]
    team = {"lead": cast.people[LEAD].pk, "members": members, "outside": "Lê Văn An - Sở Y tế"}
    yield step(case, "nominate_team", OFFICER, team)


def team_named(cast: Cast) -> Iterator[Place]:
    """Row 3, declarations on the screen and on paper."""
    case = _with_an_outsider(cast)
    yield step(case, "declare_conflicts", LEAD, {"truthful": "on"})
    guest = TeamMember.objects.get(case=case, user=None).pk
    yield step(case, "enter_paper_declaration", OFFICER, {"truthful": "on"}, guest)


def declared(cast: Cast) -> Iterator[Place]:
    """Row 3, the draft."""
    case = case_after(cast, "declare_conflicts")
    yield step(case, "draft_decision", OFFICER, {"capacity": cast.capacity(DIRECTOR).pk})
    yield step(case, "print_sheet", OFFICER, {"sheet": "pledge_sheet"})


def drafted(cast: Cast) -> Iterator[Place]:
    """Row 4, the signature."""
    yield step(case_after(cast, "draft_decision"), "sign_decision", DIRECTOR, by_hand)


def signed(cast: Cast) -> Iterator[Place]:
    """Row 4, number and issue."""
    yield step(case_after(cast, "sign_decision"), "issue_decision", CLERK, by_hand)


def _with_an_outsider(cast: Cast) -> Case:
    case = case_after(cast, "review_overlap")
    named = [
        MemberInput(cast.people[LEAD], TeamDuty.LEAD, trained=True),
        MemberInput(cast.people[MEMBER], TeamDuty.MEMBER),
        MemberInput(None, TeamDuty.MEMBER, outside_name="Trần Thị Ngoại", outside_body="Sở Nội vụ"),
    ]
    team.nominate_team(case, by=cast.people[OFFICER], now=after("review_overlap"), members=named)
    return case


def decided(cast: Cast) -> Iterator[Place]:
    """Row 5, and the revocation."""
    case = case_after(cast, "issue_decision")
    yield step(case, "submit_conduct_plan", LEAD, {"warned": "on"})
    yield step(case, "draft_revocation", LEAD, {"reason": WHY})


def submitted(cast: Cast) -> Iterator[Place]:
    """Row 6."""
    case = case_after(cast, "submit_conduct_plan")
    yield step(case, "approve_conduct_plan", DIRECTOR, by_hand)
    yield step(case, "return_conduct_plan", DIRECTOR, REASON)


def approved(cast: Cast) -> Iterator[Place]:
    """Row T1."""
    party = party_of(case_after(cast, "approve_conduct_plan"))
    yield step(party, "notify_schedule", LEAD)


def caught_in_the_act(cast: Cast) -> Iterator[Place]:
    """Row T4 without an announcement."""
    plot = Plot(ground=Ground.SIGNS, ground_files=[incoming("anh.pdf")])
    party = party_of(case_after(cast, "approve_conduct_plan", plot))
    yield step(party, "begin_check_unannounced", LEAD, REASON)


def notified(cast: Cast) -> Iterator[Place]:
    """Row T2."""
    party = party_of(case_after(cast, "notify_schedule"))
    yield step(party, "submit_outline_report", HEAD, lambda: {"report": WORDS, "files": upload()})


def reported(cast: Cast) -> Iterator[Place]:
    """Row T3."""
    yield step(party_of(case_after(cast, "submit_outline_report")), "announce_decision", LEAD)


def announced(cast: Cast) -> Iterator[Place]:
    """Row T4, the beginning."""
    yield step(party_of(case_after(cast, "announce_decision")), "begin_check", LEAD)


def check(cast: Cast) -> Iterator[Place]:
    """Rows T4 and T5, and each item."""
    party = party_of(case_after(cast, "gather_files", Plot(codes=BOTH)))
    asked = party.answers.exclude(item__evidence_hint="").earliest("pk")
    yield step(party, "send_information_request", LEAD, {"items": [asked.pk]})
    request = _second_request(cast, party)
    item = RequestItem.objects.get(request=request)
    typed = {f"text_{item.pk}": WORDS}
    yield step(
        party,
        "answer_information_request",
        SCHOOL_CLERK,
        lambda: {**typed, f"files_{item.pk}": upload()},
        request.pk,
    )
    refused = _refused(cast, party)
    yield step(party, "decide_refusal", LEAD, {"uphold": "yes", **REASON}, refused.pk)
    answer = party.answers.select_related("item").earliest("pk")
    finding = {"text": WORDS, "locator": "Điều 12", "act": answer.item.act_id}
    party.answers.filter(pk=answer.pk).update(rating=Rating.FALLS_SHORT, result=WORDS)
    yield step(party, "raise_finding", MEMBER, finding, answer.pk)
    yield step(party, "add_evidence", MEMBER, lambda: {"files": upload()}, answer.pk)
    said = {"result": WORDS, "rating": Rating.COMPLIES, "files": [party.evidence.earliest("pk").pk]}
    yield Place("item", MEMBER, reverse("item", args=[party.pk, answer.pk]), said)
    shown = reverse("item", args=[party.pk, answer.pk])
    autosaved = {"result": WORDS, "rating": Rating.COMPLIES}
    yield Place("autosave", MEMBER, reverse("autosave", args=[party.pk, answer.pk]), autosaved, shown)
    seen = party.answers.get(item__on_site_only=True)
    prefix, page = f"nd{seen.pk}", reverse("on_site", args=[party.pk])

    def on_site() -> dict[str, Any]:
        return {
            f"{prefix}-version": seen.version,
            f"{prefix}-result": WORDS,
            f"{prefix}-photos": upload("jpg"),
        }

    yield Place("on_site_item", MEMBER, reverse("on_site_item", args=[party.pk, seen.pk]), on_site, page, "")
    source = {"text": WORDS, "reader": cast.people[SECTION_HEAD].pk}
    yield Place("sources", DIRECTOR, reverse("sources", args=[party.root_case_id]), source)


def _second_request(cast: Cast, party: Case) -> InformationRequest:
    now = after("gather_files")
    due = now.date() + timedelta(days=3)
    return story_of(cast).ask(party, LEAD, now, due_on=due)


def _refused(cast: Cast, party: Case) -> RequestItem:
    request = _second_request(cast, party)
    item = request.items.get()
    requests.answer_information_request(
        party,
        by=cast.people[SCHOOL_CLERK],
        now=after("gather_files", hours=2),
        request_id=request.pk,
        replies={item.pk: Reply("Không liên quan", True)},
    )
    return RequestItem.objects.get(pk=item.pk)


def records(cast: Cast) -> Iterator[Place]:
    """Visits, complaints, hand-overs, the diary."""
    root = case_after(cast, "begin_check")
    party = party_of(root)
    lead, now = cast.people[LEAD], after("begin_check")
    came = {"work_done": WORDS, "unplanned_reason": WORDS}
    yield step(party, "record_visit", LEAD, came)
    visits.record_visit(
        party,
        by=lead,
        now=now + timedelta(hours=3),
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        place="Tại trường",
        members=list(root.team.filter(user=lead)),
        items=[],
        work_done=WORDS,
        unplanned_reason=WORDS,
    )
    yield step(party, "withdraw_visit", LEAD, REASON, party.site_visits.get().pk)
    yield step(root, "write_diary", LEAD, {"text": WORDS, "on": "11/11/2026"})
    diary.write_diary(root, by=lead, now=NOW, on=NOW.date(), text=WORDS)
    yield step(root, "change_diary_line", LEAD, {"text": f"{WORDS} Sửa."}, root.diary.get().pk)
    summary = {"summary": WORDS, "kind": "petition"}
    yield step(party, "hand_in_complaint", SCHOOL_CLERK, lambda: {**summary, "files": upload()})
    for case in (root, party):
        yield from _complaints(cast, case)
    yield from _referrals(cast, party)


def _complaints(cast: Cast, case: Case) -> Iterator[Place]:
    summary = {"summary": WORDS, "kind": "petition", "from_whom": "Nguyễn Văn A", "number_in": "12/Đ"}
    yield step(case, "record_complaint", OFFICER, summary)
    kept = {"kind": "petition", "received_on": NOW.date(), "from_whom": "Nguyễn Văn B", "summary": WORDS}
    complaints.record_complaint(case, by=cast.people[OFFICER], now=NOW, number_in="13/Đ", **kept)
    waiting = case.complaints.latest("pk")
    case.complaints.filter(pk=waiting.pk).update(number_in="")
    yield step(case, "number_complaint", CLERK, {"number_in": "14/Đ"}, waiting.pk)
    for verb in ("answer_complaint", "forward_complaint", "withdraw_complaint"):
        yield step(case, verb, OFFICER, {}, waiting.pk)


def _referrals(cast: Cast, party: Case) -> Iterator[Place]:
    yield step(party, "note_referral", LEAD, {"kind": ReferralKind.ASK_INSPECTORATE})
    lead, director = cast.people[LEAD], cast.people[DIRECTOR]
    facts = {"kind": ReferralKind.ASK_INSPECTORATE, "facts_text": WORDS, "legal_basis": WORDS, "files": []}
    for _number in range(3):
        referrals.note_referral(party, by=lead, now=NOW, **facts)
    noted, approved, sent = party.referrals.order_by("pk")
    yield step(party, "approve_referral", DIRECTOR, {}, noted.pk)
    for row in (approved, sent):
        referrals.approve_referral(party, by=director, now=NOW, referral_id=row.pk)
    clerk = cast.people[CLERK]
    yield step(party, "send_referral", CLERK, {}, approved.pk)
    yield step(party, "drop_referral", DIRECTOR, REASON, noted.pk)
    posted = {"recipient": "Thanh tra tỉnh", "number": "5/TTr", "on": NOW.date()}
    referrals.send_referral(party, by=clerk, now=NOW, referral_id=sent.pk, **posted)
    yield step(party, "receive_referral", CLERK, {}, sent.pk)
    yield step(party, "follow_referral", OFFICER, {"outcome": "considering"}, sent.pk)
    yield step(party, "draft_handover", LEAD, {}, sent.pk)


def concluded(cast: Cast) -> Iterator[Place]:
    """Row T7."""
    party = party_of(case_after(cast, "conclude_items"))
    yield step(party, "draft_minutes", LEAD, {"place": "Họp trực tuyến"})


def minutes_drafted(cast: Cast) -> Iterator[Place]:
    """Row T8, and new facts (T9)."""
    party = party_of(case_after(cast, "draft_minutes"))
    finding = party.findings.get().pk
    yield step(party, "explain_finding", SCHOOL_CLERK, lambda: {"agrees": "yes", "files": upload()}, finding)
    yield step(party, "give_opinion", HEAD, {"opinion": WORDS})
    yield step(party, "note_silence", LEAD, REASON)
    yield step(party, "settle_finding", LEAD, {"decision": "kept", **REASON}, finding)
    yield step(party, "take_up_again", LEAD, REASON)


def agreed(cast: Cast) -> Iterator[Place]:
    """Row T10, the text confirmed by password and code."""
    party, lead = party_of(case_after(cast, "give_opinion")), cast.people[LEAD]
    minutes.ask_code(party, by=lead, now=NOW)
    yield step(party, "confirm_minutes", LEAD, {"password": PASSWORD, "code": code_in_mail(lead)})


def confirmed(cast: Cast) -> Iterator[Place]:
    """Row T10, signed or refused."""
    party = party_of(case_after(cast, "confirm_minutes"))
    yield step(party, "reopen_minutes", LEAD, REASON)
    yield step(party, "invite_to_sign", LEAD)
    yield step(party, "sign_minutes", LEAD, by_hand)
    witness = {"witness_kind": "commune", "witness_name": "Lê Văn Bình", "witness_post": "UBND xã"}
    late = {"late_reason": WORDS, **REASON}
    yield step(party, "record_refusal", LEAD, lambda: {**by_hand(), **witness, **late})


def interventions(cast: Cast) -> Iterator[Place]:
    """Rows 9 to 13, T6 and T14: the drafts."""
    under_way = case_after(cast, "begin_check", Plot(codes=BOTH))
    party = party_of(under_way)
    why = {"reason": WHY}
    yield step(under_way, "draft_extension", LEAD, {"days": 5, "ground": EXTENSION["ground"], **why})
    yield step(under_way, "draft_pause", LEAD, why)
    yield step(under_way, "draft_termination", LEAD, {"cause": GONE["cause"], **why})
    yield step(under_way, "draft_amendment", LEAD, {"scope": WORDS, **why})
    leaving = under_way.team.get(user=cast.people[MEMBER]).pk
    gone = {"leaving": leaving, "joining": cast.people[OFFICER].pk, **why}
    yield step(under_way, "draft_replacement", LEAD, gone)
    yield step(party, "draft_party_termination", LEAD, {"cause": GONE["cause"], **why})
    remote = party.answers.filter(method="online").earliest("pk").pk
    yield step(party, "draft_plan_adjustment", LEAD, {"answers": [remote], **why})


def paused(cast: Cast) -> Iterator[Place]:
    """Row 11."""
    case = case_after(cast, "begin_check")
    Desk(cast).carry("pause", case, after("begin_check"), from_on=moment_of("begin_check").date())
    yield step(case, "draft_resumption", LEAD, {"reason": WHY})


def papers_to_sign(cast: Cast) -> Iterator[Place]:
    """Each kind of paper of an inspection under way, waiting for its signature."""
    case, desk = case_after(cast, "begin_check", Plot(codes=BOTH)), Desk(cast)
    for kind, given in PAPERS.items():
        order = desk.draft(kind, case, after("begin_check"), **given)
        yield step(case, "sign_order", DIRECTOR, by_hand, order.pk)
        yield step(case, "drop_order", LEAD, REASON, order.pk)


def papers_to_issue(cast: Cast) -> Iterator[Place]:
    """The same papers, signed and waiting for their number."""
    case, desk, made = case_after(cast, "begin_check", Plot(codes=BOTH)), Desk(cast), after("begin_check")
    for kind, given in PAPERS.items():
        order = desk.sign(desk.draft(kind, case, made, **given), made + timedelta(minutes=10))
        yield step(case, "issue_order", CLERK, by_hand, order.pk)


PAPERS: dict[str, dict[str, Any]] = {
    "extension": EXTENSION,
    "pause": {"from_on": moment_of("begin_check").date()},
    "termination": GONE,
    "amendment": {"scope": WORDS},
}
STANDS = (
    *(opening, proposed, reviewed, team_named, declared, drafted, signed),
    *(decided, submitted, approved, caught_in_the_act, notified, reported, announced, check, records),
    *(concluded, minutes_drafted, agreed, confirmed),
    *(interventions, paused, papers_to_sign, papers_to_issue),
)
