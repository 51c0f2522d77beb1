from processes.services.actions import (
    action_pointer,
    cancel_action,
    close_action,
    open_action,
    reopen_action,
    report_action,
    return_action,
    update_action,
)

__all__ = [
    "action_pointer",
    "cancel_action",
    "close_action",
    "open_action",
    "reopen_action",
    "report_action",
    "return_action",
    "update_action",
]
