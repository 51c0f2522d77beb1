"""A model's year in an office: which schools take part, the teams, the rollout and the cooperation."""

from supervision.improvement.models.programme import Participation, Programme
from supervision.improvement.models.teams import WorkingMember, WorkingTeam
from supervision.improvement.models.work import Cooperation, RolloutActivity

__all__ = ["Cooperation", "Participation", "Programme", "RolloutActivity", "WorkingMember", "WorkingTeam"]
