from instruments.services.checking import AnswerValue
from instruments.services.reference import load_instruments
from instruments.services.responses import (
    check_about,
    open_anonymous,
    open_filled,
    open_response,
    remove_response,
    save_answers,
)

__all__ = [
    "AnswerValue",
    "check_about",
    "load_instruments",
    "open_anonymous",
    "open_filled",
    "open_response",
    "remove_response",
    "save_answers",
]
