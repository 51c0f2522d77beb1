"""Read-only questions about official travel, and the registry of what trips are made of."""

from office.travel.queries.days import PersonYear, YearTable, day_text, month_halves, year_table
from office.travel.queries.lists import containing, pointer_of, report_days, search, trips_of_person, when_text
from office.travel.queries.months import MonthPage, Overlap, PersonMonth, closings, month_page
from office.travel.queries.sources import Outing, TripSource, outings_of_trip, register_trip_source, uncovered

__all__ = [
    "MonthPage",
    "Outing",
    "Overlap",
    "PersonMonth",
    "PersonYear",
    "TripSource",
    "YearTable",
    "closings",
    "containing",
    "day_text",
    "month_halves",
    "month_page",
    "outings_of_trip",
    "pointer_of",
    "register_trip_source",
    "report_days",
    "search",
    "trips_of_person",
    "uncovered",
    "when_text",
    "year_table",
]
