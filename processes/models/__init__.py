from processes.models.action import Action
from processes.models.evidence import RunStepEvidence
from processes.models.procedure import Procedure, ProcedureVersion, Step
from processes.models.run import Run, RunStep

__all__ = ["Action", "Procedure", "ProcedureVersion", "Run", "RunStep", "RunStepEvidence", "Step"]
