"""Business acts on curricula and their reviews."""

from supervision.curricula.services.curricula import (
    accept_curriculum,
    cancel_curriculum,
    edit_curriculum,
    return_curriculum,
    save_kind,
    submit_curriculum,
    withdraw_curriculum,
    write_curriculum,
)
from supervision.curricula.services.reviews import (
    begin_review,
    cancel_review,
    finish_review,
    reopen_review,
    save_review,
)

__all__ = [
    "accept_curriculum",
    "begin_review",
    "cancel_curriculum",
    "cancel_review",
    "edit_curriculum",
    "finish_review",
    "reopen_review",
    "return_curriculum",
    "save_kind",
    "save_review",
    "submit_curriculum",
    "withdraw_curriculum",
    "write_curriculum",
]
