#!/usr/bin/env python3
"""Kiểm chứng bản lưu hồ sơ kiểm tra mà không cần phần mềm đã tạo ra nó: chỉ cần Python 3.8 trở lên.

Cách dùng, tại thư mục đã giải nén hoặc với tệp nén:

    python3 kiem-tra.py
    python3 kiem-tra.py duong-dan/ban-luu.zip
    python3 kiem-tra.py --doi-chieu MÃ            (mã in trên biên bản kết thúc hồ sơ, lặp lại được)

Chương trình tính lại SHA-256 của từng tệp, tính lại toàn bộ chuỗi sự kiện từ sự kiện đầu đến mã cuối, so danh sách
tệp hai chiều với bản kê. Mỗi chỗ sai in một dòng, nêu tên tệp hoặc sự kiện. Mã thoát 0: nguyên vẹn; 1: không.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from typing import IO, Any

MANIFEST, EVENTS, SEAL = "manifest.json", "events.json", "niem-phong.json"
OF_THE_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini"}
SHORTEST_CODE = 12
PIECE = 1 << 20
CHAINED = (
    "root_id",
    "case_id",
    "verb",
    "before",
    "after",
    "by_id",
    "role_words",
    "at",
    "recorded_at",
    "recorded_via",
    "reason",
    "document_id",
    "detail",
)


class Place:
    """Nơi đọc bản lưu: tên tệp, tên trùng, và cách mở một tệp."""

    files: dict[str, Any]
    twice: list[str]

    def open(self, name: str) -> IO[bytes]:
        """Mở một tệp để đọc."""
        raise NotImplementedError


class Folder(Place):
    """Bản lưu đã giải nén thành thư mục."""

    def __init__(self, path: str) -> None:
        self.files = {}
        self.twice = []
        for base, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                full = os.path.join(base, name)
                self.files[_plain(os.path.relpath(full, path).replace(os.sep, "/"))] = full

    def open(self, name: str) -> IO[bytes]:
        return open(self.files[name], "rb")


class Zip(Place):
    """Bản lưu còn nguyên tệp nén."""

    def __init__(self, path: str) -> None:
        self.archive = zipfile.ZipFile(path)
        self.files = {}
        self.twice = []
        for info in self.archive.infolist():
            if info.is_dir():
                continue
            name = _plain(info.filename)
            if name in self.files:
                self.twice.append(name)
            self.files[name] = info

    def open(self, name: str) -> IO[bytes]:
        return self.archive.open(self.files[name])


def _plain(name: str) -> str:
    """Tên tệp có dấu được máy ghi theo hai cách; so theo một cách."""
    return unicodedata.normalize("NFC", name)


def digest(stream: IO[bytes]) -> str:
    """SHA-256 của một tệp, đọc từng đoạn."""
    found = hashlib.sha256()
    while True:
        piece = stream.read(PIECE)
        if not piece:
            return found.hexdigest()
        found.update(piece)


def read_json(place: Place, name: str, faults: list[str]) -> Any:
    """Một tệp dữ liệu của bản lưu, hoặc None và dòng lỗi."""
    if name not in place.files:
        faults.append(f"Thiếu tệp {name}.")
        return None
    try:
        with place.open(name) as stream:
            return json.loads(stream.read().decode("utf-8"))
    except (ValueError, OSError, zipfile.BadZipFile):
        faults.append(f"Tệp {name} bị hỏng, không đọc được.")
        return None


def hashes_of(place: Place, faults: list[str]) -> dict[str, str]:
    """SHA-256 của mọi tệp có trong bản lưu."""
    found: dict[str, str] = {}
    for name in sorted(place.files):
        try:
            with place.open(name) as stream:
                found[name] = digest(stream)
        except (OSError, zipfile.BadZipFile):
            faults.append(f"Tệp {name} bị hỏng, không đọc được.")
            found[name] = ""
    return found


def expected_files(manifest: Any, seal: Any) -> dict[str, tuple[str, str]]:
    """Tệp nào phải có, với mã băm và tên gọi."""
    wanted: dict[str, tuple[str, str]] = {}
    for entry in manifest["documents"] + manifest["files"]:
        if entry["path"]:
            wanted[_plain(entry["path"])] = (entry["sha256"], entry["title"])
    for name, sha256 in seal["files"].items():
        wanted[_plain(name)] = (sha256, name)
    wanted[EVENTS] = (manifest["events"]["sha256"], EVENTS)
    return wanted


def check_files(wanted: dict[str, tuple[str, str]], found: dict[str, str]) -> list[str]:
    """So hai chiều: sai nội dung, tráo, thiếu, đổi tên, thừa."""
    faults = []
    titles = {sha256: title for sha256, title in wanted.values()}
    extra = [name for name in found if name not in wanted and not _known(name)]
    by_hash = {found[name]: name for name in extra}
    for name in sorted(wanted):
        sha256, title = wanted[name]
        if name not in found:
            moved = by_hash.get(sha256)
            if moved:
                faults.append(f"Tệp {name} đã bị đổi tên thành {moved}.")
                extra.remove(moved)
            else:
                faults.append(f"Thiếu tệp {name} («{title}»).")
        elif found[name] and found[name] != sha256:
            other = titles.get(found[name])
            if other:
                faults.append(f"Tệp {name} đã bị tráo: nội dung là của «{other}».")
            else:
                faults.append(f"Tệp {name} («{title}») đã bị thay đổi.")
    return faults + [f"Tệp thừa, không có trong bản kê: {name}." for name in sorted(extra)]


def _known(name: str) -> bool:
    return name in (MANIFEST, SEAL) or name.rsplit("/", 1)[-1].lower() in OF_THE_SYSTEM


def event_hash(event: Any, previous: str) -> str:
    """Mã băm của một sự kiện, đúng công thức khi ghi: các giá trị nối bằng dấu |, mã của sự kiện trước đứng đầu."""
    values = [previous] + [event[name] for name in CHAINED]
    text = "|".join("" if value is None else str(value) for value in values)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _named(event: Any) -> str:
    return "số {} ({}, {})".format(event["id"], event["verb"], event["at"])


def check_chain(events: Any) -> list[str]:
    """Từng mắt xích, từ sự kiện đầu tiên."""
    faults = []
    previous = ""
    for event in events:
        if event["previous_hash"] != previous:
            text = "Chuỗi sự kiện đứt trước sự kiện %s: có sự kiện bị bỏ, chèn hoặc sửa ngay trước đó."
            faults.append(text % _named(event))
        if event_hash(event, event["previous_hash"]) != event["hash"]:
            faults.append(f"Sự kiện {_named(event)} đã bị sửa.")
        previous = event["hash"]
    return faults


def check_events(events: Any, told: Any) -> list[str]:
    """Chuỗi sự kiện so với bản kê: thiếu, thừa, đổi thứ tự, sai mã cuối."""
    faults = check_chain(events)
    present = {event["id"]: event["hash"] for event in events}
    listed = {number: sha256 for number, sha256 in told["list"]}
    for number in listed:
        if number not in present:
            faults.append(f"Thiếu sự kiện số {number}.")
        elif present[number] != listed[number]:
            faults.append(f"Sự kiện số {number} không khớp mã ghi trong bản kê.")
    faults += [f"Sự kiện thừa, không có trong bản kê: số {n}." for n in present if n not in listed]
    order = [event["id"] for event in events]
    if order != sorted(order) or len(order) != len(present):
        faults.append("Thứ tự sự kiện đã bị đổi.")
    head = events[-1]["hash"] if events else ""
    if head != told["head"] or len(events) != told["count"]:
        faults.append("Mã cuối chuỗi sự kiện không khớp bản kê.")
    return faults


def check_seal(seal: Any, manifest: Any, sha256: str) -> list[str]:
    """Bản kê và con dấu niêm phong: sự kiện niêm phong nối vào mã cuối và nêu mã của bản kê."""
    faults = []
    if seal["manifest_sha256"] != sha256:
        faults.append(f"Bản kê {MANIFEST} đã bị thay đổi.")
    if seal["chain_head"] != manifest["events"]["head"]:
        faults.append(f"Mã cuối chuỗi sự kiện trong {SEAL} không khớp bản kê.")
    event = seal["event"]
    if event_hash(event, event["previous_hash"]) != event["hash"]:
        faults.append(f"Sự kiện niêm phong {_named(event)} đã bị sửa.")
    elif event["previous_hash"] != seal["chain_head"] or seal["manifest_sha256"] not in event["detail"]:
        faults.append(f"Sự kiện niêm phong {_named(event)} không nối vào bản lưu này.")
    return faults


def check_paper(codes: Sequence[str], sha256: str, head: str) -> list[str]:
    """Mã in trên giấy: bản lưu bị viết lại toàn bộ cũng lộ ra ở đây."""
    faults = []
    for code in codes:
        plain = "".join(code.split()).lower()
        if len(plain) < SHORTEST_CODE:
            faults.append(f"Mã đối chiếu {code} quá ngắn, cần ít nhất {SHORTEST_CODE} ký tự.")
        elif not (sha256.startswith(plain) or head.startswith(plain)):
            faults.append(f"Mã trên giấy {code} không khớp bản lưu này.")
    return faults


def verify(place: Place, codes: Sequence[str] = ()) -> list[str]:
    """Mọi chỗ sai của một bản lưu; danh sách rỗng là nguyên vẹn."""
    faults = [f"Tệp nén có hai tệp cùng tên {name}." for name in place.twice]
    manifest = read_json(place, MANIFEST, faults)
    events = read_json(place, EVENTS, faults)
    seal = read_json(place, SEAL, faults)
    if manifest is None or seal is None:
        return faults
    found = hashes_of(place, faults)
    try:
        faults += check_paper(codes, found[MANIFEST], manifest["events"]["head"])
        faults += check_seal(seal, manifest, found[MANIFEST])
        faults += check_files(expected_files(manifest, seal), found)
        if events is not None:
            faults += check_events(events, manifest["events"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        faults.append("Dữ liệu của bản lưu không đúng khuôn dạng.")
    return list(dict.fromkeys(faults))


def _summary(place: Place) -> list[str]:
    """Bản lưu này gồm những gì."""
    manifest = read_json(place, MANIFEST, [])
    events = manifest["events"]
    return [
        "Hồ sơ {}: {} văn bản, {} tài liệu, {} sự kiện.".format(
            manifest["dossier"]["code"],
            len(manifest["documents"]),
            len(manifest["files"]),
            events["count"],
        ),
        "Mã bản kê:           {}".format(read_json(place, SEAL, [])["manifest_sha256"]),
        "Mã cuối chuỗi sự kiện: {}".format(events["head"]),
    ]


def opened(path: str) -> Place:
    """Thư mục hoặc tệp nén."""
    return Folder(path) if os.path.isdir(path) else Zip(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Chạy từ dòng lệnh; trả về mã thoát."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(description="Kiểm chứng bản lưu hồ sơ kiểm tra.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("ban_luu", nargs="?", default=here, help="thư mục đã giải nén hoặc tệp .zip")
    parser.add_argument("--doi-chieu", action="append", default=[], metavar="MÃ", help="mã in trên giấy")
    chosen = parser.parse_args(arguments)
    try:
        place = opened(chosen.ban_luu)
    except (OSError, zipfile.BadZipFile):
        print(f"Không mở được bản lưu: {chosen.ban_luu}")
        return 1
    faults = verify(place, chosen.doi_chieu)
    for fault in faults:
        print(f"SAI: {fault}")
    if faults:
        print(f"KHÔNG NGUYÊN VẸN: {len(faults)} chỗ sai.")
        return 1
    for line in _summary(place):
        print(line)
    if not chosen.doi_chieu:
        print("Hãy so hai mã trên với biên bản kết thúc hồ sơ in trên giấy (hoặc dùng --doi-chieu).")
    print("NGUYÊN VẸN")
    return 0


if __name__ == "__main__":
    sys.exit(main())
