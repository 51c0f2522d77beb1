"""What a standard or an item is proved by."""

from django.db import models

from evidence.models import EvidenceUse


class SarEvidence(EvidenceUse):
    """A piece of evidence under an item, or under a standard in the short form."""

    target = models.ForeignKey("qa_sar.SarItem", on_delete=models.PROTECT, related_name="evidence")

    class Meta(EvidenceUse.Meta):
        abstract = False
