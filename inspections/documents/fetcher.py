"""What a document may load while it is rendered: our typefaces and data: URIs, nothing else.

WeasyPrint's own fetcher reads local files and calls out over HTTP, following redirects. Text typed by people
ends in our documents, so everything that is not ours stops the rendering.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

FONT_SCHEME = "kiemtraso-font"
FONT_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FONT_FILES = frozenset({"Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"})


def font_bytes(url: str) -> bytes:
    """Return one of the four typefaces; any other name is refused before a path is made of it."""
    name = url.removeprefix(f"{FONT_SCHEME}:")
    if name not in FONT_FILES:
        raise ValueError(f"unknown typeface: {name}")
    return (FONT_FOLDER / name).read_bytes()


def own_files_fetcher() -> "URLFetcher":
    """Return a fetcher that knows our typefaces and data: and raises for everything else, redirects too."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesFetcher(URLFetcher):
        """Serves the typefaces by name; leaves data: to the parent, which refuses every other protocol."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith(f"{FONT_SCHEME}:"):
                return URLFetcherResponse(url, font_bytes(url), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return OwnFilesFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
