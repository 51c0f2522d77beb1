"""Read-only questions about programmes for pages, documents and the apps to the right."""

from supervision.improvement.queries.programmes import (
    next_of,
    office_lines,
    running,
    school_lines,
    search,
    with_counts,
)
from supervision.improvement.queries.work import teams_for, teams_of

__all__ = [
    "next_of",
    "office_lines",
    "running",
    "school_lines",
    "search",
    "teams_for",
    "teams_of",
    "with_counts",
]
