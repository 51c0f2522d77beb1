"""Acts of an evaluation: open it, name assessors, score, moderate, work out, publish."""

from supervision.results.services.assessors import add_assessor, add_assessors, end_assessor
from supervision.results.services.compute import compute
from supervision.results.services.moderation import moderate
from supervision.results.services.publish import publish
from supervision.results.services.setting import edit_evaluation, open_evaluation
from supervision.results.services.sheets import Row, bulk_scores, open_sheet, reopen_sheet, save_scores, submit_sheet

__all__ = [
    "Row",
    "add_assessor",
    "add_assessors",
    "bulk_scores",
    "compute",
    "edit_evaluation",
    "end_assessor",
    "moderate",
    "open_evaluation",
    "open_sheet",
    "publish",
    "reopen_sheet",
    "save_scores",
    "submit_sheet",
]
