"""What /healthz measures: database, broker, worker heartbeat, fonts, free disk. No secrets, no versions."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.db import connection
from redis.exceptions import RedisError

HEARTBEAT_KEY = "worker-heartbeat"
SILENT_AFTER = 60.0
MIN_FREE_BYTES = 500 * 1024 * 1024
FONT = "@fontsource/sarabun/files/sarabun-thai-400-normal.woff2"


def beat(now: float | None = None) -> None:
    """Leave the worker's sign of life in the cache; `now` is a Unix time."""
    cache.set(HEARTBEAT_KEY, now or time.time(), timeout=None)


def heartbeat_age(now: float | None = None) -> float | None:
    """Seconds since a worker last ran the heartbeat job; None when it never did."""
    last = cache.get(HEARTBEAT_KEY)
    return None if last is None else (now or time.time()) - float(last)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _broker() -> bool:
    key = "healthz-probe"
    cache.set(key, 1, timeout=5)
    return cache.get(key) == 1


def _worker() -> bool:
    age = heartbeat_age()
    return age is not None and age < SILENT_AFTER


def _fonts() -> bool:
    return (Path(settings.BASE_DIR) / "node_modules" / FONT).is_file()


def _disk() -> bool:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.VAR_DIR).free > MIN_FREE_BYTES


PARTS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "fonts": _fonts,
    "disk": _disk,
}


def measure() -> dict[str, bool]:
    """Each part and whether it works; a part that raises does not."""
    found = {}
    for name, part in PARTS.items():
        try:
            found[name] = part()
        except (DatabaseError, OSError, ConnectionError, RedisError):
            found[name] = False
    return found
