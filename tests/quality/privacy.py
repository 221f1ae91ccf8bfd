"""Requests about personal data: asked in the app and on paper, answered, an erasure carried out; a copy asked for."""

from collections.abc import Iterator

from django.urls import reverse

from inspections.actions import privacy
from inspections.enums import DataRequestKind
from inspections.management.demo.people import Cast
from inspections.models import Membership
from tests.quality.filling import WORDS
from tests.quality.places import ADMINISTRATOR, CLERK, OFFICER, Place
from tests.quality.scenes import NOW


def personal_data(cast: Cast) -> Iterator[Place]:
    """Each form at a place where it can be sent."""
    page = reverse("own_data")
    yield Place("ask_export", OFFICER, reverse("ask_export"), {}, page, "")
    asked = {"kind": DataRequestKind.CORRECT, "text": WORDS}
    yield Place("ask_data_request", OFFICER, reverse("ask_data_request"), asked)
    paper = {**asked, "about": "Nguyễn Thị Cũ", "paper_reference": "Đơn ngày 10/11/2026"}
    yield Place("enter_data_request", OFFICER, reverse("enter_data_request"), paper)
    member = cast.people["thanhvien2"]
    row = privacy.ask_about_own_data(by=member, now=NOW, **asked)
    typed = {"outcome": "grant", "phone": "0905 000 000", "answer": WORDS}
    yield Place("answer_data_request", CLERK, reverse("answer_data_request", args=[row.pk]), typed)
    row = privacy.ask_about_own_data(by=member, now=NOW, kind=DataRequestKind.ERASE, text=WORDS)
    privacy.answer_data_request(row, by=cast.people[CLERK], now=NOW, granted=True, answer=WORDS)
    Membership.objects.filter(user=member).update(valid_until="2026-01-01")
    url = reverse("carry_out_erasure", args=[row.pk])
    yield Place("carry_out_erasure", ADMINISTRATOR, url, {"username": member.username})
