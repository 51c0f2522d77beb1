"""The number beside รอฉัน on every page: the inbox counted once and kept for half a minute, never past the person's
own acts."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from core.approvals import InboxItem, inbox_for

_SECONDS = 30


def items_for(user: Any, district: Any) -> list[InboxItem]:
    """What waits, oldest first; refreshes the kept number."""
    found = inbox_for(user, district)
    cache.set(_key(user.pk), {**_held(user.pk), _place(district): len(found)}, _SECONDS)
    return found


def count_for(user: Any, district: Any) -> int:
    """How many things wait in this office; at most half a minute old."""
    held = _held(user.pk).get(_place(district))
    return len(items_for(user, district)) if held is None else held


class ForgetCountMiddleware:
    """Whoever sends something sees their own number change at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            cache.delete(_key(request.user.pk))
        return response


def _held(user_pk: int) -> dict[str, int]:
    return cache.get(_key(user_pk)) or {}


def _key(user_pk: int) -> str:
    return f"inbox-count:{user_pk}"


def _place(district: Any) -> str:
    return district.code if district else ""
