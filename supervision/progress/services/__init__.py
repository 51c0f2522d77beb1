"""Acts of schools and of the office on baselines, plans, reports and the year that follows."""

from supervision.progress.services.bulk import SchoolValue, fill_targets, set_values
from supervision.progress.services.next_year import Carried, begin_next, carry_over
from supervision.progress.services.plan import add_line, edit_line, remove_line, tick_line
from supervision.progress.services.reports import (
    KIND,
    MOST_PHOTOS,
    cancel_report,
    remind_reports,
    report_pointer,
    send_report,
)
from supervision.progress.services.sheet import (
    Figures,
    accept_sheet,
    accept_sheets,
    begin_indicator,
    remind_baselines,
    return_sheet,
    save_area,
    submit_sheet,
)
from supervision.progress.services.taking_over import PaperSheet, take_over_sheets

__all__ = [
    "KIND",
    "MOST_PHOTOS",
    "Carried",
    "Figures",
    "PaperSheet",
    "SchoolValue",
    "accept_sheet",
    "accept_sheets",
    "add_line",
    "begin_indicator",
    "begin_next",
    "cancel_report",
    "carry_over",
    "edit_line",
    "fill_targets",
    "remind_baselines",
    "remind_reports",
    "remove_line",
    "report_pointer",
    "return_sheet",
    "save_area",
    "send_report",
    "set_values",
    "submit_sheet",
    "take_over_sheets",
    "tick_line",
]
