"""Numbers small enough to tell a child: under five is not shown to who has no need of it."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
# Fewer than this could be told by name in a small school; statistics offices suppress cells under 5.
FEWEST = 5
SMALL = "น้อยกว่า 5"
KEPT = "ไม่แสดง"


def shown(counts: Mapping[K, int], *, all_of_it: bool) -> dict[K, str]:
    """Each count as it may be shown beside the sum of all. Where only one is under five the next smallest is kept back
    too: the sum less the others would tell it."""
    if all_of_it:
        return {key: f"{value:,}" for key, value in counts.items()}
    small = [key for key, value in counts.items() if 0 < value < FEWEST]
    found = {key: SMALL if key in small else f"{value:,}" for key, value in counts.items()}
    if len(small) == 1:
        others = sorted((value, place, key) for place, (key, value) in enumerate(counts.items()) if value >= FEWEST)
        if others:
            found[others[0][2]] = KEPT
    return found


def total(counts: Mapping[K, int], *, all_of_it: bool) -> str:
    """The sum of all; not where it is small itself, or would tell the one small count there is."""
    value = sum(counts.values())
    told = [one for one in counts.values() if one]
    if all_of_it or (value >= FEWEST and (len(told) > 1 or not told or told[0] >= FEWEST)) or value == 0:
        return f"{value:,}"
    return SMALL
