"""P14: the watch over all pages of the journeys hears every report of the content security policy."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch


@pytest.mark.browser
def test_the_watch_in_the_browser_hears_what_the_policy_stops(chromium: Browser) -> None:
    site = "http://kiemtraso.example"
    policy = "default-src 'self'; img-src 'self' data:"
    with chromium.new_context() as context:
        watch = Watch(site)
        watch.over(context)
        opened = context.new_page()
        for body in (
            "<p>Trang sạch</p>",
            "<script>document.title = 1</script>",
            '<p style="color:red">a</p>',
        ):
            opened.route("**/*", _answered(f"<!doctype html><title>a</title>{body}", policy))
            heard = len(watch.troubles)
            opened.goto(f"{site}/{len(body)}")
            assert (len(watch.troubles) > heard) == (body != "<p>Trang sạch</p>"), watch.troubles


def _answered(body: str, policy: str) -> Any:
    headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
    return lambda route: route.fulfill(status=200, body=body, headers=headers)
