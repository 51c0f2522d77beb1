"""Files: kept once per office, hung on things, given out by one guarded view (core.views.files)."""

from core.files.services import (
    Examined,
    attachments_of,
    attachments_of_key,
    attachments_of_many,
    describe,
    display_bytes,
    examine,
    move,
    purge_unused,
    remove,
    store,
)

__all__ = [
    "Examined",
    "attachments_of",
    "attachments_of_key",
    "attachments_of_many",
    "describe",
    "display_bytes",
    "examine",
    "move",
    "purge_unused",
    "remove",
    "store",
]
