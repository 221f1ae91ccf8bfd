"""Files piece by piece: they go on where they stopped, belong to their owner alone, and wait as kept files."""

import hashlib
import json
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.actions import uploads
from inspections.kinds import PartyStage
from inspections.management.demo.people import Cast
from inspections.models import Answer, EvidenceFile, StashedFile, Upload
from tests.factories import evil_files
from tests.factories.cases import party_at
from tests.factories.people import make_people

PIECE = 1 << 20
PDF = evil_files.pdf(pages=3)


@pytest.fixture
def cast(db: None) -> Cast:
    """Reference data, the department and its people."""
    return make_people()


def browser(cast: Cast, name: str = "thanhvien1") -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def announce(client: Client, content: bytes, name: str = "a.pdf", **changed: Any) -> Any:
    """Tell the server of a file; its answer."""
    said = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **changed}
    return client.post(reverse("uploads"), json.dumps(said), content_type="application/json")


def put(client: Client, url: str, offset: int, piece: bytes) -> Any:
    """Send one piece."""
    headers = {"Upload-Offset": str(offset)}
    return client.put(url, piece, content_type="application/octet-stream", headers=headers)


def whole(client: Client, content: bytes, name: str = "a.pdf") -> dict[str, Any]:
    """Send a file to its end."""
    state: dict[str, Any] = announce(client, content, name).json()
    while not (state["token"] or state["refusal"]):
        at = state["received"]
        state = put(client, state["url"], at, content[at : at + PIECE]).json()
    return state


def bytes_of(row: StashedFile | EvidenceFile) -> bytes:
    """What is stored."""
    with row.blob.open("rb") as stream:
        return bytes(stream.read())


def stored() -> set[Path]:
    """Every file on the disk."""
    return {path for path in Path(default_storage.location).rglob("*") if path.is_file()}


def test_a_file_stopped_in_between_goes_on_where_it_stopped(cast: Cast) -> None:
    first = browser(cast)
    begun = announce(first, PDF).json()
    assert put(first, begun["url"], 0, PDF[:300]).json()["received"] == 300
    later = browser(cast)
    again = announce(later, PDF).json()
    assert (again["received"], again["url"]) == (300, begun["url"])
    [unfinished] = later.get(reverse("uploads")).json()["unfinished"]
    assert unfinished["percent"] == 300 * 100 // len(PDF)
    done = put(later, again["url"], 300, PDF[300:]).json()
    kept = StashedFile.objects.get(token=done["token"])
    assert bytes_of(kept) == PDF
    assert later.get(reverse("uploads")).json()["unfinished"] == []


def test_a_piece_out_of_place_is_told_the_right_place_and_changes_nothing(cast: Cast) -> None:
    client = browser(cast)
    begun = announce(client, PDF).json()
    put(client, begun["url"], 0, PDF[:100])
    for offset in (0, 50, 101, 10**9):
        answer = put(client, begun["url"], offset, PDF[offset : offset + 10] or b"x")
        assert (answer.status_code, answer.json()["received"]) == (409, 100)
    beyond = put(client, begun["url"], 100, PDF[100:] + b"x")
    assert beyond.status_code == 409
    assert whole(client, PDF)["token"]


def test_what_the_disk_lost_with_the_machine_is_asked_for_again(cast: Cast) -> None:
    client = browser(cast)
    begun = announce(client, PDF).json()
    put(client, begun["url"], 0, PDF[:400])
    row = Upload.objects.get()
    Path(row.blob.path).write_bytes(PDF[:250])
    answer = put(client, begun["url"], 400, PDF[400:])
    assert (answer.status_code, answer.json()["received"]) == (409, 250)
    assert put(client, begun["url"], 250, PDF[250:]).json()["token"]


def test_the_same_file_is_whole_at_once_the_second_time(cast: Cast) -> None:
    client = browser(cast)
    token = whole(client, PDF)["token"]
    again = announce(client, PDF).json()
    assert (again["token"], again["received"]) == (token, len(PDF))
    assert announce(browser(cast, "truongdoan"), PDF).json()["received"] == 0


def test_a_file_is_nobody_elses(cast: Cast) -> None:
    owner, stranger = browser(cast), browser(cast, "truongdoan")
    begun = announce(owner, PDF).json()
    put(owner, begun["url"], 0, PDF[:100])
    assert stranger.get(begun["url"]).status_code == 404
    assert put(stranger, begun["url"], 100, PDF[100:]).status_code == 404
    assert stranger.delete(begun["url"]).status_code == 404
    assert stranger.get(reverse("uploads")).json()["unfinished"] == []
    assert put(Client(), begun["url"], 100, PDF[100:]).status_code == 302
    assert Upload.objects.get().received == 100


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (evil_files.SVG, "x.svg", "là ảnh SVG"),
        (evil_files.PROGRAM, "x.pdf", "nội dung là chương trình"),
        (evil_files.heic(20_000, 20_000), "lon.heic", "400 triệu điểm ảnh"),
    ],
)
def test_a_whole_file_is_examined_like_any_other(cast: Cast, content: bytes, name: str, words: str) -> None:
    client = browser(cast)
    before = stored()
    assert words in whole(client, content, name)["refusal"]
    assert words in announce(client, content, name).json()["refusal"]
    assert not StashedFile.objects.exists()
    assert len(stored() - before) <= 1  # the bytes go when the transaction of the test would end


def test_bytes_other_than_announced_are_told_and_can_be_sent_again(cast: Cast) -> None:
    client = browser(cast)
    begun = announce(client, PDF).json()
    spoiled = put(client, begun["url"], 0, PDF[:-1] + b"?").json()
    assert spoiled["refusal"] == 'Tệp "a.pdf" bị hỏng trên đường truyền, hãy tải lại.'
    assert whole(client, PDF)["token"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"size": 101 * 2**20}, 'Tệp "a.pdf" nặng 101 MB, tối đa 100 MB.'),
        ({"size": 26 * 2**20, "limit": 25 * 2**20}, "tối đa 25 MB"),
        ({"size": 0}, "không có nội dung (0 byte)"),
        ({"sha256": "không phải mã"}, "Thiếu mã kiểm chứng"),
    ],
)
def test_what_cannot_come_is_said_before_the_first_byte(
    cast: Cast, changed: dict[str, Any], words: str
) -> None:
    answer = announce(browser(cast), PDF, **changed)
    assert answer.status_code == 422 and words in answer.json()["error"]
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"name": 1}', b'{"name":"a","size":"x","sha256":"y"}', b"1"]
)
def test_nonsense_is_answered_in_words(cast: Cast, body: bytes) -> None:
    answer = browser(cast).post(reverse("uploads"), body, content_type="application/json")
    assert answer.status_code == 400 and "Hãy tải lại trang" in answer.json()["error"]


def test_a_piece_too_large_or_empty_is_refused(cast: Cast) -> None:
    client = browser(cast)
    url = announce(client, b"x" * 3 * PIECE, "a.txt").json()["url"]
    large, empty = put(client, url, 0, b"x" * (PIECE + 1)), put(client, url, 0, b"")
    assert (large.status_code, empty.status_code) == (413, 400)
    assert "quá 1 MB" in large.json()["error"] and "không có nội dung" in empty.json()["error"]


def test_one_person_cannot_fill_the_disk_with_beginnings(cast: Cast) -> None:
    client = browser(cast)
    for number in range(20):
        assert announce(client, b"%d" % number, "a.txt", size=100 * 2**20).status_code == 200
    answer = announce(client, b"mot", "a.txt", size=100 * 2**20)
    assert answer.status_code == 422 and "quá nhiều tệp tải dở" in answer.json()["error"]
    url = reverse("upload", args=[Upload.objects.latest("pk").pk])
    assert client.delete(url).status_code == 204
    assert announce(client, b"mot", "a.txt", size=100 * 2**20).status_code == 200


def test_a_kept_file_goes_into_the_dossier_with_the_form_as_it_lies(cast: Cast) -> None:
    party = party_at(cast, PartyStage.UNDER_CHECK)
    client = browser(cast)
    token = whole(client, PDF, "Sổ gốc.pdf")["token"]
    name = StashedFile.objects.get().blob.name
    answer = Answer.objects.filter(party=party).earliest("pk")
    url = reverse("step", args=[party.pk, "them-tai-lieu", answer.pk])
    assert client.post(url, {"files-kept": token, "once": "mot-lan"}).status_code == 302
    file = EvidenceFile.objects.get(answers=answer)
    assert (file.name, file.blob.name) == ("Sổ gốc.pdf", name)
    assert bytes_of(file) == PDF
    assert not StashedFile.objects.exists()


def test_a_field_for_one_kind_refuses_another_kind_that_came_in_pieces(cast: Cast) -> None:
    client = browser(cast, "chuyenvien")
    token = whole(client, PDF)["token"]
    page = client.post(reverse("past_upload"), {"file-kept": token, "once": "mot-lan"}).content.decode()
    assert "không đúng loại cần gửi ở đây" in page


def test_old_remains_are_swept_and_fresh_ones_stay(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client = browser(cast)
    begun = announce(client, PDF).json()
    put(client, begun["url"], 0, PDF[:100])
    whole(client, evil_files.pdf(pages=2), "b.pdf")
    now = timezone.now()
    paths = {row.blob.path for row in StashedFile.objects.all()}
    paths.add(Upload.objects.get(pk=int(begun["url"].rstrip("/").rsplit("/", 1)[-1])).blob.path)
    assert uploads.sweep(now=now + timedelta(days=6)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        uploads.sweep(now=now + timedelta(days=15))
    assert not Upload.objects.exists() and not StashedFile.objects.exists()
    assert not any(Path(path).exists() for path in paths)


@pytest.fixture
def measured() -> Iterator[None]:
    """Count what Python holds."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("measured")
def test_pieces_never_gather_in_memory(cast: Cast) -> None:
    client = browser(cast)
    line = b"Ten,Nam\r\n" * (PIECE // 9 + 1)
    content = line[:PIECE] * 24
    state = announce(client, content, "bang.csv").json()
    put(client, state["url"], 0, content[:PIECE])
    tracemalloc.reset_peak()
    base, _peak = tracemalloc.get_traced_memory()
    for at in range(PIECE, len(content), PIECE):
        state = put(client, state["url"], at, content[at : at + PIECE]).json()
    _now, peak = tracemalloc.get_traced_memory()
    assert state["token"]
    assert peak - base < len(content) / 2, peak - base
