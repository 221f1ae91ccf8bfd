"""An empty database gets all tables in one go: each is created as it ends up, not step by step.

Step by step, Django draws every related model anew after each of some four hundred operations, which takes most of
the time of a first start. A database that has tables already takes the steps one by one.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """The operations of several migrations as one: their end is created, nothing in between."""

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Tell the state every step, without drawing the models after each of them."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create each new table with its columns, constraints, indexes and triggers."""
        for key in to_state.models:
            if key[0] != app_label or key in from_state.models:
                continue
            model = to_state.apps.get_model(*key)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def describe(self) -> str:
        """What `migrate` and `sqlmigrate` print."""
        return "Create all tables at once"
