"""The reference data and the people of the tests, kept beside the empty tables and copied into them by the server.

Nearly every test begins with the same rows. They are made once, as `make_people` makes them, when the tables are made;
each test database inherits them, in a schema of their own where no query of the product looks.
"""

from collections.abc import Callable

from django.db import connection, transaction
from psycopg import sql

SCHEMA = "kept"
FILLED = """
CREATE FUNCTION {schema}.fill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Rows that every rule accepted when they were made: neither triggers nor references are asked again.
  PERFORM set_config('session_replication_role', 'replica', true);
  {copies}
  PERFORM set_config('session_replication_role', 'origin', true);
END $$
"""


def keep(make: Callable[[], object]) -> None:
    """Make the rows, keep them, and leave the tables as empty as they were."""
    rows: dict[str, bytes] = {}
    with transaction.atomic():
        before = _counted()
        make()
        for table, count in _counted().items():
            if count != before[table]:
                assert not before[table], f"rows of {table} are there before the people"
                rows[table] = _read(table)
        transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table, content in rows.items():
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" (LIKE public."{table}")')
            with cursor.cursor.copy(_statement("COPY {}.{} FROM STDIN", SCHEMA, table)) as copy:
                copy.write(content)
        copies = "\n  ".join(
            f'INSERT INTO public."{table}" SELECT * FROM {SCHEMA}."{table}";' for table in sorted(rows)
        )
        cursor.execute(FILLED.format(schema=SCHEMA, copies=copies))


def fill() -> bool:
    """Copy the kept rows into the empty tables; tell whether this database keeps any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc(%s) IS NOT NULL", [f"{SCHEMA}.fill"])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(f"SELECT {SCHEMA}.fill()")
    return True


def _counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names))
        return dict(cursor.fetchall())


def _read(table: str) -> bytes:
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(_statement("COPY {}.{} TO STDOUT", "public", table)) as copy,
    ):
        return b"".join(bytes(part) for part in copy)


def _statement(words: str, schema: str, table: str) -> sql.Composed:
    return sql.SQL(words).format(sql.Identifier(schema), sql.Identifier(table))
