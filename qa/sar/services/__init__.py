from qa.sar.services.calls import (
    cancel_call,
    close_call,
    create_call,
    default_due,
    delete_draft,
    edit_call,
    extend_call,
    extend_school,
    open_call,
)
from qa.sar.services.filling import (
    NOT_ASSESSED,
    confirm_basic,
    confirm_call,
    save_items,
    save_level,
    save_standard,
    save_summary,
)
from qa.sar.services.reminders import remind_call, remind_on_schedule
from qa.sar.services.reviewing import accept_sar, comment_on, return_sar
from qa.sar.services.sending import hand_to_principal, submit_sar

__all__ = [
    "NOT_ASSESSED",
    "accept_sar",
    "cancel_call",
    "close_call",
    "comment_on",
    "confirm_basic",
    "confirm_call",
    "create_call",
    "default_due",
    "delete_draft",
    "edit_call",
    "extend_call",
    "extend_school",
    "hand_to_principal",
    "open_call",
    "remind_call",
    "remind_on_schedule",
    "return_sar",
    "save_items",
    "save_level",
    "save_standard",
    "save_summary",
    "submit_sar",
]
