"""Read-only assembly for pages, documents and the apps to the right."""

from kotpn.minutes.queries.following import (
    Tally,
    arising_items,
    is_late,
    open_resolutions,
    search,
    tally_of,
    waiting_for_close,
    waiting_for_owner,
)

__all__ = [
    "Tally",
    "arising_items",
    "is_late",
    "open_resolutions",
    "search",
    "tally_of",
    "waiting_for_close",
    "waiting_for_owner",
]
