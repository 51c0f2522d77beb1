"""Who is honoured and why, who chose, what was printed, and what schools share."""

from supervision.recognition.models.award import Award, Nomination, Recipient
from supervision.recognition.models.certificate import Certificate
from supervision.recognition.models.poll import Elector, Poll, PollOption
from supervision.recognition.models.sharing import BestPractice, SharedPractice, SharingEvent

__all__ = [
    "Award",
    "BestPractice",
    "Certificate",
    "Elector",
    "Nomination",
    "Poll",
    "PollOption",
    "Recipient",
    "SharedPractice",
    "SharingEvent",
]
