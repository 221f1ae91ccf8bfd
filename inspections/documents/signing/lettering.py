"""The letters of a signature's visible text: the product's own Tinos, since PDF's built-in fonts lack Vietnamese.

The signature library writes glyph widths as if every font had 1,000 units to the em; Tinos has 2,048, so the
letters needed are taken out and brought to 1,000 first.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.scaleUpem import scale_upem  # type: ignore[import-untyped]
from pyhanko.pdf_utils.font.api import FontEngine, FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.writer import BasePdfFileWriter

_FOLDER: Final = Path(__file__).resolve().parents[3] / "assets" / "fonts"
_UNITS: Final = 1000


@dataclass(frozen=True)
class TinosFor(FontEngineFactory):
    """Tinos with the letters of this text."""

    text: str
    italic: bool = False

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> FontEngine:
        """The font engine that draws this text into this PDF."""
        return GlyphAccumulator(writer, BytesIO(self._font()), 1, bcp47_lang_code="vi", obj_stream=obj_stream)

    def _font(self) -> bytes:
        with TTFont(_FOLDER / ("Tinos-Italic.ttf" if self.italic else "Tinos-Regular.ttf")) as font:
            options = subset.Options(hinting=False, layout_features=["kern"], notdef_outline=True)
            subsetter = subset.Subsetter(options)
            subsetter.populate(text=self.text)
            subsetter.subset(font)
            scale_upem(font, _UNITS)
            output = BytesIO()
            font.save(output)
        return output.getvalue()
