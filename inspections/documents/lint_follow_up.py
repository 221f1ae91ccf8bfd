"""What disagrees inside a paper of the follow-up before it is signed (Nghị định 217/2025/NĐ-CP Điều 16; traps 1, 2).

Each rule reads the frozen snapshot and answers with sentences; none changes anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from inspections.rules.guards.result_papers import prose_objections

from .contradictions import Contradiction, Found
from .formatting import short_date

Paper = Mapping[str, Any]


def request_is_named(paper: Paper) -> Found:
    """The request that is followed is named by number and day, and so is the decision."""
    if not (paper["asked"]["number"] and paper["asked"]["dated_on"]):
        yield Contradiction("request", _("Chưa ghi số, ngày của văn bản yêu cầu khắc phục."))
    if not (paper["decision"]["number"] and paper["decision"]["signed_on"]):
        yield Contradiction("decision", _("Chưa ghi số, ngày của quyết định kiểm tra."))


def items_are_told(paper: Paper) -> Found:
    """There is something to tell of; what came back says what is still missing."""
    if not paper["items"]:
        yield Contradiction("items", _("Văn bản chưa nêu yêu cầu khắc phục nào."))
    for item in paper["items"]:
        if paper.get("returned") and not item["note"]:
            text = _("Yêu cầu %(n)s bị trả lại nhưng chưa nêu còn thiếu gì.")
            yield Contradiction("items", text % {"n": item["position"]})


def dates_in_order(paper: Paper) -> Found:
    """Request, report, urging, confirmation and answer follow one another."""
    asked_on = paper["asked"]["dated_on"]
    steps = [
        (_("Ngày đơn vị báo cáo"), paper.get("reported_on", "")),
        (_("Ngày xác nhận"), paper.get("confirmed_on", "")),
        (_("Hạn trả lời"), paper.get("answer_by", "")),
        *((_("Ngày văn bản đôn đốc"), row["dated_on"]) for row in paper.get("letters", [])),
    ]
    for words, day in steps:
        if day and asked_on and day < asked_on:
            text = _("%(what)s (%(day)s) sớm hơn ngày văn bản yêu cầu (%(asked)s).")
            told = {"what": words, "day": short_date(day), "asked": short_date(asked_on)}
            yield Contradiction("dates", text % told)
    ends = paper.get("answer_by") or paper.get("confirmed_on") or ""
    if ends and paper.get("reported_on", "") > ends:
        yield Contradiction("dates", _("Ngày đơn vị báo cáo muộn hơn ngày trả lời hoặc ngày xác nhận."))


def superior_is_told_enough(paper: Paper) -> Found:
    """The superior reads what was done already and what is proposed (Điều 16 khoản 1)."""
    if "letters" not in paper:
        return
    if not paper["letters"]:
        yield Contradiction("letters", _("Báo cáo chưa nêu văn bản đôn đốc nào đã gửi."))
    if not paper["proposal"]:
        yield Contradiction("proposal", _("Báo cáo chưa có nội dung đề xuất."))


def words_of_this_procedure(paper: Paper) -> Found:
    """No «kết luận», no word of another procedure (traps 1, 2)."""
    texts = [paper["subject"], paper.get("proposal", "")]
    texts += [words for item in paper["items"] for words in (item["text"], item["note"])]
    for words in prose_objections(texts):
        yield Contradiction("words", words)


RULES: tuple[Callable[[Paper], Found], ...] = (
    request_is_named,
    items_are_told,
    dates_in_order,
    superior_is_told_enough,
    words_of_this_procedure,
)


def lint_follow_up(paper: Paper) -> list[Contradiction]:
    """Every contradiction of a letter that urges, a report to the superior or a notice of completion."""
    return [found for rule in RULES for found in rule(paper)]
