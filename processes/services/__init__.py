from processes.services.actions import (
    action_pointer,
    cancel_action,
    close_action,
    draft_pointer,
    open_action,
    reopen_action,
    report_action,
    return_action,
    update_action,
)
from processes.services.drafts import draft_answer, stamp_of

__all__ = [
    "action_pointer",
    "cancel_action",
    "close_action",
    "draft_answer",
    "draft_pointer",
    "open_action",
    "reopen_action",
    "report_action",
    "return_action",
    "stamp_of",
    "update_action",
]
