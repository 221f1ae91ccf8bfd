"""One rich dossier multiplied in SQL: every row that hangs on it, again and again with shifted numbers.

Each copy is somebody else's: its people and its institution are taken in turn from copies of theirs. Triggers sleep
meanwhile; frozen texts of papers (JSON) are left empty, no workload reads them.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models, transaction

from inspections.models import Case, Institution, Membership, User

PEOPLE, INSTITUTIONS = 500, 2000
OURS = ("inspections", "workflows")
Model = type[models.Model]


def _tables() -> list[Model]:
    """Our tables, with those of links and of row histories."""
    found = [
        model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return [model for model in found if not model._meta.proxy and model._meta.managed]


def _column(field: models.Field) -> str:
    assert field.column is not None
    return field.column


def _target(field: models.Field) -> Model | None:
    """The table that a column points to."""
    model = field.related_model
    return model._meta.concrete_model if isinstance(model, type) else None


def family_of(root: Case) -> dict[Model, set[int]]:
    """The keys of all rows that hang on a dossier, table by table."""
    cases = Case.objects.filter(root=root) | Case.objects.filter(pk=root.pk)
    found: dict[Model, set[int]] = defaultdict(set, {Case: set(cases.values_list("pk", flat=True))})
    fresh = dict(found)
    while fresh:
        waiting, fresh = fresh, {}
        for model in _tables():
            for link in model._meta.concrete_fields:
                target = _target(link)
                if target in waiting:
                    rows = model._base_manager.filter(**{f"{link.name}__in": waiting[target]})
                    if new := set(rows.values_list("pk", flat=True)) - found[model]:
                        fresh.setdefault(model, set()).update(new)
        for model, keys in fresh.items():
            found[model] |= keys
    return {model: keys for model, keys in found.items() if keys}


@dataclass
class Multiplier:
    """Copies a dossier; may be asked again for more."""

    root: Case
    made: int = 0
    family: dict[Model, set[int]] = field(init=False)
    stride: int = field(init=False)

    def __post_init__(self) -> None:
        self.family = family_of(self.root)
        highest = max(
            model._base_manager.latest("pk").pk for model in [*self.family, User, Institution, Membership]
        )
        self.stride = 10 ** len(str(highest))
        everybody = {
            model: set(model._base_manager.values_list("pk", flat=True)) for model in (User, Membership)
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            self._copy(
                cursor, Institution, set(Institution.objects.values_list("pk", flat=True)), INSTITUTIONS
            )
            for model, keys in everybody.items():
                self._copy(cursor, model, keys, PEOPLE)

    def grow_to(self, cases: int) -> None:
        """Copy until the database holds so many cases."""
        wanted = (cases - Case.objects.count()) // len(self.family[Case])
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model, keys in self.family.items():
                self._copy(cursor, model, keys, wanted)
        self.made += wanted
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _copy(self, cursor: object, model: Model, keys: set[int], number: int) -> None:
        shifted = {f for f in model._meta.concrete_fields if self._shift(model, f)}
        spread = _must_differ(model, shifted)
        columns = [f for f in model._meta.concrete_fields if not getattr(f, "generated", False)]
        values = [self._value(model, f, spread) for f in columns]
        names = ", ".join(f'"{_column(f)}"' for f in columns)
        key = _column(model._meta.pk)
        cursor.execute(  # type: ignore[attr-defined]
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(values)} '
            f'FROM "{model._meta.db_table}" CROSS JOIN generate_series(%s::bigint, %s::bigint) AS k WHERE "{key}" = ANY(%s::bigint[])',
            [self.made + 1, self.made + number, list(keys)],
        )
        self._move_on(cursor, model)

    def _move_on(self, cursor: object, model: Model) -> None:
        """Numbers that the database gives from now on lie above those of the copies."""
        pk = model._meta.pk
        if pk.get_internal_type().endswith("AutoField"):
            cursor.execute(  # type: ignore[attr-defined]
                f"SELECT setval(pg_get_serial_sequence('\"{model._meta.db_table}\"', '{pk.column}'), "
                f'(SELECT max("{pk.column}") FROM "{model._meta.db_table}"))'
            )

    def _shift(self, model: Model, field: models.Field) -> str:
        """By how much a number moves in copy k; nothing for what all copies share."""
        target = _target(field) or (model if field.primary_key else None)
        if target in (User, Institution) and model not in (User, Institution, Membership):
            number = PEOPLE if target is User else INSTITUTIONS
            return f"(1 + mod(k, {number})) * {self.stride}::bigint"
        own = model in (User, Institution, Membership) and target in (User, Institution, Membership)
        return f"k::bigint * {self.stride}" if own or target in self.family else ""

    def _value(self, model: Model, field: models.Field, spread: set[models.Field]) -> str:
        column = f'"{_column(field)}"'
        if shift := self._shift(model, field):
            return f"{column} + {shift}"
        if field.get_internal_type() == "JSONField" and not field.null:
            return "'{}'::jsonb"
        if field in spread:
            numeric = "Integer" in field.get_internal_type()
            return (
                f"{column} + k" if numeric else f"left({column}, {field.max_length or 200} - 8) || '-' || k"
            )
        return column


def _must_differ(model: Model, shifted: set[models.Field]) -> set[models.Field]:
    """Of each key that no shifted number makes unique: its first text or number."""
    sets = [[f] for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    sets += [
        [model._meta.get_field(name) for name in rule.fields]  # type: ignore[misc]
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields
    ]
    plain = ("CharField", "SlugField", "EmailField", "TextField", "PositiveIntegerField", "IntegerField")
    return {
        next(f for f in fields if f.get_internal_type() in plain)
        for fields in sets
        if not shifted.intersection(fields) and any(f.get_internal_type() in plain for f in fields)
    }
