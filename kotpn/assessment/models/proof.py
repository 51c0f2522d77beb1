"""What is accepted as proving an issue: lines found in the work, and evidence people hang on by hand."""

from typing import Any

from django.conf import settings
from django.db import models

from core.errors import DomainError
from evidence.models import EvidenceUse
from kotpn.assessment.models.assessment import IssueAnswer


class LineProof(models.Model):
    """What a person decided on a proposal. While the assessment is open the count is the work's of now; submitting
    writes the counted records into `records` (kind, key, label, day, of another year) and keeps them.

    `reason` says why records of another fiscal year are taken, or why a proposal is not used.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "รับแล้ว"
        REFUSED = "refused", "ไม่ใช้"

    answer = models.ForeignKey(IssueAnswer, on_delete=models.CASCADE, related_name="proofs")
    line = models.ForeignKey("kotpn_standards.ProofLine", on_delete=models.PROTECT, related_name="proofs")
    decision = models.CharField(max_length=8, choices=Decision)
    reason = models.TextField("เหตุผล", blank=True)
    count = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    records = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "line__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "line"], name="one_decision_per_proof_line")]

    def __str__(self) -> str:
        return f"{self.line}: {self.get_decision_display()}"


class IssueEvidence(EvidenceUse):
    """A file, link or record hung on an issue by hand, for a line of the set or besides them. `proof_on` is the day
    it is about; of another fiscal year it needs `off_year_reason`. It counts unless returned or withdrawn: to hang it
    is the decision of the person who answers for the issue."""

    target = models.ForeignKey(IssueAnswer, on_delete=models.PROTECT, related_name="evidence")
    line = models.ForeignKey(
        "kotpn_standards.ProofLine", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    proof_on = models.DateField("วันที่ของหลักฐาน", null=True, blank=True)
    off_year_reason = models.TextField("เหตุที่ใช้หลักฐานของปีอื่น", blank=True)

    class Meta(EvidenceUse.Meta):
        abstract = False

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """DomainError while a sentence rests on it, from whatever page it is taken off."""
        if self.sentences.exists():
            raise DomainError("มีข้อความในแบบประเมินอ้างหลักฐานนี้ กรุณานำข้อความออกก่อน")
        return super().delete(*args, **kwargs)
