"""Whoever guesses at addresses open to everybody is stopped: so many misses a minute from one network address."""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest

MOST = 40
WINDOW_SECONDS = 60
NETWORK_BITS = 64  # a household has that many IPv6 addresses of its own


def may_ask(request: HttpRequest) -> bool:
    """Has this address missed less than forty times within the last minute? Others are not touched (quality.md P15)."""
    return len(_recent(_key(request))) < MOST


def note_miss(request: HttpRequest) -> None:
    """One more miss; two at once are both counted."""
    key = _key(request)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        cache.set(key, [time.time(), *_recent(key)][:MOST], WINDOW_SECONDS)


def _recent(key: str) -> list[float]:
    since = time.time() - WINDOW_SECONDS
    return [moment for moment in cache.get(key, []) if moment > since]


def _key(request: HttpRequest) -> str:
    """The address as the trusted proxies report it; of IPv6 the network."""
    text = get_adapter().get_client_ip(request)
    address = ipaddress.ip_address(text)
    if address.version == 6:
        text = str(ipaddress.ip_network((address, NETWORK_BITS), strict=False).network_address)
    return f"misses:{text}"
