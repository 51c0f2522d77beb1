"""Evidence: what proves something, and the abstract link by which an app says what it proves."""

from evidence.models.item import EvidenceItem
from evidence.models.use import EvidenceUse

__all__ = ["EvidenceItem", "EvidenceUse"]
