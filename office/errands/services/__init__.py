"""Acts on errands, articles and monthly items."""

from office.errands.services.articles import (
    publish_article,
    return_article,
    save_article,
    submit_article,
    withdraw_article,
)
from office.errands.services.errands import accept, answer, ask, cancel, edit, send_back
from office.errands.services.monthly import call_items, move_item, remove_item, save_item, take_items
from office.errands.services.reminders import remind_of_errands

__all__ = [
    "accept",
    "answer",
    "ask",
    "call_items",
    "cancel",
    "edit",
    "move_item",
    "publish_article",
    "remind_of_errands",
    "remove_item",
    "return_article",
    "save_article",
    "save_item",
    "send_back",
    "submit_article",
    "take_items",
    "withdraw_article",
]
