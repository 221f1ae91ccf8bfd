"""Twelve files dropped at once find their items by name, alike in the browser and on the server (bar.md O4)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from inspections.rules.matching import place_file, place_files

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "static" / "js" / "matching.js"
CASES = json.loads((HERE / "matching_cases.json").read_text(encoding="utf-8"))
ASKED, FILES = CASES["asked"], CASES["files"]


@pytest.mark.parametrize(("name", "item"), FILES, ids=[name for name, _item in FILES])
def test_a_file_goes_to_the_item_that_its_name_says_or_to_none(name: str, item: int | None) -> None:
    assert place_file(name, ASKED).item == item


def test_nothing_asked_takes_nothing() -> None:
    assert [placed.item for placed in place_files(["a.pdf", "1. b.pdf"], [])] == [None, None]


@pytest.mark.skipif(shutil.which("node") is None, reason="no JavaScript outside a browser on this machine")
def test_the_browser_places_every_file_as_the_server_does() -> None:
    names = [name for name, _item in FILES]
    program = (
        f"const {{ placeFile }} = await import({json.dumps(SCRIPT.as_uri())});"
        f"const asked = {json.dumps(ASKED)};"
        f"console.log(JSON.stringify({json.dumps(names)}.map((name) => placeFile(name, asked))));"
    )
    run = subprocess.run(
        ["node", "--input-type=module", "-e", program], capture_output=True, check=True, text=True, timeout=60
    )
    assert json.loads(run.stdout) == [placed.item for placed in place_files(names, ASKED)]
