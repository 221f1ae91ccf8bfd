"""Compiled catalogues as new as their sources, whoever starts the tests."""

import subprocess
from pathlib import Path

import pytest
from django.utils.translation.reloader import translation_file_changed

LOCALE = Path(__file__).resolve().parents[2] / "locale"


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """Compile what is missing or older than its source, and let Django read it again."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.is_file() or made.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["msgfmt", "-o", str(made), str(source)], check=True)
            translation_file_changed(None, made)
