"""PostgreSQL's own programs for backup and restoration, and a database of its own for a drill."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.utils.translation import gettext as _

SCRATCH = "drill"
LONGEST_NAME = 63
# Of these only the table is kept: sessions and cached pages are nobody's record.
WITHOUT_ROWS = ("django_session", "kiemtraso_cache")
TLS_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey")


def _environment(using: str) -> dict[str, str]:
    """Where the database is, told in the way that keeps the password out of the list of processes."""
    known: Any = connections[using].settings_dict
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    told = {variable: str(known[key]) for key, variable in names.items() if known.get(key)}
    told |= {
        f"PG{name.upper()}": str(known["OPTIONS"][name]) for name in TLS_OPTIONS if name in known["OPTIONS"]
    }
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **told}


def _run(program: str, *arguments: str, using: str) -> None:
    done = subprocess.run(  # noqa: S603 - fixed programs of PostgreSQL
        [settings.POSTGRES_PROGRAM(program), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=_environment(using),
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join(done.stderr.decode(errors="replace").splitlines()[-5:])
        raise CommandError(_("%(program)s không làm được:\n%(words)s") % {"program": program, "words": last})


@contextmanager
def frozen() -> Iterator[str]:
    """A moment of the database that the dump and our own reading share; its name."""
    with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET LOCAL {name} = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def dump(target: Path, *, snapshot: str) -> None:
    """Write the whole database as it was at that moment."""
    empty = [f"--exclude-table-data={name}" for name in WITHOUT_ROWS]
    said = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}")
    _run("pg_dump", *said, *empty, using=DEFAULT_DB_ALIAS)


def load(source: Path, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Fill an empty database from a dump, all of it or nothing."""
    name = str(connections[using].settings_dict["NAME"])
    said = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={name}")
    _run("pg_restore", *said, str(source), using=using)


def is_empty(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Does the database hold no table of anybody?"""
    with connections[using].cursor() as cursor:
        return not connections[using].introspection.table_names(cursor)


def server_version(using: str = DEFAULT_DB_ALIAS) -> str:
    """The server's version, for the manifest."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        return str(cursor.fetchone()[0])


@contextmanager
def scratch_database() -> Iterator[str]:
    """A database for the drill on the same server, gone afterwards; its alias."""
    main: Any = connections[DEFAULT_DB_ALIAS]
    name = f"{main.settings_dict['NAME']}"[: LONGEST_NAME - 20] + f"_drill_{os.getpid()}"
    quoted = main.ops.quote_name(name)
    options = {key: value for key, value in main.settings_dict["OPTIONS"].items() if key != "pool"}
    try:
        with main._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except DatabaseError as error:
        words = _(
            "Không tạo được cơ sở dữ liệu tạm để diễn tập (%(why)s): cấp quyền CREATEDB cho tài khoản này."
        )
        raise CommandError(words % {"why": str(error).strip()}) from error
    with suppress(AttributeError):  # nothing that had this alias before may stand in for it
        del connections[SCRATCH]
    connections.databases[SCRATCH] = {**main.settings_dict, "NAME": name, "OPTIONS": options}
    try:
        yield SCRATCH
    finally:
        connections[SCRATCH].close()
        del connections[SCRATCH]
        del connections.databases[SCRATCH]
        with main._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")
