"""Years of the groups' numbered tasks, lines of subject groups, and each person's own training."""

from supervision.groups.models.paper import PublishedPaper
from supervision.groups.models.tasks import GroupYear, SubjectLine, TaskOwner, TaskYear, TaskYearEvidence
from supervision.groups.models.training import Training

__all__ = [
    "GroupYear",
    "PublishedPaper",
    "SubjectLine",
    "TaskOwner",
    "TaskYear",
    "TaskYearEvidence",
    "Training",
]
