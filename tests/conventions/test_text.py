"""What our files may not contain: length, inline code, unescaped text, a word that is not ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "inspections", "workflows", "templates", "static", "tests", "tools", "formats", "bench")
ENDINGS = {".py", ".html", ".css", ".js"}
NOT_OURS = {"migrations", "vendor", "__pycache__", "generated"}
MAX_LINES, MAX_FUNCTION = 400, 50
# Help texts are our own sentences, never a person's; the field template draws them as they are.
UNESCAPED_IN_TEMPLATES = {"templates/django/forms/field_notes.html"}
OTHERS_INSPECTORATE = re.compile(
    r"(?i)cơ quan thanh tra|luật thanh tra|thanh tra (nhà nước|tỉnh|chính phủ|bộ|sở)|được thanh tra|"
    r"tiến hành thanh tra|kết luận thanh tra|kế hoạch thanh tra|kiểm tra, thanh tra|thanh tra, kiểm toán|"
    r"thanh tra body"
)


def our_files(*endings: str) -> Iterator[Path]:
    """Every file of ours with one of these endings."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (endings or ENDINGS) and not NOT_OURS & set(path.parts):
                yield path


def name(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name(p): n for p in our_files() if (n := len(p.read_text().splitlines())) > MAX_LINES}
    assert not long


def test_no_function_is_longer_than_50_lines() -> None:
    assert not list(long_functions())


def long_functions() -> Iterator[tuple[str, str, int]]:
    """Functions that nobody reads in one look."""
    for path in our_files(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - _first_line(node) + 1
                if length > MAX_FUNCTION and not _is_a_table(node):
                    yield name(path), node.name, length


def _first_line(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Where the work begins: a long signature or docstring is not a long course of events."""
    told = ast.get_docstring(node) is not None and len(node.body) > 1
    return node.body[1 if told else 0].lineno


def _is_a_table(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """One expression laid out over many lines is read as a table, not as a course of events."""
    return sum(isinstance(part, ast.stmt) for part in ast.walk(node)) <= 12


def test_no_template_switches_escaping_off() -> None:
    found = {
        name(p) for p in our_files(".html") if re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", p.read_text())
    }
    assert found <= UNESCAPED_IN_TEMPLATES


def test_no_code_marks_a_persons_words_as_safe() -> None:
    marking = [name(p) for p in our_files(".py") if "tests" not in p.parts and "mark_safe" in p.read_text()]
    assert not [path for path in marking if not path.startswith("inspections/documents/")]


@pytest.mark.parametrize(
    "pattern",
    [r"<script(?![^>]*\bsrc=)[^>]*>", r"<style[\s>]", r"\sstyle=", r"\son[a-z]+=\s*[\"']", r"javascript:"],
)
def test_no_page_carries_inline_code(pattern: str) -> None:
    pages = (p for p in our_files(".html") if "documents" not in p.parts)
    found = {name(p): re.findall(pattern, p.read_text()) for p in pages}
    assert not {path: hits for path, hits in found.items() if hits}


def test_our_own_activity_is_never_called_thanh_tra() -> None:
    assert not list(wrongly_named())


def wrongly_named() -> Iterator[tuple[str, str]]:
    """Sentences with the word that speak of something else than the body of that name."""
    for path in our_files(".py", ".html"):
        if "tests" in path.parts:
            continue
        for line in path.read_text().splitlines():
            if "thanh tra" in line.lower() and not OTHERS_INSPECTORATE.search(line):
                yield name(path), line.strip()


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    places = re.compile(r"/(work|root)/[a-z.]|\.library/|/home/[a-z]+/")
    found = {name(p) for p in our_files() if p != Path(__file__).resolve() and places.search(p.read_text())}
    assert not found
