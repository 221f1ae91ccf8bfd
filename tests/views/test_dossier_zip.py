"""The zip of a dossier: everything one may read, nothing more, every byte as it was received, flat in memory."""

import csv
import hashlib
import io
import json
import random
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections.documents.bundle import Entry, stream
from inspections.enums import ScanState
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, EvidenceFile, FileAccess, FileCheck, Membership, User
from tests.factories.cases import case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db
TWO = Plot(codes=("MH-01", "MH-02"))


@pytest.fixture
def cast() -> Cast:
    return make_people()


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_after(cast, "conclude_items", TWO)


def party_of(case: Case, place: int = 0) -> Case:
    return list(case.children.order_by("pk"))[place]


def fetch(user: User, case: Case, status: int = 200) -> zipfile.ZipFile:
    client = Client()
    client.force_login(user)
    answer = client.post(reverse("dossier_zip", args=[case.pk]))
    assert answer.status_code == status
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]


def manifest(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive.read("manifest.json"))
    return found


def add_file(
    case: Case, by: User, name: str, content: bytes = b"x", side: str = "institution"
) -> EvidenceFile:
    row = EvidenceFile(
        case=case, name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest(), mime="text/plain",
        side=side, received_at=timezone.now(), received_by=by,
    )  # fmt: skip
    row.blob.save(name, ContentFile(content), save=False)
    row.save()
    return row


def test_every_file_lies_in_the_folder_of_its_item_with_the_hash_it_came_with(cast: Cast, case: Case) -> None:
    party = party_of(case)
    answer = party.answers.select_related("item").order_by("item__position").first()
    assert answer is not None
    held = add_file(party, cast.people["truonga-canbo"], "Thông báo tuyển sinh.txt", b"noi dung")
    held.answers.add(answer)
    archive = fetch(cast.people["truongdoan"], party)
    row = next(row for row in manifest(archive) if row["name"] == held.name)
    folder, name = row["path"].split("/")
    assert folder.startswith(f"{answer.item.position:02d} ") and name == held.name
    assert answer.item.code in row["about"]
    assert hashlib.sha256(archive.read(row["path"])).hexdigest() == row["sha256"] == held.sha256
    assert any(name.startswith("Văn bản/") for name in archive.namelist())
    for told in (row for row in manifest(archive) if row["path"] or not row["note"]):
        assert hashlib.sha256(archive.read(told["path"])).hexdigest() == told["sha256"]


def test_the_zip_of_a_whole_inspection_has_a_folder_for_every_institution(cast: Cast, case: Case) -> None:
    for party in case.children.all():
        add_file(party, cast.people["truongdoan"], "Ảnh.txt")
    folders = {
        name.split("/")[0] for name in fetch(cast.people["truongdoan"], case).namelist() if "/" in name
    }
    names = {
        party.institution.name for party in case.children.select_related("institution") if party.institution
    }
    assert len(folders) == 3 and all(any(name.startswith(folder[:20]) for name in names) for folder in folders - {"Cả cuộc kiểm tra"})  # fmt: skip


def test_the_institution_takes_its_own_files_and_the_papers_it_may_read_and_nothing_else(
    cast: Cast, case: Case
) -> None:
    own, neighbour = party_of(case), party_of(case, 1)
    add_file(own, cast.people["truonga-canbo"], "của trường A.txt")
    add_file(own, cast.people["truongdoan"], "của Đoàn.txt", side="team")
    add_file(neighbour, cast.people["trungtamb-canbo"], "của trung tâm B.txt")
    told = {row["name"] for row in manifest(fetch(cast.people["truonga-hieutruong"], own))}
    assert "của trường A.txt" in told
    assert not told & {"của Đoàn.txt", "của trung tâm B.txt"}
    assert not [name for name in told if "Kế hoạch tiến hành" in name]
    client = Client()
    client.force_login(cast.people["truonga-hieutruong"])
    for foreign in (case, neighbour):
        assert client.post(reverse("dossier_zip", args=[foreign.pk])).status_code == 404


def test_withdrawn_and_quarantined_files_are_named_with_the_reason_and_left_out(
    cast: Cast, case: Case
) -> None:
    party, clerk = party_of(case), cast.people["truonga-canbo"]
    gone, ill = add_file(party, clerk, "nhầm.txt"), add_file(party, clerk, "mã độc.txt")
    EvidenceFile.objects.filter(pk=gone.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=clerk, withdrawn_reason="Nộp nhầm tệp năm trước"
    )
    FileCheck.objects.update_or_create(file=ill, defaults={"scan": ScanState.INFECTED})
    archive = fetch(cast.people["truongdoan"], party)
    told = {row["name"]: row for row in manifest(archive)}
    assert "Nộp nhầm tệp năm trước" in told["nhầm.txt"]["note"] and "mã độc" in told["mã độc.txt"]["note"]
    assert told["nhầm.txt"]["path"] == told["mã độc.txt"]["path"] == ""
    assert not [name for name in archive.namelist() if "nhầm" in name or "mã độc" in name]
    handed = FileAccess.objects.filter(way="zipped", by=cast.people["truongdoan"])
    assert not handed.filter(file__in=[gone, ill]).exists()


def test_every_file_and_paper_handed_out_is_noted_once_with_who_and_when(cast: Cast, case: Case) -> None:
    party = party_of(case)
    archive = fetch(cast.people["truongdoan"], party)
    noted = FileAccess.objects.filter(case=party, way="zipped", by=cast.people["truongdoan"])
    assert noted.count() == len([row for row in manifest(archive) if row["path"]])


def test_names_are_safe_on_windows_and_two_alike_are_numbered(cast: Cast, case: Case) -> None:
    party, clerk = party_of(case), cast.people["truonga-canbo"]
    evil = [
        "../../etc/passwd",
        "CON.txt",
        "a" * 300 + ".txt",
        "anh\u202egpj.exe.txt",
        "Ảnh.txt",
        "ảnh.txt",
        "x:y?.txt",
    ]
    for name in evil:
        add_file(party, clerk, name[:255])
    for path in fetch(cast.people["truongdoan"], party).namelist():
        for part in path.split("/"):
            assert 0 < len(part) <= 120 and part.strip(" .") == part and part not in ("..", "CON.txt")
            assert not set(part) & set('<>:"\\|?*\u202e')
    paths = [row["path"] for row in manifest(fetch(cast.people["truongdoan"], party)) if row["path"]]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert any(path.casefold().endswith("ảnh (2).txt") for path in paths)


def test_the_list_for_people_opens_in_excel_and_runs_no_formula(cast: Cast, case: Case) -> None:
    party = party_of(case)
    add_file(party, cast.people["truonga-canbo"], "=cmd|calc.txt")
    content = fetch(cast.people["truongdoan"], party).read("manifest.csv").decode("utf-8")
    assert content.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(content[1:])) for cell in row]
    assert "SHA-256" in cells and not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_who_lost_his_post_gets_no_zip(cast: Cast, case: Case) -> None:
    clerk, party = cast.people["truonga-canbo"], party_of(case)
    fetch(clerk, party)
    Membership.objects.filter(user=clerk).update(
        valid_until=timezone.localdate() - timezone.timedelta(days=1)
    )
    client = Client()
    client.force_login(User.objects.get(pk=clerk.pk))
    assert client.post(reverse("dossier_zip", args=[party.pk])).status_code == 404


def test_bytes_changed_in_the_store_are_told(cast: Cast, case: Case) -> None:
    party = party_of(case)
    held = add_file(party, cast.people["truonga-canbo"], "sửa.txt", b"goc")
    with held.blob.storage.open(held.blob.name, "wb") as stored:
        stored.write(b"khac")
    row = next(row for row in manifest(fetch(cast.people["truongdoan"], party)) if row["name"] == "sửa.txt")
    assert "đã bị thay đổi" in row["note"]


class Stored:
    """A file of invented bytes that are made while they are read."""

    def __init__(self, seed: int, size: int) -> None:
        self.seed, self.size = seed, size

    def open(self, mode: str) -> io.BytesIO:
        return io.BytesIO(random.Random(self.seed).randbytes(self.size))


def test_three_hundred_files_go_out_with_flat_memory_and_equal_hashes() -> None:
    size, entries = 256 * 1024, []
    for number in range(300):
        blob = Stored(number, size)
        digest = hashlib.sha256(blob.open("rb").read()).hexdigest()
        entries.append(
            Entry(
                f"01 Mục/{number}.bin", f"{number}.bin", size, digest, timezone.now(), "An", "Đoàn", "", blob
            )
        )
    sent, longest = 0, 0
    tracemalloc.start()
    try:
        for piece in stream(entries):
            sent, longest = sent + len(piece), max(longest, len(piece))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent > 300 * size and peak <= 16 * 1024 * 1024 and longest <= 1024 * 1024
    archive = zipfile.ZipFile(io.BytesIO(b"".join(stream(entries))))
    assert archive.testzip() is None
    told = {row["path"]: row for row in manifest(archive)}
    assert all(hashlib.sha256(archive.read(path)).hexdigest() == row["sha256"] for path, row in told.items())
    assert not [row for row in told.values() if row["note"]]
