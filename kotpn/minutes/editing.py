"""Who is writing which item of a meeting at this moment: short-lived marks in the cache, lost without harm."""

import time
from typing import Any

from django.core.cache import cache

SECONDS = 75
"""How long after the last keystroke that was saved somebody counts as writing."""


def _key(meeting: int) -> str:
    return f"kotpn:writing:{meeting}"


def mark(meeting: int, item: int, user: Any) -> None:
    """`user` is writing `item` now; one mark a person, the last item."""
    now = time.time()
    marks = {who: row for who, row in (cache.get(_key(meeting)) or {}).items() if row[2] > now - SECONDS}
    marks[user.pk] = (item, str(user), now)
    cache.set(_key(meeting), marks, SECONDS)


def others(meeting: int, user: Any) -> dict[int, list[str]]:
    """Names of those writing besides `user`, by item."""
    now, found = time.time(), dict[int, list[str]]()
    for who, (item, name, at) in (cache.get(_key(meeting)) or {}).items():
        if who != user.pk and at > now - SECONDS:
            found.setdefault(item, []).append(name)
    return found
