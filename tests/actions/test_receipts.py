"""«Giấy xác nhận đã nộp» for every submission: a paper with items, files, hashes, the moment, on time or late."""

from datetime import timedelta

import pytest

from inspections.actions import minutes, requests
from inspections.enums import DocumentKind, DocumentState, RequestItemState
from inspections.exceptions import NotReady
from inspections.management.demo.people import Cast
from inspections.management.demo.story import incoming
from inspections.models import Case, Document, InformationRequest, Receipt, Turn
from inspections.models.inputs import Asked, Reply
from tests.documents.example_replies import submission_receipt
from tests.factories.cases import after, party_at

NOW = after("begin_check")
LABELS = ("Quy chế tuyển sinh", "Danh sách trúng tuyển", "Sổ gốc cấp bằng")


def asked(cast: Cast, case: Case, *, days: int = 3) -> InformationRequest:
    """Three things asked by the lead."""
    return requests.send_information_request(
        case,
        by=cast.people["truongdoan"],
        now=NOW,
        asked=[Asked(label, relevance="Nội dung TS.01") for label in LABELS],
        due_on=NOW.date() + timedelta(days=days),
        contact="Trưởng đoàn",
    )


def test_a_receipt_lists_every_item_and_file_with_its_hash_and_says_on_time(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case)
    one, two, three = request.items.order_by("pk")
    file = incoming("quy-che.pdf")
    replies = {
        one.pk: Reply("Kèm quy chế", files=[file]),
        two.pk: Reply("Không có"),
        three.pk: Reply("Đã nộp"),
    }
    receipt = requests.answer_information_request(
        case, by=clerk, now=NOW, request_id=request.pk, replies=replies
    )
    paper = receipt.document
    assert paper is not None and paper.kind == DocumentKind.SUBMISSION_RECEIPT
    assert paper.state == DocumentState.PRINT
    seen = paper.snapshot
    assert [row["asked"] for row in seen["rows"]] == list(LABELS)
    assert seen["rows"][0]["files"][0]["sha256"] == file.sha256
    assert (seen["late"], seen["receipt_number"], seen["file_count"]) == (False, receipt.number, 1)
    assert seen["handed_by"]["name"] == clerk.full_name


def test_a_receipt_after_the_due_day_says_late(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case, days=0)
    replies = {item.pk: Reply("Có") for item in request.items.all()}
    late = NOW + timedelta(days=1)
    receipt = requests.answer_information_request(
        case, by=clerk, now=late, request_id=request.pk, replies=replies
    )
    assert receipt.document and receipt.document.snapshot["late"] is True


def test_a_part_may_be_handed_in_and_the_rest_stays_asked(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case)
    one, two, three = request.items.order_by("pk")
    deed = {"by": clerk, "now": NOW, "request_id": request.pk, "partial": True}
    with pytest.raises(NotReady, match="Chưa có nội dung nào để nộp"):
        requests.answer_information_request(case, replies={one.pk: Reply()}, **deed)
    requests.answer_information_request(case, replies={one.pk: Reply("Có")}, **deed)
    request.refresh_from_db()
    assert request.answered_at is None
    assert list(request.items.order_by("pk").values_list("state", flat=True)) == [
        "answered",
        "asked",
        "asked",
    ]
    waits = Turn.objects.still_open().filter(case=case, verb="answer_information_request", subject=request.pk)
    assert waits.count() == 1
    deed["partial"] = False
    requests.answer_information_request(case, replies={two.pk: Reply("Có"), three.pk: Reply("Có")}, **deed)
    request.refresh_from_db()
    assert request.answered_at is not None and not waits.exists()
    assert Receipt.objects.filter(request=request).count() == 2


def test_a_full_answer_still_says_which_items_lack_one(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case)
    first = request.items.earliest("pk")
    with pytest.raises(NotReady) as gaps:
        requests.answer_information_request(
            case, by=clerk, now=NOW, request_id=request.pk, replies={first.pk: Reply("Có")}
        )
    assert len(gaps.value.blockers) == 2


def test_an_answered_item_is_added_to_until_the_due_day_has_ended(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case, days=1)
    replies = {item.pk: Reply("Có") for item in request.items.all()}
    requests.answer_information_request(case, by=clerk, now=NOW, request_id=request.pk, replies=replies)
    item = request.items.earliest("pk")
    more = {item.pk: Reply("Thêm phụ lục", files=[incoming("phu-luc.pdf")])}
    receipt = requests.add_to_answer(
        case, by=clerk, now=NOW + timedelta(days=1), request_id=request.pk, additions=more
    )
    item.refresh_from_db()
    assert item.reply.startswith("Có\nBổ sung lúc") and item.files.count() == 1
    assert item.state == RequestItemState.ANSWERED
    assert receipt.document and "bổ sung" in receipt.document.snapshot["what"]
    with pytest.raises(NotReady, match="Đã hết hạn bổ sung"):
        requests.add_to_answer(
            case, by=clerk, now=NOW + timedelta(days=2), request_id=request.pk, additions=more
        )


def test_receipts_have_numbers_of_their_own_and_papers_never_change(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    numbers = []
    for _turn in range(2):
        request = asked(cast, case)
        replies = {item.pk: Reply("Có") for item in request.items.all()}
        receipt = requests.answer_information_request(
            case, by=clerk, now=NOW, request_id=request.pk, replies=replies
        )
        numbers.append(receipt.number)
    assert len(set(numbers)) == 2
    kinds = Document.objects.filter(case=case, kind=DocumentKind.SUBMISSION_RECEIPT)
    assert set(kinds.values_list("number", flat=True)) == {None}


def test_what_the_record_gives_is_what_the_papers_of_the_tests_show(cast: Cast) -> None:
    case, clerk = party_at(cast, "under_check"), cast.people["truonga-canbo"]
    request = asked(cast, case)
    replies = {item.pk: Reply("Có", files=[incoming("a.pdf")]) for item in request.items.all()}
    receipt = requests.answer_information_request(
        case, by=clerk, now=NOW, request_id=request.pk, replies=replies
    )
    assert receipt.document is not None
    made, example = receipt.document.snapshot, submission_receipt()
    assert set(made) - {"check"} == set(example) - {"check"}
    assert set(made["rows"][0]) == set(example["rows"][0])
    assert set(made["rows"][0]["files"][0]) == set(example["rows"][0]["files"][0])


def test_files_of_an_explanation_are_confirmed_and_an_explanation_without_one_is_not(cast: Cast) -> None:
    case, clerk = party_at(cast, "minutes_drafted"), cast.people["truonga-canbo"]
    finding, now = case.findings.earliest("pk"), after("draft_minutes")
    said = {"by": clerk, "now": now, "finding_id": finding.pk, "agrees": False, "explanation": "Đã bổ sung"}
    before = Receipt.objects.filter(case=case).count()
    minutes.explain_finding(case, **said)
    assert Receipt.objects.filter(case=case).count() == before
    minutes.explain_finding(case, **said, incoming=[incoming("bo-sung.pdf")])
    receipt = Receipt.objects.filter(case=case).latest("pk")
    assert receipt.document and finding.code in receipt.document.snapshot["what"]
    assert finding.files.filter(name="bo-sung.pdf").count() == 1
