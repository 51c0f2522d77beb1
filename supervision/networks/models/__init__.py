from supervision.networks.models.follow_up import FollowUp
from supervision.networks.models.lists import NetworkKind
from supervision.networks.models.network import Member, Network, Pair
from supervision.networks.models.survey import Invitation, Survey, SurveySheet
from supervision.networks.models.year import Activity, NetworkYear, PlanLine

__all__ = [
    "Activity",
    "FollowUp",
    "Invitation",
    "Member",
    "Network",
    "NetworkKind",
    "NetworkYear",
    "Pair",
    "PlanLine",
    "Survey",
    "SurveySheet",
]
