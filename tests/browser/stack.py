"""The whole product on this machine for one run of the tests: own tables, own files, web server and worker."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 150
STOP_SECONDS = 30


@contextmanager
def running(server: dict[str, Any], number: int, folder: Path) -> Iterator[str]:
    """Make a database on the test server, start `manage.py up` on it, give its address, stop and clean up."""
    name = f"test_browser_{number}"
    with _database(server, name), _program(_environment(server, name, folder), folder / "up.log") as address:
        yield address


@contextmanager
def _database(server: dict[str, Any], name: str) -> Iterator[None]:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    wanted = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    known = {word: str(server[key]) for key, word in wanted.items() if server.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **known) as connection:
        connection.execute(drop)
        connection.execute(create)
        yield
        connection.execute(drop)


def _environment(server: dict[str, Any], name: str, folder: Path) -> dict[str, str]:
    person = quote(server["USER"]) + (f":{quote(server['PASSWORD'])}" if server["PASSWORD"] else "")
    query = {"host": server["HOST"], **({"port": server["PORT"]} if server["PORT"] else {})}
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("PYTEST")},
        "DATABASE_URL": f"postgres://{person}@/{name}?{urlencode(query)}",
        "DATA_DIR": str(folder / "data"),
        "STATIC_ROOT": str(folder / "static"),
        "DEMO": "1",
        "LOG_LEVEL": "WARNING",
        "PORT": str(_free_port()),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _program(environment: dict[str, str], log: Path) -> Iterator[str]:
    address = f"http://127.0.0.1:{environment['PORT']}"
    python = [sys.executable, "-W", "ignore"]
    with log.open("wb") as output:
        subprocess.run(
            [*python, "-m", "tests.browser.world"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            check=True,
        )
        process = subprocess.Popen(
            [*python, "manage.py", "up"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait_until_ready(process, address, log)
            yield address
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"Bản chạy thử không khởi động được:\n{log.read_text(errors='replace')[-4000:]}")
