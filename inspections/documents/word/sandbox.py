"""The small language of an office's template: values, loops over lists, conditions, a few ways of writing; no more.

Whatever is not on these lists is refused before anything runs: no calls, no arithmetic, no attribute of a Python
object, no loop within a loop within a loop. Source: quality.md 3 no. 11 (expressions of users run code elsewhere).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from jinja2 import Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from inspections.documents import formatting

MAX_LOOPS: Final = 2
MAX_ROUNDS: Final = 20_000
MAX_NODES: Final = 4_000
_OF_A_LOOP: Final = frozenset({"index", "index0", "first", "last", "length"})
_PLAIN: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.CondExpr,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.For,
    nodes.Test,
)


class NotAllowed(Exception):
    """The template asks for more than the language has; ``what`` names the sentence, ``detail`` the place."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(what)
        self.what, self.detail = what, detail


class Budget:
    """How many rounds all loops of one template may turn together."""

    def __init__(self) -> None:
        self.left = MAX_ROUNDS

    def take(self) -> None:
        """One round more."""
        self.left -= 1
        if self.left < 0:
            raise NotAllowed("rounds")


class Rows(list[Any]):
    """A list of the document; every round through it is counted."""

    def __init__(self, rows: Sequence[Any], budget: Budget) -> None:
        super().__init__(rows)
        self.budget = budget

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            self.budget.take()
            yield row


class Text(str):
    """A text of the document; there is no loop over its letters."""

    def __iter__(self) -> Iterator[str]:
        raise NotAllowed("letters")


def wrapped(value: Any, budget: Budget) -> Any:
    """A value of a snapshot as templates see it."""
    if isinstance(value, Mapping):
        return {str(key): wrapped(inner, budget) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return Rows([wrapped(inner, budget) for inner in value], budget)
    if isinstance(value, str):
        return Text(value)
    return "" if value is None else value


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "ngay_dai": lambda value: formatting.long_date(str(value)),
    "ngay_ngan": lambda value: formatting.short_date(str(value)),
    "gio_ngay_dai": lambda value: formatting.long_moment(str(value)),
    "gio_ngay_ngan": lambda value: formatting.short_moment(str(value)),
    "in_hoa": lambda value: str(value).upper(),
    "hoa_dau": lambda value: formatting.capital_first(str(value)),
    "bo_dau_cuoi": lambda value: formatting.bare(str(value)),
    "hai_chu_so": lambda value: f"{int(value):02d}",
    "so_la_ma": lambda value: formatting.roman(int(value)),
    "so_muc": len,
}


class Room(SandboxedEnvironment):
    """The environment in which a template of an office is filled in."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        missing = self.missing

        class Unknown(Undefined):
            """A place that the document has no value for: seen, never a silent blank."""

            def __str__(self) -> str:
                missing.add(str(self._undefined_name))
                return f"[?{self._undefined_name}]"

        super().__init__(autoescape=True, undefined=Unknown)
        self.globals.clear()
        self.filters.clear()
        self.filters.update(FILTERS)
        for name in set(self.tests) - {"defined", "undefined"}:
            del self.tests[name]

    def _generate(self, source: nodes.Template, *args: Any, **named: Any) -> Any:
        refuse_more(source)
        return super()._generate(source, *args, **named)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a record, or the few words of a loop; never an attribute of Python."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _OF_A_LOOP:
            return getattr(obj, attribute)
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Brackets are refused before anything runs; this is the second wall."""
        raise NotAllowed("brackets")

    def call(self, *_args: Any, **_named: Any) -> Any:
        """Calls are refused before anything runs; this is the second wall."""
        raise NotAllowed("calls")


def refuse_more(tree: nodes.Node) -> None:
    """Refuse everything that is not on the list of the language."""
    for number, node in enumerate(_below(tree)):
        if number > MAX_NODES:
            raise NotAllowed("size")
        if isinstance(node, nodes.Call):
            raise NotAllowed("calls")
        if isinstance(node, nodes.Getitem):
            raise NotAllowed("brackets")
        if type(node) not in _PLAIN:
            raise NotAllowed("more", type(node).__name__)
        _refuse_names(node)
    _refuse_deep(tree, 0)


def _below(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _below(child)


def _refuse_names(node: nodes.Node) -> None:
    name = getattr(node, "name", "") if isinstance(node, nodes.Name) else getattr(node, "attr", "")
    if name.startswith("_"):
        raise NotAllowed("hidden", name)
    if isinstance(node, nodes.Filter):
        if node.name not in FILTERS or node.args or node.kwargs:
            raise NotAllowed("filter", node.name)
    if isinstance(node, nodes.For) and (
        node.recursive or not _is_path(node.iter) or not _is_name(node.target)
    ):
        raise NotAllowed("loop")


def _is_name(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name)


def _is_path(node: nodes.Node) -> bool:
    return _is_name(node) or isinstance(node, nodes.Getattr) and _is_path(node.node)


def _refuse_deep(node: nodes.Node, depth: int) -> None:
    depth += isinstance(node, nodes.For)
    if depth > MAX_LOOPS:
        raise NotAllowed("deep")
    for child in node.iter_child_nodes():
        _refuse_deep(child, depth)
