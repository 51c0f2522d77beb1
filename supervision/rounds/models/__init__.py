from supervision.rounds.models.internal import InternalSummary, InternalSummaryRevision, InternalVisit
from supervision.rounds.models.round import CollectionRound, RoundRevision, RoundSchool, RoundSheet

__all__ = [
    "CollectionRound",
    "InternalSummary",
    "InternalSummaryRevision",
    "InternalVisit",
    "RoundRevision",
    "RoundSchool",
    "RoundSheet",
]
