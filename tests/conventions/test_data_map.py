"""No field of text and no file comes into the product before somebody said whether it holds personal data, and why."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from inspections.rules.data_map import PERSONAL, is_rule
from inspections.rules.data_map_other import NOT_PERSONAL

KINDS = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.JSONField,
    models.BinaryField,
    models.FloatField,
    models.GenericIPAddressField,
)
OTHER = {f"{model}.{field}" for model, fields in NOT_PERSONAL.items() for field in fields.split()}


def fields() -> Iterator[str]:
    """Fields that can carry words, files or places of a person; the history of a row is as its row."""
    for model in apps.get_app_config("inspections").get_models():
        if model._meta.proxy or model.__name__.endswith("History"):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, KINDS):
                yield f"{model.__name__}.{field.name}"


def test_every_field_of_text_or_files_is_on_the_map_of_personal_data() -> None:
    known = set(PERSONAL) | OTHER
    found = set(fields())
    assert sorted(found - known) == [], (
        "say in rules/data_map.py (or data_map_other.py) what these fields hold"
    )
    assert sorted(known - found) == [], "these fields are gone"
    assert sorted(set(PERSONAL) & OTHER) == []


def test_every_kind_of_personal_data_has_purpose_term_and_ground() -> None:
    for place, held in PERSONAL.items():
        assert all(str(words) for words in (held.category, held.purpose, held.term, held.ground)), place
        assert is_rule(held.term) or " " in str(held.term), place
