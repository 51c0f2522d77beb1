"""Who may do what with a self-assessment."""

from typing import Any

from kotpn.assessment.models import IssueAnswer
from schools.scope import holds, people_keys


def may_keep(user: Any, district: Any) -> bool:
    """Whether the person runs the office's self-assessments."""
    return holds(user, "assessment.write", district=district)


def owns(user: Any, answer: IssueAnswer) -> bool:
    """Whether the person answers for this issue."""
    return answer.owner_id is not None and answer.owner_id in people_keys(user)


def may_write(user: Any, answer: IssueAnswer) -> bool:
    """Whether the person may write this issue now: keepers and its owner, while the assessment is open."""
    assessment = answer.assessment
    return assessment.is_open and (may_keep(user, assessment.district_id) or owns(user, answer))
