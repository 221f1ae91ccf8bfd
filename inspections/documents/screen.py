"""The minutes as sections of text for the screen, from the same snapshot that prints."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

from inspections.documents.contexts import minutes_snapshot
from inspections.documents.formatting import bare, cite_place, long_moment
from inspections.documents.snapshots import MinutesSnapshot
from inspections.documents.wording import (
    counts_sentence,
    method_sentences,
    opinion_sentence,
    refusal_sentence,
)
from inspections.enums import Rating
from inspections.models import Case, Document, InspectedParty


def minutes_text(party: Case, paper: Document | None, *, today: date) -> MinutesSnapshot:
    """The frozen text if there is one, else the text as it would be frozen now."""
    if paper is not None:
        return cast(MinutesSnapshot, paper.snapshot)
    return minutes_snapshot(cast(InspectedParty, party), today=today, demo=settings.DEMO)


def minutes_sections(snapshot: MinutesSnapshot) -> list[dict[str, Any]]:
    """Heading by heading, the sentences that print."""
    return [{"heading": heading, "paragraphs": paragraphs} for heading, paragraphs in _sections(snapshot)]


def _sections(minutes: MinutesSnapshot) -> Iterator[tuple[str, list[str]]]:
    representative = minutes["representative"]
    yield (
        _("Mở đầu"),
        [
            _("Lập lúc %(when)s, tại %(place)s.")
            % {"when": long_moment(minutes["opened_at"]), "place": minutes["venue"]},
            _("Đơn vị được kiểm tra: %(name)s; đại diện: %(person)s, %(post)s.")
            % {
                "name": minutes["party"]["name"],
                "person": representative["name"],
                "post": representative["post"],
            },
            _("Đoàn kiểm tra: %(names)s.")
            % {"names": ", ".join(f"{p['name']} ({p['duty']})" for p in minutes["team"])},
            *_meeting(minutes),
        ],
    )
    yield _("Nội dung và phương thức"), list(method_sentences(minutes))
    yield _("Kết quả kiểm tra"), [counts_sentence(minutes["counts"]), *_items(minutes)]
    yield _("Tồn tại, hạn chế"), _findings(minutes) or [_("Không ghi nhận tồn tại, hạn chế.")]
    yield _("Ý kiến của đơn vị được kiểm tra"), [opinion_sentence(minutes["opinion"])]
    if minutes["related_opinions"]:
        said = [f"{statement['by']}: {statement['text']}" for statement in minutes["related_opinions"]]
        yield _("Ý kiến của người có liên quan"), said
    if minutes["refusal"]:
        yield _("Việc không ký biên bản"), [refusal_sentence(minutes["refusal"])]


def _meeting(minutes: MinutesSnapshot) -> list[str]:
    """Beside the two sides: who came along, who is concerned, who was absent and why (older minutes name none)."""
    along = [f"{p['name']} ({p['post']})" for p in minutes.get("party_present", [])]
    concerned = [f"{p['name']} ({p['post']})" for p in minutes["related_persons"]]
    found = [_("Cùng dự: %(names)s.") % {"names": ", ".join(along)}] if along else []
    if concerned:
        found.append(_("Người có liên quan: %(names)s.") % {"names": ", ".join(concerned)})
    for person in minutes.get("absent", []):
        found.append(_("Vắng mặt: %(name)s; lý do: %(reason)s.") % person)
    return found


def _items(minutes: MinutesSnapshot) -> list[str]:
    found = []
    for item in minutes["items"]:
        rating = str(Rating(item["rating"]).label) if item["rating"] else _("chưa đánh giá")
        found.append(f"{item['code']}. {bare(item['text'])}. {rating}. {item['result']}")
    return found


def _findings(minutes: MinutesSnapshot) -> list[str]:
    found = []
    for finding in minutes["findings"]:
        places = "; ".join(cite_place(c) for c in finding["citations"])
        parts = [f"{finding['code']}. {finding['text']} ({places})"]
        if finding["explanation"]:
            parts.append(_("Đơn vị giải trình: %(text)s") % {"text": finding["explanation"]})
        if finding["lead_answer"]:
            parts.append(_("Trưởng đoàn: %(text)s") % {"text": finding["lead_answer"]})
        found.append(" ".join(parts))
    return found
