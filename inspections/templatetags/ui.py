"""Tags the page templates share: icons, the chosen theme, links of the error summary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"
THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: where the field is and what is wrong with it."""

    target: str
    label: str
    message: str


@cache
def _sprite_url() -> str:
    return static(SPRITE)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw one icon of the vendored sprite; it always stands beside words, so it is hidden from readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        _sprite_url(),
        name,
    )


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """Answer the theme of the cookie ``theme``; anything else means the device's own."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "auto") if request is not None else "auto"
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int) -> str:
    """Answer the address of another page of the same list, with its filter kept."""
    request = context.get("request")
    chosen = dict(request.GET.lists()) if request is not None else {}
    return "?" + urlencode({**chosen, "page": [number]}, doseq=True)


@register.filter
def field_shape(field: BoundField) -> str:
    """Name the layout of a field: choices, checkbox, file or plain."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if field.use_fieldset and kind in ("radio", "checkbox"):
        return "choices"
    return kind if kind in ("checkbox", "file") else "plain"


@register.filter
def error_links(form: BaseForm) -> list[ErrorLink]:
    """List the errors of a form, those of the whole form first, each with the id it belongs to."""
    links = [ErrorLink("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else field.auto_id
        links += [ErrorLink(target, str(field.label), str(message)) for message in field.errors]
    return links
