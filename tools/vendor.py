"""Bring the front-end files of other projects into ``static/vendor`` and write their manifest.

A maintainer runs this by hand after raising a version; a deployer never needs Node, because the
files are committed.  ``tests/front/test_vendor.py`` compares every file with the manifest.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"


@dataclass(frozen=True)
class Source:
    """One npm package, its licence and the files taken out of it."""

    package: str
    version: str
    licence: str
    files: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Return the folder name under ``static/vendor``."""
        return f"{self.package.rsplit('/', 1)[-1]}-{self.version}"


FONT_FILES = tuple(
    f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for weight in (400, 600)
    for subset in ("latin", "vietnamese")
)
SOURCES = (
    Source("bootstrap", "5.3.9", "MIT", ("dist/css/bootstrap.min.css", "LICENSE")),
    Source("@fontsource/be-vietnam-pro", "5.3.0", "OFL-1.1", (*FONT_FILES, "LICENSE")),
)
ICONS = Source("bootstrap-icons", "1.13.2", "MIT", ("LICENSE",))
ICON_NAMES = (
    "archive", "arrow-left", "arrow-right", "bar-chart", "bell", "box-arrow-right", "building",
    "calendar3", "camera", "check-circle-fill", "check-lg", "check2-square", "chevron-down",
    "chevron-right", "circle", "circle-half", "clock", "clock-history", "cloud-arrow-up",
    "download", "envelope", "exclamation-triangle-fill", "file-earmark-text", "folder2-open",
    "gear", "house", "hourglass-split", "inbox", "info-circle-fill", "journal-check",
    "lightning-charge", "list", "lock-fill", "moon-stars", "paperclip", "patch-check", "pencil",
    "people", "person-circle", "plus-lg", "printer", "record-circle-fill", "search", "send",
    "shield-check", "sun", "telephone", "trash3", "upload", "x-circle-fill", "x-lg",
)  # fmt: skip


def fetch(source: Source, folder: Path) -> Path:
    """Unpack the package with ``npm pack`` (never ``npm install``: nothing of it is run)."""
    command = ["npm", "pack", "--silent", f"{source.package}@{source.version}"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    unpacked = folder / source.folder
    with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked / "package"


def copy_files(source: Source, package: Path) -> list[tuple[str, Path]]:
    """Copy the chosen files; answer pairs of (name in the package, our copy)."""
    target = VENDOR / source.folder
    target.mkdir(parents=True, exist_ok=True)
    pairs: list[tuple[str, Path]] = []
    for name in source.files:
        copy = target / Path(name).name
        content = (package / name).read_bytes()
        if copy.suffix == ".css":
            content = re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/", b"", content)
        copy.write_bytes(content)
        pairs.append((name, copy))
    return pairs


def build_sprite(package: Path) -> tuple[str, Path]:
    """Join the icons in use into one sprite of ``<symbol>`` elements."""
    symbols = []
    for name in ICON_NAMES:
        drawing = (package / "icons" / f"{name}.svg").read_text()
        body = re.sub(r"^\s*<svg[^>]*>|</svg>\s*$", "", drawing.strip()).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>')
    sprite = VENDOR / ICONS.folder / "sprite.svg"
    sprite.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")
    return "icons/*.svg", sprite


def manifest_entry(source: Source, name: str, copy: Path) -> str:
    """Answer one ``[[file]]`` table of the manifest."""
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    values = {
        "name": source.package,
        "version": source.version,
        "licence": source.licence,
        "source": name,
        "path": copy.relative_to(VENDOR).as_posix(),
        "sha256": digest,
    }
    return "[[file]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


def main() -> int:
    """Write every vendored file and the manifest anew."""
    entries: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for source in (*SOURCES, ICONS):
            package = fetch(source, folder)
            pairs = copy_files(source, package)
            if source is ICONS:
                pairs.append(build_sprite(package))
            entries += [manifest_entry(source, name, copy) for name, copy in pairs]
    (VENDOR / "manifest.toml").write_text("\n".join(entries))
    return 0


if __name__ == "__main__":
    sys.exit(main())
