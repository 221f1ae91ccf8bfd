"""A readable file for what invented institutions hand in; it says on its face that it is invented."""

from inspections.documents.fetcher import own_files_fetcher
from inspections.documents.layout import STYLE_SHEET, TEMPLATE_FOLDER, TEMPLATE_ROOM
from inspections.management.demo import words


def sample_file() -> bytes:
    """One page in the typeface of our documents."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), own_files_fetcher()
    style = (TEMPLATE_FOLDER / TEMPLATE_ROOM / STYLE_SHEET).read_text(encoding="utf-8")
    page = HTML(string=f"<h1>{words.FILE_TITLE}</h1><p>{words.FILE_TEXT}</p>", url_fetcher=fetcher)
    made: bytes = page.write_pdf(
        stylesheets=[CSS(string=style, font_config=fonts, url_fetcher=fetcher)], font_config=fonts
    )
    return made
