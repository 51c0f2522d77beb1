"""Acts on letters."""

from office.letters.services.hiding import retitle
from office.letters.services.registering import AlreadyCame, cancel_letter, edit_letter, enter_letter, register_letter
from office.letters.services.reminders import remind_of_due
from office.letters.services.routing import (
    acknowledge_letter,
    close_letter,
    finish_letter,
    give_opinion,
    propose_letter,
    route_letter,
    take_back_route,
)
from office.letters.services.veiling import secret_keys, veil_about

__all__ = [
    "AlreadyCame",
    "acknowledge_letter",
    "cancel_letter",
    "close_letter",
    "edit_letter",
    "enter_letter",
    "finish_letter",
    "give_opinion",
    "propose_letter",
    "register_letter",
    "remind_of_due",
    "retitle",
    "route_letter",
    "secret_keys",
    "take_back_route",
    "veil_about",
]
