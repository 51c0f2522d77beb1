from supervision.media.services.common import pointer_of
from supervision.media.services.media import (
    WORDS,
    edit_medium,
    lacking,
    list_medium,
    remove_draft,
    return_medium,
    share_medium,
    submit_medium,
    withdraw_medium,
    write_medium,
)
from supervision.media.services.reviews import ask_reviewers, finish_review, save_review
from supervision.media.services.uses import note_use

__all__ = [
    "WORDS",
    "ask_reviewers",
    "edit_medium",
    "finish_review",
    "lacking",
    "list_medium",
    "note_use",
    "pointer_of",
    "remove_draft",
    "return_medium",
    "save_review",
    "share_medium",
    "submit_medium",
    "withdraw_medium",
    "write_medium",
]
