"""Nothing is disposed of because a day has come: a list, a decision on paper by a second person, and no hold (trap 44)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from inspections.actions import archives, disposal
from inspections.enums import DisposalState
from inspections.exceptions import NotReady, Refused
from inspections.jobs.archives import build_missing_archives
from inspections.management.demo.paper import incoming
from inspections.management.demo.people import Cast
from inspections.models import Archive, Case, CaseEvent, Closing, DisposalList, Document, FileAccess, User
from inspections.models.inputs import DisposalDecision
from inspections.rules.retention import KeptDossier, keep_until, not_to_be_disposed
from tests.factories.cases import story_of
from tests.factories.chain import broken_link
from tests.factories.closing import CLOSED, built, issued_case, seal

pytestmark = pytest.mark.django_db
OVER = CLOSED.replace(year=CLOSED.year + 21)
TODAY = OVER.date()


def decision(cast: Cast, **changed: Any) -> DisposalDecision:
    given = {
        "number": "12/QĐ-SGDĐT",
        "on": TODAY,
        "minutes_number": "03/BB-HĐ ngày 01/10",
        "file": incoming("quyet-dinh.pdf", story_of(cast).scan),
    }
    return DisposalDecision(**{**given, **changed})


def test_trap_44_the_end_of_the_term_deletes_nothing_and_only_a_decided_list_does(cast: Cast) -> None:
    row = built(seal(cast, issued_case(cast)))
    clerk, head = cast.people["vanthu"], cast.people["truongphong"]
    department, case = cast.department, Case.objects.get(pk=row.case_id)
    stored = [paper.final or paper.body for paper in Document.objects.filter(case=case)]
    build_missing_archives(0)
    with pytest.raises(NotReady, match="còn trong thời hạn"):
        disposal.propose_disposal(department, by=clerk, now=CLOSED, title="DS", case_ids=[case.pk])
    with pytest.raises(Refused):
        disposal.propose_disposal(
            department, by=cast.people["truongdoan"], now=OVER, title="DS", case_ids=[case.pk]
        )
    hold = archives.place_hold(case, by=head, now=OVER, reason="Đang giải quyết khiếu nại", basis="05/CV")
    with pytest.raises(NotReady, match="lệnh giữ"):
        disposal.propose_disposal(department, by=clerk, now=OVER, title="DS", case_ids=[case.pk])
    archives.lift_hold(case, by=head, now=OVER, hold_id=hold.pk, reason="Đã giải quyết xong")
    listed = disposal.propose_disposal(department, by=clerk, now=OVER, title="DS 2047", case_ids=[case.pk])
    with pytest.raises(NotReady, match="danh sách tiêu hủy khác"):
        disposal.propose_disposal(department, by=clerk, now=OVER, title="DS", case_ids=[case.pk])
    with pytest.raises(NotReady, match="Chưa có quyết định"):
        disposal.carry_out_disposal(listed, by=clerk, now=OVER, on=TODAY)
    with transaction.atomic(), pytest.raises(DatabaseError):
        DisposalList.objects.filter(pk=listed.pk).update(state=DisposalState.CARRIED_OUT)
    with pytest.raises(Refused, match="Người lập danh sách"):
        disposal.decide_disposal(listed, by=clerk, now=OVER, decision=decision(cast))
    with pytest.raises(NotReady, match="biên bản họp Hội đồng"):
        disposal.decide_disposal(listed, by=head, now=OVER, decision=decision(cast, minutes_number=" "))
    disposal.decide_disposal(listed, by=head, now=OVER, decision=decision(cast))
    hold = archives.place_hold(case, by=head, now=OVER, reason="Tòa án yêu cầu")
    with pytest.raises(NotReady, match="lệnh giữ"):
        disposal.carry_out_disposal(listed, by=clerk, now=OVER, on=TODAY)
    archives.lift_hold(case, by=head, now=OVER, hold_id=hold.pk, reason="Vụ án đã kết thúc")
    assert Archive.objects.get(pk=row.pk).file and all(field.storage.exists(field.name) for field in stored)
    disposal.carry_out_disposal(listed, by=clerk, now=OVER, on=TODAY)
    disposal.dispose_bytes(case.pk, str(row.file.name))
    disposal.dispose_bytes(case.pk, str(row.file.name))
    gone = Archive.objects.get(pk=row.pk)
    assert (gone.disposed_on, bool(gone.file), gone.sha256) == (TODAY, False, row.sha256)
    assert not any(field.storage.exists(field.name) for field in [*stored, row.file])
    assert CaseEvent.objects.filter(
        root_id=case.pk, verb="dispose", detail__startswith="12/QĐ-SGDĐT"
    ).exists()
    assert Document.objects.filter(case=case).exists() and broken_link(case) is None
    with pytest.raises(NotReady, match="đã tiêu hủy"):
        disposal.propose_disposal(department, by=clerk, now=OVER, title="DS", case_ids=[case.pk])


def test_the_term_counts_from_the_year_of_the_end_and_permanent_means_never() -> None:
    assert keep_until(date(2026, 11, 23), 20) == date(2046, 12, 31)
    assert keep_until(date(2026, 11, 23), None) is None
    last = KeptDossier("KT", "term", date(2046, 12, 31), held=False, disposed=False)
    assert not_to_be_disposed(last, date(2046, 12, 31)) and not not_to_be_disposed(last, date(2047, 1, 1))
    assert "vĩnh viễn" in str(
        not_to_be_disposed(KeptDossier("KT", "permanent", None, held=False, disposed=False), date(2999, 1, 1))
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_keepers_pages_show_the_seal_hand_out_the_archive_with_an_entry_and_make_lists(
    cast: Cast,
) -> None:
    row = built(seal(cast, issued_case(cast)))
    clerk, head = signed_in(cast.people["vanthu"]), signed_in(cast.people["truongphong"])
    page = clerk.get(reverse("archive", args=[row.case_id])).content.decode()
    assert row.manifest_sha256 in page and row.chain_head in page and "20 năm" in page
    answer = clerk.post(reverse("archive_take", args=[row.case_id]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]
    assert FileAccess.objects.filter(way="archive", by=cast.people["vanthu"]).count() == 1
    school = signed_in(cast.people["truonga-hieutruong"])
    assert school.get(reverse("archive", args=[row.case_id])).status_code in (403, 404)
    assert school.get(reverse("archives")).status_code == 403
    assert reverse("archive", args=[row.case_id]) in clerk.get(row.case.get_absolute_url()).content.decode()
    assert "Chưa có hồ sơ nào hết thời hạn" in clerk.get(reverse("archives")).content.decode()
    Closing.objects.filter(case_id=row.case_id).update(keep_until_on=date(2020, 12, 31))
    asked = clerk.get(reverse("disposal_new"))
    mark = asked.context["form"].once
    sent = clerk.post(
        reverse("disposal_new"), {"title": "DS 2026", "archives": [row.pk], "once": mark}, follow=True
    )
    listed = DisposalList.objects.get()
    assert "DS 2026" in sent.content.decode()
    url = reverse("disposal", args=[listed.pk])
    assert reverse("disposal_decide", args=[listed.pk]) not in clerk.get(url).content.decode()
    assert reverse("disposal_decide", args=[listed.pk]) in head.get(url).content.decode()
    assert clerk.get(reverse("disposal_decide", args=[listed.pk])).status_code == 403
    assert head.get(reverse("disposal_decide", args=[listed.pk])).status_code == 200
    item = listed.items.get()
    disposal.take_off_list(item, by=cast.people["vanthu"], now=CLOSED, note="Còn vụ kiện")
    assert "Còn vụ kiện" in clerk.get(url).content.decode()
    disposal.give_up_disposal(listed, by=cast.people["vanthu"], now=CLOSED + timedelta(1), reason="Lập lại")
    assert "Thôi, không tiêu hủy" in clerk.get(url).content.decode()
