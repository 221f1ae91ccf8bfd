"""Hai địa chỉ cho máy giám sát: còn sống (không chạm dữ liệu) và sẵn sàng phục vụ."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateWorker


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process lives; no database is asked, so a slow database does not restart the web server."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 only when records can be read, the tables are those of this code and a worker takes jobs."""
    answer = {"database": False, "migrations": False, "worker": False}
    try:
        answer["migrations"] = migrations_applied()
        answer["database"] = True
        answer["worker"] = worker_alive()
    except DatabaseError:
        pass
    return JsonResponse(answer, status=200 if all(answer.values()) else 503)


def migrations_applied() -> bool:
    """Tell whether every migration of this code is in the database."""
    return last_migrations() <= set(MigrationRecorder(connection).applied_migrations())


@cache
def last_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of every application, read once: the code of a running process does not change."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def worker_alive() -> bool:
    """Tell whether a worker has reported within WORKER_SILENCE_SECONDS."""
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    return last is not None and timezone.now() - last < timedelta(seconds=settings.WORKER_SILENCE_SECONDS)
