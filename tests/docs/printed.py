"""A page of the guide as it comes out of a printer: ``python -m tests.docs.printed docs/huong-dan/truong.md out.pdf``."""

import sys
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

ROOT: Final = Path(__file__).resolve().parents[2]
FACES: Final = {
    "Regular": "normal",
    "Bold": "bold",
    "Italic": "normal; font-style: italic",
}
LOOK: Final = """
@page { size: A4; margin: 14mm 16mm }
body { font: 10pt/1.28 Printed; margin: 0 }
h1 { font-size: 16pt; margin: 0 0 1.5mm }
h2 { font-size: 12.5pt; margin: 2.6mm 0 .8mm; break-after: avoid }
p, ul, ol { margin: .8mm 0 }
ul, ol { padding-left: 5mm }
table { border-collapse: collapse; width: 100%; margin: 1.2mm 0 }
tr { break-inside: avoid }
th, td { border: .3pt solid #888; padding: .5mm 1.5mm; text-align: left; vertical-align: top }
td:has(img) { width: 33.3% }
img { display: block; width: 100%; height: 60mm; object-fit: contain }
a { color: inherit; text-decoration: none }
"""


def printed(page: Path) -> bytes:
    """The page on A4, with its pictures, in a typeface that lies in this repository."""
    words = MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8"))
    faces = "".join(
        f"@font-face {{ font-family: Printed; font-weight: {weight}; src: url(assets/fonts/Tinos-{face}.ttf) }}"
        for face, weight in FACES.items()
    )
    fonts = FontConfiguration()
    look = CSS(string=faces + LOOK, base_url=f"{ROOT}/", font_config=fonts)
    made: bytes = HTML(string=words, base_url=page.as_uri()).write_pdf(stylesheets=[look], font_config=fonts)
    return made


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(printed(Path(sys.argv[1]).resolve()))
