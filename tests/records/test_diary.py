"""Nhật ký Đoàn: one line a day a person, mended by its author to the end of the next working day, then fixed."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import diary
from inspections.exceptions import NotReady, Refused
from inspections.management.demo.people import Cast
from inspections.models import Case, DiaryLine

FRIDAY = timezone.make_aware(datetime(2026, 11, 13, 16, 0))


def write(
    cast: Cast, party: Case, now: datetime, on: date | None = None, *, name: str = "thanhvien1"
) -> DiaryLine:
    root = Case.objects.get(pk=party.root_case_id)
    return diary.write_diary(
        root, by=cast.people[name], now=now, on=on or timezone.localtime(now).date(), text="Đối chiếu hồ sơ."
    )


def change(
    cast: Cast, line: DiaryLine, now: datetime, text: str = "Sửa lại", name: str = "thanhvien1"
) -> DiaryLine:
    return diary.change_diary_line(line.case, by=cast.people[name], now=now, line_id=line.pk, text=text)


def test_a_line_of_friday_is_open_until_the_end_of_monday(cast: Cast, party: Case) -> None:
    line = write(cast, party, FRIDAY)
    assert line.open_until == date(2026, 11, 16)
    monday_night = timezone.make_aware(datetime(2026, 11, 16, 23, 50))
    assert change(cast, line, monday_night).text == "Sửa lại"
    assert list(line.history.order_by("pgh_id").values_list("text", flat=True)) == [
        "Đối chiếu hồ sơ.",
        "Sửa lại",
    ]
    with pytest.raises(NotReady, match="đã khóa từ hết ngày 16/11/2026"):
        change(cast, line, monday_night + timedelta(minutes=11))


def test_the_database_holds_a_line_after_its_last_day(cast: Cast, party: Case) -> None:
    line = write(cast, party, FRIDAY)
    late = {"text": "Lách", "changed_at": FRIDAY + timedelta(days=4), "changed_by": line.written_by}
    for change_to in (late, {"text": "Không nói ai sửa"}, {"on": date(2026, 11, 12)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DiaryLine.objects.filter(pk=line.pk).update(**change_to)
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()


def test_one_line_a_day_a_person(cast: Cast, party: Case) -> None:
    write(cast, party, FRIDAY)
    with pytest.raises(NotReady, match="đã ghi nhật ký ngày này"):
        write(cast, party, FRIDAY)
    write(cast, party, FRIDAY, name="thanhvien2")
    assert DiaryLine.objects.count() == 2


def test_nobody_mends_the_line_of_another(cast: Cast, party: Case) -> None:
    line = write(cast, party, FRIDAY)
    with pytest.raises(NotReady, match="Chỉ người ghi được sửa"):
        change(cast, line, FRIDAY, name="truongdoan")


def test_a_day_remembered_later_is_marked_and_a_day_to_come_is_refused(cast: Cast, party: Case) -> None:
    late = write(cast, party, FRIDAY, FRIDAY.date() - timedelta(days=3))
    assert (late.recorded_via, late.open_until) == ("entered_later", date(2026, 11, 13))
    with pytest.raises(NotReady, match="ngày chưa đến"):
        write(cast, party, FRIDAY, FRIDAY.date() + timedelta(days=1))
    with pytest.raises(NotReady, match="từ ngày ban hành quyết định"):
        write(cast, party, FRIDAY, date(2026, 10, 1))


def test_only_the_team_writes_and_the_event_names_the_day_not_the_text(cast: Cast, party: Case) -> None:
    for name in ("chuyenvien", "giamdoc", "vanthu"):
        with pytest.raises(Refused):
            write(cast, party, FRIDAY, name=name)
    line = write(cast, party, FRIDAY)
    event = line.case.events.latest("pk")
    assert (event.verb, event.detail) == ("write_diary", "13/11/2026")


def test_the_printable_diary_is_read_by_day_and_never_by_the_institution(cast: Cast, party: Case) -> None:
    write(cast, party, FRIDAY)
    write(cast, party, FRIDAY, FRIDAY.date() - timedelta(days=1), name="thanhvien2")
    url = reverse("diary", args=[party.root_case_id])
    client = Client()
    client.force_login(cast.people["giamsat"])
    page = client.get(url).content.decode()
    assert page.index("12/11/2026") < page.index("13/11/2026")
    client.force_login(cast.people["truonga-hieutruong"])
    assert client.get(url).status_code == 404
