"""The product as a site that can be killed: database, web server, job worker, each its own processes."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from config import binaries
from config.cluster import Cluster

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS, STOP_SECONDS = 60, 30


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """The processes that a process started and that still live."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


class Site:
    """What runs, and the four ways in which it is killed; whatever was killed is started again."""

    def __init__(self, data_dir: Path, port: int, chance: random.Random) -> None:
        """Nothing runs yet; the database belongs to ``data_dir`` and writes through to the disk."""
        self.data_dir, self.chance, self.log = data_dir, chance, data_dir / "site.log"
        self.address = f"http://127.0.0.1:{port}"
        self.joined: list[Cluster] = []
        self.web = self.worker = None  # type: subprocess.Popen[bytes] | None
        self.web_command = [
            *(sys.executable, "-W", "ignore", "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "60"),
            *("--no-control-socket", "--log-level", "critical"),
        ]
        self.worker_command = [
            *(sys.executable, "-W", "ignore", "manage.py", "procrastinate", "worker", "--concurrency", "2"),
        ]

    def start_database(self) -> None:
        """Start the server, or join it; each stay is kept, so that only the end of all stops it."""
        cluster = Cluster.of_folder(self.data_dir)
        cluster.join()
        self.joined.append(cluster)

    def start(self) -> None:
        """Start whatever does not run."""
        if self.web is None or self.web.poll() is not None:
            self.web = self._begun(self.web_command)
        if self.worker is None or self.worker.poll() is not None:
            self.worker = self._begun(self.worker_command)

    def _begun(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until a page can be read again."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                return
            time.sleep(0.2)
        words = self.log.read_text(errors="replace") if self.log.is_file() else ""
        raise SystemExit(f"Máy chủ không trả lời lại:\n{words[-3000:]}")

    # ---- the four kills ------------------------------------------------------------------------------------
    def kill_web_worker(self) -> None:
        """One of the two workers of the web server; its master starts another."""
        assert self.web is not None
        with suppress(ProcessLookupError, IndexError):
            os.kill(self.chance.choice(children(self.web.pid)), signal.SIGKILL)

    def kill_job_worker(self) -> None:
        """The job worker in the middle of whatever it does."""
        self._kill_group(self.worker)

    def kill_server(self) -> None:
        """Web server and job worker at once, masters first, as when the machine's programs are gone."""
        self._kill_group(self.web)
        self._kill_group(self.worker)

    def stop_database_at_once(self) -> None:
        """``pg_ctl -m immediate``: no checkpoint, the next start recovers from the log."""
        account = binaries.Account.for_server()
        cluster = self.joined[0]
        programs = binaries.reachable(binaries.find(os.environ.get("PG_BIN", "")), account, cluster.base)
        account.run(
            *(programs.path("pg_ctl"), "-D", str(cluster.data), "-m", "immediate", "-w", "-t", "30", "stop"),
            folder=cluster.folder,
        )
        time.sleep(self.chance.uniform(0.1, 0.6))
        self.start_database()

    def _kill_group(self, process: "subprocess.Popen[bytes] | None") -> None:
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)

    def end_programs(self) -> None:
        """Stop web server and job worker."""
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_SECONDS)
                self._kill_group(process)

    def end(self) -> None:
        """Stop everything that this site started."""
        self.end_programs()
        for cluster in self.joined:
            cluster.leave()
