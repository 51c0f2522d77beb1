"""Acts on the years of tasks and groups, on lines of subject groups, training logs and published reports."""

from supervision.groups.services.lines import add_line, edit_line, load_lines
from supervision.groups.services.papers import freeze, frozen_paper
from supervision.groups.services.publishing import publish_group, publish_task, take_back_group, take_back_task
from supervision.groups.services.reminders import tell_of_bare_tasks
from supervision.groups.services.tasks import own_the_rest, save_summary, save_task, set_owners
from supervision.groups.services.trainings import cancel_training, edit_training, log_training
from supervision.groups.services.years import open_year

__all__ = [
    "add_line",
    "cancel_training",
    "edit_line",
    "edit_training",
    "freeze",
    "frozen_paper",
    "load_lines",
    "log_training",
    "open_year",
    "own_the_rest",
    "publish_group",
    "publish_task",
    "save_summary",
    "save_task",
    "set_owners",
    "take_back_group",
    "take_back_task",
    "tell_of_bare_tasks",
]
