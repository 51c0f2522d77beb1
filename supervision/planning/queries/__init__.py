"""Read-only assembly for pages, documents and the apps to the right."""

from supervision.areas import Area
from supervision.planning.queries.areas import AreaPlan, agreed_activities, planned_by_area, policies_of
from supervision.planning.queries.calendar import (
    Agenda,
    CalendarFilters,
    Day,
    DayItem,
    agenda_of,
    calendar_rows,
    feed_rows,
    month_weeks,
)
from supervision.planning.queries.plans import (
    ActivityLine,
    activity_lines,
    current_plan_of,
    fiscal_years_of,
    indicator_value,
    plan_choices,
    plan_standing,
    previous_plan,
    search,
    trail_of,
)
from supervision.planning.queries.review import LaneLine, Review, review_of
from supervision.planning.queries.waiting import plans_to_finish

__all__ = [
    "ActivityLine",
    "Agenda",
    "Area",
    "AreaPlan",
    "CalendarFilters",
    "Day",
    "DayItem",
    "LaneLine",
    "Review",
    "activity_lines",
    "agenda_of",
    "agreed_activities",
    "calendar_rows",
    "current_plan_of",
    "feed_rows",
    "fiscal_years_of",
    "indicator_value",
    "month_weeks",
    "plan_choices",
    "plan_standing",
    "planned_by_area",
    "plans_to_finish",
    "policies_of",
    "previous_plan",
    "review_of",
    "search",
    "trail_of",
]
