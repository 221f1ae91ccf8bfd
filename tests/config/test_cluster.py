"""PostgreSQL riêng: nhiều chương trình dùng chung, người ra sau cùng tắt, chết giữa chừng vẫn chạy lại được."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.cluster import Cluster
from config.env import EnvError

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from config.cluster import Cluster
server = Cluster.of_folder(Path(sys.argv[1]), testing=True)
server.join()
print("đã vào", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("du-lieu")
    yield place
    server = Cluster.of_folder(place, testing=True)
    if server.base.is_dir():
        server.join()
        server.leave()
        shutil.rmtree(server.base)


@pytest.fixture
def server(folder: Path) -> Iterator[Cluster]:
    found = Cluster.of_folder(folder, testing=True)
    yield found
    found.leave()


def another_program(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "đã vào\n"
    return program


def finish(program: subprocess.Popen[str]) -> None:
    program.communicate()
    assert program.returncode == 0


def test_the_server_listens_on_a_socket_only_and_folds_vietnamese_letters(server: Cluster) -> None:
    server.join()
    with server._connect() as connection:
        answer = connection.execute(
            "SELECT current_setting('listen_addresses'), lower('ĐẮK'), upper('ượ')"
        ).fetchone()
    assert answer == ("", "đắk", "ƯỢ")
    assert server.sockets.stat().st_mode & 0o077 == 0


def test_the_last_program_to_leave_stops_the_server_and_nobody_before(server: Cluster, folder: Path) -> None:
    program = another_program(folder)
    server.join()
    finish(program)
    assert server.answers(), "người kia ra trước không được tắt máy chủ của mình"
    server.leave()
    assert not server.answers()


def test_a_program_killed_by_force_leaves_a_server_that_the_next_one_joins_and_stops(
    server: Cluster, folder: Path
) -> None:
    program = another_program(folder)
    os.kill(program.pid, signal.SIGKILL)
    program.communicate()
    assert server.answers()
    server.join()
    server.leave()
    assert not server.answers()


def test_a_server_killed_by_force_starts_again_with_its_records(server: Cluster) -> None:
    server.join()
    with server._connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS giu_lai AS SELECT 7 AS so")
        connection.execute("CHECKPOINT")
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    again = Cluster(server.base, server.name, durable=False)
    again.join()
    with again._connect() as connection:
        assert connection.execute("SELECT so FROM giu_lai").fetchone() == (7,)
    again.leave()


def test_a_process_file_whose_number_belongs_to_another_program_does_not_stop_the_start(
    server: Cluster,
) -> None:
    server.join()
    server.leave()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n\n\n\n\n")
    server.join()
    assert server.answers()


def test_records_of_another_version_are_refused_with_a_sentence_and_left_alone(server: Cluster) -> None:
    server.join()
    server.leave()
    mark = server.data / "PG_VERSION"
    version = mark.read_text()
    mark.write_text("9\n")
    try:
        with pytest.raises(EnvError, match="hãy đặt PG_BIN tới đúng phiên bản"):
            server.join()
        assert mark.read_text() == "9\n"
    finally:
        mark.write_text(version)


def test_a_checkout_with_a_long_name_still_gets_a_short_socket_path(tmp_path: Path) -> None:
    deep = Cluster(tmp_path / ("rat-dai-" * 20), "postgres")
    assert len(str(deep.sockets)) < 90


def test_two_checkouts_never_share_a_server(tmp_path: Path) -> None:
    one, two = (Cluster.of_folder(tmp_path / name) for name in ("mot", "hai"))
    assert one.data != two.data
    assert one.sockets != two.sockets


def test_a_new_checkout_in_an_old_place_does_not_inherit_old_records(tmp_path: Path) -> None:
    place = tmp_path / "ma-nguon" / ".data"
    before = Cluster.of_folder(place)
    assert Cluster.of_folder(place).data == before.data
    if before.base != place:
        shutil.rmtree(place)
        assert Cluster.of_folder(place).data != before.data


def test_a_wrong_folder_of_programs_is_refused_with_a_sentence(
    server: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(EnvError, match="PG_BIN"):
        server.join()
