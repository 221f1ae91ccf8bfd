"""The filters of the document templates: the pure functions of formatting, under the same names."""

import re

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import formatting, wording

register = template.Library()
NUMBER_AND_SYMBOL = re.compile(r"(\S*/\S+-\w+)")

register.filter("leading_zero_number", formatting.leading_zero_number)
register.filter("long_date", formatting.long_date)
register.filter("short_date", formatting.short_date)
register.filter("long_moment", formatting.long_moment)
register.filter("short_moment", formatting.short_moment)
register.filter("counted", formatting.counted)
register.filter("vn_letter", formatting.vn_letter)
register.filter("roman", formatting.roman)
register.filter("cite_place", formatting.cite_place)
register.filter("ground_line", formatting.ground_line)
register.filter("decision_words", formatting.decision_words)
register.filter("bare", formatting.bare)
register.filter("capital_first", formatting.capital_first)
register.filter("method_sentences", wording.method_sentences)
register.filter("counts_sentence", wording.counts_sentence)
register.filter("opinion_sentence", wording.opinion_sentence)
register.filter("closing_sentence", wording.closing_sentence)
register.filter("refusal_sentence", wording.refusal_sentence)


@register.filter
def word(value: str, table: str) -> str:
    """Return the official word of a code: ``{{ item.rating|word:"rating" }}``."""
    tables = {
        "method": formatting.METHOD_WORDS,
        "item_method": formatting.ITEM_METHOD_WORDS,
        "rating": formatting.RATING_WORDS,
        "finding": formatting.FINDING_WORDS,
        "witness": formatting.WITNESS_WORDS,
    }
    return tables[table][value]


@register.filter
def time_limit(value: int, unit: str) -> str:
    """Return the limit in number, words and unit."""
    return formatting.time_limit(value, unit)


@register.filter
def full_number(number: str, symbol: str) -> str:
    """Return number and symbol, the number blank until the clerk gives it."""
    return formatting.full_number(number, symbol)


@register.filter
def qr_picture(url: str) -> str:
    """Return the address as a QR symbol, drawn as lines and not as a picture of dots (fixed version of the level M)."""
    return segno.make(url, error="m").svg_data_uri(border=0, xmldecl=False, svgclass=None, lineclass=None)


@register.filter
def keep(text: str) -> SafeString:
    """Keep number and symbol on one line: "217/2025/NĐ-CP" is not broken at its hyphen."""
    pieces = NUMBER_AND_SYMBOL.split(text)
    kept = [format_html('<span class="keep">{}</span>', p) if i % 2 else p for i, p in enumerate(pieces)]
    return format_html_join("", "{}", ((piece,) for piece in kept))
