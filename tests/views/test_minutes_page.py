"""Both sides on one page: remarks and answers beside the text, one finding after the other, the same print for both."""

import pytest
from django.test import Client
from django.urls import reverse

from inspections.actions import related
from inspections.enums import FindingState
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Document, Finding, Minutes, RelatedPerson, SupplementaryMinutes
from inspections.steps import STEPS
from tests.factories.cases import after, case_after
from tests.factories.people import make_people
from tests.figures.browsing import browser_of, step_url
from tests.figures.counting import counted

pytestmark = pytest.mark.django_db
LEAD, HEAD, CLERK, DIRECTOR = "truongdoan", "truonga-hieutruong", "truonga-canbo", "giamdoc"


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


@pytest.fixture
def drafted(cast: Cast) -> Case:
    """Minutes that wait for the word of the institution."""
    return case_after(cast, "draft_minutes").children.get()


def page_of(party: Case) -> str:
    return reverse("minutes", args=[party.pk])


def answer_url(party: Case, verb: str, finding: Finding | None = None) -> str:
    place: list[object] = [party.pk, STEPS[party.kind][verb].slug]
    return reverse("minutes_deed", args=[*place, finding.pk] if finding else place)


def more_findings(party: Case, number: int) -> None:
    first = party.findings.get()
    Finding.objects.bulk_create(
        Finding(
            party=party,
            code=f"TT{place:02d}",
            answer=first.answer,
            kind=first.kind,
            text=first.text,
            act=first.act,
            locator=first.locator,
            state=FindingState.SENT,
            raised_at=first.raised_at,
            raised_by=first.raised_by,
        )
        for place in range(2, number + 1)
    )


def open_page(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_institution_explains_a_finding_without_leaving_the_page(cast: Cast, drafted: Case) -> None:
    browser = browser_of(cast.people[HEAD])
    finding = drafted.findings.get()
    assert 'name="explanation"' in open_page(browser, page_of(drafted))
    sent = browser.post(
        answer_url(drafted, "explain_finding", finding),
        {"agrees": "no", "explanation": "Đơn vị đã nộp đủ hồ sơ."},
    )
    assert sent.status_code == 302 and sent["Location"].startswith(page_of(drafted))
    shown = open_page(browser, page_of(drafted))
    assert "Đơn vị đã nộp đủ hồ sơ." in shown and "Không đồng ý" in shown


def test_the_lead_answers_one_finding_and_stands_at_the_next(cast: Cast, drafted: Case) -> None:
    more_findings(drafted, 3)
    browser = browser_of(cast.people[LEAD])
    first, second, _third = drafted.findings.order_by("id")
    sent = browser.post(
        answer_url(drafted, "settle_finding", first), {"decision": "kept", "reason": "Giữ nguyên."}
    )
    assert sent["Location"] == answer_url(drafted, "settle_finding", second) + f"#ton-tai-{second.pk}"
    shown = open_page(browser, sent["Location"].partition("#")[0])
    assert shown.count('name="decision"') == 3  # one form: three choices of the finding that is open
    assert "Giữ nguyên." in shown and "1/3" in shown


def test_an_answer_with_something_missing_comes_back_on_the_same_page(cast: Cast, drafted: Case) -> None:
    browser = browser_of(cast.people[HEAD])
    url = answer_url(drafted, "explain_finding", drafted.findings.get())
    answer = browser.post(url, {"agrees": "no", "explanation": ""})
    assert answer.status_code == 200
    assert "Không đồng ý thì ghi giải trình." in answer.content.decode()
    assert 'class="minutes-sides"' in answer.content.decode()


def test_the_general_opinion_is_given_on_the_page(cast: Cast, drafted: Case) -> None:
    browser = browser_of(cast.people[HEAD])
    sent = browser.post(answer_url(drafted, "give_opinion"), {"opinion": "Nhà trường nhất trí."})
    assert sent["Location"] == page_of(drafted) + "#y-kien"
    assert Minutes.objects.get(party=drafted).opinion == "Nhà trường nhất trí."


def test_only_answers_are_written_here_and_each_by_its_own_side(cast: Cast, drafted: Case) -> None:
    finding = drafted.findings.get()
    assert browser_of(cast.people[LEAD]).get(answer_url(drafted, "draft_minutes")).status_code == 404
    wrong_side = browser_of(cast.people[HEAD]).get(answer_url(drafted, "settle_finding", finding))
    assert wrong_side.status_code == 403
    reader = open_page(browser_of(cast.people[DIRECTOR]), page_of(drafted))
    assert 'name="decision"' not in reader and 'name="explanation"' not in reader


def test_an_open_page_is_told_when_the_other_side_wrote(cast: Cast, drafted: Case) -> None:
    browser = browser_of(cast.people[LEAD])
    asked = reverse("minutes_changes", args=[drafted.pk])
    mark = drafted.events.latest("id").pk
    assert "Biên bản vừa có thay đổi" not in open_page(browser, f"{asked}?moc={mark}")
    browser_of(cast.people[HEAD]).post(answer_url(drafted, "give_opinion"), {"no_opinion": "on"})
    assert "Biên bản vừa có thay đổi" in open_page(browser, f"{asked}?moc={mark}")


def test_a_contradiction_leads_the_lead_to_where_it_is_mended_and_the_institution_only_reads_it(
    cast: Cast, drafted: Case
) -> None:
    Minutes.objects.filter(party=drafted).update(copies=1)
    mend = step_url(drafted, "record_meeting")
    assert f'<li><a href="{mend}">' in open_page(browser_of(cast.people[LEAD]), page_of(drafted))
    shown = open_page(browser_of(cast.people[HEAD]), page_of(drafted))
    assert mend not in shown and "ghi 1 bản" in shown


def test_the_lead_writes_the_meeting_down_from_the_page(cast: Cast, drafted: Case) -> None:
    browser = browser_of(cast.people[LEAD])
    url = step_url(drafted, "record_meeting")
    assert url in open_page(browser, page_of(drafted))
    form = browser.get(url).context["form"]
    absent = next(name for name in form.fields if name.startswith("absent_"))
    typed = {
        "representative_name": "Phạm Văn Khải",
        "representative_post": "Hiệu trưởng",
        "authority": "head",
        "copies": "2",
        "others": "Trần Thị Cúc - Kế toán",
        "others_absent": "Lê Minh - Trưởng phòng - đi công tác",
    }
    last = [name for name in form.fields if name.startswith("absent_")][-1]
    assert absent != last
    sent = browser.post(url, {**typed, last: "nghỉ ốm"})
    assert sent["Location"] == page_of(drafted)
    shown = open_page(browser, page_of(drafted))
    for words in (
        "Cùng dự: Trần Thị Cúc (Kế toán).",
        "Vắng mặt: Lê Minh; lý do: đi công tác.",
        "lý do: nghỉ ốm.",
    ):
        assert words in shown
    kept = browser.get(url).context["form"].initial
    assert (kept["others_absent"], kept[last]) == ("Lê Minh - Trưởng phòng - đi công tác", "nghỉ ốm")


def test_persons_concerned_stand_on_the_page_of_both_sides(cast: Cast, drafted: Case) -> None:
    url = step_url(drafted, "note_related_person")
    browser = browser_of(cast.people[LEAD])
    sent = browser.post(
        url, {"full_name": "Lê Văn Bình", "post": "thủ kho", "statement": "Tôi giữ sổ.", "signs": "on"}
    )
    assert sent["Location"] == page_of(drafted)
    row = RelatedPerson.objects.get(party=drafted)
    change = step_url(drafted, "change_related_person", row.pk)
    assert change in open_page(browser, page_of(drafted))
    shown = open_page(browser_of(cast.people[CLERK]), page_of(drafted))
    assert "Tôi giữ sổ." in shown and change not in shown


def test_the_page_costs_the_same_for_three_findings_and_for_thirty(cast: Cast, drafted: Case) -> None:
    related.note_related_person(
        drafted, by=cast.people[LEAD], now=after("draft_minutes"), name="Lê Văn Bình", post="thủ kho"
    )
    browser = browser_of(cast.people[LEAD])
    more_findings(drafted, 3)
    with counted() as few:
        open_page(browser, page_of(drafted))
    Finding.objects.filter(party=drafted, code__in=("TT02", "TT03")).delete()
    more_findings(drafted, 30)
    with counted() as many:
        open_page(browser, page_of(drafted))
    assert len(many) == len(few) <= 18


def test_both_sides_print_the_very_same_bytes(cast: Cast) -> None:
    party = case_after(cast, "confirm_minutes").children.get()
    paper = Document.objects.get(case=party, kind="minutes", state="for_signature")
    url = reverse("document", args=[party.pk, paper.pk])
    prints = []
    for name in (LEAD, HEAD):
        browser = browser_of(cast.people[name])
        assert url in open_page(browser, page_of(party))
        prints.append(b"".join(browser.get(url).streaming_content))  # type: ignore[attr-defined]
    assert prints[0] == prints[1]


def test_a_supplement_goes_its_whole_way_from_the_page(cast: Cast) -> None:
    party = case_after(cast, "sign_minutes").children.get()
    lead, head = browser_of(cast.people[LEAD]), browser_of(cast.people[HEAD])
    draft = step_url(party, "draft_supplement")
    assert draft in open_page(lead, page_of(party))
    form = lead.get(draft).context["form"]
    typed = {name: form.initial.get(name) or "Ghi theo thực tế." for name in form.fields}
    assert lead.post(draft, typed | {"text": "Mục TS01 nay ghi là 102."})["Location"] == page_of(party)
    opinion = step_url(party, "give_supplement_opinion")
    shown = open_page(head, page_of(party))
    assert opinion in shown and "Mục TS01 nay ghi là 102." in shown
    assert "Mục TS01 nay ghi là 102." in open_page(head, opinion)
    head.post(opinion, {"no_opinion": "on"})
    lead.post(step_url(party, "freeze_supplement"), {})
    row = SupplementaryMinutes.objects.select_related("document").get(party=party)
    assert row.document is not None and row.document.state == "for_signature"
    assert "Chờ ký" in open_page(head, page_of(party))


def test_the_refusal_path_is_plain_on_the_bar(cast: Cast) -> None:
    party = case_after(cast, "confirm_minutes", Plot()).children.get()
    shown = open_page(browser_of(cast.people[LEAD]), page_of(party))
    bar = shown[shown.index('class="signature-bar"') :]
    assert step_url(party, "record_refusal") in bar
