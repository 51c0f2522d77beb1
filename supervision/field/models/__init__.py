from supervision.field.models.finding import Finding
from supervision.field.models.visit import Visit, VisitMember, VisitPerson, VisitResponse, VisitRevision

__all__ = ["Finding", "Visit", "VisitMember", "VisitPerson", "VisitResponse", "VisitRevision"]
