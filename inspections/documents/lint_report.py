"""What disagrees inside the result report before it is signed (row 16; practice.md 1; trap 1)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from inspections.rules.result_report_check import conclusion_objections

from .contradictions import Contradiction, Found
from .snapshots_results import ResultReportSnapshot


def every_chapter_is_written(report: ResultReportSnapshot) -> Found:
    """A heading without words is no report."""
    for chapter in report["chapters"]:
        if not chapter["lines"] and not chapter["parts"]:
            yield Contradiction("empty", _("Phần «%(title)s» còn trống.") % {"title": chapter["heading"]})
        for part in chapter["parts"]:
            if not part["lines"]:
                yield Contradiction("empty", _("Phần «%(title)s» còn trống.") % {"title": part["heading"]})


def words_of_this_law(report: ResultReportSnapshot) -> Found:
    """The decree knows no «kết luận kiểm tra» (trap 1)."""
    chapters = report["chapters"]
    lines = [line for chapter in chapters for line in chapter["lines"]]
    lines += [line for chapter in chapters for part in chapter["parts"] for line in part["lines"]]
    for words in conclusion_objections(lines):
        yield Contradiction("words", words)


def every_item_is_rated(report: ResultReportSnapshot) -> Found:
    """The figures of the annex add up: each item has one rating."""
    for row in report["rows"]:
        rated = row["complies"] + row["falls_short"] + row["not_applicable"] + row["not_enough"]
        if rated != row["items"]:
            words = {"party": row["party"], "items": row["items"], "rated": rated}
            yield Contradiction(
                "counts",
                _("%(party)s: %(items)s nội dung kiểm tra nhưng chỉ %(rated)s nội dung có đánh giá.") % words,
            )


def decision_is_numbered(report: ResultReportSnapshot) -> Found:
    """The report names the decision by number and day."""
    if not report["decision"]["number"] or not report["decision"]["signed_on"]:
        yield Contradiction("decision", _("Báo cáo chưa ghi số, ngày của quyết định kiểm tra."))


RULES: tuple[Callable[[ResultReportSnapshot], Found], ...] = (
    every_chapter_is_written,
    words_of_this_law,
    every_item_is_rated,
    decision_is_numbered,
)


def lint_report(report: ResultReportSnapshot) -> list[Contradiction]:
    """Every contradiction of the report; [] when it agrees with itself."""
    return [found for rule in RULES for found in rule(report)]
