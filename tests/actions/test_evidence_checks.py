"""What the machine finds in files: scanned when there is a scanner, honest when there is none, pictures copied."""

import hashlib
import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import ExifTags, Image

from inspections.actions import conduct, file_checks, scanner
from inspections.enums import ScanState
from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Case, CaseEvent, EvidenceFile, FileAccess, FileCheck, Message
from inspections.models.inputs import Incoming
from inspections.rules.uploads import examine
from inspections.rules.uploads_copies import look_at
from tests.factories import evil_files
from tests.factories.cases import after, party_at

HEIC = (Path(evil_files.__file__).parent / "small.heic").read_bytes()
NOW = after("begin_check", hours=2)


@pytest.fixture
def party(cast: Cast) -> Case:
    """A party under check."""
    return party_at(cast, PartyStage.UNDER_CHECK)


def photo(size: tuple[int, int] = (3000, 1500)) -> bytes:
    """A photograph with what a camera writes: when, where, with what, and turned by a quarter."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Samsung", "SM-A536E"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:20 08:15:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (11.0, 56.0, 25.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (108.0, 26.0, 30.0)
    with io.BytesIO() as stream:
        Image.new("RGB", size, "navy").save(stream, "JPEG", exif=exif)
        return stream.getvalue()


def add(cast: Cast, party: Case, content: bytes, name: str) -> EvidenceFile:
    """The team adds a file as it comes from a form."""
    seen = examine(name, io.BytesIO(content), limit_bytes=1 << 26)
    assert seen.refusal is None
    given = Incoming(seen.name, seen.size, seen.sha256, seen.mime, ContentFile(content))
    [row] = conduct.add_evidence(party, by=cast.people["thanhvien1"], now=NOW, incoming=[given])
    return row


def read(answer: Any) -> bytes:
    """The file to its end, as a browser takes it."""
    return b"".join(answer.streaming_content)


def browser(cast: Cast, name: str) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


@contextmanager
def clamd(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A stand-in for ClamAV that takes one stream after the other and always answers the same."""
    taken: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", said.read(4))[0]:
                    content += said.read(size)
                taken.append(content)
                line.sendall(answer + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}", taken
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def test_one_job_looks_at_all_files_of_a_deed(cast: Cast, party: Case, run_jobs: Callable[[], int]) -> None:
    run_jobs()
    contents = [photo(), evil_files.pdf()]
    given = [
        Incoming(name, len(c), hashlib.sha256(c).hexdigest(), mime, ContentFile(c))
        for name, mime, c in zip(("a.jpg", "b.pdf"), ("image/jpeg", "application/pdf"), contents, strict=True)
    ]
    rows = conduct.add_evidence(party, by=cast.people["thanhvien1"], now=NOW, incoming=given)
    assert run_jobs() == 1
    assert FileCheck.objects.filter(file__in=rows).count() == 2


def test_without_a_scanner_the_state_says_so_and_files_are_handed_out(cast: Cast, party: Case) -> None:
    row = add(cast, party, evil_files.pdf(), "a.pdf")
    file_checks.check_files(party.pk, now=NOW)
    assert FileCheck.objects.get(file=row).scan == ScanState.NOT_SCANNED
    team = browser(cast, "truongdoan")
    assert "Chưa quét" in team.get(reverse("evidence_page", args=[party.pk, row.pk])).content.decode()
    answer = team.get(reverse("evidence", args=[party.pk, row.pk]))
    assert answer.status_code == 200
    read(answer)


def test_a_picture_gets_a_copy_without_the_cameras_data_and_the_original_stays(
    cast: Cast, party: Case
) -> None:
    content = photo()
    row = add(cast, party, content, "xuong.jpg")
    file_checks.check_files(party.pk, now=NOW)
    found = FileCheck.objects.get(file=row)
    assert found.taken_at == timezone.make_aware(datetime(2026, 11, 20, 8, 15))
    assert (found.latitude, found.longitude, found.camera) == (11.940278, 108.441667, "Samsung SM-A536E")
    with found.preview.open("rb") as copy, Image.open(copy) as shown:
        assert shown.size == (1000, 2000) and not shown.getexif() and shown.format == "JPEG"
    with row.blob.open("rb") as original:
        assert original.read() == content


def test_a_picture_of_an_iphone_is_taken_in_and_shown(cast: Cast, party: Case) -> None:
    row = add(cast, party, HEIC, "IMG_0001.HEIC")
    file_checks.check_files(party.pk, now=NOW)
    team = browser(cast, "truongdoan")
    page = team.get(reverse("evidence_page", args=[party.pk, row.pk])).content.decode()
    assert "Apple iPhone 13" in page and "11.94028; 108.44167" in page
    assert "do máy ghi, không phải bằng chứng tuyệt đối" in page
    answer = team.get(reverse("evidence_preview", args=[party.pk, row.pk]))
    assert answer["Content-Type"] == "image/jpeg" and answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert read(answer).startswith(b"\xff\xd8")
    assert FileAccess.objects.get(file=row).way == "previewed"


@pytest.mark.parametrize(
    "content",
    [evil_files.heic(64, 64), evil_files.png(64, 64), b"", photo((16, 16))[:200], evil_files.png(9000, 9000)],
)
def test_a_picture_that_cannot_be_decoded_or_is_a_bomb_gets_no_copy(content: bytes) -> None:
    assert look_at(io.BytesIO(content)) is None


def test_a_clean_file_is_marked_clean_after_the_scanner_saw_every_byte(
    cast: Cast, party: Case, settings: Any
) -> None:
    content = photo()
    row = add(cast, party, content, "a.jpg")
    with clamd(b"stream: OK") as (address, taken):
        settings.CLAMAV_SOCKET = address
        file_checks.check_files(party.pk, now=NOW)
    assert content in taken
    found = FileCheck.objects.get(file=row)
    assert (found.scan, found.scanned_at) == (ScanState.CLEAN, NOW)


def test_an_infected_file_is_quarantined_told_and_never_deleted(
    cast: Cast, party: Case, settings: Any
) -> None:
    row = add(cast, party, evil_files.pdf(), "a.pdf")
    with clamd(b"stream: Win.Test.EICAR_HDB-1 FOUND") as (address, _taken):
        settings.CLAMAV_SOCKET = address
        file_checks.check_files(party.pk, now=NOW)
        file_checks.check_file(EvidenceFile.objects.get(pk=row.pk), now=NOW)
    assert FileCheck.objects.get(file=row).threat == "Win.Test.EICAR_HDB-1"
    for name in ("truongdoan", "thanhvien1", "giamdoc"):
        page = browser(cast, name).get(reverse("evidence", args=[party.pk, row.pk]))
        assert page.status_code == 409 and "đã cách ly" in page.content.decode()
    told = Message.objects.filter(key__startswith="quarantine:")
    assert {message.to.username for message in told} >= {"truongdoan", "thanhvien1"}
    assert not any(row.name in message.body for message in told)
    assert CaseEvent.objects.filter(case=party, verb="quarantine_file").count() == 1
    assert Path(row.blob.path).exists()


def test_a_waiting_file_is_kept_back_from_others_and_tells_its_sender(
    cast: Cast, party: Case, settings: Any
) -> None:
    row = add(cast, party, evil_files.pdf(), "a.pdf")
    settings.CLAMAV_SOCKET = "127.0.0.1:9"
    url = reverse("evidence", args=[party.pk, row.pk])
    page = browser(cast, "truongdoan").get(url)
    assert page.status_code == 409 and "đang được quét mã độc" in page.content.decode()
    own = browser(cast, "thanhvien1").get(url)
    assert own.status_code == 200
    read(own)
    files = browser(cast, "thanhvien1").get(f"{party.get_absolute_url()}?tab=files").content.decode()
    assert "Chờ quét mã độc" in files


def test_a_scanner_that_is_silent_leaves_the_file_waiting_and_is_asked_again(
    cast: Cast, party: Case, settings: Any
) -> None:
    row = add(cast, party, evil_files.pdf(), "a.pdf")
    settings.CLAMAV_SOCKET = "127.0.0.1:9"
    with pytest.raises(scanner.ScannerSilent):
        file_checks.check_files(party.pk, now=NOW)
    assert file_checks.check_left_over(now=NOW) == 0
    with clamd(b"stream: OK") as (address, _taken):
        settings.CLAMAV_SOCKET = address
        assert file_checks.check_left_over(now=NOW) >= 1
    assert FileCheck.objects.get(file=row).scan == ScanState.CLEAN


def test_what_came_before_the_scanner_is_scanned_once_there_is_one(
    cast: Cast, party: Case, settings: Any
) -> None:
    row = add(cast, party, evil_files.pdf(), "a.pdf")
    file_checks.check_files(party.pk, now=NOW)
    assert file_checks.check_left_over(now=NOW) == 0
    with clamd(b"INSTREAM size limit exceeded. ERROR") as (address, _taken):
        settings.CLAMAV_SOCKET = address
        file_checks.check_left_over(now=NOW)
        assert file_checks.check_left_over(now=NOW) == 0
    found = FileCheck.objects.get(file=row)
    assert (found.scan, found.scanned_at) == (ScanState.NOT_SCANNED, NOW)


def test_a_unix_socket_serves_as_well(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "clamd.ctl"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    settings.CLAMAV_SOCKET = str(path)

    def serve(held: Any) -> None:
        line, _address = held.accept()
        with line:
            line.sendall(b"stream: OK\0")
            while line.recv(1 << 16):
                pass

    thread = threading.Thread(target=serve, args=(server,), daemon=True)
    thread.start()
    assert scanner.scan(io.BytesIO(b"x")).state == ScanState.CLEAN
    thread.join(5)
    server.close()
