"""What pages, documents and other desks ask about test results."""

from supervision.achievement.queries.figures import (
    exam_year,
    exams_with_results,
    grid_of,
    school_exams,
    standings,
    years_with_results,
)
from supervision.achievement.queries.gathered import search
from supervision.achievement.queries.warning import warned_schools

__all__ = [
    "exam_year",
    "exams_with_results",
    "grid_of",
    "school_exams",
    "search",
    "standings",
    "warned_schools",
    "years_with_results",
]
