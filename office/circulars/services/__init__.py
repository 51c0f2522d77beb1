"""Acts on circulars."""

from office.circulars.services.drafts import delete_draft, draft_circular, edit_circular
from office.circulars.services.reading import read_circular, remind_of_due, remind_unread
from office.circulars.services.sending import cancel_circular, send_circular

__all__ = [
    "cancel_circular",
    "delete_draft",
    "draft_circular",
    "edit_circular",
    "read_circular",
    "remind_of_due",
    "remind_unread",
    "send_circular",
]
