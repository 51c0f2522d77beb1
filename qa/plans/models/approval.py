"""Approval of quality plans: the concrete rounds and decisions (see core.models.approval)."""

from django.db import models
from django.db.models import Q

from core.models import ApprovalDecision, ApprovalRound
from qa.plans.models.plan import QualityPlan


class QualityPlanRound(ApprovalRound):
    subject = models.ForeignKey(QualityPlan, on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        ordering = ["subject", "-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state="open"), name="one_open_round_per_quality_plan"
            )
        ]


class QualityPlanDecision(ApprovalDecision):
    round = models.ForeignKey(QualityPlanRound, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["round", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "lane"], name="one_decision_per_quality_plan_lane")]
