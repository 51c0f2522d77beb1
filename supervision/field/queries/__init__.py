"""Read-only assembly for pages, documents and whoever stands right of this app."""

from supervision.field.queries.coverage import Coverage, coverage
from supervision.field.queries.lists import search
from supervision.field.queries.periods import Period, fiscal_period, latest_period, term_period, terms_with_data
from supervision.field.queries.visits import VisitPage, visit_page

__all__ = [
    "Coverage",
    "Period",
    "VisitPage",
    "coverage",
    "fiscal_period",
    "latest_period",
    "search",
    "term_period",
    "terms_with_data",
    "visit_page",
]
