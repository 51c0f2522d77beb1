"""What stands on a committee in the apps to its right: how many meetings it held. They register how to count."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

Count = Callable[[Collection[int], date, date], Mapping[int, int]]
_counts: list[Count] = []


def register_meetings(count: Count) -> None:
    """`count(committee_keys, since, until)` gives meetings held on these days, both included, by committee."""
    if count not in _counts:
        _counts.append(count)


def meetings_held(committees: Collection[int], since: date, until: date) -> dict[int, int]:
    """By committee; one that held none is missing."""
    found: dict[int, int] = {}
    for count in _counts:
        for key, number in count(committees, since, until).items():
            found[key] = found.get(key, 0) + number
    return found
