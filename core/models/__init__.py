from core.models.approval import ApprovalDecision, ApprovalRound
from core.models.audit import AuditEntry
from core.models.file import Attachment, StoredFile
from core.models.mail import Mail
from core.models.notice import Notice
from core.models.number import NumberSeries
from core.models.upload import Upload

__all__ = [
    "ApprovalDecision",
    "ApprovalRound",
    "Attachment",
    "AuditEntry",
    "Mail",
    "Notice",
    "NumberSeries",
    "StoredFile",
    "Upload",
]
