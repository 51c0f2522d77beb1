"""Files: kept once per office, hung on things, given out by one guarded view (core.views.files)."""

from core.files.services import (
    attachments_of,
    attachments_of_key,
    attachments_of_many,
    describe,
    display_bytes,
    move,
    purge_unused,
    remove,
    store,
)

__all__ = [
    "attachments_of",
    "attachments_of_key",
    "attachments_of_many",
    "describe",
    "display_bytes",
    "move",
    "purge_unused",
    "remove",
    "store",
]
