"""One spelling of Vietnamese: what is typed or searched for arrives composed (NFC), whatever keyboard wrote it.

quality.md 4 P13: typed decomposed (NFD, as some telephones and Macintosh computers send it), stored composed, found, unique.
"""

import unicodedata
from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.deprecation import MiddlewareMixin

NUL = "\x00"


def composed(typed: QueryDict, *, drop: str = "") -> QueryDict:
    """The same fields with every value composed; without ``drop``, a sign that no value may hold."""
    if all(_stands(value, drop) for _name, values in typed.lists() for value in values):
        return typed
    found = QueryDict(mutable=True, encoding=typed.encoding)
    for name, values in typed.lists():
        found.setlist(name, [unicodedata.normalize("NFC", _without(value, drop)) for value in values])
    return found


def _without(value: object, drop: str) -> str:
    return str(value).replace(drop, "") if drop else str(value)


def _stands(value: object, drop: str) -> bool:
    text = str(value)
    return unicodedata.is_normalized("NFC", text) and not (drop and drop in text)


class OneSpellingMiddleware(MiddlewareMixin):
    """Compose what came in; an address with a NUL leads nowhere, a question with a NUL is asked without it.

    A NUL within a form is left to the form, which says so beside the field.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Before any view reads the request."""
        if any(NUL in str(part) for part in kwargs.values()):
            raise Http404
        request.GET = cast(Any, composed(request.GET, drop=NUL))
        if request.method == "POST":
            request.POST = cast(Any, composed(request.POST))
