"""Projects of a fiscal year, what they cost and do, the schools in them and how these were chosen."""

from supervision.projects.models.parts import (
    BudgetLine,
    ProgressNote,
    ProjectActivity,
    ProjectEvidence,
    ProjectIndicator,
    ProjectOwner,
    ProjectSchool,
    Spending,
)
from supervision.projects.models.selection import Application, Criterion, Score, SelectionRound
from supervision.projects.models.year import ProjectYear

__all__ = [
    "Application",
    "BudgetLine",
    "Criterion",
    "ProgressNote",
    "ProjectActivity",
    "ProjectEvidence",
    "ProjectIndicator",
    "ProjectOwner",
    "ProjectSchool",
    "ProjectYear",
    "Score",
    "SelectionRound",
    "Spending",
]
