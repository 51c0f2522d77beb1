"""Business acts of tests: exams and rules, results, the item bank, checks of schools' own assessment."""

from supervision.achievement.services.bank import add_item, edit_item, log_use, restore_item, withdraw_item
from supervision.achievement.services.checks import begin_check, cancel_check, finish_check, reopen_check, save_check
from supervision.achievement.services.exams import save_exam, save_paper, save_rule
from supervision.achievement.services.reference import load_exams
from supervision.achievement.services.results import Figures, record_result, remove_result, untaught

__all__ = [
    "Figures",
    "add_item",
    "begin_check",
    "cancel_check",
    "edit_item",
    "finish_check",
    "load_exams",
    "log_use",
    "record_result",
    "remove_result",
    "reopen_check",
    "restore_item",
    "save_check",
    "save_exam",
    "save_paper",
    "save_rule",
    "untaught",
    "withdraw_item",
]
