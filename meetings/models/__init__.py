from meetings.models.evaluation import Evaluation, EvaluationSheet
from meetings.models.gathering import Agreement, Gathering, GatheringSchool, GatheringTie
from meetings.models.lists import GatheringBody, GatheringKind, MeetingRules
from meetings.models.people import Batch, Duty, HeadCount, Participant, ProgrammeItem, Tick
from meetings.models.record import Lesson

__all__ = [
    "Agreement",
    "Batch",
    "Duty",
    "Evaluation",
    "EvaluationSheet",
    "Gathering",
    "GatheringBody",
    "GatheringKind",
    "GatheringSchool",
    "GatheringTie",
    "HeadCount",
    "Lesson",
    "MeetingRules",
    "Participant",
    "ProgrammeItem",
    "Tick",
]
