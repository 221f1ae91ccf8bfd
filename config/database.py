"""Cơ sở dữ liệu: máy chủ theo DATABASE_URL, nếu không có thì PostgreSQL riêng của thư mục mã này."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.cluster import Cluster
from config.env import EnvError

ENGINE = "django.db.backends.postgresql"
SCHEMES = ("postgres", "postgresql")
# Commands that never read a record: they must work where no server can run (a build machine, a packager).
WITHOUT_DATABASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "version",
    }
)

_private: Cluster | None = None


def settings_for(
    url: str, *, data_dir: Path, testing: bool = False, statement_seconds: int = 30, pool_size: int = 0
) -> dict[str, Any]:
    """Return Django's database settings; nothing is started here."""
    global _private
    if url:
        _private = None
        answer = parse_url(url)
    else:
        _private = Cluster.of_folder(data_dir, testing=testing)
        answer = {
            "NAME": "kiemtraso",
            "USER": _private.role,
            "PASSWORD": "",
            "HOST": str(_private.sockets),
            "PORT": "",
            "OPTIONS": {},
        }
    options: dict[str, Any] = answer["OPTIONS"]
    options["options"] = (
        f"-c lock_timeout=5s -c statement_timeout={statement_seconds}s -c idle_in_transaction_session_timeout=60s"
    )
    # Values travel apart from the statement, and a statement asked for the third time keeps its plan: planning costs
    # our wide statements more than running them. (A pooler between must know prepared statements: PgBouncer >= 1.22.)
    options |= {"server_side_binding": True, "prepare_threshold": 3}
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {"ENGINE": ENGINE, "CONN_HEALTH_CHECKS": not pool_size, **answer}


def parse_url(url: str) -> dict[str, Any]:
    """Read ``postgres://user:password@host:port/name?sslmode=require``; a socket folder goes in ``?host=``."""
    wrong = "DATABASE_URL không hợp lệ: hãy ghi dạng postgres://tài_khoản:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu."
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EnvError(wrong) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise EnvError(wrong)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def needs_database(arguments: list[str]) -> bool:
    """Tell whether the command line in ``arguments`` (``sys.argv``) reads or writes records."""
    command = next((part for part in arguments[1:] if not part.startswith("-")), "help")
    return command not in WITHOUT_DATABASE and not {"--help", "-h"} & set(arguments)


def ensure_running() -> None:
    """Start or join the private server (if there is one); the last program to leave stops it."""
    if _private is not None:
        _private.join()


def leave() -> None:
    """Leave the private server now, instead of at the end of this program."""
    if _private is not None:
        _private.leave()


def private_cluster() -> Cluster | None:
    """Return the private server of this checkout, or None when DATABASE_URL names one."""
    return _private
