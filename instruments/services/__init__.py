from instruments.services.reference import load_instruments
from instruments.services.responses import AnswerValue, open_response, remove_response, save_answers

__all__ = ["AnswerValue", "load_instruments", "open_response", "remove_response", "save_answers"]
