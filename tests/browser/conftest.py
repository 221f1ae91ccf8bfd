"""One running product, one Chromium and one watch for all tests in the browser."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from inspections.documents.signing.authority import DemoAuthority
from tests.browser import stack
from tests.browser.visitor import Visitors


@pytest.fixture(scope="session")
def stack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running product keeps its files; BROWSER_FOLDER names that of one that runs already."""
    given = os.environ.get("BROWSER_FOLDER", "")
    return Path(given) if given else tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def authority(site: str, stack_folder: Path) -> DemoAuthority:
    """The test authority of the running product: it signs outside the product."""
    return DemoAuthority(stack_folder / "data" / "signing")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, stack_folder: Path) -> Iterator[str]:
    """The address of the product; BROWSER_SITE names one that runs already."""
    with ExitStack() as closing:
        address = os.environ.get("BROWSER_SITE", "")
        if not address:
            number = request.getfixturevalue("test_server")
            server: dict[str, Any] = settings.DATABASES["default"]
            address = closing.enter_context(stack.running(server, number, stack_folder))
        yield address


@pytest.fixture
def visitors(site: str, chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    """People in front of their own browsers; what is wrong with any page they saw fails the test."""
    everybody = Visitors(chromium, site, settings.DEMO_PASSWORD, pictures=_picture_folder(tmp_path))
    yield everybody
    everybody.leave()
    assert everybody.watch.troubles == []


def _picture_folder(tmp_path: Path) -> Path:
    """Pictures go to the documentation only when they are asked for."""
    wanted = os.environ.get("SCREENSHOTS") == "1"
    return stack.ROOT / "docs" / "images" if wanted else tmp_path
