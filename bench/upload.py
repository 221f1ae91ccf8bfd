"""W8: large files in pieces, against a twin that only stores the same pieces with a hash.

CPU time of this program and of the database's process; memory is what this process holds more after the uploads than
after the first one. Limits: 16 MB of memory over ten uploads, twice the CPU of the twin (quality.md W8).
"""

import argparse
import gc
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from config import database

MEGABYTE = 1 << 20
MOST_MEMORY, MOST_CPU = 16, 2.0


def write_scan(path: Path, megabytes: int, mark: int) -> str:
    """A PDF as a scanner makes it, one page with one large picture; its hash."""
    picture = megabytes * MEGABYTE - 4096
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>",
    )
    with path.open("wb") as out:
        out.write(b"%%PDF-1.7\n%%%d\n" % mark)
        places = []
        for number, body in enumerate(objects, start=1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        places.append(out.tell())
        head = b"/Type/XObject/Subtype/Image/Width 9000/Height 9000/ColorSpace/DeviceGray/BitsPerComponent 8"
        out.write(b"4 0 obj\n<<%s/Length %d>>\nstream\n" % (head, picture))
        for _piece in range(picture // 4096):
            out.write(os.urandom(4096))
        out.write(bytes(picture % 4096) + b"\nendstream\nendobj\n")
        table = out.tell()
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        out.write(b"xref\n0 5\n0000000000 65535 f \n" + rows)
        out.write(b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def pieces(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The file, one megabyte after the other."""
    at = 0
    while piece := stream.read(MEGABYTE):
        yield at, piece
        at += len(piece)


def resident() -> float:
    """Megabytes that this process holds now."""
    gc.collect()
    row = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(row.split()[1]) / 1024


def measure(count: int, megabytes: int, folder: Path) -> None:
    """Send the files to both sides in turn and tell CPU and memory."""
    from bench.clock import Clock, Side
    from tests.factories.people import make_people
    from tests.figures.browsing import browser_of

    client = browser_of(make_people().people["thanhvien1"])
    clock = Clock()
    ours, twin, held = [], [], list[float]()
    path = folder / "quet.pdf"
    for number in range(count):
        sha256 = write_scan(path, megabytes, number)
        twin.append(sum(clock.measure(Side(_to_twin(client, path, number)))))
        ours.append(sum(clock.measure(Side(_to_us(client, path, sha256)))))
        held.append(resident())
        print(
            f"  tệp {number + 1:2}: {ours[-1]:.2f} s, đối chứng {twin[-1]:.2f} s, {held[-1]:.0f} MB",
            flush=True,
        )
    ratio, growth = sum(ours) / sum(twin), held[-1] - held[0]
    print(f"CPU x {ratio:.2f} (sàn {MOST_CPU}){'' if ratio <= MOST_CPU else '  vượt'}")
    print(f"Bộ nhớ thêm {growth:.1f} MB (sàn {MOST_MEMORY}){'' if growth <= MOST_MEMORY else '  vượt'}")


def _to_twin(client: object, path: Path, number: int) -> Callable[[], None]:
    def call() -> None:
        with path.open("rb") as stream:
            for _at, piece in pieces(stream):
                _sent(client, f"/twin/tep-{number}/", piece)

    return call


def _to_us(client: object, path: Path, sha256: str) -> Callable[[], None]:
    def call() -> None:
        said = {"name": path.name, "size": path.stat().st_size, "sha256": sha256}
        answer = client.post("/tai-len/", json.dumps(said), content_type="application/json")  # type: ignore[attr-defined]
        state = answer.json()
        with path.open("rb") as stream:
            for at, piece in pieces(stream):
                state = _sent(client, state["url"], piece, at)
        assert state["token"], state

    return call


def _sent(client: object, url: str, piece: bytes, at: int = 0) -> dict[str, str]:
    headers = {"Upload-Offset": str(at)}
    answer = client.put(url, piece, content_type="application/octet-stream", headers=headers)  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.content
    found: dict[str, str] = answer.json()
    return found


def main() -> None:
    """Run on a database and in a folder of its own, which are gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench.upload", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10, help="so many files")
    parser.add_argument("megabytes", nargs="?", type=int, default=99, help="of so many megabytes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FILES_DIR": folder, "SIGNING_FOLDER": folder, "DEBUG": "1", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django
        from django.conf import settings

        django.setup()
        database.ensure_running()
        from django.db import connection

        settings.DEBUG = settings.DEMO = False
        settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.upload_urls", ["testserver"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_tai_len_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            measure(asked.count, asked.megabytes, Path(folder))
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
