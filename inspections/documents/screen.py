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


def minutes_sections(party: Case, paper: Document | None, *, today: date) -> list[dict[str, Any]]:
    """The frozen text if there is one, else the text as it would be frozen now."""
    if paper is not None:
        snapshot = cast(MinutesSnapshot, Document.objects.values_list("snapshot", flat=True).get(pk=paper.pk))
    else:
        snapshot = minutes_snapshot(InspectedParty.objects.get(pk=party.pk), today=today, demo=settings.DEMO)
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
        ],
    )
    yield _("Nội dung và phương thức"), list(method_sentences(minutes))
    yield _("Kết quả kiểm tra"), [counts_sentence(minutes["counts"]), *_items(minutes)]
    yield _("Tồn tại, hạn chế"), _findings(minutes) or [_("Không ghi nhận tồn tại, hạn chế.")]
    yield _("Ý kiến của đơn vị được kiểm tra"), [opinion_sentence(minutes["opinion"])]
    if minutes["refusal"]:
        yield _("Việc không ký biên bản"), [refusal_sentence(minutes["refusal"])]


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
