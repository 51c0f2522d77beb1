"""Papers of the office's self-assessments: the form, the folder of evidence, the workbook."""

from kotpn.assessment.documents.folder import EvidenceFolder
from kotpn.assessment.documents.form import OfficeStandardForm
from kotpn.assessment.documents.workbook import OfficeStandardWorkbook
from reports.registry import register

register(OfficeStandardForm())
register(EvidenceFolder())
register(OfficeStandardWorkbook())
