"""What waits for a person, from every app, oldest first: one list for the landing page, the page รอฉัน and the count beside it.

    waiting.register("plans.returned", returned_plans)      # (user, district, today) -> list[WaitingItem], one query, at most LIMIT

An approval inbox (core.approvals) is one source among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache

from core.thai.dates import local_date

LIMIT = 200
_COUNT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """state: a state of the state chip; label: its word if not the usual one; since: when it began to wait; kind: plural Thai word for
    the filter (แผนนิเทศ); sub: who sent it and when; quote: a reason given; act: the verb on the button; limit: days after
    which it is late; due: a deadline is near."""

    kind: str
    title: str
    url: str
    state: str
    since: date | datetime
    act: str = "เปิด"
    sub: str = ""
    label: str = ""
    quote: str = ""
    limit: int | None = None
    due: bool = False

    def days(self, today: date) -> int:
        return max(0, (today - local_date(self.since)).days)

    def is_late(self, today: date) -> bool:
        return self.limit is not None and self.days(today) >= self.limit


Source = Callable[[Any, Any, date], Sequence[WaitingItem]]
_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Add a source; the same key twice with another function is a mistake of the programmer."""
    if _sources.get(key, source) is not source:
        raise ValueError(f"waiting source {key} is registered twice")
    _sources[key] = source


def items_for(user: Any, district: Any, today: date) -> list[WaitingItem]:
    """Everything that waits for `user` in `district`, oldest first; keeps the count for the navigation."""
    found = [item for source in _sources.values() for item in source(user, district, today)]
    found.sort(key=lambda item: (local_date(item.since), item.title))
    cache.set(_key(user, district), len(found), _COUNT_SECONDS)
    return found


def count_for(user: Any, district: Any, today: date) -> int:
    """How many things wait; at most half a minute old, and never older than the person's own last act."""
    held = cache.get(_key(user, district))
    return held if held is not None else len(items_for(user, district, today))


def forget_count(user: Any, district_pk: int | None) -> None:
    """Drop the kept count after the person has done something."""
    cache.delete(f"waiting:{user.pk}:{district_pk}")


def _key(user: Any, district: Any) -> str:
    return f"waiting:{user.pk}:{district.pk if district else None}"
