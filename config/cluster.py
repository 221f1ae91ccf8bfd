"""PostgreSQL riêng của một thư mục mã: chỉ nghe trên socket, nhiều chương trình dùng chung, người ra sau cùng tắt.

Two lock files make sharing safe: ``*.lock`` is held for the moment of a start or a stop, ``*.users`` is held shared by
every program for as long as it uses the server. The kernel drops both when a program dies, however it dies, so a killed
parent leaves a server that the next program joins and the last one stops.
"""

import atexit
import fcntl
import hashlib
import os
import secrets
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config import binaries
from config.env import EnvError, read_str

SYSTEM_FOLDER = Path("/var/lib/kiemtraso")
LONGEST_SOCKET_FOLDER = 90
START_SECONDS = 45
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Cluster:
    """One data folder with its server."""

    base: Path
    name: str
    durable: bool = True
    role: str = "kiemtraso"
    database: str = "kiemtraso"
    _users: int | None = field(default=None, repr=False)
    _joined_by: int = 0

    @classmethod
    def of_folder(cls, data_dir: Path, *, testing: bool = False) -> "Cluster":
        """Return the server that belongs to ``data_dir``.

        The server's account cannot enter root's home, so root keeps the data in a system folder. Its name comes from
        the path and from a mark inside ``data_dir``: a new checkout in an old place does not inherit old records.
        """
        base = data_dir
        if os.geteuid() == 0:
            base = SYSTEM_FOLDER / hashlib.sha256(f"{data_dir}:{_mark(data_dir)}".encode()).hexdigest()[:12]
        return cls(base, "postgres-test", durable=False) if testing else cls(base, "postgres")

    @property
    def folder(self) -> Path:
        """The folder that belongs to the server's account."""
        return self.base / self.name

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """The socket folder; a socket's path may not be long, so a deep checkout gets one in the temporary folder."""
        near = self.folder / "run"
        if len(str(near)) < LONGEST_SOCKET_FOLDER:
            return near
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"kiemtraso-{os.geteuid()}-{digest}"

    # ---- sharing -------------------------------------------------------------------------------------------
    def join(self) -> None:
        """Start the server unless it answers, and count this program among its users."""
        if self._users is not None and self._joined_by == os.getpid():
            return
        self.base.mkdir(parents=True, exist_ok=True)
        with self._exclusive():
            users = os.open(self.base / f"{self.name}.users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                if not self.answers():
                    self._start()
            except BaseException:
                os.close(users)
                raise
        self._users, self._joined_by = users, os.getpid()
        atexit.register(self.leave)

    def leave(self) -> None:
        """Stop using the server; the last user stops it. A forked child leaves its parent's place alone."""
        if self._users is None or self._joined_by != os.getpid():
            return
        with self._exclusive():
            with suppress(BlockingIOError):
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop()
            os.close(self._users)
        self._users = None
        atexit.unregister(self.leave)

    def answers(self) -> bool:
        """Tell whether the server accepts connections: asked by connecting, never by a process number."""
        with suppress(psycopg.OperationalError), self._connect():
            return True
        return False

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with (self.base / f"{self.name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.sockets), user=self.role, dbname="postgres", autocommit=True, connect_timeout=5
        )

    # ---- start and stop --------------------------------------------------------------------------------------
    def _start(self) -> None:
        account = binaries.Account.for_server()
        programs = binaries.reachable(binaries.find(read_str("PG_BIN")), account, self.base)
        self._own(self.folder, account)
        self._own(self.sockets, account)
        self._refuse_other_version(programs)
        if not (self.data / "PG_VERSION").is_file():
            self._create(programs, account)
        deadline = time.monotonic() + START_SECONDS
        while not self._started(programs, account):
            if time.monotonic() > deadline:
                raise EnvError(
                    f"PostgreSQL riêng không khởi động được; lời báo cuối cùng:\n{self._last_words()}"
                )
            time.sleep(0.5)
        self._create_database()

    def _started(self, programs: binaries.Binaries, account: binaries.Account) -> bool:
        self._forget_dead_server()
        account.run(
            *(programs.path("pg_ctl"), "-D", str(self.data), "-w", "-t", "30", "-l", str(self.log)),
            *("-o", self._server_options(), "start"),
            folder=self.folder,
        )
        return self.answers()

    def _server_options(self) -> str:
        values = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "200",
            "timezone": "Asia/Ho_Chi_Minh",
            **({} if self.durable else TEST_OPTIONS),
        }
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in values.items())

    def _create(self, programs: binaries.Binaries, account: binaries.Account) -> None:
        """Make the data folder beside its place and move it there, so that a broken attempt leaves nothing."""
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        provider = ["--locale-provider=builtin"] if programs.major >= 17 else []
        code = account.run(
            *(programs.path("initdb"), "-D", str(unfinished), "-U", self.role, "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", *provider, *([] if self.durable else ["--no-sync"])),
            folder=self.folder,
            log=self._own_log(account),
        )
        if code != 0:
            raise EnvError(
                f"Không tạo được dữ liệu PostgreSQL riêng; lời báo cuối cùng:\n{self._last_words()}"
            )
        unfinished.rename(self.data)

    def _create_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [self.database]
            ).fetchone():
                connection.execute(f'CREATE DATABASE "{self.database}" TEMPLATE template0')

    def _stop(self) -> None:
        account = binaries.Account.for_server()
        programs = binaries.reachable(binaries.find(read_str("PG_BIN")), account, self.base)
        account.run(
            *(programs.path("pg_ctl"), "-D", str(self.data), "-m", "fast", "-w", "-t", "30", "stop"),
            folder=self.folder,
        )

    # ---- traps -------------------------------------------------------------------------------------------------
    def _own(self, folder: Path, account: binaries.Account) -> None:
        """Make a folder that only the server's account may enter; refuse one that a stranger put there."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, account.uid, account.gid)
        if folder.is_symlink() or folder.stat().st_uid != account.uid:
            raise EnvError(f"Thư mục {folder} thuộc người dùng khác: hãy xóa thư mục này rồi chạy lại.")
        folder.chmod(0o700)

    def _own_log(self, account: binaries.Account) -> Path:
        self.log.touch(mode=0o600)
        if os.geteuid() == 0:
            os.chown(self.log, account.uid, account.gid)
        return self.log

    def _refuse_other_version(self, programs: binaries.Binaries) -> None:
        """Data folders of two major versions are not interchangeable: refuse with a sentence, touch nothing."""
        mark = self.data / "PG_VERSION"
        if mark.is_file() and mark.read_text().strip() != str(programs.major):
            raise EnvError(
                f"Dữ liệu trong {self.data} do PostgreSQL {mark.read_text().strip()} tạo, máy này có PostgreSQL "
                f"{programs.major}: hãy đặt PG_BIN tới đúng phiên bản, hoặc dời thư mục này đi để tạo dữ liệu mới."
            )

    def _forget_dead_server(self) -> None:
        """Remove a process file whose number now belongs to another program or to a zombie."""
        mark = self.data / "postmaster.pid"
        with suppress(OSError, ValueError, IndexError):
            number = int(mark.read_text().split()[0])
            words = Path(f"/proc/{number}/stat").read_text()
            program, state = words.split("(", 1)[1].rsplit(") ", 1)
            if not program.startswith("postgres") or state.startswith("Z"):
                mark.unlink()

    def _last_words(self) -> str:
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        return "(không có nhật ký)"


def _mark(folder: Path) -> str:
    """Return the folder's own mark, made on first use; several programs may ask at once."""
    mark = folder / "cluster-id"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.is_file():
            draft = folder / f"cluster-id.{os.getpid()}"
            draft.write_text(secrets.token_hex(8))
            with suppress(FileExistsError):
                os.link(draft, mark)
            draft.unlink()
        return mark.read_text()
    return ""
