"""Looks at an uploaded template in a process of its own, which is stopped when it takes too long or too much.

Run as a module by ``office``: it reads one JSON object and answers one; it knows no database and no settings.
"""

import base64
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from .sandbox import Budget, NotAllowed, Room, wrapped

CPU_SECONDS: Final = 8
MEMORY: Final = 1 << 30
_SHOWN: Final = 120


def fill(content: bytes, values: dict[str, Any], room: Room) -> Any:
    """The template with its places filled in."""
    template = DocxTemplate(io.BytesIO(content))
    template.render(wrapped(values, Budget()), jinja_env=room, autoescape=True)
    return template


def judged(content: bytes, values: dict[str, Any]) -> dict[str, Any]:
    """Names, unknown names, the text of the example; or the word for what is wrong."""
    try:
        asked = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(jinja_env=Room())
        room = Room()
        made = fill(content, values, room)
        out = io.BytesIO()
        made.save(out)
    except NotAllowed as refused:
        return {"fault": refused.what, "detail": refused.detail}
    except TemplateError as error:
        return {"fault": "syntax", "detail": (error.message or "")[:200]}
    except (ValueError, KeyError, TypeError, etree.LxmlError) as error:
        return {"fault": "broken", "detail": type(error).__name__}
    unknown = sorted({name for name in asked if name not in values} | room.missing)
    return {
        "fault": "",
        "asked": sorted(asked),
        "unknown": unknown,
        "lines": list(_lines(made))[:_SHOWN],
        "preview": base64.b64encode(out.getvalue()).decode("ascii"),
    }


def _lines(made: Any) -> Iterator[str]:
    """What stands in the filled template, paragraph by paragraph."""
    for paragraph in made.docx.element.body.iter("{*}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter("{*}t")).strip()
        if text:
            yield text


def main() -> None:
    """Answer one question and end."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    question = json.load(sys.stdin)
    answer = judged(base64.b64decode(question["content"]), question["values"])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
