"""A page of the guide as it comes out of a printer: ``python -m tests.docs.printed docs/huong-dan/truong.md out.pdf``."""

import sys
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from weasyprint import CSS, HTML

ROOT: Final = Path(__file__).resolve().parents[2]
TYPEFACES: Final = ROOT / "static" / "fonts"
LOOK: Final = """
@page { size: A4; margin: 14mm 16mm }
body { font: 9.6pt/1.32 Tinos, "Times New Roman", serif; margin: 0 }
h1 { font-size: 15pt; margin: 0 0 1.5mm }
h2 { font-size: 11.5pt; margin: 2.4mm 0 .8mm; break-after: avoid }
p, ul, ol { margin: .7mm 0 }
ul, ol { padding-left: 5mm }
table { border-collapse: collapse; width: 100%; margin: 1mm 0; break-inside: avoid }
th, td { border: .3pt solid #888; padding: .5mm 1.5mm; text-align: left; vertical-align: top }
img { display: block; margin: 0 auto; max-width: 100%; width: 100%; height: 62mm; object-fit: contain; object-position: top }
"""


def printed(page: Path) -> bytes:
    """The page on A4, with its pictures."""
    words = MarkdownIt("commonmark").enable("table").render(page.read_text(encoding="utf-8"))
    made: bytes = HTML(string=words, base_url=page.as_uri()).write_pdf(stylesheets=[CSS(string=LOOK)])
    return made


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(printed(Path(sys.argv[1]).resolve()))
