"""The rooms import downwards only."""

from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).resolve().parents[2]


def breaks_a_contract(config: Path) -> bool:
    """Does the code break one of the contracts of this file?"""
    return bool(cli.lint_imports(config_filename=str(config), no_cache=True, no_logo=True))


def test_the_rooms_import_downwards_only() -> None:
    assert not breaks_a_contract(ROOT / "pyproject.toml")
