"""Files piece by piece for the page's script: begin, carry on, give up; each person sees only his own."""

import json
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inspections.actions import uploads
from inspections.exceptions import NotReady
from inspections.models import Upload
from inspections.queries.uploads import unfinished_of
from inspections.rules.uploads_pieces import MOST_A_PIECE, percent, wrong_piece_words, wrong_place_words
from inspections.views.access import person

MOST_WORDS = 4096
BUSY, TOO_LARGE = 503, 413


def _state(row: Upload) -> dict[str, Any]:
    return {
        "name": row.name,
        "size": row.size,
        "received": row.received,
        "percent": percent(row.received, row.size),
        "url": reverse("upload", args=[row.pk]) if row.pk else "",
        "token": row.stashed.token if row.stashed else "",
        "refusal": row.refusal,
    }


def _told(sentence: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"error": sentence, **more}, status=status)


@require_http_methods(["GET", "POST"])
def uploads_page(request: HttpRequest) -> HttpResponse:
    """GET: what is unfinished, with the words of the page; POST: announce a file by name, size and hash."""
    if request.method == "GET":
        rows = [_state(row) for row in unfinished_of(person(request).pk)]
        return JsonResponse({"unfinished": rows, "words": _words(), "worker": static("js/sha256_worker.js")})
    announced = _announced(request)
    if announced is None:
        return _told(_("Yêu cầu tải tệp không đọc được. Hãy tải lại trang rồi chọn lại tệp."), 400)
    try:
        row = uploads.begin(person(request), now=timezone.now(), **announced)
    except NotReady as refused:
        return _told(" ".join(blocker.text for blocker in refused.blockers), 422)
    return JsonResponse(_state(row))


def _announced(request: HttpRequest) -> dict[str, Any] | None:
    try:
        said = json.loads(request.read(MOST_WORDS))
        limit = int(said.get("limit") or 0)
        size = int(said["size"])
        named = {"name": str(said["name"])[:1000], "sha256": str(said["sha256"])}
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
        UnreadablePostError,
    ):
        return None
    return {**named, "size": size, "limit": max(limit, 0) or None}


@require_http_methods(["GET", "PUT", "DELETE"])
def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """PUT: the next piece, with the header Upload-Offset; GET: how much has arrived; DELETE: give it up."""
    owner = person(request)
    try:
        if request.method == "PUT":
            return _piece(request, upload_id)
        if request.method == "DELETE":
            uploads.drop(owner, upload_id)
            return HttpResponse(status=204)
        return JsonResponse(_state(Upload.objects.select_related("stashed").get(pk=upload_id, owner=owner)))
    except Upload.DoesNotExist:
        raise Http404 from None
    except OperationalError:
        return _told(_("Tệp này đang được tải ở một cửa sổ khác. Chờ vài giây."), BUSY)


def _piece(request: HttpRequest, upload_id: int) -> JsonResponse:
    """What was cut off on the way counts as far as it came."""
    size = _number(request.headers.get("Content-Length"))
    offset = _number(request.headers.get("Upload-Offset"))
    if not 0 < size <= MOST_A_PIECE:
        return _told(wrong_piece_words(size), TOO_LARGE if size > 0 else 400)
    try:
        piece = request.read(size)
        row = uploads.append(person(request), upload_id, offset=offset, piece=piece, now=timezone.now())
    except UnreadablePostError:
        return _told(_("Đường truyền bị ngắt."), BUSY)
    except uploads.WrongPlace as wrong:
        return _told(wrong_place_words(wrong.received, wrong.size), 409, received=wrong.received)
    return JsonResponse(_state(row))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else -1


def _words() -> dict[str, str]:
    """What the script says; {name}, {percent} and {seconds} are filled in by it."""
    return {
        "reading": _("Đang đọc tệp: {percent} %"),
        "sending": _("Đang tải lên: {percent} %"),
        "checking": _("Đang kiểm tra tệp"),
        "waiting": _("Mất kết nối. Tự tải tiếp sau {seconds} giây; phần đã tải vẫn còn."),
        "queued": _("Chờ đến lượt"),
        "kept": _("Đã nhận"),
        "signedOut": _(
            "Phiên làm việc đã hết. Đăng nhập lại rồi chọn lại tệp này: phần đã tải vẫn còn, không phải tải lại từ đầu."
        ),
        "failed": _("Chưa tải được tệp này. Hãy chọn lại tệp."),
        "unreadable": _("Không đọc được tệp trên máy. Hãy kiểm tra tệp rồi chọn lại."),
        "unfinished": _("Đang dở: {name}, {percent} %. Chọn lại tệp này để tải tiếp phần còn lại."),
        "giveUp": _("Bỏ tệp {name}"),
        "forget": _("Bỏ phần đã tải của {name}"),
        "thenSend": _("Đang tải tệp; biểu mẫu tự gửi khi tải xong. Đừng đóng trang này."),
        "notSent": _("Có tệp chưa tải được nên biểu mẫu chưa gửi. Xem lời nhắn cạnh tệp rồi gửi lại."),
    }
