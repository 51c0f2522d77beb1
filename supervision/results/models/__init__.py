"""Judging the schools of a programme, what came of it, and what was published."""

from supervision.results.models.edition import AreaResult, Edition, IndicatorResult, SchoolResult
from supervision.results.models.evaluation import Assessor, Evaluation, Moderation, Score, Sheet

__all__ = [
    "AreaResult",
    "Assessor",
    "Edition",
    "Evaluation",
    "IndicatorResult",
    "Moderation",
    "SchoolResult",
    "Score",
    "Sheet",
]
