"""Contradictions between the minutes and the meeting they tell of (Decree 217/2025, Đ.11, Đ.15.3a; practice.md 1).

Who is named as signing was there and may sign; who spoke is named; what is cited is in the file; there are copies enough.
"""

import re

from django.utils.translation import gettext as _

from .contradictions import Contradiction, Found
from .formatting import short_date
from .snapshots import MinutesSnapshot

SIDES = 2
CITED_FILE = re.compile(r"\bTL-\d{3,}\b")


def attendance_agrees(minutes: MinutesSnapshot) -> Found:
    """Nobody is both present and absent, the lead who signs was there, and whoever was absent has a reason."""
    absent = {row["name"].casefold() for row in minutes["absent"]}
    present = [*minutes["team"], *minutes["party_present"]]
    for row in present:
        if row["name"].casefold() in absent:
            yield Contradiction(
                "attendance",
                _("%(name)s vừa được ghi có mặt, vừa được ghi vắng mặt.") % {"name": row["name"]},
            )
    if minutes["signer"]["name"].casefold() in absent:
        yield Contradiction("attendance", _("Trưởng đoàn ký biên bản nhưng được ghi là vắng mặt."))
    for missing in minutes["absent"]:
        if not missing["reason"].strip():
            yield Contradiction(
                "attendance", _("%(name)s vắng mặt nhưng chưa ghi lý do.") % {"name": missing["name"]}
            )


def authority_holds(minutes: MinutesSnapshot) -> Found:
    """The representative signs as head or deputy with a post of that day, or by a power of attorney that is in the file."""
    representative = minutes["representative"]
    kind = representative.get("authority_kind")
    if kind == "attorney" and not representative.get("authority_file"):
        yield Contradiction(
            "authority",
            _("%(name)s ký theo giấy ủy quyền nhưng hồ sơ chưa có tệp giấy ủy quyền.")
            % {"name": representative["name"]},
        )
    ended_on = representative.get("post_ended_on", "")
    if kind in ("head", "deputy") and ended_on:
        yield Contradiction(
            "authority",
            _(
                "%(name)s thôi giữ chức vụ tại đơn vị từ sau ngày %(day)s; ghi người đại diện khác hoặc giấy ủy quyền."
            )
            % {"name": representative["name"], "day": short_date(ended_on)},
        )


def related_persons_named(minutes: MinutesSnapshot) -> Found:
    """Whoever made a statement is named among the persons concerned, each once."""
    names = [person["name"].casefold() for person in minutes["related_persons"]]
    for statement in minutes["related_opinions"]:
        if statement["by"].casefold() not in names:
            yield Contradiction(
                "related",
                _("%(name)s có ý kiến trong biên bản nhưng không có tên trong mục người có liên quan.")
                % {"name": statement["by"]},
            )
    if "" in names or len(set(names)) < len(names):
        yield Contradiction("related", _("Người có liên quan chưa ghi họ tên hoặc được ghi hai lần."))


def evidence_stands(minutes: MinutesSnapshot) -> Found:
    """What the results and findings cite is in the file, not withdrawn and not quarantined."""
    rows = [row for item in minutes["items"] for row in item["evidence"]]
    known = {row["code"] for row in rows}
    texts = [f"{item['result']} {item['reason']}" for item in minutes["items"]]
    texts += [finding["text"] for finding in minutes["findings"]]
    for code in sorted({code for text in texts for code in CITED_FILE.findall(text)} - known):
        yield Contradiction(
            "evidence",
            _("Biên bản dẫn %(code)s nhưng hồ sơ, tài liệu này không có trong nội dung kiểm tra hoặc đã rút.")
            % {"code": code},
        )
    for code in sorted({row["code"] for row in rows if row.get("quarantined")}):
        yield Contradiction(
            "evidence",
            _("%(code)s đã bị cách ly vì có mã độc; không dùng làm căn cứ.") % {"code": code},
        )


def copies_enough(minutes: MinutesSnapshot) -> Found:
    """Each side keeps a copy, and so does every person concerned who signs."""
    signing = sum(person.get("signs") is True for person in minutes["related_persons"])
    if minutes["copies"] < SIDES + signing:
        yield Contradiction(
            "copies",
            _("Biên bản ghi %(there)s bản nhưng có %(needed)s bên giữ, mỗi bên ít nhất một bản.")
            % {"there": minutes["copies"], "needed": SIDES + signing},
        )


MEETING_RULES = (
    attendance_agrees,
    authority_holds,
    related_persons_named,
    evidence_stands,
    copies_enough,
)
