"""Write docs/generated/states.md from the Python graph: stages, transitions, deeds and flow nodes of each kind.

python tools/diagram.py          write the page
python tools/diagram.py --check  end with an error when the page is out of date
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "generated" / "states.md"
HEAD = """# States, deeds and flows

Written by `tools/diagram.py` from the code; do not edit. Labels are the words of the screen, in Vietnamese.
Deeds without a stage of their own (requests, findings, opinions, confirmations) appear only in the tables of deeds.
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    prepare()
    text = page()
    if "--check" in arguments:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def prepare() -> None:
    """Load the applications; no record is read."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def page() -> str:
    """The whole page in the source language."""
    from django.utils import translation

    from inspections.kinds import KINDS

    with translation.override("vi"):
        parts = [HEAD, *(part for kind in KINDS.values() for part in _kind(kind))]
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: Any) -> Iterator[str]:
    yield f"## {kind.label} (`{kind.code}`)\n"
    yield "```mermaid\n" + "\n".join(_diagram(kind)) + "\n```\n"
    yield "\n".join(_stage_rows(kind)) + "\n"
    yield f"### Deeds of `{kind.code}`\n"
    yield "\n".join(_deed_rows(kind)) + "\n"
    yield f"### Flow of `{kind.code}`\n"
    yield "\n".join(_flow_rows(kind)) + "\n"


def _transitions(kind: Any) -> list[tuple[str, str, str]]:
    from inspections.models import Case

    model = Case.proxies[kind.code]
    field: Any = model._meta.get_field("stage")
    order = [str(stage) for stage in kind.stages.values]
    found = {(str(t.source), str(t.target), str(t.name)) for t in field.get_all_transitions(model)}
    return sorted(found, key=lambda edge: (order.index(edge[0]), order.index(edge[1]), edge[2]))


def _diagram(kind: Any) -> Iterator[str]:
    yield "stateDiagram-v2"
    for stage in kind.stages:
        yield f"    {stage.value} : {stage.label}"
    yield f"    [*] --> {kind.first}"
    for source, target, name in _transitions(kind):
        yield f"    {source} --> {target} : {name}"
    for stage in kind.stages.values:
        if stage in kind.final:
            yield f"    {stage} --> [*]"


def _stage_rows(kind: Any) -> Iterator[str]:
    yield "| stage | on the screen | phase | details that must be filled |"
    yield "|---|---|---|---|"
    for stage in kind.stages:
        needed = ", ".join(f"`{column}`" for column in kind.requires.get(stage.value, ()))
        yield f"| `{stage.value}` | {stage.label} | {kind.phase_of(stage.value).label} | {needed} |"


def _deed_rows(kind: Any) -> Iterator[str]:
    from inspections.steps import STEPS

    order = [str(stage) for stage in kind.stages.values]
    yield "| deed | on the screen | address | right | at stages | law |"
    yield "|---|---|---|---|---|---|"
    for step in STEPS.get(kind.code, {}).values():
        stages = ", ".join(f"`{stage}`" for stage in sorted(step.stages, key=order.index))
        right = str(step.permission).removeprefix("inspections.")
        yield f"| `{step.verb}` | {step.label} | `{step.slug}` | `{right}` | {stages} | {step.law or '-'} |"


def _flow_rows(kind: Any) -> Iterator[str]:
    from workflows.engine import FLOWS

    yield "| node | kind of node | ways out (deed: next node) |"
    yield "|---|---|---|"
    for node in FLOWS[kind.code].instance.nodes():
        ways = getattr(node, "ways", None)
        if not ways:
            continue
        words = "; ".join(f"{name}: `{target.name}`" for name, target in ways.items())
        yield f"| `{node.name}` | {type(node).__name__} | {words} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
