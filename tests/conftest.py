"""Nền của mọi phép thử: máy chủ PostgreSQL riêng cho thử nghiệm, dọn bảng có khóa, chạy việc đã hẹn."""

import fcntl
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from django.utils import translation

from config import database
from tests.chromium import chromium as chromium
from tests.factories import kept
from tests.factories.people import make_people_anew
from tests.sharing_out import ByPlace

ROOT = Path(__file__).resolve().parents[1]
SLOTS = 64
ROUNDS = 200
SOURCES = (
    "*/migrations/*.py",
    "inspections/models/people.py",
    "inspections/reference/**/*.yaml",
    "inspections/management/commands/load_reference.py",
    "inspections/management/demo/people.py",
    "tests/factories/people.py",
    "tests/factories/kept.py",
    "requirements/base.txt",
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlace:
    """Several workers share the tests by the places where they happen."""
    return ByPlace(config, log)


@pytest.fixture(scope="session")
def test_server() -> Iterator[int]:
    """Start or join the test server and take the first free number, so that several runs at once keep apart."""
    database.ensure_running()
    number, lock = _free_slot(_folder())
    yield number
    lock.close()
    database.leave()


def _folder() -> Path:
    cluster = database.private_cluster()
    return cluster.base if cluster else Path(tempfile.gettempdir())


def _free_slot(folder: Path) -> tuple[int, Any]:
    for number in range(SLOTS):
        lock = (folder / f"test-slot-{number}.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return number, lock
    raise RuntimeError("Quá nhiều lần thử chạy cùng lúc trên thư mục này.")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is a fresh copy already; pytest-django only has to connect to it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(test_server: int, django_db_blocker: Any) -> Iterator[None]:
    """Copy this process's own test database from one that was migrated once for these migrations."""
    name = f"test_kiemtraso_{test_server}"
    with django_db_blocker.unblock():
        template = _migrated_template()
        _on_server(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )
    connection.settings_dict["TEST"]["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connection.close()
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _migrated_template() -> str:
    """Return the database that holds all tables of these migrations; make it when nobody has yet."""
    name = f"test_template_{_digest_of_migrations()}"
    lock = (_folder() / "test-template.lock").open("a")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _on_server(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            before = connection.settings_dict["NAME"]
            connection.settings_dict["TEST"]["NAME"] = f"{name}_new"
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            kept.keep(make_people_anew)
            connection.close()
            connection.settings_dict["NAME"] = before
            _on_server(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


def _digest_of_migrations() -> str:
    """Name the tables by what makes them and the rows kept in them: our migrations, data, people and packages."""
    sources = [file for pattern in SOURCES for file in ROOT.glob(pattern)]
    content = b"".join(source.read_bytes() for source in sorted(sources))
    return hashlib.sha256(content).hexdigest()[:12]


def _on_server(*statements: str) -> bool:
    """Run statements outside any test database; tell whether the last one answered with a row."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.description is not None and cursor.fetchone() is not None


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_walls() -> Iterator[None]:
    """Let only the tests' own clean-up empty tables whose triggers refuse TRUNCATE."""
    lawful = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = lawful(self, *args, **kwargs)
        if not statements:
            return statements
        return [
            "SET session_replication_role = replica",
            *statements,
            "SET session_replication_role = DEFAULT",
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(scope="session", autouse=True)
def files_in_a_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep files and keys of tests away from those of the trial on this machine."""
    files = tmp_path_factory.mktemp("files")
    default = settings.STORAGES["default"]
    storages = {
        **settings.STORAGES,
        "default": {**default, "OPTIONS": {**default["OPTIONS"], "location": files}},
    }
    signing = tmp_path_factory.mktemp("signing")
    with override_settings(STORAGES=storages, FILES_DIR=files, MEDIA_ROOT=files, SIGNING_FOLDER=signing):
        yield


@pytest.fixture(autouse=True)
def each_test_begins_in_vietnamese() -> None:
    """A request of an earlier test may have left another language behind in this thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Return a function that runs all deferred jobs now, in this process and transaction, and counts them."""
    return _run_deferred_jobs


def _run_deferred_jobs() -> int:
    """Run jobs in the order in which a worker would take them; one that fails fails the test."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    app.perform_import_paths()
    for done in range(ROUNDS):
        job = ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id").first()
        if job is None:
            return done
        _mark(job.pk, "doing")
        function = app.tasks[job.task_name].func
        answer = function(**job.args)
        if hasattr(answer, "__await__"):
            async_to_sync(_finish)(answer)
        _mark(job.pk, "succeeded")
    raise AssertionError(f"Sau {ROUNDS} việc vẫn còn việc chờ: có việc tự hẹn lại mãi.")


async def _finish(answer: Any) -> None:
    await answer


def _mark(number: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, number])
