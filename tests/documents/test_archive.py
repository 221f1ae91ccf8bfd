"""The sealed archive proves itself: built twice alike, checked without the product, and every tampering is named."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.utils import timezone

from inspections.actions import archives, sources
from inspections.documents import archive
from inspections.documents.archive import Piece, Stored, WrongBytes, verifier, write_zip
from inspections.management.demo.people import Cast
from inspections.models import Archive, Case, Complaint, EvidenceFile, FileCheck
from tests.factories.closing import CLOSED, built, issued_case, seal
from tests.factories.people import make_people
from tests.views.test_dossier_zip import add_file

SECRET = "Nguồn tin hạn chế: ông K. ở phòng tài vụ"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_people()


def played(cast: Cast) -> Archive:
    """A sealed dossier with a plain, a withdrawn, an infected and a denouncer's file, and a confidential source."""
    case = issued_case(cast)
    party, clerk = case.children.get(), cast.people["truonga-canbo"]
    add_file(party, clerk, "Sổ tuyển sinh.txt", b"mot")
    add_file(party, clerk, "Sổ cấp bằng.txt", b"hai")
    gone = add_file(party, clerk, "nham.txt", b"rut")
    EvidenceFile.objects.filter(pk=gone.pk).update(
        withdrawn_at=CLOSED, withdrawn_by=clerk, withdrawn_reason="Nộp nhầm"
    )
    ill = add_file(party, clerk, "virus.txt", b"doc")
    FileCheck.objects.update_or_create(file=ill, defaults={"scan": "infected"})
    told = add_file(party, clerk, "don-to-cao.txt", b"nguoi to cao")
    complaint = Complaint.objects.create(
        case=party,
        kind="denunciation",
        side="team",
        receipt_number="X-1",
        received_on=CLOSED.date(),
        from_whom="Giấu tên",
        summary="Tố cáo",
        recorded_at=CLOSED,
        recorded_by=clerk,
    )
    complaint.files.add(told)
    record_source(case, cast)
    return built(seal(cast, Case.objects.get(pk=case.pk)))


def record_source(case: Case, cast: Cast) -> None:
    director, reader = cast.people["giamdoc"], cast.people["truongphong"]
    sources.record_source(case, by=director, now=CLOSED, text=SECRET, reader=reader)


def unpacked(content: bytes, to: Path) -> Path:
    if to.exists():
        shutil.rmtree(to)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        file.extractall(to)
    return to


def faults(folder: Path, *codes: str) -> str:
    return "\n".join(verifier.verify(verifier.Folder(str(folder)), codes))


def bytes_of(row: Archive) -> bytes:
    with row.file.open("rb") as stream:
        return bytes(stream.read())


def rewrite(path: Path, change: Callable[[Any], None]) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False))


def run(where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", *arguments]
    return subprocess.run(
        command, cwd=where, capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )


def test_the_archive_is_accepted_without_the_product_and_every_tampering_is_named(
    cast: Cast, tmp_path: Path
) -> None:
    row = played(cast)
    content = bytes_of(row)
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (row.sha256, row.size)
    empty = tmp_path / "khac"
    empty.mkdir()
    folder = unpacked(content, tmp_path / "ban-luu")
    (empty / "ban-luu.zip").write_bytes(content)
    shutil.copy(folder / "kiem-tra.py", empty)
    for accepted in (
        run(folder, "kiem-tra.py", "--doi-chieu", row.manifest_sha256),
        run(empty, "kiem-tra.py", "ban-luu.zip", "--doi-chieu", row.chain_head[:16]),
    ):
        assert accepted.returncode == 0, accepted.stdout + accepted.stderr
        assert accepted.stdout.splitlines()[-1] == "NGUYÊN VẸN"
        assert accepted.stdout.startswith(f"Hồ sơ {row.case.code}:")
    _holds_what_it_may(content, row)
    _flips_drops_and_swaps(content, tmp_path)
    _changes_events_and_manifest(content, tmp_path, row)
    flipped = bytearray(content)
    flipped[content.index(b"mot")] ^= 1
    (empty / "ban-luu.zip").write_bytes(flipped)
    refused = run(empty, "kiem-tra.py", "ban-luu.zip")
    assert refused.returncode == 1 and "Sổ tuyển sinh.txt" in refused.stdout


def _holds_what_it_may(content: bytes, row: Archive) -> None:
    """Every paper and file is there to be read; what must not travel is named or counted, never in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        whole = b"".join(file.read(name) for name in names)
        page = file.read("index.html").decode()
    assert SECRET.encode() not in whole and b"nguoi to cao" not in whole
    assert "rut" not in names and sum("Sổ" in name for name in names) == 2
    manifest = row.manifest
    left_out = {entry["title"].split(" ", 1)[1]: entry["left_out"] for entry in manifest["files"]}
    assert left_out["nham.txt"] == "Đã rút: Nộp nhầm" and "mã độc" in left_out["virus.txt"]
    assert manifest["kept_apart"] == [hashlib.sha256(b"nguoi to cao").hexdigest()]
    assert "<script" not in page and "http" not in re.sub(r"https?://\S+example\S*", "", page)
    assert all(paper["sha256"] in page and paper["title"] in page for paper in manifest["documents"])
    assert {"result_report", "minutes", "decision"} <= {paper["kind"] for paper in manifest["documents"]}
    assert manifest["rules"] and manifest["agency"]["name"] and manifest["events"]["head"] == row.chain_head
    assert "Niêm phong" in page and row.manifest_sha256 in page


def _flips_drops_and_swaps(content: bytes, tmp_path: Path) -> None:
    def fresh() -> Path:
        return unpacked(content, tmp_path / "thu")

    def papers(folder: Path) -> list[Path]:
        return sorted((folder / "van-ban").iterdir())

    folder = fresh()
    path = papers(folder)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert path.name in faults(folder) and faults(folder).count("\n") == 0
    folder = fresh()
    one = papers(folder)[0]
    two = next(path for path in papers(folder) if path.read_bytes() != one.read_bytes())
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    said = faults(folder)
    assert said.count("bị tráo") == 2 and one.name in said and two.name in said
    folder = fresh()
    (folder / "van-ban" / "them.pdf").write_bytes(b"%PDF")
    assert "Tệp thừa, không có trong bản kê: van-ban/them.pdf" in faults(folder)
    folder = fresh()
    papers(folder)[0].unlink()
    assert faults(folder).startswith("Thiếu tệp van-ban/001")
    folder = fresh()
    papers(folder)[0].rename(folder / "van-ban" / "khac.pdf")
    assert "đổi tên thành van-ban/khac.pdf" in faults(folder)
    folder = fresh()
    (folder / "index.html").write_text("<p>khác</p>")
    assert "index.html" in faults(folder)


def _changes_events_and_manifest(content: bytes, tmp_path: Path, row: Archive) -> None:
    def fresh() -> Path:
        return unpacked(content, tmp_path / "thu")

    ids = [number for number, _hash in row.manifest["events"]["list"]]
    for place in (0, 3, len(ids) - 1):
        folder = fresh()
        rewrite(folder / "events.json", lambda rows, place=place: rows.pop(place))  # type: ignore[misc]
        assert f"Thiếu sự kiện số {ids[place]}." in faults(folder)
    folder = fresh()
    rewrite(folder / "events.json", lambda rows: rows[2].update(reason="Đã sửa"))
    assert f"Sự kiện số {ids[2]} (" in faults(folder) and "đã bị sửa" in faults(folder)
    folder = fresh()
    rewrite(folder / "manifest.json", lambda data: data["closing"].update(years=1))
    assert "Bản kê manifest.json đã bị thay đổi." in faults(folder)
    folder = fresh()
    _rewritten_as_a_whole(folder)
    assert faults(folder) == ""
    assert "không khớp bản lưu này" in faults(folder, row.manifest_sha256)
    (folder / "manifest.json").write_text("{")
    assert "manifest.json bị hỏng" in faults(folder)
    assert "quá ngắn" in faults(fresh(), "abc")


def _rewritten_as_a_whole(folder: Path) -> None:
    """A forger with time: manifest, seal and its event agree again; only the paper tells."""
    rewrite(folder / "manifest.json", lambda data: data["closing"].update(years=1))
    sha256 = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()

    def forge(seal: Any) -> None:
        event = seal["event"]
        event["detail"] = event["detail"].replace(seal["manifest_sha256"], sha256)
        event["hash"] = verifier.event_hash(event, event["previous_hash"])
        seal["manifest_sha256"] = sha256

    rewrite(folder / "niem-phong.json", forge)


def test_the_same_dossier_gives_the_same_bytes_and_a_wrong_file_gives_none(cast: Cast) -> None:
    row = built(seal(cast, issued_case(cast)))
    again, labels = io.BytesIO(), {"seal_dossier": "Niêm phong, lưu hồ sơ"}
    sha256, _size = write_zip(again, archives.entries_of(row, labels), at=row.sealed_at)
    assert sha256 == row.sha256
    archives.build(row.pk, now=timezone.now(), labels=labels)
    assert Archive.objects.get(pk=row.pk).file.name == row.file.name
    paper = row.case.documents.filter(state="issued").latest("id")
    field = paper.final or paper.body
    with field.storage.open(field.name, "wb") as stored:
        stored.write(b"khac")
    with pytest.raises(WrongBytes, match="không khớp mã băm"):
        write_zip(io.BytesIO(), archives.entries_of(row, labels), at=row.sealed_at)
    assert archive.manifest_sha256(row.manifest) == row.manifest_sha256


def test_the_zip_is_written_piece_by_piece(tmp_path: Path) -> None:
    big = tmp_path / "to.bin"
    with big.open("wb") as out:
        out.truncate(24 << 20)
    digest = hashlib.sha256(bytes(24 << 20)).hexdigest()

    class Big:
        def open(self, mode: str) -> Any:
            return File(big.open(mode))

    with (tmp_path / "ra.zip").open("w+b") as out:
        tracemalloc.start()
        write_zip(out, [Piece("a.txt", b"a"), Stored("to.bin", Big(), digest)], at=CLOSED)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 << 20
