"""Read-only assembly for pages, documents and whoever stands right of this app."""

from supervision.field.queries.areas import AreaWork, work_by_area
from supervision.field.queries.coverage import Coverage, coverage
from supervision.field.queries.lists import search
from supervision.field.queries.periods import (
    Period,
    choices,
    fiscal_period,
    latest_period,
    read_period,
    term_period,
    terms_with_data,
)
from supervision.field.queries.visits import VisitPage, visit_page

__all__ = [
    "AreaWork",
    "Coverage",
    "Period",
    "VisitPage",
    "choices",
    "coverage",
    "fiscal_period",
    "latest_period",
    "read_period",
    "search",
    "term_period",
    "terms_with_data",
    "visit_page",
    "work_by_area",
]
