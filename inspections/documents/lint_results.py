"""What disagrees inside the result papers of a party, told to the lead and to the signer before anybody signs.

Each rule reads frozen snapshots and answers with sentences; none changes anything (Nghị định 217/2025/NĐ-CP Điều 15, 16).
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from inspections.enums import FindingHandling
from inspections.rules.guards.result_papers import prose_objections

from .contradictions import Contradiction, Found
from .formatting import short_date

COUNTED = re.compile(r"(\d+)\s+(tồn tại|dấu hiệu vi phạm)", re.IGNORECASE)
COUNT_OF = {"tồn tại": "shortcomings", "dấu hiệu vi phạm": "signs_of_violation"}
Papers = tuple[Mapping[str, Any], Mapping[str, Any] | None]


def prose_agrees_with_the_record(papers: Papers) -> Found:
    """A number typed in the summary is the number of the record."""
    notice, _request = papers
    for line in notice["summary"]:
        for number, what in COUNTED.findall(line):
            there = notice["counts"][COUNT_OF[what.casefold()]]
            if int(number) != there:
                text = _("Phần tóm tắt ghi %(said)s %(what)s, biên bản ghi %(there)s.")
                yield Contradiction("counts", text % {"said": number, "what": what, "there": there})


def summary_is_written(papers: Papers) -> Found:
    """The notice says in words what was found."""
    if not papers[0]["summary"]:
        yield Contradiction("summary", _("Thông báo chưa có phần tóm tắt kết quả."))


def requests_agree(papers: Papers) -> Found:
    """Notice and request ask the same, and one is there exactly where something is asked."""
    notice, request = papers
    if bool(notice["items"]) != (request is not None):
        yield Contradiction("items", _("Thông báo và văn bản yêu cầu khắc phục không khớp nhau."))
    elif request is not None and notice["items"] != request["items"]:
        yield Contradiction("items", _("Yêu cầu, thời hạn trong thông báo khác văn bản yêu cầu khắc phục."))


def each_remedy_is_asked(papers: Papers) -> Found:
    """A finding to be mended is named by a request."""
    notice, _request = papers
    named = {item["finding_code"] for item in notice["items"]}
    for finding in notice["findings"]:
        if finding["handling"] == str(FindingHandling.REMEDY.label) and finding["code"] not in named:
            text = _("%(code)s phải khắc phục nhưng chưa có yêu cầu.")
            yield Contradiction("items", text % {"code": finding["code"]})


def dates_in_order(papers: Papers) -> Found:
    """The report comes after the last day of mending; days come after the minutes."""
    notice, _request = papers
    days = [item["due_on"] for item in notice["items"]]
    if days and notice["report_due_on"] < max(days):
        text = _("Hạn báo cáo (%(report)s) sớm hơn thời hạn khắc phục cuối cùng (%(last)s).")
        words = {"report": short_date(notice["report_due_on"]), "last": short_date(max(days))}
        yield Contradiction("dates", text % words)
    if days and notice["minutes_on"] and min(days) <= notice["minutes_on"]:
        yield Contradiction("dates", _("Có thời hạn khắc phục sớm hơn ngày ký biên bản."))


def words_of_this_procedure(papers: Papers) -> Found:
    """No «kết luận», no word of another procedure (traps 1, 2)."""
    notice, _request = papers
    texts = [*notice["summary"], *(item["text"] for item in notice["items"])]
    for words in prose_objections(texts):
        yield Contradiction("words", words)


RULES: tuple[Callable[[Papers], Found], ...] = (
    summary_is_written,
    prose_agrees_with_the_record,
    requests_agree,
    each_remedy_is_asked,
    dates_in_order,
    words_of_this_procedure,
)


def lint_result(notice: Mapping[str, Any], request: Mapping[str, Any] | None) -> list[Contradiction]:
    """All that disagrees in the papers of one party."""
    return [found for rule in RULES for found in rule((notice, request))]


def lines_of_paper(snapshot: Mapping[str, Any]) -> list[str]:
    """What a person would compare: summary, findings with their handling, requests, dates, who signs."""
    lines = [snapshot["subject"], *snapshot.get("summary", [])]
    lines += [
        f"{row['code']}. {row['text']} {row['handling']}. {row['reason']}" for row in snapshot["findings"]
    ]
    lines += [f"{row['text']} {row['basis']}. {short_date(row['due_on'])}" for row in snapshot["items"]]
    if snapshot["report_due_on"]:
        lines.append(_("Hạn báo cáo: %(day)s") % {"day": short_date(snapshot["report_due_on"])})
    signer = snapshot["signer"]
    return [
        *lines,
        " ".join(filter(None, [signer["prefix"], signer["head_title"], signer["title"], signer["name"]])),
    ]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Lines that left («-») and that came («+») since the paper was first put before the issuer."""
    for line in difflib.ndiff(lines_of_paper(before), lines_of_paper(after)):
        if line[:2] in ("- ", "+ "):
            yield line[0], line[2:].strip()
