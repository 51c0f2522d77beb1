"""Documents of the visits: the record to be signed, the lists, the answers with their figures."""

from reports.registry import register
from supervision.field.documents.answers import VisitAnswers
from supervision.field.documents.feedback import VisitFeedback
from supervision.field.documents.record import VisitRecord
from supervision.field.documents.visit_list import VisitList

register(VisitRecord())
register(VisitFeedback())
register(VisitList())
register(VisitAnswers())
