"""Acts on official travel."""

from office.travel.services.deciding import approve_trip, cancel_trip, enter_approval, return_trip
from office.travel.services.months import close_month, save_rules
from office.travel.services.reminders import remind_of_reports
from office.travel.services.reporting import report_trip, see_report
from office.travel.services.trips import edit_trip, request_trip

__all__ = [
    "approve_trip",
    "cancel_trip",
    "close_month",
    "edit_trip",
    "enter_approval",
    "remind_of_reports",
    "report_trip",
    "request_trip",
    "return_trip",
    "save_rules",
    "see_report",
]
