"""Contradictions inside the minutes, found before anybody signs them (Decree 217/2025, Đ.11, Đ.13, Đ.15.3a).

Each rule reads the frozen snapshot and answers with sentences; none of them changes anything. The minutes are
what both sides sign, so a figure, a date or a name that disagrees with another place of the same text is told
to the lead first.
"""

import re
from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _

from .contradictions import Contradiction as Contradiction
from .contradictions import Found
from .formatting import cite_place, full_number, local_moment, moment_date, short_date
from .lint_meeting import MEETING_RULES
from .snapshots import CitationSnapshot, FindingCounts, MinutesSnapshot

DECISION_IN_TEXT = re.compile(r"(?:QUYẾT ĐỊNH|Quyết định|QĐ) (?:SỐ|số) (\d+/\S*\w)", re.IGNORECASE)
LEAD_DUTY = "trưởng đoàn"


def _real_counts(minutes: MinutesSnapshot) -> FindingCounts:
    ratings = Counter(item["rating"] for item in minutes["items"])
    kinds = Counter(finding["finding_kind"] for finding in minutes["findings"])
    return {
        "items": len(minutes["items"]),
        "complies": ratings["complies"],
        "falls_short": ratings["falls_short"],
        "not_applicable": ratings["not_applicable"],
        "not_enough": ratings["not_enough"],
        "shortcomings": kinds["shortcoming"],
        "signs_of_violation": kinds["sign_of_violation"],
    }


def counts_agree(minutes: MinutesSnapshot) -> Found:
    """The figures stated equal the rows of the table and the list of findings."""
    if minutes["counts"] != _real_counts(minutes):
        yield Contradiction(
            "counts", _("Số liệu tổng hợp không khớp với bảng kết quả và danh sách tồn tại, dấu hiệu.")
        )


def dates_in_order(minutes: MinutesSnapshot) -> Found:
    """Announcement, opening and closing follow one another (Đ.13: the limit runs from the announcement)."""
    announced, opened, closed = (
        minutes["announcement"]["announced_at"],
        minutes["opened_at"],
        minutes["closed_at"],
    )
    if announced and opened and local_moment(announced) > local_moment(opened):
        yield Contradiction("dates", _("Thời gian bắt đầu làm việc sớm hơn thời gian công bố quyết định."))
    if opened and closed and local_moment(opened) > local_moment(closed):
        yield Contradiction("dates", _("Thời gian kết thúc biên bản sớm hơn thời gian bắt đầu."))
    if announced and moment_date(announced) < minutes["decision"]["signed_on"]:
        yield Contradiction("dates", _("Ngày công bố sớm hơn ngày ký quyết định kiểm tra."))


def items_concluded(minutes: MinutesSnapshot) -> Found:
    """Every item has a result and a rating; "chưa đủ căn cứ" says why."""
    if not minutes["items"]:
        yield Contradiction("items", _("Biên bản chưa có nội dung kiểm tra nào."))
    for item in minutes["items"]:
        if not item["rating"] or not item["result"].strip():
            yield Contradiction(
                "items", _("Nội dung %(code)s chưa có kết quả hoặc đánh giá.") % {"code": item["code"]}
            )
        elif item["rating"] == "not_enough" and not item["reason"].strip():
            yield Contradiction(
                "items",
                _("Nội dung %(code)s “chưa đủ căn cứ” nhưng chưa nêu lý do.") % {"code": item["code"]},
            )


def shortfalls_explained(minutes: MinutesSnapshot) -> Found:
    """Every "chưa đúng, chưa đủ" leads to a finding of these minutes or says why it does not."""
    known = {finding["code"] for finding in minutes["findings"]}
    for item in minutes["items"]:
        code = {"code": item["code"]}
        if item["rating"] == "falls_short" and not item["finding_codes"] and not item["reason"].strip():
            yield Contradiction(
                "shortfall",
                _("Nội dung %(code)s chưa đúng, chưa đủ nhưng không có tồn tại, hạn chế hoặc lý do.") % code,
            )
        if set(item["finding_codes"]) - known:
            yield Contradiction(
                "shortfall", _("Nội dung %(code)s dẫn đến mục không có trong biên bản.") % code
            )
        if item["rating"] == "complies" and item["finding_codes"]:
            yield Contradiction(
                "shortfall", _("Nội dung %(code)s đúng quy định nhưng lại có tồn tại, hạn chế.") % code
            )


def representative_present(minutes: MinutesSnapshot) -> Found:
    """The inspected party is represented by a named person, unless the refusal is recorded (Đ.15.3a)."""
    representative = minutes["representative"]
    if not representative["name"].strip() or not representative["post"].strip():
        yield Contradiction(
            "representative", _("Chưa ghi họ tên, chức vụ người đại diện đơn vị được kiểm tra.")
        )
    elif not representative["present"] and minutes["refusal"] is None:
        yield Contradiction(
            "representative", _("Người đại diện không có mặt nhưng không ghi nhận việc không ký.")
        )


def opinion_recorded(minutes: MinutesSnapshot) -> Found:
    """The opinion of the inspected party is in the minutes; silence is no opinion (Đ.15.3a)."""
    opinion = minutes["opinion"]
    if opinion["state"] == "given" and not opinion["text"].strip():
        yield Contradiction("opinion", _("Ý kiến của đơn vị được kiểm tra được ghi là đã có nhưng để trống."))
    if opinion["state"] != "not_yet" and not opinion["given_by"].strip():
        yield Contradiction("opinion", _("Chưa ghi ai là người nêu ý kiến của đơn vị được kiểm tra."))
    if opinion["state"] != "given" and opinion["text"].strip():
        yield Contradiction(
            "opinion", _("Có nội dung ý kiến nhưng biên bản lại ghi đơn vị không có hoặc chưa có ý kiến.")
        )
    if opinion["state"] == "not_yet" and minutes["closed_at"] and minutes["refusal"] is None:
        yield Contradiction("opinion", _("Biên bản đã kết thúc nhưng đơn vị được kiểm tra chưa có ý kiến."))


def findings_cite_law(minutes: MinutesSnapshot) -> Found:
    """Every finding names the act and the article that it rests on."""
    for finding in minutes["findings"]:
        if not any(citation["locator"].strip() for citation in finding["citations"]):
            yield Contradiction(
                "citation",
                _("Mục %(code)s chưa dẫn điều, khoản của văn bản pháp luật.") % {"code": finding["code"]},
            )


def _decision_numbers(minutes: MinutesSnapshot) -> set[str]:
    """All numbers under which these minutes name their decision; those not yet given are left out."""
    named = (
        (minutes["decision"]["number"], minutes["decision"]["symbol"]),
        (minutes["announcement"]["decision_number"], minutes["announcement"]["decision_symbol"]),
        (minutes["conduct_plan"]["decision_number"], minutes["conduct_plan"]["decision_symbol"]),
    )
    numbers = {full_number(number, symbol).upper() for number, symbol in named if number}
    in_head = DECISION_IN_TEXT.search(minutes["agency"])
    if in_head:
        number, _slash, symbol = in_head.group(1).partition("/")
        numbers.add(full_number(number, symbol).upper())
    return numbers


def decision_named_alike(minutes: MinutesSnapshot) -> Found:
    """Head, grounds, announcement and plan name the same decision by number and date."""
    numbers = _decision_numbers(minutes)
    if len(numbers) > 1:
        yield Contradiction(
            "decision",
            _("Biên bản ghi khác nhau về số quyết định: %(numbers)s.")
            % {"numbers": ", ".join(sorted(numbers))},
        )
    dates = {minutes["decision"]["signed_on"], minutes["announcement"]["decision_signed_on"]}
    if len(dates) > 1:
        listed = ", ".join(short_date(day) for day in sorted(dates))
        yield Contradiction(
            "decision", _("Biên bản ghi khác nhau về ngày quyết định: %(dates)s.") % {"dates": listed}
        )


def team_as_decided(minutes: MinutesSnapshot) -> Found:
    """The team of the minutes is the team of the decision, whoever was absent is named as such, the lead signs (Đ.12)."""
    names = {person["name"] for person in minutes["team"]}
    excused = {row["name"] for row in minutes["absent"] if row["side"] == "team"}
    strangers = (names | excused) - set(minutes["decision_team"])
    absent = set(minutes["decision_team"]) - names - excused
    if strangers:
        listed = ", ".join(sorted(strangers))
        yield Contradiction("team", _("Không có tên trong quyết định: %(names)s.") % {"names": listed})
    if absent:
        listed = ", ".join(sorted(absent))
        yield Contradiction(
            "team", _("Có trong quyết định nhưng thiếu trong biên bản: %(names)s.") % {"names": listed}
        )
    leads = [person["name"] for person in minutes["team"] if person["duty"].lower() == LEAD_DUTY]
    if leads != [minutes["signer"]["name"]]:
        yield Contradiction(
            "team", _("Người ký biên bản không phải là Trưởng đoàn có tên trong Đoàn kiểm tra.")
        )


def method_agrees(minutes: MinutesSnapshot) -> Found:
    """The method stated is the one by which the items were examined, visits included (Đ.14.2, Đ.15.4)."""
    methods = {item["method"] for item in minutes["items"]}
    carried_out = "mixed" if len(methods) > 1 else next(iter(methods), minutes["method"])
    if minutes["method"] != carried_out:
        yield Contradiction(
            "method", _("Phương thức kiểm tra ghi chung không khớp với phương thức của từng nội dung.")
        )
    unexplained = [visit for visit in minutes["site_visits"] if not visit.get("unplanned_reason")]
    if "on_site" not in methods and unexplained:
        yield Contradiction("method", _("Mọi nội dung ghi là từ xa nhưng Đoàn có cử người đến đơn vị."))
    if "on_site" in methods and not minutes["site_visits"]:
        yield Contradiction("method", _("Có nội dung kiểm tra trực tiếp nhưng không ghi lần đến đơn vị nào."))
    for item in minutes["items"]:
        if (
            item["method"] == "online"
            and not item["evidence"]
            and item["rating"] in ("complies", "falls_short")
        ):
            yield Contradiction(
                "method",
                _("Nội dung %(code)s kiểm tra từ xa nhưng không dẫn hồ sơ, tài liệu.")
                % {"code": item["code"]},
            )


def _outside_period(citation: CitationSnapshot, minutes: MinutesSnapshot) -> bool:
    """Tell whether the act was in force on no day of the period inspected."""
    act = citation["act"]
    starts_later = bool(act["valid_from"]) and act["valid_from"] > minutes["period_until"]
    ended_before = bool(act["valid_until"]) and act["valid_until"] < minutes["period_from"]
    return starts_later or ended_before


def citations_in_force(minutes: MinutesSnapshot) -> Found:
    """What is held against the party was law in the period inspected."""
    cited = [citation for finding in minutes["findings"] for citation in finding["citations"]]
    cited += [item["citation"] for item in minutes["items"] if item["citation"] is not None]
    for place in sorted({cite_place(citation) for citation in cited if _outside_period(citation, minutes)}):
        yield Contradiction(
            "in_force", _("%(place)s không có hiệu lực trong thời kỳ kiểm tra.") % {"place": place}
        )


def refusal_confirmed(minutes: MinutesSnapshot) -> Found:
    """A refusal is confirmed by the commune authority or a witness with name and post or address (Đ.15.3a)."""
    refusal = minutes["refusal"]
    if refusal is None:
        return
    named = [w for w in refusal["witnesses"] if w["name"].strip() and w["post_or_address"].strip()]
    if not named:
        yield Contradiction(
            "refusal",
            _("Đơn vị không ký nhưng chưa có đại diện chính quyền cấp xã hoặc người chứng kiến xác nhận."),
        )


RULES: tuple[Callable[[MinutesSnapshot], Found], ...] = (
    counts_agree,
    dates_in_order,
    items_concluded,
    shortfalls_explained,
    representative_present,
    opinion_recorded,
    findings_cite_law,
    decision_named_alike,
    team_as_decided,
    method_agrees,
    citations_in_force,
    refusal_confirmed,
    *MEETING_RULES,
)


def lint_minutes(snapshot: MinutesSnapshot) -> list[Contradiction]:
    """Return every contradiction found in the minutes, in the order of the rules; [] when they agree."""
    return [contradiction for rule in RULES for contradiction in rule(snapshot)]
