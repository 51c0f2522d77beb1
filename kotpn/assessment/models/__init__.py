"""Self-assessments of the office and what proves them."""

from kotpn.assessment.models.assessment import Assessment, AssessmentDecision, AssessmentRound, IssueAnswer, Sentence
from kotpn.assessment.models.proof import IssueEvidence, LineProof

__all__ = [
    "Assessment",
    "AssessmentDecision",
    "AssessmentRound",
    "IssueAnswer",
    "IssueEvidence",
    "LineProof",
    "Sentence",
]
