"""What proves a step of a run."""

from django.db import models

from evidence.models import EvidenceUse
from processes.models.run import RunStep


class RunStepEvidence(EvidenceUse):
    target = models.ForeignKey(RunStep, on_delete=models.PROTECT, related_name="evidence")
