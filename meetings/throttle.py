"""How often one place may ask the public page: counters in the cache, under a hash of the address, for ten minutes.

A hall of two hundred people may share one address, so the bound is far above that; wrong tokens are counted apart and
strictly, since nobody mistypes forty of them. Nothing about who asked is kept anywhere else.
"""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 600  # seconds
MOST_ANSWERS = 600
MOST_WRONG = 40


def _key(request: HttpRequest, what: str) -> str:
    place = hashlib.sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()[:32]
    return f"evaluation:{what}:{place}"


def _count(key: str) -> int:
    if cache.add(key, 1, WINDOW):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # ran out between the two
        cache.set(key, 1, WINDOW)
        return 1


def too_many_answers(request: HttpRequest) -> bool:
    """Count one answer of this place; True when it is one too many."""
    return _count(_key(request, "answers")) > MOST_ANSWERS


def note_wrong(request: HttpRequest) -> None:
    _count(_key(request, "wrong"))


def too_many_wrong(request: HttpRequest) -> bool:
    return int(cache.get(_key(request, "wrong"), 0)) >= MOST_WRONG
