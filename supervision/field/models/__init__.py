from supervision.field.models.capture import SectionText, VisitPhoto, VisitSignature
from supervision.field.models.finding import Advice, Finding, FindingCheck
from supervision.field.models.visit import Visit, VisitMember, VisitPerson, VisitResponse, VisitRevision

__all__ = [
    "Advice",
    "Finding",
    "FindingCheck",
    "SectionText",
    "Visit",
    "VisitMember",
    "VisitPerson",
    "VisitPhoto",
    "VisitResponse",
    "VisitRevision",
    "VisitSignature",
]
