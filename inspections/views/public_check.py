"""«Kiểm tra văn bản»: anybody with the code of a paper asks whether it is ours and still stands; nothing personal.

A wrong code, an old one and one that never was give the same page; whoever walks through codes is stopped after forty
misses a minute (quality.md 3 no. 7, P15).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from inspections.documents.check import ALPHABET, LENGTH
from inspections.queries.public_papers import paper_of
from inspections.views.misses import may_ask, note_miss

LONGEST_TYPED = 60


def code_typed(text: str) -> str:
    """The code as it was read from paper: small letters, blanks and dashes do no harm."""
    return "".join(sign for sign in text[:LONGEST_TYPED].upper() if sign.isalnum())


def _well_made(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


@login_not_required
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The field for the code; a typed code leads to its page."""
    code = code_typed(request.GET.get("ma", ""))
    if code:
        return redirect("check_paper", code)
    return _shown(request, "public/ask.html")


@login_not_required
@require_safe
def shown(request: HttpRequest, code: str) -> HttpResponse:
    """What the public may know of the paper with this code."""
    if not may_ask(request):
        return _shown(request, "public/too_often.html", status=429)
    typed = code_typed(code)
    paper = paper_of(typed) if _well_made(typed) else None
    if paper is None:
        note_miss(request)
        return _shown(request, "public/not_found.html", status=404)
    return _shown(request, "public/paper.html", paper=paper, code=typed)


def _shown(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer
