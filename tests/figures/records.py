"""The deeds that keep records inside a dossier, each sent once from its page."""

from typing import TYPE_CHECKING

from inspections.enums import ComplaintKind, ReferralKind, ReferralOutcome
from inspections.models import Case, Complaint, DiaryLine, Referral, SiteVisit
from tests.figures.browsing import step_url

if TYPE_CHECKING:
    from tests.figures.test_steps import Life

WORDS = "Ghi theo thực tế."
OFFICER, LEAD, MEMBER, DIRECTOR, CLERK = "chuyenvien", "truongdoan", "thanhvien1", "giamdoc", "vanthu"


def go_there(life: "Life", party: Case) -> None:
    """A visit written down by mistake and withdrawn, then the one that took place."""
    url = step_url(party, "record_visit")
    life.send("record_visit", MEMBER, url, work_done=WORDS)
    wrong = SiteVisit.objects.get(party=party).pk
    life.send("withdraw_visit", MEMBER, step_url(party, "withdraw_visit", wrong), reason=WORDS)
    life.send("record_visit", MEMBER, url, work_done=WORDS)


def keep_records(life: "Life", party: Case) -> None:
    """Diary, papers that came in, matters handed over."""
    root = Case.objects.get(pk=party.root_case_id)
    life.send("write_diary", MEMBER, step_url(root, "write_diary"), text=WORDS)
    line = DiaryLine.objects.get(case=root).pk
    life.send("change_diary_line", MEMBER, step_url(root, "change_diary_line", line), text=WORDS * 2)
    _papers(life, party)
    _papers(life, root)
    _handed_over(life, party)


def _papers(life: "Life", case: Case) -> None:
    paper = {"kind": ComplaintKind.PETITION, "from_whom": "Phụ huynh", "summary": WORDS, "number_in": "12"}
    for verb, more in (
        ("answer_complaint", {"answer": WORDS, "document_reference": "1/SGDĐT"}),
        ("forward_complaint", {"forwarded_to": "UBND", "document_reference": "2/SGDĐT", "reason": WORDS}),
        ("withdraw_complaint", {"reason": WORDS}),
    ):
        life.send("record_complaint", OFFICER, step_url(case, "record_complaint"), **paper)
        row = Complaint.objects.latest("pk").pk
        life.send(verb, OFFICER, step_url(case, verb, row), **more)
    if case.parent_id:
        url = step_url(case, "hand_in_complaint")
        life.send("hand_in_complaint", "truonga-canbo", url, kind=ComplaintKind.FEEDBACK, summary=WORDS)
        row = Complaint.objects.latest("pk").pk
        life.send("number_complaint", CLERK, step_url(case, "number_complaint", row), number_in="13")


def _handed_over(life: "Life", party: Case) -> None:
    matter = {"facts_text": WORDS, "legal_basis": "Luật", "kind": ReferralKind.ASK_INSPECTORATE}
    life.send("note_referral", LEAD, step_url(party, "note_referral"), **matter)
    row = Referral.objects.latest("pk").pk
    life.send("approve_referral", DIRECTOR, step_url(party, "approve_referral", row))
    gone = {"recipient": "Cơ quan có thẩm quyền", "number": "15/SGDĐT"}
    life.send("send_referral", CLERK, step_url(party, "send_referral", row), **gone)
    life.send("draft_handover", LEAD, step_url(party, "draft_handover", row), document=True)
    life.send("receive_referral", CLERK, step_url(party, "receive_referral", row), reference="7/PTN")
    url = step_url(party, "follow_referral", row)
    life.send("follow_referral", OFFICER, url, outcome=ReferralOutcome.CONSIDERING, text=WORDS)
    life.send("note_referral", LEAD, step_url(party, "note_referral"), **matter)
    row = Referral.objects.latest("pk").pk
    life.send("drop_referral", LEAD, step_url(party, "drop_referral", row), reason=WORDS)
