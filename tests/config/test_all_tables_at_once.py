"""An empty database gets its tables at once; one that knows the first steps goes on step by step: the same record."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.timeout(300)]
AT_ONCE = ("inspections", "0001_squashed_0004_results_closing")
SHAPES = {
    "columns": """SELECT table_name, column_name, udt_name, is_nullable, column_default, character_maximum_length
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'inspections%%'""",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid::regclass::text LIKE 'inspections%%'""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'inspections%%'",
    "triggers": """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'inspections%%'""",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger%%'",
}


def shape(asked: BaseDatabaseWrapper, name: str) -> set[tuple[object, ...]]:
    with asked.cursor() as cursor:
        cursor.execute(SHAPES[name])
        return set(cursor.fetchall())


@pytest.fixture(scope="module")
def step_by_step(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[BaseDatabaseWrapper]:
    """A second database, brought here by each migration in its turn."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = f"{connection.settings_dict['NAME']}_steps"
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
        second = connections.create_connection("default")
        second.settings_dict = {**second.settings_dict, "NAME": name}
        try:
            executor = MigrationExecutor(second)
            executor.loader.replace_migrations = False
            executor.loader.build_graph()
            executor.loader.graph.remove_replacement_node(
                AT_ONCE, executor.loader.replacements[AT_ONCE].replaces
            )
            executor.migrate(executor.loader.graph.leaf_nodes())
            yield second
        finally:
            second.close()
            with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SHAPES))
def test_both_ways_give_the_same_tables(step_by_step: BaseDatabaseWrapper, name: str) -> None:
    there = shape(connection, name)
    assert there
    assert there ^ shape(step_by_step, name) == set()
