"""Other projects' files: exactly those of the manifest, unchanged, with a licence that allows them."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"


def manifest() -> list[dict[str, Any]]:
    """Read the manifest's entries."""
    return tomllib.loads((VENDOR / "manifest.toml").read_text())["file"]


def test_every_vendored_file_is_the_one_the_manifest_names() -> None:
    for entry in manifest():
        content = (VENDOR / entry["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["path"]


def test_nothing_lies_in_the_vendor_folder_that_the_manifest_does_not_name() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {entry["path"] for entry in manifest()} | {"manifest.toml"}


def test_every_vendored_project_has_its_licence_beside_it() -> None:
    for entry in manifest():
        assert entry["licence"] in {"MIT", "OFL-1.1"}
        assert (VENDOR / entry["path"]).parent.joinpath("LICENSE").is_file()
