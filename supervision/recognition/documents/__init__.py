"""Papers of recognition: certificates, and the report of a model's year."""

from reports.registry import register
from supervision.recognition.documents.certificates import CertificateDocument
from supervision.recognition.documents.model_report import ModelReport

register(CertificateDocument())
register(ModelReport())
