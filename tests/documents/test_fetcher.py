"""Nothing but our typefaces and data: URIs may be loaded while a document is made."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspections.documents import layout
from inspections.documents.fetcher import FONT_SCHEME, own_files_fetcher
from tests.documents.examples import example_snapshot


@pytest.fixture
def redirecting_server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that would lead to a file, and the list of what it was asked."""
    asked: list[str] = []

    class Redirect(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Redirect)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/anh.png", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "FILE:///etc/passwd", "http://127.0.0.1/a.png", "https://127.0.0.1/a.png",
        "ftp://127.0.0.1/a", "/etc/passwd", "//127.0.0.1/a.png",
        f"{FONT_SCHEME}:../../LICENSE", f"{FONT_SCHEME}:/etc/passwd", f"{FONT_SCHEME}:OFL.txt",
    ],
)  # fmt: skip
def test_every_address_that_is_not_ours_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        own_files_fetcher()(address)


def test_a_redirect_is_refused_before_anything_is_asked(redirecting_server: tuple[str, list[str]]) -> None:
    address, asked = redirecting_server
    with pytest.raises(ValueError):
        own_files_fetcher()(address)
    assert asked == []


def test_our_typefaces_and_data_uris_are_served() -> None:
    fetcher = own_files_fetcher()
    assert fetcher(f"{FONT_SCHEME}:Tinos-Bold.ttf").read(4) == b"\x00\x01\x00\x00"
    assert fetcher("data:text/plain;base64,a2llbSB0cmE=").read() == b"kiem tra"


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<img src="file:///etc/passwd">',
        '<object data="file:///etc/passwd"></object>',
        '<style>@import url("file:///etc/passwd");</style>',
        '<div style="background: url(file:///etc/passwd)">x</div>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_markup_that_loads_a_local_file_stops_the_document(
    markup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        layout, "render_html", lambda *_args, **_kwargs: f"<html><body>{markup}</body></html>"
    )
    with pytest.raises(layout.RenderFailed):
        layout.render_pdf("minutes.html", example_snapshot("minutes"), draft=False)


def test_markup_never_reaches_a_server(
    redirecting_server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = redirecting_server
    monkeypatch.setattr(
        layout, "render_html", lambda *_args, **_kwargs: f'<html><body><img src="{address}"></body></html>'
    )
    with pytest.raises(layout.RenderFailed):
        layout.render_pdf("minutes.html", example_snapshot("minutes"), draft=False)
    assert asked == []


def test_the_style_sheet_names_no_other_address() -> None:
    style = Path(layout.TEMPLATE_FOLDER, layout.TEMPLATE_ROOM, layout.STYLE_SHEET).read_text(encoding="utf-8")
    assert style.count("url(") == style.count(f'url("{FONT_SCHEME}:') == 4
