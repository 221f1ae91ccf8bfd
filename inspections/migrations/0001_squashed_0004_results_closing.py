"""For an empty database: all tables at once. One that knows the first steps goes on with the next as before."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

from inspections.migrations._at_once import AtOnce

STEPS = ("0001_initial", "0002_law_of_conduct", "0003_evidence_papers_delivery", "0004_results_closing")


class Migration(migrations.Migration):
    """Stands for the steps it names."""

    initial = True
    replaces: ClassVar = [("inspections", step) for step in STEPS]
    dependencies: ClassVar = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations: ClassVar = [
        AtOnce(
            [
                operation
                for step in STEPS
                for operation in import_module(f"inspections.migrations.{step}").Migration.operations
            ]
        )
    ]
