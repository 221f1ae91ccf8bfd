"""Word files of long documents."""

from procrastinate.contrib.django import app

from inspections.actions import office_templates


@app.task(name="inspections.make_word", retry=3)
def make_word(document_id: int) -> None:
    """Write the Word file of a long document where the next request finds it."""
    office_templates.make_word(document_id)
